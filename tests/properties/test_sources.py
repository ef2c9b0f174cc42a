"""No input breaks reading: any bytes under any name give documents or reasons, and offsets always fit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.model import text_sha256
from mapper.sources.decode import NotText, decode
from mapper.sources.header import read_header
from tests.reading import collect

SUFFIXES = [".txt", ".md", ".json", ".jsonl", ".csv", ".xml", ".html", ".warc", ".pdf", ".docx", ".xlsx", ".txt.gz", ""]
# What makes a reader begin to believe, followed by anything.
STARTS = st.sampled_from(
    [
        *(b"", b"{", b'{"text": "', b"[", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"%PDF-1.4\n"),
        *(b"WARC/1.0\r\n", b"<rss><channel>", b"<!doctype html><p>", b"text,date\n", b"\xff\xfe"),
        *(b"---\na: b\n---\n", b" date 2023-05-04 "),
    ]
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(start=STARTS, rest=st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_any_bytes_give_documents_or_reasons(suffix: str, start: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(start + rest)
        documents, skipped, _ = collect(path)
    assert documents or skipped
    for document in documents:
        assert document.text.strip()
        assert 0 <= document.prose.start <= document.prose.end == len(document.text)
        assert document.citation.text_sha256 == text_sha256(document.text)
    for item in skipped:
        assert item.reason
        assert "\n" not in item.reason


@given(st.text())
def test_a_text_in_utf8_is_itself(text: str) -> None:
    try:
        assert decode(text.encode("utf-8", "replace")).text == text.encode("utf-8", "replace").decode().removeprefix(
            "\ufeff"
        )
    except NotText:
        assert any(character < " " for character in text)


@given(st.text(), st.dates())
def test_a_masked_header_leaves_the_prose_where_it_stands(prose: str, day: object) -> None:
    text = f" date {day} {prose}"
    header = read_header(text)
    assert text[header.end :] == prose.lstrip()
