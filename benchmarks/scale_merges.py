"""How the cost of corroboration grows with the number of reports: seconds, and the exponent between sizes."""

from __future__ import annotations

import random
import sys
import time
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


def main() -> int:
    """Print a line a size; 1 when the growth is above the ceiling."""
    times: list[tuple[int, float]] = []
    for size in SIZES:
        reports = stories(size)
        start = time.process_time()
        incidents = corroborate(reports)
        times.append((size, time.process_time() - start))
        print(f"{size:>8} reports  {len(incidents):>7} incidents  {times[-1][1]:6.1f} s CPU")
    (few, fast), (many, slow) = times[0], times[-1]
    exponent = log(slow / fast) / log(many / few)
    print(f"growth exponent {exponent:.2f} (ceiling {CEILING})")
    return int(exponent > CEILING)


if __name__ == "__main__":
    sys.exit(main())
