"""How well incidents come out: the scorer of the annotated articles run on what the program writes.

The articles and their scorer stay outside the project: MAPPER_BENCH_DATA names the folder that holds
``incidents/`` with dev.jsonl and score.py. Without it there is nothing to measure.

    python -m benchmarks.accuracy_incidents [--errors] [GOLD.jsonl]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure
from benchmarks.report import check_floors, write_results
from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.pipeline import find_incidents
from mapper.sources import read

LEVELS = ("place", "place+type", "place+type+date", "full")
FIELDS = ("modality", "attribution, where gold has one", "fatalities, where gold has a number")


def data_folder() -> Path | None:
    """The folder of the annotated articles, None when the environment names none."""
    named = os.environ.get("MAPPER_BENCH_DATA", "")
    folder = Path(named) / "incidents"
    return folder if named and (folder / "score.py").exists() else None


def score(gold: Path, *, errors: bool = False) -> dict[str, Any]:
    """The scorer's figures for the articles of ``gold``, one feature per incident and article.

    With ``errors`` the scorer's list of misses and false marks goes to standard error.
    """
    incidents = find_incidents(read([str(gold)]), gazetteer=Gazetteer.open(), merge="document")
    with tempfile.TemporaryDirectory() as folder:
        written = str(Path(folder) / "incidents.geojson")
        write(incidents, written)
        command = [sys.executable, str(gold.parent / "score.py"), str(gold), written]
        if errors:
            listed = subprocess.run([*command, "--errors"], check=True, capture_output=True, text=True).stdout
            sys.stderr.write(listed)
        done = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def figures_of(scores: dict[str, Any]) -> Iterator[Figure]:
    """The rows of the table: F1 by level, false marks, shares of right fields."""
    for level in LEVELS:
        f = scores["levels"][level]
        yield Figure(f"incidents, {level} F1", f["F1"], f"{f['tp']} of {f['pred']} told, {f['gold']} wanted", unit="")
    false = scores["false_positives"]
    for name in ("must-not-map place", "in documents without incidents"):
        detail = f"of {scores['must_not_map_mentions']} mentions" if name.startswith("must") else ""
        yield Figure(f"incidents, marks: {name}", false.get(name, 0), detail, "lower", "")
    for field in FIELDS:
        share, count = scores["accuracy_on_place_matches"].get(field, (0.0, 0))
        yield Figure(f"incidents, {field}", share, f"of {count}", unit="")


def incident_figures() -> list[Figure]:
    """The rows for ``make bench-accuracy``; none when there is no annotated data."""
    folder = data_folder()
    return list(figures_of(score(folder / "dev.jsonl"))) if folder else []


def main(arguments: list[str]) -> int:
    """Print the table of one gold file; 1 when a figure is below its floor."""
    folder = data_folder()
    named = [Path(a) for a in arguments if not a.startswith("-")]
    if not named and folder is None:
        print("set MAPPER_BENCH_DATA to the folder of the annotated articles", file=sys.stderr)
        return 2
    gold = named[0] if named else Path(str(folder)) / "dev.jsonl"
    figures = list(figures_of(score(gold, errors="--errors" in arguments)))
    write_results(figures, whole=False, sources=0)
    return check_floors(figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
