"""Numbers in news prose: figures, number words, dozens, ranges and the words that make them a least or a most.

Vague numbers count as ACLED codes them, kept as a least: tens 10, dozens 12, hundreds 100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.coding.lexicon import alternatives, rows, words
from mapper.model import Span
from mapper.text.words import letter_runs, longest_run

# No incident counts more than a few million people; longer figures are account, phone and serial numbers.
LARGEST = 9_999_999
LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text: ``low`` and ``high`` are None where no such bound is given.

    "21" is (21, 21), "at least 21" and "dozens" leave ``high`` open, "up to 21" leaves ``low`` open. ``text``
    holds the words with their qualifier and ``span`` covers them; ``number`` covers the number alone.
    """

    span: Span
    text: str
    low: int | None
    high: int | None
    number: Span


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Every quantity that stands in ``text[start:end]``, in order; spans are offsets in ``text``.

    Ages ("21-year-old"), money, percentages, clock times, days, decimals and ordinals are not quantities of people.
    """
    found: list[Quantity] = []
    if _number_runs().isdisjoint(letter_runs(text)) and not _FIGURE.search(text):
        return found
    end = len(text) if end is None else end
    while match := _pattern().search(text, start, end):
        start = match.end()
        if _is_a_day(text, match):
            start = match.end("low")
        elif (quantity := _quantity(match)) is not None:
            found.append(quantity)
    return found


def _is_a_day(text: str, match: re.Match[str]) -> bool:
    """True for the number of "June 3" and "3 June"."""
    low = match["low"] or ""
    if not (low.isdecimal() and int(low) <= LONGEST_MONTH):
        return False
    after = _month().match(text, match.end("low") + 1)
    return bool(after or _month_before().search(text, max(0, match.start("low") - 12), match.start("low")))


def number_value(phrase: str) -> int | None:
    """The value of one number phrase ("a hundred and five" is 105, "two dozen" is 24); None when it is none."""
    plain = " ".join(phrase.lower().replace("-", " ").split())
    whole = _whole_phrases().get(plain)
    if whole is not None:
        return whole
    total, group = 0, 0
    for word in plain.split():
        value = _figure(word) if word[0].isdigit() else _word_values().get(word)
        if value is None:
            return None
        if word in _scales():
            group = max(group, 1) * value
            if value >= 1000:
                total, group = total + group, 0
        else:
            group += value
    return total + group if total + group <= LARGEST else None


def _quantity(match: re.Match[str]) -> Quantity | None:
    first = "low" if match["low"] else "lower"
    low = number_value(match[first])
    second = match["high"] or match["upper"]
    high = number_value(second) if second else low
    if low is None or high is None or high < low:
        return None
    qualifier = _qualifiers().get(" ".join((match["qualifier"] or "").lower().split()), "")
    phrase = " ".join(match[first].lower().split())
    vague = phrase.startswith("several ") or phrase in words("numbers", "word", "vague")
    return Quantity(
        span=Span(*match.span()),
        text=match.group(),
        low=None if qualifier == "maximum" else low,
        high=None if qualifier == "minimum" or vague else high,
        number=Span(match.start(first), match.end()),
    )


_FIGURE = re.compile(r"\d")


@cache
def _number_runs() -> frozenset[bytes]:
    """Letters of which every text with a number in words has some."""
    kinds = ("unit", "ten", "scale", "group", "vague", "phrase")
    return frozenset(map(longest_run, words("numbers", "word", *kinds)))


@cache
def _pattern() -> re.Pattern[str]:
    """One pass, no nested repetition: [qualifier] number [to|or number], or between number and number."""
    unit, ten, scale = (alternatives(words("numbers", "word", kind)) for kind in ("unit", "ten", "scale"))
    small = rf"(?:{ten}(?:[\s-]{unit})?|{unit})"
    figure = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,7}"
    spelt = rf"(?:(?:{small}|{figure}|an?|several)\s+)?{scale}(?:\s+{scale})?(?:\s+(?:and\s+)?{small})?"
    fixed = alternatives(words("numbers", "word", "vague", "phrase"))
    group = rf"an?\s+{alternatives(words('numbers', 'word', 'group'))}(?=\s+of\b)"
    number = rf"(?:{fixed}|{group}|{spelt}|{small}|{figure})"
    qualifier = alternatives(words("numbers", "word", "minimum", "maximum", "about"))
    edge = r"(?<![\w$£€¥₦₹#.:/-])(?<!\d,)(?<!\.\d )(?<!\bNo\. )"
    after = r"(?![\w%:/°]|[.,]\d|-(?!\d)\w|\s+(?:per\s*cent|percent|a\.?m\b|p\.?m\b|GMT|UTC|o'clock)\b)"
    return re.compile(
        rf"{edge}(?:(?P<qualifier>{qualifier})\s+)?(?:a\s+further\s+|another\s+|other\s+)?"
        rf"(?:(?:between|from)\s+(?P<lower>{number})\s+(?:and|to)\s+(?P<upper>{number})"
        rf"|(?P<low>{number})(?:(?:\s*[-–—]\s*|\s+(?:to|or)\s+)(?P<high>{number}))?){after}",
        re.IGNORECASE,
    )


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"{_capital_months()}\b")


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(rf"\b{_capital_months()}\.?\s+$")


@cache
def _capital_months() -> str:
    return alternatives(month.capitalize() for month in words("time", "word", "month", "month_short"))


def _figure(word: str) -> int:
    return int(word.replace(",", ""))


@cache
def _word_values() -> dict[str, int]:
    kinds = ("unit", "ten", "scale", "group", "vague")
    known = {row["word"]: int(row["value"]) for row in rows("numbers") if row["kind"] in kinds}
    return {"and": 0, "a": 0, "an": 0, "several": 0, **known}


@cache
def _scales() -> frozenset[str]:
    return frozenset(words("numbers", "word", "scale", "group"))


@cache
def _whole_phrases() -> dict[str, int]:
    named = {row["word"]: int(row["value"]) for row in rows("numbers") if row["kind"] in ("vague", "phrase")}
    return {word.replace("-", " "): value for word, value in named.items()}


@cache
def _qualifiers() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("numbers") if row["kind"] in ("minimum", "maximum", "about")}
