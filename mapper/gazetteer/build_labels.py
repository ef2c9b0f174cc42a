"""Which towns are named on the ground of a map: the largest of each cell of 10 degrees that are no quarter of another.

Worked out once, when an index is compiled, because it asks every town for its neighbours and its spellings.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mapper.distance import KM_A_DEGREE, kilometres
from mapper.gazetteer import layout
from mapper.gazetteer.records import Entry

SECTION, CAPITAL, REGION_SEAT = "P.PPLX", "P.PPLC", "P.PPLA"  # GeoNames' feature codes
# A city reaches as far as its people need room; large cities have some 4,000 people a square kilometre.
PEOPLE_A_KM2 = 4000
OFF_THE_MIDDLE_KM = 1  # a city's point is its town hall, not its middle
SAME_NAME_KM = 50  # two places of one name closer than this are one place listed twice
FAR_BETTER_KNOWN = 3  # times as many spellings
PER_CELL = 250  # enough to zoom in to without a street layer
# How many of a cell are looked at: half of the largest places of an area are often quarters of its cities.
LOOKED_AT = 2 * PER_CELL


def label_sections(rows: Sequence[Entry]) -> dict[str, bytes]:
    """Section "labels.rows", the rows named in each cell, largest first, and "labels", where each cell begins."""
    candidates = defaultdict[int, list[int]](list)
    for number in sorted(range(len(rows)), key=lambda one: (-rows[one].population, rows[one].place_id)):
        entry = rows[number]
        cell = candidates[layout.label_cell(entry.lat, entry.lon)]
        if entry.kind == "city" and not entry.alias and len(cell) < LOOKED_AT:
            cell.append(number)
    number_of = {rows[number].place_id: number for cell in candidates.values() for number in cell}
    named = defaultdict[int, list[int]](list)
    for entry in without_quarters(rows[number] for number in number_of.values()):
        named[layout.label_cell(entry.lat, entry.lon)].append(number_of[entry.place_id])
    starts, flat = array("I", [0]), array("I")
    for cell_number in range(layout.LABEL_CELLS):
        flat.extend(named[cell_number][:PER_CELL])
        starts.append(len(flat))
    return {"labels": starts.tobytes(), "labels.rows": flat.tobytes()}


def without_quarters(places: Iterable[Entry]) -> list[Entry]:
    """The places, largest first, without those that are part of a larger one or a second entry for the same.

    A place within a city's reach is its quarter, unless it governs something itself or is far better known (has more
    spellings): then the larger one is the quarter, counted with the people of the whole.
    """
    cities, named = defaultdict[tuple[int, int], list[Entry]](list), defaultdict[str, list[Entry]](list)
    kept: dict[str, Entry] = {}
    for place in sorted(places, key=lambda one: (-one.population, one.place_id)):
        around = [city for city in cities[_square(place.lat, place.lon)] if _is_quarter(place, city, kept)]
        if place.feature == SECTION or any(_apart(place, one) < SAME_NAME_KM for one in named[place.name]):
            continue
        if around and len(place.names) < FAR_BETTER_KNOWN * len(around[0].names):
            continue
        for city in around:
            del kept[city.place_id]
        kept[place.place_id] = place
        named[place.name].append(place)
        for square in _squares_reached(place):
            cities[square].append(place)
    return list(kept.values())


def _is_quarter(place: Entry, city: Entry, kept: dict[str, Entry]) -> bool:
    governs = place.feature in (CAPITAL, REGION_SEAT)
    same_land = city.place_id in kept and place.country == city.country
    return not governs and same_land and _apart(place, city) <= _reach_km(city)


def _apart(one: Entry, other: Entry) -> float:
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def _reach_km(city: Entry) -> float:
    return OFF_THE_MIDDLE_KM + math.sqrt(city.population / (math.pi * PEOPLE_A_KM2))


_SQUARES = 4  # a degree


def _square(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat * _SQUARES), math.floor(lon * _SQUARES)


def _squares_reached(city: Entry) -> Iterator[tuple[int, int]]:
    height = _reach_km(city) / KM_A_DEGREE
    width = height / max(0.05, math.cos(math.radians(city.lat)))
    (south, west), (north, east) = (
        _square(city.lat - height, city.lon - width),
        _square(city.lat + height, city.lon + width),
    )
    for row in range(south, north + 1):
        for column in range(west, east + 1):
            yield row, column
