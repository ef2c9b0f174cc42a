"""Reduced files give nothing away: the exact place is in no byte of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from mapper.errors import FormatError
from mapper.formats import FORMATS, read_incidents, reduce_precision, write
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Place
from tests.samples import INCIDENTS, LVIV, SUMY_OBLAST, incident, report

LVIV_OBLAST = Place("gn:702549", "Lviv Oblast", "region", 49.9, 23.9, "UA", "Ukraine", "Lviv Oblast", "gn:702549")
HALYCH = Place("x:1", "Brody", "city", 50.0785, 25.1537, "UA", "Ukraine", "Lviv Oblast", "gn:702549")
SECRET = incident(
    1,
    (
        report(
            HALYCH,
            "Shots near Brody, the mayor of Brody said.",
            citation=Citation("shots-in-brody", "City Radio", "Shots in Brody", "https://example.org/brody"),
            actor1="Brody police",
            denied_by="Brody council",
        ),
    ),
    actor1="Brody police",
    denied_by="Brody council",
)


RAION = Place("x:2", "Zolochiv Raion", "district", 49.8, 24.9, "UA", "Ukraine", "Lviv Oblast", "gn:702549")
NEARER = Place("x:3", "Dubno Raion", "district", 50.1, 25.2, "UA", "Ukraine", "Rivne Oblast", "gn:695592")
UKRAINE = Place("gn:690791", "Ukraine", "country", 49.0, 32.0, "UA", "Ukraine")


class Map:
    """A small gazetteer: one region, its country, and the districts it is given, nearest first."""

    def __init__(self, *districts: Place, regions: tuple[Place, ...] = (LVIV_OBLAST,)) -> None:
        self.districts, self.regions = list(districts), {region.place_id: region for region in regions}

    def get(self, place_id: str) -> Place | None:
        return self.regions.get(place_id)

    def country(self, code: str) -> Place | None:
        return UKRAINE if self.regions and code == "UA" else None

    def nearest(self, lat: float, lon: float, **_: object) -> list[Place]:
        return self.districts


MAP, EMPTY = Map(NEARER, RAION), Map(regions=())


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s not in (".xlsx", ".kmz", ".parquet")])
@pytest.mark.parametrize("to", ["adm1", "adm2", "0.1"])
def test_no_byte_of_a_reduced_file_tells_the_place(to: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write(reduce_precision([SECRET], to, MAP), path, precision=to)
    content = path.read_bytes()
    assert b"brody" not in content.lower()
    assert b"50.07" not in content
    assert b"City Radio" in content


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_file_says_that_it_is_reduced(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write(reduce_precision([SECRET], "adm1", MAP), path, precision="adm1")
    content = path.read_bytes()
    if suffix in (".xlsx", ".kmz"):
        with ZipFile(path) as archive:
            content = b"".join(map(archive.read, archive.namelist()))
    assert b"reduced to adm1" in content


def test_adm1_is_the_region_and_a_grid_rounds() -> None:
    [region] = reduce_precision([SECRET], "adm1", MAP)
    assert (region.place, region.reports[0].place) == (LVIV_OBLAST, LVIV_OBLAST)
    [cell] = reduce_precision([SECRET], "0.1")
    assert (cell.place.lat, cell.place.lon, cell.place.name, cell.place.kind) == (50.1, 25.2, "Lviv Oblast", "district")


def test_adm2_is_the_nearest_district_of_the_same_region() -> None:
    [district] = reduce_precision([SECRET], "adm2", MAP)
    assert (district.place, district.spellings) == (RAION, ("Zolochiv Raion",))


def test_a_place_whose_region_has_no_district_is_its_region() -> None:
    beside = replace(SECRET, place=replace(HALYCH, admin1_id="", name="Kyiv"))
    found = [i.place for i in reduce_precision([SECRET, beside], "adm2", MAP)]
    assert found == [RAION, UKRAINE]


def test_the_installed_gazetteer_has_districts() -> None:
    gazetteer = Gazetteer.open()
    odesa = incident(1, (report(gazetteer.search("Odesa")[0], "Shots."),))
    [district] = reduce_precision([odesa], "adm2", gazetteer)
    assert (district.place.name, district.place.admin1) == ("Odesa Raion", "Odesa Oblast")


def test_what_is_coarse_already_stays_where_it_is() -> None:
    alert = INCIDENTS[1]
    assert [i.place for i in reduce_precision([alert], "adm1", MAP)] == [SUMY_OBLAST]
    assert [i.place for i in reduce_precision([alert], "0.5")] == [SUMY_OBLAST]


def test_a_reduced_file_is_read_back(tmp_path: Path) -> None:
    reduced = reduce_precision([SECRET, INCIDENTS[0]], "adm1", MAP)
    write(reduced, tmp_path / "a.geojson")
    assert read_incidents(tmp_path / "a.geojson") == reduced


@pytest.mark.parametrize(
    ("to", "lookup", "message"),
    [
        ("adm3", MAP, "no such precision: 'adm3'; use adm1, adm2 or a grid in degrees such as 0.1"),
        ("0", MAP, "no such precision: '0'"),
        ("99", MAP, "no such precision: '99'"),
        ("nan", MAP, "no such precision: 'nan'"),
        ("adm2", Map(), "the gazetteer knows no district around Lviv; reduce to adm1, or to a grid such as 0.1"),
        ("adm1", None, "reducing to adm1 needs a gazetteer to look regions up in"),
        ("adm1", EMPTY, "Lviv (gn:702550): its region is not known; reduce to a grid such as 0.1 instead"),
    ],
)
def test_what_cannot_be_reduced_is_refused(to: str, lookup: object, message: str) -> None:
    with pytest.raises(FormatError) as error:
        reduce_precision([incident(1, (report(LVIV, "Shots."),))], to, lookup)  # type: ignore[arg-type]
    assert message in str(error.value)
