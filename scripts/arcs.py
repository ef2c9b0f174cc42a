"""Borders as arcs: every stretch between two junctions kept once, so that neighbours share it exactly."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import shapely

Point = tuple[int, int]
Ring = list[Point]
ArcRef = int  # as in TopoJSON, ~i is arc i walked backwards


class Arcs:
    """Border pieces between two nodes, each kept once and walked by everything that has it as an edge."""

    def __init__(self, rings: list[list[Ring]]) -> None:
        """Cut the rings of every row (in grid steps, not closed) at the nodes they share."""
        near: dict[Point, set[Point]] = defaultdict(set)
        for ring in (ring for row in rings for ring in row):
            for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
                near[one].add(other)
                near[other].add(one)
        self._nodes = {point for point, around in near.items() if len(around) != 2}
        self._number: dict[tuple[Point, ...], int] = {}
        self.points: list[tuple[Point, ...]] = []
        self.rows: list[list[ArcRef]] = [[ref for ring in row for ref in self._walk(ring)] for row in rings]

    def _walk(self, ring: Ring) -> list[ArcRef]:
        starts = [i for i, point in enumerate(ring) if point in self._nodes]
        first = starts[0] if starts else ring.index(min(ring))
        turned = [*ring[first:], *ring[: first + 1]]
        cuts = [i for i, point in enumerate(turned) if point in self._nodes] if starts else [0, len(turned) - 1]
        return [self._ref(tuple(turned[a : b + 1])) for a, b in pairwise(cuts)]

    def _ref(self, points: tuple[Point, ...]) -> ArcRef:
        if points in self._number:
            return self._number[points]
        backwards = points[::-1]
        if backwards in self._number:
            return ~self._number[backwards]
        self._number[points] = len(self.points)
        self.points.append(points)
        return len(self.points) - 1

    def edge_of(self, rows: list[int]) -> list[list[ArcRef]]:
        """The rings around the union of some rows: every arc that only one of them has, joined end to end."""
        passed = Counter(ref if ref >= 0 else ~ref for row in rows for ref in self.rows[row])
        edge = [ref for row in rows for ref in self.rows[row] if passed[ref if ref >= 0 else ~ref] == 1]
        leaving: dict[Point, list[ArcRef]] = defaultdict(list)
        for ref in edge:
            leaving[self.ends(ref)[0]].append(ref)
        rings = []
        while leaving:
            start = next(iter(leaving))
            here, ring = start, []
            while not ring or here != start:
                ring.append(leaving[here].pop())
                if not leaving[here]:
                    del leaving[here]
                here = self.ends(ring[-1])[1]
            rings.append(ring)
        return rings

    def ends(self, ref: ArcRef) -> tuple[Point, Point]:
        """First and last point of an arc in the direction it is walked."""
        points = self.points[ref if ref >= 0 else ~ref]
        return (points[0], points[-1]) if ref >= 0 else (points[-1], points[0])

    def ring_points(self, ring: list[ArcRef]) -> Ring:
        """The closed ring of points that these arcs make."""
        points: Ring = []
        for ref in ring:
            piece = self.points[ref] if ref >= 0 else self.points[~ref][::-1]
            points += piece[1:] if points else piece
        return points

    def polygons(self, rows: list[int]) -> list[list[list[ArcRef]]]:
        """The union of some rows as polygons: outer ring first, then the holes in it."""
        rings = [(ring, shapely.Polygon(self.ring_points(ring))) for ring in self.edge_of(rows)]
        shells = [(ring, shape) for ring, shape in rings if shape.exterior.is_ccw]
        result = [[ring] for ring, _ in shells]
        for ring, hole in rings:
            if hole.exterior.is_ccw:
                continue
            around = [i for i, (_, shell) in enumerate(shells) if shell.covers(hole)]
            if around:
                result[min(around, key=lambda i: shells[i][1].area)].append(ring)
        return result
