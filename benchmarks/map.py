"""The map's figures beside folium's FastMarkerCluster, the fastest way folium itself has: `make bench-map`.

Both pages hold the same points, both are opened in the same headless Chromium, in turns; medians are printed.
"Painted" is the time from navigation to two frames after the first marks stand. folium's scripts come from npm
packages through the browser's request routing, so that no network is measured; what only its look needs is
answered with nothing, which favours it. Generation runs in a process of its own; making up the incidents is
timed apart and taken off. Neither page has labels or outlines from a gazetteer.

    python -m benchmarks.map            60 and 100,000 incidents
    python -m benchmarks.map --million  the largest too: some minutes, and 3 GB of memory for folium's page
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mapper.model import Incident
from tests.incidents import many
from tests.tools import chromium

ROOT = Path(__file__).parents[1]
WORLD = (-50.0, -120.0, 65.0, 150.0)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MILLION = 1_000_000

# (incidents, places, loads of each page)
SIZES = ((60, 40, 5), (100_000, 20_000, 5))

# Runs in the page before its own scripts: notes when marks have been on the screen for two frames.
WATCH = """
(() => {
  const stock = () => document.querySelector(".marker-cluster, .awesome-marker");
  const marks = () => document.documentElement?.dataset.ready || stock();
  const wait = () => marks()
    ? requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }))
    : requestAnimationFrame(wait);
  requestAnimationFrame(wait);
})();
"""

# Changes one filter after another and tells how long each took until the page could draw again.
CHANGES = """
async () => {
  const page = incidentPage;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const changes = [
    () => page.switchOff("type", new Set([0])), () => page.switchOff("source", new Set([1])),
    () => page.switchOff("claim", new Set([2])), () => page.switchOff("how", new Set([0])),
    () => page.chooseTime(2, 9), () => page.chooseTime(5, 20), () => page.clear(),
    () => page.recolour("source"), () => page.recolour("event_type"),
  ];
  const times = [];
  for (const change of changes) {
    await frame();
    const start = performance.now();
    change();
    times.push(performance.now() - start);
  }
  return times;
}
"""


def ours(count: int, places: int, target: Path) -> float:
    """Seconds to write our page; making up the incidents is taken off."""
    start = time.perf_counter()
    from mapper.webmap import write_map

    made = Clocked(many(count, places, bbox=WORLD))
    write_map(made, target, gazetteer=None, title=f"{count:,} incidents")
    return time.perf_counter() - start - made.seconds


class Clocked:
    """Incidents, and the seconds it took to make them up."""

    def __init__(self, incidents: Iterator[Incident]) -> None:
        self._incidents = incidents
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Incident]:
        while True:
            start = time.perf_counter()
            one = next(self._incidents, None)
            self.seconds += time.perf_counter() - start
            if one is None:
                return
            yield one


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
    """Seconds to write folium's page of the same points, each with what a popup of ours shows first."""
    rows = [_row(one) for one in many(count, places, bbox=WORLD)]
    start = time.perf_counter()
    import folium
    from folium.plugins import FastMarkerCluster

    drawn = folium.Map(location=[25, 15], zoom_start=2, tiles=None, maxZoom=12)
    FastMarkerCluster(rows, callback=POPUP).add_to(drawn)
    drawn.save(str(target))
    return time.perf_counter() - start


def _row(one: Incident) -> list[Any]:
    lead = one.reports[0]
    words = (one.sub_event_type, str(one.when.start), one.modality, lead.sentence.text, lead.citation.source)
    return [one.place.lat, one.place.lon, one.place.name, *words, lead.citation.url]


WRITERS: dict[str, Callable[[int, int, Path], float]] = {"ours": ours, "folium": theirs}


def generate(side: str, count: int, places: int, target: Path) -> dict[str, float]:
    """Seconds, megabytes of memory and of page, from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.map", "--write", side, str(count), str(places), str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told | {"page MB": target.stat().st_size / 1e6}


def write_one(side: str, count: int, places: int, target: Path) -> None:
    seconds = WRITERS[side](count, places, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"generate s": seconds, "memory MB": peak}))


def answer(route: Any) -> None:
    """Folium's links, answered from npm packages and from Leaflet's own; the rest with nothing."""
    from mapper.webmap.assets import leaflet_script, leaflet_style

    url = route.request.url
    modules = ROOT / "node_modules"
    local = {
        "leaflet.markercluster.js": modules / "leaflet.markercluster/dist/leaflet.markercluster.js",
        "MarkerCluster.css": modules / "leaflet.markercluster/dist/MarkerCluster.css",
        "MarkerCluster.Default.css": modules / "leaflet.markercluster/dist/MarkerCluster.Default.css",
        "leaflet.awesome-markers.js": modules / "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
        "leaflet.awesome-markers.css": modules / "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    }
    name = url.rsplit("/", 1)[-1]
    if url.startswith("file:"):
        route.continue_()
    elif name in ("leaflet.js", "leaflet.css"):
        route.fulfill(body=leaflet_script() if name.endswith("js") else leaflet_style())
    else:
        route.fulfill(body=local[name].read_text("utf-8") if name in local else "")


def painted(browser: Any, path: Path, limit: float = 180) -> tuple[float, Any, Any]:
    """Milliseconds until the marks of a page are painted, the page and its context."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.route("**/*", answer)
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if value := page.evaluate("window.painted"):
            return value, page, context
        time.sleep(0.1)
    return float("inf"), page, context


def loads(browser: Any, pages: dict[str, Path], rounds: int) -> Iterator[tuple[str, float, list[float]]]:
    """(side, milliseconds painted, milliseconds of each change of a filter), the sides in turns."""
    for _ in range(rounds):
        for side, path in pages.items():
            value, page, context = painted(browser, path)
            yield side, value, page.evaluate(CHANGES) if side == "ours" else []
            context.close()


def measure(browser: Any, folder: Path, count: int, places: int, rounds: int) -> dict[str, dict[str, float]]:
    pages = {side: folder / f"{side}-{count}.html" for side in WRITERS}
    figures = {side: generate(side, count, places, path) for side, path in pages.items()}
    times: dict[str, list[float]] = {side: [] for side in WRITERS}
    changes: list[list[float]] = []
    for side, value, changed in loads(browser, pages, rounds):
        times[side].append(value)
        changes += [changed] if changed else []
    for side, values in times.items():
        figures[side]["painted ms"] = statistics.median(values)
    by_change = [statistics.median(column) for column in zip(*changes, strict=True)]
    figures["ours"] |= {"filter ms": statistics.median(by_change), "slowest filter ms": max(by_change)}
    return figures


def show(count: int, figures: dict[str, dict[str, float]]) -> None:
    print(f"\n{count:,} incidents")
    for name in figures["ours"]:
        values = [figures[side].get(name) for side in WRITERS]
        told = "  ".join(f"{value:12,.2f}" if value is not None else f"{'':12}" for value in values)
        both = values[0] is not None and values[1] is not None
        print(f"  {name:18}{told}  {f'{values[0] / values[1]:8.2f}x' if both else ''}")  # type: ignore[operator]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--million", action="store_true", help="measure a million incidents too")
    parser.add_argument("--write", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        side, count, places, target = given.write
        write_one(side, int(count), int(places), Path(target))
        return
    from playwright.sync_api import sync_playwright

    sizes = [*SIZES, (MILLION, 20_000, 3)] if given.million else SIZES
    print(f"{'':20}{'ours':>12}  {'folium':>12}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for count, places, rounds in sizes:
            show(count, measure(browser, Path(folder), count, places, rounds))
        browser.close()


if __name__ == "__main__":
    main()
