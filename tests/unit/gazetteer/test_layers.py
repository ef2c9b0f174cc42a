"""Layers over the world: a user's own places, and country dumps of GeoNames."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer, layers


def line(number: int, name: str, point: str, feature: str, admin1: str, population: int, others: str = "") -> str:
    """A row in the 19 columns of a country dump."""
    before = f"{number}\t{name}\t{name}\t{others}\t{point}\t{feature}\tUA\t\t{admin1}\t\t\t\t"
    return f"{before}{population}\t\t120\tEurope/Kyiv\t2024-01-01"


NAMES = "Verkhniy Dubnik,Верхній Дубник,Верхний Дубник"
VILLAGE = line(99000001, "Verkhnii Dubnyk", "48.51\t37.51", "P\tPPL", "05", 84, NAMES)
KYIV = line(703448, "Kyiv", "50.45466\t30.5238", "P\tPPLC", "12", 2952301, "Kyjevisko")
BRIDGE = line(99000002, "Dubnyk Bridge", "48.52\t37.52", "S\tBDG", "05", 0)
HOTEL = line(99000003, "Dubnyk Hotel", "48.52\t37.52", "S\tHTL", "05", 0)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPER_DATA_DIR", str(tmp_path / "user"))


def table(tmp_path: Path, text: str, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def dump(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "not the table")
        archive.writestr("UA.txt", "\n".join(lines) + "\n")
    return path


def test_own_places_are_asked_first_and_found_by_every_name(tmp_path: Path) -> None:
    layers.add(table(tmp_path, "name,lat,lon,names\nKiev,47.1,37.5,CP Delta|Delta Post\n"))
    gazetteer = Gazetteer.open()
    assert [p.place_id for p in gazetteer.search("Kiev")][:2] == ["own:kiev", "gn:703448"]
    assert [p.place_id for p in gazetteer.search("delta post")] == ["own:kiev"]


def test_an_own_place_gets_country_and_region_of_the_nearest_town(tmp_path: Path) -> None:
    layers.add(table(tmp_path, "name,lat,lon\nHill 93,47.1,37.5\n"))
    place = Gazetteer.open().get("own:hill-93")
    assert place is not None
    assert (place.country, place.country_name, place.admin1) == ("UA", "Ukraine", "Donetsk Oblast")


def test_an_alias_gives_a_known_place_one_more_name(tmp_path: Path) -> None:
    layers.add(table(tmp_path, "name;place_id\nMother of Cities;gn:703448\nNowhere;gn:1\n"))
    gazetteer = Gazetteer.open()
    assert [p.place_id for p in gazetteer.search("mother of cities")] == ["gn:703448"]
    assert "Mother of Cities" in gazetteer.names("gn:703448")
    assert gazetteer.get("gn:703448") == Gazetteer.world().get("gn:703448")
    assert gazetteer.search("Nowhere", country="UA") == []


def test_an_alias_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, "name;place_id\nMother of Cities;gn:703448\nNowhere;gn:1\n")
    step = "find its id with: mapper gazetteer search NAME"
    assert [f"{path}: 'Nowhere' leads nowhere: no place has the id 'gn:1'; {step}"] == layers.dangling(path)


def test_an_own_row_with_a_known_id_moves_the_place(tmp_path: Path) -> None:
    layers.add(
        table(
            tmp_path, "name\tlat\tlon\tkind\tcountry\tadmin1\tplace_id\nKyiv\t50.4\t30.6\tcity\tUA\tUA.12\tgn:703448\n"
        )
    )
    (place, *_) = Gazetteer.open().search("Київ")
    assert (place.lat, place.lon, place.place_id) == (50.4, 30.6, "gn:703448")


def test_a_table_can_be_asked_without_being_kept(tmp_path: Path) -> None:
    path = table(tmp_path, "name,lat,lon\nHill 93,47.1,37.5\n")
    assert [p.name for p in Gazetteer.open(extra=[path]).search("hill 93")] == ["Hill 93"]
    assert Gazetteer.open().get("own:hill-93") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,latitude,lon\nA place,1,2\n", "column 'latitude'"),
        ("lat,lon\n1,2\n", "no column 'name'"),
        ("", "no column 'name'"),
        ("name,lat,lon\nA place,91,2\n", "line 2: lat 91.0, lon 2.0 is not on the globe"),
        ("name,lat,lon\nA place,1,two\n", "line 2: lat '1' and lon 'two' must be decimal degrees"),
        ("name,lat,lon\n...,1,2\n", "line 2: the name '...' has no letters"),
        ("name,lat,lon\nA place,,\n", "line 2: 'A place' has neither a point"),
        ("name,lat,lon,kind\nA place,1,2,hamlet\n", "line 2: kind 'hamlet' is not one of site"),
        ("name,lat,lon\nA place,nan,2\n", "line 2: lat nan, lon 2.0 is not on the globe"),
    ],
)
def test_a_table_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(GazetteerError) as caught:
        layers.add(path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPER_DATA_DIR", str(table(tmp_path, "a file, not a folder", "blocked")))
    with pytest.raises(GazetteerError, match=r"cannot be written .*MAPPER_DATA_DIR"):
        layers.add(table(tmp_path, "name,lat,lon\nHill 93,47.1,37.5\n"))


def test_a_country_dump_adds_villages_sites_and_names(tmp_path: Path) -> None:
    layers.add(dump(tmp_path, VILLAGE, KYIV, BRIDGE, HOTEL))
    gazetteer = Gazetteer.open()
    (village,) = gazetteer.search("Верхний Дубник")
    assert (village.place_id, village.population, village.admin1, village.admin1_id) == (
        "gn:99000001",
        84,
        "Donetsk Oblast",
        "gn:709716",
    )
    assert gazetteer.search("Werchnij Dubnyk")[0] == village
    assert [(p.kind, p.feature_code) for p in gazetteer.search("Dubnyk Bridge")] == [("site", "BDG")]
    assert gazetteer.search("Dubnyk Hotel") == []
    assert gazetteer.search("Kyjevisko")[0] == Gazetteer.world().get("gn:703448")
    assert gazetteer.contains("gn:709716", village)
    assert gazetteer.nearest(48.511, 37.511) == [village]
    assert [layer["layer"] for layer in gazetteer.info()["layers"]] == ["world", "UA"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["703448\tKyiv\t50.4\t30.5"], "line 1: 4 columns where a country dump of GeoNames has 19"),
        ([VILLAGE, KYIV.replace("50.45466", "north")], "line 2: latitude, longitude or population is not a number"),
        ([HOTEL], "holds no populated place or site"),
    ],
)
def test_a_dump_that_is_none_is_named_with_its_line(tmp_path: Path, lines: list[str], says: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        layers.add(dump(tmp_path, *lines))
    assert says in str(caught.value)


def test_a_damaged_zip_is_one_clear_line(tmp_path: Path) -> None:
    path = dump(tmp_path, VILLAGE)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(GazetteerError, match=r"UA\.zip: cannot be read as a country dump"):
        layers.add(path)
