"""How many were killed and hurt: counted people bound to words of harm in one clause.

"Killed two", "two were killed", "two dead", "a death toll of two", "no casualties". People on the other side of the
verb ("two gunmen killed six") are not counted, nor are parts of a count ("twelve, including three children"), what
may have happened, and totals of years. Vague numbers count as ACLED codes them: dozens are at least 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.numbers import quantities
from mapper.coding.people import People, joined, people_in, total
from mapper.coding.scanning import Scanner
from mapper.model import Casualties, Span

# How far from its verb a subject may stand, in characters.
_REACH = 160


@dataclass(frozen=True, slots=True)
class _Harm:
    """A word of harm: what it says happened, and on which side of it the people stand."""

    span: Span
    voice: str  # transitive, active, intransitive, state, noun, toll
    outcome: str  # death, injury, both


@dataclass(frozen=True, slots=True)
class _Count:
    """People to whom one outcome happened."""

    outcome: str
    people: People
    is_total: bool = False


def casualties_in(text: str, span: Span | None = None, *, places: int = 1) -> Casualties:
    """The deaths and injuries stated in ``text`` (or in ``span`` of it), None where none are stated.

    A total over several ``places`` belongs to none of them, unless it is none at all ("no casualties").
    """
    span = span or Span(0, len(text))
    harms = list(_harms(text, span))
    if not harms or _long_time().search(text, *span):
        return Casualties()
    counts = list(_counts(text, span, harms))
    low_high = {}
    for outcome in ("death", "injury"):
        of_outcome = [count for count in counts if count.outcome in (outcome, "both")]
        low_high[outcome] = _summed(text, of_outcome, places)
    return Casualties(*low_high["death"][:2], *low_high["injury"][:2], low_high["death"][2], low_high["injury"][2])


def _summed(text: str, counts: Sequence[_Count], places: int) -> tuple[int | None, int | None, str]:
    """Low, high and words of one outcome; a toll counts only where no other number stands."""
    own = [count.people for count in counts if not (count.is_total or count.people.is_part)]
    own = own or [count.people for count in counts if count.is_total] or [count.people for count in counts]
    if not own:
        return None, None, ""
    whole = total(own)
    if places > 1 and whole.high != 0:
        return None, None, ""
    return whole.low, whole.high, whole.text


def _counts(text: str, span: Span, harms: Sequence[_Harm]) -> Iterator[_Count]:
    people = people_in(text, span)
    taken: set[int] = set()
    for index, harm in enumerate(harms):
        until = harms[index + 1].span.start if index + 1 < len(harms) else span.end
        since = harms[index - 1].span.end if index else span.start
        group = _group(text, harm, people, Span(since, until))
        if not group or any(member.span.start in taken for member in group):
            continue
        counted = total(group)
        if counted.high != 0 and _is_unreal(text, harm, span):
            continue
        taken.update(member.span.start for member in group)
        if _is_feared(text, harm):
            counted = People(counted.span, counted.text, None, counted.high or counted.low)
        if not _is_pair(text, harms, index) or counted.high == 0:
            yield _Count(harm.outcome, counted, harm.voice == "toll")
        if counted.high == 0 and _is_pair(text, harms, index):
            yield _Count(harms[index + 1].outcome, counted)


def _harms(text: str, span: Span) -> Iterator[_Harm]:
    for match in _harm_words().finditer(text, *span):
        row = _harm_rows()[" ".join(match.group().lower().split())]
        is_noun = _NOUN_BEFORE.search(text, max(0, match.start() - 5), match.start())
        if is_noun and row["kind"] in ("transitive", "state"):
            continue  # "two of the injured": people, not what happened
        yield _Harm(Span(*match.span()), row["kind"], row["value"])


def _group(text: str, harm: _Harm, people: Sequence[People], room: Span) -> list[People]:
    """The people the word of harm is about: its objects after it or its subjects before it."""
    if harm.voice == "active":
        return _objects(text, harm, people, room)
    if harm.voice == "toll":
        return _toll(text, harm)
    if harm.voice == "noun":
        return _beside_noun(text, harm, people)
    if harm.voice == "transitive" and not _is_passive(text, harm):
        return _objects(text, harm, people, room) or _adjacent(text, harm, people, room)
    if harm.voice == "state" and not _is_predicate(text, harm):
        return _adjacent(text, harm, people, room)
    return _subjects(text, harm, people, room)


def _objects(text: str, harm: _Harm, people: Sequence[People], room: Span) -> list[People]:
    after = [p for p in people if harm.span.end <= p.span.start < room.end]
    if not after or not _OBJECT_NEXT.fullmatch(text[harm.span.end : after[0].span.start]):
        return []
    return _listed(text, after)


def _subjects(text: str, harm: _Harm, people: Sequence[People], room: Span) -> list[People]:
    """The list of people that ends nearest before the verb, parts of it left out."""
    before = [p for p in people if p.span.end <= harm.span.start and harm.span.start - p.span.end <= _REACH]
    before = [p for p in before if p.span.start >= room.start and not _STOP.search(text, p.span.end, harm.span.start)]
    whole = [p for p in before if not p.is_part] or before
    if not whole:
        named = _NAMED.search(text, room.start, harm.span.start)
        return [People(Span(*named.span(1)), named[1], 1, 1)] if named else []
    return _list_before(text, whole)


def _adjacent(text: str, harm: _Harm, people: Sequence[People], room: Span) -> list[People]:
    """People named right before the word: "two soldiers killed in the raid", "dozens injured"."""
    before = [p for p in people if room.start <= p.span.start and p.span.end <= harm.span.start]
    if not before or not _ADJACENT.fullmatch(text[before[-1].span.end : harm.span.start]):
        return []
    return _list_before(text, before)


def _beside_noun(text: str, harm: _Harm, people: Sequence[People]) -> list[People]:
    """The people of "three deaths", "no casualties", "the bodies of three men", "claimed the lives of three"."""
    before = [p for p in people if p.is_number and p.span.end <= harm.span.start]
    if before and _NOUN_NEXT.fullmatch(text[before[-1].span.end : harm.span.start]):
        is_told = harm.outcome != "both" or before[-1].high == 0
        return [before[-1]] if is_told else []
    after = [p for p in people if p.span.start >= harm.span.end]
    if after and _OF.fullmatch(text[harm.span.end : after[0].span.start]) and harm.outcome == "death":
        return _listed(text, after)
    return []


def _toll(text: str, harm: _Harm) -> list[People]:
    """The number it came to: "the death toll rose to 21", "a toll of 21"."""
    came_to = [m.end() for m in _TO_NUMBER.finditer(text, harm.span.end, min(len(text), harm.span.end + _REACH))]
    reached = [q for q in quantities(text, harm.span.end, harm.span.end + _REACH) if q.span.start in came_to]
    return [People(q.span, q.text, q.low, q.high) for q in reached[:1]]


def _list_before(text: str, people: Sequence[People]) -> list[People]:
    """The list that ends with the last of ``people``."""
    group = [people[-1]]
    for member in reversed(people[:-1]):
        if not joined(text, member, group[0]):
            break
        group.insert(0, member)
    return group


def _listed(text: str, people: Sequence[People]) -> list[People]:
    """The list that begins with the first of ``people``, without parts of it."""
    group = [people[0]]
    for following in people[1:]:
        if following.is_part or not joined(text, group[-1], following):
            break
        group.append(following)
    while len(group) > 1 and _COMMA.search(text, group[-2].span.end, group[-1].span.start):
        group.pop()  # "wounding 12, a doctor said": a list ends with "and"
    return group


_COMMA = re.compile(r",\s*$")
_OBJECT_NEXT = re.compile(r"\s+(?:(?:off|the\s+lives\s+of|dead|another|instantly|also|up)\s+)?")
# Between people and a verb right after them: their noun and what tells them apart, no other clause.
_ADJACENT = re.compile(r"(?:\s+(?!(?:was|were|had|has|who|when|after|before)\b)[\w'’-]+){0,5}?\s+")
_NOUN_NEXT = re.compile(r"(?:\s+(?!(?:was|were|had|has|of|in|and|or)\b)[\w'’-]+){0,3}?\s+")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_STOP = re.compile(r"[;:]|\.\s|\bwhen\b|\bafter\b(?!\s+all)|\bbefore\b")
# One person by name: "Diallo was shot dead", "Diallo died".
_NAMED = re.compile(
    r"\b([A-Z][\w'’-]+)(?:\s+(?:was|is|has\s+been|had\s+been)(?:\s+(?:\w+ly|found|pronounced|declared|later|also))*)?(?:\s+later)?\s+$"
)
_TO_NUMBER = re.compile(r"\b(?:to|at|of|is|was|reached|hit|passed|exceeded|by)\s+")
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|got|get|gets)\s+(?:(?:\w+ly|also|then|later|all|both|either|shot\s+and|kidnapped\s+and"
    r"|stabbed\s+and|killed\s+(?:and|or)|badly|seriously)\s+){0,2}$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|found|pronounced|declared|confirmed|feared|believed|presumed|lay|reported)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


def _is_passive(text: str, harm: _Harm) -> bool:
    return bool(_PASSIVE.search(text, max(0, harm.span.start - 60), harm.span.start))


def _is_predicate(text: str, harm: _Harm) -> bool:
    return bool(_PREDICATE.search(text, max(0, harm.span.start - 40), harm.span.start))


def _is_pair(text: str, harms: Sequence[_Harm], index: int) -> bool:
    """True for "killed or wounded": one number for two outcomes tells neither."""
    if index + 1 >= len(harms) or harms[index].outcome == harms[index + 1].outcome:
        return False
    between = text[harms[index].span.end : harms[index + 1].span.start]
    return bool(re.fullmatch(r"\s+(?:and|or|and/or)\s+(?:\w+ly\s+)?", between))


def _is_unreal(text: str, harm: _Harm, span: Span) -> bool:
    """True when a word of the clause says that it did not happen, or may not have."""
    before = text[max(span.start, harm.span.start - 60) : harm.span.start]
    clause = re.split(r"[,;:—–]|\b(?:and|but|who|that|when|after)\b", before)[-1]
    return bool(_unreal().search(clause))


def _is_feared(text: str, harm: _Harm) -> bool:
    return bool(_feared().search(text, max(0, harm.span.start - 30), harm.span.start))


@cache
def _unreal() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'unreal'))}\b", re.IGNORECASE)


@cache
def _feared() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'feared'))}\b", re.IGNORECASE)


@cache
def _long_time() -> Scanner:
    """Totals of a war or a year are of no single incident."""
    units = r"(?:years?|months?|decades?|weeks)"
    pattern = re.compile(
        rf"\b(?:since\s+(?:(?:19|20)\d\d|last\s+year|the\s+(?:start|beginning|war|conflict|uprising|insurgency))|so\s+far\s+this\s+year"
        rf"|this\s+year|(?:weeks|months|years)\s+of|(?:over|in|during)\s+the\s+(?:past|last)\s+(?:\w+\s+)?{units}|in\s+recent\s+{units})\b",
        re.IGNORECASE,
    )
    return Scanner(pattern, ["since", "so", "this", "weeks", "months", "years", "over", "in", "during"])


_NOUN_BEFORE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_VOICES = ("transitive", "active", "intransitive", "state", "noun", "toll")


@cache
def _harm_rows() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in rows("casualties") if row["kind"] in _VOICES}


@cache
def _harm_words() -> Scanner:
    terms = words("casualties", "word", *_VOICES)
    return Scanner(re.compile(rf"(?<![\w-]){alternatives(terms)}(?![\w-])", re.IGNORECASE), terms)
