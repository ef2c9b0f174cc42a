"""How well names on their own are resolved: the scorer of the spelling variants run on ``mapper resolve --tsv``.

The variants and their scorer stay outside the project, under ``variants/`` of MAPPER_BENCH_DATA.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpora import bench_data
from benchmarks.measure import PYTHON, Figure

# What the rows are called, the scorer's group, and the answers counted of it.
GROUPS = (
    ("names, spellings", "loc (a b c e f)", ("hit", "wrong")),
    ("names, regions", "class d", ("hit", "wrong", "kind_bad")),
    ("names, absent places", "class x", ("wrong",)),
)
BETTER = {"hit": "higher", "wrong": "lower", "kind_bad": "lower"}


def name_figures() -> list[Figure]:
    """The rows for ``make bench-accuracy``, with and without the country given; none without the data."""
    folder = bench_data()
    if folder is None or not (folder / "variants" / "score.py").exists():
        return []
    return [figure for hint in (True, False) for figure in _figures_of(_score(folder / "variants", hint), hint)]


def _score(folder: Path, hint: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as made:
        scores = Path(made) / "scores.json"
        resolver = f"{PYTHON} -m mapper resolve --tsv"
        command = [PYTHON, str(folder / "score.py"), str(folder / "dev.csv"), "--cli", resolver, "--json", str(scores)]
        subprocess.run(command + ([] if hint else ["--no-hint"]), check=True, stdout=subprocess.DEVNULL)
        counted: dict[str, Any] = json.loads(scores.read_text(encoding="utf-8"))
    return counted


def _figures_of(scores: dict[str, Any], hint: bool) -> Iterator[Figure]:
    for name, group, counted in GROUPS:
        counts = scores[group]
        total = sum(counts.get(answer, 0) for answer in ("hit", "wrong", "miss", "ambig"))
        for answer in counted:
            share = 100 * counts.get(answer, 0) / total
            detail = f"of {total}, country {'given' if hint else 'not given'}"
            yield Figure(f"{name}, {answer}{'' if hint else ', no country'}", share, detail, BETTER[answer], "%")


if __name__ == "__main__":
    from benchmarks.report import check_floors, write_results

    found = name_figures()
    write_results(found, whole=False, sources=0)
    sys.exit(check_floors(found))
