"""Fit what decides between places for a name on its own, on the development sample of spelling variants."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

from benchmarks.choice import fit
from benchmarks.corpora import variant_cases
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.gazetteer import kilometres
from mapper.resolve.evidence import chances, name_evidence, weigh
from mapper.resolve.options import Options

FOLDS = 5
PENALTY = 1.0


def main() -> None:
    gazetteer = Gazetteer.open()
    options = Options(gazetteer)
    rows = variant_cases()
    places = {gid: n % FOLDS for n, gid in enumerate(sorted({row["gid"] for row in rows}))}
    cases = []
    for hint in (True, False):
        for row in rows:
            found = options.of(row["name"], None, row["cc"] if hint else "")
            right = next((n for n, o in enumerate(found) if is_right(row, o.place)), None)
            evidence = [name_evidence(o, found) | ({"hint": 1.0} if hint else {}) for o in found]
            cases.append((row, hint, found, evidence, right, places[row["gid"]]))
    folds = [fit([(c[3], c[4]) for c in cases if c[5] != fold and c[3]], penalty=PENALTY) for fold in range(FOLDS)]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6):
        counts: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
        for row, hint, found, evidence, right, fold in cases:
            chance = chances([weigh(e, folds[fold]) for e in evidence])
            best = max(range(len(found)), key=chance.__getitem__, default=None)
            group = "loc" if row["cls"] in "abcef" else row["cls"]
            if best is None:
                counts[group, hint]["miss"] += 1
            elif chance[best] < least:
                counts[group, hint]["ambiguous"] += 1
            else:
                counts[group, hint]["hit" if is_right(row, found[best].place) else "wrong"] += 1
            if right is not None:
                counts[group, hint]["findable"] += 1
        print(f"least {least}")
        for key, count in sorted(counts.items()):
            n = sum(count[v] for v in ("hit", "wrong", "miss", "ambiguous"))
            print(f"  {key[0]:4s} hint={key[1]!s:5s}", {k: f"{100 * v / n:.1f}" for k, v in count.items()})
    weights = fit([(c[3], c[4]) for c in cases if c[3]], penalty=PENALTY)
    for name, weight in sorted(weights.items()):
        print(f"name,{name},{weight:.2f}", file=sys.stderr)


def is_right(row, place) -> bool:
    return place.place_id == f"gn:{row['gid']}" or kilometres(
        (place.lat, place.lon), (float(row["lat"]), float(row["lon"]))
    ) <= float(row["tol_km"])


if __name__ == "__main__":
    main()
