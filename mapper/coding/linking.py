"""Which event each place mention of a sentence belongs to.

The order: what says that the name is no place at all; a trigger that governs it ("shelled X", "attack on X", "X was
shelled"); what takes its preposition (see ``taking``); an event told in a clause with "where"; else nothing.
For an event clause without a place there is the place in force when the clause says "the city".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.coding.events import Trigger
from mapper.coding.literal import not_a_place
from mapper.coding.local_bodies import is_local_body, names_a_site
from mapper.coding.neighbours import told_where
from mapper.coding.reading import Mention, Reading
from mapper.coding.roles import role_of
from mapper.coding.taking import taken_by

# Words of a local body's name behind its town.
BODY_REACH = 4
# A visit or a speech this near before a name that nothing governs is why it is named, in words.
OCCASION_REACH = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A mention tied to the trigger that says what happened there; ``anaphor`` when the text only says "the city"."""

    mention: Mention
    trigger: Trigger
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """A mention tied to no event, with the reason a person can read; ``is_place`` when it does name where one is."""

    mention: Mention
    reason: str
    is_place: bool = False


def link(reading: Reading) -> list[Link | Loose]:
    """Every mention of the sentence, tied to a trigger or loose with its reason, in text order."""
    found = [_link(reading, mention) for mention in reading.mentions]
    if not any(_is_placed(one) for one in found):
        return _by_local_body(reading, found)
    return [_without_frame(reading, one, found[number + 1 :]) for number, one in enumerate(found)]


def _is_placed(one: Link | Loose) -> bool:
    """False for what is no place of an event, and for a street that nobody finds without its town."""
    return (isinstance(one, Link) or one.is_place) and not (one.mention.is_street and not one.mention.is_town)


def _by_local_body(reading: Reading, found: Sequence[Link | Loose]) -> list[Link | Loose]:
    """The mentions of a sentence without a place: the town of a local body stands in where a site is given."""
    body = next((one.mention for one in found if is_local_body(reading, one.mention)), None)
    if body is None or reading.unfound or not names_a_site(reading):
        return list(found)
    named = range(body.last, body.last + BODY_REACH)  # "the Toronto police homicide squad"
    told = (t for t in reading.triggers if t.is_event and t.governs and t.rule.event_type)
    event = next((t for t in told if t.rule.kind == "verb" or t.first not in named), None)
    return [Link(body, event) if event is not None and one.mention is body else one for one in found]


def _without_frame(reading: Reading, one: Link | Loose, later: list[Link | Loose]) -> Link | Loose:
    """The mention, loose when it is only the frame: "In Masbate, three people were killed near Uson"."""
    if not isinstance(one, Link) or one.trigger.first < one.mention.last or not _opens_its_clause(reading, one.mention):
        return one
    finer = next((x for x in later if isinstance(x, Link) and _is_framed(reading, one, x)), None)
    if finer is None:
        return one
    return Loose(one.mention, f"wider than another place: {finer.mention.resolution.toponym.text}")


def _opens_its_clause(reading: Reading, mention: Mention) -> bool:
    """True for "In X, ..." and "..., and in X"."""
    start, role = reading.clause_of(mention.first)[0], role_of(reading, mention)
    return role.part == "place" and role.governor in (start, start + 1)


def _is_framed(reading: Reading, frame: Link, inner: Link) -> bool:
    """True when the other place stands behind the event, of one telling with the first."""
    if inner.mention.first < frame.trigger.last or role_of(reading, inner.mention).part != "place":
        return False
    if inner.mention.is_street and inner.mention.resolution.place is None:
        return False  # "In Quetta, gunmen shot two men on Sariab Road": only the town can be found
    own, other = map(reading.clause_number, (frame.mention.first, inner.mention.first))
    tells_why = own + 1 == other and reading.words.lowers[reading.clauses[other][0]] in ("when", "after", "as")
    if tells_why and not inner.mention.is_area:
        return frame.trigger.rule.strength == "effect" or frame.trigger.rule.event_type == "Other"
    return frame.trigger is inner.trigger or own == other


def _link(reading: Reading, mention: Mention) -> Link | Loose:
    found = _by_its_phrase(reading, mention)
    event = told_where(reading, mention) if isinstance(found, Loose) else None
    return found if event is None else Link(mention, event)


def _by_its_phrase(reading: Reading, mention: Mention) -> Link | Loose:
    if reason := not_a_place(reading, mention):
        return Loose(mention, reason)
    role = role_of(reading, mention)
    if role.part == "none":
        return Loose(mention, _occasion(reading, mention) or role.reason)
    trigger = role.trigger or taken_by(reading, mention, role.governor)
    if isinstance(trigger, str):
        return Loose(mention, trigger)
    if trigger is None:
        return Loose(mention, "no event in its clause", is_place=True)
    if not trigger.is_event:
        return Loose(mention, _named(reading, trigger))
    if mention.is_area and (finer := _unfound_beside(reading, mention, trigger)):
        return Loose(mention, f"wider than a place that was not found: {finer!r}")
    return Link(mention, trigger)


def _unfound_beside(reading: Reading, mention: Mention, trigger: Trigger) -> str:
    """The place the event has besides this area, by a name we do not know: "at a market in Qarzumabad, in Kirkuk"."""
    clauses = (reading.clause_of(trigger.first), reading.clause_of(mention.first))
    for first, last in reading.unfound:
        if any(start <= first < end for start, end in clauses):
            return reading.text(first, last)
    return ""


def _occasion(reading: Reading, mention: Mention) -> str:
    """The visit, speech or match right before a mention, "" when nothing of the kind stands there."""
    before = reading.governing_in(reading.clause_of(mention.first)[0], mention.first)
    near = before and not before[-1].is_event and mention.first - before[-1].last <= OCCASION_REACH
    return _named(reading, before[-1]) if near else ""


def _named(reading: Reading, trigger: Trigger) -> str:
    return f"{trigger.rule.reason}: {reading.text(trigger.first, trigger.last)!r}"
