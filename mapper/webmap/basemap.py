"""The background of the page: the world in outline, more detail where the incidents are, and place labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from mapper.gazetteer.regions import codes as outlined
from mapper.model import Place
from mapper.webmap.columns import json_bytes, pack, pack_json
from mapper.webmap.payload import Block

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

# Detail comes in cells of this many degrees; a page carries those around its places, the busiest first, until
# their geometry weighs this much.
CELL = 10
MARGIN_DEGREES = 2.0
MOST_BYTES = 300_000  # as deflated
# Labels of all cells, and of one: enough to zoom in to without a street layer.
LABELS, LABELS_PER_CELL = 8000, 250

WORLD_LAYERS = ("land", "lake", "country", "admin1", "disputed", "river")
CELL_LAYERS = ("land", "lake", "coast", "country", "admin1", "disputed", "river")
CITY_SECTION = "PPLX"  # GeoNames: a part of a city, which would be named beside the city itself

Cell = tuple[int, int]


def basemap_blocks(places: Sequence[Place], gazetteer: Gazetteer | None, names: str = "en") -> list[Block]:
    """The geometry and the labels; an installation without compiled geometry gives a page with a plain ground."""
    cells, blocks = busiest_cells(places), list[Block]()
    source = Path(str(files("mapper"))) / "_gazetteer" / "basemap.zip"
    if source.exists():
        with ZipFile(source) as archive:
            cells = _affordable(archive, cells)
            blocks.append(Block("ground", pack(_ground(archive, cells))))
    if gazetteer:
        blocks.append(Block("labels", pack_json(_labels(gazetteer, cells, names))))
    return blocks


def busiest_cells(places: Iterable[Place]) -> list[Cell]:
    """The south-west corners (lat, lon) of the cells around the places, those with most places first."""
    count: Counter[Cell] = Counter()
    for place in places:
        reach = MARGIN_DEGREES * (2 if place.is_area else 1)
        count.update({_cell(place.lat + dy, place.lon + dx) for dy in (-reach, reach) for dx in (-reach, reach)})
    return [cell for cell, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]


def _cell(lat: float, lon: float) -> Cell:
    wrapped = (lon + 180) % 360 - 180
    return int(lat // CELL * CELL), int(wrapped // CELL * CELL)


def _affordable(archive: ZipFile, cells: Iterable[Cell]) -> list[Cell]:
    """The cells there is room for, in their order."""
    weights: Counter[str] = Counter()
    for info in archive.infolist():
        weights[info.filename.partition("/")[0]] += info.compress_size
    kept, left = [], MOST_BYTES
    for lat, lon in cells:
        left -= weights[f"{lat},{lon}"]
        if left < 0:
            break
        kept.append((lat, lon))
    return kept


def _ground(archive: ZipFile, cells: Iterable[Cell]) -> bytes:
    """The outlines of the world and of the cells: a line of JSON with the length of each, then one after the other.

    One block, because inflating hundreds of small ones takes a page a second.
    """
    members = set(archive.namelist())
    names = [f"world/{layer}" for layer in WORLD_LAYERS]
    names += [f"{lat},{lon}/{layer}" for lat, lon in cells for layer in CELL_LAYERS]
    outlines = {name: archive.read(name) for name in names if name in members}
    lengths = {name: len(outline) for name, outline in outlines.items()}
    return b"\n".join([json_bytes(lengths), b"".join(outlines.values())])


def _labels(gazetteer: Gazetteer, cells: Sequence[Cell], names: str) -> dict[str, list[Any]]:
    """Towns of the cells and the world's countries, as columns."""
    codes = sorted(code for code in outlined() if "." not in code)
    shown = {place.place_id: place for code in codes if (place := gazetteer.country(code))}
    most = min(LABELS_PER_CELL, LABELS // max(1, len(cells)))
    for lat, lon in cells:
        near = islice(gazetteer.largest_in((lat, lon, lat + CELL, lon + CELL), "city"), 2 * most)
        towns = (place for place in near if place.feature_code != CITY_SECTION)
        shown |= {place.place_id: place for place in islice(towns, most)}
    places = list(shown.values())
    return {
        "name": [gazetteer.display_name(p.place_id, "local") if names == "local" else p.name for p in places],
        "lat": [round(place.lat, 4) for place in places],
        "lon": [round(place.lon, 4) for place in places],
        "population": [place.population for place in places],
        "country": [int(place.kind == "country") for place in places],
    }
