"""The readings of a collection: each document kept once, a corrected one in the place of its former self."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from mapper.model import Citation, Reading
from mapper.shards import reading_line, readings

Added = Literal["new", "replaced", "same"]


class Documents:
    """The documents of a collection, over an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._named: dict[str, str] = {}  # address -> the first document of this run that bore it

    def add(self, reading: Reading) -> Added:
        """Keep a reading and say what it was to the collection.

        It is known again by its file and name, by its text, name and outlet (the folder has moved), or by an address
        that no other article has. The same text of the same outlet or address under another name counts once, and
        keeps the name it came under first.
        """
        cite = reading.citation
        line = reading_line(replace(reading, path=""))  # the file may move; the reading is the same
        unshared = cite.url != "" and self._named.setdefault(cite.url, cite.doc_id) == cite.doc_id
        number = self._named_so(reading)
        if number is None and self._is_repeat(cite):
            return "same"
        if number is None and unshared:
            number = self._at_the_address(cite.url)
        if number is not None and self._is_kept(number, line):
            return "same"
        self._connection.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                cite.doc_id,
                whole_path(reading.path),
                cite.url,
                cite.source,
                cite.text_sha256,
                line,
                zlib.crc32(line),
            ),
        )
        return "new" if number is None else "replaced"

    def files(self, doc_id: str) -> list[str]:
        """The files that hold a document of that doc_id."""
        rows = self._connection.execute(
            "SELECT DISTINCT path FROM documents WHERE doc_id = ? AND path <> '' ORDER BY path", (doc_id,)
        )
        return [path for (path,) in rows]

    def remove(self, name: str) -> int:
        """How many documents were taken out: those whose doc_id, file or address is ``name``."""
        return self._connection.execute(
            "DELETE FROM documents WHERE doc_id = ? OR path = ? OR (url = ? AND url <> '')",
            (name, whole_path(name), name),
        ).rowcount

    def __iter__(self) -> Iterator[Reading]:
        for (line,) in self._connection.execute("SELECT reading FROM documents ORDER BY number"):
            yield from readings([line])

    def __len__(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM documents").fetchone()
        return int(count)

    def _is_kept(self, number: int, line: bytes) -> bool:
        """True when the document with that number says what ``line`` says; a note on it is not what it says."""
        (kept,) = self._connection.execute("SELECT reading FROM documents WHERE number = ?", (number,)).fetchone()
        if kept == line:
            return True
        former, now = (replace(reading, note="") for reading in readings([kept, line]))
        return former == now

    def _named_so(self, reading: Reading) -> int | None:
        """The number of the document of the same file and name, or of the same name, text and outlet."""
        cite, file = reading.citation, whole_path(reading.path)
        rows = self._connection.execute(
            "SELECT number, path, text_sha256, source FROM documents WHERE doc_id = ? ORDER BY number", (cite.doc_id,)
        ).fetchall()
        same_file = [number for number, path, *_ in rows if path == file and path]
        same_text = [number for number, _, *text in rows if text == [cite.text_sha256, cite.source]]
        return next(iter(same_file or same_text), None)

    def _is_repeat(self, cite: Citation) -> bool:
        """True when the text is here already from the same outlet or address: the rule by which a run reads."""
        rows = self._connection.execute("SELECT source, url FROM documents WHERE text_sha256 = ?", (cite.text_sha256,))
        ours = {cite.source, cite.url} - {""} or {""}
        return any(ours & ({source, url} - {""} or {""}) for source, url in rows)

    def _at_the_address(self, url: str) -> int | None:
        """The number of the one document with that address."""
        rows = self._connection.execute("SELECT number FROM documents WHERE url = ? LIMIT 2", (url,)).fetchall()
        return int(rows[0][0]) if len(rows) == 1 else None


def whole_path(path: str) -> str:
    """A path that means the same from any working directory; a stream has none."""
    return "" if path in ("", "-") else str(Path(path).resolve())
