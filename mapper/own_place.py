"""A record that brings its own place and day: its reports are put there, and only what is missing is extracted.

Tables of reports and feeds with positions hold columns of their own (``mapper.sources.own_columns`` finds them); what
a person wrote into a column goes before what the program reads out of the text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.gazetteer import kilometres
from mapper.model import Document, Place, Report, Resolution, When
from mapper.resolve import resolve_name

# A point this near to the named place is a point in or by it; farther away one of the two is wrong.
_NEAR_KM = 60.0


class Own(NamedTuple):
    """Where and when a record says it was, as far as it does, and what is wrong with it in words."""

    place: Place | None = None
    when: When | None = None
    note: str = ""


def at_own_place(
    reports: tuple[Report, ...], document: Document, gazetteer: Gazetteer
) -> tuple[tuple[Report, ...], str]:
    """The reports of ``document`` at the place and on the day its record gives, and a note when these disagree.

    Reports of a document without such columns come back as they are.
    """
    own = own_place(dict(document.record), gazetteer)
    return tuple(_moved(report, own) for report in reports), own.note and f"{document.doc_id}: {own.note}"


def own_place(columns: dict[str, str], gazetteer: Gazetteer) -> Own:
    """The place of the columns ``place``, ``lat`` and ``lon`` and the day of ``event_date``.

    The gazetteer's place of that name is taken, at the given point when that is near it. A point far from it is not
    believed: with its two numbers swapped when that brings it near, the note says so.
    """
    day = columns.get("event_date", "")
    when = When(date.fromisoformat(day), date.fromisoformat(day), 1, "stated", day) if day else None
    named = _named(columns, gazetteer)
    if not {"lat", "lon"} <= columns.keys():
        return Own(named, when)
    lat, lon = float(columns["lat"]), float(columns["lon"])
    if named is None:
        return Own(_point(lat, lon, columns.get("place", ""), gazetteer), when)
    if named.is_area or kilometres((lat, lon), (named.lat, named.lon)) <= _NEAR_KM:
        return Own(named if named.is_area else replace(named, lat=lat, lon=lon), when)
    swapped = kilometres((lon, lat), (named.lat, named.lon)) <= _NEAR_KM if abs(lon) <= 90 else False
    hint = "are latitude and longitude swapped?" if swapped else "one of the two is wrong."
    return Own(
        named, when, f"the point {lat:g}, {lon:g} is far from {named.name}; {hint} The place is taken by its name"
    )


def _named(columns: dict[str, str], gazetteer: Gazetteer) -> Place | None:
    country = columns.get("country", "")
    name = columns.get("place", "")
    code = country if len(country) == 2 else ""
    return resolve_name(name, gazetteer, country=code, admin1=columns.get("admin1", "")).place if name else None


def _point(lat: float, lon: float, name: str, gazetteer: Gazetteer) -> Place:
    """A place of the record's own at its point, in the country and region of the nearest town."""
    near = next(iter(gazetteer.nearest(lat, lon)), None)
    here = Place(f"record:{lat:g},{lon:g}", name or f"{lat:g}, {lon:g}", "site", lat, lon)
    if near is None:
        return here
    return replace(
        here, country=near.country, country_name=near.country_name, admin1=near.admin1, admin1_id=near.admin1_id
    )


def _moved(report: Report, own: Own) -> Report:
    place = own.place
    if place:
        told = Resolution(report.resolution.toponym, place, 1.0, (), "the record's own columns say where", "exact")
        report = replace(report, resolution=told)
    return replace(report, when=own.when) if own.when else report
