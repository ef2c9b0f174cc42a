"""The possible toponyms of a text, with everything that speaks for and against each.

What a run of capitalised words holds, and what the word before or after a name tells, is read once however often it
stands in the texts; of a document only the sums are made.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from mapper.gazetteer import Gazetteer, Match
from mapper.gazetteer.layout import Role
from mapper.model import Document, ToponymForm
from mapper.text.normalise import fold
from mapper.toponyms.around import after, before, last_word, next_word
from mapper.toponyms.features import run_features
from mapper.toponyms.scan import Hit, Run, Scanner, run_pattern
from mapper.toponyms.second_look import look_again
from mapper.toponyms.small import SmallWords
from mapper.toponyms.weights import PLACE_SIGNS, Features, Weighed, flags, weigh, weights
from mapper.toponyms.words import name_words

_REMEMBERED_RUNS = 65_536
_LONGEST_LINK = 3  # characters between a name and the region it stands in: ", " and the like


@dataclass(frozen=True, slots=True)
class Reading:
    """A hit of a run as it is wherever the run stands: [start, end) count from the start of the run.

    ``before`` and ``after`` are what the words around the name tell, where the run itself holds them.
    """

    start: int
    end: int
    hit: Hit
    written: str  # the name as the text has it, folded
    form: ToponymForm
    told: Weighed
    weight: float  # of what is told, and the bias
    before: Weighed | None
    after: Weighed | None
    after_first_name: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What a run of capitalised words holds: possible names, and the surnames of people."""

    readings: tuple[Reading, ...]
    surnames: tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """A possible toponym of a text. ``weight`` is that of all its features but "seen_small"."""

    start: int
    end: int
    reading: Reading
    before: Weighed
    after: Weighed
    weight: float
    is_sign: bool
    more: Features = field(default_factory=dict)  # what the rest of the document adds

    def add(self, feature: str, value: float = 1.0) -> None:
        """Give the candidate one more feature."""
        self.more[feature] = value
        self.weight += weights().get(feature, 0.0) * value
        self.is_sign = self.is_sign or feature in PLACE_SIGNS

    def features(self, small: SmallWords) -> Features:
        """Everything that speaks for and against the candidate, by name."""
        seen_small = flags(seen_small=self.reading.written in small)
        return self.reading.told.features | self.before.features | self.after.features | self.more | seen_small

    def is_taken(self, small: SmallWords) -> bool:
        """True when more speaks for the candidate than against it. Few need to be looked for in small letters."""
        alone, seen_small = self.weight > 0, self.weight + weights().get("seen_small", 0.0) > 0
        return seen_small if alone != seen_small and self.reading.written in small else alone


class Reader:
    """Reads runs over one gazetteer and remembers those it has seen."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._scanner = Scanner(gazetteer)
        self.known = lru_cache(maxsize=_REMEMBERED_RUNS)(self._read)

    def _read(self, text: str) -> Known:
        run = self._scanner.read(text)
        return Known(tuple(_reading(run, n) for n in range(len(run.hits))), tuple(_surnames(run)))

    def wider(self, text: str, candidate: Candidate) -> Candidate:
        """The candidate with the direction before it where that is the name of a place: "northern Ireland"."""
        before = _LAST_WORD.search(text, max(0, candidate.start - _LONGEST_DIRECTION), candidate.start)
        key = f"{fold(before[1])} {candidate.reading.hit.key}" if before else ""
        matches = tuple(self.gazetteer.matches(key)) if key else ()
        if not before or not matches:
            return candidate
        hit = replace(candidate.reading.hit, key=key, matches=matches)
        return replace(
            candidate, start=before.start(1), reading=replace(candidate.reading, hit=hit, form=form_of(matches))
        )


_LAST_WORD = re.compile(r"(\w+) $")
_LONGEST_DIRECTION = 20  # characters: "northeastern "


@lru_cache(maxsize=4)
def reader(gazetteer: Gazetteer) -> Reader:
    """The reader of a gazetteer, made once."""
    return Reader(gazetteer)


def _reading(run: Run, position: int) -> Reading:
    hit = run.hits[position]
    start, end = run.words[hit.first].start, run.words[hit.last - 1].end
    told = weigh(run_features(run, position))
    return Reading(
        start,
        end,
        hit,
        written=fold(run.text[start:end]),
        form=form_of(hit.matches),
        told=told,
        weight=told.weight + weights()["bias"],
        before=last_word(run.text, start),
        after=next_word(run.text, end),
        after_first_name="run_before_first_name" in told.features,
    )


def form_of(matches: Sequence[Match]) -> ToponymForm:
    """Whether a name met as these matches is a place's name, the adjective of one, or an abbreviation."""
    roles = {match.role for match in matches}
    if not roles or min(roles) < Role.DEMONYM:
        return "name"
    return "demonym" if Role.DEMONYM in roles else "abbreviation"


def _surnames(run: Run) -> Iterator[str]:
    """Last names of the people a run names: what follows a first name or a title."""
    lists = name_words()
    for first, word in pairwise(run.words):
        named = first.key in lists.first_name or first.key in lists.title
        own = word.key not in lists.first_name and word.key not in lists.title
        if first.capital and word.capital and named and own:
            yield word.key


def candidates(document: Document, gazetteer: Gazetteer) -> list[Candidate]:
    """Every name of the prose that the gazetteer or its type word makes a possible toponym, in order."""
    text, prose, read = document.text, document.prose, reader(gazetteer)
    known, surnames, found = read.known, set[str](), list[Candidate]()
    for match in run_pattern().finditer(text, prose.start, prose.end):
        first, written = match.start(), match[0]
        if text[first - 1 : first] in _HYPHENS and (article := _article_before(text, first)):
            first, written = article.start(1), article[1].capitalize() + written
        run = known(written)
        surnames.update(run.surnames)
        for reading in run.readings:
            start, end = first + reading.start, first + reading.end
            left, right = reading.before or before(text, start), reading.after or after(text, end)
            weight = reading.weight + left.weight + right.weight
            one = Candidate(start, end, reading, left, right, weight, left.is_sign or right.is_sign)
            found.append(read.wider(text, one) if "after_direction" in left.features else one)
    _add_chains(text, found)
    _add_document(found, surnames)
    look_again(text, found)
    return found


# An Arabic article in small letters behind a word that is no name: "raids on al-Bab", not "Bashar al-Assad".
_HYPHENS = ("-", "‐", "–")
_ARTICLE = re.compile(r"(?<!\w)[a-z]\w*[,;:]?\s+((?:a[lnrstz]|ad|el|es|ash)[-‐–])$")
_LONGEST_BEFORE_ARTICLE = 24  # characters


def _article_before(text: str, start: int) -> re.Match[str] | None:
    """The article that the run at ``start`` goes on from."""
    return _ARTICLE.search(text, max(0, start - _LONGEST_BEFORE_ARTICLE), start)


def _add_chains(text: str, found: list[Candidate]) -> None:
    """Mark "Name, Region" chains: the head is more surely a place when the tail holds it."""
    for head, tail in pairwise(found):
        if tail.start - head.end > _LONGEST_LINK:
            continue
        gap = text[head.end : tail.start]
        if gap.strip() not in (",", "(", ""):
            continue
        tails = tail.reading.hit.matches
        areas = {m.place.country for m in tails if m.place.kind == "country" and m.role < Role.DEMONYM}
        regions = {m.place.admin1_id for m in tails if m.place.feature_code == "ADM1"}
        if not areas and not regions:
            continue
        inside = any(m.place.country in areas or m.place.admin1_id in regions for m in head.reading.hit.matches)
        mark = "comma" if "," in gap else "gap"
        head.add(f"chain_head_{mark}")
        tail.add(f"chain_tail_{mark}")
        if inside:
            head.add(f"chain_inside_{mark}")
            tail.add(f"chain_holds_{mark}")


def _add_document(found: list[Candidate], surnames: Container[str]) -> None:
    """What the other mentions of the same name in the document, and the people it names, say about each."""
    named: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        if one.reading.written in surnames:
            one.add("surname")
        named[one.reading.hit.key].append(one)
    for mentions in named.values():
        if len(mentions) > 1:
            signs = sum(one.is_sign for one in mentions)
            for one in mentions:
                one.add("mentions", math.log(len(mentions)))
                if signs > one.is_sign:
                    one.add("sign_elsewhere")
        if any(one.reading.after_first_name or "surname" in one.more for one in mentions):
            for one in mentions:
                one.add("person_elsewhere")
