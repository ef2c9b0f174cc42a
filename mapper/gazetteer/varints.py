"""Whole numbers and grid outlines in few bytes: how geometry is kept in the package and in the page.

A number is LEB128: seven bits a byte, the low ones first. A stream of geometry holds the number of features, and for
each feature its number of rings, for each ring its number of points, for each point two zigzag differences (x, then
y) from the point before, across rings and features, beginning at (0, 0). Rings do not repeat their first point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Point = tuple[int, int]
Ring = Sequence[Point]
Feature = Sequence[Ring]


def encode(features: Sequence[Feature]) -> bytes:
    """The stream of these features, points in whole grid steps (x, y)."""
    return b"".join(map(_number, _numbers(features)))


def decode(stream: bytes) -> list[list[list[Point]]]:
    """The features of a stream, each a list of rings of (x, y) points in grid steps."""
    numbers = _read(stream)
    x = y = 0
    features = []
    for _ in range(next(numbers)):
        rings = []
        for _ in range(next(numbers)):
            ring = []
            for _ in range(next(numbers)):
                x += _unzigzag(next(numbers))
                y += _unzigzag(next(numbers))
                ring.append((x, y))
            rings.append(ring)
        features.append(rings)
    return features


def _numbers(features: Sequence[Feature]) -> Iterator[int]:
    last_x = last_y = 0
    yield len(features)
    for rings in features:
        yield len(rings)
        for ring in rings:
            yield len(ring)
            for x, y in ring:
                yield _zigzag(x - last_x)
                yield _zigzag(y - last_y)
                last_x, last_y = x, y


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _unzigzag(number: int) -> int:
    return number >> 1 if not number & 1 else -(number + 1 >> 1)


def _number(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _read(stream: Iterable[int]) -> Iterator[int]:
    number = shift = 0
    for byte in stream:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            yield number
            number = shift = 0
