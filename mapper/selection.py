"""Which incidents a user asked for: by place, day, type and number of sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapper.model import Incident


@dataclass(frozen=True, slots=True)
class Selection:
    """The incidents to keep; an empty selection keeps all.

    ``event_types`` are types ("Battles"), sub types ("Armed clash") or both ("Battles: Armed clash"), in any case.
    ``bbox`` is (west, south, east, north) in degrees, west > east where it crosses the antimeridian. ``since`` and
    ``until`` are inclusive and let undated incidents pass only when neither is given.
    """

    bbox: tuple[float, float, float, float] | None = None
    since: date | None = None
    until: date | None = None
    event_types: tuple[str, ...] = ()
    min_sources: int = 1

    def keeps(self, incident: Incident) -> bool:
        """True when the incident meets every condition."""
        return (
            self._in_box(incident.place.lat, incident.place.lon)
            and self._in_time(incident.when.start, incident.when.end)
            and self._of_type(incident.event_type, incident.sub_event_type)
            and len(incident.sources) >= self.min_sources
        )

    def left_out(self, count: int) -> str:
        """That so many incidents were left out, and by what; empty for none."""
        if not count:
            return ""
        asked = [
            ("--bbox", ",".join(f"{degrees:g}" for degrees in self.bbox or ())),
            ("--since", self.since),
            ("--until", self.until),
            *(("--event-type", f'"{name}"' if " " in name else name) for name in self.event_types),
            ("--min-sources", self.min_sources if self.min_sources > 1 else ""),
        ]
        said = " ".join(f"{option} {value}" for option, value in asked if value)
        return f"{count:,} incident{' was' if count == 1 else 's were'} left out by {said}"

    def _of_type(self, event_type: str, sub_event_type: str) -> bool:
        if not self.event_types:
            return True
        names = {event_type, sub_event_type, f"{event_type}: {sub_event_type}"}
        return not {name.casefold() for name in names}.isdisjoint(name.casefold() for name in self.event_types)

    def _in_box(self, lat: float, lon: float) -> bool:
        if self.bbox is None:
            return True
        west, south, east, north = self.bbox
        inside = west <= lon <= east if west <= east else lon >= west or lon <= east
        return inside and south <= lat <= north

    def _in_time(self, start: date | None, end: date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if start is None:
            return False
        last = end or start
        return (self.since is None or last >= self.since) and (self.until is None or start <= self.until)
