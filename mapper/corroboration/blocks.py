"""Which reports are worth comparing: those that meet in a block of place, time and kind of event.

Comparing all with all would cost the square of their number. Two reports that can be one incident share a block
by construction; the law is tested against all pairs. Wide places and long windows would make every block large,
so they are hosts: two guests of a wide block (two towns of a country, two dated reports of a month) do not meet there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import product

from mapper.corroboration.days import EVER
from mapper.corroboration.evidence import Evidence
from mapper.corroboration.places import core_name, is_vague
from mapper.model import Place

# A window up to this long is blocked day by day (a night, a day with its neighbours), a longer one by weeks.
SHORT_DAYS = 4
WEEK = 7
# For a site and the city it may belong to: half a degree is wider than a city's reach at 60 degrees of latitude.
CELL_DEGREES = 0.5

_Role = int  # two bits: 1 host of the place, 2 host of the time
_PLACE_HOST, _TIME_HOST, _HOST = 1, 2, 3
# The roles that a role meets: of two that meet, one is host of the place, and one (maybe the other) of the time.
_MEETS = {role: tuple(other for other in range(4) if role | other == _HOST) for role in range(4)}


def candidates(
    items: Sequence[Evidence], family: Callable[[Evidence], Hashable] = lambda item: ""
) -> Iterator[tuple[int, int]]:
    """Every pair of positions that may be one incident, each once, the smaller position first.

    Items of two families are never paired.
    """
    blocks: dict[Hashable, tuple[list[int], ...]] = defaultdict(lambda: ([], [], [], []))
    timeless = any(item.days.window == EVER for item in items)
    for position, item in enumerate(items):
        met: set[int] = set()
        kind = family(item)
        times = list(_times(item, timeless))
        for (place_role, place), (time_role, time) in product(_places(item.place), times):
            role = place_role | time_role
            block = blocks[kind, place, time]
            for other in _MEETS[role]:
                met.update(block[other])
            block[role].append(position)
        yield from ((other, position) for other in met)


def _places(place: Place) -> Iterator[tuple[_Role, Hashable]]:
    """The blocks of space a place stands in."""
    yield _PLACE_HOST, (place.country, core_name(place.name))
    if place.kind == "country" or is_vague(place):
        yield _PLACE_HOST, ("land", place.country)
        return
    yield 0, ("land", place.country)
    yield 0, ("land", "")
    if place.kind == "region":
        yield _PLACE_HOST, ("region", place.place_id)
        return
    yield 0, ("region", place.admin1_id)
    row, column = round(place.lat / CELL_DEGREES), round(place.lon / CELL_DEGREES)
    if place.kind == "city":
        yield 0, ("cell", row, column)
        return
    for north, east in product((-1, 0, 1), repeat=2):
        yield _PLACE_HOST, ("cell", row + north, column + east)


def _times(item: Evidence, timeless: bool) -> Iterator[tuple[_Role, Hashable]]:
    """The blocks of time a window falls into; ``timeless`` says that some item has none."""
    first, last = item.days.window
    if timeless:
        yield (_TIME_HOST if item.days.window == EVER else 0), "ever"
    if item.days.window == EVER:
        return
    short = last - first < SHORT_DAYS
    if short:
        for day in range(first, last + 1):
            yield _TIME_HOST, day
    for week in range(first // WEEK, last // WEEK + 1):
        yield (0 if short else _TIME_HOST), ("week", week)
