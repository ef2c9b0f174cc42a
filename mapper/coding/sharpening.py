"""What the words around an event word make of its type: its cause, its subject, who did it to whom, its company.

Who stands on which side decides between a battle and an attack on civilians, a protest and a riot: the rows of
lexicon/sides.csv, of which the first that fits holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mapper.coding.actors import Parties, has_object, parties_of
from mapper.coding.events import BATTLES, EXPLOSIONS, EventType, Trigger, fits_family
from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.literal import not_a_place
from mapper.coding.reading import Reading

PEACEFUL = "Peaceful protest"
NO_CAUSES = ("Alert", "Strategic developments")
_RANK = {"specific": 0, "open": 1, "effect": 2, "reference": 3}
# What stands between a protest and the event it is about: "a march over the killing of a nurse".
_ISSUE = frozenset(["against", "over", "about", "for", "at", "to", "demanding", "condemning", "denouncing", "mourning"])


def is_definite(reading: Reading, trigger: Trigger) -> bool:
    """True for "the attack" and "this deadly blast"."""
    if trigger.rule.kind == "verb" or trigger.rule.pattern.startswith("~"):
        return False
    before = reading.lowers(trigger.first - 2, trigger.first)
    return not {"the", "this", "that"}.isdisjoint(before) and {"a", "an"}.isdisjoint(before)


def cause_in(reading: Reading, trigger: Trigger, where: tuple[int, int]) -> Trigger | None:
    """The nearest trigger of the range that can tell what the vaguer one speaks of.

    A specific one; else, for effects and references, an open one.
    """
    fitting = [
        t
        for t in reading.triggers
        if where[0] <= t.first < where[1]
        and _RANK.get(t.rule.strength, 3) < min(2, _RANK[trigger.rule.strength])
        and t.rule.event_type not in NO_CAUSES
        and fits_family(trigger.rule, t.rule.event)
    ]

    def doubt(t: Trigger) -> tuple[bool, int, int]:
        return t.rule.event_type == "Protests", _RANK[t.rule.strength], abs(t.first - trigger.first)

    return min(fitting, key=doubt, default=None)


def subject_of(reading: Reading, trigger: Trigger, clause: tuple[int, int]) -> Trigger | None:
    """What does what an open verb says: "a tornado hit", "an earthquake shook", "a missile slammed into"."""
    if trigger.rule.strength != "open" or trigger.rule.kind == "noun" or trigger.rule.event_type == BATTLES:
        return None
    before = [t for t in reading.triggers if clause[0] <= t.first and t.last <= trigger.first]
    doers = [t for t in before if t.rule.event_type not in (*NO_CAUSES, "Protests") and _is_doer(t)]
    return doers[-1] if doers else None


def _is_doer(trigger: Trigger) -> bool:
    weapon = trigger.rule.event_type == EXPLOSIONS and trigger.rule.strength == "open"
    return trigger.rule.strength == "specific" or (
        trigger.rule.kind == "noun" and (weapon or not trigger.rule.event_type)
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of sides.csv; no sides means any, "-" among them that nobody is named."""

    agent: frozenset[str]
    target: frozenset[str]
    beside: str
    becomes: EventType | None  # None: the type of the event beside it


def sharpened(reading: Reading, trigger: Trigger, own: EventType, told: Trigger | None = None) -> EventType:
    """The type by who did it to whom and what else the sentence tells of the same place.

    ``told`` is the vaguer trigger that stands for the event ("killed"), which may name the victims.
    """
    if own.sub_event_type not in _table():
        return own
    company = _company(reading, trigger)
    agent, target = (party.side if party else "-" for party in _sides(reading, trigger, told, company))
    for row in _table()[own.sub_event_type]:
        if (row.agent and agent not in row.agent) or (row.target and target not in row.target):
            continue
        beside = _beside(reading, trigger, told, row.beside, company) if row.beside else None
        if row.beside and beside is None:
            continue
        found = row.becomes or (beside.rule.event if beside else None)
        if found is not None:
            return found
    return own


def _sides(reading: Reading, trigger: Trigger, told: Trigger | None, company: Sequence[Trigger]) -> Parties:
    """Who did it to whom, the victims by the word that counts them: "killed four men in a raid on a village"."""
    parties = parties_of(reading, trigger)
    start, end = reading.clause_of(trigger.first)
    beside = [t for t in company if start <= t.first < end and t.rule.strength in ("effect", "open")]
    for other in [*beside, told] if told is not None else beside:
        others = parties_of(reading, other)
        counts = other.rule.strength == "effect"
        target = others.target or parties.target if counts else parties.target or others.target
        parties = Parties(parties.agent or others.agent, target)
    return parties


def _beside(
    reading: Reading, trigger: Trigger, told: Trigger | None, wanted: str, company: Sequence[Trigger]
) -> Trigger | None:
    """The event of the wanted type that the sentence tells with this one, but for what a protest is about.

    "by" some type is the doer in front of it: "a drone dropped a grenade".
    """
    doer = wanted.startswith("by ")
    start, end = (reading.clause_of(trigger.first)[0], trigger.first) if doer else (0, len(reading.words))
    protest = trigger.rule.event_type == "Protests"
    for other in company:
        if not start <= other.first < end or (other is told and not doer) or not _is(other, wanted.removeprefix("by ")):
            continue
        if other.rule.event == trigger.rule.event or (wanted == BATTLES and not _is_fighting(reading, other)):
            continue
        if protest and _ISSUE.intersection(reading.lowers(trigger.last, other.first)):
            continue
        if _is(other, "Protests") and other.rule.kind == "verb" and has_object(reading, other):
            continue  # "marched the captives away"
        return other
    return None


def _is_fighting(reading: Reading, trigger: Trigger) -> bool:
    """True for clashes and gun battles, where both sides fight; a raid may meet nobody armed."""
    return not word_class("fighting").isdisjoint(reading.lowers(trigger.first, trigger.last))


def _is(trigger: Trigger, wanted: str) -> bool:
    return wanted in trigger.rule.event and trigger.rule.strength not in ("reference", "none")


def _company(reading: Reading, trigger: Trigger) -> list[Trigger]:
    """The other triggers of the clause, and of the clauses beside it that name no place of their own."""
    first = last = reading.clause_number(trigger.first)
    while first and not _names_a_place(reading, first - 1):
        first -= 1
    while last + 1 < len(reading.clauses) and not _names_a_place(reading, last + 1):
        last += 1
    start, end = reading.clauses[first][0], reading.clauses[last][1]
    return [t for t in reading.triggers if t is not trigger and start <= t.first < end]


def _names_a_place(reading: Reading, clause: int) -> bool:
    start, end = reading.clauses[clause]
    return any(start <= mention.first < end and not not_a_place(reading, mention) for mention in reading.mentions)


@cache
def _table() -> dict[str, list[_Row]]:
    """The rows of sides.csv by the sub type they sharpen, in file order."""
    found: dict[str, list[_Row]] = {}
    for row in rows("sides"):
        agent, target = (frozenset(row[side].split("|")) - {""} for side in ("agent", "target"))
        becomes = None if row["becomes"] == "beside" else EventType(*row["becomes"].split(": "))
        found.setdefault(row["told"], []).append(_Row(agent, target, row["beside"], becomes))
    return found
