"""The index file, byte by byte: what ``build`` writes and ``store`` maps.

    8 bytes   magic "MAPPERGZ"
    4 bytes   length of the header (unsigned, little-endian)
    header    JSON: format, layer, stamp, byteorder, counts, sections {name: [offset, length]}, ...
    sections  each at an offset (from the start of the file) that is a multiple of 8

Places are rows 0..n-1 of section "rows" (see ``Record``): first those with a GeoNames number, by number, then all
others, by place_id; one more row ends the names of the last. Names are looked up in one trie a key tier; the id of a
key in its trie leads through ``<tier>.offsets`` to its postings, each a row and the role the name plays for it.
"""

from __future__ import annotations

import enum
import json
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, overload

MAGIC = b"MAPPERGZ"
FORMAT = 3
_PREAMBLE = struct.Struct("<8sI")
_ALIGN = 8

# Decimal degrees are kept as whole hundred-thousandths (about a metre), which is what GeoNames gives.
DEGREE = 100_000
NONE = 0xFFFF_FFFF  # "no row"


class Record(NamedTuple):
    """One place as the file holds it: all of it in one stretch of bytes, so that a place costs one page."""

    lat: int  # in hundred-thousandths of a degree, as lon
    lon: int
    population: int
    number: int  # GeoNames' number, or the place in section "others"
    names: int  # where its names begin in section "names"; they end where those of the next row begin
    country: int  # in the header's list, as feature
    admin1: int  # in section "admin1s"
    feature: int
    kind: int  # in KINDS, or ALIAS


RECORD = struct.Struct("<iiIIIHHHBx")

KINDS: tuple[str, ...] = ("site", "city", "district", "region", "country")
ALIAS = 255  # as kind: the row only adds names to a place of another layer

# The tiers of keys, strictest first; the words are those of Resolution.tier.
TIERS: tuple[str, ...] = ("exact", "spelling", "exonym", "skeleton")

CELLS_LAT, CELLS_LON = 180, 360  # one cell a degree, for "what is near"
LABEL_CELL = 10  # degrees; the cells the ground of a map comes in
LABEL_CELLS = CELLS_LAT * CELLS_LON // LABEL_CELL**2


class Role(enum.IntEnum):
    """What a name is to its place; a smaller number is a stronger claim."""

    PREFERRED = 0  # data/gazetteer/prefer.tsv: this name means this place
    PRIMARY = 1  # its own present name
    ALTERNATE = 2
    FORMER = 3  # renamed since
    DEMONYM = 4  # its people or adjective
    ABBREVIATION = 5


ROLE_BITS = 4  # a posting is row << ROLE_BITS | role


class Header(NamedTuple):
    """What the file says of itself."""

    fields: dict[str, Any]

    @property
    def stamp(self) -> str:
        """The SHA-256 of all that the index was compiled from."""
        return str(self.fields["stamp"])

    def section(self, name: str) -> tuple[int, int]:
        """Offset and length of a section, in bytes."""
        offset, length = self.fields["sections"][name]
        return offset, length


def pack(fields: dict[str, Any], sections: dict[str, bytes]) -> bytes:
    """The whole file: the header fields and the sections, laid out as the module says."""
    # Offsets depend on the header's length and the header holds the offsets: leave room for the longest numbers.
    room = len(_header_bytes(fields, dict.fromkeys(sections, (10**12, 10**12))))
    position = _aligned(_PREAMBLE.size + room)
    places: dict[str, tuple[int, int]] = {}
    for name, content in sections.items():
        places[name] = (position, len(content))
        position = _aligned(position + len(content))
    header = _header_bytes(fields, places).ljust(room)
    product = bytearray(position)
    _PREAMBLE.pack_into(product, 0, MAGIC, room)
    product[_PREAMBLE.size : _PREAMBLE.size + room] = header
    for name, content in sections.items():
        offset, length = places[name]
        product[offset : offset + length] = content
    return bytes(product)


def unpack_header(start: bytes | memoryview) -> Header | None:
    """The header of an index file, or None when the bytes are not one of ours in this format."""
    if len(start) < _PREAMBLE.size:
        return None
    magic, length = _PREAMBLE.unpack_from(start)
    if magic != MAGIC or len(start) < _PREAMBLE.size + length:
        return None
    try:
        fields = json.loads(bytes(start[_PREAMBLE.size : _PREAMBLE.size + length]))
    except ValueError:
        return None
    if fields.get("format") != FORMAT or fields.get("byteorder") != sys.byteorder:
        return None
    return Header(fields)


def read_header(path: Path) -> Header | None:
    """The header of the index at ``path``; None when there is no such file or it is not one of ours."""
    try:
        with path.open("rb") as file:
            preamble = file.read(_PREAMBLE.size)
            if len(preamble) < _PREAMBLE.size or preamble[:8] != MAGIC:
                return None
            return unpack_header(preamble + file.read(_PREAMBLE.unpack(preamble)[1]))
    except OSError:
        return None


def dump_json(value: Any) -> bytes:
    """``value`` as JSON in the one form that gives the same bytes each time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def geonames_number(place_id: str) -> int | None:
    """The number in "gn:703448"; None for an identifier of another kind."""
    prefix, _, number = place_id.partition(":")
    return int(number) if prefix == "gn" and number.isdecimal() and number.isascii() else None


def texts(name: str, items: Iterable[str]) -> dict[str, bytes]:
    """Two sections that hold a list of texts: one pool, and where each item ends in it. Read by ``Texts``."""
    pool, offsets = bytearray(), array("I", [0])
    for item in items:
        pool += item.encode()
        offsets.append(len(pool))
    return {name: bytes(pool), f"{name}.offsets": offsets.tobytes()}


class Texts(Sequence[str]):
    """A list of texts in the file; an item is decoded when it is asked for."""

    def __init__(self, pool: memoryview, offsets: memoryview) -> None:
        self._pool, self._offsets = pool, offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[item] for item in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        return str(self._pool[self._offsets[number] : self._offsets[number + 1]], "utf-8")


def _header_bytes(fields: dict[str, Any], sections: dict[str, tuple[int, int]]) -> bytes:
    return dump_json({"format": FORMAT, "byteorder": sys.byteorder, **fields, "sections": sections})


def _aligned(position: int) -> int:
    return -(-position // _ALIGN) * _ALIGN


def cell(lat: float, lon: float) -> int:
    """The number of the one-degree cell a point lies in; (lat, lon) in decimal degrees."""
    row = min(int(lat + 90), CELLS_LAT - 1)
    column = int(lon + 180) % CELLS_LON
    return row * CELLS_LON + column


def label_cell(lat: float, lon: float) -> int:
    """The number of the cell of ``LABEL_CELL`` degrees a point lies in; (lat, lon) in decimal degrees."""
    row, column = divmod(cell(lat, lon), CELLS_LON)
    return row // LABEL_CELL * (CELLS_LON // LABEL_CELL) + column // LABEL_CELL
