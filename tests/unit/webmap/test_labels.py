"""Which names stand on the ground of the page."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Place
from mapper.webmap.labels import label_columns, without_quarters


def town(name: str, lat: float, lon: float, population: int, code: str = "PPL", country: str = "UA") -> Place:
    return Place(f"im:{name}{lat}", name, "city", lat, lon, country, feature_code=code, population=population)


CITY = town("City", 50.0, 36.0, 1_400_000)


@pytest.mark.parametrize(
    ("other", "stays"),
    [
        (town("Quarter", 50.05, 36.05, 400_000), False),
        (town("Beyond", 50.3, 36.0, 20_000), True),
        (town("Seat", 50.05, 36.05, 400_000, "PPLA"), True),
        (town("Abroad", 50.05, 36.05, 400_000, country="RU"), True),
        (town("Section", 51.0, 36.0, 300_000, "PPLX"), False),
        (town("City", 50.3, 36.0, 20_000), False),
        (town("City", 52.0, 36.0, 20_000), True),
    ],
    ids=lambda value: value.name if isinstance(value, Place) else "",
)
def test_a_quarter_is_not_named_beside_its_city(other: Place, *, stays: bool) -> None:
    kept = without_quarters([other, CITY], lambda _: 5)
    assert CITY in kept
    assert (other in kept) == stays


def test_the_better_known_of_two_entries_for_one_city_is_named() -> None:
    listed_with_more = town("New City", 50.01, 36.0, 2_000_000)
    known = {"City": 60, "New City": 2}
    assert without_quarters([CITY, listed_with_more], lambda place: known[place.name]) == [CITY]


CELLS = [(30, 40), (40, 30), (50, 30), (40, 20)]
QUARTERS = ("Esenyurt", "Shevchenko", "Zarichnyi", "Saltivka", "Sadr City", "Al Mawşil al Jadīdah", "Gorod Shebekino")
CITIES = ("Istanbul", "Poltava", "Sumy", "Kharkiv", "Baghdad", "Mosul", "Shebekino", "Makiivka", "Mariupol")


@pytest.fixture(scope="module")
def columns() -> dict[str, Any]:
    return label_columns(Gazetteer.open(), CELLS, 10, "en", {"UA": [66, [4999, 2314, 3793]]})


def test_cities_are_named_and_their_quarters_are_not(columns: dict[str, Any]) -> None:
    assert set(CITIES) <= set(columns["name"])
    assert set(QUARTERS).isdisjoint(columns["name"])


def test_countries_come_first_with_the_rows_their_names_have_room_in(columns: dict[str, Any]) -> None:
    number = columns["name"].index("Ukraine")
    assert number < len(columns["rows"])
    assert columns["rows"][number] == [66, [4999, 2314, 3793]]
    assert "Kyiv" in columns["name"][len(columns["rows"]) :]


def test_a_capital_weighs_more_than_its_people(columns: dict[str, Any]) -> None:
    weight = dict(zip(columns["name"], columns["population"], strict=True))
    assert weight["Chisinau"] > weight["Odesa"]
