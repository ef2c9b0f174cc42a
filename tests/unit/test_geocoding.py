"""Whose points incidents are given: the gazetteer's, unless the user brings a geocoder that knows better."""

from __future__ import annotations

from dataclasses import replace

import pytest
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.geocoder import GazetteerGeocoder
from mapper.geocoding import geocode
from mapper.model import Incident, Place
from tests.samples import incident, report

KYIV = "gn:703448"


class Surveyor(Geocoder):  # type: ignore[misc]  # geopy has no types
    """A geocoder of somebody's own: it knows Kyiv, to the metre, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def geocode(self, query: str) -> Location | None:
        """Kyiv's point, or None."""
        self.asked.append(query)
        return Location(query, Point(50.4501, 30.5234), {}) if query.startswith("Kyiv,") else None


def one_at(place: Place) -> Incident:
    return incident(1, (report(place, f"A blast was heard in {place.name}."),))


def the(place_id: str) -> Place:
    place = Gazetteer.open().get(place_id)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("place", "geocoder", "point"),
    [
        (the(KYIV), GazetteerGeocoder(), (the(KYIV).lat, the(KYIV).lon)),
        (the(KYIV), Surveyor(), (50.4501, 30.5234)),
        (the("gn:706483"), Surveyor(), (the("gn:706483").lat, the("gn:706483").lon)),
        (replace(the(KYIV), lat=50.39, lon=30.61), Surveyor(), (50.39, 30.61)),
    ],
    ids=["the gazetteer's own", "one that knows", "one that does not", "put there by a person"],
)
def test_whose_point_an_incident_gets(place: Place, geocoder: Geocoder, point: tuple[float, float]) -> None:
    (found,) = geocode([one_at(place)], Gazetteer.open(), geocoder)
    assert (found.place.lat, found.place.lon) == point
    assert found.place.place_id == place.place_id


def test_a_geocoder_is_asked_once_for_a_place_and_told_where_it_lies() -> None:
    surveyor = Surveyor()
    assert len(list(geocode([one_at(the(KYIV))] * 3, Gazetteer.open(), surveyor))) == 3
    assert surveyor.asked == ["Kyiv, Kyiv City, Ukraine"]
