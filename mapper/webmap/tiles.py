"""A street layer for those who have a tile server: off until clicked, and named before it is asked."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mapper.errors import InputError

STREET_ZOOM = 18


@dataclass(frozen=True, slots=True)
class StreetTiles:
    """A tile server: the URL template Leaflet takes, what must be said of it, and how far it zooms."""

    url: str
    attribution: str = ""
    max_zoom: int = STREET_ZOOM

    @property
    def host(self) -> str:
        """The origin the page may ask for images, for its policy; ``{s}`` stands for any subdomain."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"

    def as_json(self) -> dict[str, str | int]:
        """The layer as the page reads it."""
        return {"url": self.url, "attribution": self.attribution, "maxZoom": self.max_zoom, "host": self.host}


def street_tiles(tiles: str, attribution: str = "") -> StreetTiles:
    """The tile server that ``tiles`` means: a URL template, or a name that xyzservices knows.

    Raises InputError for anything else, and for a template without ``{z}``, ``{x}`` and ``{y}``.
    """
    if "://" not in tiles:
        return _named(tiles)
    template_parts = ("{z}", "{x}", "{y}")
    if not tiles.startswith(("https://", "http://")) or not all(part in tiles for part in template_parts):
        msg = f"tiles: {tiles!r} is no address of a tile server; give https://host/{{z}}/{{x}}/{{y}}.png"
        raise InputError(msg)
    return StreetTiles(tiles, attribution)


def _named(name: str) -> StreetTiles:
    import xyzservices.providers

    try:
        provider = xyzservices.providers.query_name(name)
    except ValueError:
        msg = f"tiles: no provider is called {name!r}; give a URL with {{z}}/{{x}}/{{y}}, or a name of xyzservices"
        raise InputError(msg) from None
    url = _address(name, provider)
    return StreetTiles(url, provider.get("attribution", ""), min(STREET_ZOOM, provider.get("max_zoom", STREET_ZOOM)))


def _address(name: str, provider: Any) -> str:
    """The provider's address; raises InputError for one that asks for a key, which xyzservices tells or warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return str(provider.build_url(scale_factor=""))
        except (ValueError, UserWarning):
            msg = f"tiles: {name} asks for a key; get one, and give its address with the key, {{z}}/{{x}}/{{y}} in it"
            raise InputError(msg) from None
