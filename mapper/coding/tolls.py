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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from mapper.coding.casualties import Toll, toll_in
from mapper.coding.dates import expressions, looks_back
from mapper.coding.lexicon import alternatives, words
from mapper.coding.scanning import Scanner
from mapper.model import Casualties, Place, Report, Sentence, Span

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
# Names further apart than this, in characters, are no chain such as "Goma's Katindo district".
_CHAIN = 60
_JOINS = re.compile(r"\b(?:and|or|but|while|whereas|then|from|to)\b|[;:&]")
_BETWEEN = re.compile(r"\bbetween\s+(?:[\w-]+\s+){0,3}$")
_CUT = re.compile(r"\b(?:and|then|another|others)\b")
_STRONG_CUT = re.compile(r"[;—–]|,?\s*\b(?:while|whereas|but)\b|,\s+and\b")

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
        for i, toll in _in_sentence([reports[i] for i in here]):
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
    harmed = {n: own for n, here in told.items() if (own := [i for i in here if _is_harmful(reports[i])])}
    places = {reports[i].place.place_id for own in harmed.values() for i in own}
    reach = _REACH_OF_ONE if len(places) == 1 else _REACH
    numbers = sorted(harmed)
    around = {near for n in numbers for near in range(max(0, n - reach), min(n + reach + 1, len(sentences)))}
    for number in sorted(around - told.keys()):
        if (stated := _unplaced(sentences[number], len(places))).casualties == Casualties():
            continue
        nearest = _nearest(sentences, number, numbers, reach)
        own = harmed[nearest]
        places_told = _count_places(sentences[nearest], [reports[i] for i in own])
        if places_told > 1 or is_apart(number, nearest, reports[own[0]]):
            continue
        for i in own:
            found[i] = _filled(found[i], stated, follows=nearest < number)


def _is_harmful(report: Report) -> bool:
    return not _HARMLESS.intersection((report.event_type, report.sub_event_type))


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


def _in_sentence(reports: Sequence[Report]) -> Iterable[tuple[int, Toll]]:
    """The casualties each report of one sentence finds in it."""
    sentence = reports[0].sentence
    harmed = [i for i, report in enumerate(reports) if _is_harmful(report)]
    triggers = sorted({reports[i].trigger for i in harmed})
    if _count_places(sentence, [reports[i] for i in harmed]) <= 1:
        parts = {trigger: _clause(sentence.text, _in(sentence, trigger)) for trigger in triggers}
    else:
        parts = dict(zip(triggers, _parts(sentence, triggers, reports), strict=True))
    for trigger in triggers:
        own = [i for i in harmed if reports[i].trigger == trigger]
        yield from ((own[n], toll) for n, toll in _in_part(sentence, parts[trigger], [reports[i] for i in own]))


def _in_part(sentence: Sentence, part: Span, reports: Sequence[Report]) -> Iterable[tuple[int, Toll]]:
    """The casualties of the places of one event: what stands behind each, where something does, else the whole."""
    text, groups = sentence.text, _chains(sentence, reports)
    behind: list[Toll] = []
    for group, following in pairwise([*groups, None]):
        end = following[0].start if following else part.end
        behind.append(toll_in(text, Span(min(group[-1].end, end), end)) if group else Toll())
    if any(toll.casualties != Casualties() for toll in behind[:-1]):
        given = {span: toll for group, toll in zip(groups, behind, strict=True) for span in group}
    else:
        places = len(groups) + bool(groups and _elsewhere().search(text, part.start, part.end))
        whole = toll_in(text, part, places=places)
        given = {span: whole for group in groups for span in group}
    for i, report in enumerate(reports):
        yield i, given[_in(sentence, report.resolution.toponym.span)]


def _clause(text: str, trigger: Span) -> Span:
    """The sentence without the other event that the one at ``trigger`` is dated by: "hours after a guard was shot"."""
    start, end = 0, len(text)
    for offset in (expression.span for expression in expressions(text) if expression.form == "offset"):
        if trigger.end <= offset.start:
            end = min(end, offset.start)
        elif (comma := text.find(",", offset.end, trigger.start)) >= 0:
            start = max(start, comma)
    return Span(start, end)


def _in(sentence: Sentence, span: Span) -> Span:
    return Span(span.start - sentence.span.start, span.end - sentence.span.start)


def _count_places(sentence: Sentence, reports: Sequence[Report]) -> int:
    """How many places the reports of one sentence tell of: "Giza's Haram district" is one."""
    return len(_chains(sentence, reports))


def _chains(sentence: Sentence, reports: Sequence[Report]) -> list[list[Span]]:
    """The names of the reports' places as they stand in the sentence, those of one chain together.

    "Goma's Katindo district", "Sake, North Kivu" and "between Sake and Goma" are chains; "Sake, Rutshuru and Goma" is
    none. A place told elsewhere ("the city") stands by itself.
    """
    by_place = {report.place.place_id: _in(sentence, report.resolution.toponym.span) for report in reports}
    spans = sorted({_in(sentence, report.resolution.toponym.span) for report in reports})
    at = {_in(sentence, report.resolution.toponym.span): report.place for report in reports}
    text, groups = sentence.text, list[list[Span]]()
    gaps = [text[max(0, one.end) : max(0, other.start)] for one, other in pairwise(spans)]
    listed = any(_JOINS.search(gap) for gap in gaps)
    for number, span in enumerate(spans):
        gap = gaps[number - 1] if number else ""
        chained = number > 0 and len(gap) <= _CHAIN and not _JOINS.search(gap) and not (listed and gap.strip() == ",")
        pair = number > 0 and gap.strip() == "and" and _BETWEEN.search(text, 0, spans[number - 1].start)
        around = number > 0 and _is_around(at[span], at[spans[number - 1]])
        if chained or pair or around:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups if len(by_place) > 1 else [[span for group in groups for span in group]] if groups else []


def _is_around(area: Place, place: Place) -> bool:
    """True for a district or region named behind a place of its own region."""
    return area.is_area and not place.is_area and bool(area.admin1) and area.admin1 == place.admin1


def _parts(sentence: Sentence, triggers: Sequence[Span], reports: Sequence[Report]) -> list[Span]:
    """One stretch of the sentence for each trigger, cut between what names one event and what names the next.

    The last strong cut (", and", "while", ";") is taken, else the first "and"; without one the events share their part.
    """
    text, start, parts = sentence.text, 0, list[Span]()
    for number, (trigger, following) in enumerate(pairwise(triggers), start=1):
        own = [_in(sentence, r.resolution.toponym.span) for r in reports if r.trigger == trigger]
        others = [_in(sentence, r.resolution.toponym.span) for r in reports if r.trigger == following]
        until = min([_in(sentence, following).start, *(span.start for span in others if span.start > start)])
        since = max(
            [end for end in [*(span.end for span in own), _in(sentence, trigger).end] if end <= until], default=start
        )
        strong = [match.start() for match in _STRONG_CUT.finditer(text, since, max(since, until))]
        cut = _CUT.search(text, since, max(since, until))
        if not (strong or cut):
            continue
        end = max(start, strong[-1] if strong else cut.start() if cut else until)
        parts += [Span(start, end)] * (number - len(parts))
        start = end
    return [*parts, *[Span(start, len(text))] * (len(triggers) - len(parts))]


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


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'elsewhere'))}\b", re.IGNORECASE)
