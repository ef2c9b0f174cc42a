"""The collection itself: one SQLite file in the output folder."""

from __future__ import annotations

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from mapper.corroboration import corroborate, with_origins
from mapper.errors import StoreError
from mapper.model import Incident, Reading, Report
from mapper.store import history, salvage, schema
from mapper.store.documents import Added, Documents
from mapper.store.history import Changes, CollectionInfo
from mapper.store.ids import Known, Naming, name_incidents

FILE_NAME = "collection.sqlite"
_log = logging.getLogger("mapper")


class Store:
    """The collection of an output folder, open in one transaction; see the package's docstring for its use."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._documents = Documents(connection)
        self._counts = {"new": 0, "replaced": 0, "same": 0, "removed": 0}
        self._naming: Naming | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        fresh: bool = False,
        must_exist: bool = False,
        on_repair: Callable[[str], None] = _log.warning,
    ) -> Store:
        """The collection of ``folder``, made when there is none (unless it ``must_exist``); ``fresh`` empties it.

        A damaged file is moved aside and rebuilt from what is still good, for good; ``on_repair`` gets a sentence about
        it. Raises StoreError when the folder cannot be used or another run is at work in it.
        """
        path = folder / FILE_NAME
        if must_exist and not path.is_file():
            raise history.no_collection(folder)
        with schema.telling(path):
            folder.mkdir(parents=True, exist_ok=True)
            if mended := salvage.mend(path):
                on_repair(mended)
            store = cls(path, schema.connect(path))
            store._begin(fresh)
        return store

    def _begin(self, fresh: bool) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        if fresh and schema.version_of(self._connection):
            for table in schema.SEALED:
                self._connection.execute(f"DELETE FROM {table}")
        if not schema.version_of(self._connection):
            schema.create(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.close()

    # ---- documents -----------------------------------------------------------------------------------------------

    def add(self, reading: Reading) -> Added:
        """Keep a reading and say what it was: new, a corrected article in place of its former self, or the same.

        It is known again by its file and name, by its text, name and outlet (the folder has moved), or by an address
        that no other article has.
        """
        with schema.telling(self._path):
            added = self._documents.add(reading)
        self._counts[added] += 1
        return added

    def remove(self, name: str) -> int:
        """How many documents were taken out: those whose doc_id, file or address is ``name``.

        Raises StoreError when there is none, or when files of one name are meant.
        """
        with schema.telling(self._path):
            if len(files := self._documents.files(name)) > 1:
                msg = f"{self._path}: {name!r} may be {' or '.join(files)}; name the file"
                raise StoreError(msg)
            removed = self._documents.remove(name)
        if not removed:
            msg = f"{self._path}: no document {name!r}; the names are in the doc_id column of the written incidents"
            raise StoreError(msg)
        self._counts["removed"] += removed
        return removed

    def readings(self) -> Iterator[Reading]:
        """Every reading kept, in the order they first came."""
        return iter(self._documents)

    # ---- incidents -----------------------------------------------------------------------------------------------

    def incidents(self, *, rule: Callable[[Report], Report] | None = None) -> list[Incident]:
        """The incidents that everything kept makes, under stable ids; ``rule`` may change a report before.

        Order and content depend on what is kept alone, not on the runs that brought it.
        """
        reports = with_origins(self.readings())
        found = corroborate(map(rule, reports) if rule else reports)
        self._naming = name_incidents(found, self._known(), self._aliases())
        return list(self._naming.incidents)

    def _known(self) -> list[Known]:
        members: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for report, incident_id, like in self._connection.execute("SELECT * FROM members"):
            members[incident_id].append((report, like))
        rows = self._connection.execute("SELECT age, incident_id, first_report FROM incidents ORDER BY age")
        return [
            Known(
                age,
                incident_id,
                first,
                frozenset(report for report, _ in members[incident_id]),
                frozenset(like for _, like in members[incident_id]),
            )
            for age, incident_id, first in rows
        ]

    def _aliases(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT alias, incident_id FROM aliases").fetchall())

    def keep(self, incidents: Sequence[Incident] | None = None) -> Changes:
        """What this run changed, kept for good: one transaction, synced to disk.

        ``incidents`` are those of ``incidents()`` as they were written, corrections and all.
        """
        with schema.telling(self._path):
            named = list(self._naming.incidents) if self._naming else self.incidents()
            assert self._naming is not None
            final = named if incidents is None else list(incidents)
            before = dict(self._connection.execute("SELECT incident_id, state FROM incidents").fetchall())
            now = {
                **{i.incident_id: history.state(i) for i in named},
                **{i.incident_id: history.state(i) for i in final},
            }
            changes = replace(
                history.compare(before, now, self._naming.aliases),
                added=self._counts["new"],
                replaced=self._counts["replaced"],
                removed=self._counts["removed"],
            )
            if changes or self._aliases() != self._naming.aliases:
                self._write(named, now, changes)
                schema.seal(self._connection)
                self._connection.execute("COMMIT")
            else:
                self._connection.execute("ROLLBACK")
        return changes

    def _write(self, named: Sequence[Incident], states: dict[str, str], changes: Changes) -> None:
        assert self._naming is not None
        ages = dict(self._connection.execute("SELECT incident_id, age FROM incidents").fetchall())
        run = self._connection.execute
        for table in ("incidents", "members", "aliases"):
            run(f"DELETE FROM {table}")
        following = max(ages.values(), default=0)
        for incident, members, first in zip(named, self._naming.members, self._naming.firsts, strict=True):
            name = incident.incident_id
            if name not in ages:
                following += 1
            run("INSERT INTO incidents VALUES (?, ?, ?, ?)", (ages.get(name, following), name, first, states[name]))
            self._connection.executemany(
                "INSERT INTO members VALUES (?, ?, ?)", [(key, name, like) for key, like in members.items()]
            )
        self._connection.executemany("INSERT INTO aliases VALUES (?, ?)", sorted(self._naming.aliases.items()))
        self._record(named, changes)

    def _record(self, named: Sequence[Incident], changes: Changes) -> None:
        counts = (len(self._documents), sum(len(i.reports) for i in named), len(named))
        news = (len(changes.new), len(changes.changed), len(changes.gone))
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        self._connection.execute(
            "INSERT INTO runs (ended, added, replaced, removed, documents, reports, incidents, new, changed, gone) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (ended, changes.added, changes.replaced, changes.removed, *counts, *news),
        )

    def info(self) -> CollectionInfo:
        """What the collection holds and how it came to hold it."""
        return history.read_info(self._connection, self.readings())
