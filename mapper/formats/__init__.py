"""Incidents to files and back, one format a module; the suffix of the path decides which."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from mapper.errors import FormatError
from mapper.formats.flat import OnSkip
from mapper.formats.options import DEFAULTS, Options
from mapper.formats.precision import reduce_precision
from mapper.model import Incident

__all__ = ["FORMATS", "read_incidents", "reduce_precision", "write"]


class Format(NamedTuple):
    """One file format: what a person calls it, where it is written and read (module.function), its options."""

    name: str
    write: str
    read: str
    uses: tuple[str, ...] = ()
    streams: bool = False  # written incident by incident, however many there are


_FEATURES, _SHAPES = ("geometry", "style", "colour_by"), ("geometry",)
_TABLES = ("profile", "hxl", "pcodes", "guard")
# Options that are of use only beside another one.
_BESIDE = {"colour_by": "style", "pcodes": "hxl"}

FORMATS: dict[str, Format] = {
    ".geojson": Format("GeoJSON", "geojson.write", "geojson.read", _FEATURES, streams=True),
    ".json": Format("GeoJSON", "geojson.write", "geojson.read", _FEATURES, streams=True),
    ".geojsonl": Format(
        "GeoJSON, one feature a line", "geojson.write_sequence", "geojson.read_sequence", _FEATURES, streams=True
    ),
    ".geojsons": Format(
        "GeoJSON text sequence", "geojson.write_sequence", "geojson.read_sequence", _FEATURES, streams=True
    ),
    ".csv": Format("CSV", "table.write_csv", "table.read_csv", (*_TABLES, "bom")),
    ".xlsx": Format("Excel workbook", "xlsx.write", "xlsx.read", _TABLES),
    ".gpkg": Format("GeoPackage", "geopackage.write", "geopackage.read", _SHAPES),
    ".parquet": Format("GeoParquet", "arrow.write_geoparquet", "arrow.read_geoparquet", _SHAPES),
    ".fgb": Format("FlatGeobuf", "arrow.write_flatgeobuf", "arrow.read_flatgeobuf", _SHAPES),
    ".kml": Format("KML", "kml.write_kml", "kml.read", _SHAPES),
    ".kmz": Format("KMZ", "kml.write_kmz", "kml.read", _SHAPES),
    ".html": Format("HTML page", "digest.write_html", "digest.read"),
    ".md": Format("Markdown page", "digest.write_markdown", "digest.read"),
}


def write(incidents: Iterable[Incident], path: str | Path, **options: Any) -> None:
    """Write ``incidents`` in the format of the path's suffix, in their order, whole or not at all.

    ``options`` are the fields of ``Options``: geometry, polygon, style, colour_by, profile, hxl, pcodes, guard,
    bom, precision. "-" writes GeoJSON to standard output. Raises FormatError for a suffix or option that is not
    known or of no use there, MissingExtra where the format needs a library that is not installed.
    """
    known = {field.name for field in dataclasses.fields(Options)}
    if unknown := sorted(set(options) - known):
        msg = f"no such option: {', '.join(unknown)}; there are {', '.join(sorted(known))}"
        raise FormatError(msg)
    chosen = Options(**options)
    form = FORMATS[".geojson"] if str(path) == "-" else _format_of(Path(path))
    _check(chosen, form, path)
    if str(path) == "-":
        from mapper.formats.geojson import lines

        sys.stdout.writelines(lines(incidents, chosen))
        return
    _function(form.write)(incidents if form.streams else list(incidents), Path(path), chosen)


def read_incidents(path: str | Path, *, on_skip: OnSkip | None = None) -> list[Incident]:
    """The incidents of a file this program wrote, also after a GIS program or a spreadsheet saved it again.

    A row that cannot be read goes to ``on_skip``; without it, raises FormatError naming the file and the row.
    """
    file = Path(path)
    function = _function(_format_of(file).read)
    if not file.is_file():
        msg = f"{file}: does not exist; check the spelling"
        raise FormatError(msg)
    incidents: list[Incident] = function(file, on_skip)
    return incidents


def _check(chosen: Options, form: Format, path: str | Path) -> None:
    """Raise FormatError for an option that would do nothing."""
    for name in (*_FEATURES, *_TABLES, "bom"):
        if getattr(chosen, name) == getattr(DEFAULTS, name):
            continue
        if name not in form.uses:
            others = ", ".join(suffix for suffix, other in FORMATS.items() if name in other.uses)
            raise FormatError(f"{path}: {form.name} has no use for {name}; it is for {others}")
        if (beside := _BESIDE.get(name)) and not getattr(chosen, beside):
            raise FormatError(f"{path}: {name} is of use only with {beside}")


def _format_of(path: Path) -> Format:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        msg = f"{path}: no format is known by the ending {path.suffix!r}; use one of {', '.join(FORMATS)}"
        raise FormatError(msg) from None


def _function(name: str) -> Any:
    module, function = name.split(".")
    return getattr(import_module(f"mapper.formats.{module}"), function)
