"""A user's own places and aliases, from a table: CSV with commas, semicolons or tabs, UTF-8.

    name,lat,lon,names,kind,country,admin1,place_id
    Checkpoint Delta,47.101,37.502,CP Delta|Delta,site,UA,UA.05,
    Stalino,,,,,,,gn:709717

A row with a point is a place of its own; a row with the place_id of a known place and no point gives that place one
more name. Only ``name`` and either a point or a ``place_id`` are needed; lists inside a cell are joined by "|".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast, get_args

from mapper.errors import GazetteerError
from mapper.gazetteer.layout import Role
from mapper.gazetteer.records import Entry, cells
from mapper.model import PlaceKind
from mapper.tables import read_user_table
from mapper.text.normalise import fold

COLUMNS = ("name", "lat", "lon", "names", "kind", "country", "admin1", "place_id", "population", "local_name", "note")


def read_places(path: Path) -> list[Entry]:
    """The places and aliases of a user's table, in file order.

    Raises GazetteerError, naming the file and the line or column, when the table cannot be read as one.
    """
    table = read_user_table(path)
    unknown = [name for name in table.columns if name not in COLUMNS]
    if unknown or "name" not in table.columns:
        wrong = f"column {unknown[0]!r} is not one of ours" if unknown else "there is no column 'name'"
        msg = f"{path}: {wrong}; the columns are {', '.join(COLUMNS)}, of which only name is always needed"
        raise GazetteerError(msg)
    entries: dict[str, Entry] = {}
    for row in table.rows:
        if row.problem and not row.is_short:
            raise GazetteerError(f"{path}, line {row.line}: {row.problem}")
        filled = {column: value.strip() for column, value in row.cells.items()}
        for entry in _entries(f"{path}, line {row.line}", filled):
            known = entries.setdefault(entry.place_id, entry)
            for name, role in entry.names.items():
                known.add(name, role)
    return list(entries.values())


def _entries(where: str, row: dict[str, str]) -> Iterator[Entry]:
    if not any(row.values()):
        return
    if not fold(row["name"]):
        raise GazetteerError(f"{where}: the name {row['name']!r} has no letters; give the place a name")
    kind = row.get("kind") or "site"
    if kind not in get_args(PlaceKind):
        raise GazetteerError(f"{where}: kind {kind!r} is not one of {', '.join(get_args(PlaceKind))}")
    alias = not row.get("lat") and not row.get("lon")
    if alias and not row.get("place_id"):
        raise GazetteerError(
            f"{where}: {row['name']!r} has neither a point (lat, lon) nor the place_id of a known place"
        )
    lat, lon = (0.0, 0.0) if alias else _point(where, row)
    entry = Entry(
        place_id=row.get("place_id") or f"own:{fold(row['name']).replace(' ', '-')}",
        name=row["name"],
        kind=cast(PlaceKind, kind),
        lat=lat,
        lon=lon,
        country=row.get("country", "").upper(),
        admin1=row.get("admin1", ""),
        feature="" if alias else "S.OWN" if kind == "site" else "P.PPL",
        population=int(row["population"]) if row.get("population", "").isdecimal() else 0,
        local_name=row.get("local_name", ""),
        curated=True,
        alias=alias,
    )
    for name in (entry.name, entry.local_name, *cells(row.get("names", ""))):
        entry.add(name, Role.PREFERRED)
    yield entry


def _point(where: str, row: dict[str, str]) -> tuple[float, float]:
    try:
        lat, lon = float(row.get("lat", "")), float(row.get("lon", ""))
    except ValueError:
        msg = f"{where}: lat {row.get('lat')!r} and lon {row.get('lon')!r} must be decimal degrees"
        raise GazetteerError(msg) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        msg = f"{where}: lat {lat}, lon {lon} is not on the globe (lat -90..90, lon -180..180: are they swapped?)"
        raise GazetteerError(msg)
    return lat, lon
