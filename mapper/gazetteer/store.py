"""One index file, mapped into memory: names to rows, rows to places. See ``layout`` for the file."""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from struct import Struct, calcsize
from typing import TYPE_CHECKING, Any

from mapper.errors import GazetteerError
from mapper.gazetteer import layout
from mapper.gazetteer.layout import RECORD, Record, Role, Texts

if TYPE_CHECKING:
    import marisa_trie

_ROLES = tuple(Role)
# Where some fields stand in a RECORD.
_POINT, _NUMBER = Struct("<ii"), Struct("<I")
_POPULATION_AT, _NUMBER_AT, _NAMES_AT, _KIND_AT = (calcsize(before) for before in ("<ii", "<iiI", "<iiII", "<iiIIIHHH"))
_ROLE_MASK = (1 << layout.ROLE_BITS) - 1

# What must be there for the file to be whole; a shorter file was cut off while it was copied.
_NEEDED = ("rows", "names", "geonames", "others", "admin1s", "cells", "cells.rows", "extras", "exact.postings")


class Layer:
    """The places of one index file, by row number.

    Opening reads the header and nothing else; the system loads the pages that are looked at and shares them
    between processes.
    """

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        """Map the index at ``path``, or take ``content`` as the index compiled from the table at ``path``."""
        self.path = path
        self._bytes = memoryview(content) if content is not None else _mapped(path)
        header = layout.unpack_header(self._bytes)
        if header is None:
            msg = f"{path}: not a gazetteer index of this version of mapper; {_NEXT_STEP}"
            raise GazetteerError(msg)
        self.header = header
        ends = [sum(header.fields["sections"].get(name, (0, len(self._bytes) + 1))) for name in _NEEDED]
        if max(ends) > len(self._bytes):
            msg = f"{path}: the gazetteer index is damaged (cut short); {_NEXT_STEP}"
            raise GazetteerError(msg)
        self._rows = self._section("rows")
        self.countries: list[str] = header.fields["countries"]
        self.features: list[str] = header.fields["features"]
        self._tiers: dict[str, tuple[marisa_trie.Trie, memoryview, memoryview]] = {}

    def __len__(self) -> int:
        return len(self._rows) // RECORD.size - 1

    def _section(self, name: str) -> memoryview:
        offset, length = self.header.section(name)
        return self._bytes[offset : offset + length]

    def _numbers(self, name: str, code: str = "I") -> memoryview:
        return self._section(name).cast(code)  # type: ignore[call-overload,no-any-return]

    def _texts(self, name: str) -> Texts:
        return Texts(self._section(name), self._numbers(f"{name}.offsets"))

    def _tier(self, tier: str) -> tuple[marisa_trie.Trie, memoryview, memoryview]:
        import marisa_trie

        trie = marisa_trie.Trie()
        try:
            trie.map(self._section(f"{tier}.trie"))
        except (RuntimeError, KeyError) as error:
            raise GazetteerError(f"{self.path}: the gazetteer index is damaged; {_NEXT_STEP}") from error
        found = self._tiers[tier] = (trie, self._numbers(f"{tier}.offsets"), self._numbers(f"{tier}.postings"))
        return found

    def names_trie(self, tier: str = "exact") -> marisa_trie.Trie:
        """The trie of all keys of a tier, for walks over a text."""
        return (self._tiers.get(tier) or self._tier(tier))[0]

    def rows(self, key: str, tier: str = "exact") -> list[tuple[int, Role]]:
        """The rows filed under a key of a tier, each with the role of the name; empty when there are none."""
        trie, offsets, postings = self._tiers.get(tier) or self._tier(tier)
        number = trie.get(key)
        if number is None:
            return []
        found = postings[offsets[number] : offsets[number + 1]]
        return [(posting >> layout.ROLE_BITS, _ROLES[posting & _ROLE_MASK]) for posting in found]

    def row(self, place_id: str) -> int | None:
        """The row of a place, or None."""
        number = layout.geonames_number(place_id)
        if number is not None:
            return _find(self._geonames, number)
        found = _find(self._others, place_id)
        return None if found is None else found + len(self._geonames)

    def record(self, row: int) -> Record:
        """The record of a row, undecoded."""
        return Record(*RECORD.unpack_from(self._rows, row * RECORD.size))

    def place_id(self, row: int) -> str:
        """The identifier of the place in a row."""
        number = self._number(row, _NUMBER_AT)
        return f"gn:{number}" if row < len(self._geonames) else self._others[number]

    def point(self, row: int) -> tuple[float, float]:
        """(lat, lon) of a row, decimal degrees."""
        lat, lon = _POINT.unpack_from(self._rows, row * RECORD.size)
        return lat / layout.DEGREE, lon / layout.DEGREE

    def population(self, row: int) -> int:
        """How many people live in the place in a row."""
        return self._number(row, _POPULATION_AT)

    def kind(self, row: int) -> str:
        """The kind of the place in a row; empty for a row that only adds names to a place elsewhere."""
        kind = self._rows[row * RECORD.size + _KIND_AT]
        return "" if kind == layout.ALIAS else layout.KINDS[kind]

    def admin1(self, row: int) -> str:
        """The code of the first-level region a row lies in ("UA.04"), or ""."""
        return self.admin1s[self.record(row).admin1]

    def admin1_row(self, code: str) -> int | None:
        """The row of the first-level region with this code, or None."""
        found = _find(self.admin1s, code)
        row = layout.NONE if found is None else self._admin1_rows[found]
        return None if row == layout.NONE else row

    def country_row(self, code: str) -> int | None:
        """The row of the country with this ISO code, or None."""
        found = _find(self.countries, code)
        row = layout.NONE if found is None else self._country_rows[found]
        return None if row == layout.NONE else row

    def names(self, row: int) -> list[str]:
        """The names of a row: present name, local name (maybe empty), all others."""
        return self._names_of(row).decode().split("\t")

    def name(self, row: int) -> str:
        """The present name of a row."""
        return self._names_of(row).partition(b"\t")[0].decode()

    def local_name(self, row: int) -> str:
        """The name of a row in its country's own writing, or ""."""
        return self._names_of(row).split(b"\t", 2)[1].decode()

    def _names_of(self, row: int) -> bytes:
        return bytes(self._names[self._number(row, _NAMES_AT) : self._number(row + 1, _NAMES_AT)])

    def _number(self, row: int, at: int) -> int:
        """The number that stands in the record of a row at a byte: much of what is asked of a record is one number."""
        number: int = _NUMBER.unpack_from(self._rows, row * RECORD.size + at)[0]
        return number

    def cell_rows(self, number: int) -> memoryview:
        """The rows whose points lie in a one-degree cell (see ``layout.cell``)."""
        return self._cell_rows[self._cells[number] : self._cells[number + 1]]

    def label_rows(self, number: int) -> memoryview:
        """The rows to name on the ground of a cell (see ``layout.label_cell``), the largest first."""
        return self._label_rows[self._labels[number] : self._labels[number + 1]]

    @cached_property
    def _geonames(self) -> memoryview:
        return self._numbers("geonames")

    @cached_property
    def _others(self) -> Texts:
        return self._texts("others")

    @cached_property
    def admin1s(self) -> Texts:
        """The codes of all first-level regions a row may name."""
        return self._texts("admin1s")

    @cached_property
    def _admin1_rows(self) -> memoryview:
        return self._numbers("admin1.rows")

    @cached_property
    def _country_rows(self) -> memoryview:
        return self._numbers("country.rows")

    @cached_property
    def _names(self) -> memoryview:
        return self._section("names")

    @cached_property
    def _cells(self) -> memoryview:
        return self._numbers("cells")

    @cached_property
    def _cell_rows(self) -> memoryview:
        return self._numbers("cells.rows")

    @cached_property
    def _labels(self) -> memoryview:
        return self._numbers("labels")

    @cached_property
    def _label_rows(self) -> memoryview:
        return self._numbers("labels.rows")

    @cached_property
    def _extras(self) -> dict[str, dict[str, Any]]:
        extras: dict[str, dict[str, Any]] = json.loads(bytes(self._section("extras")))
        return extras

    def disputed(self, place_id: str) -> str:
        """The note on a place whose sovereignty is contested, or ""."""
        return str(self._extras["disputed"].get(place_id, ""))

    def point_within_km(self, place_id: str) -> int:
        """How far off a point may be that no public table confirms, else 0."""
        return int(self._extras.get("within", {}).get(place_id, 0))

    def parts(self, place_id: str) -> tuple[str, ...]:
        """The codes of the countries and first-level regions an area is made of."""
        return tuple(self._extras["parts"].get(place_id, ()))


_NEXT_STEP = "next step: `make gazetteer` in a checkout, or `pip install --force-reinstall incident-mapper`"


def _mapped(path: Path) -> memoryview:
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        reason = getattr(error, "strerror", None) or "it is empty"
        raise GazetteerError(f"{path}: cannot be opened as a gazetteer ({reason}); {_NEXT_STEP}") from error


def _find(items: Any, wanted: Any) -> int | None:
    """Where ``wanted`` stands in a sorted sequence, or None."""
    position = bisect_left(items, wanted)
    return position if position < len(items) and items[position] == wanted else None
