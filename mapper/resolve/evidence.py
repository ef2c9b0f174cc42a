"""What speaks for one place a name may mean, as named numbers.

``name_evidence`` holds wherever the name stands; ``context_evidence`` is what the rest of the document says. The
weights are in ``mapper/lexicon/resolution_weights.csv``, fitted by ``benchmarks/fit_resolution.py``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from mapper.model import Place
from mapper.resolve.options import Option
from mapper.tables import reviewed
from mapper.text.class_words import ClassWord

Evidence = dict[str, float]

# Rows of data/gazetteer/sites.tsv and villages.tsv are there because reporting names them, however small they are.
_OVERLAY = ("site:", "village:")


def name_evidence(option: Option, options: Sequence[Option], word: ClassWord | None) -> Evidence:
    """What the entry itself says: size, kind, what the name is to it, how it was met, and whether ``word`` fits."""
    place, tier = option.place, option.tier
    largest = max((other.place.population for other in options if other is not option), default=0)
    found = {
        "population": math.log10(1 + place.population) / 7,
        "outnumbers": math.log10((1 + place.population) / (1 + largest)) / 7,
        f"tier_{tier}": 1.0,
        f"kind_{place.kind}": 1.0,
        f"role_{option.role.name.lower()}": 1.0,
    }
    if _STRICTNESS[tier]:
        found |= {f"unlike_{tier}": 1 - option.alike, f"population_{tier}": found["population"]}
    if place.feature_code in ("PPLC", "PPLA"):
        found[f"seat_{place.feature_code.lower()}"] = 1.0
    if place.feature_class == "L":
        found["curated_area"] = 1.0
    if place.place_id.startswith(_OVERLAY):
        found["curated_place"] = 1.0
    if len(options) == 1:
        found["only_one"] = 1.0
    if _STRICTNESS[tier] > min(_STRICTNESS[other.tier] for other in options):
        found["stricter_elsewhere"] = 1.0
    if word and word.kind != "area":
        found["class_agrees" if place.kind == word.kind else "class_differs"] = 1.0
    elif place.kind in ("region", "district") and any(_is_its_town(place, other.place) for other in options):
        found["town_of_same_name"] = 1.0
    return found


def _is_its_town(area: Place, place: Place) -> bool:
    return place.kind == "city" and area.admin1_id == place.admin1_id and area.country == place.country


_STRICTNESS = {"exact": 0, "inflected": 0, "spelling": 1, "respelt": 1, "exonym": 2, "skeleton": 3, "fuzzy": 4}


@cache
def weights(table: Literal["name", "document"]) -> Mapping[str, float]:
    """The reviewed weight of each piece of evidence, for names on their own or names in a document."""
    rows = reviewed("lexicon/resolution_weights.csv")
    return {row["evidence"]: float(row["weight"]) for row in rows if row["table"] == table}


def weigh(evidence: Mapping[str, float], table: Mapping[str, float]) -> float:
    """What the evidence for an option weighs; 0 is as good as no answer."""
    return table["bias"] + sum_of(evidence, table)


def sum_of(evidence: Mapping[str, float], table: Mapping[str, float]) -> float:
    """What some more evidence weighs."""
    return sum(table.get(name, 0.0) * value for name, value in evidence.items())


def chances(weighed: Sequence[float]) -> list[float]:
    """The chance of each option, "none of them" counted in with weight 0: they add up to less than 1."""
    highest = max(0.0, *weighed) if weighed else 0.0
    parts = [math.exp(value - highest) for value in weighed]
    whole = sum(parts) + math.exp(-highest)
    return [part / whole for part in parts]
