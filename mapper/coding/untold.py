"""What people died of where no event word tells it: "two drivers died when a car went the wrong way"."""

from __future__ import annotations

from functools import cache

from mapper.coding.events import EventType, Trigger
from mapper.coding.lexicon import rows
from mapper.coding.patterns import PatternIndex, compile_pattern
from mapper.coding.reading import Reading

# Words from "when" to the end of the subject: "when a packed wooden passenger boat".
SUBJECT_REACH = 7


def untold_cause(reading: Reading, trigger: Trigger) -> tuple[int, int] | None:
    """The clause behind "died" that tells why by no word that is known; None where there is none."""
    number = reading.clause_number(trigger.first) + 1
    if trigger.rule.strength != "effect" or number >= len(reading.clauses):
        return None
    start, end = reading.clauses[number]
    told = any(start <= t.first < end and t.is_event for t in reading.triggers)
    return (start, end) if reading.words.lowers[start] in ("when", "as", "after") and not told else None


def by_its_subject(reading: Reading, cause: tuple[int, int]) -> EventType | None:
    """The type of what befell the subject of ``cause``: an accident of the vehicle or building; None for any other."""
    start, end = cause
    found = _subjects().find(reading.words.lowers, start, min(end, start + SUBJECT_REACH))
    return next((kind for _, _, kind in found), None)


@cache
def _subjects() -> PatternIndex[EventType]:
    return PatternIndex(
        [(compile_pattern(r["what"]), EventType(r["event_type"], r["sub_event_type"])) for r in rows("untold_causes")]
    )
