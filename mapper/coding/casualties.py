"""How many were killed and hurt: counted people bound to words of harm in one clause.

"Killed two", "two were killed", "two dead", "a death toll of two", "no casualties". People on the other side of the
verb ("two gunmen killed six") are not counted, nor are parts of a count ("twelve, including three children"), what
may have happened, and totals of years. Vague numbers count as ACLED codes them: dozens are at least 12.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from mapper.coding.harms import (
    Harm,
    all_unhurt,
    harms_in,
    is_feared,
    is_of_long,
    is_pair,
    is_passive,
    is_predicate,
    is_unreal,
)
from mapper.coding.numbers import quantities
from mapper.coding.people import People, joined, people_in, total
from mapper.model import Casualties, Span

# How far from its verb a subject may stand, in characters.
_REACH = 220


@dataclass(frozen=True, slots=True)
class _Count:
    """People to whom one outcome happened."""

    outcome: str
    people: People
    is_total: bool = False


class Toll(NamedTuple):
    """The casualties a text states; ``is_assumed`` when its injured are so only because nobody says they died,
    ``is_total`` when it is a toll that rose, ``is_more`` when it is of "another two".
    """

    casualties: Casualties = Casualties()
    is_assumed: bool = False
    is_total: bool = False
    is_more: bool = False


def casualties_in(text: str, span: Span | None = None, *, places: int = 1) -> Casualties:
    """The deaths and injuries stated in ``text`` (or in ``span`` of it), None where none are stated.

    A total over several ``places`` belongs to none of them, unless it is none at all ("no casualties").
    """
    return toll_in(text, span, places=places).casualties


def toll_in(text: str, span: Span | None = None, *, places: int = 1) -> Toll:
    """The casualties as ``casualties_in`` gives them, with how surely the injured are."""
    span = span or Span(0, len(text))
    harms = list(harms_in(text, span))
    spared = all_unhurt(text, span)
    if not (harms or spared) or is_of_long(text, span):
        return Toll()
    counts = _counts(text, span, harms)
    dead = _summed(text, [count for count in counts if count.outcome in ("death", "both")], places)
    hurt = _summed(text, [count for count in counts if count.outcome in ("injury", "both")], places)
    is_assumed = hurt[:2] == (None, None)
    if is_assumed:
        hurt = _without_the_dead(_summed(text, [count for count in counts if count.outcome == "assumed"], places), dead)
    if spared and dead[:2] == (None, None):
        dead = 0, 0, spared
        hurt = hurt if hurt[:2] != (None, None) or "survived" in spared.lower() else dead
    casualties = Casualties(*dead[:2], *hurt[:2], dead[2], hurt[2])
    deaths = [count for count in counts if count.outcome == "death"]
    return Toll(
        casualties,
        is_assumed=is_assumed and hurt[:2] != (None, None),
        is_total=bool(deaths) and all(count.is_total for count in deaths),
        is_more=bool(deaths) and all(_is_more(text, count.people) for count in deaths),
    )


def _is_more(text: str, people: People) -> bool:
    """True for "another two", "two more people"."""
    return bool(_MORE.match(people.text) or _MORE_AFTER.match(text, people.span.end))


_MORE = re.compile(r"(?:a\s+further|(?:at\s+least\s+)?another|an\s+additional)\b", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s+(?:more|others|further|additional)\b|(?:\s+[\w'’-]+){0,3}?\s+(?:was|were)\s+also\b")


_Range = tuple[int | None, int | None, str]


def _without_the_dead(shot: _Range, dead: _Range) -> _Range:
    """Of those shot or taken to hospital the rest, when some of them died."""
    low, high, words = shot
    if low is None or dead[0] is None:
        return shot
    left = low - dead[0]
    return (left, None if high is None else max(left, high - dead[0]), words) if left > 0 else (None, None, "")


def _summed(text: str, counts: Sequence[_Count], places: int) -> _Range:
    """Low, high and words of one outcome; a toll counts only where no other number stands, of two sources the first."""
    own = [count.people for count in counts if not (count.is_total or count.people.is_part)]
    own = own or [count.people for count in counts if count.is_total] or [count.people for count in counts]
    if not own:
        return None, None, ""
    whole = total(_of_one_source(text, own))
    if places > 1 and whole.high != 0:
        return None, None, ""
    return whole.low, whole.high, whole.text


def _of_one_source(text: str, group: list[People]) -> list[People]:
    """Those counted before another source counts them anew: "14 were killed, it said, but the agency spoke of 12"."""
    for number, (one, other) in enumerate(pairwise(group), start=1):
        if _CONTRAST.search(text, one.span.end, other.span.start):
            return group[:number]
    return group


_CONTRAST = re.compile(r"\b(?:but|while|whereas|although|though)\b")


def _counts(text: str, span: Span, harms: Sequence[Harm]) -> list[_Count]:
    people, found = people_in(text, span), list[_Count]()
    taken: dict[int, _Count] = {}
    since = span.start
    for index, harm in enumerate(harms):
        until = harms[index + 1].span.start if index + 1 < len(harms) else span.end
        group = _group(text, harm, people, Span(since, until))
        since = harm.span.end if group and harm.outcome != "assumed" else since
        before = [taken[member.span.start] for member in group if member.span.start in taken]
        if not group or any(count.outcome != "assumed" for count in before):
            continue
        counted = total(group)
        if counted.high != 0 and is_unreal(text, harm, span):
            continue
        found = [count for count in found if count not in before]  # "was shot and died"
        if is_feared(text, harm):
            counted = replace(counted, low=None, high=counted.high or counted.low)
        count = _Count(harm.outcome, counted, harm.voice == "toll")
        taken |= dict.fromkeys([member.span.start for member in group], count)
        if not is_pair(text, harms, index) or counted.high == 0:
            found.append(count)
        if counted.high == 0 and is_pair(text, harms, index):
            found.append(_Count(harms[index + 1].outcome, counted))
    return found


def _group(text: str, harm: Harm, people: Sequence[People], room: Span) -> list[People]:
    """The people the word of harm is about: its objects after it or its subjects before it."""
    if harm.voice == "active":
        return _objects(text, harm, people, room)
    if harm.voice == "toll":
        return _toll(text, harm)
    if harm.voice == "noun":
        return _beside_noun(text, harm, people)
    if harm.voice == "transitive" and not is_passive(text, harm):
        return _objects(text, harm, people, room) or _adjacent(text, harm, people, room)
    if harm.voice == "state" and not is_predicate(text, harm):
        return _adjacent(text, harm, people, room)
    return _subjects(text, harm, people, room)


def _objects(text: str, harm: Harm, people: Sequence[People], room: Span) -> list[People]:
    after = [p for p in people if harm.span.end <= p.span.start < room.end]
    if not after or not _OBJECT_NEXT.fullmatch(text[harm.span.end : after[0].span.start]):
        return []
    return _listed(text, after) if after[0].noun or not harm.needs_people else []


def _subjects(text: str, harm: Harm, people: Sequence[People], room: Span) -> list[People]:
    """The list of people that ends nearest before the verb, parts of it left out."""
    before = [p for p in people if p.span.end <= harm.span.start and harm.span.start - p.span.end <= _REACH]
    before = [p for p in before if p.span.start >= room.start and not _STOP.search(text, p.span.end, harm.span.start)]
    while before and before[-1].is_part and _is_aside(text, before, harm):
        before.pop()
    if not before:
        named = _NAMED.search(text, room.start, harm.span.start)
        return [People(Span(*named.span(1)), named[1], 1, 1)] if named else []
    return _list_before(text, before)


def _is_aside(text: str, people: Sequence[People], harm: Harm) -> bool:
    """True for "ten people, two of them women, were killed", not for "two men were shot and one of them died"."""
    others = not all(p.is_part for p in people)
    return others and "," in text[people[-1].span.end : harm.span.start]


def _adjacent(text: str, harm: Harm, people: Sequence[People], room: Span) -> list[People]:
    """People named right before the word: "two soldiers killed in the raid", "dozens injured"."""
    before = [p for p in people if room.start <= p.span.start and p.span.end <= harm.span.start]
    if not before or not _ADJACENT.fullmatch(text[before[-1].span.end : harm.span.start]):
        return []
    return _list_before(text, before)


def _beside_noun(text: str, harm: Harm, people: Sequence[People]) -> list[People]:
    """The people of "three deaths", "no casualties", "the bodies of three men", "claimed the lives of three"."""
    before = [p for p in people if p.is_number and p.span.end <= harm.span.start]
    if before and _NOUN_NEXT.fullmatch(text[before[-1].span.end : harm.span.start]):
        is_told = harm.outcome != "both" or before[-1].high == 0
        return [before[-1]] if is_told else []
    if harm.outcome == "death" and _BODY.search(text, 0, harm.span.end) and _FOUND.match(text, harm.span.end):
        return [People(harm.span, text[slice(*harm.span)], 1, 1)]
    owner = [
        p for p in people if p.span.end <= harm.span.start and _OWNED.fullmatch(text[p.span.end : harm.span.start])
    ]
    if owner and harm.outcome == "death":
        return owner[-1:]
    named = _OF_NAME.match(text, harm.span.end)
    if named and harm.outcome == "death":
        return [People(Span(*named.span(1)), named[1], 1, 1)]
    after = [p for p in people if p.span.start >= harm.span.end]
    if after and _OF.fullmatch(text[harm.span.end : after[0].span.start]) and harm.outcome == "death":
        return _listed(text, after)
    return []


def _toll(text: str, harm: Harm) -> list[People]:
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
        goes_on = not following.noun and _NEXT_CLAUSE.match(text, following.span.end)
        if following.is_part or goes_on or not joined(text, group[-1], following):
            break
        group.append(following)
    while len(group) > 1 and _COMMA.search(text, group[-2].span.end, group[-1].span.start):
        group.pop()  # "wounding 12, a doctor said": a list ends with "and"
    return group


# "killed three people, and two more went off"
_NEXT_CLAUSE = re.compile(
    r"\s+(?:more\s+|others?\s+)?(?:went|were|was|had|have|fell|hit|struck|landed|came|missed|exploded|detonated)\b"
)
_COMMA = re.compile(r",\s*$")
_OBJECT_NEXT = re.compile(
    r"\s+(?:(?:off|the\s+lives\s+of|dead|another|instantly|also|up|all(?:\s+of\s+the)?|some)\s+)?"
)
# Between people and a verb right after them: their noun and what tells them apart, no other clause.
_ADJACENT = re.compile(r"(?:\s+(?!(?:was|were|had|has|who|when|after|before)\b)[\w'’-]+){0,5}?\s+")
_NOUN_NEXT = re.compile(r"(?:\s+(?!(?:was|were|had|has|of|in|and|or)\b)[\w'’-]+){0,3}?\s+")
_OWNED = re.compile(r"['’]s\s+(?:\w+\s+)?")
# "his body was found downstream"
_BODY = re.compile(r"\b(?:his|her|an?|one)\s+(?:\w+\s+)?(?:body|corpse|remains)$", re.IGNORECASE)
_FOUND = re.compile(
    r"\s+(?:was|were|has\s+been|had\s+been)\s+(?:\w+ly\s+|later\s+)?(?:found|discovered|recovered|retrieved|pulled|dug|fished)\b"
)
_OF_NAME = re.compile(r"\s+of\s+([A-Z][a-z]+\s+[A-Z][\w'’-]+)(?=,|\.|\s+(?:who|was|in|at)\b)")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_STOP = re.compile(r"[;:]|\.\s|\bwhen\b|\bafter\b(?!\s+all)|\bbefore\b")
# One person by name: "Diallo was shot dead", "Diallo died".
_NAMED = re.compile(
    r"\b([A-Z][\w'’-]+)(?:,\s+[\w\s-]{1,40},)?(?:\s+(?:was|is|has\s+been|had\s+been)(?:\s+(?:\w+ly|found|pronounced|declared|later|also))*)?(?:\s+later)?\s+$"
)
_TO_NUMBER = re.compile(r"\b(?:to|at|of|is|was|reached|hit|passed|exceeded|by)\s+")
