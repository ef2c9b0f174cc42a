"""The gazetteer behind geopy's interface."""

from __future__ import annotations

import pytest
from geopy.distance import distance
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from mapper.gazetteer.geocoder import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder()


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    found = geocoder.geocode("Kiev")
    assert isinstance(found, Location)
    assert found.address == "Kyiv, Kyiv City, Ukraine"
    assert (found.latitude, found.longitude) == (50.45466, 30.5238)
    assert found.raw.place_id == "gn:703448"


def test_it_stands_in_where_geopy_wants_a_function(geocoder: GazetteerGeocoder) -> None:
    ask = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    kyiv, odesa = ask("Kyiv"), ask("Odesa")
    assert 440 < distance(kyiv.point, odesa.point).km < 445


@pytest.mark.parametrize(
    ("query", "options", "place_id"),
    [
        ("Odessa, Texas", {}, "gn:5527554"),
        ("Odessa", {"country": "US"}, "gn:5527554"),
        ("Odessa, Ukraine", {}, "gn:698740"),
        ("Mykolaivka, Donetsk Oblast, Ukraine", {}, "gn:700119"),
        ("Mykolaivka", {"region": "UA.05"}, "gn:700119"),
        ("Mykolaivka", {"region": "gn:709716"}, "gn:700119"),
        ("Kherson region", {}, "gn:706442"),
        ("gn:706442", {}, "gn:706442"),
    ],
)
def test_a_query_is_narrowed(geocoder: GazetteerGeocoder, query: str, options: dict[str, str], place_id: str) -> None:
    assert geocoder.geocode(query, **options).raw.place_id == place_id


@pytest.mark.parametrize("query", ["", "Qqqqq", "Odessa, Japan", ",", "Kyiv, Texas"])
def test_no_answer_rather_than_a_namesake(geocoder: GazetteerGeocoder, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_all_answers_at_most_the_limit(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Odessa", exactly_one=False, limit=3)
    assert [location.raw.country for location in found] == ["UA", "US", "US"]


@pytest.mark.parametrize("query", [(46.4825, 30.7233), Point(46.4825, 30.7233), "46.4825, 30.7233"])
def test_reverse_gives_the_nearest_town(geocoder: GazetteerGeocoder, query: object) -> None:
    assert geocoder.reverse(query).raw.place_id == "gn:698740"


def test_reverse_far_out_at_sea_or_of_no_point(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((-48.9, -123.4)) is None
    assert [place.raw.name for place in geocoder.reverse((46.48, 30.72), exactly_one=False, limit=1)] == ["Odesa"]
    with pytest.raises(ValueError, match="is not a point"):
        geocoder.reverse("Odesa")
