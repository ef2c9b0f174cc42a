"""Lines and rings on an integer grid: fewer points, and pieces cut to square cells.

Rings do not repeat their first point. Pure Python, because the build hook has no geometry library.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from mapper.gazetteer.varints import Point, Ring

# What is on one side of an edge: (points, axis, edge, sign) to pieces.
Clip = Callable[[Ring, int, int, int], Iterable[Ring]]


def simplified(points: list[Point], tolerance: int) -> list[Point]:
    """The line with its ends and without bends whose triangle is smaller than ``tolerance`` squared (Visvalingam)."""
    last = len(points) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    area = {number: _triangle(points, before, after, number) for number in range(1, last)}
    queue = [(size, number) for number, size in area.items()]
    heapq.heapify(queue)
    kept = dict.fromkeys(range(last + 1))
    while queue and queue[0][0] < tolerance * tolerance:
        size, number = heapq.heappop(queue)
        if number not in kept or area[number] != size:
            continue
        del kept[number]
        left, right = before[number], after[number]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < last:
                area[near] = max(size, _triangle(points, before, after, near))
                heapq.heappush(queue, (area[near], near))
    return [points[number] for number in kept]


def _triangle(points: list[Point], before: list[int], after: list[int], number: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[before[number]], points[number], points[after[number]]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def rounded(points: list[Point]) -> list[Point]:
    """The line with every corner cut twice (Chaikin): rivers and lakes come on a grid of two to four kilometres.

    Ends stay; a closed line stays closed.
    """
    for _ in range(2):
        cut = []
        for (ax, ay), (bx, by) in pairwise(points):
            cut += [(round(0.75 * ax + 0.25 * bx), round(0.75 * ay + 0.25 * by))]
            cut += [(round(0.25 * ax + 0.75 * bx), round(0.25 * ay + 0.75 * by))]
        points = [*cut, cut[0]] if points[0] == points[-1] else [points[0], *cut, points[-1]]
    return _without_repeats(points)


def in_cells(points: Ring, clip: Clip, size: int) -> Iterator[tuple[tuple[int, int], Ring]]:
    """The pieces of a ring or line in each cell of ``size`` steps it touches, by the cell's (column, row)."""
    for column, strip in _cut(points, 0, clip, size):
        for row, piece in _cut(strip, 1, clip, size):
            yield (column, row), piece


def _cut(points: Ring, axis: int, clip: Clip, size: int) -> Iterator[tuple[int, Ring]]:
    """The pieces between the cell edges across one axis; halves first, so that long outlines stay cheap."""
    low = min(point[axis] for point in points) // size
    high = max(low, (max(point[axis] for point in points) - 1) // size)
    if low == high:
        yield low, points
        return
    edge = (low + high + 1) // 2 * size
    for sign in (1, -1):
        for piece in clip(points, axis, edge, sign):
            yield from _cut(piece, axis, clip, size)


def area_of(ring: Ring) -> float:
    """The area inside a ring, in square steps."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]))) / 2


def cut_at_cells(points: Ring, size: int) -> list[list[Point]]:
    """The line in pieces, cut wherever it crosses an edge between cells of ``size`` steps."""
    pieces = [[points[0]]]
    for one, other in pairwise(points):
        edges = [
            (axis, edge)
            for axis in (0, 1)
            for edge in range(-(-min(one[axis], other[axis]) // size) * size, max(one[axis], other[axis]) + 1, size)
            if one[axis] != other[axis]
        ]
        crossings = {_crossing(one, other, axis, edge) for axis, edge in edges} - {other}
        for crossing in sorted(crossings, key=lambda point: abs(point[0] - one[0]) + abs(point[1] - one[1])):
            if crossing != pieces[-1][-1]:
                pieces[-1].append(crossing)
            if len(pieces[-1]) > 1:
                pieces.append([crossing])
        pieces[-1].append(other)
    return pieces


def clip_ring(points: Ring, axis: int, edge: int, sign: int) -> Iterable[Ring]:
    """The part of a ring on one side of an edge (Sutherland and Hodgman); sign 1 keeps what is below."""
    kept: list[Point] = []
    before = points[-1]
    for point in points:
        inside, was_inside = sign * (edge - point[axis]) >= 0, sign * (edge - before[axis]) >= 0
        if inside != was_inside:
            kept.append(_crossing(before, point, axis, edge))
        if inside:
            kept.append(point)
        before = point
    thin = len(kept) < 3 or all(point[axis] == edge for point in kept)
    return [] if thin else [_without_repeats(kept)]


def clip_line(points: Ring, axis: int, edge: int, sign: int) -> Iterable[Ring]:
    """The runs of a line on one side of an edge; sign 1 keeps what is below."""
    runs: list[list[Point]] = [[]]
    before: Point | None = None
    for point in points:
        inside = sign * (edge - point[axis]) >= 0
        if before is not None and inside != (sign * (edge - before[axis]) >= 0):
            runs[-1].append(_crossing(before, point, axis, edge))
            if not inside:
                runs.append([])
        if inside:
            runs[-1].append(point)
        before = point
    short = (_without_repeats(run) for run in runs)
    return [run for run in short if len(run) > 1 and any(point[axis] != edge for point in run)]


def _crossing(one: Point, other: Point, axis: int, edge: int) -> Point:
    across = 1 - axis
    share = (edge - one[axis]) / (other[axis] - one[axis])
    value = round(one[across] + share * (other[across] - one[across]))
    return (edge, value) if axis == 0 else (value, edge)


def _without_repeats(points: list[Point]) -> list[Point]:
    return [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
