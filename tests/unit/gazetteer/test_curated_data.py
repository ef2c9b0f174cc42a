"""The laws that the reviewed place tables keep."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data" / "gazetteer"

COLUMNS = {
    "countries": "place_id iso2 iso3 name local_name names capital lat lon population source",
    "admin1": "place_id code country name local_name names capital lat lon source",
    "admin2": "place_id code country admin1 name names lat lon source",
    "areas": "place_id name kind country parts lat lon names disputed note source",
    "sites": "place_id name kind country admin1 lat lon population feature names disputed source note",
    "villages": "place_id name kind country admin1 lat lon population feature names disputed source note",
    "demonyms": "demonym place_id example",
    "prefer": "name place_id reason source",
    "block": "name place_id reason source",
}
PLACES = ("countries", "admin1", "admin2", "areas", "sites", "villages")
PLACE_ID = re.compile(r"(gn:\d+|(site|village|area):[a-z0-9-]+|a1:[A-Z]{2}\.\w+|a2:[A-Z]{2}\.\w+\..+)")


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def names_of(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["names"].split("|"))]


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_has_exactly_the_columns_of_its_table(table: str) -> None:
    lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0].split("\t") == COLUMNS[table].split()
    assert lines[-1] == ""
    assert [n for n, line in enumerate(lines[:-1], 1) if line.count("\t") != lines[0].count("\t")] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_cells_have_no_stray_space_and_no_carriage_return(table: str) -> None:
    assert [(r, c) for r in rows(table) for c in r.values() if c != c.strip() or "\r" in c or "||" in c] == []


@pytest.mark.parametrize("table", PLACES)
def test_ids_are_well_formed_and_used_once(table: str) -> None:
    ids = [r["place_id"] for r in rows(table)]
    assert [i for i in ids if not PLACE_ID.fullmatch(i)] == []
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("table", PLACES)
def test_points_are_on_the_globe_and_rows_are_sourced(table: str) -> None:
    for row in rows(table):
        assert -90 <= float(row["lat"]) <= 90, row["name"]
        assert -180 <= float(row["lon"]) <= 180, row["name"]
        assert row["source"], row["name"]


@pytest.mark.parametrize("table", PLACES)
def test_names_are_real_and_not_repeated_within_a_row(table: str) -> None:
    for row in rows(table):
        names = names_of(row)
        assert [n for n in names if len(n) < 3 and n.isascii()] == [], row["place_id"]
        assert len(names) == len(set(names)), row["place_id"]


def test_both_seed_articles_find_their_regions_and_sites() -> None:
    spellings = {n.casefold() for table in ("admin1", "areas", "sites") for r in rows(table) for n in names_of(r)}
    regions = [f"{name} region" for name in ("Nikolayev", "Poltava", "Chernigov", "Sumy", "Kharkov", "Dnepropetrovsk")]
    wanted = [
        *regions,
        "Kherson region",
        "southern Russia",
        "southern Ukraine",
        "Kremlin",
        "Novo-Ogaryovo",
        "Red Square",
    ]
    assert [w for w in wanted if w.casefold() not in spellings] == []
