"""Numbers, text and geometry packed for the page: deflated, in base64, read by static/inflate.js.

A column is little-endian unsigned integers of the smallest width that holds them. Geometry is a stream of
varints: features, rings of each, points of each ring, then zigzag differences from the point before, on an
integer grid. Base64 because a page is text; it costs a third, which deflate has saved several times over.
"""

from __future__ import annotations

import base64
import json
import sys
import zlib
from array import array
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

# Level 6 is within 2 % of level 9 on columns and prose, and three times as fast.
DEFLATE_LEVEL = 6
WIDTHS = (("u8", "B", 0xFF), ("u16", "H", 0xFFFF), ("u32", "I", 0xFFFFFFFF))

Ring = Sequence[tuple[int, int]]


class Codes(dict[Hashable, int]):
    """A dictionary coder: a value seen for the first time gets the next number."""

    def __missing__(self, value: Hashable) -> int:
        self[value] = code = len(self)
        return code


def pack(raw: bytes) -> str:
    """The bytes deflated (zlib wrapper) and written in base64."""
    return base64.b64encode(zlib.compress(raw, DEFLATE_LEVEL)).decode("ascii")


def pack_json(value: Any) -> str:
    """The value as compact UTF-8 JSON, packed."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return pack(text.encode("utf-8", "replace"))


def pack_column(values: Sequence[int]) -> tuple[str, str]:
    """The width ("u8", "u16" or "u32") and the packed text of a column of non-negative whole numbers."""
    top = max(values, default=0)
    width, code = next((name, code) for name, code, limit in WIDTHS if top <= limit)
    column = array(code, values)
    if sys.byteorder == "big":
        column.byteswap()
    return width, pack(column.tobytes())


def pack_features(features: Iterable[Sequence[Ring]]) -> str:
    """Features of rings of grid points, as packed varints."""
    return pack(varints(_feature_numbers(list(features))))


def varints(numbers: Iterable[int]) -> bytes:
    """Non-negative numbers as LEB128: seven bits a byte, the low ones first."""
    out = bytearray()
    for number in numbers:
        rest = number
        while rest > 0x7F:
            out.append(rest & 0x7F | 0x80)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def zigzag(number: int) -> int:
    """The whole number as a non-negative one: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return number << 1 if number >= 0 else (-number << 1) - 1


def _feature_numbers(features: Sequence[Sequence[Ring]]) -> Iterable[int]:
    yield len(features)
    last_x = last_y = 0
    for rings in features:
        yield len(rings)
        for ring in rings:
            yield len(ring)
            for x, y in ring:
                yield zigzag(x - last_x)
                yield zigzag(y - last_y)
                last_x, last_y = x, y
