"""The background of the page: the world in outline, more detail where the incidents are, and place labels."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zipfile import ZipFile

from mapper.gazetteer.layout import LABEL_CELL
from mapper.model import Place
from mapper.webmap.columns import json_bytes, pack, pack_json
from mapper.webmap.labels import label_columns
from mapper.webmap.payload import Block

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

# Detail comes in cells of this many degrees; a page carries those around its places, the busiest first, until
# their geometry weighs this much.
CELL = LABEL_CELL
MARGIN_DEGREES = 2.0
MOST_BYTES = 300_000  # as deflated
Cell = tuple[int, int]


def basemap_blocks(
    places: Sequence[Place], gazetteer: Gazetteer | None, names: Literal["en", "local"] = "en"
) -> list[Block]:
    """The geometry and the labels; an installation without compiled geometry gives a page with a plain ground."""
    cells, blocks, rows = busiest_cells(places), list[Block](), dict[str, list[Any]]()
    source = Path(str(files("mapper"))) / "_gazetteer" / "basemap.zip"
    if source.exists():
        with ZipFile(source) as archive:
            cells = _affordable(archive, cells)
            blocks.append(Block("ground", pack(_ground(archive, cells))))
            rows = json.loads(archive.read("names.json"))
    if gazetteer:
        blocks.append(Block("labels", pack_json(label_columns(gazetteer, cells, names, rows))))
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
    order = {part: number for number, part in enumerate(["world", *(f"{lat},{lon}" for lat, lon in cells)])}
    members = [name for name in archive.namelist() if name.partition("/")[0] in order]
    names = sorted(members, key=lambda name: order[name.partition("/")[0]])
    outlines = {name: archive.read(name) for name in names}
    lengths = {name: len(outline) for name, outline in outlines.items()}
    return b"\n".join([json_bytes(lengths), b"".join(outlines.values())])
