"""One incident as a GeoJSON feature and back: the one place where (lat, lon) becomes (lon, lat)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mapper.formats.flat import DECIMALS, rounded
from mapper.formats.options import Options
from mapper.formats.simplestyle import style_of
from mapper.model import Incident
from mapper.rows import Row, incident_row


def feature(incident: Incident, options: Options) -> dict[str, Any]:
    """The Feature of ``incident`` after RFC 7946: the same id outside and inside the properties.

    GDAL keeps the inner one and would drop a numeric outer one. Lists stay arrays.
    """
    properties = rounded(incident_row(incident))
    if options.style == "simplestyle":
        properties |= style_of(incident, options.colour_by)
    return {
        "type": "Feature",
        "id": incident.incident_id,
        "geometry": geometry(incident, options),
        "properties": properties,
    }


def geometry(incident: Incident, options: Options) -> dict[str, Any]:
    """The Point of the place or, with ``geometry="area"``, the polygon of a region that has one."""
    place = incident.place
    if options.geometry == "area" and place.is_area and options.polygon and (area := options.polygon(place.place_id)):
        return area_geometry(area)
    return {"type": "Point", "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]}


def area_geometry(area: Any) -> dict[str, Any]:
    """A shapely polygon as GeoJSON, exterior rings counter-clockwise (RFC 7946, 3.1.6)."""
    import shapely

    shape = json.loads(shapely.to_geojson(shapely.orient_polygons(area)))
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list):
        return [_rounded(item) for item in coordinates]
    return round(coordinates, DECIMALS)


def properties_of(member: Any) -> Row:
    """The row of a Feature. A Point that was moved in a GIS program wins over the two coordinate columns."""
    if not isinstance(member, Mapping):
        return {}
    properties = dict(member.get("properties") or {})
    shape = member.get("geometry") or {}
    if shape.get("type") == "Point":
        properties["longitude"], properties["latitude"] = shape["coordinates"][:2]
    properties.setdefault("id", member.get("id"))
    return properties
