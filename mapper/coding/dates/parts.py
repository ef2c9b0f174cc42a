"""The part each time expression plays in its sentence: it dates an event, a saying, another event, or the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapper.coding.dates.expressions import TimeExpression, expressions
from mapper.coding.lexicon import alternatives, words
from mapper.model import Span

# "dateline" dates the report; "offset" counts from another event ("a week after"); "reference" dates only what it
# stands with ("the worst day since the May 1 coup"); "attributive" its noun ("Monday's vote").
Role = Literal["main", "attributive", "saying", "dateline", "offset", "reference"]


@dataclass(frozen=True, slots=True)
class Stated:
    """One expression in its sentence, with the part it plays there."""

    expression: TimeExpression
    role: Role


def stated_in(text: str) -> tuple[Stated, ...]:
    """The time expressions of a sentence, each with its part."""
    return tuple(Stated(expression, _role(text, expression)) for expression in expressions(text))


def opens_on(text: str, reference: TimeExpression, span: Span) -> bool:
    """True for the event of the reference: the shooting of "Fear has grown since a man was shot there in May"."""
    opening = _beside(text[: reference.span.start])
    return opening is not None and opening.start() < span.start < reference.span.start


def _beside(before: str) -> re.Match[str] | None:
    """What opens a clause beside the news that ends with the time after ``before``."""
    return _SINCE.search(before) or _WHICH.search(before)


def _role(text: str, expression: TimeExpression) -> Role:
    if expression.form == "offset":
        return "offset"
    start, end = expression.span
    before, after = text[max(0, start - 90) : start], text[end : end + 40]
    if _DATELINE_BEFORE.fullmatch(text, 0, start) and _DATELINE_AFTER.match(text, end):
        return "dateline"
    if _saying()[0].search(before) and not _POSSESSIVE.match(after):
        return "saying"
    if _document().search(before) and not _OF_THE_NEWS.match(after):
        return "saying"
    if _ON.search(before) and _saying()[1].match(after):
        return "saying"
    if _beside(before):
        return "reference"
    if _POSSESSIVE.match(after) or (_NOUN_BEFORE.search(before) and _NOUN_AFTER.match(after)):
        return "reference" if expression.cue == "since" else "attributive"
    return "main"


# A dateline opens a report: KYIV, May 4 (Reuters) -; DUBAI (June 24) -; (NNA) - Turin, October 8 -; MOSCOW, October 9.
_DATELINE_BEFORE = re.compile(
    r"(?:\([^()]{2,30}\)\s*[-–—]*\s*)?(?:[A-Z][\w.'’/-]*,?\s+(?:(?:of|de|al|el)\s+)?){1,6}\(?"
)
_DATELINE_AFTER = re.compile(r"\)?,?\s*(?:(?:\([^()]{2,40}\)|[A-Z]{2,}[\w/]*)\s*)?(?:[-–—]|:\s|\.?\s*$)")
# "Monday's statement"; "a report on Monday of two blasts" is the news itself.
_OF_THE_NEWS = re.compile(r"['’]s?\b|\s+(?:\w+\s+)?of\b")
# "the worst raid since the war began in May": nothing but the beginning of the war is dated.
_SINCE = re.compile(r"\bsince\s+(?!then\b)(?:(?!\b(?:and|but|when|while)\b)[^,;:.])+\s$", re.IGNORECASE)
# "clashes in Aba, which the rebels took in May": the taking is dated.
_WHICH = re.compile(r",\s+which\s+(?:(?:the|an?|its|his|their)\s+[\w'’-]+|[A-Z][\w'’-]*)\s(?:[^,;:.]+\s)?$")
_POSSESSIVE = re.compile(r"['’]s?\b")
_ON = re.compile(r"\b(?:on|late|early)\s+$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(?:the|a|an|for|of|after|before|following|about|over|deadly)\s+$", re.IGNORECASE)
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
    before = rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\breported|\b(?!reported\b){verbs}"
    return re.compile(rf"(?:{before})(?:\s+(?:{_MEDIUM}))*\s+$"), re.compile(rf"\s+(?!claimed){verbs}\b")


@cache
def _document() -> re.Pattern[str]:
    """What is said stands in a document of that day: "a statement on", "video released on", "the report of"."""
    documents = alternatives(words("time", "word", "document"))
    made = r"released|issued|published|posted|shared|aired|broadcast|dated|made|given|carried|by|to|via|its|the|on"
    return re.compile(
        rf"\b{documents}(?:\s+(?:{made}|[A-Z]\w+))*\s+(?:on|of|from|late|early|dated|released|published)\s+$"
    )
