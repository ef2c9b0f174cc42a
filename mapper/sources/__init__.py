"""Everything a user holds, read as documents: ``read()``, one reader a format, chosen by suffix and first bytes."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

from mapper.errors import InputError, MapperError
from mapper.model import Document, Skipped
from mapper.sources.choose import HEAD_BYTES, article_stem, reader_for
from mapper.sources.compressed import DamagedArchive, expanded
from mapper.sources.decode import NotText
from mapper.sources.draft import DEFAULT_LIMITS, Draft, Found, Limits, Source, TooLarge
from mapper.sources.origins import mark_origins
from mapper.sources.paths import STDIN, Input, expand
from mapper.sources.settle import settle

__all__ = ["Limits", "mark_origins", "read"]

_log = logging.getLogger("mapper")


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    fields: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_skip: Callable[[Skipped], None] | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Document]:
    """The documents behind ``paths`` (files, folders, globs, "-" for standard input), one at a time.

    ``published`` is the date of documents that bring none; ``fields`` maps our field names (doc_id, text,
    published, title, source, url, language) to those of the user's records. What is left out goes to ``on_skip``
    with file, record, reason and next step; ``on_note`` hears what was read but deserves a look. Without them
    both are logged as warnings.

    The same text from the same outlet or address is one document: repeats are noted and left out.
    Raises InputError when nothing at all could be read.
    """
    skipped: list[Skipped] = []

    def skip(item: Skipped) -> None:
        skipped[:] = skipped[:1] or [item]
        (on_skip or _log_skip)(item)

    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    seen = _Seen(on_note or _log.warning)
    any_read = False
    for item in expand(given, skip):
        for document in _documents(item, published, dict(fields or {}), limits, skip, seen):
            any_read = True
            yield document
    if not any_read:
        first = skipped[0] if skipped else Skipped(", ".join(map(str, given)), "", "gave no article")
        msg = f"nothing could be read: {first.path}{': ' + first.record if first.record else ''}: {first.reason}"
        raise InputError(msg)


def _log_skip(item: Skipped) -> None:
    _log.warning("%s: %s", ": ".join(filter(None, (item.path, item.record))), item.reason)


class _Seen:
    """The ids and texts read so far: ids stay unique, and a repeat from the same outlet is no second document."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self.note = note
        self._ids: set[str] = set()
        self._texts: dict[str, set[str]] = {}

    def unique_id(self, wanted: str, where: str) -> str:
        """``wanted``, or with "~2", "~3" ... behind it when another document has that id already."""
        doc_id, number = wanted, 1
        while doc_id in self._ids:
            number += 1
            doc_id = f"{wanted}~{number}"
        if number > 1:
            self.note(f"{where}: another document is called {wanted!r} already; this one is read as {doc_id!r}")
        return doc_id

    def is_new(self, document: Document, where: str) -> bool:
        """False when the same text came before from the same outlet or address; else it counts as seen now."""
        citation = document.citation
        keys = {key for key in (citation.source, citation.url) if key} or {""}
        known = self._texts.setdefault(citation.text_sha256, set())
        if known & keys:
            self.note(f"{where}: the same text from the same outlet was read before; it counts once")
            return False
        known |= keys
        self._ids.add(citation.doc_id)
        return True


def _documents(
    item: Input,
    published: date | None,
    fields: dict[str, str],
    limits: Limits,
    skip: Callable[[Skipped], None],
    seen: _Seen,
) -> Iterator[Document]:
    """The documents of one file; whatever is wrong with it or with a record of it goes to ``skip``."""
    name = "standard input" if item.path == STDIN else item.path
    stem = "stdin" if item.path == STDIN else article_stem(item.path)
    try:
        for found in _found(item, name, fields, limits, lambda text: seen.note(f"{name}: {text}")):
            where = f"{name}: {found.record}" if found.record else name
            if not isinstance(found, Draft):
                skip(Skipped(name, found.record, found.reason))
                continue
            if not found.text.strip():
                skip(Skipped(name, found.record, "is empty; give it a text or take it out"))
                continue
            wanted = found.doc_id or (f"{stem}:{found.record.split()[-1]}" if found.record else stem)
            note = _prefixed(seen.note, where)
            for problem in found.notes:
                note(problem)
            document = settle(found, item, seen.unique_id(wanted, where), published, note)
            if seen.is_new(document, where):
                yield document
    except (NotText, TooLarge, DamagedArchive, OSError, MapperError) as error:
        reason = f"{error.strerror}; check the file" if isinstance(error, OSError) and error.strerror else str(error)
        skip(Skipped(name, "", reason))


def _prefixed(note: Callable[[str], None], where: str) -> Callable[[str], None]:
    return lambda text: note(f"{where}: {text}")


def _found(
    item: Input, name: str, fields: dict[str, str], limits: Limits, note: Callable[[str], None]
) -> Iterator[Found]:
    with _opened(item.path) as raw:
        stream = expanded(raw, raw.peek(4)[:4], limits.archive)
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        yield from reader_for(item.path, head)(Source(name, stream, limits, fields, note))


@contextmanager
def _opened(path: str) -> Iterator[io.BufferedReader]:
    if path == STDIN:
        yield cast(io.BufferedReader, sys.stdin.buffer)
        return
    with io.FileIO(path) as raw:
        yield io.BufferedReader(raw, HEAD_BYTES)
