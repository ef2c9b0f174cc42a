"""What a run changed, and what a collection holds."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mapper.errors import StoreError
from mapper.model import Incident, Reading
from mapper.rows import incident_row

# Ids of other incidents; they change when those do, and that is no change of this one.
_LINKS = ("aliases", "context")


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the last run: documents by number, incidents by id."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.added, self.replaced, self.removed, self.new, self.changed, self.gone))


@dataclass(frozen=True, slots=True)
class Run:
    """One run that changed something; ``ended`` is UTC in ISO 8601."""

    number: int
    ended: str
    added: int
    replaced: int
    removed: int
    documents: int
    reports: int
    incidents: int
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """What a collection holds; ``first`` and ``last`` are days of publication."""

    documents: int
    reports: int
    incidents: int
    outlets: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    runs: tuple[Run, ...]


def state(incident: Incident) -> str:
    """A hash of all that is written of an incident, its links to others left out."""
    row = {name: value for name, value in incident_row(incident).items() if name not in _LINKS}
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def compare(before: Mapping[str, str], now: Mapping[str, str], merged: Mapping[str, str]) -> Changes:
    """The incidents that are new, changed and gone between two maps of id to state; merged ones are not gone."""
    return Changes(
        new=tuple(i for i in now if i not in before),
        changed=tuple(i for i in now if i in before and before[i] != now[i]),
        gone=tuple(i for i in before if i not in now and i not in merged),
    )


def read_info(connection: sqlite3.Connection, readings: Iterable[Reading]) -> CollectionInfo:
    """What the collection behind ``connection`` holds."""
    outlets: Counter[str] = Counter()
    days: list[date] = []
    reports = 0
    for reading in readings:
        outlets[reading.citation.outlet] += 1
        reports += len(reading.reports)
        if reading.citation.published:
            days.append(reading.citation.published)
    (incidents,) = connection.execute("SELECT count(*) FROM incidents").fetchone()
    runs = tuple(Run(*row) for row in connection.execute("SELECT * FROM runs ORDER BY number"))
    return CollectionInfo(
        documents=outlets.total(),
        reports=reports,
        incidents=incidents,
        outlets=tuple(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))),
        first=min(days, default=None),
        last=max(days, default=None),
        runs=runs,
    )


def no_collection(folder: Path) -> StoreError:
    """The error for a folder that holds no collection."""
    return StoreError(f"{folder}: no collection here; make one with: mapper run ARTICLES -o {folder}")
