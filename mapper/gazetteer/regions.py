"""Outlines of countries and first-level regions, decoded only when one is asked for.

Countries are named by ISO 3166 alpha-2 ("UA"), regions by GeoNames code ("UA.04"), the few areas with an outline of
their own by place_id ("area:somaliland"). Outlines are Natural Earth's, true to about a kilometre: good for shading an
area, never for deciding which region a point is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from mapper.gazetteer.varints import decode

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GRID = 1000  # steps a degree, as build_regions writes them
NEAR = 0.3  # degrees; a point on an island or an enclave may miss an outline by this much


def outline(codes: Iterable[str]) -> BaseGeometry | None:
    """The union of those of these countries and regions that have an outline, in (lon, lat); None when none has."""
    import shapely

    shapes = [shape for code in codes if (shape := _outline(code)) is not None]
    return shapely.union_all(shapes) if len(shapes) > 1 else shapes[0] if shapes else None


def whole_outline(parts: Mapping[str, tuple[float, float]]) -> BaseGeometry | None:
    """The outline of an area made of parts (code: a point in it, (lat, lon)); None when it would not cover them all.

    A part without an outline may lie within another's, when it was cut out of that region lately. Otherwise there is
    no answer: a part shaded as the whole would say that nothing can have happened in the rest.
    """
    import shapely

    shape = outline(parts)
    known = codes()
    points = [shapely.Point(lon, lat) for code, (lat, lon) in parts.items() if code not in known]
    return shape if shape is not None and all(shape.distance(point) < NEAR for point in points) else None


def codes() -> frozenset[str]:
    """The codes that have an outline; empty where the compiled geometry is not installed."""
    archive = _archive()
    return frozenset(archive.namelist()) if archive else frozenset()


@lru_cache(maxsize=1)
def _archive() -> ZipFile | None:
    path = Path(str(files("mapper"))) / "_gazetteer" / "regions.zip"
    return ZipFile(path) if path.exists() else None


@lru_cache(maxsize=512)
def _outline(code: str) -> BaseGeometry | None:
    import shapely

    archive = _archive()
    if archive is None or code not in archive.NameToInfo:
        return None
    polygons = []
    for rings in decode(archive.read(code)):
        shell, *holes = ([(x / GRID, y / GRID) for x, y in ring] for ring in rings)
        polygons.append(shapely.Polygon(shell, holes))
    shape = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    return shape if shape.is_valid else shapely.make_valid(shape)
