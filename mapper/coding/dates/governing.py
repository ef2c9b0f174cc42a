"""Which time expression of a sentence governs an event word, and the day it makes of it.

Days of saying ("said on Monday") and days to come govern no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from mapper.coding.dates.expressions import TimeExpression
from mapper.coding.dates.parts import Stated, opens_on
from mapper.coding.dates.resolution import is_future, main_day, resolve_expression
from mapper.model import Span, When

# What lies between an event word and a time expression makes them strangers, in characters of distance.
_BREAKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"[;:!?—–]|\s-\s|[“”]|\b(?:while|when|as|after|before|because|although|though|but)\b"), 1000),
    (re.compile(r",\s+(?:and|or)\b|\band\b"), 200),
    (re.compile(r"\b(?:who|which|that|where|whose)\b|,"), 120),
)
_OWN_CLAUSE = 120
_RELATIVE = re.compile(r"[\w'’-]*(?:\s+[\w'’-]+){0,2},?\s+(?:that|which|who)\b")
# Beyond this an expression stands in another clause; a clause joined by ", and" is beyond the first.
_JOINED_CLAUSE, _OTHER_CLAUSE = 300, 1000
_JOINED = re.compile(r"[;:—–]|\s-\s|,\s+(?:and|but|while|when|as|who|which)\b|$")
_CLAUSE_END = re.compile(r"[,;:—–]|\s-\s|$")


def day_told(text: str, stated: Sequence[Stated], known: When, published: date | None) -> tuple[When, bool]:
    """The day of the sentence's main event, and whether sentences after it may carry it."""
    main = _usable(stated)
    offset = next((s.expression for s in stated if s.role == "offset"), None)
    if offset is not None:
        inside = _region(text, offset, whole=True)
        own = [s for s in main if not inside.overlaps(s.expression.span)]
        if own or not main:
            main = own
        else:
            other = _resolve(main[0].expression, stated, known, published)
            return (main_day(offset, other.start) if other.start else known), True
    if not main:
        spoken = _spoken(stated, known, published)
        return spoken, spoken is not known
    role, day = _finest([(s.role, _resolve(s.expression, stated, known, published)) for s in main])
    until = any(s.expression.cue in ("by", "until") for s in main)
    usable = day.start is not None and not is_future(day, published) and not until
    hands_on = usable and (role == "main" or known.basis != "carried")
    return (day if day.start or len(stated) == 1 else known), hands_on


def _finest(days: Sequence[tuple[str, When]]) -> tuple[str, When]:
    """The first that is known to the day, else the first: "had rumbled since May and erupted on Wednesday"."""
    return next((told for told in days if told[1].start and told[1].time_precision == 1), days[0])


def _spoken(stated: Sequence[Stated], known: When, published: date | None) -> When:
    """The day in force; where it is none but publication, or after the saying, the day of the saying, to the week."""
    day = day_said(stated, published)
    if day is None or (known.basis == "carried" and known.start and day.start and known.start <= day.start):
        return known
    return replace(day, time_precision=max(day.time_precision, 2))


def day_said(stated: Sequence[Stated], published: date | None) -> When | None:
    """The day on which somebody says so; None when the sentence names none."""
    saying = next((s.expression for s in stated if s.role == "saying" and not s.expression.future), None)
    day = resolve_expression(saying, published) if saying else When()
    return day if day.start else None


def governing_day(text: str, span: Span, stated: Sequence[Stated], known: When, published: date | None) -> When:
    """The day of the event whose word stands at ``span``; ``known`` is the day in force before the sentence."""
    usable = _usable(stated, text, span)
    offset = _nearest(text, [s.expression for s in stated if s.role == "offset"], span)
    if offset is not None:
        return _beside_offset(text, stated, offset, span, known, published)
    governing = yet_to_come(text, span, stated) or _nearest(text, [s.expression for s in usable], span)
    if governing is None:
        return _spoken(stated, known, published)
    day = _resolve(governing, stated, known, published)
    if day.time_precision > 1:
        others = [_resolve(s.expression, stated, known, published) for s in usable if s.expression is not governing]
        day = next((other for other in others if _is_day_within(other, day)), day)
    is_near = _distance(text, governing.span, span) < _OTHER_CLAUSE
    is_past_day = day.start is not None and day.time_precision == 1 and not is_future(day, published)
    return day if is_near or is_past_day else known


def yet_to_come(text: str, span: Span, stated: Sequence[Stated]) -> TimeExpression | None:
    """The expression of a day to come that governs the event word in its own clause."""
    nearest = _nearest(text, [s.expression for s in stated if s.role != "saying"], span)
    is_near = nearest is not None and _distance(text, nearest.span, span) < _JOINED_CLAUSE
    return nearest if nearest and nearest.future and is_near else None


def _is_day_within(day: When, period: When) -> bool:
    """True for the one day named within a vaguer time: "last month's raid, which killed nine on 3 May"."""
    if day.time_precision > 1 or day.start is None or period.start is None or period.end is None:
        return False
    return period.start <= day.start <= period.end


def _usable(stated: Sequence[Stated], text: str = "", span: Span | None = None) -> list[Stated]:
    """The expressions that can govern an event that has happened; with a ``span`` those that can date its word.

    "A Friday sermon", "the 2016 accord", "Monday's vote": an attribute dates its own noun, and other words only where
    nothing else does.
    """
    past = [s for s in stated if not s.expression.future]
    main = [s for s in past if s.role == "main"]
    attributes = [s for s in past if s.role == "attributive"]
    if span is None:
        return main or attributes
    own = [s for s in attributes if _NOUN_PHRASE.fullmatch(text, s.expression.span.end, span.start)]
    since = [s for s in past if s.role == "reference" and opens_on(text, s.expression, span)]
    return [*main, *since, *own] or attributes


_NOUN_PHRASE = re.compile(r"(?:['’]s?)?\s+(?:(?!(?:of|in|on|at|to|was|were|had|has|that|who|and)\b)[\w'’-]+\s+){0,4}")


def _beside_offset(
    text: str, stated: Sequence[Stated], offset: TimeExpression, span: Span, known: When, published: date | None
) -> When:
    """The day of an event on either side of "a week after", "two days before"."""
    region = _region(text, offset)
    usable, whole = _usable(stated), _region(text, offset, whole=True)
    inside = [s.expression for s in usable if whole.overlaps(s.expression.span)]
    outside = [s.expression for s in usable if not whole.overlaps(s.expression.span)]
    within = _nearest(text, inside, span)
    beyond = _nearest(text, outside, span)
    if region.overlaps(span):
        if within is not None:
            return _resolve(within, stated, known, published)
        anchor = _resolve(beyond, stated, known, published).start if beyond else known.start
        return resolve_expression(offset, published, anchor)
    if beyond is not None:
        return _resolve(beyond, stated, known, published)
    other = _resolve(within, stated, known, published).start if within else None
    return main_day(offset, other) if other else known


def _region(text: str, offset: TimeExpression, *, whole: bool = False) -> Span:
    """What "a week after" governs: up to the next comma or the end.

    As a ``whole`` it takes in what its commas only set apart, where the main clause stands before it: "a week after
    two men robbed a shop in Gao, to the north, on May 3".
    """
    is_last = whole and text[: offset.span.start].count(" ") > 1
    end = (_JOINED if is_last else _CLAUSE_END).search(text, offset.span.end)
    return Span(offset.span.end, end.start() if end else len(text))


def _resolve(expression: TimeExpression, all_stated: Sequence[Stated], known: When, published: date | None) -> When:
    """The day of one expression; "the next day" counts from the last day named before it, else the day in force."""
    anchor = known.start
    if expression.form in ("shift", "chain"):
        for other in all_stated:
            is_earlier = other.expression.span.start < expression.span.start
            if is_earlier and other.expression.form not in ("shift", "chain", "offset"):
                anchor = resolve_expression(other.expression, published, known.start).start or anchor
    return resolve_expression(expression, published, anchor)


def _nearest(text: str, candidates: Sequence[TimeExpression], span: Span) -> TimeExpression | None:
    """The expression nearest to the event word; of two as near the first."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    gaps = sorted(
        (max(span.start - e.span.end, e.span.start - span.end), number) for number, e in enumerate(candidates)
    )
    best = _distance(text, candidates[gaps[0][1]].span, span), gaps[0][1]
    for gap, number in gaps[1:]:
        if gap - _OWN_CLAUSE > best[0]:
            break  # nothing from here on can be nearer
        best = min(best, (_distance(text, candidates[number].span, span), number))
    return candidates[best[1]]


@lru_cache(maxsize=1024)
def _distance(text: str, one: Span, other: Span) -> int:
    """Characters between, plus the price of every clause break; a relative clause after the event word is its own."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    between = text[start:end] if start < end else ""
    price = sum(len(pattern.findall(between)) * cost for pattern, cost in _BREAKS)
    if one.start > other.start and _RELATIVE.match(between):
        price -= _OWN_CLAUSE
    return len(between) + price
