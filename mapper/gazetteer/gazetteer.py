"""The gazetteer: places by name, by identifier and by position, over one or several index files."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mapper.distance import KM_A_DEGREE, kilometres
from mapper.errors import GazetteerError
from mapper.gazetteer import layers, layout, stamp
from mapper.gazetteer.layout import Role
from mapper.gazetteer.store import Layer
from mapper.model import Place, PlaceKind
from mapper.text.keys import query_keys

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from mapper.gazetteer.online import OnlineGeocoder, OnlineSettings

Handle = tuple[int, int]  # (layer, row)
Asked = tuple[str | None, tuple[str, ...], "OnlineSettings | None"]  # what ``open`` was asked for

_CACHED_PLACES = 32_768  # places kept ready; a long run meets some thousands again and again


class Match(NamedTuple):
    """A place found under a key, and the role the name plays for it (see ``layout.Role``)."""

    place: Place
    role: Role


class Gazetteer:
    """Every place the program knows.

    Made by ``Gazetteer.open``. Layers are asked in order: a user's own places first, then the world, then what
    the user compiled from GeoNames. A place in several layers is the one of the first; names add up.
    """

    def __init__(self, stack: Sequence[Layer], world: int = 0, asked: Asked = (None, (), None)) -> None:
        self._asked = asked
        self._layers = tuple(stack)
        self._world = self._layers[world]
        self._place = lru_cache(maxsize=_CACHED_PLACES)(self._read_place)
        self._region = lru_cache(maxsize=None)(self._read_region)
        self._country_name = lru_cache(maxsize=None)(self._read_country_name)

    @classmethod
    def open(
        cls, path: str | Path | None = None, extra: Iterable[str | Path] = (), online: OnlineSettings | None = None
    ) -> Gazetteer:
        """The gazetteer of the index at ``path``, ``extra`` layers before it.

        Without a ``path`` it is the installed world with the layers the user has added (see ``layers``). An extra
        layer is an index, or a table of places that is compiled on the spot. Takes a millisecond: nothing is read
        before it is asked for. Raises GazetteerError when an index is missing, damaged or foreign, or in a checkout
        older than the tables it is compiled from.

        ``online`` names a web geocoder that ``mapper.resolve`` may ask for what no layer has.
        """
        asked = (None if path is None else str(path), tuple(str(item) for item in extra), online)
        first = [_layer(Path(item)) for item in asked[1]]
        last: list[Layer] = []
        if path is None:
            first += [Layer(item) for item in layers.installed("own")]
            last = [Layer(item) for item in layers.installed("geonames")]
        world = Layer(Path(path) if path is not None else _installed_world())
        return cls([*first, world, *last], world=len(first), asked=asked)

    @classmethod
    def world(cls) -> Gazetteer:
        """The installed world alone, without what the user has added."""
        return cls.open(_installed_world())

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process opens the same files by itself, each once: the map of memory is shared, not sent."""
        return _opened_once, self._asked

    @cached_property
    def online(self) -> OnlineGeocoder | None:
        """The web geocoder to ask for what no layer has; None unless the user chose one."""
        if self._asked[2] is None:
            return None
        from mapper.gazetteer.online import OnlineGeocoder

        return OnlineGeocoder(self._asked[2])

    @property
    def version(self) -> str:
        """A short name for the content of all layers: equal versions give equal answers."""
        return "+".join(layer.header.stamp[:12] for layer in self._layers)

    def matches(self, key: str, tier: str = "exact") -> list[Match]:
        """The places filed under a key of a tier (see ``layout.TIERS``), each once, in no particular order.

        For the tier "exact" the key is the folded name. A key nothing is filed under gives an empty list.
        """
        return [Match(self._place(handle), role) for handle, role in self._found(key, tier)]

    def keys(self, start: str = "", tier: str = "exact") -> list[str]:
        """Every key of a tier that begins with ``start``, sorted; all of them is a list of many thousands."""
        return sorted({key for layer in self._layers for key in layer.names_trie(tier).keys(start)})

    def prefixes(self, folded: str) -> list[str]:
        """Every folded name that ``folded`` begins with, shortest first: the step of a longest-match scan."""
        if len(self._layers) == 1:
            found: list[str] = self._world.names_trie().prefixes(folded)
            return found
        return sorted({key for layer in self._layers for key in layer.names_trie().prefixes(folded)}, key=len)

    def search(
        self, name: str, *, country: str | None = None, kind: PlaceKind | None = None, limit: int = 10
    ) -> list[Place]:
        """The places called ``name``, the likeliest first, at most ``limit``.

        ``country`` (ISO 3166 alpha-2) and ``kind`` narrow the search. Spellings the index lacks are found by their
        sound when nothing is called exactly so. Likely means: asked for by a reviewed row, then countries, then by
        population. No context is weighed: ``mapper.resolve`` does that.
        """
        wanted = query_keys(name)
        for tier, keys, least in (("exact", (wanted.n,), 1), ("spelling", wanted.k1, 4), ("exonym", wanted.k2, 4)):
            # Sounds of under four letters say nothing: "ji fu" and Ufa share one.
            matches = [match for key in keys if len(key) >= least for match in self.matches(key, tier)]
            found: dict[str, Place] = {}
            for place, _ in sorted(matches, key=_likelihood):
                if (not country or place.country == country.upper()) and (not kind or place.kind == kind):
                    found.setdefault(place.place_id, place)
            if found:
                return list(found.values())[:limit]
        return []

    def get(self, place_id: str) -> Place | None:
        """The place with this identifier ("gn:703448"), or None."""
        handle = self._handle(place_id)
        return None if handle is None else self._place(handle)

    def names(self, place_id: str) -> tuple[str, ...]:
        """All spellings of a place, its present name first; empty when there is no such place."""
        found: dict[str, None] = {}
        for layer in self._layers:
            row = layer.row(place_id)
            if row is not None:
                found |= dict.fromkeys(name for name in layer.names(row) if name)
        place = self.get(place_id)
        return tuple(dict.fromkeys([place.name, *found])) if place else ()

    def display_name(self, place_id: str, style: Literal["en", "local"] = "en") -> str:
        """The name to show: English, or the country's own where the index has it; "" for an unknown place."""
        handle = self._handle(place_id)
        if handle is None:
            return ""
        layer, row = self._layers[handle[0]], handle[1]
        return (style == "local" and layer.local_name(row)) or layer.name(row)

    def within(
        self, bbox: tuple[float, float, float, float], *, kind: PlaceKind | None = None, limit: int | None = None
    ) -> list[Place]:
        """The places in a box (south, west, north, east; decimal degrees), largest population first.

        A box whose west is greater than its east crosses the 180th meridian.
        """
        return list(islice(self._largest_in(bbox, kind), limit))

    def _largest_in(self, bbox: tuple[float, float, float, float], kind: PlaceKind | None) -> Iterator[Place]:
        """As ``within``, each place read when it is asked for: a box may hold thousands."""
        south, west, north, east = bbox
        handles = self._in_cells(south, west, north, east, kind)
        for _, (number, row) in sorted(
            (-self._layers[number].population(row), (number, row)) for number, row in handles
        ):
            lat, lon = self._layers[number].point(row)
            across = west <= lon <= east if west <= east else lon >= west or lon <= east
            if south <= lat <= north and across and self._is_shown((number, row)):
                yield self._place((number, row))

    def towns_to_name(self, lat: float, lon: float, limit: int) -> list[Place]:
        """The towns to name on a map's ground in the cell of 10 degrees around a point, largest first.

        Quarters of larger towns are not among them (mapper.gazetteer.build_labels).
        """
        number = layout.label_cell(lat, lon)
        handles = [(n, row) for n, layer in enumerate(self._layers) for row in layer.label_rows(number)]
        shown = [self._place(handle) for handle in handles if self._is_shown(handle)]
        return sorted(shown, key=lambda place: -place.population)[:limit]

    def nearest(
        self, lat: float, lon: float, *, kind: PlaceKind | None = "city", limit: int = 1, within_km: float = 100
    ) -> list[Place]:
        """The places next to a point (decimal degrees), nearest first, none farther than ``within_km``."""
        height = within_km / KM_A_DEGREE
        width = min(180.0, height / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + height)))))
        west, east = (-180.0, 180.0) if width >= 180 else (_wrapped(lon - width), _wrapped(lon + width))
        found = []
        for handle in self._in_cells(lat - height, west, lat + height, east, kind):
            away = kilometres((lat, lon), self._layers[handle[0]].point(handle[1]))
            if away <= within_km and self._is_shown(handle):
                found.append((away, handle))
        return [self._place(handle) for _, handle in sorted(found)[:limit]]

    def parts(self, place_id: str) -> tuple[str, ...]:
        """The codes of what an area is made of: countries ("UA") and first-level regions ("UA.04")."""
        return next((parts for layer in self._layers if (parts := layer.parts(place_id))), ())

    def contains(self, area_id: str, place: Place) -> bool:
        """True when ``place`` lies in the country, first-level region or area ``area_id``, or is it.

        Decided by the codes the entries carry, never by geometry: outlines are too coarse near a border.
        """
        if place.place_id == area_id:
            return True
        area = self.get(area_id)
        if area is None:
            return False
        if area.kind == "country":
            return bool(area.country) and place.country == area.country
        if area.feature_code == "ADM1":
            return place.admin1_id == area_id
        codes = {place.country, self.admin1_code(place.place_id)} - {""}
        return not codes.isdisjoint(self._leaf_codes(area_id))

    def polygon(self, place_id: str) -> BaseGeometry | None:
        """The outline of a country, first-level region or area in (lon, lat); None when there is none.

        An area is the union of its parts, or has an outline of its own. Good for shading, not for deciding where a
        point lies: see ``contains``.
        """
        from mapper.gazetteer import regions

        place = self.get(place_id)
        if place is None or not place.is_area:
            return None
        own = place.country if place.kind == "country" else self.admin1_code(place_id)
        if own or place_id in regions.codes():
            return regions.outline([own or place_id])
        parts = {code: self.admin1(code) or self.country(code) for code in sorted(self._leaf_codes(place_id))}
        return regions.whole_outline({code: (part.lat, part.lon) for code, part in parts.items() if part})

    def admin1_code(self, place_id: str) -> str:
        """The code of the first-level region a place lies in or is ("UA.04"), or ""."""
        handle = self._handle(place_id)
        return "" if handle is None else self._layers[handle[0]].admin1(handle[1])

    def admin1(self, code: str) -> Place | None:
        """The first-level region with this code ("UA.04"), or None."""
        return self._owner(code, Layer.admin1_row)

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166 alpha-2 code, or None."""
        return self._owner(code, Layer.country_row)

    def expansion(self, abbreviation: str) -> str:
        """What an abbreviation in a name stands for, folded ("mt" -> "mount"), or ""."""
        return str(self._world.header.fields.get("expansions", {}).get(abbreviation, ""))

    def info(self) -> dict[str, Any]:
        """Layers, counts, format and licences, as JSON values."""
        return {
            "format": layout.FORMAT,
            "layers": [
                {
                    "layer": layer.header.fields["layer"],
                    "path": str(layer.path),
                    "stamp": layer.header.stamp,
                    "counts": layer.header.fields["counts"],
                    "licences": layer.header.fields.get("licences", []),
                }
                for layer in self._layers
            ],
        }

    def _found(self, key: str, tier: str) -> Iterator[tuple[Handle, Role]]:
        if len(self._layers) == 1:
            for row, role in self._world.rows(key, tier):
                yield (0, row), role
            return
        strongest: dict[Handle, Role] = {}
        for layer in self._layers:
            for row, role in layer.rows(key, tier):
                handle = self._handle(layer.place_id(row))
                if handle is not None:  # None: a user's alias for a place that no layer has
                    strongest[handle] = min(role, strongest.get(handle, role))
        yield from strongest.items()

    def _handle(self, place_id: str) -> Handle | None:
        for number, layer in enumerate(self._layers):
            row = layer.row(place_id)
            if row is not None and layer.kind(row):
                return number, row
        return None

    def _is_shown(self, handle: Handle) -> bool:
        """False for a place that a layer before its own has, too."""
        return handle[0] == 0 or self._handle(self._layers[handle[0]].place_id(handle[1])) == handle

    def _in_cells(
        self, south: float, west: float, north: float, east: float, kind: PlaceKind | None
    ) -> Iterator[Handle]:
        first, last = math.floor(west), math.floor(east)
        columns = range(first, last + 1) if west <= east else [*range(first, 181), *range(-180, last + 1)]
        for lat in range(math.floor(max(south, -90)), math.floor(min(north, 90)) + 1):
            for number in {layout.cell(lat, lon) for lon in columns}:
                for position, layer in enumerate(self._layers):
                    for row in layer.cell_rows(number):
                        found = layer.kind(row)
                        if found == kind if kind else found:
                            yield position, row

    def _owner(self, code: str, find: Callable[[Layer, str], int | None]) -> Place | None:
        for number, layer in enumerate(self._layers):
            row = find(layer, code)
            if row is not None:
                return self._place((number, row))
        return None

    def _leaf_codes(self, area_id: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """Country and region codes of an area, areas within areas taken apart."""
        codes: set[str] = set()
        for part in self.parts(area_id):
            if ":" in part and part not in seen:
                codes |= self._leaf_codes(part, seen | {area_id, part})
            else:
                codes.add(part)
        return codes

    def _read_place(self, handle: Handle) -> Place:
        number, row = handle
        layer = self._layers[number]
        record = layer.record(row)
        place_id, country = layer.place_id(row), layer.countries[record.country]
        feature_class, _, feature_code = layer.features[record.feature].partition(".")
        kind: Any = layout.KINDS[record.kind]
        region_id, region = self._region(number, record.admin1) if kind != "country" else ("", "")
        return Place(
            place_id=place_id,
            name=layer.name(row),
            kind=kind,
            lat=record.lat / layout.DEGREE,
            lon=record.lon / layout.DEGREE,
            country=country,
            country_name=self._country_name(country),
            admin1=region,
            admin1_id=region_id,
            feature_class=feature_class,
            feature_code=feature_code,
            population=record.population,
            disputed=layer.disputed(place_id) or self._world.disputed(region_id),  # what holds of a region holds in it
            point_within_km=layer.point_within_km(place_id),
        )

    def _read_region(self, number: int, admin1: int) -> tuple[str, str]:
        """(place_id, name) of the first-level region with this number in a layer; ("", "") where there is none."""
        code = self._layers[number].admin1s[admin1]
        for layer in (self._world, self._layers[number]) if code else ():
            row = layer.admin1_row(code)
            if row is not None:
                return layer.place_id(row), layer.name(row)
        return "", ""

    def _read_country_name(self, code: str) -> str:
        row = self._world.country_row(code)
        if row is not None:
            return self._world.name(row)
        return str(self._world.header.fields["country_names"].get(code, ""))


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _likelihood(match: Match) -> tuple[Any, ...]:
    """The sort key of a match: smaller is likelier."""
    place, role = match
    # "Kharkiv" alone is the city, "California" the state and not its namesake of 13,000: a region counts a tenth.
    weight = place.population if place.kind in ("city", "country") else place.population // 10
    return role is not Role.PREFERRED, place.kind != "country", -weight, role, place.place_id


def _layer(path: Path) -> Layer:
    """The layer of an index file, or of a table of places or dump that is compiled for this process only."""
    if not path.is_file():
        raise GazetteerError(f"{path}: no such file; give a table of places (see mapper gazetteer add) or an index")
    if path.suffix == ".index":
        return Layer(path)
    return Layer(path, layers.compile_layer(path))


def _installed_world() -> Path:
    path = stamp.CHECKOUT / stamp.PRODUCT
    if not path.exists():
        msg = f"{path}: the gazetteer has not been compiled; next step: `make gazetteer` (or reinstall incident-mapper)"
        raise GazetteerError(msg)
    newer = stamp.stale_source()
    if newer is not None:
        msg = f"{path}: compiled before {newer.relative_to(stamp.CHECKOUT)} changed; next step: `make gazetteer`"
        raise GazetteerError(msg)
    return path


@lru_cache(maxsize=4)
def _opened_once(path: str | None, extra: tuple[str, ...], online: OnlineSettings | None) -> Gazetteer:
    return Gazetteer.open(path, extra, online)
