"""Tables, workbooks, PDF and DOCX, and the broken ones people have."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from pypdf import PdfWriter

from mapper.model import Skipped
from mapper.sources import Limits
from tests.reading import collect

HEADER = "id;Text;Source;Date;Location;Latitude;Longitude;event_date"


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ";"), (".csv", ","), (".tsv", "\t"), (".csv", "|")])
def test_a_row_is_an_article_with_its_own_place(suffix: str, delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    row = '7;"Shots, two hurt; nobody died";City Radio;2023-05-04;Lviv;49.84;24.03;3 May 2023'
    path.write_text(HEADER.replace(";", delimiter) + "\n" + row.replace(";", delimiter).replace("  ", " ") + "\n")
    [document], skipped, notes = collect(path)
    assert (document.doc_id, document.citation.source, skipped, notes) == ("7", "City Radio", [], [])
    assert document.citation.published == date(2023, 5, 4)
    assert document.record == (("place", "Lviv"), ("lat", "49.84"), ("lon", "24.03"), ("event_date", "2023-05-03"))


def test_a_column_without_a_name_is_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",text\n0,Shots were heard.\n")
    [document], skipped, _ = collect(path)
    assert (document.text, skipped) == ("Shots were heard.", [])


def test_an_hxl_row_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,place\n#description,#loc+name\nShots were heard.,Lviv\n")
    assert [d.text for d in collect(path)[0]] == ["Shots were heard."]


def test_columns_of_other_names_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("story,town name,northing,easting\nShots were heard.,Lviv,49.84,24.03\n")
    fields = {"text": "story", "place": "town name", "lat": "northing", "lon": "easting"}
    [document], _, _ = collect(path, fields=fields)
    assert document.record == (("place", "Lviv"), ("lat", "49.84"), ("lon", "24.03"))


WRONG_CELLS = [
    (
        "text,lat,lon\nShots.,100.5,31\n",
        "latitude 100.5, longitude 31 is no place on Earth; are the two columns swapped",
    ),
    ("text,lat,lon\nShots.,200,300\n", "latitude 200, longitude 300 is no place on Earth;"),
    ("text,lat,lon\nShots.,nan,31\n", "latitude nan, longitude 31 is no place on Earth;"),
    ("text,lat,lon\nShots.,north,31\n", "latitude 'north' and longitude '31' are not two numbers;"),
    ("text,lat\nShots.,50\n", "latitude '50' and longitude '' are not two numbers;"),
    ("text,event_date\nShots.,2023-02-30\n", "event date '2023-02-30' is not a date; write YYYY-MM-DD;"),
]


@pytest.mark.parametrize(("content", "problem"), WRONG_CELLS)
def test_a_wrong_cell_is_said_and_the_row_is_read_without_it(content: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    [document], skipped, [note] = collect(path)
    assert (document.text, document.record, skipped) == ("Shots.", (), [])
    assert note.startswith(f"{path}: line 2: {problem}")
    assert note.endswith(("the row is read without them", "the row is read without it"))


BAD_TABLES = [
    (
        "text,source\nShots.,Radio,extra\n",
        "line 2",
        "3 cells where the first line has 2; put quotes round cells that hold",
    ),
    ("name,age\nAda,36\n", "line 2", "no text (looked for text, body or content); name the field with --fields"),
    ("text\n" + "x" * 3000 + "\n", "line 2", "larger than 0.002 MB; split it, or raise --max-mb"),
    ("text,source\n", "", "holds no article; check that it is the file you mean"),
    ("text\nShots." + "\n" * 9000, "", "larger than 0.004 MB; split it, or raise --max-feed-mb"),
]


@pytest.mark.parametrize(("content", "record", "reason"), BAD_TABLES)
def test_a_bad_table_is_named(content: str, record: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    _, skipped, _ = collect(path, limits=Limits(article=2000, feed=4000))
    assert (skipped[0].path, skipped[0].record) == (str(path), record)
    assert skipped[0].reason.startswith(reason)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        workbook(("Text", "Date", "lat", "lon"), ("Shots.", date(2023, 5, 4), 49.8, 24), (None, None), ("", 1))
    )
    [document], [skipped], _ = collect(path)
    assert (document.doc_id, document.citation.published) == ("a:2", date(2023, 5, 4))
    assert document.record == (("lat", "49.8"), ("lon", "24"))
    assert skipped.record == "row 4"


def bomb(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * 3_000_000)
    return buffer.getvalue()


def docx_bytes() -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    document.core_properties.title = "Weekly report"
    document.add_paragraph("Shots were heard in the port.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Monday", "A fire broke out."
    document.add_paragraph("Nobody was hurt.")
    document.save(buffer)
    return buffer.getvalue()


def test_a_docx_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes())
    [document], _, _ = collect(path)
    assert document.text == "Shots were heard in the port.\n\nMonday\tA fire broke out.\n\nNobody was hurt."
    assert document.citation.title == "Weekly report"


def pdf_bytes(words: str = "", password: str = "") -> bytes:
    """A PDF of one page, its words set in the plainest way the format knows."""
    writer, buffer = PdfWriter(), io.BytesIO()
    content = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    raw, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    raw += b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(raw),
    )
    writer.append(io.BytesIO(raw))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_gives_its_words(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes("Shots were heard in the port."))
    [document], _, _ = collect(path)
    assert document.text.strip() == "Shots were heard in the port."


def test_the_header_of_a_pdf_is_no_prose(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes("Source: City Radio) Tj 0 -14 Td (Date: 2023-05-04) Tj 0 -14 Td (Shots were heard."))
    [document], _, _ = collect(path)
    assert ("City Radio", date(2023, 5, 4)) == (document.citation.source, document.citation.published)
    assert "Shots were heard." == document.prose.within(document.text)


def test_letters_that_a_pdf_draws_as_one_are_two(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes("A \\256re and a \\257ood."))
    [document], _, _ = collect(path)
    assert "A fire and a flood." == document.text


HEADERS = [
    (("Source: City Radio", "Date: 2023-05-04", "Shots were heard."), "Shots were heard."),
    (("Source: City Radio\nDate: 2023-05-04", "Shots were heard."), "Shots were heard."),
    (("Source: City Radio", "Author: A. B.", "Date: 2023-05-04", "Kyiv: Shots."), "Kyiv: Shots."),
    (("Source: City Radio", "Date: 2023-05-04"), "Source: City Radio\nDate: 2023-05-04"),
]


@pytest.mark.parametrize(("paragraphs", "prose"), HEADERS)
def test_the_header_of_a_docx_is_no_prose(paragraphs: tuple[str, ...], prose: str, tmp_path: Path) -> None:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "a.docx"))
    [read], _, _ = collect(tmp_path / "a.docx")
    assert prose == read.prose.within(read.text)
    if len(paragraphs) > 2 or "\n" in paragraphs[0]:
        assert ("City Radio", date(2023, 5, 4)) == (read.citation.source, read.citation.published)


BAD_OFFICE_FILES = [
    ("a.xlsx", b"PK\x03\x04 broken", "not a workbook that can be read (File is not a zip file); save it again as XLSX"),
    ("a.xlsx", docx_bytes(), "not a workbook that can be read ("),
    ("a.xlsx", bomb("xl/workbook.xml"), "larger than 2 MB; split it, or raise --max-feed-mb"),
    ("a.docx", b"PK\x03\x04 broken", "not a DOCX that can be read (File is not a zip file); save it again from a word"),
    ("a.docx", workbook(("a",)), "not a DOCX that can be read ("),
    ("a.docx", bomb("word/document.xml"), "larger than 2 MB; split it, or raise --max-feed-mb"),
    ("a.pdf", b"%PDF-1.4 broken", "not a PDF that can be read ("),
    ("a.pdf", b"", "not a PDF that can be read ("),
    ("a.pdf", pdf_bytes(), "holds no text (a scan?); run text recognition on it first"),
    ("a.pdf", pdf_bytes("Shots.", password="secret"), "is protected by a password; save it without one"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_OFFICE_FILES)
def test_a_bad_office_file_is_named(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    documents, [skipped], _ = collect(path, limits=Limits(feed=2_000_000))
    assert documents == []
    assert (skipped.path, skipped.record) == (str(path), "")
    assert skipped.reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "content", "module", "extra"),
    [
        ("a.pdf", pdf_bytes("Shots."), "pypdf", "documents"),
        ("a.docx", docx_bytes(), "docx", "documents"),
        ("a.html", b"<html>", "trafilatura", "html"),
        ("a.warc", b"WARC/1.0\r\n", "warcio.archiveiterator", "archives"),
        ("a.txt.zst", b"\x28\xb5\x2f\xfd", "zstandard", "archives"),
    ],
)
def test_a_missing_extra_is_named(
    name: str, content: bytes, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes(content)
    _, skipped, _ = collect(path)
    [item] = skipped
    assert item == Skipped(str(path), "", item.reason)
    assert item.reason.endswith(f"needs an optional part: pip install 'incident-mapper[{extra}]'")
