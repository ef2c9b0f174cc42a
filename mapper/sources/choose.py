"""Which reader a file gets: by its suffix, else by its first bytes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import cast

from mapper.sources import compressed
from mapper.sources.draft import Reader

# suffix: module and function; a reader's own libraries are imported only when it is used.
_BY_SUFFIX = {
    **dict.fromkeys((".txt", ".text"), "plain.read_plain"),
    **dict.fromkeys((".md", ".markdown"), "plain.read_markdown"),
    **dict.fromkeys((".jsonl", ".ndjson"), "records.read_jsonl"),
    ".json": "records.read_json",
    **dict.fromkeys((".csv", ".tsv", ".tab"), "tables.read_delimited"),
    ".xlsx": "tables.read_workbook",
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html.read_page"),
    **dict.fromkeys((".rss", ".atom", ".xml", ".rdf"), "feeds.read_feed"),
    **dict.fromkeys((".warc", ".wet"), "warc.read_warc"),
    ".pdf": "documents.read_pdf",
    ".docx": "documents.read_docx",
}
# An XML declaration and comments may stand before the first element.
_PROLOGUE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_BY_HEAD = (
    (re.compile(rb"\s*\["), "records.read_json"),
    (re.compile(rb"\s*\{[^\n]*\}[ \t\r]*(?:\n\s*\{|\s*\Z)"), "records.read_jsonl"),
    (re.compile(rb'\s*\{\s*"'), "records.read_json"),
    (re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:RDF)\b", re.DOTALL), "feeds.read_feed"),
    (re.compile(_PROLOGUE + rb"<(?:!doctype html|html)\b", re.DOTALL | re.IGNORECASE), "html.read_page"),
    (re.compile(rb"WARC/\d"), "warc.read_warc"),
    (re.compile(rb"%PDF-"), "documents.read_pdf"),
    (re.compile(rb"PK\x03\x04.*\bword/", re.DOTALL), "documents.read_docx"),
    (re.compile(rb"PK\x03\x04.*\bxl/", re.DOTALL), "tables.read_workbook"),
)
HEAD_BYTES = 4096


def reader_for(name: str, head: bytes, *, is_page: bool = False) -> Reader:
    """The reader for an input called ``name`` that begins with ``head`` (decompressed).

    Files go by their suffix, then by their beginning; what was fetched, where a suffix says little, by its beginning.
    In doubt a file is plain text and a fetched one a page.
    """
    by_head = next((reader for form, reader in _BY_HEAD if form.match(head)), "")
    if is_page:
        found = by_head or "html.read_page"
    else:
        found = _BY_SUFFIX.get(article_suffix(name)) or by_head or "plain.read_plain"
    module, function = found.split(".")
    return cast(Reader, getattr(import_module(f"mapper.sources.{module}"), function))


def article_suffix(name: str) -> str:
    """The suffix that tells the format, that of a compression left aside: ".jsonl" of "may.jsonl.gz"."""
    return PurePath(_unpacked(name)).suffix.lower()


def article_stem(name: str) -> str:
    """The file name without its ending: "may" of "news/may.jsonl.gz"; the name of its documents."""
    return PurePath(_unpacked(name)).stem


def _unpacked(name: str) -> str:
    path = PurePath(name)
    return str(path.with_suffix("")) if path.suffix.lower() in compressed.SUFFIXES else name
