"""Colours for written files: simplestyle 1.1.0 properties, which geojson.io, GitHub and Mapbox draw."""

from __future__ import annotations

from typing import Any, Literal
from zlib import crc32

from mapper.model import Incident
from mapper.palette import EVENT_TYPES, REST, SERIES

TYPE_COLOURS: dict[str, str] = {swatch.name: swatch.light for swatch in EVENT_TYPES}


def colour_of(incident: Incident, by: Literal["type", "source"]) -> str:
    """The colour of an incident's event type, or one of seven by the name of its first outlet.

    An outlet keeps its colour whatever else is in the file, so that two files can be laid side by side.
    """
    if by == "type":
        return TYPE_COLOURS.get(incident.event_type, REST.light)
    return SERIES[crc32(incident.sources[0].encode()) % len(SERIES)].light


def style_of(incident: Incident, by: Literal["type", "source"]) -> dict[str, Any]:
    """The simplestyle properties of one feature; areas and points get theirs alike."""
    colour = colour_of(incident, by)
    return {
        "title": f"{incident.event_type}: {incident.place.name}",
        "description": incident.reports[0].sentence.text,
        "marker-color": colour,
        "marker-size": "small" if incident.place.is_area else "medium",
        "stroke": colour,
        "stroke-width": 2,
        "fill": colour,
        "fill-opacity": 0.2,
    }
