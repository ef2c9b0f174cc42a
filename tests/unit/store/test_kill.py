"""A kill at any moment costs nothing that was kept, and the next run completes the work."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from mapper.store import FILE_NAME, Store
from tests.unit.store.growing import RUNS, articles, grow

KILLS = 30
ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_thirty_kills(tmp_path: Path) -> None:
    moments = random.Random(20230504)
    kept = interrupted = 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.unit.store.growing", str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0.0, 0.25))
        process.kill()
        interrupted += b"done" not in process.stdout.read()
        process.wait()
        process.stdout.close()
        kept = max(kept, count(tmp_path))
        assert kept == count(tmp_path), "documents once kept are lost"
    assert interrupted > KILLS / 3, "too few kills fell into the work"
    for run in range(RUNS):
        repairs: list[str] = []
        last = grow(tmp_path, run, repairs)
        assert [] == repairs
    with Store.open(tmp_path / "at once") as store:
        for run in range(RUNS):
            for reading in articles(run):
                store.add(reading)
        whole = store.incidents()
    assert [replace(i, incident_id="", aliases=(), context=()) for i in whole] == [
        replace(i, incident_id="", aliases=(), context=()) for i in last
    ]


def count(folder: Path) -> int:
    """How many documents the collection keeps; the last output is there and whole whenever there is one."""
    output = folder / "incidents.txt"
    assert not output.exists() or output.read_text(encoding="utf-8").endswith("end")
    if not (folder / FILE_NAME).exists():
        return 0
    repairs: list[str] = []
    with Store.open(folder, on_repair=repairs.append) as store:
        found = len(list(store.readings()))
    assert [] == repairs
    return found
