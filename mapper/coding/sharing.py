"""The numbers of one sentence, shared out over the events and places it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from mapper.coding.casualties import Toll, toll_in
from mapper.coding.dates import expressions
from mapper.coding.lexicon import alternatives, words
from mapper.coding.numbers import quantities
from mapper.model import Casualties, Place, Report, Sentence, Span

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
# "... and in Sake a man died": another event at a place of its own.
_AND_IN = re.compile(r",?\s+(?:and|while)\s+(?:in|at|near)\s+[A-Z]")
# Names further apart than this, in characters, are no chain such as "Goma's Katindo district".
_CHAIN = 60
_JOINS = re.compile(r"\b(?:and|or|but|while|whereas|then|from|to)\b|[;:&]")
_BETWEEN = re.compile(r"\bbetween\s+(?:[\w-]+\s+){0,3}$")
_CUT = re.compile(r"\b(?:and|then|another|others)\b")
_STRONG_CUT = re.compile(r"[;—–]|,?\s*\b(?:while|whereas|but)\b|,\s+and\b")
# Between a number and its place: "three people in", "two more at the village of".
_SHARE = re.compile(
    r"(?:\s+(?!(?:in|at|near|and)\b)[\w'’-]+){0,3}?\s+(?:in|at|near|outside)\s+(?:(?:the|a)\s+(?:\w+\s+){1,3}of\s+)?"
)


def is_harmful(report: Report) -> bool:
    """True for a report of an event in which people can be killed or hurt."""
    return not _HARMLESS.intersection((report.event_type, report.sub_event_type))


def in_sentence(reports: Sequence[Report]) -> Iterable[tuple[int, Toll]]:
    """The casualties each report of one sentence finds in it."""
    sentence = reports[0].sentence
    harmed = [i for i, report in enumerate(reports) if is_harmful(report)]
    triggers = sorted({reports[i].trigger for i in harmed})
    if count_places(sentence, [reports[i] for i in harmed]) <= 1:
        at = max((_in(sentence, reports[i].resolution.toponym.span).end for i in harmed), default=0)
        parts = {trigger: _clause(sentence.text, _in(sentence, trigger), at) for trigger in triggers}
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
    shared = _shared_out(text, part, groups)
    if shared:
        given = {span: toll for group, toll in zip(groups, shared, strict=True) for span in group}
    elif any(toll.casualties != Casualties() for toll in behind[:-1]):
        given = {span: toll for group, toll in zip(groups, behind, strict=True) for span in group}
    else:
        places = len(groups) + bool(groups and _elsewhere().search(text, part.start, part.end))
        whole = toll_in(text, part, places=places)
        given = {span: whole for group in groups for span in group}
    for i, report in enumerate(reports):
        yield i, given[_in(sentence, report.resolution.toponym.span)]


def _clause(text: str, trigger: Span, place: int) -> Span:
    """The sentence without the events beside the one at ``trigger``, whose place ends at ``place``.

    One it is dated by ("hours after a guard was shot") and one behind it at a place of its own ("and in Sake a man
    died").
    """
    elsewhere = _AND_IN.search(text, max(trigger.end, place))
    start, end = 0, elsewhere.start() if elsewhere else len(text)
    for offset in (expression.span for expression in expressions(text) if expression.form == "offset"):
        if trigger.end <= offset.start:
            end = min(end, offset.start)
        elif trigger.start >= offset.end:
            comma = text.find(",", offset.end, trigger.start)
            start = max(start, comma if comma >= 0 else offset.end)
    return Span(start, end)


def _shared_out(text: str, part: Span, groups: Sequence[Sequence[Span]]) -> list[Toll]:
    """A toll for each place where every place has its own number before it: "killed nine in Goma and three in Sake"."""
    first = toll_in(text, Span(part.start, groups[0][0].start)) if len(groups) > 1 else Toll()
    is_of_dead, is_of_hurt = first.casualties.fatalities_min, first.casualties.injuries_min
    if (is_of_dead is None) == (is_of_hurt is None):
        return []
    shares = [first]
    for before, group in pairwise(groups):
        found = [
            q
            for q in quantities(text, before[-1].end, group[0].start)
            if _SHARE.fullmatch(text, q.span.end, group[0].start)
        ]
        if len(found) != 1:
            return []
        low, high = found[0].low, found[0].high
        shares.append(Toll(Casualties(low, high) if is_of_hurt is None else Casualties(None, None, low, high)))
    return shares


def _in(sentence: Sentence, span: Span) -> Span:
    return Span(span.start - sentence.span.start, span.end - sentence.span.start)


def count_places(sentence: Sentence, reports: Sequence[Report]) -> int:
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
    is_wider = area.kind in ("district", "region") and place.kind not in ("district", "region")
    return is_wider and bool(area.admin1) and area.admin1 == place.admin1


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


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'elsewhere'))}\b", re.IGNORECASE)
