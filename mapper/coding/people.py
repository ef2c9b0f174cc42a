"""People as a text counts them: "at least 21 people", "a police officer", "nobody", "the driver and his two sons"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.coding.inflection import noun_forms
from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.numbers import Quantity, quantities
from mapper.model import Span

# Words between an article and its noun ("a young off-duty police officer").
_ADJECTIVES = 4
# Words that end the stretch before a noun: it belongs to something else.
_FUNCTION = (
    r"(?:(?:in|on|of|at|a|an|the|one|two|three|four|five|six|seven|eight|nine|ten|and|or|by|to|for|from|with|near"
    r"|people|person|who|that|was|were|had|has|is|are)\b)"
)
_VERB = r"(?:(?:who|that|which|when|after|was|were|had|has|is|are|in|on|at|by|for|from)\b)"
# A list goes on only over a short stretch ("two soldiers, who ..., and a child" is too far).
_LIST_GAP = 90


@dataclass(frozen=True, slots=True)
class People:
    """People counted at ``span``: ``low`` and ``high`` as in ``Quantity``; ``is_part`` when others count
    them too ("including three children"); ``is_number`` is false for one person told by a noun ("the mayor").
    ``noun`` is the word that says that these are people ("guards"; "" in "three were killed").
    """

    span: Span
    text: str
    low: int | None
    high: int | None
    is_part: bool = False
    is_number: bool = True
    noun: str = ""


def people_in(text: str, span: Span) -> list[People]:
    """All counted people in ``span`` of ``text``, in order, none overlapping another."""
    found = [people for quantity in quantities(text, *span) if (people := _counted(text, quantity)) is not None]
    found += [_single(text, match) for match in _singles().finditer(text, *span)]
    found += [_stand_in(match) for match in _stand_ins().finditer(text, *span)]
    if not text.rstrip().endswith((".", "!", "?")):
        found += [_single(text, match) for match in _headlined().finditer(text, *span)]
    found.sort(key=lambda people: (people.span.start, -people.span.end))
    kept: list[People] = []
    for people in found:
        if not kept or not kept[-1].span.overlaps(people.span):
            kept.append(people)
    return kept


def joined(text: str, first: People, second: People) -> bool:
    """True when the two stand in one list: "four soldiers and a woman", "four soldiers, including a major"."""
    between = text[first.span.end : second.span.start]
    if len(between) > _LIST_GAP:
        return False
    if second.is_part:
        return bool(_INCLUDES.fullmatch(between))
    return bool(_LISTED.search(between)) and not _CLAUSE.search(between)


def total(group: list[People]) -> People:
    """The people of one list together; open bounds stay open."""
    start, end = group[0].span.start, group[-1].span.end
    counted = [people for people in group if not people.is_part] or group
    if _is_spelt_out(counted):
        counted = counted[:1]
    lows, highs = [people.low for people in counted], [people.high for people in counted]
    return People(
        Span(start, end),
        ", ".join(people.text for people in counted),
        None if all(low is None for low in lows) else sum(low or 0 for low in lows),
        None if any(high is None for high in highs) else sum(high or 0 for high in highs),
        is_part=all(people.is_part for people in group),
    )


def _is_spelt_out(group: list[People]) -> bool:
    """True for "two people, a man and a child": who they were, told after how many."""
    first, *others = group
    generic = first.noun.split()[-1:] and first.noun.split()[-1] in _ANYONE
    return (
        bool(generic)
        and bool(others)
        and first.low is not None
        and first.low == sum(people.low or 0 for people in others)
    )


_ANYONE = frozenset(["people", "persons", "victims", "civilians", "others", "members", "passengers", "residents"])
_INCLUDES = re.compile(r"[^.;:]*\b(?:including|among\s+them|of\s+whom|includes?|included)\s+(?:at\s+least\s+)?")
_LISTED = re.compile(
    r"(?:,|\band|\bplus|\bas\s+well\s+as|\balong\s+with|\btogether\s+with)\s+(?:his\s+|her\s+|their\s+)?$"
)
_CLAUSE = re.compile(
    r"[;:.]|\b(?:was|were|is|are|had|has|who|which|that|when|while|after|before|as(?!\s+well)|including)\b"
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among\s+them|of\s+whom|(?:one|two|three|some|most)\s+of\s+them|includes?|included)\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
# "all five", "the 12 passengers": told before.
_AGAIN_BEFORE = re.compile(r"\b(?:all|both|the)\s+$", re.IGNORECASE)
_PART_AFTER = re.compile(r"\s+of\s+(?:them|whom|those|the\s+(?:dead|wounded|injured|victims|casualties))\b")
# "Omar Said, 45, was", "aged 45", "her sons, 5 and 7,": ages, told by the number alone.
_AGED = re.compile(r"(?:\bage[ds]?\s+|\b[\w'’-]+,\s+|(?:,\s\d{1,3}|\bage[ds]?\s+[\w-]+)\s+and\s+)$")
_AGE_ENDS = re.compile(r"(?:\s+and\s+\d{1,3})?(?:[,.;)]|$)")
# "in two cars", "within 10 minutes": what a preposition governs was not hurt, but "a family of four" was, and those
# counted by a word of harm ("with two dead", "ended in nine deaths").
_GOVERNED = re.compile(
    r"(?:\b(?:in|on|at|by|from|near|with|within|for|over|to|into|under|against|a)"
    r"|(?<!family )(?<!lives )(?<!bodies )(?<!body )(?<!corpses )(?<!heads )(?<!deaths )(?<!remains )\bof)\s+$",
    re.IGNORECASE,
)


def _counted(text: str, quantity: Quantity) -> People | None:
    start, end = quantity.span
    if _things().match(text, quantity.number.end) or _is_an_age(text, quantity):
        return None
    noun = _nouns().match(text, end)
    if _GOVERNED.search(text, max(0, start - 20), start) and not _harmed().match(text, end):
        return None
    before = text[max(0, start - 30) : start]
    is_part = _PART_BEFORE.search(before) or _AGAIN_BEFORE.search(before) or _PART_AFTER.match(text, end)
    people = noun[0].strip().lower() if noun else ""
    return People(quantity.span, quantity.text, quantity.low, quantity.high, bool(is_part), noun=people)


def _is_an_age(text: str, quantity: Quantity) -> bool:
    """True for "aged 45" and "Omar Said, 45, was killed"."""
    before = _AGED.search(text, max(0, quantity.span.start - 30), quantity.span.start)
    if before is None or quantity.span != quantity.number:
        return False
    if before[0].startswith("age"):
        return True  # "aged six and eight"
    return quantity.number.within(text).isdecimal() and _AGE_ENDS.match(text, quantity.span.end) is not None


def _single(text: str, match: re.Match[str]) -> People:
    before = text[max(0, match.start() - 30) : match.start()]
    noun = match["noun"] or match.group().lower()
    number = int(_groups().get(noun.lower(), "1"))
    is_part = bool(_PART_BEFORE.search(before))
    return People(Span(*match.span()), match.group(), number, number, is_part, is_number=False, noun=noun)


def _stand_in(match: re.Match[str]) -> People:
    number = int(_pronouns().get(" ".join(match.group().lower().split()), "0"))
    return People(Span(*match.span()), match.group(), number, number, is_part=number > 0)


@cache
def _singles() -> re.Pattern[str]:
    """One person: "a young officer", "the mayor", "a 14-year-old", "38-year-old Amina"; "a couple" is two."""
    person, behind = _person(""), alternatives(words("casualties", "word", "behind"))  # "a rebel stronghold"
    return re.compile(
        rf"\b(?:(?i:an?|another|the|his|her|their|one\s+of\s+the)|[A-Z]\w+['’]s)\s+(?:(?!{_FUNCTION})[\w'’-]+\s+){{0,{_ADJECTIVES}}}?"
        rf"(?:[a-z]+-)?(?P<noun>{person})\b(?!['’-](?!s\s+(?:body|remains|corpse)\b)|\s+(?:{person}|{behind})\b)"
        r"|(?:\b(?i:an?|the)\s+)?(?<![\w-])\d{1,3}-(?:year|month|week|day)-old\b(?!\s+\w+\s+(?:car|house|building))"
        r"|\b(?i:he|she|him|himself|herself)\b|\b(?i:her)\b(?=[.,;]|\s+(?:and|as|at|in|on|near|with)\b|$)",
    )


@cache
def _headlined() -> re.Pattern[str]:
    """One person of a headline, which leaves out articles: "Man shot dead outside bar", "Woman killed, boy hurt"."""
    harmed = alternatives(words("casualties", "word", "transitive", "intransitive"))
    return re.compile(rf"(?:(?<![\s\S])|(?<=,\s)|(?<=:\s))(?P<noun>{_person('')})(?=\s+{harmed}\b)", re.IGNORECASE)


@cache
def _nouns() -> re.Pattern[str]:
    """The noun behind a number that says that it counts people: "21 coal miners"."""
    return re.compile(rf"(?:\s+(?!{_FUNCTION})[\w'’-]+){{0,{_ADJECTIVES}}}?\s+{_person('s')}\b", re.IGNORECASE)


def _person(plural: str) -> str:
    """A word for one person, or for several: those of the list, and any noun formed like one ("welder", "cellist")."""
    listed = words("casualties", "word", "person")
    known = alternatives(map(_plural, listed) if plural else [*listed, *_groups()])
    other = alternatives(
        map(_plural, words("casualties", "word", "no_person")) if plural else words("casualties", "word", "no_person")
    )
    formed = rf"(?!{other}\b)[a-z]{{2,}}(?:er|or|ist|ian|eer|ess|man|woman|boy|girl|mate)"
    return rf"(?:{known}|people|{formed}{plural}|passers?-by)" if plural else rf"(?:{known}|{formed}|passer-by)"


def _plural(noun: str) -> str:
    return max(noun_forms(noun) - {noun}, default=noun)


@cache
def _groups() -> dict[str, str]:
    """One word for several people: "couple" is two."""
    return {row["word"]: row["value"] for row in rows("casualties") if row["kind"] == "group"}


@cache
def _harmed() -> re.Pattern[str]:
    """What makes those a preposition governs the harmed: "with two dead", "in nine deaths"."""
    harms = alternatives(words("casualties", "word", "state", "noun", "transitive"))
    return re.compile(rf"(?:\s+(?!{_VERB})[\w'’-]+){{0,8}}?\s+{harms}\b", re.IGNORECASE)


@cache
def _stand_ins() -> re.Pattern[str]:
    """Words in place of a number: "nobody", "both"; "no", "not any", "without" before a noun of harm."""
    harmed = alternatives([*words("casualties", "word", "noun"), "people", "civilians"])
    unknown = alternatives(words("casualties", "word", "not_known"))
    none = (
        rf"no(?!\s+{unknown}\b)|(?:not|never|n['’]t)\s+(?:\w+\s+)?any|without(?:\s+any)?|no\s+reports?\s+of(?:\s+any)?"
    )
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
    return re.compile(
        rf"(?:\s+(?!{_FUNCTION})[\w'’-]+){{0,2}}?\s+{things}\b(?!\s+(?:{_person('')}|{_person('s')})\b)", re.IGNORECASE
    )
