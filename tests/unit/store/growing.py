"""A process that grows a collection run by run, to be killed: python -m tests.unit.store.growing FOLDER."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from mapper.model import Incident, Reading
from mapper.store import Store
from tests.stories import places, report

RUNS, ARTICLES = 10, 6  # enough writing that a random moment often falls into it


def articles(run: int) -> list[Reading]:
    names = sorted(places())
    found = []
    for n in range(ARTICLES):
        doc = f"r{run}a{n}"
        told = [
            report(names[(run + n * 7 + k) % len(names)], sentence=f"Blasts, told {k} by {doc}.", doc=doc, at=50 * k)
            for k in range(8)
        ]
        cite = replace(told[0].citation, source=f"outlet {n}")
        found.append(Reading(citation=cite, reports=tuple(replace(each, citation=cite) for each in told)))
    return found


def grow(folder: Path, run: int, repairs: list[str]) -> list[Incident]:
    with Store.open(folder, on_repair=repairs.append) as store:
        for reading in articles(run):
            store.add(reading)
        incidents = store.incidents()
        store.keep(incidents)
    output = folder / "incidents.txt"
    output.with_suffix(".partial").write_text("\n".join(i.incident_id for i in incidents) + "\nend", encoding="utf-8")
    output.with_suffix(".partial").replace(output)
    return incidents


if __name__ == "__main__":
    print("ready", flush=True)
    for number in range(RUNS):
        grow(Path(sys.argv[1]), number, [])
    print("done", flush=True)
