"""Numbers, text and geometry packed for the page: deflated, in base64, read by static/unpack.js.

A column is little-endian unsigned integers of the smallest width that holds them; geometry is the stream of
mapper.gazetteer.varints. Base64 because a page is text; it costs a third, which deflate has saved several times over.
"""

from __future__ import annotations

import base64
import json
import sys
import zlib
from array import array
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from mapper.gazetteer.varints import Feature, encode

# Level 5 is within 2 % of level 6 on columns and prose, and half as fast again.
DEFLATE_LEVEL = 5
WIDTHS = (("u8", "B", 0xFF), ("u16", "H", 0xFFFF), ("u32", "I", 0xFFFFFFFF))


class Codes(dict[Hashable, int]):
    """A dictionary coder: a value seen for the first time gets the next number."""

    def __missing__(self, value: Hashable) -> int:
        self[value] = code = len(self)
        return code


def pack(raw: bytes) -> str:
    """The bytes deflated (zlib wrapper) and written in base64."""
    return base64.b64encode(zlib.compress(raw, DEFLATE_LEVEL)).decode("ascii")


def json_bytes(value: Any) -> bytes:
    """The value as compact UTF-8 JSON, dates as ISO text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return text.encode("utf-8", "replace")


def pack_json(value: Any) -> str:
    """The value as compact JSON, packed."""
    return pack(json_bytes(value))


def pack_column(values: Sequence[int]) -> tuple[str, str]:
    """The width ("u8", "u16" or "u32") and the packed text of a column of non-negative whole numbers."""
    top = max(values, default=0)
    width, code = next((name, code) for name, code, limit in WIDTHS if top <= limit)
    column = array(code, values)
    if sys.byteorder == "big":
        column.byteswap()
    return width, pack(column.tobytes())


def pack_features(features: Sequence[Feature]) -> str:
    """Features of rings of grid points, packed."""
    return pack(encode(features))
