"""The laws that the reviewed place tables keep."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import shapely

from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.regions import codes, outline
from mapper.resolve import resolve_name

DATA = Path(__file__).parents[3] / "data" / "gazetteer"

COLUMNS = {
    "countries": "place_id iso2 iso3 name local_name names capital lat lon population source",
    "admin1": "place_id code country name local_name names capital lat lon source",
    "admin2": "place_id code country admin1 name names lat lon population source",
    "areas": "place_id name kind country parts lat lon names disputed note source",
    "sites": "place_id name kind country admin1 lat lon population feature names disputed source accuracy_km note",
    "villages": "place_id name kind country admin1 lat lon population feature names disputed source accuracy_km note",
    "demonyms": "demonym place_id example",
    "abbreviations": "abbreviation place_id expansion kind example",
    "renames": "old place_id date language source",
    "canonical": "place_id name local_name source",
    "disputed": "place_id note source",
    "region_rows": "name iso_a2 country code reason",
    "disputed_lines": "line name drawn one_side other_side reason",
    "prefer": "name place_id reason source",
    "block": "name place_id reason source",
}
PLACES = ("countries", "admin1", "admin2", "areas", "sites", "villages")
PLACE_ID = re.compile(r"(gn:\d+|(site|village|place|area):[a-z0-9-]+|a2:[A-Z]{2}\.\w+\..+)")


ON_THE_FRONT_LINE = [
    "Robotyne",
    "Rabotino",
    "Роботине",
    "Работино",
    "Klishchiivka",
    "Kleshcheyevka",
    "Novoprokopivka",
    "Makarivka",
    "Opytne",
    "Pisky",
    "Peski",
    "Andriivka",
    "Ivanivske",
    "Kamianske",
    "Krynky",
    "Krynki",
    "Verbove",
    "Urozhaine",
    "Staromaiorske",
    "Neskuchne",
    "Rivnopil",
    "Synkivka",
    "Berdychi",
    "Ocheretyne",
    "Orlivka",
    "Semenivka",
    "Snake Island",
    "Zmiinyi Island",
    "Kerch Bridge",
    "Crimean Bridge",
    "Azovstal",
    "Hostomel Airport",
    "Saky Air Base",
    "Belbek airfield",
    "Kakhovka Dam",
    "ZNPP",
    "Antonivka bridge",
    "Chornobaivka airfield",
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


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


@pytest.mark.parametrize("table", ["demonyms", "renames", "canonical", "prefer", "block", "abbreviations", "disputed"])
def test_no_row_points_nowhere(table: str, gazetteer: Gazetteer) -> None:
    ids = {row["place_id"] for row in rows(table)} - {""}
    assert [i for i in sorted(ids) if gazetteer.get(i) is None] == []


def test_a_region_has_its_point_in_its_outline() -> None:
    outside = []
    for row in rows("admin1"):
        shape = outline([row["code"]])
        away = shape.distance(shapely.Point(float(row["lon"]), float(row["lat"]))) if shape is not None else 0
        if away > 0.12:  # of the widest gap between a coarse border and a point given to three decimals
            outside.append((row["place_id"], round(away, 2)))
    assert outside == []


@pytest.mark.parametrize("column", ["name", "local_name"])
def test_no_two_regions_of_a_country_bear_one_name(column: str) -> None:
    assert twice([f"{row['country']} {row[column]}" for row in rows("admin1") if row[column]]) == []


def test_parts_of_areas_are_known_codes() -> None:
    known = {r["iso2"] for r in rows("countries")} | {r["code"] for r in rows("admin1")}
    assert [(r["place_id"], p) for r in rows("areas") for p in r["parts"].split("|") if p and p not in known] == []


def test_a_part_of_a_country_has_its_point_in_its_outline() -> None:
    outside, outlined = [], codes()
    for row in rows("areas"):
        parts = [p for p in row["parts"].split("|") if p]
        shape = outline(parts) if row["country"] and outlined.issuperset(parts) else None
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        if shape is not None and shape.distance(point) > 0.15:  # a coast in Natural Earth is true to about this
            outside.append((row["place_id"], round(shape.distance(point), 2)))
    assert outside == []


def test_parts_of_an_area_lie_in_its_country() -> None:
    assert [
        r["place_id"]
        for r in rows("areas")
        if r["country"] and any(p[:2] != r["country"] for p in r["parts"].split("|") if p)
    ] == []


def test_every_adjective_stands_in_its_example() -> None:
    assert [r["demonym"] for r in rows("demonyms") if r["demonym"] not in r["example"]] == []
    assert [
        r["abbreviation"] for r in rows("abbreviations") if r["abbreviation"].lower() not in r["example"].lower()
    ] == []


def test_an_adjective_means_one_place() -> None:
    assert twice([r["demonym"] for r in rows("demonyms")]) == []


def test_a_preferred_name_comes_first_and_a_blocked_name_is_gone(gazetteer: Gazetteer) -> None:
    for row in rows("prefer"):
        assert [p.place_id for p in gazetteer.search(row["name"])][:1] == [row["place_id"]], row["name"]
    for row in rows("block"):
        assert row["place_id"] not in [p.place_id for p in gazetteer.search(row["name"])], row["name"]


def test_an_area_is_found_before_the_towns_that_share_its_name(gazetteer: Gazetteer) -> None:
    by_hand = [row for row in rows("areas") if row["source"] != "scripts/make_compass.py"]
    found = {row["name"]: [p.place_id for p in gazetteer.search(row["name"])][:1] for row in by_hand}
    assert [row["name"] for row in by_hand if found[row["name"]] != [row["place_id"]]] == []


def test_what_is_disputed_of_a_region_is_said_of_every_place_in_it(gazetteer: Gazetteer) -> None:
    notes = {p.name: p.disputed for i in ("gn:693805", "gn:694423", "site:belbek-air-base") if (p := gazetteer.get(i))}
    assert set(notes) == {"Simferopol", "Sevastopol", "Belbek Air Base"}
    assert set(notes.values()) == {"Ukrainian territory occupied and annexed by Russia in 2014"}
    kherson = gazetteer.get("gn:706448")
    assert kherson is not None
    assert kherson.disputed == ""


def test_renames_have_dates_or_say_that_it_is_usage() -> None:
    day = re.compile(r"\d{4}(-\d\d-\d\d)?")
    assert [r["old"] for r in rows("renames") if r["date"] and not day.fullmatch(r["date"])] == []
    assert [r["old"] for r in rows("renames") if not r["date"] and not r["source"].startswith("usage")] == []


def test_canonical_names_have_the_letters_of_english_and_one_row_each() -> None:
    assert twice([r["place_id"] for r in rows("canonical")]) == []
    odd = re.compile(r"[^A-Za-zÀ-ÿăâîșțȘȚ0-9 '’().-]")
    assert [r["name"] for r in rows("canonical") if odd.search(r["name"])] == []


OFF_SHORE = ("T.ISL", "T.ISLS", "T.SPIT", "T.CAPE", "S.BDG", "S.PIER", "L.PRT", "H.STM")  # coarse coasts miss these


def overlay() -> list[dict[str, str]]:
    return [*rows("sites"), *rows("villages")]


# In degrees, how far a true point may lie from its outline: Natural Earth draws countries finer than regions.
BESIDE_COUNTRY, BESIDE_REGION = 0.06, 0.16


def test_overlay_points_lie_in_their_country_and_region() -> None:
    outside = []
    for row in overlay():
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        for code, beside in ((row["country"], BESIDE_COUNTRY), (row["admin1"], BESIDE_REGION)):
            shape = outline([code])
            if shape is not None and row["feature"] not in OFF_SHORE and shape.distance(point) > beside:
                outside.append((row["place_id"], code, round(shape.distance(point), 2)))
    assert outside == []


def test_overlay_points_are_as_far_from_their_neighbour_as_the_note_says(gazetteer: Gazetteer) -> None:
    wrong = []
    for row in overlay():
        told = re.match(r"(\d+) km from .+ \((gn:\d+)\)", row["note"])
        if told is None:
            continue
        neighbour = gazetteer.get(told[2])
        assert neighbour is not None, row["place_id"]
        away = kilometres((float(row["lat"]), float(row["lon"])), (neighbour.lat, neighbour.lon))
        if abs(away - int(told[1])) > 1.5:
            wrong.append((row["place_id"], round(away, 1), told[1]))
    assert wrong == []


def test_every_place_of_our_own_names_its_neighbour_and_the_accuracy_of_its_point() -> None:
    own = [r for r in overlay() if not r["place_id"].startswith("gn:")]
    assert [r["place_id"] for r in own if " km from " not in r["note"]] == []


# Public tables an overlay point was held against; a row that none of them has says "unchecked" behind its kilometres.
REFERENCES = (
    "GeoNames",
    "OpenStreetMap",
    "OurAirports",
    "airportsdata",
    "MIMU",
    "Global Power Plant Database",
    "UN/LOCODE",
    "Wikipedia",
)


def test_every_overlay_point_says_how_true_it_is_or_that_it_is_unchecked() -> None:
    stated = re.compile(r"\d+( unchecked)?")
    assert [r["place_id"] for r in overlay() if not stated.fullmatch(r["accuracy_km"])] == []
    checked = [r for r in overlay() if not r["accuracy_km"].endswith("unchecked")]
    assert [r["place_id"] for r in checked if not r["source"].startswith(REFERENCES)] == []
    assert [r["place_id"] for r in overlay() if r not in checked and r["source"].startswith(REFERENCES)] == []


def test_a_point_that_no_reference_confirms_says_how_far_off_it_may_be(gazetteer: Gazetteer) -> None:
    told = {
        i: place.point_within_km for i in ("village:poima", "site:vasylkiv-air-base") if (place := gazetteer.get(i))
    }
    assert told == {"village:poima": 3, "site:vasylkiv-air-base": 0}


def test_the_guide_counts_the_points_no_reference_confirms() -> None:
    guide = (DATA / "README.md").read_text(encoding="utf-8")
    told = re.search(r"(\d+) of the ([\d,]+) points of the overlay are unchecked", guide)
    assert told is not None
    unchecked = [r for r in overlay() if r["accuracy_km"].endswith("unchecked")]
    assert (int(told[1]), int(told[2].replace(",", ""))) == (len(unchecked), len(overlay()))


def test_no_two_places_of_one_name_lie_within_a_kilometre() -> None:
    by_name: dict[str, list[dict[str, str]]] = {}
    for row in overlay():
        by_name.setdefault(row["name"], []).append(row)
    assert [
        (one["place_id"], other["place_id"])
        for same in by_name.values()
        for number, one in enumerate(same)
        for other in same[:number]
        if kilometres((float(one["lat"]), float(one["lon"])), (float(other["lat"]), float(other["lon"]))) < 1
    ] == []


def test_an_own_place_does_not_repeat_one_of_geonames(gazetteer: Gazetteer) -> None:
    repeated = []
    for row in rows("villages"):
        if row["place_id"].startswith("gn:"):
            continue
        here = (float(row["lat"]), float(row["lon"]))
        repeated += [
            (row["place_id"], place.place_id)
            for place in gazetteer.search(row["name"], country=row["country"], kind="city")
            if place.place_id.startswith("gn:") and kilometres(here, (place.lat, place.lon)) < 5
        ]
    assert repeated == []


@pytest.mark.parametrize("name", ON_THE_FRONT_LINE)
def test_what_reporting_names_is_found_in_every_spelling(name: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.search(name, country="UA") != [], name


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Robotyne", "village:robotyne"),
        ("Rabotino", "village:robotyne"),
        ("Kleshcheyevka", "village:klishchiivka"),
        ("Zmiinyi Island", "site:snake-island"),
        ("ZNPP", "site:zaporizhzhia-nuclear-power-plant"),
        ("southern Russia", "area:southern-russia"),
        ("Middle East", "area:middle-east"),
        ("northwest Syria", "area:northwestern-syria"),
        ("Kashmir", "area:kashmir"),
    ],
)
def test_the_overlay_is_what_a_name_on_its_own_means(name: str, place_id: str, gazetteer: Gazetteer) -> None:
    place = resolve_name(name, gazetteer).place
    assert place is not None
    assert place.place_id == place_id


def test_the_overlay_is_as_large_as_reporting_needs() -> None:
    assert len(overlay()) >= 250


def twice(values: list[str]) -> list[str]:
    return sorted({value for value in values if values.count(value) > 1})
