"""Our one distance against geopy's, on a sphere and on the ellipsoid."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic, great_circle

from mapper.distance import KM_A_DEGREE, Point, kilometres

PAIRS: list[tuple[Point, Point]] = [
    ((50.4547, 30.5238), (46.4857, 30.7438)),
    ((0.0, 0.0), (0.0, 180.0)),
    ((-90.0, 0.0), (90.0, 13.0)),
    ((-17.7, 178.0), (-17.7, -178.0)),
    ((51.5, -0.1), (51.5, -0.1)),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_it_is_the_great_circle(one: Point, other: Point) -> None:
    assert great_circle(one, other).km == pytest.approx(kilometres(one, other), rel=1e-5)
    assert geodesic(one, other).km == pytest.approx(kilometres(one, other), rel=6e-3)
    assert kilometres(one, other) == kilometres(other, one)


def test_a_degree_of_latitude() -> None:
    assert kilometres((10.0, 20.0), (11.0, 20.0)) == pytest.approx(KM_A_DEGREE, rel=1e-5)
