"""What QGIS itself makes of the files: `make test-qgis`.

Not part of every run: QGIS takes a gigabyte. GDAL, which QGIS reads with, is in test_gdal.py.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import shapely

from mapper.formats import write
from mapper.formats.simplestyle import TYPE_COLOURS
from tests.samples import INCIDENTS, SUMY_OBLAST

PICTURE = Path("build/qgis.png")


def polygon(place_id: str) -> shapely.Geometry | None:
    return shapely.box(33, 50, 35, 52) if place_id == SUMY_OBLAST.place_id else None


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What QGIS says of the GeoPackage's two layers and of the GeoJSON; its picture is left in build/."""
    folder = tmp_path_factory.mktemp("qgis")
    write(INCIDENTS, folder / "a.gpkg", polygon=polygon)
    write(INCIDENTS, folder / "a.geojson")
    PICTURE.parent.mkdir(exist_ok=True)
    package = folder / "a.gpkg"
    layers = [f"{package}|layername=incidents", f"{package}|layername=incident_areas", str(folder / "a.geojson")]
    script = Path(__file__).with_name("in_qgis.py")
    done = subprocess.run(
        ["/usr/bin/python3", "-W", "ignore", str(script), str(PICTURE), *layers],
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(folder),
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_layers_open_with_all_their_features(seen: list[dict[str, Any]]) -> None:
    assert [(layer["valid"], layer["count"], layer["crs"]) for layer in seen[:-1]] == [
        (True, 3, "EPSG:4326"),
        (True, 1, "EPSG:4326"),
        (True, 4, "EPSG:4326"),
    ]


def test_days_are_dates(seen: list[dict[str, Any]]) -> None:
    assert [layer["types"]["event_date"] for layer in seen[:-1]] == ["Date"] * 3


def test_a_geopackage_brings_its_style(seen: list[dict[str, Any]]) -> None:
    assert [(layer["styled_by"], layer["categories"]) for layer in seen[:2]] == [("event_type", 9)] * 2


def test_the_temporal_controller_is_set(seen: list[dict[str, Any]]) -> None:
    # One point lasts from 3 to 4 May, one area is of 4 May; the undated are there on no day.
    assert [layer["on_the_day"] for layer in seen[:2]] == [1, 1]


def test_the_picture_shows_the_colours_of_the_style(seen: list[dict[str, Any]]) -> None:
    # The fire lies on the strike at the same place; the alert is the outline of its region.
    assert {TYPE_COLOURS["Other"], TYPE_COLOURS["Alert"]} <= set(seen[-1]["colours"])
