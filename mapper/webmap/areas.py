"""Outlines of the regions and countries that incidents are only known to lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapper.gazetteer.varints import Ring
from mapper.webmap.columns import pack_features
from mapper.webmap.payload import Block, Payload

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

# An area is drawn at most some 800 pixels wide before it fills the screen: finer detail is never seen.
DETAIL = 1 / 1600
FINEST_DEGREES = 0.004
GRID = 0.001


def area_block(payload: Payload, gazetteer: Gazetteer | None) -> list[Block]:
    """The outlines as one block; ``meta["areas"]`` gets the place code of each. A place without one is left out."""
    features, codes = [], []
    for code, place in enumerate(payload.places):
        rings = list(_rings(place.place_id, gazetteer)) if place.is_area and gazetteer else []
        if rings:
            features.append(rings)
            codes.append(code)
    payload.meta |= {"areas": codes, "areaGrid": GRID}
    return [Block("areas", pack_features(features))] if features else []


def _rings(place_id: str, gazetteer: Gazetteer) -> Iterator[Ring]:
    """The outline's rings on the grid, (lon, lat) as shapely has it, without the closing point."""
    import shapely

    outline = gazetteer.polygon(place_id)
    if outline is None:
        return
    west, south, east, north = outline.bounds
    tolerance = max(FINEST_DEGREES, max(east - west, north - south) * DETAIL)
    for polygon in shapely.get_parts(shapely.simplify(outline, tolerance)):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [(round(x / GRID), round(y / GRID)) for x, y, *_ in ring.coords]
            corners = [point for point, before in zip(points[1:], points, strict=False) if point != before]
            if len(corners) >= 3:
                yield corners
