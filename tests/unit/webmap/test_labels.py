"""Which names stand on the ground of the page."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.gazetteer import Gazetteer
from mapper.webmap.labels import label_columns

CELLS = [(30, 40), (40, 30), (50, 30), (40, 20)]
QUARTERS = ("Esenyurt", "Shevchenko", "Zarichnyi", "Saltivka", "Sadr City", "Al Mawşil al Jadīdah", "Gorod Shebekino")
CITIES = ("Istanbul", "Poltava", "Sumy", "Kharkiv", "Baghdad", "Mosul", "Shebekino", "Makiivka", "Mariupol")


@pytest.fixture(scope="module")
def columns() -> dict[str, Any]:
    return label_columns(Gazetteer.open(), CELLS, "en", {"UA": [66, [4999, 2314, 3793]]})


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
