"""GeoJSON to the letter of RFC 7946, and as people's programs leave it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from mapper.model import Skipped
from mapper.rows import INCIDENT_COLUMNS
from tests.samples import INCIDENTS, SUMY_OBLAST

# A clockwise ring with a hole: the wrong way round, as many sources have it.
AREA = shapely.Polygon(
    [(33, 50), (33, 52), (35, 52), (35, 50), (33, 50)], [[(34, 51), (34.1, 51), (34.1, 51.1), (34, 51)]]
)


def polygon(place_id: str) -> shapely.Polygon | None:
    return AREA if place_id == SUMY_OBLAST.place_id else None


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.geojson"
    write(INCIDENTS, path)
    return path


def test_the_file_is_a_feature_collection_without_crs(written: Path) -> None:
    collection = json.loads(written.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert "GeoNames" in collection["attribution"]
    assert len(collection["features"]) == len(INCIDENTS)


def test_every_feature_stands_on_its_own_line(written: Path) -> None:
    lines = written.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == [i.incident_id for i in INCIDENTS]


def test_a_feature_has_its_id_twice_lon_before_lat_and_our_columns(written: Path) -> None:
    feature = json.loads(written.read_text(encoding="utf-8"))["features"][0]
    assert feature["id"] == feature["properties"]["id"] == "inc-0001"
    assert feature["geometry"] == {"type": "Point", "coordinates": [24.02324, 49.8382601]}
    assert tuple(feature["properties"])[: len(INCIDENT_COLUMNS)] == INCIDENT_COLUMNS
    assert feature["properties"]["spellings"] == ["Lviv"]
    assert feature["properties"]["event_date"] == "2023-05-03"


def test_the_same_incidents_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "again.geojson")
    assert (tmp_path / "again.geojson").read_bytes() == written.read_bytes()


def test_coordinates_have_seven_decimals_at_most(tmp_path: Path) -> None:
    incident = replace(INCIDENTS[0], place=replace(INCIDENTS[0].place, lat=1 / 3, lon=-2 / 3))
    write([incident], tmp_path / "a.geojson")
    feature = json.loads((tmp_path / "a.geojson").read_text())["features"][0]
    assert feature["geometry"]["coordinates"] == [-0.6666667, 0.3333333]
    assert feature["properties"]["latitude"] == 0.3333333


def test_regions_become_polygons_with_outer_rings_counter_clockwise(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    write(INCIDENTS, path, geometry="area", polygon=polygon)
    shapes = [f["geometry"] for f in json.loads(path.read_text())["features"]]
    assert [s["type"] for s in shapes] == ["Point", "Polygon", "Point", "Point"]
    outer, inner = (shapely.LinearRing(ring) for ring in shapes[1]["coordinates"])
    assert (outer.is_ccw, inner.is_ccw) == (True, False)
    assert read_incidents(path) == list(INCIDENTS)


def test_simplestyle_adds_its_properties(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    write(INCIDENTS, path, style="simplestyle")
    properties = json.loads(path.read_text())["features"][0]["properties"]
    assert properties["title"] == "Explosions/Remote violence: Lviv"
    assert properties["marker-color"] == "#d9541e"
    write(INCIDENTS, path, style="simplestyle", colour_by="source")
    colours = [f["properties"]["marker-color"] for f in json.loads(path.read_text())["features"]]
    assert colours[1] == colours[2] != colours[0]


def test_a_file_saved_by_qgis_is_read(written: Path) -> None:
    # QGIS writes a crs-less copy with columns in another order, lists and objects as JSON text, dates with slashes.
    collection = json.loads(written.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        kept = {n: json.dumps(v) if isinstance(v, list) else v for n, v in feature["properties"].items()}
        kept["event_date"] = (kept["event_date"] or "").replace("-", "/") or None
        feature["properties"] = {"fid": 1} | dict(sorted(kept.items(), reverse=True))
        del feature["id"]
    written.write_text(json.dumps(collection), encoding="utf-8")
    assert read_incidents(written) == list(INCIDENTS)


def test_a_point_moved_on_the_map_has_moved(written: Path) -> None:
    collection = json.loads(written.read_text(encoding="utf-8"))
    collection["features"][0]["geometry"]["coordinates"] = [24.5, 49.5]
    written.write_text(json.dumps(collection), encoding="utf-8")
    place = read_incidents(written)[0].place
    assert (place.lat, place.lon, place.name, place.country) == (49.5, 24.5, "Lviv", "UA")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not a GeoJSON FeatureCollection"),
        ("[]", "not a GeoJSON FeatureCollection"),
        ('{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        ('{"features": [{"properties": {}}]}', "holds no reports"),
        ('{"features": [{"properties": {"reports": [{}]}}]}', "feature 1: no column 'place_as_written'"),
        ('{"features": [7]}', "holds no reports"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_next_step(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content)
    with pytest.raises(FormatError) as error:
        read_incidents(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_one_bad_feature_costs_itself_only(written: Path) -> None:
    collection = json.loads(written.read_text(encoding="utf-8"))
    del collection["features"][1]["properties"]["event_type"]
    written.write_text(json.dumps(collection), encoding="utf-8")
    skipped: list[Skipped] = []
    assert len(read_incidents(written, on_skip=skipped.append)) == len(INCIDENTS) - 1
    assert skipped == [
        Skipped(
            str(written),
            "feature 2",
            "no column 'event_type'; give it a file written by mapper, with its columns kept",
        )
    ]


@pytest.mark.parametrize("suffix", [".geojsonl", ".geojsons"])
def test_a_sequence_has_one_feature_a_line(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write(INCIDENTS, path)
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    assert all(line.startswith("\x1e") == (suffix == ".geojsons") for line in lines)
    assert [json.loads(line.lstrip("\x1e"))["type"] for line in lines] == ["Feature"] * len(INCIDENTS)


def test_standard_output_gets_geojson(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    write(INCIDENTS, "-")
    assert capsys.readouterr().out == written.read_text(encoding="utf-8")


def test_a_write_that_fails_leaves_what_was_there(written: Path) -> None:
    before = written.read_bytes()

    def broken(place_id: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write(INCIDENTS, written, geometry="area", polygon=broken)
    assert written.read_bytes() == before
    assert [p.name for p in written.parent.iterdir()] == [written.name]
