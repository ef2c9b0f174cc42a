"""Which day each event falls on: the words that govern it, the day in force from before, or the day of publication.

More than half of all sentences that report an event name no day. A stated day therefore stays in force for the
sentences after it until another is stated; a day more than a week from the story's own (an earlier bombing, told as
background) holds within its paragraph only. Days of saying ("said on Monday") and days to come govern no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from mapper.coding.dates.calendar import WEEK
from mapper.coding.dates.expressions import TimeExpression, expressions
from mapper.coding.dates.resolution import is_future, main_day, resolve_expression
from mapper.coding.lexicon import alternatives, words
from mapper.model import Document, Sentence, Span, When

# What lies between an event word and a time expression makes them strangers, in characters of distance.
_BREAKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"[;:!?—–]|\s-\s|[“”]|\b(?:while|when|as|after|before|because|although|though|but)\b"), 1000),
    (re.compile(r",\s+(?:and|or)\b|\band\b"), 200),
    (re.compile(r"\b(?:who|which|that|where|whose)\b|,"), 120),
)
_RELATIVE = re.compile(r"[\w'’-]*(?:\s+[\w'’-]+){0,2},?\s+(?:that|which|who)\b")
# Beyond this an expression stands in another clause; a clause joined by ", and" is beyond the first.
_JOINED_CLAUSE, _OTHER_CLAUSE = 300, 1000
# The opening of an article: so many sentences.
_OPENING = 3
_CLAUSE_END = re.compile(r"[,;:—–]|\s-\s|$")


@dataclass(frozen=True, slots=True)
class _Stated:
    """One expression in its sentence, with the part it plays there."""

    expression: TimeExpression
    role: str  # main, attributive, saying, offset, or reference: "the worst day since the May 1 coup"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of one document: ``in_force`` holds the day of each sentence, ``at`` the day of one event word."""

    published: date | None
    sentences: tuple[Sentence, ...]
    in_force: tuple[When, ...]
    _before: tuple[When, ...]
    _stated: tuple[tuple[_Stated, ...], ...]

    def at(self, index: int, span: Span) -> When:
        """The day of the event whose word stands at ``span`` (document offsets) in sentence ``index``.

        The expression in the clause of the word governs it; ``start`` after publication means it is yet to happen.
        """
        offset = self.sentences[index].span.start
        local = Span(span.start - offset, span.end - offset)
        return _governed(self.sentences[index].text, self._stated[index], local, self._before[index], self.published)

    def is_future(self, index: int, span: Span) -> bool:
        """True when the clause of the event word says that it is yet to happen."""
        offset = self.sentences[index].span.start
        local = Span(span.start - offset, span.end - offset)
        yet_to_come = _yet_to_come(self.sentences[index].text, self._stated[index], local)
        return yet_to_come is not None or is_future(self.at(index, span), self.published)


def read_timeline(document: Document, sentences: Sequence[Sentence], is_event: Sequence[bool]) -> Timeline:
    """The timeline of a document; ``is_event`` says of each sentence whether it reports an event.

    Only sentences that report an event hand their day on, or one just before such a sentence.
    """
    published = document.citation.published
    stated = tuple(tuple(_roles(sentence.text)) for sentence in sentences)
    default = When(published, published, 1, "publication") if published else When()
    story, aside = _told_later(sentences, stated, is_event, default, published), _NO_ASIDE
    before: list[When] = []
    in_force: list[When] = []
    for index, sentence in enumerate(sentences):
        aside = aside.kept(sentence)
        carried = aside.when if aside.when.start else story
        known = replace(carried, basis="carried") if carried.basis == "stated" and carried.start else default
        before.append(known)
        day, hands_on = _main_day(sentence.text, stated[index], known, published)
        in_force.append(day)
        if hands_on and (is_event[index] or _comes_before_event(index, is_event, story)):
            if story.start is None or day.start is None or abs(day.start - story.start) <= timedelta(WEEK):
                story = day if day.start else story
            else:
                aside = _Aside(day, sentence.paragraph)
        elif is_event[index] and story.start is None:
            story = default
    return Timeline(published, tuple(sentences), tuple(in_force), tuple(before), stated)


def _told_later(
    sentences: Sequence[Sentence],
    stated: Sequence[Sequence[_Stated]],
    is_event: Sequence[bool],
    default: When,
    published: date | None,
) -> When:
    """The day of an opening that names none, when one of the next sentences says when "the attack" happened."""
    opening = next((index for index, reports in enumerate(is_event) if reports), None)
    if opening is None or opening >= _OPENING or any(s.role != "saying" for s in stated[opening]):
        return When()
    for index in range(opening + 1, min(opening + 1 + _OPENING, len(sentences))):
        day, hands_on = _main_day(sentences[index].text, stated[index], default, published)
        is_told = hands_on and day.basis == "stated" and day.time_precision < 3
        is_named = any(s.role == "attributive" for s in stated[index])  # "Monday's attack"
        if is_told and (is_named or _setting().search(sentences[index].text)):
            return day
    return When()


@cache
def _setting() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('time', 'word', 'setting'))}\b", re.IGNORECASE)


def dates_in_force(document: Document, sentences: Sequence[Sentence], is_event: Sequence[bool]) -> list[When]:
    """The day of each sentence: stated in it, else carried from the chain before it, else publication, else none."""
    return list(read_timeline(document, sentences, is_event).in_force)


@dataclass(frozen=True, slots=True)
class _Aside:
    """A background day and the paragraph it holds in."""

    when: When
    paragraph: int

    def kept(self, sentence: Sentence) -> _Aside:
        return self if sentence.paragraph == self.paragraph else _NO_ASIDE


_NO_ASIDE = _Aside(When(), -1)


def _comes_before_event(index: int, is_event: Sequence[bool], story: When) -> bool:
    return story.start is None and index + 1 < len(is_event) and is_event[index + 1]


def _main_day(text: str, stated: Sequence[_Stated], known: When, published: date | None) -> tuple[When, bool]:
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


def _spoken(stated: Sequence[_Stated], known: When, published: date | None) -> When:
    """The day in force; where there is none but publication, the day of the saying, known to the week."""
    saying = next((s.expression for s in stated if s.role == "saying" and not s.expression.future), None)
    if saying is None or known.basis == "carried":
        return known
    day = resolve_expression(saying, published)
    return replace(day, time_precision=max(day.time_precision, 2)) if day.start else known


def _governed(text: str, stated: Sequence[_Stated], span: Span, known: When, published: date | None) -> When:
    usable = _usable(stated)
    offset = _nearest(text, [s.expression for s in stated if s.role == "offset"], span)
    if offset is not None:
        return _beside_offset(text, stated, offset, span, known, published)
    governing = _yet_to_come(text, stated, span) or _nearest(text, [s.expression for s in usable], span)
    if governing is None:
        return _spoken(stated, known, published)
    day = _resolve(governing, stated, known, published)
    is_near = _distance(text, governing.span, span) < _OTHER_CLAUSE
    is_past_day = day.start is not None and day.time_precision == 1 and not is_future(day, published)
    return day if is_near or is_past_day else known


def _yet_to_come(text: str, stated: Sequence[_Stated], span: Span) -> TimeExpression | None:
    """The expression of a day to come that governs the event word in its own clause."""
    nearest = _nearest(text, [s.expression for s in stated if s.role != "saying"], span)
    is_near = nearest is not None and _distance(text, nearest.span, span) < _JOINED_CLAUSE
    return nearest if nearest and nearest.future and is_near else None


def _usable(stated: Sequence[_Stated]) -> list[_Stated]:
    """The expressions that can govern an event that has happened."""
    return [s for s in stated if s.role in ("main", "attributive") and not s.expression.future]


def _beside_offset(
    text: str, stated: Sequence[_Stated], offset: TimeExpression, span: Span, known: When, published: date | None
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


def _resolve(expression: TimeExpression, all_stated: Sequence[_Stated], known: When, published: date | None) -> When:
    """The day of one expression; "the next day" counts from the last day named before it, else the day in force."""
    anchor = known.start
    if expression.form in ("shift", "chain"):
        for other in all_stated:
            is_earlier = other.expression.span.start < expression.span.start
            if is_earlier and other.expression.form not in ("shift", "chain", "offset"):
                anchor = resolve_expression(other.expression, published, known.start).start or anchor
    return resolve_expression(expression, published, anchor)


def _nearest(text: str, candidates: Sequence[TimeExpression], span: Span) -> TimeExpression | None:
    return min(candidates, key=lambda e: _distance(text, e.span, span), default=None)


def _distance(text: str, one: Span, other: Span) -> int:
    """Characters between, plus the price of every clause break; a relative clause after the event word is its own."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    between = text[start:end] if start < end else ""
    price = sum(len(pattern.findall(between)) * cost for pattern, cost in _BREAKS)
    if one.start > other.start and _RELATIVE.match(between):
        price -= 120
    return len(between) + price


def _roles(text: str) -> list[_Stated]:
    return [_Stated(expression, _role(text, expression)) for expression in expressions(text)]


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
