"""read(): what comes out of files, folders, globs and pipes, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mapper.errors import InputError
from mapper.formats import FORMATS, write
from mapper.gazetteer import Gazetteer
from mapper.model import Skipped, text_sha256
from mapper.sources import Limits, read
from mapper.webmap import write_map
from tests.reading import collect
from tests.samples import INCIDENTS

SEEDS = Path("seeds")


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def test_the_two_articles_have_their_sidecar_rows() -> None:
    documents, skipped, notes = collect(SEEDS)
    assert [d.doc_id for d in documents] == ["000_6a2a7ccad6bb5f56", "001_0665a3c314aaf683"]
    assert [d.citation.source for d in documents] == ["Republic World", "South Sudan News Agency"]
    assert [(d.citation.published, d.citation.published_basis) for d in documents] == [
        (date(2023, 5, 4), "sidecar")
    ] * 2
    assert (skipped, notes) == ([], [])


def test_a_date_before_the_first_sentence_is_masked_not_cut() -> None:
    document = next(iter(read(SEEDS / "000_6a2a7ccad6bb5f56.txt")))
    raw = (SEEDS / "000_6a2a7ccad6bb5f56.txt").read_bytes()
    assert document.text.encode() == raw
    assert document.prose.within(document.text).startswith("On Thursday morning")
    assert document.citation.text_sha256 == text_sha256(document.text)


def test_the_date_is_the_sidecars_then_the_records_then_the_headers_then_the_option(
    file: Callable[..., Path],
) -> None:
    file("a/sources.csv", "file,published\none.txt,2023-01-01\n")
    one = file("a/one.txt", " date 2023-01-02 Shots were heard in town.")
    two = file("b/two.txt", " date 2023-01-02 Shots were heard in the port.")
    three = file("b/three.txt", "Shots were heard in the village.")
    four = file("b/four.jsonl", json.dumps({"text": " date 2023-01-02 Shots, again.", "date": "2023-01-03"}))
    documents, _, _ = collect(one, two, three, four, published=date(2023, 1, 4))
    assert [(d.citation.published.day, d.citation.published_basis) for d in documents if d.citation.published] == [
        (1, "sidecar"),
        (2, "header"),
        (4, "option"),
        (3, "record"),
    ]


def test_without_any_date_there_is_none(file: Callable[..., Path]) -> None:
    [document], _, _ = collect(file("a.txt", "Shots were heard."))
    assert (document.citation.published, document.citation.published_basis) == (None, "none")


def test_folders_are_read_in_the_order_of_names_and_files_once(file: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden.txt", ".git/d.txt"):
        file(name, f"Shots were heard, says {name}.")
    documents, _, _ = collect(tmp_path, tmp_path / "a.txt", str(tmp_path / "*.txt"))
    assert [d.doc_id for d in documents] == ["a", "b", "c"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"Shots were heard.")))  # type: ignore[arg-type]
    monkeypatch.setattr("sys.stdin", stdin)
    [document], _, _ = collect("-")
    assert (document.doc_id, document.path, document.text) == ("stdin", "-", "Shots were heard.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"id": "x", "body": "Shots."}\n{"id": "y", "body": "More shots."}\n', ["x", "y"]),
        (b'[{"id": 7, "content": "Shots."}]', ["7"]),
        (b'{"text": "Shots."}', ["stdin:1"]),
        (gzip.compress(b'{"id": "x", "text": "Shots."}\n'), ["x"]),
    ],
)
def test_a_pipe_is_told_by_its_first_bytes(
    content: bytes, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content)))  # type: ignore[arg-type]
    monkeypatch.setattr("sys.stdin", stdin)
    documents, _, _ = collect("-")
    assert [d.doc_id for d in documents] == expected


def test_records_keep_their_own_fields_and_place_columns(file: Callable[..., Path]) -> None:
    record = {
        "doc_id": "r1",
        "Body": "Shots were heard.",
        "outlet": "City Radio",
        "headline": "Shots",
        "link": "https://example.org/1",
        "date": "2023-05-04T10:00:00Z",
        "place": "Lviv",
        "lat": 49.8,
        "Longitude": 24,
        "event_date": "4 May 2023",
        "people": ["not", "a", "field"],
    }
    [document], _, _ = collect(file("a.jsonl", json.dumps(record)))
    citation = document.citation
    assert (citation.doc_id, citation.source, citation.title) == ("r1", "City Radio", "Shots")
    assert (citation.url, citation.published) == ("https://example.org/1", date(2023, 5, 4))
    assert document.record == (
        ("place", "Lviv"),
        ("lat", "49.8"),
        ("lon", "24"),
        ("event_date", "2023-05-04"),
    )


def test_field_names_can_be_given(file: Callable[..., Path]) -> None:
    path = file("a.jsonl", '{"story": "Shots were heard.", "text": "teaser", "who": "City Radio"}')
    [document], _, _ = collect(path, fields={"text": "story", "source": "who"})
    assert (document.text, document.citation.source) == ("Shots were heard.", "City Radio")


def test_markdown_leaves_words_and_no_addresses(file: Callable[..., Path]) -> None:
    text = "---\ntitle: Shots\n---\n# Shots in *Lviv*\n\nSee [the report](https://example.org/kyiv) ![map](kyiv.png)."
    [document], _, _ = collect(file("a.md", text))
    assert document.prose.within(document.text) == "Shots in Lviv\n\nSee the report map."
    assert document.citation.title == "Shots"


def test_the_same_text_from_one_outlet_counts_once_and_from_another_twice(file: Callable[..., Path]) -> None:
    lines = [
        {"text": "Shots were heard.", "source": source, "id": i}
        for i, source in enumerate(["City Radio", "City Radio", "Town Post"])
    ]
    documents, skipped, notes = collect(file("a.jsonl", "\n".join(map(json.dumps, lines))))
    assert [d.doc_id for d in documents] == ["0", "2"]
    assert skipped == []
    assert notes == [f"{documents[0].path}: line 2: the same text from the same outlet was read before; it counts once"]


def test_two_texts_of_one_id_are_told_apart(file: Callable[..., Path]) -> None:
    path = file("a.jsonl", '{"id": "x", "text": "Shots."}\n{"id": "x", "text": "More shots."}')
    documents, _, notes = collect(path)
    assert [d.doc_id for d in documents] == ["x", "x~2"]
    assert notes == [f"{path}: line 2: another document is called 'x' already; this one is read as 'x~2'"]


def test_another_encoding_is_read_and_said(file: Callable[..., Path]) -> None:
    text = "Вечером в городе были слышны взрывы. Жители сообщили о пожаре на складе боеприпасов. " * 5
    path = file("a.txt", text.encode("windows-1251"))
    [document], _, notes = collect(path)
    assert document.text == text
    assert document.citation.language == "ru"
    assert notes == [f"{path}: read as cp1251, not UTF-8; save it as UTF-8 if letters look wrong"]


def test_byte_order_marks_are_no_text(file: Callable[..., Path]) -> None:
    for number, encoding in enumerate(("utf-8-sig", "utf-16", "utf-32")):
        [document], _, _ = collect(file(f"{number}.txt", "Shots in Zürich.".encode(encoding)))
        assert document.text == "Shots in Zürich."


BAD_FILES = [
    ("a.txt", b"", "", "is empty; give it a text or take it out"),
    ("a.txt", b" \n ", "", "is empty; give it a text or take it out"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "", "is a picture; run text recognition on it first"),
    ("a.txt", b"\xff\xfe\x00", "", "not a text file; give the article as text, HTML, PDF or DOCX"),
    ("a.txt", b"x" * 2001, "", "larger than 0.002 MB; split it, or raise --max-mb"),
    ("a.jsonl", b'{"text": "' + b"x" * 3000 + b'"}', "line 1", "larger than 0.002 MB; split it, or raise --max-mb"),
    ("a.jsonl", b"[1]", "line 1", "not an object with fields; each record needs at least a text"),
    (
        "a.jsonl",
        b'{"title": "x"}',
        "line 1",
        "no text (looked for text, body or content); name the field with --fields text=NAME",
    ),
    ("a.jsonl", b'{"text": "\xff"}', "line 1", "not UTF-8, which JSON must be; convert the file"),
    (
        "a.json",
        b'{"text": ',
        "",
        "not JSON (Expecting value: line 1 column 10 (char 9)); for one object a line, name the file .jsonl",
    ),
    ("a.txt", b"\x7fELF\0\0", "", "not a text file; give the article as text, HTML, PDF or DOCX"),
    ("a.rtf", rb"{\rtf1 Shots.}", "", "is an RTF document; save it as DOCX or plain text"),
    (
        "a.doc",
        b"\xd0\xcf\x11\xe0\0\0",
        "",
        "is a document of an old Word or Excel; save it as DOCX, XLSX or plain text",
    ),
    (
        "a.odt",
        b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "",
        "is an OpenDocument file; save it as DOCX, XLSX or plain text",
    ),
    ("a.jpg", b"\xff\xd8\xff\xe0\0", "", "is a picture; run text recognition on it first"),
    ("a.mp4", b"\0\0\0\x20ftypisom", "", "is a recording; give a transcript of it"),
    ("a.zip", b"PK\x03\x04\0\0a.txt", "", "is an archive; unpack it and give the folder"),
    ("a.json", b"7", "", "holds neither a list of records nor one record"),
    (
        "a.json",
        b'{"type": "saved_messages", "messages": [3]}',
        "message 1",
        "not a message object; export the chat again",
    ),
    ("a.txt.gz", b"\x1f\x8b broken", "", "compressed data is damaged or cut off; fetch the file again"),
    (
        "a.txt.gz",
        gzip.compress(b"Shots." * 99)[:-9],
        "",
        "compressed data is damaged or cut off; fetch the file again",
    ),
    ("a.jsonl.gz", gzip.compress(b"\n" * 9000), "", "larger than 0.005 MB; split it, or raise --max-archive-mb"),
]


@pytest.mark.parametrize(("name", "content", "record", "reason"), BAD_FILES)
def test_a_bad_file_is_named_and_the_others_run(
    name: str, content: bytes, record: str, reason: str, file: Callable[..., Path], tmp_path: Path
) -> None:
    bad = file(name, content)
    good = file("z.txt", "Shots were heard.")
    limits = Limits(article=2000, feed=4000, archive=5000)
    documents, skipped, _ = collect(bad, good, limits=limits)
    assert [d.doc_id for d in documents] == ["z"]
    assert skipped == [Skipped(str(bad), record, reason)]


def test_one_broken_line_costs_itself_only(file: Callable[..., Path]) -> None:
    path = file("a.jsonl", '{"id": 1, "text": "Shots."}\n{"id": 2, "text"\n{"id": 3, "text": "Smoke."}\n')
    documents, [skipped], _ = collect(path)
    assert [d.doc_id for d in documents] == ["1", "3"]
    assert (skipped.record, skipped.reason[:19]) == ("line 2", "not a JSON object (")
    assert skipped.reason.endswith("one whole object must stand on one line")


def test_a_line_too_long_costs_itself_only(file: Callable[..., Path]) -> None:
    path = file("a.jsonl", b'{"text": "' + b"x" * 5000 + b'"}\n{"id": "y", "text": "Shots."}')
    documents, skipped, _ = collect(path, limits=Limits(article=1000))
    assert [d.doc_id for d in documents] == ["y"]
    assert [s.record for s in skipped] == ["line 1"]


def test_entries_past_the_limit_are_left(file: Callable[..., Path]) -> None:
    path = file("a.jsonl", "".join(json.dumps({"id": i, "text": f"Shots {i}."}) + "\n" for i in range(9)))
    documents, [skipped], _ = collect(path, limits=Limits(entries=5))
    assert [d.doc_id for d in documents] == list("01234")
    assert skipped.reason == "holds more than 5 entries; split it, or raise --max-entries"


def test_missing_and_empty_places_are_named(file: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    good = file("z.txt", "Shots were heard.")
    _, skipped, _ = collect(tmp_path / "nowhere.txt", tmp_path / "empty", good)
    assert skipped == [
        Skipped(str(tmp_path / "nowhere.txt"), "", "does not exist; check the spelling and the folder you are in"),
        Skipped(str(tmp_path / "empty"), "", "holds no article; put .txt, .html, .jsonl or other article files there"),
    ]


def test_nothing_at_all_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing could be read: .*nowhere.txt: does not exist; check the spelling"):
        list(read(tmp_path / "nowhere.txt"))


SIDECARS = [
    ("name,source\na.txt,Radio\n", "line 1", "has no column 'file'; its first line must be file,source,url,"),
    ("file,published\na.txt,04/05/2023\n", "line 2", "'04/05/2023' is not a date; write YYYY-MM-DD; the article runs"),
    ("file,source\na.txt,Radio,City\n", "line 2", "3 cells where the first line has 2; put quotes round cells that"),
    ("file,source\n,Radio\n", "line 2", "names no file; the article runs without this row"),
    ("\0\0\1", "", "cannot be read (not a text file; give the article as text, HTML, PDF or DOCX); the articles run"),
]


@pytest.mark.parametrize(("content", "record", "reason"), SIDECARS)
def test_a_bad_sidecar_row_is_named_and_its_article_runs(
    content: str, record: str, reason: str, file: Callable[..., Path]
) -> None:
    sidecar = file("sources.csv", content)
    [document], [skipped], _ = collect(file("a.txt", "Shots were heard."))
    assert document.citation.source == ""
    assert (skipped.path, skipped.record) == (str(sidecar), record)
    assert skipped.reason.startswith(reason)


def test_a_date_nobody_can_read_is_said_and_passed_over(file: Callable[..., Path]) -> None:
    path = file("a.jsonl", '{"text": "Shots were heard.", "date": "03/05/2023"}')
    [document], _, notes = collect(path, published=date(2023, 1, 4))
    assert document.citation.published_basis == "option"
    assert notes == [f"{path}: line 1: publication date '03/05/2023' is not a date; write YYYY-MM-DD"]


@pytest.mark.parametrize("suffix", [name for name in FORMATS if name not in (".kmz", ".html")])
def test_a_file_of_incidents_is_no_article(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"incidents{suffix}"
    write(INCIDENTS, path)
    documents, [skipped], _ = collect(path)
    assert [] == documents
    assert skipped.reason == f"is a file of incidents, not an article; draw it with: mapper map {path}"


def test_a_page_that_was_drawn_is_no_article(tmp_path: Path) -> None:
    write_map(INCIDENTS, tmp_path / "map.html", gazetteer=Gazetteer.open())
    write(INCIDENTS, tmp_path / "digest.html")
    _, [skipped, _], _ = collect(tmp_path)
    assert skipped.reason == "is a page of incidents, not an article; open it in a browser"


@pytest.mark.parametrize("type_of_text", ["Feature", "FeatureCollection?"])
def test_a_record_that_is_called_a_feature_is_one(type_of_text: str, file: Callable[..., Path]) -> None:
    [document], _, _ = collect(file("a.jsonl", json.dumps({"type": type_of_text, "text": "Shots were heard."})))
    assert "Shots were heard." == document.text


def test_what_a_run_wrote_among_the_articles_is_left_out(file: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("one.txt", "news/two.txt", "out/collection.sqlite", "out/map.html", "out/more/notes.txt"):
        file(name, f"Shots were heard, {name}.")
    documents, skipped, notes = collect(tmp_path)
    assert ["news/two.txt", "one.txt"] == [str(Path(d.path).relative_to(tmp_path)) for d in documents]
    assert ([], [f"{tmp_path / 'out'} holds the outputs of a run: left out"]) == (skipped, notes)


def test_articles_may_lie_beside_the_outputs(file: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("one.txt", "collection.sqlite", "collection.sqlite.damaged", "map.html", "skipped.csv", "a/map.html"):
        file(name, f"Shots were heard, {name}.")
    documents, skipped, notes = collect(tmp_path)
    assert ["map", "one"] == [d.doc_id for d in documents]
    assert ([], []) == (skipped, notes)


def test_a_row_of_the_sidecar_for_no_file_is_told(file: Callable[..., Path], tmp_path: Path) -> None:
    file("one.txt", "Shots were heard.")
    sidecar = file("sources.csv", "file,source\none.txt,A\n0ne.txt,B\n")
    [document], skipped, notes = collect(tmp_path)
    assert ("A", []) == (document.citation.source, skipped)
    assert [f"{sidecar}: line 3: names '0ne.txt', which is not in this folder; check the spelling"] == notes


@pytest.mark.parametrize(
    ("url", "outlet"),
    [("https://www.example.org/1", "example.org"), ("", "unknown outlet"), ("http://[broken", "unknown outlet")],
)
def test_an_outlet_without_a_name_goes_by_its_host(url: str, outlet: str, file: Callable[..., Path]) -> None:
    [document], _, _ = collect(file("a.jsonl", json.dumps({"text": "Shots were heard.", "url": url})))
    assert outlet == document.citation.outlet
