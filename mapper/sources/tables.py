"""CSV, TSV and XLSX: one row an article, its columns found under the same usual names as the fields of JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zipfile import BadZipFile, ZipFile

from mapper.sources.decode import decode
from mapper.sources.draft import Fault, Found, Limits, Source, TooLarge
from mapper.sources.records import record_draft

_DELIMITERS = ",;\t|"
# The name csv gives to cells past the last column; no column is called so.
_BEYOND = "\0"


def read_delimited(source: Source) -> Iterator[Found]:
    """The rows of a CSV or TSV; the delimiter is the one of comma, semicolon, tab and bar the header has most of."""
    decoded = decode(source.whole("feed"))
    if decoded.note:
        source.note(decoded.note)
    head = decoded.text.partition("\n")[0]
    # The file is bounded already; the module's own limit on a cell is global, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text)))
    table = csv.DictReader(
        io.StringIO(decoded.text, newline=""), delimiter=max(_DELIMITERS, key=head.count), restkey=_BEYOND, restval=""
    )
    for row in table:
        record = f"line {table.line_num}"
        if _BEYOND in row:
            yield Fault("has more cells than the header; put quotes round cells that hold the delimiter", record)
        else:
            yield from _row(row, record, source)


def read_workbook(source: Source) -> Iterator[Found]:
    """The rows of a workbook's first sheet; its first row names the columns."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    data = io.BytesIO(source.whole("feed"))
    try:
        check_expansion(data, source.limits)
        sheet = load_workbook(data, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        head = [str(name or "").strip() for name in next(rows, ())]
        numbered = [(f"row {n}", dict(zip(head, map(_cell, row), strict=False))) for n, row in enumerate(rows, 2)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        yield Fault(f"not a workbook that can be read ({error}); save it again as XLSX or CSV")
        return
    for record, row in numbered:
        if any(row.values()):
            yield from _row(row, record, source)


def _row(row: Mapping[str, str], record: str, source: Source) -> Iterator[Found]:
    """The article of a row; a row of HXL tags under the header is none."""
    if max(map(len, row.values()), default=0) > source.limits.article:
        yield Fault(str(TooLarge("article", source.limits.article)), record)
    elif not all(value.startswith("#") for value in row.values() if value):
        yield record_draft(row, record, source.fields)


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def check_expansion(container: io.BytesIO, limits: Limits) -> None:
    """Raise TooLarge when a ZIP-based document would expand past the limit; its directory says so beforehand."""
    with ZipFile(container) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limits.feed:
            raise TooLarge("feed", limits.feed)
    container.seek(0)
