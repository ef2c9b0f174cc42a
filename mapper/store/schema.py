"""The tables of a collection, and SQLite opened so that a kill at any moment costs nothing that was kept."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mapper.errors import StoreError

# Raised whenever a table changes; a collection of another version is rebuilt from the readings it keeps.
VERSION = 2

# How long to wait for another run on the same folder before giving up.
BUSY_SECONDS = 5.0

TABLES = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    doc_id TEXT NOT NULL, path TEXT NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    reading BLOB NOT NULL,          -- one line of JSON, see mapper.shards
    checksum INTEGER NOT NULL       -- CRC-32 of reading: SQLite does not notice a flipped bit
);
CREATE INDEX documents_by_hash ON documents (text_sha256);
CREATE INDEX documents_by_name ON documents (doc_id);
CREATE INDEX documents_by_url ON documents (url) WHERE url <> '';
CREATE TABLE incidents (
    age INTEGER PRIMARY KEY,        -- older incidents have smaller numbers and keep their id in a merge
    incident_id TEXT NOT NULL UNIQUE,
    first_report TEXT NOT NULL,     -- where the incident goes when its reports part
    state TEXT NOT NULL             -- hash of what the last run wrote of it
);
CREATE TABLE members (report TEXT PRIMARY KEY, incident_id TEXT NOT NULL, likeness TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE aliases (alias TEXT PRIMARY KEY, incident_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
    number INTEGER PRIMARY KEY, ended TEXT NOT NULL, added INTEGER NOT NULL, replaced INTEGER NOT NULL,
    removed INTEGER NOT NULL, documents INTEGER NOT NULL, reports INTEGER NOT NULL, incidents INTEGER NOT NULL,
    new INTEGER NOT NULL, changed INTEGER NOT NULL, gone INTEGER NOT NULL
);
CREATE TABLE seals (name TEXT PRIMARY KEY, checksum INTEGER NOT NULL) WITHOUT ROWID;
"""
# What each seal covers, in the order it is read; a document's reading is covered by its own checksum.
SEALED = {
    "documents": "SELECT number, doc_id, path, url, source, text_sha256, checksum FROM documents ORDER BY number",
    "incidents": "SELECT * FROM incidents ORDER BY age",
    "members": "SELECT * FROM members ORDER BY report",
    "aliases": "SELECT * FROM aliases ORDER BY alias",
    "runs": "SELECT * FROM runs ORDER BY number",
}


def connect(path: Path) -> sqlite3.Connection:
    """An open connection; every statement stands outside a transaction until ``BEGIN``.

    A rollback journal, not a write-ahead log: it leaves no second file behind, and a copied folder is complete.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, in the transaction that is open."""
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def seal(connection: sqlite3.Connection) -> None:
    """Write down what every table holds, in the transaction that is open: the last thing to do before it ends."""
    rows = [(table, _checksum(connection, table)) for table in SEALED]
    connection.executemany("INSERT OR REPLACE INTO seals VALUES (?, ?)", rows)


def is_sealed(connection: sqlite3.Connection, table: str) -> bool:
    """True when the table holds what it held when it was sealed."""
    found = connection.execute("SELECT checksum FROM seals WHERE name = ?", (table,)).fetchone()
    return bool(found == (_checksum(connection, table),))


def _checksum(connection: sqlite3.Connection, table: str) -> int:
    """A CRC-32 of all rows of a table."""
    found = 0
    for row in connection.execute(SEALED[table]):
        found = zlib.crc32(repr(row).encode("utf-8", "surrogatepass"), found)
    return found


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables; 0 in a file without any."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """SQLite's errors as a StoreError that says what to do; the collection on disk is as it was."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said:
            msg = f"{path}: another run is writing this collection; wait until it has ended and try again"
        elif "full" in said or "disk I/O" in said:
            msg = f"{path}: the disk is full or fails ({said}); free some space and run again (nothing was changed)"
        elif "readonly" in said or "unable to open" in said:
            msg = f"{path}: the folder cannot be written to; choose another with -o or change its permissions"
        else:
            msg = f"{path}: {said}; run again, or start over with --fresh"
        raise StoreError(msg) from error
    except OSError as error:
        msg = f"{path}: {error.strerror or error}; choose another folder with -o or change its permissions"
        raise StoreError(msg) from error
