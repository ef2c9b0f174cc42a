"""The page around a ``folium.Map``, for notebooks and for those who add layers of their own.

folium's own pages ask five hosts for ten files; this one asks for nothing. A layer that a user adds himself may
need folium's files: then they are linked again, the policy is opened, and a warning says so.
"""

from __future__ import annotations

import warnings
from typing import Any

import folium
from branca.element import CssLink, Figure, JavascriptLink
from folium.template import Template

from mapper.webmap.page import MAP_ELEMENT, MAP_ID, Content, Surroundings


class IncidentMap(folium.Map):
    """A folium map of incidents. Its id is fixed, so that the same incidents give the same bytes."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads it from the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    element = MAP_ELEMENT
    _template = Template(
        """
        {% macro html(this, kwargs) %}{{ this.element }}{% endmacro %}
        {% macro script(this, kwargs) %}{{ this.content.map_script }}{% endmacro %}
        """
    )

    def __init__(self, content: Content) -> None:
        super().__init__(tiles=None)
        self.options = content.map_options  # what a user changes here is what the page's script says
        self._name, self._id = MAP_ID.split("_")
        self.content = content
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
                "the network and its Content-Security-Policy is relaxed to let it; without a network the page shows "
                "the incidents alone"
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
        super().__init__(title=incident_map.content.title, height="640px")
        self._id = "incidents"
        self.header._children.clear()  # folium's charset and a viewport that forbids zooming; the template has its own
        self._incident_map = incident_map

    def render(self, **kwargs: Any) -> str:
        """The page as HTML text."""
        incident_map = self._incident_map
        for child in self._children.values():
            child.render(**kwargs)
        around = Surroundings(
            map_html=self.html.render(**kwargs).strip(),
            map_script=self.script.render(**kwargs).strip(),
            links=self.header.render(**kwargs),
            foreign=bool(incident_map.foreign_children()),
        )
        return incident_map.content.page(around)
