"""Which time expression of a sentence governs an event word, and the day it makes of it.

Days of saying ("said on Monday") and days to come govern no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from mapper.coding.dates.expressions import TimeExpression, expressions
from mapper.coding.dates.resolution import is_future, main_day, resolve_expression
from mapper.coding.lexicon import alternatives, words
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
_CLAUSE_END = re.compile(r"[,;:—–]|\s-\s|$")


@dataclass(frozen=True, slots=True)
class Stated:
    """One expression in its sentence, with the part it plays there."""

    expression: TimeExpression
    role: str  # main, attributive, saying, offset, or reference: "the worst day since the May 1 coup"


def stated_in(text: str) -> tuple[Stated, ...]:
    """The time expressions of a sentence, each with its part."""
    return tuple(Stated(expression, _role(text, expression)) for expression in expressions(text))


def day_told(text: str, stated: Sequence[Stated], known: When, published: date | None) -> tuple[When, bool]:
    """The day of the sentence's main event, and whether sentences after it may carry it."""
    main = _usable(stated)
    offset = next((s.expression for s in stated if s.role == "offset"), None)
    if offset is not None:
        inside = _region(text, offset)
        own = [s for s in main if not inside.overlaps(s.expression.span)]
        if own or not main:
            main = own
        else:
            other = _resolve(main[0].expression, stated, known, published)
            return (main_day(offset, other.start) if other.start else known), True
    if not main:
        spoken = _spoken(stated, known, published)
        return spoken, spoken is not known
    day = _resolve(main[0].expression, stated, known, published)
    usable = day.start is not None and not is_future(day, published)
    hands_on = usable and (main[0].role == "main" or known.basis != "carried")
    return (day if day.start or len(stated) == 1 else known), hands_on


def _spoken(stated: Sequence[Stated], known: When, published: date | None) -> When:
    """The day in force; where there is none but publication, the day of the saying, known to the week."""
    saying = next((s.expression for s in stated if s.role == "saying" and not s.expression.future), None)
    if saying is None or known.basis == "carried":
        return known
    day = resolve_expression(saying, published)
    return replace(day, time_precision=max(day.time_precision, 2)) if day.start else known


def governing_day(text: str, span: Span, stated: Sequence[Stated], known: When, published: date | None) -> When:
    """The day of the event whose word stands at ``span``; ``known`` is the day in force before the sentence."""
    usable = _usable(stated)
    offset = _nearest(text, [s.expression for s in stated if s.role == "offset"], span)
    if offset is not None:
        return _beside_offset(text, stated, offset, span, known, published)
    governing = yet_to_come(text, span, stated) or _nearest(text, [s.expression for s in usable], span)
    if governing is None:
        return _spoken(stated, known, published)
    day = _resolve(governing, stated, known, published)
    is_near = _distance(text, governing.span, span) < _OTHER_CLAUSE
    is_past_day = day.start is not None and day.time_precision == 1 and not is_future(day, published)
    return day if is_near or is_past_day else known


def yet_to_come(text: str, span: Span, stated: Sequence[Stated]) -> TimeExpression | None:
    """The expression of a day to come that governs the event word in its own clause."""
    nearest = _nearest(text, [s.expression for s in stated if s.role != "saying"], span)
    is_near = nearest is not None and _distance(text, nearest.span, span) < _JOINED_CLAUSE
    return nearest if nearest and nearest.future and is_near else None


def _usable(stated: Sequence[Stated]) -> list[Stated]:
    """The expressions that can govern an event that has happened."""
    return [s for s in stated if s.role in ("main", "attributive") and not s.expression.future]


def _beside_offset(
    text: str, stated: Sequence[Stated], offset: TimeExpression, span: Span, known: When, published: date | None
) -> When:
    """The day of an event on either side of "a week after", "two days before"."""
    region = _region(text, offset)
    usable = _usable(stated)
    inside = [s.expression for s in usable if region.overlaps(s.expression.span)]
    outside = [s.expression for s in usable if not region.overlaps(s.expression.span)]
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


def _region(text: str, offset: TimeExpression) -> Span:
    """What "a week after" governs: up to the next comma or the end."""
    end = _CLAUSE_END.search(text, offset.span.end)
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


def _role(text: str, expression: TimeExpression) -> str:
    if expression.form == "offset":
        return "offset"
    start, end = expression.span
    before, after = text[max(0, start - 90) : start], text[end : end + 40]
    is_told_before = _saying()[0].search(before) and not _POSSESSIVE.match(after)
    if is_told_before or (_ON.search(before) and _saying()[1].match(after)):
        return "saying"
    if _POSSESSIVE.match(after) or (_NOUN_BEFORE.search(before) and _NOUN_AFTER.match(after)):
        return "reference" if expression.cue == "since" else "attributive"
    return "main"


_POSSESSIVE = re.compile(r"['’]s?\b")
_ON = re.compile(r"\b(?:on|late|early)\s+$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(?:the|a|an|for|of|after|before|since|following|about|over|deadly)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+(?!(?:at|in|on|by|near|when|as|after|before|and|but|that|to|with|outside|inside)\b)[a-z]")
_MEDIUM = (
    r"in|to|at|on|via|during|by|late|early|a|an|the|his|her|its|their|state|televised|video|news|press|social|media"
    r"|statement|interview|address|speech|briefing|conference|message|post|reporters|journalists|lawmakers|parliament"
    r"|television|radio|[A-Z]\w+"
)


@cache
def _saying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of saying before the expression ("told reporters on"), and one right after it ("on Monday said")."""
    verbs = alternatives(words("time", "word", "saying"))
    return re.compile(rf"\b{verbs}(?:\s+(?:{_MEDIUM}))*\s+$"), re.compile(rf"\s+(?!claimed){verbs}\b")
