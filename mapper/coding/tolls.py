"""Casualties given to the incidents they belong to, within a sentence and from the sentences around it.

A number in a sentence that tells of one place belongs to that place; where several events stand in one sentence, each
takes the numbers on its side; one number over several places belongs to none. A sentence that gives numbers and no
place of its own ("the attack left two dead") belongs to the nearest event told, unless it sums up several attacks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from mapper.coding.casualties import casualties_in
from mapper.coding.dates import looks_back
from mapper.coding.lexicon import alternatives, words
from mapper.coding.scanning import Scanner
from mapper.model import Casualties, Report, Sentence, Span

# A toll stands at most so many sentences from the event it belongs to; further where the text tells of one place only.
_REACH, _REACH_OF_ONE = 3, 8
# Types and sub types of events in which nobody is killed or hurt; numbers near them belong to another.
_HARMLESS = frozenset(
    (
        "Alert",
        "Arrests",
        "Agreement",
        "Change to group/activity",
        "Headquarters or base established",
        "Non-violent transfer of territory",
    )
)
_OWNS = re.compile(r"['’]s\s+(?:[a-z]+\s+)?")
_CUT = re.compile(r"[,;]|\b(?:and|while|but)\b")


def with_casualties(sentences: Sequence[Sentence], reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports of one document with their casualties, in the order given."""
    index = {sentence.span: number for number, sentence in enumerate(sentences)}
    told: dict[int, list[int]] = {}
    for i, report in enumerate(reports):
        told.setdefault(index[report.sentence.span], []).append(i)
    found = [Casualties()] * len(reports)
    for here in told.values():
        for i, casualties in _in_sentence([reports[i] for i in here]):
            found[here[i]] = casualties
    harmed = {n: own for n, here in told.items() if (own := [i for i in here if _is_harmful(reports[i])])}
    places = {reports[i].place.place_id for own in harmed.values() for i in own}
    reach = _REACH_OF_ONE if len(places) == 1 else _REACH
    numbers = sorted(harmed)
    around = {near for n in numbers for near in range(max(0, n - reach), min(n + reach + 1, len(sentences)))}
    for number in sorted(around - told.keys()):
        if (stated := _unplaced(sentences[number])) == Casualties():
            continue
        own = harmed[_nearest(number, numbers, reach, _points_back(sentences[number].text))]
        if len({reports[i].place.place_id for i in own}) == 1:
            for i in own:
                found[i] = _filled(found[i], stated)
    return tuple(replace(report, casualties=casualties) for report, casualties in zip(reports, found, strict=True))


def _is_harmful(report: Report) -> bool:
    return not _HARMLESS.intersection((report.event_type, report.sub_event_type))


def _nearest(number: int, numbers: Sequence[int], reach: int, points_back: bool) -> int:
    """The nearest of the sorted ``numbers``, one of them within ``reach``; of two as near the one before.

    Tolls follow events: a sentence about "the attack" ``points_back`` to the one before even where another is nearer.
    """
    at = bisect_left(numbers, number)
    near = [other for other in numbers[max(0, at - 1) : at + 1] if abs(other - number) <= reach]
    if points_back and near[0] < number:
        return near[0]
    return min(near, key=lambda other: abs(other - number))


def _unplaced(sentence: Sentence) -> Casualties:
    """The numbers of a sentence that tells no event of its own; none where it sums up or looks back."""
    stated = casualties_in(sentence.text)
    if stated == Casualties() or _sums_up().search(sentence.text) or looks_back(sentence.text):
        return Casualties()
    return stated


def _in_sentence(reports: Sequence[Report]) -> Iterable[tuple[int, Casualties]]:
    """The casualties each report of one sentence finds in it."""
    sentence = reports[0].sentence
    harmed = [i for i, report in enumerate(reports) if _is_harmful(report)]
    triggers = sorted({reports[i].trigger for i in harmed})
    places = _count_places([reports[i] for i in harmed])
    if places <= 1 or len(triggers) <= 1:
        stated = casualties_in(sentence.text, places=places)
        return [(i, stated) for i in harmed]
    given = []
    for trigger, part in zip(triggers, _parts(sentence, triggers, reports), strict=True):
        own = [i for i in harmed if reports[i].trigger == trigger]
        places = _count_places([reports[i] for i in own])
        given += [(i, casualties_in(sentence.text, part, places=places)) for i in own]
    return given


def _count_places(reports: Sequence[Report]) -> int:
    """How many places the reports of one sentence tell of: "Giza's Haram district" is one."""
    mentions = {report.place.place_id: report.resolution.toponym.span for report in reports}
    spans = sorted(mentions.values())
    text, offset = (reports[0].sentence.text, reports[0].sentence.span.start) if reports else ("", 0)
    owned = [_OWNS.fullmatch(text, one.end - offset, other.start - offset) for one, other in pairwise(spans)]
    return len(spans) - sum(match is not None for match in owned)


def _parts(sentence: Sentence, triggers: Sequence[Span], reports: Sequence[Report]) -> list[Span]:
    """One stretch of the sentence for each trigger: cut at the comma or "and" after the place of each."""
    offset, start, parts = sentence.span.start, 0, []
    for trigger, following in pairwise(triggers):
        ends = [r.resolution.toponym.span.end for r in reports if r.trigger == trigger] + [trigger.end]
        until = following.start - offset
        since = max((end - offset for end in ends if end - offset <= until), default=trigger.end - offset)
        cut = _CUT.search(sentence.text, since, max(since, until))
        end = max(start, cut.start() if cut else until)
        parts.append(Span(start, end))
        start = end
    return [*parts, Span(start, len(sentence.text))]


def _filled(own: Casualties, other: Casualties) -> Casualties:
    """``own`` with what it leaves unsaid taken from ``other``, deaths and injuries each for themselves."""
    if own.fatalities_min is None and own.fatalities_max is None:
        own = replace(
            own,
            fatalities_min=other.fatalities_min,
            fatalities_max=other.fatalities_max,
            fatalities_text=other.fatalities_text,
        )
    if own.injuries_min is None and own.injuries_max is None:
        own = replace(
            own, injuries_min=other.injuries_min, injuries_max=other.injuries_max, injuries_text=other.injuries_text
        )
    return own


def _points_back(text: str) -> bool:
    """True for a sentence about "the attack"."""
    return _references().search(text) is not None


@cache
def _references() -> Scanner:
    references = alternatives(words("attribution", "word", "reference", "same reference"))
    return Scanner(re.compile(rf"\bthe\s+{references}\b", re.IGNORECASE), ["the"])


@cache
def _sums_up() -> re.Pattern[str]:
    """What makes a number a total over several events: "in all", "the attacks"."""
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'sum'))}\b", re.IGNORECASE)
