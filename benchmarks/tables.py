"""Writing fitted weights into the reviewed tables they are read from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

RESOLUTION = Path(__file__).parents[1] / "mapper" / "lexicon" / "resolution_weights.csv"


def write_weights(table: str, weights: Mapping[str, float], reviewed: frozenset[str] = frozenset()) -> None:
    """Replace one table of the resolution weights; the other tables stay as they are."""
    rows = [row for row in csv.DictReader(RESOLUTION.read_text(encoding="utf-8").split("\n")) if row["table"] != table]
    kept = [(row["table"], row["evidence"], row["weight"], row["basis"]) for row in rows]
    new = [(table, n, f"{w:.2f}", "reviewed" if n in reviewed else "fitted") for n, w in sorted(weights.items())]
    with RESOLUTION.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(("table", "evidence", "weight", "basis"))
        out.writerows(sorted([*kept, *new]))
