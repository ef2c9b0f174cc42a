"""Time expressions: the words of a sentence that say when, each with its span and the form it is written in.

The forms are patterns over the words of ``mapper/lexicon/time.csv``, listed in ``mapper/lexicon/time_forms.csv``; at
each position the first form that fits wins. "May", "March" or "Second" alone are no dates: a month needs a day, a
year or a preposition, and short names ("Sat", "Mar.") a day beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.scanning import FIGURE, Scanner
from mapper.model import Span

_LOOKING_BACK = ("year", "month", "period", "ago")
_FIELD = re.compile(r"<(until_)?(\w+)>")
# What forms begin with beside figures and the words of time.csv.
_OPENINGS = """
    a an the this that last next past coming recent earlier later early late mid few several
    one two three four five six seven eight nine ten eleven twelve
"""
_PERIODS = ("week", "month", "year", "decade", "summer", "winter", "spring", "autumn")
# Days are cut to so many letters: "Mon", "Thur".
_SHORT_DAYS = (3, 4)
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
    found = [_read(text, match) for match in _scanner().finditer(text) if not _is_name(text, match)]
    return tuple(_without_modifiers(found))


def looks_back(text: str) -> bool:
    """True when a sentence is dated by a year, a month or a time ago: it is about another event than the news."""
    return any(expression.form in _LOOKING_BACK for expression in expressions(text))


def _read(text: str, match: re.Match[str]) -> TimeExpression:
    form, pattern = _forms()[int((match.lastgroup or "f0")[1:])]
    fields = pattern.match(text, match.start())
    named = fields.groupdict() if fields else {}
    return TimeExpression(
        span=Span(*match.span()),
        text=match.group(),
        form=form,
        fields=tuple((name, " ".join(value.lower().split())) for name, value in named.items() if value),
        cue=_cue(text, match.start()),
        future=_is_future(text, match),
    )


def _cue(text: str, start: int) -> str:
    """The word before that makes a point in time a beginning or a night."""
    before = _CUE.search(text, max(0, start - _BEFORE), start)
    return before["cue"].lower() if before else ""


_CUE = re.compile(
    r"\b(?P<cue>since|from|night|until|by)(?:\s+(?:of|from|between|the|early|late|on))*\s+$", re.IGNORECASE
)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """True for days of a name (Black Friday, the Sunday Times) or of another clock ("19:47 GMT on Sunday")."""
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
    form = _forms()[int((match.lastgroup or "f0")[1:])][0]
    return form == "deictic" and (bool(before) or bool(after and after[1] != "I"))


_OTHER_CLOCK = re.compile(r"\b(?:GMT|UTC)\s+(?:on\s+)?$")
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_WORD_AFTER = re.compile(r"\s+([A-Z]\w*)")


def _is_future(text: str, match: re.Match[str]) -> bool:
    """True when a word of what is to come stands in the same clause before the expression, or within it."""
    if _ahead().match(match.group()):
        return True
    stretch = text[max(0, match.start() - 160) : match.start()]
    clause = _CLAUSE_START.split(stretch)[-1]
    return _future().search(clause) is not None


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
def _future() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('time', 'word', 'future'))}\b")


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each form's name and its pattern with a named group for every field."""
    return tuple(
        (row["form"], re.compile(_FIELD.sub(_named, row["pattern"]), re.IGNORECASE)) for row in rows("time_forms")
    )


@cache
def _scanner() -> Scanner:
    """All forms in one pattern, the first that fits wins; group f<n> is the n-th form."""
    patterns = (_FIELD.sub(lambda m: f"(?:{_fields()[m[2]]})", row["pattern"]) for row in rows("time_forms"))
    forms = "|".join(f"(?P<f{n}>{pattern})" for n, pattern in enumerate(patterns))
    return Scanner(re.compile(rf"(?<![\w$£€])(?:{forms})", re.IGNORECASE), _openings(), _anchors())


def _openings() -> Iterator[str]:
    """The words a form can begin with."""
    yield FIGURE
    yield from _OPENINGS.split()
    yield from words("time", "word", "month", "month_short", "weekday", "deictic", "holiday")
    yield from (word[:size] for word in words("time", "word", "weekday") for size in _SHORT_DAYS)
    yield from (f"{word}s" for word in words("time", "word", "unit"))


def _anchors() -> Iterator[str]:
    """Words of which every form holds one."""
    yield from (word for word in _openings() if word not in _OPENINGS.split())
    yield from (*words("time", "word", "unit"), *_PERIODS, "eve", "weekend")


def _named(field: re.Match[str]) -> str:
    pattern = _fields()[field[2]]
    return f"(?:{pattern})" if field[2] in _UNNAMED else f"(?P<{field[1] or ''}{field[2]}>{pattern})"


_UNNAMED = ("to", "no_number", "after_in", "month_after", "not_in", "clause", "part_of_day", "day_name")


@cache
def _fields() -> dict[str, str]:
    """What may stand for each "<field>" of a form; names of days and months only with their capital."""
    name = {
        kind: [word.capitalize() for word in words("time", "word", kind)]
        for kind in ("month", "month_short", "weekday")
    }
    shout = [word.upper() for word in name["month"]]
    short_days = [word[:size] for word in name["weekday"] for size in _SHORT_DAYS]
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w])"
    return {
        "day": day,
        "month": f"(?-i:{alternatives(name['month'] + name['month_short'] + shout)})",
        "month_name": f"(?-i:{alternatives(name['month'])})",
        "weekday": f"(?-i:{alternatives(name['weekday'])})",
        "day_name": rf"(?-i:{alternatives(name['weekday'] + short_days)})\b\.?",
        "month_number": r"\d\d",
        "day_number": r"\d\d",
        "first": r"\d{1,2}",
        "second": r"\d{1,2}",
        "year": r"(?:19|20)\d\d",
        "short_year": r"(?:19|20)\d\d|\d\d",
        "year_word": r"(?:last|this|next)\s+year",
        "week_word": r"(?:last|this|next)\s+week",
        "part": r"early|late|mid|the\s+(?:start|beginning|middle|end)\s+of",
        "part_of_day": r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|lunchtime|midnight))",
        "which": r"last|this\s+past|past|this\s+coming|coming|this|next|the\s+(?:previous|preceding|following)",
        "to": r"(?:\s*[-–—/]\s*|\s+(?:to|through|and|or|into|until)\s+)",
        "no_number": r"(?![:%/]|,\d|\.\d)",
        "after_in": _after("in", "of", "by", "from", "since", "until", "during", "the", "a"),
        "month_after": _after("in", "of", "by", "from", "since", "until", "during"),
        "not_in": r"(?<!\bin\s)",
        "number": r"\d{1,3}|an?(?:\s+(?:few|couple\s+of))?|the|several|few|one|two|three|four|five|six|seven|eight|nine"
        r"|ten|eleven|twelve",
        "unit": alternatives(words("time", "word", "unit")),
        "side": r"after|before|since|following|ahead\s+of|prior\s+to",
        "later": r"later|afterwards?|after|earlier|before|previously",
        "clause": r"\s+(?!(?:in|at|on|and|but|near|when|as|to|last)\b)[\w'\"“‘’]",
        "eve": r"eve",
        "chain": alternatives(words("time", "word", "chain")),
        "deictic": alternatives(words("time", "word", "deictic")),
        "holiday": f"{alternatives(words('time', 'word', 'holiday'))}",
        "period": "|".join(_PERIODS),
    }


def _after(*prepositions: str) -> str:
    """A place right after one of the words."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in prepositions) + ")"
