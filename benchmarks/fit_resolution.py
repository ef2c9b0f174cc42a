"""Fit what decides between namesakes in a document, on the development articles with gold spans.

    MAPPER_BENCH_DATA=... python -m benchmarks.fit_resolution

Evidence depends on the chances of the other names, and these on the weights: two turns settle it. Figures are of
articles the weights have not seen (folds by article).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.choice import fit
from benchmarks.corpora import TOPONYM_FILES, as_document, toponym_articles
from benchmarks.tables import write_weights
from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place
from mapper.resolve import Outlets, resolve
from mapper.resolve import evidence as evidence_module
from mapper.resolve.evidence import Evidence, chances, weigh
from mapper.resolve.meanings import names
from mapper.resolve.resolve import prior_of, weighed
from mapper.toponyms import marked

FOLDS = 5
TURNS = 2
PENALTY = 2.0
NEAR_KM = 161.0  # "right" in the literature: within 100 miles

# Set by hand. The development articles are mostly local news of one country: they hardly show exonyms of foreign
# towns ("Odessa", listed as a by-name of Odesa), and teach to prefer namesakes a twentieth of the size. The other
# rows they do not show at all.
REVIEWED = {
    "role_primary": 0.5,
    "role_alternate": -0.1,
    "outnumbers": 3.0,
    "home_country": 1.5,
    "home_region": 2.5,
    "role_preferred": 2.5,
    "role_former": -0.5,
    "role_abbreviation": 1.0,
    "curated_place": 2.5,
    "curated_area": 3.0,
}

Choice = tuple[str, int, list[Evidence], int | None, list[bool], int]  # corpus, fold, evidence, right, near, mentions


def choices(gazetteer: Gazetteer) -> list[Choice]:
    """Every name of every article with its evidence, once the outlets have been learned."""
    read = []
    outlets = Outlets()
    for corpus in TOPONYM_FILES:
        for number, article in enumerate(toponym_articles(corpus)):
            document = as_document(article)
            spans = [(mark["start"], mark["end"]) for mark in article["toponyms"]]
            toponyms = marked(document, spans, gazetteer)
            outlets.learn(document, resolve(document, toponyms, gazetteer))
            read.append((corpus, number % FOLDS, document, article["toponyms"], toponyms))
    return [choice for item in read for choice in _of_document(*item, gazetteer, outlets)]


def _of_document(corpus, fold, document, marks, toponyms, gazetteer, outlets) -> Iterator[Choice]:
    member, said = weighed(document, toponyms, gazetteer, prior_of(document, gazetteer, "", outlets))
    for one, others in enumerate(said):
        owned = [mark for mark, owner in zip(marks, member, strict=True) if owner == one]
        gold = [mark for mark in owned if mark["lat"] is not None]
        if gold:
            options = others.one.meanings.options
            rows = [others.evidence(position) for position in range(len(options))]
            near = [away(option.place, gold[0]) <= NEAR_KM for option in options]
            right = closest([option.place for option in options], gold[0])
            yield corpus, fold, rows, right, near, len(gold)


def closest(places: list[Place], gold: Mapping[str, Any]) -> int | None:
    """The number of the place gold means: the same entry, else the nearest one within reach."""
    same = [n for n, place in enumerate(places) if place.place_id == f"gn:{gold['geonameid']}"]
    near = sorted((away(place, gold), n) for n, place in enumerate(places))
    return same[0] if same else near[0][1] if near and near[0][0] <= NEAR_KM else None


def away(place: Place, gold: Mapping[str, Any]) -> float:
    return kilometres((place.lat, place.lon), (gold["lat"], gold["lon"]))


def train(found: list[Choice]) -> dict[str, float]:
    weight = {"LGL": 1, "TR-News": 2}
    cases = [(_fitted(rows), right) for corpus, _, rows, right, _, _ in found if rows for _ in range(weight[corpus])]
    return fit(cases, penalty=PENALTY) | REVIEWED


def _fitted(rows: list[Evidence]) -> list[Evidence]:
    return [{name: value for name, value in row.items() if name not in REVIEWED} for row in rows]


def main() -> None:
    gazetteer = Gazetteer.open()
    for _ in range(TURNS):
        found = choices(gazetteer)
        weights = train(found)
        write_weights("document", weights, frozenset(REVIEWED))
        evidence_module.weights.cache_clear()
        names.cache_clear()
    found = choices(gazetteer)
    folds = [train([c for c in found if c[1] != fold]) for fold in range(FOLDS)]
    for corpus in TOPONYM_FILES:
        near = findable = total = 0
        for name, fold, rows, _, reach, mentions in found:
            if name == corpus:
                total += mentions
                findable += mentions * any(reach)
                chance = chances([weigh(row, folds[fold]) for row in rows])
                best = max(range(len(rows)), key=chance.__getitem__, default=None)
                near += mentions * (best is not None and reach[best])
        print(f"{corpus}: within 161 km {near / total:.3f}, an option within 161 km {findable / total:.3f}, of {total}")
    weights = train(found)
    write_weights("document", weights, frozenset(REVIEWED))
    for name, weight in sorted(weights.items(), key=lambda item: -abs(item[1])):
        print(f"{weight:7.2f} {name}")


if __name__ == "__main__":
    main()
