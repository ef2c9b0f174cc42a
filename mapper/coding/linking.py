"""Which event a place mention belongs to, clause by clause.

The order: a trigger that governs the place ("shelled X", "attack on X", "X was shelled"); the nearest trigger to the
left of its preposition; the nearest to the right ("In X, a bomb went off"); for an event clause without a place, the
place in force when the clause says "the city"; else nothing. Words of non-events compete on equal terms: in "a speech
in X" the place belongs to the speech.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mapper.coding.events import DISRUPTED, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.literal import not_a_place
from mapper.coding.reading import Mention, Reading
from mapper.coding.roles import Role, role_of

# A ceremony, a hospital or a rally is the place of an attack when it stands right behind its preposition.
VENUE_REACH = 5
# Place nouns any kind of place can be called; "the region's conflict" points at none.
WIDE = ("area", "region", "province", "county", "island")
# What a clause speaks of stands before these: "a fire that broke out at a factory in X"; at most so many words between:
# "a blast on Monday that killed". Not "said in an interview with the agency that".
RELATIVE = ("that", "which", "who")
ANTECEDENT = 2


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
    return [_link(reading, mention) for mention in reading.mentions]


def _link(reading: Reading, mention: Mention) -> Link | Loose:
    if reason := not_a_place(reading, mention):
        return Loose(mention, reason)
    role = role_of(reading, mention)
    if role.part == "none":
        return Loose(mention, _occasion(reading, mention) or role.reason)
    trigger = role.trigger or _governing(reading, mention, role)
    if trigger is None:
        return Loose(mention, "no event in its clause", is_place=True)
    return Link(mention, trigger) if trigger.is_event else Loose(mention, _named(reading, trigger))


def _occasion(reading: Reading, mention: Mention) -> str:
    """The visit, speech or match right before a mention, "" when nothing of the kind stands there."""
    before = [t for t in _triggers_in(reading, reading.clause_of(mention.first)) if t.last <= mention.first]
    near = before and not before[-1].is_event and mention.first - before[-1].last <= VENUE_REACH
    return _named(reading, before[-1]) if near else ""


def _named(reading: Reading, trigger: Trigger) -> str:
    return f"{trigger.rule.reason}: {reading.text(trigger.first, trigger.last)!r}"


def _governing(reading: Reading, mention: Mention, role: Role) -> Trigger | None:
    at = reading.clause_number(mention.first)
    clause = reading.clauses[at]
    inside = _triggers_in(reading, clause)
    left = [t for t in inside if t.last <= mention.first]
    right = [t for t in inside if t.first >= mention.last]
    before = _triggers_in(reading, reading.clauses[at - 1]) if at else []
    antecedent = before and clause[0] - before[-1].last <= ANTECEDENT
    if not left and antecedent and reading.words.lowers[clause[0]] in RELATIVE:
        left = before[-1:]
    if left:
        return _in_scope_of(reading, left) or _leftmost_venue(reading, left)
    if right:
        return right[0]
    after = _triggers_in(reading, reading.clauses[at + 1]) if at + 1 < len(reading.clauses) else []
    if after and role.governor > 1 and reading.words.lowers[reading.clauses[at + 1][0]] not in ("as", "when", "where"):
        after = []
    return before[-1] if before else after[0] if after else None


def _in_scope_of(reading: Reading, left: list[Trigger]) -> Trigger | None:
    """An attack that was warned of or foiled is no attack: "foiled a plot to attack a concert in X"."""
    nearest = next((t for t in reversed(left) if t.is_event), left[-1])
    for trigger in left[: left.index(nearest)]:
        between = any(trigger.last <= m.first < nearest.first for m in reading.mentions)
        scope = trigger.rule.sub_event_type == DISRUPTED or trigger.rule.event_type == "Alert"
        if scope and not between:
            return trigger
    return None


def _triggers_in(reading: Reading, clause: tuple[int, int]) -> list[Trigger]:
    return [t for t in reading.triggers if clause[0] <= t.first < clause[1] and t.governs]


def _leftmost_venue(reading: Reading, left: list[Trigger]) -> Trigger:
    """The nearest trigger, or the event before it when the nearest is only the venue: "blast at a wedding in X"."""
    nearest = left[-1]
    for before in reversed(left[:-1]):
        if nearest.is_event:
            break
        between = set(reading.lowers(max(before.last, nearest.first - VENUE_REACH), nearest.first))
        doing = reading.words.lowers[nearest.first].endswith("ing") and nearest.rule.reason.startswith("visit")
        issue = before.rule.event_type in ("Protests", "Riots") and between & {"against", "over", "for", "about"}
        hit = before.rule.takes == "object" and nearest.first - before.last <= 3
        if not doing and not issue and not hit and not word_class("locative") & between:
            break
        nearest = before
    return nearest


def event_clauses(reading: Reading, actors: Collection[Mention] = ()) -> list[tuple[tuple[int, int], Trigger]]:
    """The clauses that tell an event and name no place; mentions in ``actors`` are known to be none."""
    found = []
    placing = [mention for mention in reading.mentions if mention not in actors]
    for clause in reading.clauses:
        triggers = [t for t in _triggers_in(reading, clause) if t.is_event and t.rule.event_type]
        if triggers and not any(clause[0] <= m.first < clause[1] for m in placing):
            found.append((clause, triggers[0]))
    return found


def anaphor_in(reading: Reading, clause: tuple[int, int]) -> str:
    """The place noun that points back ("the city" gives "city"), empty when the clause has none."""
    lowers, nouns = reading.words.lowers, word_class("anaphor")
    for at in range(clause[0] + 1, clause[1]):
        if (noun := lowers[at]) not in nouns:
            continue
        definite = lowers[at - 1] in word_class("definite") and reading.trigger_at(at) is None
        owns = at + 1 < clause[1] and lowers[at + 1] in ("'s", "'")
        if definite and not (owns and noun in WIDE):
            return noun
    return ""
