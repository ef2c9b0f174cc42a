"""Points of a geopy geocoder of the user's in place of the gazetteer's, which resolution has put with every place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.geocoder import GazetteerGeocoder
from mapper.model import Incident, Place

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder


def geocode(incidents: Iterable[Incident], gazetteer: Gazetteer, geocoder: Geocoder) -> Iterator[Incident]:
    """The incidents with the points a geopy geocoder gives.

    A geocoder that does not know a place leaves the gazetteer's point, and a point that is not the gazetteer's own
    (of a record, or set by a person) stays: no incident is lost, none is moved away from where it was put.
    """
    if isinstance(geocoder, GazetteerGeocoder):
        yield from incidents
        return
    placed: dict[Place, Place] = {}
    for incident in incidents:
        place = incident.place
        if place not in placed:
            placed[place] = _asked(geocoder, place) if _is_at_home(place, gazetteer) else place
        yield replace(incident, place=placed[place])


def _asked(geocoder: Any, place: Place) -> Place:
    found = geocoder.geocode(", ".join(filter(None, (place.name, place.admin1, place.country_name))))
    return replace(place, lat=found.latitude, lon=found.longitude) if found else place


def _is_at_home(place: Place, gazetteer: Gazetteer) -> bool:
    """True for a place that stands where the gazetteer has it."""
    known = gazetteer.get(place.place_id)
    return known is not None and (known.lat, known.lon) == (place.lat, place.lon)
