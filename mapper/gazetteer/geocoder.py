"""The gazetteer behind geopy's interface: anything that takes a geopy geocoder takes ours, and the other way round."""

from __future__ import annotations

from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from mapper.gazetteer.gazetteer import Gazetteer
from mapper.model import Place


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that answers from the gazetteer, without a network.

    ``raw`` of a location is our ``Place``. A query is a place_id ("gn:703448"), a name in any spelling, or a name
    with its region and country ("Springfield, Illinois, United States").
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(scheme="https")  # never used: no request is made
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
        """The location of a place, None where there is none; with ``exactly_one=False`` a list, likeliest first.

        ``country`` is ISO 3166 alpha-2, ``region`` the name of a first-level region; both narrow the answer.
        """
        place = self.gazetteer.get(query)
        if place is not None:
            return _location(place) if exactly_one else [_location(place)]
        name, *wider = [part.strip() for part in query.split(",") if part.strip()] or [""]
        if not name:
            raise GeocoderQueryError("an empty query: give a name or a place_id")
        found = self.gazetteer.search(name, country=country, limit=limit * 10)
        asked = [*wider, *([region] if region else [])]
        found = [place for place in found if all(self._lies_in(place, area) for area in asked)][:limit]
        if not found:
            return None
        return _location(found[0]) if exactly_one else [_location(place) for place in found]

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, limit: int = 10
    ) -> Location | list[Location] | None:
        """The town nearest to a point ((lat, lon), "lat, lon" or a geopy Point), None in the open sea."""
        point = Point(query)
        near = self.gazetteer.nearest(point.latitude, point.longitude, limit=1 if exactly_one else limit)
        if not near:
            return None
        return _location(near[0]) if exactly_one else [_location(place) for place in near]

    def _lies_in(self, place: Place, area: str) -> bool:
        return any(self.gazetteer.contains(wider.place_id, place) for wider in self.gazetteer.search(area, limit=5))


def _location(place: Place) -> Location:
    address = ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country_name) if part))
    return Location(address, (place.lat, place.lon), place)
