"""How the cost of corroboration grows with the number of reports: seconds, and the exponent between sizes.

python -m benchmarks.scale_merges                    in a minute
python -m benchmarks.scale_merges 10000 1000000      as far as it was asked for; takes 5 GB
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import log

from mapper.corroboration import corroborate
from mapper.model import Report
from tests.stories import places, report

SIZES = (10_000, 20_000, 40_000)
CEILING = 1.2  # growth exponent; 1 is linear
REPORTS_A_DAY = 50  # more news is a longer time, as in a growing collection

KINDS = ("Air/drone strike", "Shelling/artillery/missile attack", "Attack", "Missile/drone warning", "Armed clash")
SENTENCES = tuple(
    f"{who} said {what} the {where}."
    for who in ("Officials", "Residents", "The army", "An agency", "Witnesses")
    for what in ("explosions shook", "drones hit", "gunmen attacked", "rockets struck", "shells fell on")
    for where in ("port", "market", "refinery", "station", "bridge", "school", "airfield")
)


def stories(count: int, seed: int = 7) -> list[Report]:
    """Made-up reports on all the places of the case tables, dated, undated and by publication."""
    choose = random.Random(seed)
    names = sorted(places())
    first = date(2020, 1, 1)
    found = []
    for number in range(count):
        published = first + timedelta(days=choose.randrange(max(1, count // REPORTS_A_DAY)))
        day = published - timedelta(days=choose.choice((0, 0, 0, 1, 1, 2, 5)))
        when = choose.choice(
            (day.isoformat(), day.isoformat(), f"{day.isoformat()} late", f"{published}*", f"{published}*", "-")
        )
        dead = choose.choice(("", "", "", str(choose.randrange(30))))
        kind, sentence = choose.choice(KINDS), choose.choice(SENTENCES)
        outlet = f"outlet {choose.randrange(200)}"
        found.append(
            report(
                choose.choice(names),
                when,
                published.isoformat(),
                kind,
                sentence,
                outlet=outlet,
                doc=f"d{number}",
                dead=dead,
            )
        )
    return found


def growth(sizes: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """For each number of reports the number of incidents they make and the CPU seconds that takes."""
    for size in sizes:
        reports = stories(size)
        start = time.process_time()
        incidents = corroborate(reports)
        yield size, len(incidents), time.process_time() - start


def exponent(few: int, fast: float, many: int, slow: float) -> float:
    """By which power of its size the time of a work grows; 1 is linear."""
    return log(slow / fast) / log(many / few)


def main(sizes: Sequence[int]) -> int:
    """Print a line a size; 1 when the growth is above the ceiling."""
    times = []
    for size, incidents, taken in growth(sizes):
        times.append((size, taken))
        print(f"{size:>9,} reports  {incidents:>7,} incidents  {taken:6.1f} s CPU", flush=True)
    found = exponent(*times[0], *times[-1])
    print(f"growth exponent {found:.2f} (ceiling {CEILING})")
    return int(found > CEILING)


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
