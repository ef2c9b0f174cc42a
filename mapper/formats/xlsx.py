"""XLSX: a sheet of incidents and a sheet of their reports, real dates and numbers, no text run as a formula."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from mapper.errors import FormatError
from mapper.formats.archive import repacked
from mapper.formats.flat import OnSkip, restored_incidents
from mapper.formats.guard import guarded
from mapper.formats.hxl import tag_row
from mapper.formats.options import Options
from mapper.formats.table import frame, plain_rows
from mapper.model import Incident
from mapper.rows import report_row
from mapper.whole import cannot_write, write_bytes

_INCIDENTS, _REPORTS, _REPORT_KEY = "incidents", "reports", "incident_id"
# Excel's own limit for the text of one cell, and the control characters XML cannot hold.
_CELL_CHARACTERS = 32_767
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# openpyxl writes the clock here; the same incidents must give the same bytes.
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write the workbook; the reports have a sheet of their own, since a cell of Excel's cannot hold many."""
    try:
        data = _workbook(incidents, options)
    except Exception as error:
        # openpyxl writes sheets to temporary files, through lxml where that is there, which has an error of its own.
        if not isinstance(error, OSError) and type(error).__name__ != "SerialisationError":
            raise
        why = getattr(error, "strerror", None) or f"{error} in the folder for temporary files"
        raise cannot_write(path, OSError(errno.ENOSPC, why)) from error
    write_bytes(path, repacked(data, lambda _, part: _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)))


def _workbook(incidents: Sequence[Incident], options: Options) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.description = " ".join(options.notes.values())
    table = frame(incidents, options).drop(columns="reports", errors="ignore")
    head = [list(table.columns), *([tag_row(list(table.columns))] if options.hxl else [])]
    _fill(book.create_sheet(_INCIDENTS), [*head, *table.itertuples(index=False, name=None)], options)
    if not options.profile:
        rows = [{_REPORT_KEY: i.incident_id} | report_row(r) for i in incidents for r in i.reports]
        heads = [list(rows[0])] if rows else [[_REPORT_KEY]]
        _fill(book.create_sheet(_REPORTS), [*heads, *(list(row.values()) for row in rows)], options)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Any, rows: Iterable[Sequence[Any]], options: Options) -> None:
    from openpyxl.cell import WriteOnlyCell

    sheet.freeze_panes = "A3" if options.hxl else "A2"
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, _writable(value, options.guard))
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)


def _writable(value: Any, guard: bool) -> Any:
    if isinstance(value, str):
        text = _UNWRITABLE.sub("", value)
        return (guarded(text) if guard else text)[:_CELL_CHARACTERS]
    # pandas' marks for nothing are unequal to themselves, or cannot be compared at all
    return None if value is None or str(value) in ("<NA>", "nan", "NaT") else value


def read(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a workbook as written, or as a spreadsheet program saved it again."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        incidents, reports = plain_rows(_rows(book[_INCIDENTS])), plain_rows(_rows(book[_REPORTS]))
        book.close()
    except (KeyError, ValueError, OSError, BadZipFile) as error:
        msg = (
            f"{path}: not a workbook with the sheets {_INCIDENTS} and {_REPORTS} ({error}); write it again with mapper"
        )
        raise FormatError(msg) from None
    by_incident: dict[str, list[dict[str, Any]]] = {}
    for report in reports:
        by_incident.setdefault(str(report.pop(_REPORT_KEY, "")), []).append(report)
    rows = (row | {"reports": json.dumps(by_incident.get(str(row.get("id")), []), default=str)} for row in incidents)
    return restored_incidents(rows, str(path), "row", on_skip)


def _rows(sheet: Any) -> list[dict[str, Any]]:
    rows = sheet.iter_rows(values_only=True)
    head = [str(name) for name in next(rows, ())]
    return [dict(zip(head, row, strict=False)) for row in rows if any(cell is not None for cell in row)]
