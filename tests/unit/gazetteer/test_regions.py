"""The outlines: who has what, and that neighbours share their borders."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest
import shapely

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.build_regions import (
    FIRST_REGION_ZOOM,
    PIXELS_A_DEGREE,
    REGION_PIXELS,
    region_zoom,
    stale_geometry,
)
from mapper.gazetteer.regions import codes, outline
from mapper.gazetteer.rows import name_rows
from mapper.gazetteer.shapes import cut_at_cells
from mapper.gazetteer.stamp import CHECKOUT
from mapper.gazetteer.varints import decode, encode

PRODUCTS = Path(str(files("mapper"))) / "_gazetteer"

# place, lat, lon, the country whose outline it lies in (docs/disputed-places.md)
DECIDED = [
    ("Simferopol", 44.95, 34.10, "UA"),
    ("Sevastopol", 44.60, 33.53, "UA"),
    ("Kerch", 45.35, 36.47, "UA"),
    ("Donetsk", 48.00, 37.80, "UA"),
    ("Majdal Shams", 33.27, 35.77, "SY"),
    ("Laayoune", 27.15, -13.20, "EH"),
    ("Kyrenia", 35.33, 33.32, "CY"),
    ("Hargeisa", 9.56, 44.06, "SO"),
    ("Sukhumi", 43.00, 41.02, "GE"),
    ("Tskhinvali", 42.22, 43.97, "GE"),
    ("Tiraspol", 46.84, 29.63, "MD"),
    ("Stepanakert", 39.82, 46.75, "AZ"),
    ("Gaza City", 31.50, 34.46, "PS"),
    ("Ramallah", 31.90, 35.20, "PS"),
    ("Pristina", 42.66, 21.16, "XK"),
    ("Cayenne", 4.93, -52.33, "GF"),
]


@pytest.mark.parametrize(("name", "lat", "lon", "country"), DECIDED)
def test_disputed_places_lie_where_the_decisions_say(name: str, lat: float, lon: float, country: str) -> None:
    point = shapely.Point(lon, lat)
    holders = [c for c in codes() if len(c) == 2 and (shape := outline([c])) is not None and shape.covers(point)]
    assert holders == [country], name


def test_all_of_ukraine_has_outlines_and_no_other_country_has_a_part_of_it() -> None:
    regions = sorted(code for code in codes() if code.startswith("UA."))
    assert regions == [f"UA.{number:02}" for number in range(1, 28)]
    ukraine, russia = outline(["UA"]), outline(["RU"])
    assert ukraine is not None
    assert russia is not None
    whole = outline(regions)
    assert whole is not None
    assert ukraine.symmetric_difference(whole).area < 1e-6
    assert ukraine.intersection(russia).area < 1e-6


def test_neighbouring_regions_share_their_border_exactly() -> None:
    shapes = [outline([code]) for code in sorted(codes()) if code.startswith("UA.")]
    assert shapely.coverage_is_valid(shapes)


def test_a_code_without_an_outline_gives_none() -> None:
    assert outline(["ZZ", "UA.99"]) is None


def test_the_gazetteer_gives_outlines_of_countries_regions_and_areas_but_not_of_towns() -> None:
    gazetteer = Gazetteer.open()
    donbas, donetsk, luhansk = (gazetteer.polygon(i) for i in ("area:donbas", "gn:709716", "gn:702657"))
    assert donbas is not None
    assert donbas.equals(shapely.union_all([donetsk, luhansk]))
    assert gazetteer.polygon("gn:703448") is None
    assert gazetteer.polygon("gn:1") is None


def test_an_area_that_cannot_be_outlined_whole_is_not_outlined_in_part() -> None:
    gazetteer = Gazetteer.open()
    assert gazetteer.polygon("area:eastern-drc") is None
    kurdistan = gazetteer.polygon("area:kurdistan-region")  # Halabja, cut out of Sulaymaniyah, has none of its own
    assert kurdistan is not None
    assert gazetteer.polygon("area:somaliland") is not None


def test_streams_come_back_as_they_went_in() -> None:
    features = [[[(0, 0), (5, -7), (1000, 3)], [(-180000, 90000), (1, 1)]], [], [[(2, 2)]]]
    assert decode(encode(features)) == features


def test_every_cell_of_the_background_stays_within_its_ten_degrees() -> None:
    with ZipFile(PRODUCTS / "basemap.zip") as archive:
        for name in archive.namelist():
            corner, _, layer = name.partition("/")
            if not layer or corner == "world":
                continue
            south, west = (int(part) * 1000 for part in corner.split(","))
            for ring in (ring for feature in decode(archive.read(name)) for ring in feature):
                assert all(west <= x <= west + 10_000 and south <= y <= south + 10_000 for x, y in ring), name
                assert len(ring) >= (3 if layer in ("land", "lake") else 2), name


def test_the_land_of_the_background_has_the_area_of_the_countries() -> None:
    with ZipFile(PRODUCTS / "basemap.zip") as archive:
        (land,) = decode(archive.read("40,30/land"))
    window = shapely.box(30, 40, 40, 50)
    shapes = [s for c in codes() if len(c) == 2 and (s := outline([c])) is not None and s.intersects(window)]
    assert sum(map(_signed, land)) == pytest.approx(shapely.union_all(shapes).intersection(window).area, rel=1e-3)


def _signed(ring: list[tuple[int, int]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2e6


def test_great_lakes_are_water_and_the_dnipro_flows_past_kyiv() -> None:
    with ZipFile(PRODUCTS / "basemap.zip") as archive:
        (lakes,) = decode(archive.read("world/lake"))
        (rivers,) = decode(archive.read("50,30/river"))
    superior, victoria = shapely.Point(-8750, 4770), shapely.Point(3300, -100)
    shores = [shapely.Polygon(ring) for ring in lakes]
    assert all(any(shore.covers(point) for shore in shores) for point in (superior, victoria))
    kyiv = shapely.Point(30_520, 50_450)
    assert min(shapely.LineString(line).distance(kyiv) for line in rivers) < 50  # steps of 1/1000 degree


def test_the_compiled_geometry_is_what_the_checkout_says() -> None:
    assert list(stale_geometry(CHECKOUT)) == []


def test_geometry_is_compiled_anew_to_the_same_bytes(tmp_path: Path) -> None:
    for source in (
        "data/gazetteer/regions.topojson",
        *(f"mapper/gazetteer/{n}.py" for n in ("build_regions", "rows", "shapes", "varints")),
    ):
        target = tmp_path / source
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((CHECKOUT / source).read_bytes())
    compiled = {path.name: content for path, content in stale_geometry(tmp_path)}
    assert compiled == {name: (PRODUCTS / name).read_bytes() for name in ("regions.zip", "basemap.zip")}


def test_regions_are_drawn_where_they_can_be_told_apart() -> None:
    assert region_zoom([3.0, 4.0, 5.0]) == FIRST_REGION_ZOOM
    municipalities, provinces = region_zoom([0.1] * 200), region_zoom([0.9] * 20)
    assert FIRST_REGION_ZOOM <= provinces < municipalities
    assert (
        0.1 * PIXELS_A_DEGREE * 2**municipalities >= REGION_PIXELS > 0.1 * PIXELS_A_DEGREE * 2 ** (municipalities - 1)
    )


def test_slovenian_municipalities_wait_longer_than_ukrainian_oblasts() -> None:
    with ZipFile(PRODUCTS / "basemap.zip") as archive:
        layers = {
            name: shapely.MultiLineString(decode(archive.read(name))[0])
            for name in archive.namelist()
            if name.startswith("world/admin1-")
        }
    ljubljana, kyiv = shapely.Point(1450, 4605), shapely.Point(3050, 5045)
    nearest = [min(layers, key=lambda name: layers[name].distance(point)) for point in (ljubljana, kyiv)]
    slovenia, ukraine = (float(name.rpartition("-")[2]) for name in nearest)
    assert ukraine <= 4.5
    assert slovenia >= 7


def test_lines_of_two_cells_and_of_the_world_meet_at_the_edge_between_them() -> None:
    with ZipFile(PRODUCTS / "basemap.zip") as archive:
        west, east, world = (
            {point for line in decode(archive.read(f"{part}/country"))[0] for point in line}
            for part in ("40,30", "40,40", "world")
        )
    at_edge = {point for point in west if point[0] == 40_000}
    assert len(at_edge) > 3
    assert at_edge == {point for point in east if point[0] == 40_000}
    assert {(round(x / 10), round(y / 10)) for x, y in at_edge} <= world


def test_a_line_is_cut_where_it_crosses_the_edge_of_a_cell() -> None:
    assert cut_at_cells([(5, 5), (25, 15)], 10) == [
        [(5, 5), (10, 8)],
        [(10, 8), (15, 10)],
        [(15, 10), (20, 12)],
        [(20, 12), (25, 15)],
    ]
    assert cut_at_cells([(1, 1), (10, 1), (12, 1)], 10) == [[(1, 1), (10, 1)], [(10, 1), (12, 1)]]
    assert cut_at_cells([(1, 1), (2, 2)], 10) == [[(1, 1), (2, 2)]]


def test_a_country_is_told_in_rows_from_coast_to_coast() -> None:
    square, hole, islet = [(0, 0), (0, 120), (120, 120), (120, 0)], [(40, 0), (40, 60), (80, 60), (80, 0)], [(200, 50)]
    step, *rows = name_rows([square, hole])
    assert step == 10
    assert rows[0] == (5, 0, 40)
    assert rows[1] == (5, 80, 120)
    assert rows[-1] == (115, 0, 120)
    small = [*islet, (200, 60), (210, 60), (210, 50)]
    assert all(east <= 120 for _, _, east in name_rows([square, small])[1:])  # type: ignore[misc]
