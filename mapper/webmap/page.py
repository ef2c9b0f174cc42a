"""The page: a ``folium.Map`` whose incidents are data and one canvas layer instead of a marker each.

folium's own pages ask five hosts for ten files (``docs/map.md``). This one carries all it needs, and its
Content-Security-Policy forbids it to ask for anything. A layer that a user adds himself may need folium's
files: then they are linked again, the policy is opened, and a warning says so.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import folium
import jinja2
from branca.element import CssLink, Figure, JavascriptLink
from folium.template import Template

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

START_SCRIPT = "IncidentMap.start(map_incidents);"


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.PackageLoader("mapper.webmap", "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


class IncidentMap(folium.Map):
    """A folium map of incidents. Its id is fixed, so that the same incidents give the same bytes."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads it from the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
        {% macro html(this, kwargs) %}<div id="map_incidents" class="folium-map"></div>{% endmacro %}
        {% macro script(this, kwargs) %}var map_incidents = L.map("map_incidents", {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        incidents: Iterable[Incident],
        gazetteer: Gazetteer | None,
        summary: RunSummary | None,
        options: PageOptions,
    ) -> None:
        super().__init__(tiles=None, location=(25.0, 15.0), zoom_start=2, zoom_control=False)
        self._name, self._id = "Map", "incidents"
        tiles = street_tiles(options.tiles, options.tiles_attribution) if options.tiles else None
        self.options |= {
            "minZoom": 2,
            "maxZoom": tiles.max_zoom if tiles else 12,
            "zoomSnap": 1 if tiles else 0.25,
            "worldCopyJump": True,
            "attributionControl": False,
            "maxBounds": [[-86, -1e4], [86, 1e4]],
        }
        self.page_options = options
        self.payload = build_payload(incidents)
        meta = self.payload.meta
        meta |= {"palette": palette_json(), "title": options.title, "colourBy": options.colour_by}
        meta |= {"embed": options.embed, "names": options.names, "tiles": tiles.as_json() if tiles else None}
        meta["summary"] = _summary_json(summary)
        self.blocks = [
            *self.payload.blocks,
            *_spelling_blocks(self.payload, gazetteer),
            *area_block(self.payload, gazetteer),
            *basemap_blocks(self.payload.places, gazetteer, options.names),
        ]
        self.image_hosts = [tiles.host] if tiles else []
        self.figure = PageFigure(self)
        self.figure.add_child(self)

    def foreign_children(self) -> list[str]:
        """The names of the layers a user added: they need what folium needs."""
        return [name for name, child in self._children.items() if not isinstance(child, folium.map.FitBounds)]

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # as folium's own does
        """Put the map and its layers into the page, with folium's links if a foreign layer needs them."""
        foreign = self.foreign_children()
        if foreign:
            message = (
                f"{', '.join(foreign)}: this layer is folium's own, so the page will load folium's scripts from "
                "the network and its Content-Security-Policy is relaxed to let it"
            )
            warnings.warn(message, stacklevel=2)
            header = self.figure.header
            for name, url in folium.Map.default_js:
                header.add_child(JavascriptLink(url), name=name)
            for name, url in folium.Map.default_css:
                header.add_child(CssLink(url), name=name)
        super().render(**kwargs)  # type: ignore[no-untyped-call]


class PageFigure(Figure):
    """The whole HTML page around one ``IncidentMap``."""

    def __init__(self, incident_map: IncidentMap) -> None:
        super().__init__(title=incident_map.page_options.title or "Incidents", height="640px")
        self._id = "incidents"
        self.header._children.clear()  # folium's charset and a viewport that forbids zooming; the template has its own
        self._incident_map = incident_map

    def render(self, **kwargs: Any) -> str:
        """The page as HTML text."""
        incident_map = self._incident_map
        for child in self._children.values():
            child.render(**kwargs)
        foreign = bool(incident_map.foreign_children())
        scripts = [] if foreign else [assets.leaflet_script()]
        scripts += [assets.application_script(), self.script.render(**kwargs), START_SCRIPT]
        styles = [] if foreign else [assets.leaflet_style()]
        styles.append(assets.application_style())
        scripts = [assets.inline_script(text) for text in scripts]
        policy = assets.content_security_policy(scripts, styles, incident_map.image_hosts)
        return (
            _templates()
            .get_template("page.html.jinja")
            .render(
                title=self.title,
                embed=incident_map.page_options.embed,
                policy=assets.OPEN_POLICY if foreign else policy,
                styles=styles,
                scripts=scripts,
                links=self.header.render(**kwargs),
                map_html=self.html.render(**kwargs),
                meta=assets.inert_json(
                    json.dumps(incident_map.payload.meta, ensure_ascii=False, separators=(",", ":"))
                ),
                blocks=incident_map.blocks,
            )
        )


def _spelling_blocks(payload: Payload, gazetteer: Gazetteer | None) -> list[Block]:
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
        "skipped": [[skipped.path, skipped.record, skipped.reason] for skipped in summary.skipped],
    }
