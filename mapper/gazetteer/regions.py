"""Outlines of countries and first-level regions, decoded only when one is asked for.

Countries are named by ISO 3166 alpha-2 ("UA"), regions by GeoNames code ("UA.04"). Outlines are Natural Earth's,
true to about a kilometre: good for shading an area, never for deciding which region a point is in.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from mapper.gazetteer.varints import decode

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GRID = 1000  # steps a degree, as build_regions writes them


def outline(codes: Iterable[str]) -> BaseGeometry | None:
    """The union of these countries and regions as a shapely geometry in (lon, lat); None when none has an outline."""
    import shapely

    shapes = [shape for code in codes if (shape := _outline(code)) is not None]
    return shapely.union_all(shapes) if len(shapes) > 1 else shapes[0] if shapes else None


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
