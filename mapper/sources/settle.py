"""A draft becomes a Document: its id, date, outlet and language settled, its header masked, its text hashed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from mapper.model import Citation, Document, Span, text_sha256
from mapper.sources.addresses import host_name
from mapper.sources.bylines import printed_day
from mapper.sources.dates import read_day
from mapper.sources.draft import Draft
from mapper.sources.header import read_header
from mapper.sources.paths import Input
from mapper.text.language import guess_language

PublishedBasis = Literal["sidecar", "record", "header", "option", "none"]


def settle(draft: Draft, given: Input, doc_id: str, published: date | None, note: Callable[[str], None]) -> Document:
    """The document of ``draft``.

    The date is the sidecar row's, else the record's field, else what its header or its own lines print, else
    ``published``, else none; title, outlet and address follow the same order. An outlet without a name goes by the
    host of its address. A date that cannot be read is told to ``note`` and passed over.
    """
    # A lone half of a surrogate pair (an escape in JSON can hold one) fits no file; one character stays one.
    text = draft.text.encode("utf-8", "replace").decode("utf-8")
    header = read_header(text)
    row, said = given.row, header.fields
    url = row.url or draft.url or said.get("url", "")
    printed = said.get("published", "") or printed_day(text[header.end :])
    day, basis = _published(draft, given, printed, published, note)
    start = header.end
    return Document(
        text=text,
        citation=Citation(
            doc_id=doc_id,
            source=row.source or draft.source or said.get("source", "") or host_name(url),
            title=row.title or draft.title or said.get("title", ""),
            url=url,
            published=day,
            published_basis=basis,
            language=draft.language or said.get("language", "") or guess_language(text[start:]),
            text_sha256=text_sha256(text),
        ),
        prose=Span(start, len(text)),
        path=given.path,
        record=draft.extra,
    )


def _published(
    draft: Draft, given: Input, printed: str, option: date | None, note: Callable[[str], None]
) -> tuple[date | None, PublishedBasis]:
    if given.row.published:
        return given.row.published, "sidecar"
    written: tuple[tuple[PublishedBasis, str], ...] = (
        ("record", draft.published),
        ("header", printed),
    )
    for basis, text in written:
        if text.strip():
            try:
                return read_day(text), basis
            except ValueError as error:
                note(f"publication date {error}")
    return (option, "option") if option else (None, "none")
