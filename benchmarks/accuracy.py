"""Every figure of accuracy beside its floor: ``make bench-accuracy``.

With MAPPER_BENCH_DATA the development files are measured, without it the two seed articles alone.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from benchmarks.accuracy_incidents import incident_figures
from benchmarks.accuracy_merges import score_merges
from benchmarks.accuracy_names import name_figures
from benchmarks.accuracy_toponyms import toponym_figures
from benchmarks.measure import Figure
from benchmarks.report import check_floors, write_results
from mapper.gazetteer import Gazetteer
from mapper.resolve import resolve
from mapper.sources import read
from mapper.toponyms import recognise

ROOT = Path(__file__).parent.parent


def seed_figures() -> list[Figure]:
    """The share of the names listed in tests/cases/seed_places.csv that come out as listed."""
    gazetteer = Gazetteer.open()
    found = {
        (document.doc_id, one.toponym.text, one.toponym.descriptor or ""): one.place.place_id if one.place else ""
        for document in read([str(ROOT / "seeds")])
        for one in resolve(document, recognise(document, gazetteer), gazetteer)
    }
    table = (ROOT / "tests" / "cases" / "seed_places.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    right = sum(found.get((row["document"], row["name"], row["descriptor"]), "") == row["place_id"] for row in rows)
    return [Figure("seeds, names placed as listed", right / len(rows), f"{right} of {len(rows)}", unit="")]


def merge_figures() -> list[Figure]:
    """The pairwise F1 of joining reports into incidents."""
    score = score_merges()
    return [Figure("merges, pairwise F1", score.f1, f"{score.right} pairs joined rightly", unit="")]


def main() -> int:
    """Print the table; 1 when a figure is below its floor."""
    figures = [*seed_figures(), *merge_figures(), *toponym_figures(), *name_figures(), *incident_figures()]
    write_results(figures, whole=False, sources=0)
    return check_floors(figures)


if __name__ == "__main__":
    sys.exit(main())
