"""Names on the ground of the page: the world's countries, and towns around the incidents."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from mapper.distance import KM_A_DEGREE, kilometres
from mapper.gazetteer.regions import codes as outlined
from mapper.model import Place

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

# Labels of all cells, and of one: enough to zoom in to without a street layer.
LABELS, LABELS_PER_CELL = 8000, 250
SECTION, CAPITAL, REGION_SEAT = "PPLX", "PPLC", "PPLA"  # GeoNames' feature codes
CAPITAL_WEIGHT = 10  # a capital is named among cities of ten times its people
# A city reaches as far as its people need room; large cities have some 4,000 people a square kilometre.
PEOPLE_A_KM2 = 4000
OFF_THE_MIDDLE_KM = 1  # a city's point is its town hall, not its middle
SAME_NAME_KM = 50  # two places of one name closer than this are one place listed twice
FAR_BETTER_KNOWN = 3  # times as many spellings
BESIDE = 0.4  # degrees around a cell in which a city may stand whose quarters lie in the cell


def label_columns(
    gazetteer: Gazetteer, cells: Sequence[tuple[int, int]], size: int, names: str, rows: dict[str, list[Any]]
) -> dict[str, Any]:
    """The labels as columns; ``rows`` tells by country code where its name has room (gazetteer.build_regions)."""
    codes = [code for code in sorted(outlined()) if "." not in code and gazetteer.country(code)]
    places = [place for code in codes if (place := gazetteer.country(code))]
    places += _towns(gazetteer, cells, size)
    return {
        "name": [gazetteer.display_name(p.place_id, "local") if names == "local" else p.name for p in places],
        "lat": [round(place.lat, 4) for place in places],
        "lon": [round(place.lon, 4) for place in places],
        "population": [_weight(place) for place in places],
        "rows": [rows.get(code, []) for code in codes],
    }


def _weight(place: Place) -> int:
    return place.population * (CAPITAL_WEIGHT if place.feature_code == CAPITAL else 1)


def _towns(gazetteer: Gazetteer, cells: Sequence[tuple[int, int]], size: int) -> list[Place]:
    """The towns to name, of each cell the largest ones."""
    most = min(LABELS_PER_CELL, LABELS // max(1, len(cells)))
    around: dict[str, Place] = {}
    for south, west in cells:
        box = (south - BESIDE, west - BESIDE, south + size + BESIDE, west + size + BESIDE)
        around |= {p.place_id: p for p in islice(gazetteer.largest_in(box, "city"), 2 * most)}
    kept = without_quarters(around.values(), lambda place: len(gazetteer.names(place.place_id)))
    by_cell = defaultdict[tuple[int, int], list[Place]](list)
    for place in kept:
        by_cell[int(place.lat // size * size), int(place.lon // size * size)].append(place)
    return [place for cell in cells for place in by_cell[cell][:most]]


def without_quarters(places: Iterable[Place], spellings: Callable[[Place], int]) -> list[Place]:
    """The places, largest first, without those that are part of a larger one or a second entry for the same.

    A place within a city's reach is its quarter, unless it governs something itself or is far better known: then the
    larger one is the quarter, counted with the people of the whole. ``spellings`` says how many names a place has.
    """
    cities, named = defaultdict[tuple[int, int], list[Place]](list), defaultdict[str, list[Place]](list)
    kept: dict[str, Place] = {}
    for place in sorted(places, key=lambda one: (-one.population, one.place_id)):
        around = [city for city in cities[_square(place.lat, place.lon)] if _is_quarter(place, city, kept)]
        if place.feature_code == SECTION or any(_apart(place, one) < SAME_NAME_KM for one in named[place.name]):
            continue
        if around and spellings(place) < FAR_BETTER_KNOWN * spellings(around[0]):
            continue
        for city in around:
            del kept[city.place_id]
        kept[place.place_id] = place
        named[place.name].append(place)
        for square in _squares_reached(place):
            cities[square].append(place)
    return list(kept.values())


def _is_quarter(place: Place, city: Place, kept: dict[str, Place]) -> bool:
    governs = place.feature_code in (CAPITAL, REGION_SEAT)
    same_land = city.place_id in kept and place.country == city.country
    return not governs and same_land and _apart(place, city) <= _reach_km(city)


def _apart(one: Place, other: Place) -> float:
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def _reach_km(city: Place) -> float:
    return OFF_THE_MIDDLE_KM + math.sqrt(city.population / (math.pi * PEOPLE_A_KM2))


_SQUARES = 4  # a degree


def _square(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat * _SQUARES), math.floor(lon * _SQUARES)


def _squares_reached(city: Place) -> Iterator[tuple[int, int]]:
    height = _reach_km(city) / KM_A_DEGREE
    width = height / max(0.05, math.cos(math.radians(city.lat)))
    (south, west), (north, east) = (
        _square(city.lat - height, city.lon - width),
        _square(city.lat + height, city.lon + width),
    )
    for row in range(south, north + 1):
        for column in range(west, east + 1):
            yield row, column
