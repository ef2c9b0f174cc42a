"""Where a record says it was: the gazetteer's place of that name, its own point, or both when they agree."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place
from mapper.resolve import resolve_name

# A point this near to the named place is a point in or by it; farther away one of the two is wrong.
NEAR_KM = 60.0
# ACLED's geo_precision 3 says that the named town only stands for its region.
_REGION_ONLY = "3"


class Where(NamedTuple):
    """The place, as far as the record tells one, and what is wrong with it in words."""

    place: Place | None = None
    note: str = ""


def own_place(columns: dict[str, str], gazetteer: Gazetteer) -> Where:
    """The place of the columns ``place``, ``lat`` and ``lon``, helped by ``country`` and ``admin1``.

    The gazetteer's place of that name is taken, at the given point when that is near it. A point far from it is not
    believed: with its two numbers swapped when that brings it near, the note says so.
    """
    country = _country(columns.get("country", ""), gazetteer)
    named = _named(columns, country, gazetteer)
    if not {"lat", "lon"} <= columns.keys():
        unknown = columns.get("place", "") if named is None else ""
        return Where(named, unknown and f"the place {unknown!r} is not in the gazetteer; add its lat and lon")
    lat, lon = float(columns["lat"]), float(columns["lon"])
    if named is None:
        return _alone(lat, lon, columns.get("place", ""), country, gazetteer)
    if named.is_area or kilometres((lat, lon), named.point) <= NEAR_KM:
        return Where(named if named.is_area else replace(named, lat=lat, lon=lon))
    swapped = abs(lon) <= 90 and kilometres((lon, lat), named.point) <= NEAR_KM
    hint = _hint(swapped)
    return Where(named, f"the point {lat:g}, {lon:g} is far from {named.name}; {hint} The place is taken by its name")


def _hint(swapped: bool) -> str:
    return "are latitude and longitude swapped?" if swapped else "one of the two is wrong."


def _country(written: str, gazetteer: Gazetteer) -> str:
    """The ISO code of a country written as a code or a name, "" for another word."""
    found = gazetteer.country(written.upper()) if len(written) == 2 else None
    found = found or (resolve_name(written, gazetteer).place if written else None)
    return found.country if found and found.kind == "country" else ""


def _named(columns: dict[str, str], country: str, gazetteer: Gazetteer) -> Place | None:
    name, admin1 = columns.get("place", ""), columns.get("admin1", "")
    if admin1 and columns.get("geo_precision") == _REGION_ONLY:
        region = resolve_name(admin1, gazetteer, country=country).place
        return region if region and region.is_area else None
    return resolve_name(name, gazetteer, country=country, admin1=admin1).place if name else None


def _alone(lat: float, lon: float, name: str, country: str, gazetteer: Gazetteer) -> Where:
    """A place of the record's own at its point, in the country and region of the nearest town."""
    here = Place(f"record:{lat:g},{lon:g}", name or f"{lat:g}, {lon:g}", "site", lat, lon)
    near = next(iter(gazetteer.nearest(lat, lon)), None)
    if country and (near is None or near.country != country):
        turned = next(iter(gazetteer.nearest(lon, lat)), None) if abs(lon) <= 90 else None
        if turned and turned.country == country:
            return Where(None, f"the point {lat:g}, {lon:g} is not in {turned.country_name}; {_hint(swapped=True)}")
    if near is None:
        return Where(here)
    return Where(
        replace(
            here, country=near.country, country_name=near.country_name, admin1=near.admin1, admin1_id=near.admin1_id
        )
    )
