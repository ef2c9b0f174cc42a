"""``sources.csv`` beside the articles: who published which file, where and when.

Columns file, source, url, published, title, note; only ``file`` must be there. The names in it are compared with
the names of files found, never opened, so that a sidecar cannot point outside its folder.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from mapper.model import Skipped
from mapper.sources.dates import read_day
from mapper.sources.decode import NotText, decode

SIDECAR = "sources.csv"


class SidecarRow(NamedTuple):
    """What a sidecar says of one file."""

    source: str = ""
    url: str = ""
    published: date | None = None
    title: str = ""


Sidecar = dict[str, SidecarRow]


def read_sidecar(folder: Path, on_skip: Callable[[Skipped], None]) -> Sidecar:
    """The rows of ``folder``'s sources.csv by file name; empty when there is none.

    A row that cannot be read is reported to ``on_skip`` with its line, and the others hold.
    """
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    try:
        text = decode(path.read_bytes()).text
    except (OSError, NotText) as error:
        on_skip(Skipped(str(path), "", f"cannot be read ({error}); the articles run without it"))
        return {}
    table = csv.DictReader(StringIO(text, newline=""))
    if "file" not in (table.fieldnames or ()):
        reason = "has no column 'file'; its first line must be file,source,url,published,title,note"
        on_skip(Skipped(str(path), "line 1", reason))
        return {}
    rows: Sidecar = {}
    for row in table:
        try:
            name, entry = _row(row)
            rows[name] = entry
        except ValueError as error:
            on_skip(Skipped(str(path), f"line {table.line_num}", f"{error}; the article runs without this row"))
    return rows


def _row(row: dict[str, str | None]) -> tuple[str, SidecarRow]:
    if None in row:
        msg = "has more cells than the first line; put quotes round cells with commas"
        raise ValueError(msg)
    cells = {name: (value or "").strip() for name, value in row.items()}
    if not cells["file"]:
        msg = "names no file"
        raise ValueError(msg)
    published = read_day(cells["published"]) if cells.get("published") else None
    return cells["file"], SidecarRow(cells.get("source", ""), cells.get("url", ""), published, cells.get("title", ""))
