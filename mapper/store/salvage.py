"""A damaged collection moved aside, and what can still be read of it.

Readings come from the damaged file, each with a matching checksum; what it no longer gives comes from the reports
in ``incidents.geojson`` beside it, which are written without loss.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mapper.model import Reading, Report
from mapper.rows import incident_from_row
from mapper.shards import readings
from mapper.store import schema

OUTPUT_NAME = "incidents.geojson"


def is_sound(path: Path) -> bool:
    """True when the file is a collection of this version whose pages and readings are all intact."""
    try:
        connection = schema.connect(path)
        try:
            if schema.version_of(connection) != schema.VERSION:
                return False
            pages = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            rows = connection.execute("SELECT reading, checksum FROM documents")
            return pages and all(zlib.crc32(reading) == checksum for reading, checksum in rows)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "unable to open" in str(error):
            raise
        return False
    except sqlite3.DatabaseError:
        return False


def move_aside(path: Path) -> Path:
    """The new name of a damaged file: "collection.sqlite.damaged", numbered where one stands already."""
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    path.rename(aside)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    return aside


def kept_readings(damaged: Path) -> list[Reading]:
    """Every reading that can still be had, from the damaged file and from the written incidents."""
    found = {(r.citation.text_sha256, r.citation.doc_id): r for r in _from_database(damaged)}
    for reading in _from_outputs(damaged.with_name(OUTPUT_NAME)):
        found.setdefault((reading.citation.text_sha256, reading.citation.doc_id), reading)
    return list(found.values())


def _from_database(damaged: Path) -> Iterator[Reading]:
    try:
        connection = schema.connect(damaged)
    except sqlite3.Error:
        return
    try:
        (last,) = connection.execute("SELECT max(number) FROM documents").fetchone()
        for number in range(1, (last or 0) + 1):
            yield from _one(connection, number)
    except sqlite3.Error:
        return
    finally:
        connection.close()


def _one(connection: sqlite3.Connection, number: int) -> Iterator[Reading]:
    """The reading with a number, none where its page or its checksum is broken."""
    try:
        row = connection.execute("SELECT reading, checksum FROM documents WHERE number = ?", (number,)).fetchone()
    except sqlite3.DatabaseError:
        return
    if row and isinstance(row[0], bytes) and zlib.crc32(row[0]) == row[1]:
        yield from readings([row[0]])


def _from_outputs(path: Path) -> Iterator[Reading]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        incidents = [incident_from_row(feature["properties"]) for feature in features]
    except (OSError, ValueError, KeyError, TypeError):
        return
    articles: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for incident in incidents:
        for report in incident.reports:
            articles[(report.citation.text_sha256, report.doc_id)].append(report)
    for reports in articles.values():
        yield Reading(citation=reports[0].citation, reports=tuple(reports))
