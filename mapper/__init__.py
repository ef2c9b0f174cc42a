"""Incident mapper: news articles in, an attributed, dated, deduplicated map of incidents out.

from mapper import draw_map, find_incidents, read, write
incidents = find_incidents(read(["my_articles/"]))
write(incidents, "incidents.geojson")
draw_map(incidents).save("map.html")

A name is imported from its module when it is first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mapper.version import __version__ as __version__

if TYPE_CHECKING:
    from mapper.corroboration import corroborate
    from mapper.formats import read_incidents, write
    from mapper.gazetteer import Gazetteer
    from mapper.pipeline import extract_reports, find_incidents, geoparse
    from mapper.sources import read
    from mapper.webmap import draw_map

__all__ = [
    "Gazetteer",
    "corroborate",
    "draw_map",
    "extract_reports",
    "find_incidents",
    "geoparse",
    "read",
    "read_incidents",
    "write",
]

_HOME = {
    "Gazetteer": "mapper.gazetteer",
    "corroborate": "mapper.corroboration",
    "draw_map": "mapper.webmap",
    "extract_reports": "mapper.pipeline",
    "find_incidents": "mapper.pipeline",
    "geoparse": "mapper.pipeline",
    "read": "mapper.sources",
    "read_incidents": "mapper.formats",
    "write": "mapper.formats",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        msg = f"module 'mapper' has no attribute {name!r}; it offers {', '.join(__all__)}"
        raise AttributeError(msg)
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
