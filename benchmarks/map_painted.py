"""Opening the pages of ``benchmarks.map`` in a browser, and pressing the filters of ours."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
VIEWPORT = {"width": 1400, "height": 900}

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

# Changes every kind of filter, also beside the list, and tells how long each took until the page could draw again.
CHANGES = """
async () => {
  const page = incidentPage;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const off = (key, ...values) => () => page.switchOff(key, new Set(values));
  const changes = {
    "event type": off("type", 0, 1), "sub type": off("type", 0), source: off("source", 1),
    "who says so": off("claim", 2), "how reported": off("how", 0), precision: off("where", 0), voices: off("voices", 1),
    "time": () => page.chooseTime(2, 9), "time moved": () => page.chooseTime(5, 20),
    undated: () => page.showUndated(false), "clear": () => page.clear(),
    "colour by source": () => page.recolour("source"), "colour by claimant": () => page.recolour("attribution"),
    "colour by type": () => page.recolour("event_type"), "list opened": () => page.tabs.show("list"),
    "event type beside the list": off("type", 0), "clear beside the list": () => page.clear(),
    "list by place": () => page.list.sortBy("place"),
  };
  const times = {};
  for (const [name, change] of Object.entries(changes)) {
    await frame();
    const start = performance.now();
    change();
    times[name] = performance.now() - start;
  }
  return times;
}
"""


def pressed(page: Any) -> dict[str, float]:
    """Milliseconds of each change of a filter."""
    times: dict[str, float] = page.evaluate(CHANGES)
    return times


@contextmanager
def painted(browser: Any, path: Path, limit: float = 180) -> Iterator[tuple[float, Any]]:
    """Milliseconds until the marks of a page are painted, and the page."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.route("**/*", _answer)
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    end, value = time.monotonic() + limit, None
    while value is None and time.monotonic() < end:
        time.sleep(0.1)
        value = page.evaluate("window.painted")
    yield (float("inf") if value is None else value), page
    context.close()


def requests_of(browser: Any, path: Path) -> int:
    """How often a page asks for anything while it opens and a filter is pressed, with the network on."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    pressed(page)
    context.close()
    return sum(not url.startswith((path.as_uri(), "data:", "blob:")) for url in asked)


def _answer(route: Any) -> None:
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
