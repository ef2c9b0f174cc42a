"""The map's figures beside folium's FastMarkerCluster, the fastest way folium itself has: `make bench-map`.

Both pages hold the same points; both are written, and opened in the same headless Chromium, in turns. Ratios are
medians over the turns, ours / folium's. Writing runs in a process of its own and counts its processor time, imports
included; making up the incidents is taken off. "Painted" is the time from navigation to two frames after the first
marks stand. folium's scripts come from npm packages through the browser's request routing, so that no network is
measured; what only its look needs is answered with nothing, which favours it. Neither page has labels or outlines
from a gazetteer, but for the page of 60.

    python -m benchmarks.map            60 and 100,000 incidents
    python -m benchmarks.map --million  the largest too: some minutes, and 3 GB of memory for folium's page
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.map_pages import WRITERS, Written, generate, write_one
from benchmarks.map_painted import painted, pressed, requests_of
from tests.tools import chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# (incidents, places, turns of writing, turns of opening)
SIZES = ((60, 40, 3, 5), (100_000, 20_000, 3, 5))
MILLION = (1_000_000, 20_000, 1, 3)


@dataclass
class Side:
    """What was measured of one side's page of one size."""

    written: list[Written] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    filters: list[dict[str, float]] = field(default_factory=list)

    def worst(self) -> tuple[str, float]:
        """The change of a filter that takes longest, and its median milliseconds."""
        medians = {name: statistics.median(one[name] for one in self.filters) for name in self.filters[0]}
        return max(medians.items(), key=lambda item: item[1])


def measure(browser: Any, folder: Path, count: int, places: int, writings: int, openings: int) -> dict[str, Side]:
    """Both sides at one size, in turns."""
    sides = {side: Side() for side in WRITERS}
    pages = {side: folder / f"{side}-{count}.html" for side in WRITERS}
    for _ in range(writings):
        for side, path in pages.items():
            sides[side].written.append(generate(side, count, places, path))
    for _ in range(openings):
        for side, path in pages.items():
            with painted(browser, path) as (milliseconds, page):
                sides[side].painted.append(milliseconds)
                if side == "ours":
                    sides[side].filters.append(pressed(page))
    return sides


def ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


Row = tuple[str, str, str, str]


def rows_of(count: int, sides: dict[str, Side]) -> Iterator[Row]:
    """What was asked of a size: (figure, asked, goal, measured)."""
    ours, theirs = sides["ours"], sides["folium"]
    size = ours.written[0].page_mb
    name = f"{count:,} incidents: "
    if count == 60:
        yield name + "page with labels and ground", "<= 1.5 MB", "1.0 MB", f"{size:.2f} MB"
        return
    paint = ratio(ours.painted, theirs.painted)
    slowest, milliseconds = ours.worst()
    both = f"{statistics.median(ours.painted):,.0f} / {statistics.median(theirs.painted):,.0f} ms"
    if count == MILLION[0]:
        yield name + "page", "<= 60 MB", "40 MB", f"{size:.1f} MB (folium {theirs.written[0].page_mb:.1f})"
        yield name + "painted", "<= 0.2x", "0.1x", f"{paint:.2f}x ({both})"
        yield name + f"slowest filter ({slowest})", "<= 150 ms", "60 ms", f"{milliseconds:.0f} ms"
        return
    writing = ratio([w.cpu_s for w in ours.written], [w.cpu_s for w in theirs.written])
    times = " / ".join(f"{statistics.median(w.cpu_s for w in side.written):.2f}" for side in (ours, theirs))
    memory = " / ".join(f"{max(w.memory_mb for w in side.written):.0f}" for side in (ours, theirs))
    yield name + "painted", "<= 0.5x", "0.25x", f"{paint:.2f}x ({both})"
    yield name + "written", "<= 1x", "0.3x", f"{writing:.2f}x ({times} s of processor)"
    yield name + "memory", "<= 300 MB", "", f"{memory} MB"
    yield name + f"slowest filter ({slowest})", "", "", f"{milliseconds:.0f} ms"


def show(rows: Iterator[Row]) -> None:
    for figure, asked, goal, measured in rows:
        print(f"{figure:52}{asked:>11}{goal:>9}   {measured}", flush=True)


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

    show(iter([("", "asked", "goal", "measured")]))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for size in (*SIZES, MILLION) if given.million else SIZES:
            show(rows_of(size[0], measure(browser, Path(folder), *size)))
        asked = requests_of(browser, Path(folder) / f"ours-{SIZES[0][0]}.html")
        show(iter([("requests with the network on", "0", "0", str(asked))]))
        browser.close()


if __name__ == "__main__":
    main()
