"""What a record brings of its own, under one set of names, checked: place, day, type, figures.

A table of reports often holds columns for place, latitude, longitude, day and type of the event. They are kept in
``Document.record`` under the names below, so that only what is missing is extracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mapper.sources.dates import read_day
from mapper.sources.header import FIELD_NAMES

# Ours, and what others call it, the likelier name first; "type" alone may be the kind of a text.
_NAMES: dict[str, tuple[str, ...]] = {
    "place": ("place", "place_name", "location", "city", "town", "settlement"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "event_date": ("event_date", "incident_date", "date_start", "occurred"),
    "event_date_end": ("event_date_end", "date_end"),
    "event_type": ("event_type", "incident_type", "type"),
    "sub_event_type": ("sub_event_type", "sub_type"),
    "fatalities": ("fatalities", "killed", "deaths"),
    "injuries": ("injuries", "injured", "wounded"),
}
# The fields of a record that may go by a user's own names.
KNOWN_FIELDS = (*FIELD_NAMES, *_NAMES)
_DAYS = ("event_date", "event_date_end")
Pairs = tuple[tuple[str, str], ...]


def own_columns(pairs: Iterable[tuple[str, str]], fields: Mapping[str, str]) -> tuple[Pairs, tuple[str, ...]]:
    """The pairs under our names, and what is wrong with them in words; what is wrong is left out of the pairs.

    ``fields`` maps our names to the user's, before the usual ones are tried.
    """
    left = {name.strip().lower().replace(" ", "_"): value.strip() for name, value in pairs}
    named = {}
    for ours, usual in _NAMES.items():
        wanted = (fields[ours].lower().replace(" ", "_"),) if ours in fields else usual
        theirs = next((name for name in wanted if left.get(name)), None)
        if theirs is not None:
            named[ours] = left.pop(theirs)
    problems = [*_position_problems(named), *_day_problems(named)]
    return (*named.items(), *((name, value) for name, value in left.items() if name not in named)), tuple(problems)


def is_incident(columns: Mapping[str, str]) -> bool:
    """True for columns that make an incident without a text: where it was, and what."""
    return "event_type" in columns and ("place" in columns or {"lat", "lon"} <= columns.keys())


def _position_problems(named: dict[str, str]) -> Iterator[str]:
    if "lat" not in named and "lon" not in named:
        return
    for axis in ("lat", "lon"):  # where the comma is the decimal mark, a spreadsheet writes it so
        named[axis] = named.get(axis, "").replace(",", ".")
    try:
        lat, lon = float(named["lat"]), float(named["lon"])
    except ValueError:
        problem = f"latitude {named['lat']!r} and longitude {named['lon']!r} are not two numbers;"
    else:
        if abs(lat) <= 90 and abs(lon) <= 180:
            return
        swapped = abs(lon) <= 90 and abs(lat) <= 180
        hint = "; are the two columns swapped?" if swapped else ";"
        problem = f"latitude {lat:g}, longitude {lon:g} is no place on Earth{hint}"
    del named["lat"], named["lon"]
    yield f"{problem} the row is read without them"


def _day_problems(named: dict[str, str]) -> Iterator[str]:
    for column in _DAYS:
        if column in named:
            try:
                named[column] = read_day(named[column]).isoformat()
            except ValueError as error:
                del named[column]
                yield f"event date {error}; the row is read without it"
