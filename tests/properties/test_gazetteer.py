"""What holds for every name, every place and every point."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place


@cache
def world() -> Gazetteer:
    return Gazetteer.world()


@cache
def towns() -> list[Place]:
    """Towns of Ukraine and around, and on both sides of the 180th meridian."""
    return [*world().within((44, 22, 53, 41), kind="city"), *world().within((-20, 175, -10, -175), kind="city")]


@given(st.data())
def test_a_town_is_found_under_each_of_its_names(data: st.DataObject) -> None:
    town = data.draw(st.sampled_from(towns()))
    name = data.draw(st.sampled_from(world().names(town.place_id)))
    assert town in world().search(name, country=town.country, limit=1000)


@given(st.data())
def test_a_town_is_next_to_its_own_point_and_within_any_box_around_it(data: st.DataObject) -> None:
    town = data.draw(st.sampled_from(towns()))
    size = data.draw(st.floats(0.001, 1))
    assert kilometres((town.lat, town.lon), _point(world().nearest(town.lat, town.lon)[0])) == 0
    west, east = town.lon - size, town.lon + size
    if -180 <= west and east <= 180:
        assert town in world().within((town.lat - size, west, town.lat + size, east))


@given(st.text(max_size=300) | st.text(alphabet="кийвКiїьй'’- \u0301\u200d", max_size=300))
def test_any_text_has_an_answer_or_none(text: str) -> None:
    for place in world().search(text, limit=3):
        assert place.place_id
    assert all(text.startswith(name) for name in world().prefixes(text))


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 300))
def test_the_nearest_towns_are_in_order_and_none_is_too_far(lat: float, lon: float, within: float) -> None:
    away = [kilometres((lat, lon), _point(town)) for town in world().nearest(lat, lon, limit=20, within_km=within)]
    assert away == sorted(away)
    assert all(distance <= within for distance in away)


@given(st.text(max_size=30))
def test_any_identifier_has_an_answer_or_none(place_id: str) -> None:
    place = world().get(place_id)
    assert place is None or place.place_id == place_id


def _point(place: Place) -> tuple[float, float]:
    return place.lat, place.lon
