"""Places by name, identifier and position."""

from __future__ import annotations

import csv
import pickle
from pathlib import Path

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer, layout

CASES = Path(__file__).parents[2] / "cases" / "places.csv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['name']}-{case['country']}")
def test_a_name_finds_its_place_first(gazetteer: Gazetteer, case: dict[str, str]) -> None:
    found = gazetteer.search(case["name"], country=case["country"] or None, limit=1)
    assert [case["place_id"]] == [place.place_id for place in found], case["why"]


def test_a_place_knows_its_region_and_country(gazetteer: Gazetteer) -> None:
    place = gazetteer.get("gn:700569")
    assert place is not None
    assert (place.kind, place.admin1_id, place.admin1) == ("city", "gn:700567", "Mykolaiv Oblast")
    assert (place.country, place.country_name) == ("UA", "Ukraine")


def test_crimea_and_sevastopol_are_in_ukraine(gazetteer: Gazetteer) -> None:
    for name in ("Simferopol", "Sevastopol", "Kerch"):
        assert [place.country for place in gazetteer.search(name, limit=1)] == ["UA"]


@pytest.mark.parametrize("name", ["", " ", "x" * 10_000, "🚀", "\u200b", "a\u0301\u200d" * 500, "ODS", "NLV", "ji fu"])
def test_noise_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.search(name) == []


def test_an_unknown_identifier_is_no_place(gazetteer: Gazetteer) -> None:
    assert [gazetteer.get(place_id) for place_id in ("gn:1", "gn:x", "gn:", "", "site:none")] == [None] * 5
    assert gazetteer.names("gn:1") == ()
    assert gazetteer.display_name("gn:1") == ""


def test_all_spellings_begin_with_the_present_name(gazetteer: Gazetteer) -> None:
    names = gazetteer.names("gn:703448")
    assert names[0] == "Kyiv"
    assert {"Kiev", "Київ", "Киев"} <= set(names)


def test_nearest_is_by_distance_and_bounded(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.nearest(46.4825, 30.7233)] == ["Odesa"]
    assert gazetteer.nearest(-48.9, -123.4) == []  # Point Nemo, farthest from all land


def test_nearest_looks_across_the_180th_meridian(gazetteer: Gazetteer) -> None:
    found = gazetteer.nearest(-16.9, 179.95, within_km=400, limit=50)
    assert {True, False} == {place.lon > 0 for place in found}


def test_within_a_box(gazetteer: Gazetteer) -> None:
    found = gazetteer.within((50.3, 30.2, 50.6, 30.8), kind="city")
    assert found[0].place_id == "gn:703448"
    assert all(50.3 <= place.lat <= 50.6 and 30.2 <= place.lon <= 30.8 for place in found)


def test_containment_is_by_codes(gazetteer: Gazetteer) -> None:
    kherson, kyiv = gazetteer.get("gn:706448"), gazetteer.get("gn:703448")
    assert kherson is not None
    assert kyiv is not None
    assert gazetteer.contains("gn:706442", kherson)
    assert gazetteer.contains("gn:690791", kherson)
    assert gazetteer.contains("area:southern-ukraine", kherson)
    assert not gazetteer.contains("area:southern-ukraine", kyiv)
    assert not gazetteer.contains("gn:1", kyiv)


def test_a_missing_damaged_or_foreign_index_is_one_clear_line(tmp_path: Path) -> None:
    foreign, short, empty = tmp_path / "foreign", tmp_path / "short", tmp_path / "empty"
    foreign.write_bytes(b"SQLite format 3\0" * 100)
    short.write_bytes((Path(str(Gazetteer.open().info()["layers"][0]["path"])).read_bytes())[:1_000_000])
    empty.write_bytes(b"")
    for path in (tmp_path / "none", foreign, short, empty):
        with pytest.raises(GazetteerError, match="next step") as caught:
            Gazetteer.open(path)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_cell_is_one_degree() -> None:
    assert layout.cell(-90, -180) == 0
    assert layout.cell(90, 180) == 179 * 360
    assert layout.cell(0.5, 0.5) == layout.cell(0.99, 0.01)


def test_a_gazetteer_travels_to_another_process_as_its_name(gazetteer: Gazetteer) -> None:
    sent = pickle.dumps(gazetteer)
    assert len(sent) < 500
    assert (gazetteer.version, gazetteer.get("gn:703448")) == (
        pickle.loads(sent).version,
        pickle.loads(sent).get("gn:703448"),
    )


@pytest.mark.parametrize(
    ("place_id", "local"),
    [
        ("gn:703448", "Київ"),
        ("gn:706483", "Харків"),
        ("gn:700569", "Миколаїв"),
        ("gn:524901", "Москва"),
        ("gn:170063", "حلب"),
        ("gn:115019", "شیراز"),  # Persian letters: the Arabic spelling is another
        ("gn:267008", "Tyre"),  # two spellings in the country's letters: none is surely its own
        ("gn:706442", "Херсонська область"),
        ("gn:690791", "Україна"),
        ("gn:5527554", "Odessa"),
    ],
)
def test_the_local_name_is_the_countrys_own(gazetteer: Gazetteer, place_id: str, local: str) -> None:
    assert gazetteer.display_name(place_id, "local") == local
