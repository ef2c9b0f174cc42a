"""Where a country's name has room on a map: the country in rows, each from coast to coast.

Standard library only, because the build hook compiles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.gazetteer.varints import Ring

ROWS = 12  # of a country, about: enough to find another place for its name where marks stand
HIGHEST = 200  # steps of 1/100 degree: a part of a large country may fill the view
NARROWEST = 0.15  # of the widest row: less is an island or a spit

Row = tuple[int, int, int]  # y, west, east


def name_rows(rings: Sequence[Ring]) -> list[int | Row]:
    """The height of a row, then the rows of the country inside ``rings``, all in the steps of the rings."""
    heights = [y for ring in rings for _, y in ring]
    step = max(1, min(HIGHEST, (max(heights) - min(heights)) // ROWS))
    rows = [row for y in range(min(heights) + step // 2, max(heights), step) for row in _across(rings, y)]
    widest = max((east - west for _, west, east in rows), default=0)
    return [step, *(row for row in rows if row[2] - row[1] >= NARROWEST * widest)]


def _across(rings: Sequence[Ring], y: int) -> Iterator[Row]:
    """The stretches of the parallel ``y`` inside the rings (even-odd rule)."""
    edges = (edge for ring in rings for edge in pairwise([*ring, ring[0]]))
    across = sorted(
        ax + (y - ay) * (bx - ax) // (by - ay) for (ax, ay), (bx, by) in edges if min(ay, by) <= y < max(ay, by)
    )
    for west, east in zip(across[::2], across[1::2], strict=True):
        yield y, west, east
