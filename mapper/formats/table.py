"""Incidents as a table: a pandas frame for notebooks, CSV and XLSX. The only module that uses pandas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import FormatError
from mapper.formats.acled import ACLED_COLUMNS, acled_row, counted
from mapper.formats.flat import DATES, INTEGERS, REALS, OnSkip, columns, flat_row, restored_incidents
from mapper.formats.guard import guarded, unguarded
from mapper.formats.hxl import PCODE_COLUMNS, pcode_cells, tag_row
from mapper.formats.options import DEFAULTS, Options
from mapper.model import Incident
from mapper.whole import write_bytes

if TYPE_CHECKING:
    import pandas


def frame(incidents: Iterable[Incident], options: Options = DEFAULTS) -> pandas.DataFrame:
    """A pandas DataFrame with one row an incident: typed dates, whole numbers that may be missing, text.

    With ``profile="acled-like"`` its columns are ACLED's; with ``hxl`` the two P-code columns are added.
    """
    import pandas

    if options.profile == "acled-like":
        rows = [acled_row(incident) for incident in counted(incidents)]
        return pandas.DataFrame(rows, columns=list(ACLED_COLUMNS))
    extra = pcode_cells if options.hxl else lambda *_: {}
    rows = [flat_row(incident) | extra(incident, options.pcodes) for incident in incidents]
    table = pandas.DataFrame(rows, columns=[*columns(rows), *(PCODE_COLUMNS if options.hxl else ())])
    for name in INTEGERS:
        table[name] = table[name].astype("Int64")
    for name in REALS:
        table[name] = table[name].astype("float64")
    for name in DATES:
        days = (row[name] for row in rows)
        table[name] = pandas.Series([date.fromisoformat(day) if day else None for day in days], dtype=object)
    return table


def write_csv(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write a CSV in UTF-8 with ``latitude`` and ``longitude`` columns, text guarded against formulas."""
    table = frame(incidents, options)
    heads = [list(table.columns), *([tag_row(list(table.columns))] if options.hxl else [])]
    text = StringIO("".join(",".join(head) + "\n" for head in heads))
    text.seek(0, 2)
    (guard_text(table) if options.guard else table).to_csv(text, index=False, header=False, lineterminator="\n")
    write_bytes(path, text.getvalue().encode("utf-8-sig" if options.bom else "utf-8"))


def guard_text(table: pandas.DataFrame) -> pandas.DataFrame:
    """The table with every text cell guarded; numbers and dates stay what they are."""
    text_columns = [name for name in table.columns if name not in (*INTEGERS, *REALS, *DATES)]
    guarded_columns = {name: [guarded(v) if isinstance(v, str) else v for v in table[name]] for name in text_columns}
    return table.assign(**guarded_columns)


def read_csv(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a CSV as written, or as a spreadsheet saved it again; a row of HXL tags is passed over."""
    import pandas

    try:
        table = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, pandas.errors.ParserError) as error:
        msg = f"{path}: not a table in CSV ({error}); save it again as CSV in UTF-8"
        raise FormatError(msg) from None
    return restored_incidents(plain_rows(table.to_dict("records")), str(path), "row", on_skip)


def plain_rows(rows: Iterable[dict[Any, Any]]) -> list[dict[str, Any]]:
    """The rows without the guards, and without a row of HXL tags under the header."""
    cells = ({str(n): unguarded(v) if isinstance(v, str) else v for n, v in row.items()} for row in rows)
    return [row for row in cells if not str(row.get("id", "")).startswith("#")]
