"""Incidents to a map: what a caller needs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mapper.model import Incident, RunSummary
from mapper.whole import write_text

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.webmap.foliummap import IncidentMap
    from mapper.webmap.page import Content

ColourBy = Literal["event_type", "source", "attribution"]


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How a page opens. ``names`` chooses English or local names; ``tiles`` is a street layer, off until clicked."""

    title: str = ""
    colour_by: ColourBy = "event_type"
    tiles: str | None = None
    tiles_attribution: str = ""
    names: Literal["en", "local"] = "en"
    embed: bool = False


def draw_map(
    incidents: Iterable[Incident],
    *,
    gazetteer: Gazetteer | Literal["installed"] | None = "installed",
    summary: RunSummary | None = None,
    options: PageOptions | None = None,
    **page: Any,
) -> IncidentMap:
    """A ``folium.Map`` of the incidents, which shows itself in a notebook and takes further folium layers.

    ``gazetteer`` gives the outlines of regions, every spelling of a place for the search, and the labels of the
    background; with None the page has none of these. ``summary`` is told by a page on which nothing is mapped.
    The fields of ``PageOptions`` may be given one by one: ``draw_map(incidents, title="May", colour_by="source")``.
    ``tiles`` is the URL template of a tile server or the name of a provider known to xyzservices; the page asks it
    for nothing before a click. Raises InputError when ``tiles`` is neither.
    """
    from mapper.webmap.foliummap import IncidentMap

    return IncidentMap(_content(incidents, gazetteer, summary, options, **page))


def map_page(incidents: Iterable[Incident], **how: Any) -> str:
    """The page of ``draw_map`` as HTML text, made without loading folium; ``how`` is that of ``draw_map``."""
    return _content(incidents, **how).page()


def write_map(incidents: Iterable[Incident], path: str | os.PathLike[str], **how: Any) -> Path:
    """The path of the page written there, whole or not at all; ``how`` is that of ``draw_map``."""
    target = Path(path)
    write_text(target, map_page(incidents, **how))
    return target


def _content(
    incidents: Iterable[Incident],
    gazetteer: Gazetteer | Literal["installed"] | None = "installed",
    summary: RunSummary | None = None,
    options: PageOptions | None = None,
    **page: Any,
) -> Content:
    from mapper.gazetteer import Gazetteer
    from mapper.webmap.page import Content

    places = Gazetteer.open() if gazetteer == "installed" else gazetteer
    return Content(incidents, places, summary, options or PageOptions(**page))
