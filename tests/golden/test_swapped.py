"""Understanding, not recital: the seeds with other places, outlets, days and numbers give the map of those."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.pipeline import find_incidents
from mapper.sources import read

LIST_OF_REGIONS = "Nikolayev, Poltava, Chernigov, Sumy, Kharkov, Dnepropetrovsk regions"
SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Swap:
    """Words for words, and the incidents (place, type, day, modality, deaths) the swapped articles tell."""

    name: str
    words: dict[str, str]
    published: date
    told: set[tuple[str, str, str, str, int | None]]


UKRAINE = Swap(
    name="other cities, a Tuesday, other agencies",
    words={
        "2023-05-04": "2024-06-11",
        "Thursday": "Tuesday",
        "Wednesday": "Monday",
        "Kiev": "Lviv",
        "Odessa": "Zhitomir",
        "Zaporizhia": "Rovno",
        "UNIAN": "Ukrinform",
        "RBC Ukraine": "Hromadske",
        LIST_OF_REGIONS: "Vinnitsa, Lugansk and Cherkassy regions",
        "Kherson region": "Zaporizhzhya region",
        "killed 21 people": "killed 34 people",
        "southern Russia": "western Russia",
    },
    published=date(2024, 6, 11),
    told={
        ("Lviv", "Explosions/Remote violence", "2024-06-11", "asserted", None),
        ("Lviv", "Alert", "2024-06-11", "warned", None),
        ("Zhytomyr", "Explosions/Remote violence", "2024-06-11", "asserted", None),
        ("Rivne", "Explosions/Remote violence", "2024-06-11", "asserted", None),
        ("Vinnytsia Oblast", "Alert", "2024-06-11", "warned", None),
        ("Luhansk Oblast", "Alert", "2024-06-11", "warned", None),
        ("Cherkasy Oblast", "Alert", "2024-06-11", "warned", None),
        ("Kremlin", "Explosions/Remote violence", "2024-06-10", "alleged", 0),
        ("Zaporizhzhia Oblast", "Explosions/Remote violence", "2024-06-10", "asserted", 34),
        ("Western Russia", "Explosions/Remote violence", "2024-06-11", "asserted", None),
    },
)

SYRIA = Swap(
    name="another war",
    words={
        "2023-05-04": "2016-09-23",
        "Thursday": "Friday",
        "Wednesday": "Thursday",
        "in the country's capital": "in the country's largest city",
        "Kiev": "Aleppo",
        "Odessa": "Palmyra",
        "Zaporizhia": "Qamishli",
        "UNIAN": "SANA",
        "RBC Ukraine": "Orient News",
        LIST_OF_REGIONS: "Idlib, Homs and Hama governorates",
        "Kherson region of southern Ukraine": "Deraa governorate of southern Syria",
        "killed 21 people": "killed nine people",
        "southern Russia": "southern Turkey",
        "Ukrainian": "Syrian",
        "Ukraine": "Syria",
    },
    published=date(2016, 9, 23),
    told={
        ("Aleppo", "Explosions/Remote violence", "2016-09-23", "asserted", None),
        ("Aleppo", "Alert", "2016-09-23", "warned", None),
        ("Palmyra", "Explosions/Remote violence", "2016-09-23", "asserted", None),
        ("Qamishli", "Explosions/Remote violence", "2016-09-23", "asserted", None),
        ("Idlib Governorate", "Alert", "2016-09-23", "warned", None),
        ("Homs Governorate", "Alert", "2016-09-23", "warned", None),
        ("Hama Governorate", "Alert", "2016-09-23", "warned", None),
        ("Kremlin", "Explosions/Remote violence", "2016-09-22", "alleged", 0),
        ("Daraa Governorate", "Explosions/Remote violence", "2016-09-22", "asserted", 9),
        ("Southern Turkey", "Explosions/Remote violence", "2016-09-23", "asserted", None),
    },
)


def swapped(folder: Path, swap: Swap) -> Path:
    """The seeds in ``folder`` with every word of the swap replaced, longest first, each once."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(swap.words, key=len, reverse=True)))
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        changed = pattern.sub(lambda match: swap.words[match.group()], text)
        (folder / path.name).write_text(changed, encoding="utf-8")
    return folder


@pytest.mark.parametrize("swap", [UKRAINE, SYRIA], ids=lambda swap: swap.name)
def test_swapped_seeds_give_the_swapped_map(swap: Swap, tmp_path: Path) -> None:
    documents = read([str(swapped(tmp_path, swap))], published=swap.published)
    incidents = find_incidents(documents, gazetteer=Gazetteer.open())
    told = {(i.place.name, i.event_type, str(i.when.start), i.modality, i.casualties.fatalities_min) for i in incidents}
    assert swap.told == told
