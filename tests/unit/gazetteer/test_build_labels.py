"""Which towns are named on the ground of a map, worked out when an index is compiled."""

from __future__ import annotations

import pytest

from mapper.gazetteer.build_labels import without_quarters
from mapper.gazetteer.layout import Role
from mapper.gazetteer.records import Entry


def town(
    name: str, lat: float, lon: float, population: int, code: str = "PPL", country: str = "UA", spellings: int = 5
) -> Entry:
    made = Entry(f"im:{name}{lat}", name, "city", lat, lon, country, feature=f"P.{code}", population=population)
    made.names = {f"{name} {number}": Role.ALTERNATE for number in range(spellings)}
    return made


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
    ids=lambda value: value.name if isinstance(value, Entry) else "",
)
def test_a_quarter_is_not_named_beside_its_city(other: Entry, *, stays: bool) -> None:
    kept = without_quarters([other, CITY])
    assert CITY in kept
    assert (other in kept) == stays


def test_the_better_known_of_two_entries_for_one_city_is_named() -> None:
    known = town("City", 50.0, 36.0, 1_400_000, spellings=60)
    listed_with_more = town("New City", 50.01, 36.0, 2_000_000, spellings=2)
    assert without_quarters([known, listed_with_more]) == [known]
