"""The page as text: its data, its scripts and styles, and the policy that forbids it to ask for anything.

``write_map`` needs no more than this module. ``webmap.foliummap`` puts the same page around a ``folium.Map``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from mapper.model import Incident, RunSummary
from mapper.palette import palette_json
from mapper.webmap import assets
from mapper.webmap.areas import area_block
from mapper.webmap.basemap import basemap_blocks
from mapper.webmap.columns import pack_json
from mapper.webmap.payload import Block, Payload, build_payload
from mapper.webmap.tiles import street_tiles

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.webmap.draw import PageOptions

MAP_ID = "map_incidents"
MAP_ELEMENT = f'<div id="{MAP_ID}" class="folium-map"></div>'
START_SCRIPT = f"IncidentMap.start({MAP_ID});"
LAST_ZOOM = 12  # the ground has no more detail


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The map's element and script, with those of further layers, and what these need."""

    map_html: str
    map_script: str
    links: str = ""
    foreign: bool = False


class Content:
    """What a page of incidents carries: ``payload``, ``blocks`` and ``map_options``, Leaflet's own."""

    def __init__(
        self,
        incidents: Iterable[Incident],
        gazetteer: Gazetteer | None,
        summary: RunSummary | None,
        options: PageOptions,
    ) -> None:
        self.options = options
        self.tiles = street_tiles(options.tiles, options.tiles_attribution) if options.tiles else None
        self.payload = build_payload(incidents)
        self.payload.meta |= {
            "palette": palette_json(),
            "title": options.title,
            "colourBy": options.colour_by,
            "embed": options.embed,
            "names": options.names,
            "tiles": self.tiles.as_json() if self.tiles else None,
            "summary": _summary_json(summary),
        }
        self.blocks = [
            *self.payload.blocks,
            *_name_blocks(self.payload, gazetteer),
            *area_block(self.payload, gazetteer),
            *basemap_blocks(self.payload.places, gazetteer, options.names),
        ]
        self.map_options: dict[str, Any] = {
            "center": [25.0, 15.0],
            "zoom": 2,
            "zoomControl": False,
            "minZoom": 2,
            "maxZoom": self.tiles.max_zoom if self.tiles else LAST_ZOOM,
            "zoomSnap": 1 if self.tiles else 0.25,
            "worldCopyJump": True,
            "attributionControl": False,
            "maxBounds": [[-86, -1e4], [86, 1e4]],
        }

    @property
    def title(self) -> str:
        """The title of the page, never empty."""
        return self.options.title or "Incidents"

    def page(self, around: Surroundings | None = None) -> str:
        """The whole page as HTML text; with foreign layers around the incidents the policy is open."""
        around = around or Surroundings(MAP_ELEMENT, self.map_script)
        scripts = [assets.application_script(), around.map_script, START_SCRIPT]
        leaflet, *scripts = map(assets.inline_script, [assets.leaflet_script(), *scripts])
        styles = [assets.leaflet_style(), assets.application_style()]
        policy = assets.content_security_policy([leaflet, *scripts], styles, [self.tiles.host] if self.tiles else [])
        return (
            _templates()
            .get_template("page.html.jinja")
            .render(
                title=self.title,
                embed=self.options.embed,
                policy=assets.OPEN_POLICY if around.foreign else policy,
                styles=styles,
                leaflet=leaflet,
                scripts=scripts,
                links=around.links,
                map_html=around.map_html,
                meta=assets.inert_json(json.dumps(self.payload.meta, ensure_ascii=False, separators=(",", ":"))),
                blocks=self.blocks,
            )
        )

    @property
    def map_script(self) -> str:
        """What makes the map in its element."""
        return f"var {MAP_ID} = L.map({json.dumps(MAP_ID)}, {json.dumps(self.map_options)});"


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.PackageLoader("mapper.webmap", "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _name_blocks(payload: Payload, gazetteer: Gazetteer | None) -> list[Block]:
    """Every spelling of every place for the search, and what each place is called in its own country."""
    spellings = [
        sorted({*written, *(gazetteer.names(place.place_id) if gazetteer else ())} - {place.name})
        for place, written in zip(payload.places, payload.spellings, strict=True)
    ]
    blocks = [Block("spellings", pack_json(spellings))]
    if gazetteer:
        local = [gazetteer.display_name(place.place_id, "local") for place in payload.places]
        blocks.append(Block("other-names", pack_json(local)))
    return blocks


def _summary_json(summary: RunSummary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    return {
        "documents": summary.documents,
        "characters": summary.characters,
        "unresolved": summary.unresolved,
        "notes": summary.notes,
        "leftOut": summary.left_out,
        "skipped": [[skipped.path, skipped.record, skipped.reason] for skipped in summary.skipped],
    }
