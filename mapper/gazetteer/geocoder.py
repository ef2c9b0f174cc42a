"""The gazetteer behind geopy's interface, so that it and geopy's web geocoders can stand in for each other.

    from geopy.distance import distance
    geocoder = GazetteerGeocoder()
    kyiv = geocoder.geocode("Kiev")
    distance(kyiv.point, geocoder.geocode("Odessa", country="UA").point).km

Nothing is sent anywhere: the answers come from the index. This module imports geopy; no other part of the package
needs it to find a place.
"""

from __future__ import annotations

from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from mapper.gazetteer.gazetteer import Gazetteer
from mapper.model import Place
from mapper.text.normalise import fold


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """A geopy geocoder that answers from a gazetteer, offline; ``raw`` of a location is our ``Place``."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        """Answer from ``gazetteer``, by default the installed one."""
        # The base class wants an adapter for the web; this one opens nothing until it is used, which is never.
        super().__init__(adapter_factory=URLLibAdapter)
        self.gazetteer = gazetteer or Gazetteer.open()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        country: str | None = None,
        region: str | None = None,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """The place called ``query``, or with ``exactly_one=False`` all of them, the likeliest first; else None.

        A query may also be a place_id ("gn:703448"). ``timeout`` is geopy's and means nothing here.
        ``country`` is an ISO 3166 alpha-2 code, ``region`` the name, code ("UA.04") or place_id of a first-level
        region. "Odessa, Texas" and "Springfield, Illinois, United States" are narrowed by what follows the commas;
        where that matches nothing, there is no answer rather than a namesake.
        """
        known = self.gazetteer.get(query)
        if known is not None:
            return _answer([_location(known)], exactly_one)
        name, *within = [part.strip() for part in query.split(",")]
        narrower = [*within, *([region] if region else [])]
        found = self.gazetteer.search(name, country=country, limit=1_000 if narrower else limit)
        found = [place for place in found if all(self._lies_in(place, where) for where in narrower)]
        return _answer([_location(place) for place in found[:limit]], exactly_one)

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """The town next to a point (latitude first), or with ``exactly_one=False`` the nearest ones; None at sea.

        Raises GeocoderQueryError, a ValueError, when the query is not a point.
        """
        try:
            point = Point(query)
        except (TypeError, ValueError) as error:
            raise GeocoderQueryError(f"{query!r} is not a point; give (latitude, longitude)") from error
        found = self.gazetteer.nearest(point.latitude, point.longitude, limit=1 if exactly_one else limit)
        return _answer([_location(place) for place in found], exactly_one)

    def _lies_in(self, place: Place, where: str) -> bool:
        if where in (place.admin1_id, place.country, self.gazetteer.admin1_code(place.place_id)):
            return True
        named = fold(where)
        if named in (fold(place.admin1), fold(place.country_name)):
            return True
        return any(self.gazetteer.contains(match.place.place_id, place) for match in self.gazetteer.matches(named))


def _answer(locations: list[Location], exactly_one: bool) -> Location | list[Location] | None:
    if not locations:
        return None
    return locations[0] if exactly_one else locations


def _location(place: Place) -> Location:
    parts = dict.fromkeys(part for part in (place.name, place.admin1, place.country_name) if part)
    return Location(", ".join(parts), Point(place.lat, place.lon), place)
