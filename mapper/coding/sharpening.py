"""What the words around an event word make of its type: its cause, its subject, the company in its clause."""

from __future__ import annotations

from mapper.coding.events import BATTLES, EXPLOSIONS, VIOLENCE, EventType, Trigger, fits_family, is_battle
from mapper.coding.grammar import word_class
from mapper.coding.reading import Reading

PEACEFUL = "Peaceful protest"
_RANK = {"specific": 0, "open": 1, "effect": 2, "reference": 3}


def _is_by_the_state(reading: Reading, trigger: Trigger) -> bool:
    """True when an army or police takes a place, not rebels."""
    doers = set(reading.lowers(reading.clause_of(trigger.first)[0], trigger.first))
    return bool(doers & word_class("state_forces")) and not doers & word_class("rebel_forces")


def is_definite(reading: Reading, trigger: Trigger) -> bool:
    """True for "the attack" and "this deadly blast"."""
    return bool({"the", "this", "that"}.intersection(reading.lowers(trigger.first - 2, trigger.first)))


def cause_in(reading: Reading, trigger: Trigger, where: tuple[int, int]) -> Trigger | None:
    """The nearest trigger of the range that can tell what the vaguer one speaks of.

    A specific one; else, for effects and references, an open one.
    """
    fitting = [
        t
        for t in reading.triggers
        if where[0] <= t.first < where[1]
        and _RANK.get(t.rule.strength, 3) < min(2, _RANK[trigger.rule.strength])
        and t.rule.event_type not in ("Alert", "Strategic developments")
        and fits_family(trigger.rule, t.rule.event)
    ]
    return min(fitting, key=lambda t: (_RANK[t.rule.strength], abs(t.first - trigger.first)), default=None)


def subject_of(reading: Reading, trigger: Trigger, clause: tuple[int, int]) -> Trigger | None:
    """What does what an open verb says: "a tornado hit", "an earthquake shook", "a missile slammed into"."""
    if trigger.rule.strength != "open" or trigger.rule.kind == "noun" or trigger.rule.event_type == BATTLES:
        return None
    before = [t for t in reading.triggers if clause[0] <= t.first and t.last <= trigger.first]
    doers = [t for t in before if t.rule.event_type not in ("Alert", "Strategic developments") and _is_doer(t)]
    return doers[-1] if doers else None


def _is_doer(trigger: Trigger) -> bool:
    weapon = trigger.rule.event_type == EXPLOSIONS and trigger.rule.strength == "open"
    return trigger.rule.strength == "specific" or (
        trigger.rule.kind == "noun" and (weapon or not trigger.rule.event_type)
    )


def sharpened(reading: Reading, trigger: Trigger, own: EventType) -> EventType:
    """The type with its company: a protest met with force is more than a protest, an attack on armed men a battle,
    a killing by a mob a riot.
    """
    clause = reading.clause_of(trigger.first)
    company = [t for t in reading.triggers if t is not trigger and clause[0] <= t.first < clause[1]]
    if own == EventType(VIOLENCE, "Attack"):
        mob = [t for t in company if t.rule.event_type == "Riots" and t.rule.strength == "specific"]
        if mob:
            return mob[0].rule.event
        is_told = trigger.rule.strength in ("specific", "open") or trigger.rule.event_type
        if is_told and is_battle(reading.words, trigger):
            return EventType(BATTLES, "Armed clash")
    if own == EventType(BATTLES, "Non-state actor overtakes territory") and _is_by_the_state(reading, trigger):
        return EventType(BATTLES, "Government regains territory")
    if own.sub_event_type == PEACEFUL:
        for other in company:
            if other.rule.event_type in ("Protests", "Riots") and other.rule.event != own:
                return other.rule.event
    return own
