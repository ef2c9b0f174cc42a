"""GeoPackage 1.3, written with the standard library's sqlite3: GDAL is not needed to make what GDAL reads.

Two layers: ``incidents`` (points) and, where regions have polygons, ``incident_areas``; an incident is in one of them.
Dates are DATE, numbers INTEGER and REAL. A QGIS style for each layer is stored in ``layer_styles``.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mapper.errors import FormatError
from mapper.formats.flat import DATES, INTEGERS, REALS, OnSkip, columns, flat_row, restored_incidents
from mapper.formats.options import Options
from mapper.formats.qgis_style import qml
from mapper.model import Incident
from mapper.rows import Row
from mapper.whole import write_bytes

POINTS, AREAS = "incidents", "incident_areas"
_APPLICATION_ID, _USER_VERSION = 0x47504B47, 10300  # "GPKG", version 1.3.0
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
# A required column; a fixed moment, because no clock may enter a result.
_LAST_CHANGE = "1970-01-01T00:00:00.000Z"
# The tables and rows the standard requires (OGC 12-128r18, annex C), and QGIS' own for styles.
_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
_REFERENCE_SYSTEMS = (
    ("Undefined cartesian", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic", 0, "NONE", 0, "undefined", None),
    ("WGS 84", 4326, "EPSG", 4326, _WGS84, "latitude and longitude in degrees"),
)


def write(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write both layers and their styles; the layer of areas only when ``polygon`` gives an area for an incident."""
    points, areas = [], []
    for incident in incidents:
        area = options.polygon(incident.place.place_id) if options.polygon and incident.place.is_area else None
        if area is None:
            points.append((incident, _point(incident.place.lon, incident.place.lat)))
        else:
            areas.append((incident, _area(area)))
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {_USER_VERSION}")
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _REFERENCE_SYSTEMS)
        _describe(database, "layer_styles", "attributes", "QGIS styles", None)
        _layer(database, POINTS, "POINT", points, options)
        if areas:
            _layer(database, AREAS, "MULTIPOLYGON", areas, options)
        database.commit()
        write_bytes(path, database.serialize())


def _layer(
    database: sqlite3.Connection, name: str, shape: str, members: list[tuple[Incident, bytes]], options: Options
) -> None:
    rows = [flat_row(incident) for incident, _ in members]
    names = columns(rows)
    typed = ", ".join(f'"{column}" {_type(column)}' for column in names)
    database.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {shape}, {typed})")
    _describe(database, name, "features", " ".join(options.notes.values()), 4326)
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (name, shape))
    marks = ", ".join("?" * (len(names) + 1))
    quoted = ", ".join(f'"{column}"' for column in names)
    database.executemany(
        f"INSERT INTO {name} (geom, {quoted}) VALUES ({marks})",
        ((blob, *(row.get(column) for column in names)) for (_, blob), row in zip(members, rows, strict=True)),
    )
    database.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)"
        " VALUES ('', '', ?, 'geom', ?, ?, '', 1, 'coloured by event type', '', '', ?)",
        (name, name, qml(shape), _LAST_CHANGE),
    )


def _describe(database: sqlite3.Connection, table: str, kind: str, description: str, srs_id: int | None) -> None:
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (table, kind, table, description, _LAST_CHANGE, srs_id),
    )


def _type(column: str) -> str:
    for kind, names in (("DATE", DATES), ("INTEGER", INTEGERS), ("REAL", REALS)):
        if column in names:
            return kind
    return "TEXT"


def _point(lon: float, lat: float) -> bytes:
    """The geometry blob of a point: header "GP", version 0, little endian, no envelope; then its WKB."""
    return struct.pack("<2sBBi", b"GP", 0, 0b00000001, 4326) + struct.pack("<BIdd", 1, 1, lon, lat)


def _area(shape: Any) -> bytes:
    """The geometry blob of a polygon as a MultiPolygon, with its envelope (min x, max x, min y, max y)."""
    import shapely

    west, south, east, north = shape.bounds
    header = struct.pack("<2sBBi", b"GP", 0, 0b00000011, 4326) + struct.pack("<4d", west, east, south, north)
    multi = shape if shape.geom_type == "MultiPolygon" else shapely.MultiPolygon([shape])
    return header + bytes(shapely.to_wkb(multi, byte_order=1))


def read(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of both layers, as written or as a GIS program saved them again."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            rows = list(_stored(database))
    except sqlite3.DatabaseError as error:
        msg = f"{path}: not a GeoPackage of incidents ({error}); write it again with mapper"
        raise FormatError(msg) from None
    return restored_incidents(rows, str(path), "row", on_skip)


def _stored(database: sqlite3.Connection) -> Iterable[Row]:
    found = database.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'").fetchall()
    layers = [layer for (layer,) in found if layer in (POINTS, AREAS)]
    if not layers:
        msg = f"no layer is called {POINTS} or {AREAS}"
        raise sqlite3.DatabaseError(msg)
    for layer in layers:
        cursor = database.execute(f"SELECT * FROM {layer}")
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            if layer == POINTS and (moved := _coordinates(row.get("geom"))):
                row["longitude"], row["latitude"] = moved
            yield row


def _coordinates(blob: Any) -> tuple[float, float] | None:
    """The (lon, lat) of a point's blob; a GIS program may have added an envelope before it."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP":
        return None
    envelope = (0, 32, 48, 48, 64)[blob[3] >> 1 & 0b111]
    wkb = blob[8 + envelope :]
    order = "<" if wkb[:1] == b"\x01" else ">"
    kind, lon, lat = struct.unpack(f"{order}xIdd", wkb[:21])
    return (lon, lat) if kind == 1 else None
