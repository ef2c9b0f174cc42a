"""GeoParquet 1.1 and FlatGeobuf, through one typed Arrow table (extra ``gis``)."""

from __future__ import annotations

import errno
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mapper.errors import FormatError, MissingExtra
from mapper.formats.flat import DATES, INTEGERS, REALS, OnSkip, columns, flat_row, restored_incidents
from mapper.formats.options import Options
from mapper.model import Incident
from mapper.whole import cannot_write, whole

_GEOMETRY, _BOX = "geometry", "bbox"


def write_geoparquet(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write GeoParquet 1.1: WKB in longitude and latitude (OGC:CRS84, its default), a covering box a row."""
    arrow, parquet = _pyarrow("writing GeoParquet")
    shapes = _shapes(incidents, options)
    table = _table(incidents, arrow)
    boxes = [dict(zip(("xmin", "ymin", "xmax", "ymax"), shape.bounds, strict=True)) for shape in shapes]
    box_type = arrow.struct([(side, arrow.float64()) for side in ("xmin", "ymin", "xmax", "ymax")])
    table = table.append_column(_BOX, arrow.array(boxes, box_type))
    table = table.append_column(_GEOMETRY, arrow.array([shape.wkb for shape in shapes], arrow.binary()))
    metadata = {"geo": json.dumps(_geo(shapes)), **options.notes}
    with whole(path) as temporary:
        parquet.write_table(table.replace_schema_metadata(metadata), temporary, compression="zstd")


def _geo(shapes: Sequence[Any]) -> dict[str, Any]:
    """The ``geo`` key of the file, as geoparquet.org's schema 1.1.0 has it."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes}),
        "covering": {"bbox": {side: [_BOX, side] for side in ("xmin", "ymin", "xmax", "ymax")}},
    }
    if shapes:
        west, south, east, north = zip(*(shape.bounds for shape in shapes), strict=True)
        column["bbox"] = [min(west), min(south), max(east), max(north)]
    return {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}


def read_geoparquet(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a GeoParquet file; a moved geometry wins over the coordinate columns."""
    arrow, parquet = _pyarrow("reading GeoParquet")
    try:
        rows = parquet.read_table(path).to_pylist()
    except (arrow.ArrowException, OSError) as error:
        msg = f"{path}: not a GeoParquet file ({error}); write it again with mapper"
        raise FormatError(msg) from None
    return restored_incidents(map(_placed, rows), str(path), "row", on_skip)


def write_flatgeobuf(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write FlatGeobuf with its spatial index, which puts the rows in an order of its own."""
    arrow, _ = _pyarrow("writing FlatGeobuf")
    pyogrio = _pyogrio("writing FlatGeobuf")
    shapes = _shapes(incidents, options)
    table = _table(incidents, arrow).append_column(
        _GEOMETRY, arrow.array([shape.wkb for shape in shapes], arrow.binary())
    )
    kinds = {shape.geom_type for shape in shapes} or {"Point"}
    with whole(path) as temporary:
        try:
            pyogrio.write_arrow(
                table,
                temporary,
                driver="FlatGeobuf",
                geometry_name=_GEOMETRY,
                geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
                crs="EPSG:4326",
                layer="incidents",
                layer_options={"TITLE": "incidents", "DESCRIPTION": " ".join(options.notes.values())},
            )
        except pyogrio.errors.DataSourceError as error:  # how GDAL tells of a disk that is full
            raise cannot_write(path, OSError(errno.EIO, str(error))) from error


def read_flatgeobuf(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a FlatGeobuf file, in the order of their ids, since the file keeps none of ours."""
    _pyarrow("reading FlatGeobuf")
    pyogrio = _pyogrio("reading FlatGeobuf")
    try:
        meta, table = pyogrio.read_arrow(path)
    except (pyogrio.errors.DataSourceError, OSError) as error:
        msg = f"{path}: not a FlatGeobuf file ({error}); write it again with mapper"
        raise FormatError(msg) from None
    name = meta["geometry_name"] or "wkb_geometry"
    rows = ({_GEOMETRY if key == name else key: value for key, value in row.items()} for row in table.to_pylist())
    incidents = restored_incidents(map(_placed, rows), str(path), "row", on_skip)
    return sorted(incidents, key=lambda incident: incident.incident_id)


def _table(incidents: Sequence[Incident], arrow: Any) -> Any:
    rows = [flat_row(incident) for incident in incidents]
    arrays = {
        name: arrow.array([_typed(name, row.get(name)) for row in rows], _arrow_type(name, arrow))
        for name in columns(rows)
    }
    return arrow.table(arrays)


def _arrow_type(name: str, arrow: Any) -> Any:
    for kind, names in ((arrow.date32(), DATES), (arrow.int64(), INTEGERS), (arrow.float64(), REALS)):
        if name in names:
            return kind
    return arrow.string()


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in DATES and value else value


def _shapes(incidents: Sequence[Incident], options: Options) -> list[Any]:
    """Each place as a shapely geometry in (lon, lat)."""
    from shapely.geometry import shape

    from mapper.formats.features import geometry

    return [shape(geometry(incident, options)) for incident in incidents]


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the coordinates of its point."""
    import shapely

    blob = row.pop(_GEOMETRY, None)
    shape = shapely.from_wkb(blob) if blob else None
    return row | ({"longitude": shape.x, "latitude": shape.y} if shape and shape.geom_type == "Point" else {})


def _pyarrow(purpose: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("gis", purpose) from None
    return pyarrow, parquet


def _pyogrio(purpose: str) -> Any:
    try:
        import pyogrio
    except ImportError:
        raise MissingExtra("gis", purpose) from None
    return pyogrio
