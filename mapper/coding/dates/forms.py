"""The forms time expressions are written in: the patterns of ``mapper/lexicon/time_forms.csv`` and what fills them.

A form is a regular expression in which "<field>" stands for a word or number of that kind; the words are those of
``mapper/lexicon/time.csv``. "May", "March" or "Second" alone are no dates: a month needs a day, a year or a
preposition, and short names ("Sat", "Mar.") a day beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.scanning import FIGURE, Scanner

_FIELD = re.compile(r"<(until_)?(\w+)>")
# What forms begin with beside figures, number words and the words of time.csv.
_OPENINGS = "a an the this that last next same past coming recent earlier later early late mid few several couple"
_PERIODS = ("week", "month", "year", "decade", "quarter", "season", "summer", "winter", "spring", "autumn")
# Days are cut to so many letters: "Mon", "Thur".
_SHORT_DAYS = (3, 4)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "last")


def form_of(match: re.Match[str]) -> str:
    """The name of the form that a match of ``scanner`` is written in."""
    return rows("time_forms")[_number(match)]["form"]


def fields_of(match: re.Match[str]) -> dict[str, str]:
    """The words of each field that a match of ``scanner`` fills."""
    fields = _form(_number(match)).match(match.string, match.start())
    return {name: words for name, words in fields.groupdict().items() if words} if fields else {}


def _number(match: re.Match[str]) -> int:
    return int((match.lastgroup or "f0")[1:])


@cache
def _form(number: int) -> re.Pattern[str]:
    """The pattern of one form with a named group for every field; of most forms no text asks for it."""
    return re.compile(_FIELD.sub(_named, rows("time_forms")[number]["pattern"]), re.IGNORECASE)


@cache
def scanner() -> Scanner:
    """All forms in one pattern, the first that fits wins; group f<n> is the n-th form."""
    patterns = (_FIELD.sub(lambda m: f"(?:{_fields()[m[2]]})", row["pattern"]) for row in rows("time_forms"))
    every = "|".join(f"(?P<f{n}>{pattern})" for n, pattern in enumerate(patterns))
    return Scanner(re.compile(rf"(?<![\w$£€])(?:{every})", re.IGNORECASE), _openings(), _anchors())


def _openings() -> Iterator[str]:
    """The words a form can begin with."""
    yield FIGURE
    yield from (*_OPENINGS.split(), *ORDINALS, *_number_words())
    yield from words("time", "word", "month", "month_short", "weekday", "deictic", "holiday")
    yield from (word[:size] for word in words("time", "word", "weekday") for size in _SHORT_DAYS)
    yield from (f"{word}s" for word in words("time", "word", "unit"))


def _anchors() -> Iterator[str]:
    """Words of which every form holds one."""
    plain = {*_OPENINGS.split(), *ORDINALS, *_number_words()}
    yield from (word for word in _openings() if word not in plain)
    yield from (f"{word}s" for word in words("time", "word", "weekday"))
    yield from (*words("time", "word", "unit"), *_PERIODS, "eve", "weekend")


def _named(field: re.Match[str]) -> str:
    pattern = _fields()[field[2]]
    return f"(?:{pattern})" if field[2] in _UNNAMED else f"(?P<{field[1] or ''}{field[2]}>{pattern})"


# Fields that only bound a form and tell nothing.
_UNNAMED = frozenset(
    [
        "to",
        "no_number",
        "no_noun",
        "not_in",
        "clause",
        "part_of_day",
        "day_name",
        "after_in",
        "month_after",
        "range_after",
        "during",
    ]
)


@cache
def _fields() -> dict[str, str]:
    """What may stand for each "<field>" of a form; names of days and months only with their capital."""
    name = {
        kind: [word.capitalize() for word in words("time", "word", kind)]
        for kind in ("month", "month_short", "weekday")
    }
    shout = {kind: [word.upper() for word in name[kind]] for kind in ("month", "weekday")}
    short_days = [word[:size] for word in name["weekday"] for size in _SHORT_DAYS]
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w])"
    part_of_day = alternatives(words("time", "word", "part_of_day"))
    return {
        "day": day,
        "day_of_month": r"(?:[12]?1st|[12]?2nd|2?3rd|[12]?[4-9]th|1[1-3]th|[123]0th|31st)",
        "month": f"(?-i:{alternatives(name['month'] + name['month_short'] + shout['month'])})",
        "month_name": f"(?-i:{alternatives(name['month'])})",
        "weekday": f"(?-i:{alternatives(name['weekday'] + shout['weekday'])})",
        "day_name": rf"(?-i:{alternatives(name['weekday'] + shout['weekday'] + short_days)})\b\.?",
        "month_number": r"\d\d",
        "day_number": r"\d\d",
        "first": r"\d{1,2}",
        "second": r"\d{1,2}",
        "year": r"(?:1[7-9]|20)\d\d",
        "short_year": r"(?:19|20)\d\d|\d\d",
        "year_word": r"(?:last|this|next)\s+year",
        "week_word": r"(?:of\s+)?(?:last|this|next)\s+week",
        "part": r"early|late|mid|the\s+(?:start|beginning|middle|end)\s+of",
        "part_of_day": rf"(?:\s+(?:early\s+|late\s+)?(?:{part_of_day}))",
        "which": r"last|this\s+past|past|this\s+coming|coming|this|next|the\s+(?:previous|preceding|following)",
        "portion": r"week|half|days",
        "before_last": r"before\s+last",
        "range_after": _after("from", "between"),
        "during": _after("in", "over", "within", "during", "for"),
        "nth": "|".join(ORDINALS),
        "to": r"(?:\s*[-–—/]\s*|\s+(?:to|through|and|or|into|until)\s+)",
        "no_number": r"(?![:%/]|,\d|\.\d)",
        "no_noun": r"(?=\s*(?:[.,;:)]|$)|\s+(?:at|in|on|near|when|as|after|by|that|while)\b)",
        "after_in": _after("in", "of", "by", "from", "since", "until", "during", "the", "a"),
        "month_after": _after("in", "of", "by", "from", "since", "until", "during"),
        "not_in": r"(?<!\bin\s)",
        "number": rf"\d{{1,3}}|an?(?:\s+(?:few|couple\s+of))?|couple\s+of|the|several|few"
        rf"|{alternatives(_number_words())}",
        "unit": alternatives(words("time", "word", "unit")),
        "side": r"after|before|since|following|ahead\s+of|prior\s+to",
        "later": r"later|afterwards?|after|earlier|before|previously",
        "clause": r"\s+(?!(?:in|at|on|and|but|near|when|as|to|last)\b)[\w'\"“‘’]",
        "eve": r"eve",
        "chain": alternatives(words("time", "word", "chain")),
        "deictic": alternatives(words("time", "word", "deictic")),
        "holiday": alternatives(words("time", "word", "holiday")),
        "period": "|".join(_PERIODS),
    }


def _number_words() -> tuple[str, ...]:
    return words("numbers", "word", "unit", "ten")


def _after(*prepositions: str) -> str:
    """A place right after one of the words."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in prepositions) + ")"


@cache
def values(kind: str) -> dict[str, str]:
    """The value of every word of one kind in ``lexicon/time.csv``."""
    return {row["word"]: row["value"] for row in rows("time") if row["kind"] == kind}
