"""People as a text counts them: "at least 21 people", "a police officer", "nobody", "the driver and his two sons"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.numbers import Quantity, quantities
from mapper.model import Span

# Words between an article and its noun ("a young off-duty police officer").
_ADJECTIVES = 4
# Words that end the stretch before a noun: it belongs to something else.
_FUNCTION = (
    r"(?:(?:in|on|of|at|a|an|the|and|or|by|to|for|from|with|near|people|person|who|that|was|were|had|has|is|are)\b)"
)
# A list goes on only over a short stretch ("two soldiers, who ..., and a child" is too far).
_LIST_GAP = 90


@dataclass(frozen=True, slots=True)
class People:
    """People counted at ``span``: ``low`` and ``high`` as in ``Quantity``; ``is_part`` when others count
    them too ("including three children"); ``is_number`` is false for one person told by a noun ("the mayor").
    """

    span: Span
    text: str
    low: int | None
    high: int | None
    is_part: bool = False
    is_number: bool = True


def people_in(text: str, span: Span) -> list[People]:
    """All counted people in ``span`` of ``text``, in order, none overlapping another."""
    found = [people for quantity in quantities(text, *span) if (people := _counted(text, quantity)) is not None]
    found += [_single(text, match) for match in _singles().finditer(text, *span)]
    found += [_stand_in(match) for match in _stand_ins().finditer(text, *span)]
    found.sort(key=lambda people: (people.span.start, -people.span.end))
    kept: list[People] = []
    for people in found:
        if not kept or not kept[-1].span.overlaps(people.span):
            kept.append(people)
    return kept


def joined(text: str, first: People, second: People) -> bool:
    """True when the two stand in one list: "four soldiers and a woman"."""
    between = text[first.span.end : second.span.start]
    return len(between) <= _LIST_GAP and bool(_LISTED.search(between)) and not _CLAUSE.search(between)


def total(group: list[People]) -> People:
    """The people of one list together; open bounds stay open."""
    start, end = group[0].span.start, group[-1].span.end
    counted = [people for people in group if not people.is_part] or group
    lows, highs = [people.low for people in counted], [people.high for people in counted]
    return People(
        Span(start, end),
        ", ".join(people.text for people in counted),
        None if all(low is None for low in lows) else sum(low or 0 for low in lows),
        None if any(high is None for high in highs) else sum(high or 0 for high in highs),
        is_part=all(people.is_part for people in group),
    )


_LISTED = re.compile(
    r"(?:,|\band|\bplus|\bas\s+well\s+as|\balong\s+with|\btogether\s+with)\s+(?:his\s+|her\s+|their\s+)?$"
)
_CLAUSE = re.compile(
    r"[;:.]|\b(?:was|were|is|are|had|has|who|which|that|when|while|after|before|as(?!\s+well)|including)\b"
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among\s+them|of\s+whom|includes?|included)\s+(?:at\s+least\s+)?$", re.IGNORECASE
)
# "all five", "the 12 passengers": told before.
_AGAIN_BEFORE = re.compile(r"\b(?:all|both|the)\s+$", re.IGNORECASE)
_PART_AFTER = re.compile(r"\s+of\s+(?:them|whom|those|the\s+(?:dead|wounded|injured|victims|casualties))\b")
# "in two cars", "within 10 minutes": what a preposition governs was not hurt, but "a family of four" was.
_GOVERNED = re.compile(
    r"(?:\b(?:in|on|at|by|from|near|with|within|for|over|to|into|under|against|a)"
    r"|(?<!family )(?<!lives )(?<!bodies )(?<!body )(?<!corpses )\bof)\s+$",
    re.IGNORECASE,
)


def _counted(text: str, quantity: Quantity) -> People | None:
    start, end = quantity.span
    if _things().match(text, quantity.number.end) or _GOVERNED.search(text, max(0, start - 20), start):
        return None
    before = text[max(0, start - 30) : start]
    is_part = _PART_BEFORE.search(before) or _AGAIN_BEFORE.search(before) or _PART_AFTER.match(text, end)
    return People(quantity.span, quantity.text, quantity.low, quantity.high, bool(is_part))


def _single(text: str, match: re.Match[str]) -> People:
    before = text[max(0, match.start() - 30) : match.start()]
    return People(Span(*match.span()), match.group(), 1, 1, bool(_PART_BEFORE.search(before)), is_number=False)


def _stand_in(match: re.Match[str]) -> People:
    number = int(_pronouns().get(" ".join(match.group().lower().split()), "0"))
    return People(Span(*match.span()), match.group(), number, number, is_part=number > 0)


@cache
def _singles() -> re.Pattern[str]:
    """One person: "a young officer", "the mayor", "his wife", "a 14-year-old", "38-year-old Amina"."""
    person = alternatives(words("casualties", "word", "person"))
    return re.compile(
        rf"\b(?:(?i:an?|another|the|his|her|their|one\s+of\s+the)|[A-Z]\w+['’]s)\s+(?:(?!{_FUNCTION})[\w'’-]+\s+){{0,{_ADJECTIVES}}}?"
        rf"{person}\b(?!['’-]|\s+{person}\b)"
        r"|(?:\b(?i:an?|the)\s+)?(?<![\w-])\d{1,3}-(?:year|month|week|day)-old\b(?!\s+\w+\s+(?:car|house|building))"
        r"|\b(?i:he|she|him|himself|herself)\b",
    )


@cache
def _stand_ins() -> re.Pattern[str]:
    """Words in place of a number: "nobody", "both"; "no", "not any", "without" before a noun of harm."""
    harmed = alternatives([*words("casualties", "word", "noun"), "people", "civilians"])
    none = r"no|(?:not|never|n['’]t)\s+(?:\w+\s+)?any|without(?:\s+any)?|no\s+reports?\s+of(?:\s+any)?"
    return re.compile(
        rf"\b{alternatives(_pronouns())}\b(?!\s+else)|(?:\b|(?<=n)(?=['’]t))(?:{none})(?=\s+(?:\w+\s+){{0,2}}?{harmed}\b)",
        re.IGNORECASE,
    )


@cache
def _pronouns() -> dict[str, str]:
    return {row["word"]: row["value"] for row in rows("casualties") if row["kind"] == "pronoun"}


@cache
def _things() -> re.Pattern[str]:
    things = alternatives(words("casualties", "word", "thing"))
    person = alternatives(words("casualties", "word", "person"))
    return re.compile(
        rf"(?:\s+(?!{_FUNCTION})[\w'’-]+){{0,2}}?\s+{things}\b(?!\s+(?:{person}|children|men))", re.IGNORECASE
    )
