"""Points for places by geopy: the gazetteer behind its interface, or any geocoder of the user's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mapper.gazetteer import Gazetteer
from mapper.model import Incident, Place

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder


def geocode(
    incidents: Iterable[Incident], gazetteer: Gazetteer, geocoder: Geocoder | None = None
) -> Iterator[Incident]:
    """The incidents with the points a geopy geocoder gives; by default the gazetteer behind geopy's interface.

    A geocoder that does not know a place leaves the gazetteer's point, and a point that is not the gazetteer's own
    (of a record, or set by a person) stays: no incident is lost, none is moved away from where it was put.
    """
    from mapper.gazetteer.geocoder import GazetteerGeocoder

    geocoder = geocoder or GazetteerGeocoder(gazetteer)
    own = isinstance(geocoder, GazetteerGeocoder)
    placed: dict[Place, Place] = {}
    for incident in incidents:
        place = incident.place
        if place not in placed and not _is_at_home(place, gazetteer):
            placed[place] = place
        if place not in placed:
            query = place.place_id if own else ", ".join(filter(None, (place.name, place.admin1, place.country_name)))
            found: Any = geocoder.geocode(query)
            placed[place] = replace(place, lat=found.latitude, lon=found.longitude) if found else place
        yield replace(incident, place=placed[place])


def _is_at_home(place: Place, gazetteer: Gazetteer) -> bool:
    """True for a place that stands where the gazetteer has it."""
    known = gazetteer.get(place.place_id)
    return known is not None and (known.lat, known.lon) == (place.lat, place.lon)
