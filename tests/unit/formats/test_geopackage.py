"""GeoPackage without GDAL: what SQLite alone can tell of it, and files that are none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from tests.samples import INCIDENTS, SUMY_OBLAST


def test_an_incident_is_in_one_layer_only(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    write(INCIDENTS, path, polygon=lambda i: shapely.box(33, 50, 35, 52) if i == SUMY_OBLAST.place_id else None)
    with closing(sqlite3.connect(path)) as database:
        ids = database.execute(
            "SELECT id FROM incidents UNION ALL SELECT id FROM incident_areas ORDER BY id"
        ).fetchall()
    assert [name for (name,) in ids] == [i.incident_id for i in INCIDENTS]


def test_a_point_moved_in_qgis_has_moved(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    write(INCIDENTS, path)
    with closing(sqlite3.connect(path)) as database:
        # QGIS writes an envelope before the geometry: flags 0b11, four doubles.
        blob = b"GP\x00\x03\xe6\x10\x00\x00" + bytes(32) + shapely.to_wkb(shapely.Point(24.5, 49.5), byte_order=1)
        database.execute("UPDATE incidents SET geom = ? WHERE id = 'inc-0001'", (blob,))
        database.commit()
    place = read_incidents(path)[0].place
    assert (place.lat, place.lon, place.name) == (49.5, 24.5, "Lviv")


def test_files_that_are_no_geopackage_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\0 but not really")
    with pytest.raises(FormatError, match=r"a\.gpkg: not a GeoPackage of incidents .* write it again with mapper"):
        read_incidents(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)")
        database.execute("INSERT INTO gpkg_contents VALUES ('roads', 'features')")
        database.commit()
    with pytest.raises(FormatError, match="no layer is called incidents or incident_areas"):
        read_incidents(path)
