"""A damaged collection moved aside, and a sound one put in its place from what can still be read.

Readings come from the damaged file, each with a matching checksum; what it no longer gives comes from the reports
in ``incidents.geojson`` beside it, which are written without loss. Ids come from the tables that kept their seal, else
from the same file.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mapper.model import Incident, Reading, Report
from mapper.rows import incident_from_row
from mapper.shards import readings
from mapper.store import schema
from mapper.store.documents import Documents
from mapper.store.history import state
from mapper.store.ids import report_keys
from mapper.whole import whole

OUTPUT_NAME = "incidents.geojson"
_IDS = ("incidents", "members", "aliases")  # of use only together


def mend(path: Path) -> str:
    """A sentence on what was done to the collection at ``path``, empty where it is sound or not there.

    The new file is complete and on disk before it takes the place of the damaged one: a kill in between costs nothing.
    """
    if not path.exists() or not path.stat().st_size or (fault := _fault(path)) == "":
        return ""
    aside = _copied_aside(path)
    with whole(path) as temporary:
        kept = _rebuild(temporary, aside)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)  # it belongs to the damaged file
    return f"{path} {fault}: moved to {aside.name}; {kept} articles rebuilt from what it kept"


def _fault(path: Path) -> str:
    """What is wrong with a file that is no collection of this version whose pages and rows are all intact."""
    damaged = "was damaged"
    try:
        with closing(schema.connect(path)) as connection:
            if (version := schema.version_of(connection)) != schema.VERSION:
                return "is of another version" if 0 < version < schema.VERSION else damaged
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            rows = connection.execute("SELECT reading, checksum FROM documents")
            sound = sound and all(zlib.crc32(reading) == checksum for reading, checksum in rows)
            sound = sound and all(schema.is_sealed(connection, table) for table in schema.SEALED)
            return "" if sound else damaged
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "unable to open" in str(error):
            raise
        return damaged
    except (sqlite3.DatabaseError, TypeError):
        return damaged


def _copied_aside(path: Path) -> Path:
    """The copy of a damaged file: "collection.sqlite.damaged", numbered where one stands already."""
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        shutil.copy2(journal, aside.with_name(f"{aside.name}-journal"))
    with whole(aside) as temporary:
        shutil.copy2(path, temporary)
    return aside


def _rebuild(path: Path, damaged: Path) -> int:
    """How many readings a new collection at ``path`` holds: all that can still be had, under the ids they had."""
    incidents = _written_incidents(damaged.with_name(OUTPUT_NAME))
    found = {(r.citation.text_sha256, r.citation.doc_id): r for r in _kept_readings(damaged)}
    for reading in _readings_of(incidents):
        found.setdefault((reading.citation.text_sha256, reading.citation.doc_id), reading)
    with closing(schema.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        schema.create(connection)
        documents = Documents(connection)
        for reading in found.values():
            documents.add(reading)
        _fill(connection, damaged, incidents)
        schema.seal(connection)
        connection.execute("COMMIT")
    return len(found)


def _fill(connection: sqlite3.Connection, damaged: Path, incidents: Sequence[Incident]) -> None:
    """Put the ids and the history in: the damaged file's where their seals hold, else the written incidents' ids."""
    tables = _sealed_tables(damaged)
    if not tables.keys() >= set(_IDS):
        tables |= _ids_of(incidents)
    for table, rows in tables.items():
        for row in rows:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _sealed_tables(damaged: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table but the documents' that can be read and still bears its seal."""
    found = {}
    for table in (*_IDS, "runs"):
        try:
            with closing(schema.connect(damaged)) as connection:
                if schema.is_sealed(connection, table):
                    found[table] = connection.execute(f"SELECT * FROM {table}").fetchall()
        except sqlite3.Error:
            continue
    return found


def _ids_of(incidents: Sequence[Incident]) -> dict[str, list[tuple[object, ...]]]:
    """The tables of ids as they were when these incidents were written."""
    members = report_keys(incidents)
    return {
        "incidents": [
            (age, incident.incident_id, next(iter(own)), state(incident))
            for age, (incident, own) in enumerate(zip(incidents, members, strict=True), 1)
        ],
        "members": [
            (key, incident.incident_id, like)
            for incident, own in zip(incidents, members, strict=True)
            for key, like in own.items()
        ],
        "aliases": [(alias, incident.incident_id) for incident in incidents for alias in incident.aliases],
    }


def _kept_readings(damaged: Path) -> Iterator[Reading]:
    try:
        with closing(schema.connect(damaged)) as connection:
            (last,) = connection.execute("SELECT max(number) FROM documents").fetchone()
            for number in range(1, (last or 0) + 1):
                yield from _one(connection, number)
    except sqlite3.Error:
        return


def _one(connection: sqlite3.Connection, number: int) -> Iterator[Reading]:
    """The reading with a number, none where its page or its checksum is broken."""
    try:
        row = connection.execute("SELECT reading, checksum, path FROM documents WHERE number = ?", (number,)).fetchone()
    except sqlite3.DatabaseError:
        return
    if row and isinstance(row[0], bytes) and zlib.crc32(row[0]) == row[1]:
        for reading in readings([row[0]]):
            yield replace(reading, path=str(row[2]))


def _written_incidents(path: Path) -> list[Incident]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [incident_from_row(feature["properties"]) for feature in features]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _readings_of(incidents: Sequence[Incident]) -> Iterator[Reading]:
    """The readings that the incidents' reports were told in, as far as they show."""
    articles: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for incident in incidents:
        for report in incident.reports:
            articles[(report.citation.text_sha256, report.doc_id)].append(report)
    for reports in articles.values():
        yield Reading(citation=reports[0].citation, reports=tuple(reports))
