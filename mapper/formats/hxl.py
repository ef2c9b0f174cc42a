"""The row of HXL 1.1 hashtags under a table's header, and the P-codes the user's own table gives.

A P-code is never guessed: a region without a row in the table has an empty cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from mapper.errors import InputError
from mapper.model import Incident
from mapper.tables import read_user_table, reviewed

PCODE_COLUMNS = ("adm1_pcode", "adm2_pcode")


@cache
def _tags() -> Mapping[str, str]:
    return {row["column"]: row["hxl"] for row in reviewed("formats/hxl_tags.csv")}


def tag_row(columns: Sequence[str]) -> list[str]:
    """The hashtag of every column; empty for those HXL has no use for."""
    return [_tags().get(name, "") for name in columns]


def pcode_cells(incident: Incident, pcodes: Mapping[str, str]) -> dict[str, str]:
    """The P-codes of an incident's region and, where the place is a district, of that."""
    place = incident.place
    region_id = place.place_id if place.kind == "region" else place.admin1_id
    return {
        "adm1_pcode": pcodes.get(region_id, ""),
        "adm2_pcode": pcodes.get(place.place_id, "") if place.kind == "district" else "",
    }


def read_pcodes(path: Path) -> dict[str, str]:
    """The P-codes by place_id of a CSV with the columns ``place_id`` and ``pcode``; raises InputError for another."""
    table = read_user_table(path)
    if not {"place_id", "pcode"} <= set(table.columns):
        msg = f"{path}: needs the columns place_id and pcode; `mapper gazetteer search NAME` shows place ids"
        raise InputError(msg)
    pcodes = {}
    for row in table.rows:
        if row.problem:
            raise InputError(f"{path}: line {row.line}: {row.problem}")
        if row.cells["place_id"] and row.cells["pcode"]:
            pcodes[row.cells["place_id"]] = row.cells["pcode"]
    return pcodes
