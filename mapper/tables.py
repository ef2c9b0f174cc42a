"""Tables of rows with a header: the reviewed ones this package carries, and those a user brings.

One reader for all of them, so that a row that does not fit its header is seen and named everywhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mapper.errors import InputError, LexiconError

_PACKAGE = Path(__file__).parent  # found without importlib.resources, which needs a package that is installed
_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """A row by its columns, the line it ends on, and why it does not fit the header, "" when it does.

    ``is_short`` is true where the only problem is that its last cells are missing, which people's tables often have.
    """

    line: int
    cells: dict[str, str]
    problem: str = ""
    is_short: bool = False


class Table(NamedTuple):
    """The columns of a table in their order, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def read_table(text: str, delimiter: str = ",", *, strict: bool = True) -> Table:
    """The table in ``text``: CSV, or with another delimiter; empty lines are no rows.

    A short row is filled up with empty cells, a long one is cut off; both say so in ``problem``. A quote out of place
    ends a ``strict`` table with a row that says so; else it is taken as it can be.
    """
    # The text is bounded already; the module's own limit on a cell is global, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        columns = tuple(next(reader, ()))
    except csv.Error as error:
        return Table((), iter((Row(reader.line_num, {}, f"{error}; every quote that opens must close"),)))
    return Table(columns, _rows(reader, columns))


def _rows(reader: Any, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        for cells in reader:
            if cells:
                filled = cells + [""] * (len(columns) - len(cells))
                short = len(cells) < len(columns)
                yield Row(reader.line_num, dict(zip(columns, filled, strict=False)), _misfit(cells, columns), short)
    except csv.Error as error:
        yield Row(reader.line_num, {}, f"{error}; every quote that opens must close")


def _misfit(cells: list[str], columns: tuple[str, ...]) -> str:
    if len(cells) == len(columns):
        return ""
    return f"{len(cells)} cells where the first line has {len(columns)}; put quotes round cells that hold the delimiter"


def read_user_table(path: Path) -> Table:
    """The table of a user's file, in UTF-8 and with whatever delimiter; raises InputError when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"{path}: cannot be read ({reason}); save it as CSV in UTF-8") from error
    return read_table(text, likely_delimiter(text))


def likely_delimiter(text: str) -> str:
    """The delimiter of a user's table: of comma, semicolon, tab and bar the one its first line has most of."""
    return max(_DELIMITERS, key=text.partition("\n")[0].count)


@cache
def reviewed(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of this package, "lexicon/time.csv" or "text/endings.tsv", in file order.

    Raises LexiconError when the file is missing or a row has more or fewer cells than the header.
    """
    try:
        text = (_PACKAGE / name).read_text(encoding="utf-8")
    except OSError as error:
        msg = f"mapper/{name} cannot be read ({error}); reinstall incident-mapper"
        raise LexiconError(msg) from error
    rows = tuple(read_table(text, "\t" if name.endswith(".tsv") else ",").rows)
    for row in rows:
        if row.problem:
            msg = f"mapper/{name} line {row.line}: {row.problem}"
            raise LexiconError(msg)
    return tuple(row.cells for row in rows)
