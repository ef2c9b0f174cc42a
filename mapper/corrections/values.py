"""What the value column may say, action by action, and what it then means.

| action | value |
|---|---|
| place | "gn:703448", or a point "50.45, 30.52" |
| type | "Explosions/Remote violence: Air/drone strike" |
| date | "2023-05-03", "2023-05-03..2023-05-04", "none" |
| modality | asserted, alleged, denied, threatened, warned |
| casualties | "fatalities=21 injuries=3..5"; "21.." at least, "..5" up to, "none" not said |
| merge | the ids of the incidents to join to this one, separated by blanks |
| split | the place names to part from this one: "sha256:start", separated by blanks |
| rule | "Nikolaevka = gn:..." |
| accept, reject | empty |

Every reader raises ValueError with a sentence that says what would be right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import get_args

from mapper.coding.lexicon import rows
from mapper.gazetteer import Gazetteer
from mapper.model import Casualties, Modality, Place, When

_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
_FIGURE = re.compile(r"(fatalities|injuries)=(?:(\d+)?(\.\.)?(\d+)?|none)")


def read_place(value: str, gazetteer: Gazetteer) -> Place:
    """The place with that id, or the point itself as a site of the country and region of the nearest town."""
    point = _POINT.fullmatch(value)
    if not point:
        place = gazetteer.get(value)
        if place is None:
            msg = f"{value!r} is no place of this gazetteer; find its id with: mapper gazetteer search NAME"
            raise ValueError(msg)
        return place
    lat, lon = float(point[1]), float(point[2])
    if abs(lat) > 90 or abs(lon) > 180:
        msg = f"{value!r} is no point on Earth; write latitude, longitude in degrees: 50.45, 30.52"
        raise ValueError(msg)
    name = f"{lat:.5f}, {lon:.5f}"
    site = Place(f"point:{lat:.5f},{lon:.5f}", name, "site", lat, lon)
    near = gazetteer.nearest(lat, lon)
    if not near:
        return site
    town = near[0]
    return replace(
        site,
        country=town.country,
        country_name=town.country_name,
        admin1=town.admin1,
        admin1_id=town.admin1_id,
        disputed=town.disputed,
    )


def read_type(value: str) -> tuple[str, str]:
    """The event type and sub event type."""
    event_type, _, sub_event_type = (part.strip() for part in value.partition(":"))
    known = [(row["event_type"], row["sub_event_type"]) for row in rows("event_types")]
    if (event_type, sub_event_type) not in known:
        close = [f"{event}: {sub}" for event, sub in known if sub == sub_event_type or event == event_type]
        msg = f"{value!r} is no event type; write for example {close[0] if close else ': '.join(known[0])!r}"
        raise ValueError(msg)
    return event_type, sub_event_type


def read_date(value: str) -> When:
    """The day or days a person stated."""
    if value == "none":
        return When()
    first, _, last = value.partition("..")
    try:
        start = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip()) if last else start
    except ValueError:
        msg = f"{value!r} is no date; write 2023-05-03, or 2023-05-03..2023-05-04, or none"
        raise ValueError(msg) from None
    if end < start:
        msg = f"{value!r} ends before it begins"
        raise ValueError(msg)
    days = (end - start).days
    return When(start, end, 1 if days <= 1 else 2 if days <= 7 else 3, "stated")


def read_modality(value: str) -> Modality:
    """One of the five modalities."""
    for modality in get_args(Modality):
        if value == modality:
            return modality  # type: ignore[no-any-return]
    msg = f"{value!r} is none of {', '.join(get_args(Modality))}"
    raise ValueError(msg)


def read_casualties(value: str, before: Casualties) -> Casualties:
    """``before`` with the figures that ``value`` names put in."""
    for figure in value.split():
        found = _FIGURE.fullmatch(figure)
        low, dots, high = (found[2], found[3], found[4]) if found else (None, None, None)
        if not found or (low and high and int(high) < int(low)) or not (low or high or figure.endswith("none")):
            msg = f"{figure!r} is no figure; write fatalities=21 injuries=3..5 (21.. at least, ..5 up to, none)"
            raise ValueError(msg)
        lower = int(low) if low else None
        upper = int(high) if high else None if dots else lower
        if found[1] == "fatalities":
            before = replace(before, fatalities_min=lower, fatalities_max=upper, fatalities_text="")
        else:
            before = replace(before, injuries_min=lower, injuries_max=upper, injuries_text="")
    return before


def read_rule(value: str, gazetteer: Gazetteer) -> tuple[str, Place]:
    """The name as written, and the place it means in this collection."""
    name, equals, place_id = (part.strip() for part in value.rpartition("="))
    if not (name and equals and place_id):
        msg = f"{value!r} is no rule; write: Nikolaevka = gn:..."
        raise ValueError(msg)
    return name, read_place(place_id, gazetteer)
