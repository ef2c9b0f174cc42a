"""Reduced files give nothing away: the exact place is in no byte of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.errors import FormatError
from mapper.formats import FORMATS, read_incidents, reduce_precision, write
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
            citation=Citation("d1", "City Radio", "Shots in Brody", "https://example.org/brody"),
            actor1="Brody police",
            denied_by="Brody council",
        ),
    ),
    actor1="Brody police",
    denied_by="Brody council",
)


def get(place_id: str) -> Place | None:
    return LVIV_OBLAST if place_id == LVIV_OBLAST.place_id else None


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s not in (".xlsx", ".kmz", ".parquet")])
@pytest.mark.parametrize("to", ["adm1", "adm2", "0.1"])
def test_no_byte_of_a_reduced_file_tells_the_place(to: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write(reduce_precision([SECRET], to, get), path, precision=to)
    content = path.read_bytes()
    assert b"brody" not in content.lower()
    assert b"50.07" not in content
    assert b"City Radio" in content


def test_the_file_says_that_it_is_reduced(tmp_path: Path) -> None:
    write(reduce_precision([SECRET], "adm1", get), tmp_path / "a.geojson", precision="adm1")
    assert '"precision": "reduced to adm1"' in (tmp_path / "a.geojson").read_text()


def test_adm1_is_the_region_and_a_grid_rounds() -> None:
    [region] = reduce_precision([SECRET], "adm1", get)
    assert (region.place, region.reports[0].place) == (LVIV_OBLAST, LVIV_OBLAST)
    [cell] = reduce_precision([SECRET], "0.1")
    assert (cell.place.lat, cell.place.lon, cell.place.name, cell.place.kind) == (50.1, 25.2, "Lviv Oblast", "district")


def test_what_is_coarse_already_stays_where_it_is() -> None:
    alert = INCIDENTS[1]
    assert [i.place for i in reduce_precision([alert], "adm1", get)] == [SUMY_OBLAST]
    assert [i.place for i in reduce_precision([alert], "0.5")] == [SUMY_OBLAST]


def test_a_reduced_file_is_read_back(tmp_path: Path) -> None:
    reduced = reduce_precision([SECRET, INCIDENTS[0]], "adm1", get)
    write(reduced, tmp_path / "a.geojson")
    assert read_incidents(tmp_path / "a.geojson") == reduced


@pytest.mark.parametrize(
    ("to", "lookup", "message"),
    [
        ("adm3", get, "no such precision: 'adm3'; use adm1, adm2 or a grid in degrees such as 0.1"),
        ("0", get, "no such precision: '0'"),
        ("99", get, "no such precision: '99'"),
        ("nan", get, "no such precision: 'nan'"),
        ("adm1", None, "reducing to adm1 needs a gazetteer to look regions up in"),
        ("adm1", lambda _: None, "Lviv (gn:702550): its region is not known; reduce to a grid such as 0.1 instead"),
    ],
)
def test_what_cannot_be_reduced_is_refused(to: str, lookup: object, message: str) -> None:
    with pytest.raises(FormatError) as error:
        reduce_precision([incident(1, (report(LVIV, "Shots."),))], to, lookup)  # type: ignore[arg-type]
    assert message in str(error.value)
