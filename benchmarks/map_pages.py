"""The two pages that ``benchmarks.map`` compares, each written in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from mapper.model import Incident
from tests.incidents import many

ROOT = Path(__file__).parents[1]
WORLD = (-50.0, -120.0, 65.0, 150.0)
SMALL = 1000  # pages below this many are written as everybody writes them: with the gazetteer
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a page took."""

    cpu_s: float
    memory_mb: float
    page_mb: float


def ours(count: int, places: int, target: Path) -> float:
    """Seconds of processor to write our page; making up the incidents is taken off."""
    start = time.process_time()
    from mapper.webmap import write_map

    made = Clocked(many(count, places, bbox=WORLD))
    gazetteer: Any = "installed" if count < SMALL else None
    write_map(made, target, gazetteer=gazetteer, title=f"{count:,} incidents")
    return time.process_time() - start - made.seconds


class Clocked:
    """Incidents, and the seconds of processor it took to make them up, some at a time."""

    def __init__(self, incidents: Iterator[Incident]) -> None:
        self._incidents = incidents
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Incident]:
        while True:
            start = time.thread_time()
            batch = list(islice(self._incidents, BATCH))
            self.seconds += time.thread_time() - start
            if not batch:
                return
            yield from batch


# folium's way to say more than a point: further values of a row, read by a callback when the marker is made.
POPUP = """function (row) {
  const marker = L.marker(new L.LatLng(row[0], row[1]), { icon: L.AwesomeMarkers.icon() });
  marker.bindPopup(() => {
    const box = document.createElement("div");
    box.textContent = row.slice(2).join(" / ");
    return box;
  });
  return marker;
}"""


def theirs(count: int, places: int, target: Path) -> float:
    """Seconds of processor to write folium's page of the same points, each with what a popup of ours shows first."""
    rows = [_row(one) for one in many(count, places, bbox=WORLD)]
    start = time.process_time()
    import folium
    from folium.plugins import FastMarkerCluster

    drawn = folium.Map(location=[25, 15], zoom_start=2, tiles=None, maxZoom=12)
    FastMarkerCluster(rows, callback=POPUP).add_to(drawn)
    drawn.save(str(target))
    return time.process_time() - start


def _row(one: Incident) -> list[Any]:
    lead = one.reports[0]
    words = (one.sub_event_type, str(one.when.start), one.modality, lead.sentence.text, lead.citation.source)
    return [one.place.lat, one.place.lon, one.place.name, *words, lead.citation.url]


WRITERS: dict[str, Callable[[int, int, Path], float]] = {"ours": ours, "folium": theirs}


def generate(side: str, count: int, places: int, target: Path) -> Written:
    """A page written by a process of its own."""
    command = [sys.executable, "-m", "benchmarks.map", "--write", side, str(count), str(places), str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Written(**json.loads(done.stdout))


def write_one(side: str, count: int, places: int, target: Path) -> None:
    """Write a page and print what it took, as JSON."""
    seconds = WRITERS[side](count, places, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps(asdict(Written(seconds, peak, target.stat().st_size / 1e6))))
