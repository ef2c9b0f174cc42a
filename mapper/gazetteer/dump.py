"""A country dump of GeoNames (``UA.zip`` of download.geonames.org/export/dump), which the user has downloaded.

A dump is a table of 19 columns without a header, parted by tabs; the columns are those of GeoNames' readme.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mapper.errors import GazetteerError
from mapper.gazetteer.layout import Role
from mapper.gazetteer.records import Entry
from mapper.model import PlaceKind

_COLUMNS = 19
# Features that reports name as where something happened: airfields, bases, bridges, dams, power stations, ports,
# refineries, stations, hospitals, schools, markets, camps. Regions and districts come with the world index.
_SITES = (
    *("AIRB", "AIRF", "AIRP", "BDG", "CMP", "CSTL", "DAM", "FT", "HSP", "INSM", "MFG", "MILB", "MKT", "MN", "NVB"),
    *("OILR", "OILT", "PRT", "PS", "PSE", "PSH", "PSN", "RSTN", "SCH"),
)


def read_dump(path: Path) -> Iterator[Entry]:
    """The populated places and sites of a dump, ``XX.zip`` or the ``XX.txt`` inside it, each with all its names.

    Raises GazetteerError, naming the file and line, when it is not a dump.
    """
    found = 0
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, start=1):
                entry = _entry(f"{path}, line {number}", line.rstrip("\r\n").split("\t")) if line.strip() else None
                if entry is not None:
                    found += 1
                    yield entry
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error) as error:
        raise GazetteerError(f"{path}: cannot be read as a country dump ({error}); download it again") from error
    if not found:
        msg = f"{path}: holds no populated place or site; give a country dump of GeoNames, such as UA.zip"
        raise GazetteerError(msg)


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield lines
        return
    with zipfile.ZipFile(path) as archive:
        name = next((n for n in archive.namelist() if n.endswith(".txt") and n.lower() != "readme.txt"), None)
        if name is None:
            raise zipfile.BadZipFile("no table such as UA.txt inside")
        with archive.open(name) as table, io.TextIOWrapper(table, encoding="utf-8", newline="\n") as lines:
            yield lines


def _entry(where: str, cells: list[str]) -> Entry | None:
    if len(cells) != _COLUMNS or not cells[0].isdecimal():
        msg = f"{where}: {len(cells)} columns where a country dump of GeoNames has {_COLUMNS}; download it again"
        raise GazetteerError(msg)
    number, name, ascii_name, alternates, lat, lon, feature_class, feature_code, country = cells[:9]
    kind: PlaceKind
    if feature_class == "P":
        kind = "city"
    elif feature_class == "S" and feature_code in _SITES:
        kind = "site"
    else:
        return None
    try:
        point = float(lat), float(lon)
        population = int(cells[14] or 0)
    except ValueError:
        raise GazetteerError(f"{where}: latitude, longitude or population is not a number; download it again") from None
    entry = Entry(
        place_id=f"gn:{number}",
        name=name,
        kind=kind,
        lat=point[0],
        lon=point[1],
        country=country,
        admin1=f"{country}.{cells[10]}" if cells[10] else "",
        feature=f"{feature_class}.{feature_code}",
        population=population,
    )
    entry.add(name, Role.PRIMARY)
    for other in (ascii_name, *alternates.split(",")):
        entry.add(other.strip(), Role.ALTERNATE)
    return entry
