"""Fit the weights of toponym recognition and report what they reach on articles they have not seen.

    MAPPER_BENCH_DATA=... python -m benchmarks.fit_recognition [--write]

Folds are by article. Without --write nothing changes; with it ``mapper/lexicon/recognition_weights.csv`` is
written anew, rounded, for review.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from benchmarks.corpora import TOPONYM_FILES, as_document, toponym_articles
from benchmarks.logistic import Features, fit, value
from mapper.gazetteer import Gazetteer
from mapper.toponyms.candidates import candidates
from mapper.toponyms.small import SmallWords

FOLDS = 5
PENALTY = 3.0
# TR-News has a quarter of LGL's marks and reads more like the news this program is for.
ARTICLE_WEIGHT = {"LGL": 1, "TR-News": 2}
# Set by hand, because the development articles hardly show them: curated villages and sites (they report other
# subjects), names that end the name of a body, adjectives of regions in Cyrillic, and foreign spellings in a
# country that the document names.
REVIEWED = {
    "agrees_by_name": 1.8,
    "agrees_near": 1.0,
    "agrees_placed": 0.8,
    "area_adjective": 4.0,
    "curated": 3.0,
    "run_before_organisation": -4.0,
}
WEIGHTS = Path(__file__).parents[1] / "mapper" / "lexicon" / "recognition_weights.csv"

Sample = tuple[str, int, int, list[tuple[Features, bool]]]  # corpus, fold, marks in gold, candidates with labels


def samples(gazetteer: Gazetteer) -> list[Sample]:
    found: list[Sample] = []
    for corpus in TOPONYM_FILES:
        for number, article in enumerate(toponym_articles(corpus)):
            gold = {(mark["start"], mark["end"]) for mark in article["toponyms"]}
            document = as_document(article)
            small = SmallWords(document)
            rows = [(c.features(small), (c.start, c.end) in gold) for c in candidates(document, gazetteer)]
            found.append((corpus, number % FOLDS, len(gold), rows))
    return found


def train(chosen: list[Sample]) -> dict[str, float]:
    rows: list[Features] = []
    labels: list[bool] = []
    for corpus, _, _, marked in chosen:
        for features, label in marked * ARTICLE_WEIGHT[corpus]:
            rows.append({name: number for name, number in features.items() if name not in REVIEWED})
            labels.append(label)
    weights = fit(rows, labels, penalty=PENALTY) | REVIEWED
    weights["bias"] += max((n / 10 for n in range(-15, 16)), key=lambda shift: balance(chosen, weights, shift))
    return weights


def balance(chosen: list[Sample], weights: Features, shift: float) -> float:
    return sum(f1(chosen, weights, corpus, shift)[2] for corpus in TOPONYM_FILES)


def f1(chosen: list[Sample], weights: Features, corpus: str, shift: float = 0.0) -> tuple[float, float, float]:
    right = taken = gold = 0
    for name, _, marks, rows in chosen:
        if name == corpus:
            gold += marks
            for features, label in rows:
                if value(weights, features) + shift > 0:
                    taken += 1
                    right += label
    return right / max(1, taken), right / max(1, gold), 2 * right / max(1, taken + gold)


def main() -> None:
    every = samples(Gazetteer.open())
    folds = [train([s for s in every if s[1] != fold]) for fold in range(FOLDS)]
    for corpus in TOPONYM_FILES:
        right = taken = gold = 0
        for name, fold, marks, rows in every:
            if name == corpus:
                gold += marks
                chosen = [label for features, label in rows if value(folds[fold], features) > 0]
                taken, right = taken + len(chosen), right + sum(chosen)
        print(f"{corpus}: precision {right / taken:.3f} recall {right / gold:.3f} F1 {2 * right / (taken + gold):.3f}")
    weights = train(every)
    if "--write" in sys.argv:
        with WEIGHTS.open("w", encoding="utf-8", newline="") as lines:
            out = csv.writer(lines, lineterminator="\n")
            out.writerow(["feature", "weight", "basis"])
            for name, weight in weights.items():
                out.writerow((name, f"{weight:.2f}", "reviewed" if name in REVIEWED else "fitted"))
    else:
        for name, weight in sorted(weights.items(), key=lambda item: -abs(item[1])):
            print(f"{weight:7.2f} {name}")


if __name__ == "__main__":
    main()
