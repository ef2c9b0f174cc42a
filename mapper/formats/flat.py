"""Incidents as flat rows for formats without lists, and rows of any file back to incidents.

``flat_row`` joins lists with "; " and writes the reports as JSON text, so that any written file can be mapped
again. ``restore`` undoes that, and also what GIS programs do to a file on the way: columns reordered, numbers as
text, dates with a time, lists as JSON text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mapper.errors import FormatError
from mapper.model import Incident, Skipped
from mapper.rows import INCIDENT_COLUMNS, Row, incident_from_row, incident_row

DATES = ("event_date", "event_date_end")
INTEGERS = (
    "time_precision",
    "geo_precision",
    "n_independent",
    "fatalities",
    "fatalities_max",
    "injuries",
    "injuries_max",
    "point_within_km",
    "span_start",
    "span_end",
)
REALS = ("latitude", "longitude")
# Written only where an incident has them; every reader knows them.
EXTRA_LISTS = ("aliases", "context")
LISTS = ("spellings", "source", *EXTRA_LISTS)
# Decimals of a degree that are written: 7 is about a centimetre, and what GDAL writes for RFC 7946.
DECIMALS = 7
# What GDAL makes of a list in a format without lists: "(2:one,two)".
_GDAL_LIST = re.compile(r"\(\d+:(.*)\)")

OnSkip = Callable[[Skipped], None]


def flat_row(incident: Incident) -> Row:
    """The row of ``incident`` with plain values only: lists joined by "; ", the reports as JSON text."""
    row = rounded(incident_row(incident))
    for name in LISTS:
        if name in row:
            row[name] = "; ".join(row[name])
    row["reports"] = json.dumps(row["reports"], ensure_ascii=False)
    return row


def columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns of a table of ``rows``: the known ones in their order, then those only some incidents have."""
    extra = {name for row in rows for name in row}
    return [*INCIDENT_COLUMNS, *(name for name in EXTRA_LISTS if name in extra)]


def rounded(row: Row) -> Row:
    """The row with latitude and longitude rounded to ``DECIMALS``."""
    return row | {name: round(row[name], DECIMALS) for name in REALS}


def restored_incidents(
    rows: Iterable[Mapping[str, Any]], path: str, unit: str, on_skip: OnSkip | None
) -> list[Incident]:
    """The incidents of ``rows``, which stand in ``path`` one a ``unit`` ("row", "feature").

    A row that cannot be read goes to ``on_skip``; without it, raises FormatError naming file and row, as in any case
    for a file none of whose rows has reports.
    """
    rows, incidents = list(rows), []
    if rows and not any("reports" in row for row in rows):
        which = "a table with --profile acled-like and files of other programs have none"
        msg = f"{path}: holds no reports ({which}); give a file that mapper wrote, with its columns kept"
        raise FormatError(msg)
    for number, row in enumerate(rows, 1):
        try:
            incidents.append(incident_from_row(restore(row)))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            reason = f"no column {error}" if isinstance(error, KeyError) else str(error)
            reason += "; give it a file written by mapper, with its columns kept"
            if on_skip is None:
                msg = f"{path}: {unit} {number}: {reason}"
                raise FormatError(msg) from error
            on_skip(Skipped(path, f"{unit} {number}", reason))
    return incidents


def restore(cells: Mapping[str, Any]) -> Row:
    """The row ``cells`` were before a file format, or a person's GIS program, flattened them."""
    row = {str(name): _present(value) for name, value in cells.items()}
    for name in DATES:
        row[name] = _iso_day(row.get(name))
    for name in INTEGERS:
        row[name] = None if row.get(name) is None else int(float(row[name]))
    for name in LISTS:
        row[name] = _list(row.get(name))
    reports = row.get("reports")
    row["reports"] = json.loads(reports) if isinstance(reports, str) else reports
    if not row["reports"]:
        msg = "it has no reports"
        raise ValueError(msg)
    return row


def _present(value: Any) -> Any:
    """None for what stands for nothing: empty text, NaN, and NaT or NA of a table library."""
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    marks = () if isinstance(value, str) else ("NaT", "<NA>")  # as a text they are what somebody wrote
    return None if str(value) in marks else value


def _iso_day(value: Any) -> str | None:
    return None if value is None else str(value)[:10].replace("/", "-")


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        by_gdal = _GDAL_LIST.fullmatch(value)
        value = _json_list(value) or (by_gdal[1].split(",") if by_gdal else value.split("; "))
    return [str(item) for item in value or ()]


def _json_list(text: str) -> list[Any]:
    """The list GIS programs leave as JSON text; empty when ``text`` only looks like one."""
    try:
        value = json.loads(text) if text.startswith("[") else []
    except ValueError:
        return []
    return value if isinstance(value, list) else []
