"""Toponym recognition: which names in a text are names of places."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.layout import Role
from mapper.model import Document, Span, Toponym, ToponymForm
from mapper.toponyms.descriptors import descriptors
from mapper.toponyms.features import Features, context_features, run_features
from mapper.toponyms.scan import Hit, Run, Scanner, scanner
from mapper.toponyms.words import name_words

_SMALL_WORDS = re.compile(r"\b[^\W\d_A-ZА-Я]{2,}\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible toponym of a text with everything that speaks for and against it."""

    start: int
    end: int
    hit: Hit
    features: Features


def recognise(document: Document, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a document's prose, in order, without overlap.

    A name in a list with one shared head ("Poltava, Sumy regions") carries that head as its ``descriptor``.
    Adjectives and peoples of places are given with the form "demonym". Names the gazetteer lacks are given when
    their own type word shows them to be places ("Sylvan Road"); ``resolve`` will have no answer for them.
    """
    text = document.text
    kept = [candidate for candidate in candidates(document, gazetteer) if score(candidate.features) > 0]
    named = descriptors(text, [(candidate.start, candidate.end) for candidate in kept])
    return [
        Toponym(text[c.start : c.end], Span(c.start, c.end), descriptor, _form(c.hit))
        for c, descriptor in zip(kept, named, strict=True)
    ]


def candidates(document: Document, gazetteer: Gazetteer) -> list[Candidate]:
    """Every name of the prose that the gazetteer or its type word makes a possible toponym, with its features."""
    text, prose = document.text, document.prose
    runs = list(scanner(gazetteer).runs(text, prose.start, prose.end))
    surnames = frozenset(name for _, run in runs for name in _surnames(run))
    small = frozenset(_SMALL_WORDS.findall(text, prose.start, prose.end))
    found = [
        Candidate(
            offset + run.words[hit.first].start,
            offset + run.words[hit.last - 1].end,
            hit,
            _run_features(scanner(gazetteer), run, position)
            | context_features(
                text, offset + run.words[hit.first].start, offset + run.words[hit.last - 1].end, small, surnames
            ),
        )
        for offset, run in runs
        for position, hit in enumerate(run.hits)
    ]
    _add_chains(text, found)
    _add_document(found)
    return found


_RUN_FEATURES: dict[tuple[int, str, int], Features] = {}


def _run_features(scan: Scanner, run: Run, position: int) -> Features:
    key = (id(scan), run.text, position)
    found = _RUN_FEATURES.get(key)
    if found is None:
        if len(_RUN_FEATURES) > 100_000:
            _RUN_FEATURES.clear()
        found = _RUN_FEATURES[key] = run_features(run, position)
    return found


def _surnames(run: Run) -> Iterator[str]:
    """Last names of the people a run names: what follows a first name or a title."""
    lists = name_words()
    for before, word in pairwise(run.words):
        named = before.key in lists.first_name or before.key in lists.title
        own = word.key not in lists.first_name and word.key not in lists.title
        if before.capital and word.capital and named and own:
            yield word.key


def _add_chains(text: str, found: list[Candidate]) -> None:
    """Mark "Name, Region" chains: the head is more surely a place when the tail holds it."""
    for head, tail in pairwise(found):
        gap = text[head.end : tail.start]
        if len(gap) > 3 or gap.strip() not in (",", "(", ""):
            continue
        areas = {m.place.country for m in tail.hit.matches if m.place.kind == "country" and m.role < Role.DEMONYM}
        regions = {m.place.admin1_id for m in tail.hit.matches if m.place.feature_code == "ADM1"}
        if not areas and not regions:
            continue
        inside = any(m.place.country in areas or m.place.admin1_id in regions for m in head.hit.matches)
        mark = "comma" if "," in gap else "gap"
        head.features[f"chain_head_{mark}"] = 1.0
        tail.features[f"chain_tail_{mark}"] = 1.0
        if inside:
            head.features[f"chain_inside_{mark}"] = 1.0
            tail.features[f"chain_holds_{mark}"] = 1.0


_PLACE_SIGNS = ("after_preposition", "chain_inside_comma", "before_descriptor", "after_descriptor")


def _add_document(found: list[Candidate]) -> None:
    """What the other mentions of the same name in the document say about this one."""
    mentions = Counter(candidate.hit.key for candidate in found)
    signs = Counter(c.hit.key for c in found if any(sign in c.features for sign in _PLACE_SIGNS))
    names = Counter(c.hit.key for c in found if "surname" in c.features or "run_before_first_name" in c.features)
    for candidate in found:
        key = candidate.hit.key
        own = any(sign in candidate.features for sign in _PLACE_SIGNS)
        candidate.features["mentions"] = math.log(mentions[key])
        if signs[key] - own:
            candidate.features["sign_elsewhere"] = 1.0
        if names[key]:
            candidate.features["person_elsewhere"] = 1.0


def score(features: Mapping[str, float]) -> float:
    """How surely a candidate is a toponym: above 0 it is taken. The weighted sum of its features."""
    table = weights()
    return table["bias"] + sum(table.get(name, 0.0) * value for name, value in features.items())


@cache
def weights() -> Mapping[str, float]:
    """The reviewed weight of each feature."""
    with resources.files("mapper.lexicon").joinpath("recognition_weights.csv").open(encoding="utf-8") as lines:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(lines)}


def _form(hit: Hit) -> ToponymForm:
    roles = {match.role for match in hit.matches}
    if not roles or min(roles) < Role.DEMONYM:
        return "name"
    return "demonym" if Role.DEMONYM in roles else "abbreviation"
