"""Colours for written files: simplestyle 1.1.0 properties, which geojson.io, GitHub and Mapbox draw."""

from __future__ import annotations

from typing import Any, Literal
from zlib import crc32

from mapper.model import Incident

# One colour an event type, the map page's on its light theme.
TYPE_COLOURS: dict[str, str] = {
    "Battles": "#7a1f3d",
    "Explosions/Remote violence": "#d9541e",
    "Violence against civilians": "#8a4fbf",
    "Protests": "#1b6fb3",
    "Riots": "#3fa7d6",
    "Strategic developments": "#157f5b",
    "Alert": "#e3a008",
    "Other": "#767a80",
}
REST = TYPE_COLOURS["Other"]
_SERIES = tuple(TYPE_COLOURS.values())[:-1]


def colour_of(incident: Incident, by: Literal["type", "source"]) -> str:
    """The colour of an incident's event type, or one of seven by the name of its first outlet.

    An outlet keeps its colour whatever else is in the file, so that two files can be laid side by side.
    """
    if by == "type":
        return TYPE_COLOURS.get(incident.event_type, REST)
    return _SERIES[crc32(incident.sources[0].encode()) % len(_SERIES)]


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
