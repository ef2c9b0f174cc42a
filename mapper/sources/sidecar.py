"""``sources.csv`` beside the articles: who published which file, where and when.

Columns file, source, url, published, title, note; only ``file`` must be there. The names in it are compared with
the names of files found, never opened, so that a sidecar cannot point outside its folder.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mapper.model import Skipped
from mapper.sources.dates import read_day
from mapper.sources.decode import NotText, decode
from mapper.tables import Row, read_table

SIDECAR = "sources.csv"


class SidecarRow(NamedTuple):
    """What a sidecar says of one file."""

    source: str = ""
    url: str = ""
    published: date | None = None
    title: str = ""


Sidecar = dict[str, SidecarRow]


def read_sidecar(folder: Path, on_skip: Callable[[Skipped], None], on_note: Callable[[str], None]) -> Sidecar:
    """The rows of ``folder``'s sources.csv by file name; empty when there is none.

    A row that cannot be read is reported to ``on_skip`` with its line, and the others hold; one that names no file of
    the folder to ``on_note``.
    """
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    try:
        text = decode(path.read_bytes()).text
    except (OSError, NotText) as error:
        on_skip(Skipped(str(path), "", f"cannot be read ({error}); the articles run without it"))
        return {}
    table = read_table(text)
    if "file" not in table.columns:
        reason = "has no column 'file'; its first line must be file,source,url,published,title,note"
        on_skip(Skipped(str(path), "line 1", reason))
        return {}
    rows: Sidecar = {}
    there = {file.name for file in folder.iterdir()}
    for row in table.rows:
        try:
            name, entry = _row(row)
            rows[name] = entry
            if name not in there:
                on_note(f"{path}: line {row.line}: names {name!r}, which is not in this folder; check the spelling")
        except ValueError as error:
            on_skip(Skipped(str(path), f"line {row.line}", f"{error}; the article runs without this row"))
    return rows


def _row(row: Row) -> tuple[str, SidecarRow]:
    if row.problem and not row.is_short:
        raise ValueError(row.problem)
    cells = {name: value.strip() for name, value in row.cells.items()}
    if not cells["file"]:
        msg = "names no file"
        raise ValueError(msg)
    published = read_day(cells["published"]) if cells.get("published") else None
    return cells["file"], SidecarRow(cells.get("source", ""), cells.get("url", ""), published, cells.get("title", ""))
