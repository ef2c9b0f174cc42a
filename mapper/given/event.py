"""What a record says happened: its type, day, figures and actors."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, cast

from mapper.coding.lexicon import rows
from mapper.model import Casualties, When

Kind = tuple[str, str]  # event_type, sub_event_type; the second is empty where only the first is known
_FIGURE = re.compile(r"(\d{1,9})(?:\.0+)?")  # a spreadsheet may write 21 as 21.0


class Event(NamedTuple):
    """What the columns say, as far as they do; ``notes`` say what in them cannot be read."""

    kind: Kind | None = None
    when: When | None = None
    casualties: Casualties = Casualties()
    actors: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()


def own_event(columns: dict[str, str], kind_of_words: Callable[[str], Kind | None]) -> Event:
    """The event of the columns; ``kind_of_words`` reads a type that is none of ours ("drone strike")."""
    notes: list[str] = []
    parts = [part for name in ("event_type", "sub_event_type") if (part := columns.get(name, ""))]
    written = ": ".join(parts)
    known = (kind for way in (written, *reversed(parts)) if (kind := read_kind(way)))
    kind = next(known, None) or (kind_of_words(written) if written else None)
    if written and kind is None:
        notes.append(f"the event type {written!r} is none of ours; the text decides")
    dead, hurt = (_figure(columns, column, notes) for column in ("fatalities", "injuries"))
    actors = columns.get("actor1", ""), columns.get("actor2", "")
    return Event(kind, _when(columns, notes), Casualties(dead, dead, hurt, hurt), actors, tuple(notes))


def _figure(columns: dict[str, str], column: str, notes: list[str]) -> int | None:
    value = columns.get(column, "")
    found = _FIGURE.fullmatch(value)
    if value and not found:
        notes.append(f"{column} {value!r} is not a whole number; the text is read for it")
    return int(found[1]) if found else None


def read_kind(written: str) -> Kind | None:
    """The type of our list that is written so: "Battles", "Armed clash", or "Battles: Armed clash"; else None."""
    words = written.casefold()
    return next((kind for kind in _kinds() if words in _spellings(kind)), None)


def _spellings(kind: Kind) -> tuple[str, ...]:
    event_type, sub_event_type = kind[0].casefold(), kind[1].casefold()
    return (f"{event_type}: {sub_event_type}", sub_event_type) if kind[1] else (event_type,)


@cache
def _kinds() -> tuple[Kind, ...]:
    """Every type alone, then every type with its sub type: "Other" is a type before it is a sub type."""
    full = [(row["event_type"], row["sub_event_type"]) for row in rows("event_types")]
    return (*dict.fromkeys((event_type, "") for event_type, _ in full), *full)


def _when(columns: dict[str, str], notes: list[str]) -> When | None:
    """The day or days of ``event_date`` and ``event_date_end``, as exact as ``time_precision`` says."""
    written = columns.get("event_date", "")
    if not written:
        return None
    start = date.fromisoformat(written)
    end = date.fromisoformat(columns.get("event_date_end", "") or written)
    if end < start:
        notes.append(f"the event ends on {end}, before it begins on {start}; only the first day is taken")
        end = start
    precision = columns.get("time_precision", "")
    exact = cast(Literal[1, 2, 3], int(precision) if precision in ("1", "2", "3") else 1 if end == start else 2)
    return When(start, end, exact, "stated", written)
