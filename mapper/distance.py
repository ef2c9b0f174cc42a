"""How far two points lie apart: the one place that says so. Points are (lat, lon) in decimal degrees."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0  # the mean radius: a sphere is off by half a per cent at most
KM_A_DEGREE = 111.195  # of latitude, on that sphere

Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance between two points; geopy.distance knows the ellipsoid, a hundred times slower."""
    north, other_north = radians(one[0]), radians(other[0])
    up, across = sin((other_north - north) / 2) ** 2, sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(up + cos(north) * cos(other_north) * across)))
