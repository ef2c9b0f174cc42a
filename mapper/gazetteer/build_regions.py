"""The compiler of geometry: regions.topojson in, two archives out.

``regions.zip`` has one member for each country ("UA") and first-level region ("UA.04"): its polygons, outer
ring first.
``basemap.zip`` has the background of the map. ``world/<layer>`` is the whole world, coarse; ``<lat>,<lon>/<layer>`` is
a cell of 10 degrees in full detail, named by its south-west corner and clipped to it. Layers: ``land`` is to be filled
by the even-odd rule, then ``lake`` on it; ``coast`` (cells only), ``country``, ``admin1-<zoom>``, ``disputed`` and
``river`` are lines. The zoom is that from which a country's regions are wide enough to be told apart. Lines of the
world have a point wherever they cross the edge of a cell, so that they meet the finer lines there.
``names.json`` says where a country's name has room: by ISO code [step, [y, west, east], ...], rows from coast to coast.
Every member is a stream as mapper.gazetteer.varints has it, x = lon and y = lat, in steps of 1/1000 degree;
``world`` in steps of 1/100. Standard library only, so that the build hook needs nothing more; the same source gives
the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from statistics import median
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from mapper.gazetteer.rows import name_rows
from mapper.gazetteer.shapes import area_of, clip_line, clip_ring, cut_at_cells, in_cells, rounded, simplified
from mapper.gazetteer.varints import Point, Ring, encode

SOURCE = Path("data/gazetteer/regions.topojson")
PRODUCTS = Path("mapper/_gazetteer")
CODE = ("build_regions.py", "rows.py", "shapes.py", "varints.py")
GRID = 1000  # steps a degree of the source, of regions.zip and of the cells
WORLD_STEP = 10  # of those, one step of the world layers
WORLD_TOLERANCE = 100  # bends smaller than a square of this many steps (0.1 degree) are left out of the world layers
CELL = 10 * GRID

# Regions are drawn where half of a country's are wider than this, in pixels, but from no earlier zoom than the first.
REGION_PIXELS, FIRST_REGION_ZOOM = 12, 4.0
PIXELS_A_DEGREE = 256 / 360  # at zoom 0


class Topology:
    """The source: arcs as points in grid steps, and the objects made of them."""

    def __init__(self, path: Path) -> None:
        """Read a TopoJSON file with integer arcs."""
        source: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.arcs = [_points(arc) for arc in source["arcs"]]
        self.objects: dict[str, list[dict[str, Any]]] = {
            name: collection["geometries"] for name, collection in source["objects"].items()
        }

    def polygons(self, geometry: dict[str, Any], arcs: Sequence[Ring]) -> list[list[list[Point]]]:
        """The polygons of a geometry with the given version of the arcs, rings without their closing point."""
        return [[self._ring(ring, arcs) for ring in polygon] for polygon in geometry["arcs"]]

    def _ring(self, refs: list[int], arcs: Sequence[Ring]) -> list[Point]:
        points: list[Point] = []
        for ref in refs:
            arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
            points += arc[1:]
        return points

    def lines(self) -> dict[str, list[int]]:
        """The numbers of the arcs of each line layer; a disputed arc is in no other."""
        disputed = set(self._used(self.objects["disputed"]))
        sides = Counter(self._used(self.objects["countries"]))
        return {
            "coast": sorted(arc for arc, n in sides.items() if n == 1),
            "country": sorted(arc for arc, n in sides.items() if n > 1 and arc not in disputed),
            **self._regions(sides.keys() | disputed),
            "disputed": sorted(disputed),
            "river": self.water("rivers"),
        }

    def _regions(self, others: Set[int]) -> dict[str, list[int]]:
        """The arcs between regions that are no ``others``, by the zoom from which those of their country are drawn."""
        regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for geometry in self.objects["admin1"]:
            regions[geometry["id"].partition(".")[0]].append(geometry)
        layers: dict[float, set[int]] = defaultdict(set)
        for own in regions.values():
            layers[region_zoom(map(self._width, own))].update(set(self._used(own)) - others)
        return {f"admin1-{zoom:g}": sorted(arcs) for zoom, arcs in sorted(layers.items())}

    def _width(self, geometry: dict[str, Any]) -> float:
        """How wide a geometry is on a map in Mercator, roughly: in degrees of the equator."""
        outer = [polygon[0] for polygon in self.polygons(geometry, self.arcs)]
        middle = sum(y for ring in outer for _, y in ring) / sum(map(len, outer)) / GRID
        return math.sqrt(sum(map(area_of, outer)) / math.cos(math.radians(middle))) / GRID

    def water(self, name: str) -> list[int]:
        """The numbers of the arcs of the lakes or rivers; a lake's shore is one closed arc."""
        return [ref for geometry in self.objects["water"] if geometry["id"] == name for ref in _flat(geometry["arcs"])]

    def _used(self, geometries: Iterable[dict[str, Any]]) -> Iterator[int]:
        for geometry in geometries:
            for ref in _flat(geometry["arcs"]):
                yield ref if ref >= 0 else ~ref


def region_zoom(widths: Iterable[float]) -> float:
    """The zoom, to a half, from which half of the regions of these widths (degrees) are wide enough to be drawn."""
    zoom = math.log2(REGION_PIXELS / (median(widths) * PIXELS_A_DEGREE))
    return max(FIRST_REGION_ZOOM, math.ceil(2 * zoom) / 2)


def _points(deltas: list[list[int]]) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in deltas:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _flat(refs: Any) -> Iterator[int]:
    if isinstance(refs, int):
        yield refs
    else:
        for part in refs:
            yield from _flat(part)


def region_members(topology: Topology) -> Iterator[tuple[str, bytes]]:
    """The members of regions.zip: a code and its polygons."""
    for name in ("countries", "admin1"):
        for geometry in topology.objects[name]:
            yield geometry["id"], encode(topology.polygons(geometry, topology.arcs))


def basemap_members(topology: Topology) -> Iterator[tuple[str, bytes]]:
    """The members of basemap.zip: the coarse world, then every cell that has land."""
    layers = topology.lines()
    (land,) = topology.objects["land"]
    coarse = [_coarse(arc) for arc in topology.arcs]
    rings = (ring for polygon in topology.polygons(land, coarse) for ring in polygon)
    yield "world/land", encode([[ring for ring in rings if len(ring) > 2]])
    yield "world/lake", encode([[coarse[arc][:-1] for arc in topology.water("lakes") if len(coarse[arc]) > 3]])
    for layer in [name for name in layers if name != "coast"]:
        yield f"world/{layer}", encode([[coarse[arc] for arc in layers[layer] if len(coarse[arc]) > 1]])

    yield "names.json", json.dumps(_name_rows(topology, coarse), separators=(",", ":")).encode()
    yield from _cell_members(topology, layers)


def _name_rows(topology: Topology, coarse: Sequence[Ring]) -> dict[str, list[Any]]:
    countries = {
        geometry["id"]: [ring for polygon in topology.polygons(geometry, coarse) for ring in polygon if len(ring) > 2]
        for geometry in topology.objects["countries"]
    }
    return {code: name_rows(rings) for code, rings in countries.items() if rings}


def _cell_members(topology: Topology, layers: dict[str, list[int]]) -> Iterator[tuple[str, bytes]]:
    (land,) = topology.objects["land"]
    cells: dict[tuple[int, int], dict[str, list[Ring]]] = defaultdict(lambda: defaultdict(list))
    for polygon in topology.polygons(land, topology.arcs):
        for ring in polygon:
            for cell, piece in in_cells(ring, clip_ring, CELL):
                cells[cell]["land"].append(piece)
    for arc in topology.water("lakes"):
        for cell, piece in in_cells(rounded(topology.arcs[arc])[:-1], clip_ring, CELL):
            cells[cell]["lake"].append(piece)
    for layer, arcs in layers.items():
        for arc in arcs:
            line = rounded(topology.arcs[arc]) if layer == "river" else topology.arcs[arc]
            for cell, piece in in_cells(line, clip_line, CELL):
                cells[cell][layer].append(piece)
    for (x, y), content in sorted(cells.items()):
        for layer in ("land", "lake", *layers):
            if content[layer]:
                yield f"{y * CELL // GRID},{x * CELL // GRID}/{layer}", encode([content[layer]])


def _coarse(arc: list[Point]) -> list[Point]:
    points: list[Point] = []
    for piece in cut_at_cells(arc, CELL):
        for x, y in simplified(piece, WORLD_TOLERANCE):
            point = (round(x / WORLD_STEP), round(y / WORLD_STEP))
            if not points or points[-1] != point:
                points.append(point)
    return points


def archive(members: Iterable[tuple[str, bytes]], comment: bytes) -> bytes:
    """A zip archive of these members, the same bytes for the same members."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED, compresslevel=9) as file:
        for name, stream in members:
            file.writestr(ZipInfo(name), stream, ZIP_DEFLATED, 9)
        file.comment = comment
    return content.getvalue()


def stamp(checkout: Path) -> bytes:
    """The hash, in hex, of what the products are made from; each archive carries it as its comment."""
    sources = (SOURCE, *(Path("mapper/gazetteer") / name for name in CODE))
    digest = hashlib.sha256()
    for source in sources:
        digest.update((checkout / source).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest().encode()


def stale_geometry(checkout: Path) -> Iterator[tuple[Path, bytes]]:
    """The archives of a checkout that are missing or stale, compiled anew: path within the checkout, and content."""
    stamped = stamp(checkout)
    stale = {name: make for name, make in MEMBERS.items() if _comment(checkout / PRODUCTS / name) != stamped}
    topology = Topology(checkout / SOURCE) if stale else None
    for name, make in stale.items():
        yield PRODUCTS / name, archive(make(topology), stamped)


def _comment(path: Path) -> bytes:
    try:
        with ZipFile(path) as file:
            return file.comment
    except (OSError, BadZipFile):
        return b""


MEMBERS: dict[str, Any] = {"regions.zip": region_members, "basemap.zip": basemap_members}
