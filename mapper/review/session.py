"""One sitting of a reviewer: the incidents as they stand, a decision added, the last one taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mapper.corrections import FILE_NAME, Action, Correction, Corrections, read_ledger, write_ledger
from mapper.errors import MapperError
from mapper.gazetteer import Gazetteer
from mapper.model import Incident
from mapper.store import FILE_NAME as COLLECTION
from mapper.store import Store
from mapper.store.history import state

_Stamp = tuple[int, int, int]  # when a file was written, its size, its number


class Conflict(MapperError):
    """The incident is no longer as the reviewer saw it: another tab, another person or a run has changed it."""


class Session:
    """The incidents of an output folder under review.

    Every decision is a row in corrections.csv from the moment it is made; the file and the collection are read again
    whenever they have changed on disk. ``who`` stands in the rows. Safe to use from several threads.
    """

    def __init__(
        self, folder: Path, gazetteer: Gazetteer, *, who: str = "", clock: Callable[[], str] | None = None
    ) -> None:
        self.gazetteer = gazetteer
        self._folder = folder
        self._path = folder / FILE_NAME
        self._who = who
        self._clock = clock or (lambda: datetime.now(UTC).isoformat(timespec="microseconds"))
        self._lock = threading.Lock()
        self._made: list[Correction] = []
        self._seen: tuple[_Stamp, ...] = ()
        self._base: tuple[object, list[Incident]] = (None, [])
        self._incidents: dict[str, Incident] = {}
        self._unmatched: tuple[str, ...] = ()
        self.incidents()

    def incidents(self) -> list[Incident]:
        """Every incident, rejected ones too, as decided so far."""
        with self._lock:
            return list(self._current().values())

    def unmatched(self) -> tuple[str, ...]:
        """A sentence for each row of corrections.csv that met nothing."""
        return self._unmatched

    def version(self, incident: Incident) -> str:
        """What a reviewer's page must send back with a decision, to prove that it shows the incident as it is."""
        return state(incident)[:16]

    def decide(self, action: Action, incident_id: str, version: str, value: str = "", why: str = "") -> list[Incident]:
        """The incidents after one more decision.

        Raises Conflict when ``version`` is not that of the incident now, CorrectionError when the value cannot be read.
        """
        with self._lock:
            current = self._current()
            incident = current.get(incident_id)
            if incident is None or self.version(incident) != version:
                msg = "this incident has been changed elsewhere since it was loaded; look at it again"
                raise Conflict(msg)
            if action == "merge" and not set(value.split()) <= current.keys():
                msg = "an incident to merge is no longer there; load the page again"
                raise Conflict(msg)
            correction = self._row(action, incident, value, why)
            ledger = read_ledger(self._path)
            Corrections([correction], self.gazetteer, self._path)  # refuses a value it cannot read
            write_ledger(self._path, [*ledger, correction])
            self._made.append(correction)
            return list(self._current().values())

    def undo(self) -> str:
        """The decision of this sitting that was taken back, in words; empty when there is none left.

        Raises Conflict when the row is no longer in the file as it was written.
        """
        with self._lock:
            if not self._made:
                return ""
            last = self._made.pop()
            ledger = read_ledger(self._path)
            rest = [row for row in ledger if replace(row, line=0) != last]
            if len(rest) == len(ledger):
                msg = f"the last decision ({last.action}: {last.about}) is no longer in {FILE_NAME}; nothing was undone"
                raise Conflict(msg)
            write_ledger(self._path, rest)
            return f"{last.action}: {last.about}"

    def _row(self, action: Action, incident: Incident, value: str, why: str) -> Correction:
        lead, span = incident.reports[0], incident.reports[0].resolution.toponym.span
        day = incident.when.start.isoformat() if incident.when.start else "undated"
        return Correction(
            action=action,
            incident="" if action == "rule" else incident.incident_id,
            text_sha256=lead.citation.text_sha256,
            span_start=str(span.start),
            span_end=str(span.end),
            value=value,
            about=f"{incident.place.name}, {incident.sub_event_type}, {day}",
            who=self._who,
            when=self._clock(),
            why=why,
        ).on_one_line()

    def _current(self) -> dict[str, Incident]:
        seen = (_stamp(self._path), _stamp(self._folder / COLLECTION))
        if seen != self._seen:
            corrections = Corrections(read_ledger(self._path), self.gazetteer, self._path)
            corrected = corrections.apply(self._collected(corrections, seen[1]))
            self._incidents = {incident.incident_id: incident for incident in corrected.incidents}
            self._unmatched, self._seen = corrected.unmatched, seen
        return self._incidents

    def _collected(self, corrections: Corrections, stamp: _Stamp) -> list[Incident]:
        """What the collection makes under the rules; joined anew only when one of the two has changed."""
        rules = tuple(row.value for row in corrections.ledger if row.action == "rule")
        if self._base[0] != (rules, stamp) or rules:
            with Store.open(self._folder, must_exist=True) as store:
                self._base = ((rules, stamp), store.incidents(rule=corrections.rule))
        return self._base[1]


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)
