"""Fit what decides between places for a name on its own, on the development sample of spelling variants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from benchmarks.choice import fit
from benchmarks.corpora import variant_cases
from benchmarks.tables import write_weights
from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place
from mapper.resolve.evidence import chances, name_evidence, weigh
from mapper.resolve.options import Options, ask

FOLDS = 5
ABSENT = 3
# Set by hand: the sample has no countries and none of the places people added.
REVIEWED = {"region_named": 4.0, "curated_area": 7.0, "curated_place": 4.0, "role_preferred": 3.0, "kind_country": 1.2}
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
            word = ask(row["name"]).word
            evidence = [name_evidence(o, found, word) | ({"hint": 1.0} if hint else {}) for o in found]
            cases.append((row, hint, found, evidence, meant(row, [o.place for o in found]), places[row["gid"]]))
    folds = [train([c for c in cases if c[5] != fold]) for fold in range(FOLDS)]
    for least in (0.2, 0.3, 0.4, 0.5):
        counts: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
        for row, hint, found, evidence, right, fold in cases:
            chance = chances([weigh(e, folds[fold]) for e in evidence])
            best = max(range(len(found)), key=chance.__getitem__, default=None)
            for group in {row["cls"], "abcef"} if row["cls"] in "abcef" else {row["cls"]}:
                if best is None:
                    counts[group, hint]["miss"] += 1
                elif chance[best] < least:
                    counts[group, hint]["ambiguous"] += 1
                else:
                    counts[group, hint]["hit" if is_right(row, found[best].place) else "wrong"] += 1
                counts[group, hint]["findable"] += right is not None
        print(f"least {least}")
        for key, count in sorted(counts.items()):
            n = sum(count[v] for v in ("hit", "wrong", "miss", "ambiguous"))
            print(f"  {key[0]:5s} hint={key[1]!s:5s}", {k: f"{100 * v / n:.1f}" for k, v in sorted(count.items())})
    write_weights("name", train(cases), frozenset(REVIEWED))


def train(cases: list[Any]) -> dict[str, float]:
    """The weights of these cases; absent places count more often, as they do in the world."""
    chosen = [
        ([{n: v for n, v in row.items() if n not in REVIEWED} for row in evidence], right)
        for row, _, _, evidence, right, _ in cases
        if evidence
        for _ in range(ABSENT if row["cls"] == "x" else 1)
    ]
    return fit(chosen, penalty=PENALTY) | REVIEWED


def meant(row: Mapping[str, str], places: list[Place]) -> int | None:
    """The number of the place the row means: the entry itself, else one of its kind near by, else any near by."""
    kinds = ("city", "site") if row["kind"] == "locality" else ("region", "district")
    right = [n for n, place in enumerate(places) if is_right(row, place)]
    own = [n for n in right if places[n].place_id == f"gn:{row['gid']}"]
    alike = [n for n in right if places[n].kind in kinds]
    return next(iter(own or alike or right), None)


def is_right(row: Mapping[str, str], place: Place) -> bool:
    return place.place_id == f"gn:{row['gid']}" or kilometres(
        (place.lat, place.lon), (float(row["lat"]), float(row["lon"]))
    ) <= float(row["tol_km"])


if __name__ == "__main__":
    main()
