"""Toponym recognition: which names in a text are names of places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from mapper.gazetteer import Gazetteer, Match
from mapper.gazetteer.layout import Role
from mapper.model import Document, Span, Toponym, ToponymForm
from mapper.tables import reviewed
from mapper.text.normalise import fold
from mapper.toponyms.descriptors import descriptors
from mapper.toponyms.features import Features, context_features, run_features
from mapper.toponyms.ner import beside, entity_spans
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


def recognise(document: Document, gazetteer: Gazetteer, *, ner: str = "") -> list[Toponym]:
    """The toponyms of a document's prose, in order, without overlap.

    A name in a list with one shared head ("Poltava, Sumy regions") carries that head as its ``descriptor``.
    Adjectives and peoples of places are given with the form "demonym". Names the gazetteer lacks are given when
    their own type word shows them to be places ("Sylvan Road"); ``resolve`` will have no answer for them. ``ner`` names
    a spaCy pipeline whose places join ours where they touch none of them.
    """
    kept = [candidate for candidate in candidates(document, gazetteer) if score(candidate.features) > 0]
    own = _toponyms(document.text, [(c.start, c.end) for c in kept], [_form(c.hit.matches) for c in kept])
    return _with_entities(document, own, gazetteer, ner) if ner else own


def _with_entities(document: Document, own: list[Toponym], gazetteer: Gazetteer, ner: str) -> list[Toponym]:
    """Our toponyms and those of a spaCy pipeline, read together so that lists share their class words."""
    more = beside(own, entity_spans(document, ner))
    return marked(document, sorted([*(toponym.span for toponym in own), *more]), gazetteer) if more else own


def marked(document: Document, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms that somebody else found at ``spans``, in the same order, with their class words and forms."""
    text = document.text
    forms = [_form(gazetteer.matches(fold(text[start:end]))) for start, end in spans]
    return _toponyms(text, spans, forms)


def _toponyms(text: str, spans: Sequence[tuple[int, int]], forms: Sequence[ToponymForm]) -> list[Toponym]:
    return [
        Toponym(text[start:end], Span(start, end), None if form == "demonym" else descriptor, form)
        for (start, end), form, descriptor in zip(spans, forms, descriptors(text, spans), strict=True)
    ]


def candidates(document: Document, gazetteer: Gazetteer) -> list[Candidate]:
    """Every name of the prose that the gazetteer or its type word makes a possible toponym, with its features."""
    text, prose = document.text, document.prose
    scan = scanner(gazetteer)
    runs = list(scan.runs(text, prose.start, prose.end))
    surnames = frozenset(name for _, run in runs for name in _surnames(run))
    small = frozenset(_SMALL_WORDS.findall(text, prose.start, prose.end))
    found = [
        _candidate(scan, text, offset, run, position, small, surnames)
        for offset, run in runs
        for position in range(len(run.hits))
    ]
    _add_chains(text, found)
    _add_document(found)
    return found


def _candidate(
    scan: Scanner, text: str, offset: int, run: Run, position: int, small: Container[str], surnames: Container[str]
) -> Candidate:
    hit = run.hits[position]
    start, end = offset + run.words[hit.first].start, offset + run.words[hit.last - 1].end
    features = _run_features(scan, run, position) | context_features(text, start, end, small, surnames)
    if "after_direction" in features:
        before = _LAST_WORD.search(text, max(0, start - _LONGEST_DIRECTION), start)
        wider = f"{fold(before[1])} {hit.key}" if before else ""
        matches = tuple(scan.gazetteer.matches(wider)) if wider else ()
        if before and matches:
            return Candidate(before.start(1), end, replace(hit, key=wider, matches=matches), features)
    return Candidate(start, end, hit, features)


_LAST_WORD = re.compile(r"(\w+) $")
_LONGEST_DIRECTION = 20  # characters: "northeastern "

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
    return {row["feature"]: float(row["weight"]) for row in reviewed("lexicon/recognition_weights.csv")}


def _form(matches: Sequence[Match]) -> ToponymForm:
    roles = {match.role for match in matches}
    if not roles or min(roles) < Role.DEMONYM:
        return "name"
    return "demonym" if Role.DEMONYM in roles else "abbreviation"
