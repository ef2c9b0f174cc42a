"""What a person may ask of a written file, bundled: one value passed to every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mapper.formats.precision import precision_note

# Named in every file that can carry a note; the licence of the place data asks for it.
ATTRIBUTION = (
    "Places: GeoNames (geonames.org) and World Resources Institute, CC BY 4.0, "
    "and OpenStreetMap contributors, ODbL 1.0; areas: Natural Earth, public domain."
)
NOTE = "What the named sources report; nothing here is verified."

# A place_id to its area as a shapely geometry in (lon, lat), or None where there is none.
Polygon = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Options:
    """How incidents are written.

    ``geometry`` "area" writes regions as polygons, which ``polygon`` gives by place_id. ``style`` "simplestyle"
    adds colours for geojson.io and GitHub, by event type or by source. ``profile`` "acled-like" writes ACLED's 31
    columns; ``hxl`` adds the row of HXL tags, with the P-codes ``pcodes`` holds by place_id and none guessed.
    ``guard`` keeps spreadsheets from running text as a formula; ``bom`` marks a CSV as UTF-8 for Excel.
    ``precision`` is what coordinates were reduced to before, kept in the file's own notes.
    """

    geometry: Literal["point", "area"] = "point"
    polygon: Polygon | None = None
    style: Literal["", "simplestyle"] = ""
    colour_by: Literal["type", "source"] = "type"
    profile: Literal["", "acled-like"] = ""
    hxl: bool = False
    pcodes: Mapping[str, str] = field(default_factory=dict)
    guard: bool = True
    bom: bool = False
    precision: str = ""

    @property
    def notes(self) -> dict[str, str]:
        """What every file that can carry it says of itself."""
        notes = {"attribution": ATTRIBUTION, "note": NOTE}
        return notes | ({"precision": precision_note(self.precision)} if self.precision else {})


DEFAULTS = Options()
