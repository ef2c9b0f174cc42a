"""Which reports are worth comparing: those whose places are near or nested and whose windows of days meet.

Comparing all with all would cost the square of their number. Two reports that can be one incident share a block of
space and a day by construction; the law is tested against all pairs. The days are swept: a report is looked for among
those of its blocks that are still open when its window begins. A wide place would make every block large, so it is a
host: two guests of a wide block (two towns of a country) do not meet there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import product

from mapper.corroboration.evidence import Evidence
from mapper.corroboration.places import core_name, is_vague
from mapper.model import Place

# For a site and the city it may belong to: half a degree is wider than a city's reach at 60 degrees of latitude.
CELL_DEGREES = 0.5

_Block = tuple[Hashable, ...]
_Open = list[tuple[int, int]]  # the last day of a window, and the position it belongs to


def candidates(
    items: Sequence[Evidence], family: Callable[[Evidence], Hashable] = lambda item: ""
) -> Iterator[tuple[int, int]]:
    """Every pair of positions that may be one incident, each once, the smaller position first.

    Items of two families are never paired.
    """
    hosts: dict[_Block, _Open] = defaultdict(list)
    guests: dict[_Block, _Open] = defaultdict(list)
    for position in sorted(range(len(items)), key=lambda position: items[position].days.window):
        item = items[position]
        first, last = item.days.window
        kind = family(item)
        met: set[int] = set()
        for is_host, place in _blocks(item.place):
            block = (kind, *place)
            _meet(met, hosts, block, first)
            if is_host:
                _meet(met, guests, block, first)
            (hosts if is_host else guests)[block].append((last, position))
        for other in met:
            yield (other, position) if other < position else (position, other)


def _meet(met: set[int], opened: dict[_Block, _Open], block: _Block, day: int) -> None:
    """Add those of a block that are still open on ``day``; the others will meet nobody any more and are closed."""
    if still := opened.get(block):
        if any(last < day for last, _ in still):
            still = opened[block] = [entry for entry in still if entry[0] >= day]
        met.update(position for _, position in still)


def _blocks(place: Place) -> Iterator[tuple[bool, _Block]]:
    """The blocks of space a place stands in, and whether it is their host."""
    yield True, (place.country, core_name(place.name))
    if place.kind == "country" or is_vague(place):
        yield True, ("land", place.country)
        return
    yield False, ("land", place.country)
    yield False, ("land", "")
    if place.kind == "region":
        yield True, ("region", place.place_id)
        return
    yield False, ("region", place.admin1_id)
    row, column = round(place.lat / CELL_DEGREES), round(place.lon / CELL_DEGREES)
    if place.kind == "city":
        yield False, ("cell", row, column)
        return
    for north, east in product((-1, 0, 1), repeat=2):
        yield True, ("cell", row + north, column + east)
