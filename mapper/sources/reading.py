"""``read()``: from the paths a user gives to one stream of documents, whatever is wrong with some of them."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from mapper.errors import InputError, MapperError
from mapper.model import Document, Skipped
from mapper.sources.addresses import Refused
from mapper.sources.choose import HEAD_BYTES, article_stem, reader_for
from mapper.sources.compressed import DamagedArchive, expanded
from mapper.sources.decode import NotText
from mapper.sources.draft import DEFAULT_LIMITS, Draft, Fault, Found, Limits, Source, TooLarge, TooMany
from mapper.sources.fetch import Fetcher, FetchRules, address_name, is_address
from mapper.sources.own_columns import KNOWN_FIELDS
from mapper.sources.paths import STDIN, Input, expand
from mapper.sources.refused import refusal
from mapper.sources.settle import settle

_log = logging.getLogger("mapper")


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    fields: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    fetch: FetchRules | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Document]:
    """The documents behind ``paths`` (files, folders, globs, "-" for standard input), one at a time.

    ``published`` is the date of documents that bring none; ``fields`` maps our field names (doc_id, text,
    published, title, source, url, language) to those of the user's records. Web addresses are read only when
    ``fetch`` gives the rules for it. What is left out goes to ``on_skip`` with file, record, reason and next step;
    ``on_note`` hears what was read but deserves a look. Without them both are logged as warnings.

    The same text from the same outlet or address is one document: repeats are noted and left out.
    Raises InputError when nothing at all could be read, or ``fields`` names a field we do not have.
    """
    if unknown := sorted(set(fields or ()) - set(KNOWN_FIELDS)):
        msg = f"fields: we have no field {unknown[0]!r} to take from yours; there are {', '.join(KNOWN_FIELDS)}"
        raise InputError(msg)
    first_skipped: list[Skipped] = []

    def skip(item: Skipped) -> None:
        if not first_skipped:
            first_skipped.append(item)
        (on_skip or _log_skip)(item)

    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    reading = _Reading(
        published, dict(fields or {}), limits, Fetcher(fetch) if fetch else None, skip, on_note or _log.warning
    )
    any_read = False
    for item in expand(given, skip, reading.note):
        for document in reading.documents(item):
            any_read = True
            yield document
    if not any_read:
        first = first_skipped[0] if first_skipped else Skipped(", ".join(map(str, given)), "", "gave no article")
        msg = f"nothing could be read: {_where(first.path, first.record)}: {first.reason}"
        raise InputError(msg)


def _log_skip(item: Skipped) -> None:
    _log.warning("%s: %s", _where(item.path, item.record), item.reason)


def _where(path: str, record: str) -> str:
    return f"{path}: {record}" if record else path


@dataclass(slots=True)
class _Reading:
    """One call of ``read``: its options, and the ids and texts seen so far."""

    published: date | None
    fields: dict[str, str]
    limits: Limits
    fetcher: Fetcher | None
    skip: Callable[[Skipped], None]
    note: Callable[[str], None]
    ids: set[str] = field(default_factory=set)
    outlets_by_text: dict[str, set[str]] = field(default_factory=dict)

    def documents(self, item: Input) -> Iterator[Document]:
        """The documents of one input; whatever is wrong with it or with a record of it goes to ``skip``."""
        name = "standard input" if item.path == STDIN else item.path
        found: Found | None = None
        try:
            for number, found in enumerate(self._found(item, name), 1):
                if number > self.limits.entries:
                    raise TooMany(self.limits.entries)
                if isinstance(found, Fault):
                    self.skip(Skipped(name, found.record, found.reason))
                elif not found.text.strip():
                    self.skip(Skipped(name, found.record, "is empty; give it a text or take it out"))
                elif document := self._document(found, item, _where(name, found.record)):
                    yield document
            if found is None:
                self.skip(Skipped(name, "", "holds no article; check that it is the file you mean"))
        except (NotText, TooLarge, TooMany, DamagedArchive, Refused, OSError, MapperError) as error:
            reason = (
                f"{error.strerror}; check the file" if isinstance(error, OSError) and error.strerror else str(error)
            )
            self.skip(Skipped(name, "", reason))

    def _found(self, item: Input, name: str) -> Iterator[Found]:
        with self._opened(item.path) as (raw, url):
            stream = expanded(raw, raw.peek(4)[:4], self.limits.archive)
            head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
            if reason := refusal(name, head):
                yield Fault(reason)
                return
            reader = reader_for(item.path, head, is_page=bool(url))
            yield from reader(Source(name, stream, self.limits, self.fields, lambda t: self.note(f"{name}: {t}"), url))

    @contextmanager
    def _opened(self, path: str) -> Iterator[tuple[io.BufferedReader, str]]:
        """The bytes of an input, and the address they came from when they were fetched."""
        if path == STDIN:
            yield cast(io.BufferedReader, sys.stdin.buffer), ""
        elif is_address(path):
            if self.fetcher is None:
                msg = "is a web address, which is not read unless asked; add --fetch, or save the page"
                raise Refused(msg)
            fetched = self.fetcher.fetch(path)
            yield io.BufferedReader(cast(io.RawIOBase, io.BytesIO(fetched.data)), HEAD_BYTES), fetched.url
        else:
            with io.FileIO(path) as raw:
                yield io.BufferedReader(raw, HEAD_BYTES), ""

    def _document(self, draft: Draft, item: Input, where: str) -> Document | None:
        """The settled document; None when it is a repeat."""

        def note(text: str) -> None:
            self.note(f"{where}: {text}")

        for problem in draft.notes:
            note(problem)
        stem = _stem(item.path)
        wanted = draft.doc_id or (f"{stem}:{draft.record.split()[-1]}" if draft.record else stem)
        document = settle(draft, item, self._unique_id(wanted), self.published, note)
        if not self._is_new(document):
            note("the same text from the same outlet was read before; it counts once")
            return None
        if document.doc_id != wanted:
            note(f"another document is called {wanted!r} already; this one is read as {document.doc_id!r}")
        self.ids.add(document.doc_id)
        return document

    def _unique_id(self, wanted: str) -> str:
        """``wanted``, or with "~2", "~3" ... behind it when another document has that id already."""
        doc_id, number = wanted, 1
        while doc_id in self.ids:
            number += 1
            doc_id = f"{wanted}~{number}"
        return doc_id

    def _is_new(self, document: Document) -> bool:
        """False when the same text came before from the same outlet or address; else it counts as seen now."""
        citation = document.citation
        outlets = {name for name in (citation.source, citation.url) if name} or {""}
        known = self.outlets_by_text.setdefault(citation.text_sha256, set())
        is_new = not known & outlets
        known |= outlets
        return is_new


def _stem(path: str) -> str:
    if path == STDIN:
        return "stdin"
    return address_name(path) if is_address(path) else article_stem(path)
