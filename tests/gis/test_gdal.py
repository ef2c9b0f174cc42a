"""Every vector format through GDAL's own tools, as QGIS would read it: layers, types, counts, coordinates."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import shapely

from mapper.formats import read_incidents, write
from tests.samples import INCIDENTS, SUMY_OBLAST

pytestmark = pytest.mark.gdal


def polygon(place_id: str) -> shapely.Geometry | None:
    return shapely.box(33, 50, 35, 52) if place_id == SUMY_OBLAST.place_id else None


def gdal(*command: str | Path) -> str:
    """What a GDAL tool prints; Python libraries may bring a GDAL of their own, whose data is not the tool's."""
    own = {name: value for name, value in os.environ.items() if name not in ("GDAL_DATA", "PROJ_DATA", "PROJ_LIB")}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True, env=own)
    assert "ERROR" not in done.stderr
    return done.stdout


def info(path: Path, layer: str = "incidents") -> str:
    return gdal("ogrinfo", "-so", path, layer)


def types(report: str) -> dict[str, str]:
    """Field types as ogrinfo prints them, widths left aside."""
    return dict(re.findall(r"^(\w+): (\w+(?:\(\w+\))?)(?: \([\d.]+\))?(?: NOT NULL)?$", report, re.MULTILINE))


# Arrays are a type of their own in GeoJSON; everywhere else they are joined text.
LIST = {".geojson": "StringList", ".geojsonl": "StringList", ".geojsons": "StringList"}


@pytest.mark.parametrize("suffix", [".geojson", ".geojsonl", ".geojsons", ".gpkg", ".fgb"])
def test_fields_have_their_types(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"incidents{suffix}"
    write(INCIDENTS, path)
    report = info(path)
    found = types(report)
    assert "Feature Count: 4" in report
    assert 'ID["EPSG",4326]' in report
    # FlatGeobuf knows no dates without a time.
    assert found["event_date"] == found["event_date_end"] == ("DateTime" if suffix == ".fgb" else "Date")
    for name in ("fatalities", "time_precision", "geo_precision", "span_start", "n_independent"):
        assert found[name].startswith("Integer"), name
    assert (found["latitude"], found["longitude"], found["id"], found["notes"]) == ("Real", "Real", "String", "String")
    assert found["spellings"] == LIST.get(suffix, "String")


def test_kml_is_read_with_its_time_and_data(tmp_path: Path) -> None:
    path = tmp_path / "incidents.kml"
    write(INCIDENTS, path)
    report = gdal("ogrinfo", "-al", path)
    assert "Feature Count: 4" in report
    assert "id (String) = inc-0001" in report


def test_csv_is_read_by_its_coordinate_columns(tmp_path: Path) -> None:
    path = tmp_path / "incidents.csv"
    write(INCIDENTS, path)
    report = gdal(
        "ogrinfo", "-al", "-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude",
        "-oo", "AUTODETECT_TYPE=YES", path,
    )  # fmt: skip
    assert "POINT (24.02324 49.8382601)" in report
    assert types(report)["event_date"] == "Date"


def test_a_geopackage_has_points_and_areas_and_a_style_for_each(tmp_path: Path) -> None:
    path = tmp_path / "incidents.gpkg"
    write(INCIDENTS, path, polygon=polygon)
    points, areas = info(path), info(path, "incident_areas")
    assert ("Geometry: Point" in points, "Feature Count: 3" in points) == (True, True)
    assert ("Geometry: Multi Polygon" in areas, "Feature Count: 1" in areas) == (True, True)
    assert "Extent: (33.000000, 50.000000) - (35.000000, 52.000000)" in areas
    assert "Feature Count: 2" in info(path, "layer_styles")
    assert sorted(read_incidents(path), key=lambda i: i.incident_id) == list(INCIDENTS)


def test_the_geopackage_keeps_to_the_standard(tmp_path: Path) -> None:
    path = tmp_path / "incidents.gpkg"
    write(INCIDENTS, path, polygon=polygon)
    # Debian's python3-gdal brings OGC's rules as a script for the system's own Python.
    script = "from osgeo_utils.samples.validate_gpkg import check; import sys; check(sys.argv[1])"
    gdal("/usr/bin/python3", "-W", "ignore", "-c", script, path)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
def test_a_file_that_went_through_gdal_is_read_again(suffix: str, tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.geojson")
    again = tmp_path / f"again{suffix}"
    gdal("ogr2ogr", again, tmp_path / "a.geojson", "-nln", "incidents")
    assert read_incidents(again) == list(INCIDENTS)


def test_areas_are_what_gdal_calls_valid(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    write(INCIDENTS, path, geometry="area", polygon=polygon)
    assert json.loads(path.read_text(encoding="utf-8"))["features"][1]["geometry"]["type"] == "Polygon"
    checked = gdal(
        "ogrinfo",
        "-q",
        "-dialect",
        "SQLite",
        "-sql",
        "SELECT count(*) n FROM incidents WHERE ST_IsValid(geometry)",
        path,
    )
    assert "n (Integer) = 4" in checked
