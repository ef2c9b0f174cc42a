"""CSV, TSV and XLSX: one row an article, its columns found under the same usual names as the fields of JSON."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zipfile import BadZipFile, ZipFile

from mapper.sources.decode import decode
from mapper.sources.draft import Fault, Found, Limits, Source, TooLarge
from mapper.sources.records import record_draft
from mapper.sources.refused import incidents_reason, is_own_table
from mapper.tables import likely_delimiter, read_table


def read_delimited(source: Source) -> Iterator[Found]:
    """The rows of a CSV or TSV; the delimiter is the one of comma, semicolon, tab and bar the header has most of."""
    decoded = decode(source.whole("feed"))
    if decoded.note:
        source.note(decoded.note)
    table = read_table(decoded.text, likely_delimiter(decoded.text), strict=False)
    if is_own_table(table.columns):
        yield Fault(incidents_reason(source.name))
        return
    for row in table.rows:
        record = f"line {row.line}"
        if row.problem and not row.is_short:
            yield Fault(row.problem, record)
        else:
            yield from _row(row.cells, record, source)


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
    if is_own_table(head):
        yield Fault(incidents_reason(source.name))
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
