"""Casualties given to the incidents they belong to, within a sentence and from the sentences around it.

A number in a sentence that tells of one place belongs to that place; where several events stand in one sentence, each
takes the numbers on its side; one number over several places belongs to none. A sentence that gives numbers and no
place of its own ("the attack left two dead") belongs to the nearest event told, unless it sums up several attacks or
tells of something else. A toll that rose takes the place of the earlier one, "another two died" adds to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from mapper.coding.casualties import Toll, toll_in
from mapper.coding.dates import looks_back
from mapper.coding.lexicon import alternatives, words
from mapper.coding.scanning import Scanner
from mapper.coding.sharing import count_places, in_sentence, is_harmful
from mapper.model import Casualties, Report, Sentence

# A toll stands at most so many sentences from the event it belongs to; further where the text tells of one place only.
_REACH, _REACH_OF_ONE = 3, 8

# Whether a sentence without a place tells of something else than a report: their numbers, and the report.
IsApart = Callable[[int, int, Report], bool]


def with_casualties(
    sentences: Sequence[Sentence], reports: Sequence[Report], is_apart: IsApart = lambda *_: False
) -> tuple[Report, ...]:
    """The reports of one document with their casualties, in the order given."""
    index = {sentence.span: number for number, sentence in enumerate(sentences)}
    told: dict[int, list[int]] = {}
    for i, report in enumerate(reports):
        told.setdefault(index[report.sentence.span], []).append(i)
    found = [Toll()] * len(reports)
    for here in told.values():
        for i, toll in in_sentence([reports[i] for i in here]):
            found[here[i]] = toll
    _add_from_around(sentences, reports, told, found, is_apart)
    _sum_up(reports, found)
    return tuple(replace(report, casualties=toll.casualties) for report, toll in zip(reports, found, strict=True))


def _add_from_around(
    sentences: Sequence[Sentence],
    reports: Sequence[Report],
    told: dict[int, list[int]],
    found: list[Toll],
    is_apart: IsApart,
) -> None:
    """Give the numbers of sentences that place no event to the nearest event that they can belong to."""
    harmed = {n: own for n, here in told.items() if (own := [i for i in here if is_harmful(reports[i])])}
    places = {reports[i].place.place_id for own in harmed.values() for i in own}
    reach = _REACH_OF_ONE if len(places) == 1 else _REACH
    numbers = sorted(harmed)
    around = {near for n in numbers for near in range(max(0, n - reach), min(n + reach + 1, len(sentences)))}
    for number in sorted(around - told.keys()):
        if (stated := _unplaced(sentences[number], len(places))).casualties == Casualties():
            continue
        nearest = _nearest(sentences, number, numbers, reach)
        own = harmed[nearest]
        places_told = count_places(sentences[nearest], [reports[i] for i in own])
        if places_told > 1 or is_apart(number, nearest, reports[own[0]]):
            continue
        for i in own:
            found[i] = _filled(found[i], stated, follows=nearest < number)


def _nearest(sentences: Sequence[Sentence], number: int, numbers: Sequence[int], reach: int) -> int:
    """The one of the sorted ``numbers`` that a toll in sentence ``number`` belongs to, one of them within ``reach``.

    Tolls follow events: the one before, but the one behind where it alone stands in the same paragraph.
    """
    at = bisect_left(numbers, number)
    before, after = numbers[at - 1] if at else None, numbers[at] if at < len(numbers) else None
    if before is None or number - before > reach:
        return after if after is not None else numbers[at - 1]
    if after is None or after - number > reach or _points_back(sentences[number].text):
        return before
    paragraph = sentences[number].paragraph
    return after if sentences[after].paragraph == paragraph != sentences[before].paragraph else before


def _unplaced(sentence: Sentence, places: int) -> Toll:
    """The numbers of a sentence that tells no event of its own; none where it sums up or looks back."""
    stated = toll_in(sentence.text)
    if stated.casualties == Casualties() or looks_back(sentence.text) or _sums_up(places > 1).search(sentence.text):
        return Toll()
    return stated


def _filled(own: Toll, other: Toll, *, follows: bool) -> Toll:
    """``own`` with what it leaves unsaid taken from ``other``, deaths and injuries each for themselves.

    A toll that ``follows`` replaces a lower one, and "another two" is added.
    """
    mine, theirs = own.casualties, other.casualties
    unsaid = mine.fatalities_min is None and mine.fatalities_max is None
    more = _more(mine.fatalities_min, theirs.fatalities_min) if follows and other.is_more else None
    rose = follows and other.is_total and (theirs.fatalities_min or 0) > (mine.fatalities_min or 0)
    if unsaid or rose:
        mine = replace(
            mine,
            fatalities_min=theirs.fatalities_min,
            fatalities_max=theirs.fatalities_max,
            fatalities_text=theirs.fatalities_text,
        )
    elif more is not None:
        mine = replace(mine, fatalities_min=more, fatalities_max=_more(mine.fatalities_max, theirs.fatalities_max))
    if own.is_assumed and theirs.fatalities_min:
        mine = _less_the_dead(mine, theirs.fatalities_min)
    elif mine.injuries_min is None and mine.injuries_max is None:
        return Toll(
            replace(
                mine,
                injuries_min=theirs.injuries_min,
                injuries_max=theirs.injuries_max,
                injuries_text=theirs.injuries_text,
            ),
            is_assumed=other.is_assumed,
        )
    return own._replace(casualties=mine)


def _less_the_dead(casualties: Casualties, dead: int) -> Casualties:
    """Those shot or taken to hospital without the ones of them who died."""
    left = max(0, (casualties.injuries_min or 0) - dead) or None
    return replace(casualties, injuries_min=left, injuries_max=left)


def _more(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _sum_up(reports: Sequence[Report], found: list[Toll]) -> None:
    """Over the reports of one place and type: who was shot and is told dead later is not also among the injured."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        same[report.place.place_id, report.event_type].append(i)
    for own in same.values():
        dead = 0
        for i in own:
            toll = found[i]
            low = toll.casualties.fatalities_min or 0
            if toll.is_more and dead:
                more = replace(toll.casualties, fatalities_min=dead + low, fatalities_max=None)
                found[i] = toll._replace(casualties=more)
                low += dead
            dead = max(dead, low)
        for i in own:
            if found[i].is_assumed and not found[i].casualties.fatalities_min and dead:
                found[i] = found[i]._replace(casualties=_less_the_dead(found[i].casualties, dead))


def _points_back(text: str) -> bool:
    """True for a sentence about "the attack"."""
    return _references().search(text) is not None


@cache
def _references() -> Scanner:
    references = alternatives(words("attribution", "word", "reference", "same reference"))
    return Scanner(re.compile(rf"\bthe\s+{references}\b", re.IGNORECASE), ["the"])


@cache
def _sums_up(several: bool) -> re.Pattern[str]:
    """What makes a number a total over several events: "in all"; where ``several`` places are told, "the attacks"."""
    kinds = ("sum", "plural") if several else ("sum",)
    return re.compile(rf"\b{alternatives(words('casualties', 'word', *kinds))}\b", re.IGNORECASE)
