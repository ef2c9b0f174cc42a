"""How near the likely places of a document lie to what its other names may mean."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mapper.distance import KM_A_DEGREE

_CLOSE_KM = 150.0  # over this distance the pull of a neighbour falls to a third
_FAR_DEGREES = 6.0  # beyond it the pull is under two per cent
_FEW = 64  # likely places that are sooner all looked at than filed
_ROWS_A_DEGREE = 4
_REACHES = (0.1, 0.5, 2.0, _FAR_DEGREES)  # degrees looked about in, until no place farther away can pull more


class Seat(NamedTuple):
    """Where an option lies; ``squeeze`` is how much shorter a degree of longitude is there than one of latitude."""

    lat: float
    lon: float
    squeeze: float


Likely = Mapping[int, float]  # the likely options of a group with their chances


class Nearness:
    """The seats of a document's options, group by group."""

    def __init__(self, seats: Sequence[Sequence[Seat]]) -> None:
        self._seats = seats
        self._reached: dict[Seat, list[tuple[int, int, float]]] = {}

    def pulls(self, likely: Sequence[Likely]) -> list[list[float]]:
        """For each seat of each group how near the likeliest place of another lies: 1 at no distance, 0 far away."""
        if sum(map(len, likely)) > _FEW:
            return _Filed(self._seats, likely).pulls()
        pulls = [[0.0] * len(seats) for seats in self._seats]
        for group, places in enumerate(likely):
            for position, chance in places.items():
                for other, number, kept in self._reach(self._seats[group][position]):
                    if other != group and chance * kept > pulls[other][number]:
                        pulls[other][number] = chance * kept
        return pulls

    def _reach(self, place: Seat) -> list[tuple[int, int, float]]:
        """The group, the number and the share of the pull that is left of each seat a place pulls."""
        if place not in self._reached:
            lat, lon, _ = place
            self._reached[place] = [
                (group, number, _kept(place, seat))
                for group, seats in enumerate(self._seats)
                for number, seat in enumerate(seats)
                if -_FAR_DEGREES < seat[0] - lat < _FAR_DEGREES
                and -_FAR_DEGREES < (seat[1] - lon) * seat[2] < _FAR_DEGREES
            ]
        return self._reached[place]


def _kept(place: Seat, seat: Seat) -> float:
    """The share of a place's pull that is left at a seat: 1 at no distance, 0 where it is too far away."""
    north, east = abs(place.lat - seat.lat), abs(place.lon - seat.lon) * seat.squeeze
    if north >= _FAR_DEGREES or east >= _FAR_DEGREES:
        return 0.0
    return math.exp(-KM_A_DEGREE * math.hypot(north, east) / _CLOSE_KM)


class _Filed:
    """The likely places of a long document in rows by latitude, each by longitude.

    A seat looks at its own surroundings only, so that the time grows no faster than the text.
    """

    def __init__(self, seats: Sequence[Sequence[Seat]], likely: Sequence[Likely]) -> None:
        self._seats = seats
        self._rows: dict[int, list[tuple[float, int, Seat, float]]] = defaultdict(list)
        for group, places in enumerate(likely):
            for position, chance in places.items():
                place = seats[group][position]
                self._rows[_row(place.lat)].append((place.lon, group, place, chance))
        for row in self._rows.values():
            row.sort()

    def pulls(self) -> list[list[float]]:
        """As ``Nearness.pulls``."""
        return [[self._strongest(group, seat) for seat in seats] for group, seats in enumerate(self._seats)]

    def _strongest(self, group: int, seat: Seat) -> float:
        best = 0.0
        for reach in _REACHES:
            pulls = (
                chance * _kept(place, seat) for other, place, chance in self._around(seat, reach) if other != group
            )
            best = max(pulls, default=0.0)
            if best >= math.exp(-KM_A_DEGREE * reach / _CLOSE_KM):
                break
        return best

    def _around(self, seat: Seat, reach: float) -> Iterator[tuple[int, Seat, float]]:
        """The group, seat and chance of the places in a box that holds all within ``reach`` degrees of latitude."""
        west, east = seat.lon - reach / seat.squeeze, seat.lon + reach / seat.squeeze
        for number in range(_row(seat.lat - reach), _row(seat.lat + reach) + 1):
            row = self._rows.get(number, [])
            for _, group, place, chance in row[bisect_left(row, (west,)) : bisect_right(row, (east, math.inf))]:
                yield group, place, chance


def _row(lat: float) -> int:
    return math.floor(lat * _ROWS_A_DEGREE)
