"""Time expressions: the words of a sentence that say when, each with its span and the form it is written in.

At each position of a text the first form of ``time_forms.csv`` that fits wins; ``forms.py`` tells how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mapper.coding.dates.forms import fields_of, form_of, scanner
from mapper.coding.lexicon import alternatives, rows, words
from mapper.model import Span

_LOOKING_BACK = ("year", "month", "period", "ago")
# How far beside a weekday its qualifier ("overnight") may stand, and how much before an expression is looked at.
_BESIDE, _BEFORE = 14, 40


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when. ``form`` is a form of ``time_forms.csv``, ``fields`` the parts it is made of.

    ``cue`` is the word before it when that changes the meaning: "since", "from", "night of". ``future`` is true
    when its clause speaks of what is to come ("is due to sit on Monday", "next week"): nothing has happened then.
    """

    span: Span
    text: str
    form: str
    fields: tuple[tuple[str, str], ...]
    cue: str = ""
    future: bool = False

    def get(self, field: str) -> str:
        """The words of one field in lower case, "" when it has none."""
        return next((value for name, value in self.fields if name == field), "")


@lru_cache(maxsize=64)
def expressions(text: str) -> tuple[TimeExpression, ...]:
    """Every time expression that stands in ``text``, in order; spans are offsets in ``text``."""
    found = [_read(text, match) for match in scanner().finditer(text) if not _is_name(text, match)]
    return tuple(_without_modifiers(found))


def looks_back(text: str) -> bool:
    """True when a sentence is dated by a year, a month or a time ago: it is about another event than the news."""
    return any(expression.form in _LOOKING_BACK for expression in expressions(text))


def _read(text: str, match: re.Match[str]) -> TimeExpression:
    return TimeExpression(
        span=Span(*match.span()),
        text=match.group(),
        form=form_of(match),
        fields=tuple((name, " ".join(value.lower().split())) for name, value in fields_of(match).items()),
        cue=_cue(text, match.start()),
        future=_is_future(text, match),
    )


def _cue(text: str, start: int) -> str:
    """The word before that makes a point in time a beginning or a night."""
    before = _CUE.search(text, max(0, start - _BEFORE), start)
    return before["cue"].lower() if before else ""


_CUE = re.compile(
    r"\b(?:over)?(?P<cue>since|from|night|until|by)(?:\s+(?:of|from|between|the|early|late|on))*\s+$", re.IGNORECASE
)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """True for days of a name (Black Friday, the Sunday Times) or of another clock ("(19:47 GMT on Sunday)")."""
    word = match.group()
    if _OTHER_CLOCK.search(text, max(0, match.start() - _BEFORE), match.start()):
        return True
    if not word[0].isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - _BEFORE), match.start())
    after = _WORD_AFTER.match(text, match.end())
    if before and before[1].lower() in words("time", "word", "not_day"):
        return True
    if after and after[1].lower() in words("time", "word", "day_title"):
        return True
    form = form_of(match)
    return form == "deictic" and (bool(before) or bool(after and after[1] != "I"))


_OTHER_CLOCK = re.compile(r"\([^()]*\b(?:GMT|UTC)\s+(?:on\s+)?$")
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_WORD_AFTER = re.compile(r"\s+([A-Z]\w*)")


def _is_future(text: str, match: re.Match[str]) -> bool:
    """True when a word of what is to come stands in the same clause before the expression, or within it.

    "The inn that was due to open broke down on Monday" has come: a finite verb of the past stands between. What is
    told "for Monday" is to come.
    """
    if _ahead().match(match.group()):
        return True
    stretch = text[max(0, match.start() - 160) : match.start()]
    clause = _CLAUSE_START.split(stretch)[-1]
    if _FOR.search(clause) and not _ATTRIBUTIVE.match(text, match.end()):
        return True
    words_of_it = list(_future().finditer(clause))
    return bool(words_of_it) and _past_verbs().search(clause, words_of_it[-1].end()) is None


# "for Sunday", "a warning until Sunday"
_FOR = re.compile(
    r"\b(?:for|(?:warn\w*|alerts?|advisory|watch)\b[^,;]*\b(?:until|till|through))\s+(?:(?:early|late|both)\s+)?$"
)
_ATTRIBUTIVE = re.compile(r"['’]|\s+(?!(?:and|or|to|in|at|as|on|after|when|but)\b)[a-z]")


def _without_modifiers(found: list[TimeExpression]) -> Iterator[TimeExpression]:
    """Drop what only tells more of the day beside it: "overnight on Thursday", "a year ago today"."""
    for index, expression in enumerate(found):
        beside = [other for other in found[max(0, index - 1) : index + 2] if other is not expression]
        is_modifier = expression.form == "deictic" and any(
            other.form in ("weekday", "weekdays", "date", "dates", "ago")
            and _gap(expression.span, other.span) <= _BESIDE
            for other in beside
        )
        if not is_modifier:
            yield expression


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


_CLAUSE_START = re.compile(
    r"[.;:!?—–“”\"]|\s-\s|,\s+(?:and|but|as|while|when|where|after|who|which)\b|\b(?:after|because|but|when|while)\s"
)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(words('time', 'word', 'ahead'))}\b", re.IGNORECASE)


@cache
def _past_verbs() -> re.Pattern[str]:
    """Verb forms that can be nothing but a finite past: "went", not "gone" or "hit"."""
    forms_of = [row["forms"].split("|") for row in rows("irregular_verbs") if row["verb"] != "be"]
    finite = [past for past, *others in forms_of if others and not others[0].endswith(("ed", "ing", "s"))]
    return re.compile(rf"(?<!\bbe )\b{alternatives(finite)}\b")


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('time', 'word', 'future'))}\b")
