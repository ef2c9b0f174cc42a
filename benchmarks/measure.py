"""How figures are taken: both sides in turn, medians of rounds, whole processes from outside."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a measured value, what it is compared with, and the way that is better."""

    name: str
    value: float
    detail: str
    better: str = "higher"
    unit: str = "x"


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes once, in seconds of wall time."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians over rounds of two works done in turn: seconds of each, and of the ratio theirs / ours."""

    ours: float
    theirs: float
    speedup: float


def paired(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS) -> Pair:
    """The medians of ``rounds`` rounds, each running ours, then theirs: the machine's drift hits both."""
    times = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return Pair(
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(b / a for a, b in times),
    )


def process(*command: str) -> Callable[[], object]:
    """Work that runs a command as a process of its own, its output thrown away."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peak_megabytes(*command: str) -> float:
    """The largest resident memory of a command and its children, in MB (10^6 bytes)."""
    program = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([PYTHON, "-c", program, *command], check=True, capture_output=True, text=True)
    kilobytes = int(done.stdout) / (1024 if sys.platform == "darwin" else 1)
    return kilobytes * 1024 / 1e6
