"""The place and day a record brings of its own, under one set of names, checked.

A table of reports often holds columns for place, latitude, longitude and day of the event. They are kept in
``Document.record`` as ``place``, ``lat``, ``lon`` and ``event_date``, so that only what is missing is extracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mapper.sources.dates import read_day

_NAMES: dict[str, tuple[str, ...]] = {
    "place": ("place", "place_name", "location", "city", "town", "settlement"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "event_date": ("event_date", "incident_date", "date_start", "occurred"),
}
_OURS = {name: ours for ours, names in _NAMES.items() for name in names}
Pairs = tuple[tuple[str, str], ...]


def own_columns(pairs: Iterable[tuple[str, str]], fields: Mapping[str, str]) -> tuple[Pairs, tuple[str, ...]]:
    """The pairs under our names, and what is wrong with them in words; what is wrong is left out of the pairs.

    ``fields`` maps our names to the user's, before the usual ones are tried.
    """
    given = {theirs.lower(): ours for ours, theirs in fields.items()}
    named = {given.get(n.strip().lower()) or _OURS.get(n.strip().lower(), n): value for n, value in pairs}
    problems = [*_position_problems(named), *_day_problems(named)]
    return tuple(named.items()), tuple(problems)


def _position_problems(named: dict[str, str]) -> Iterable[str]:
    if "lat" not in named and "lon" not in named:
        return
    try:
        lat, lon = float(named.get("lat", "")), float(named.get("lon", ""))
    except ValueError:
        problem = f"latitude {named.get('lat', '')!r} and longitude {named.get('lon', '')!r} are not two numbers"
    else:
        if abs(lat) <= 90 and abs(lon) <= 180:
            return
        swapped = abs(lon) <= 90 and abs(lat) <= 180
        hint = "; are the two columns swapped?" if swapped else ""
        problem = f"latitude {lat:g}, longitude {lon:g} is no place on Earth{hint}"
    named.pop("lat", None)
    named.pop("lon", None)
    yield f"{problem}{'' if problem.endswith('?') else ';'} the row is read without them"


def _day_problems(named: dict[str, str]) -> Iterable[str]:
    if "event_date" in named:
        try:
            named["event_date"] = read_day(named["event_date"]).isoformat()
        except ValueError as error:
            del named["event_date"]
            yield f"event date {error}; the row is read without it"
