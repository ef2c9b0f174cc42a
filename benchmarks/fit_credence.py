"""Fit the weights of credence and report what they reach on texts they have not seen.

    MAPPER_BENCH_DATA=... python -m benchmarks.fit_credence [--write] [GOLD.jsonl ...]

Trained on the reports of annotated articles (the scorer's own files, and more of them) and of our own: those in
tests/cases/codings.csv, loud.csv (news from quiet places) and quiet.csv, whose texts tell of nothing.
Folds are by text. Without --write nothing changes; with it ``mapper/lexicon/credence_weights.csv`` is written
anew, rounded, for review.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.accuracy_incidents import data_folder
from benchmarks.logistic import Features, fit, value
from mapper.coding import credence
from mapper.coding.story import Told
from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Incident, Report, Span
from mapper.pipeline import find_incidents
from mapper.sources import read

FOLDS = 8
PENALTY = 3.0
WEIGHTS = Path(__file__).parents[1] / "mapper" / "lexicon" / "credence_weights.csv"
CASES = Path(__file__).parents[1] / "tests" / "cases"
CODED = date(2023, 6, 21)  # the day of the articles in codings.csv


class Sample(NamedTuple):
    """The evidence for one report; ``group`` is its text and place, of which one report must be believed."""

    text: str
    group: tuple[str, str]
    features: Features
    is_right: bool


class Coder:
    """Codes texts as the program does, but that every report is believed, and keeps the evidence of each."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer.open()
        self._seen: dict[tuple[int, int], Features] = {}

    def incidents(self, document: Document) -> list[Incident]:
        def keep(kept: Sequence[tuple[Told, Report]], balance: float) -> list[credence.Features]:
            found = original(kept, balance)
            self._seen |= {_key(report): features for (_, report), features in zip(kept, found, strict=True)}
            return found

        self._seen.clear()
        original = credence.features_of
        with patch.object(credence, "features_of", keep), patch.object(credence, "weights", lambda: {"bias": 99.0}):
            return find_incidents([document], gazetteer=self._gazetteer, merge="document")

    def samples(self, text: str, incident: Incident, *, is_right: bool) -> Iterator[Sample]:
        group = (text, incident.place.place_id)
        for report in incident.reports:
            if _key(report) in self._seen:
                yield Sample(text, group, self._seen[_key(report)], is_right)


def _key(report: Report) -> tuple[int, int]:
    return report.trigger.start, report.resolution.toponym.span.start


def annotated(gold: Path, coder: Coder) -> Iterator[Sample]:
    """What the articles of ``gold`` give; reports of optional incidents are neither right nor wrong."""
    scorer = _scorer(gold)
    for line, document in zip(gold.read_text(encoding="utf-8").splitlines(), read([str(gold)]), strict=True):
        article = json.loads(line)
        incidents = coder.incidents(document)
        with tempfile.TemporaryDirectory() as folder:
            written = str(Path(folder) / "incidents.geojson")
            write(incidents, written)
            marks = scorer.load_pred(written)
        wanted = [one for one in article["incidents"] if not one["optional"]]
        optional = [one for one in article["incidents"] if one["optional"]]
        right = {number for number, _ in scorer.assign(marks, wanted, "place")}
        either = {number for number, _ in scorer.assign(marks, optional, "place+type")} - right
        for number, incident in enumerate(incidents):
            if number not in either:
                yield from coder.samples(article["doc_id"], incident, is_right=number in right)


def _scorer(gold: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", gold.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own_cases(coder: Coder) -> Iterator[Sample]:
    """What our own articles give: of those that tell events what they expect, of the quiet ones nothing is right."""
    for row in _table("codings"):
        document = Document(row["text"], Citation("case", published=CODED), Span(0, len(row["text"])))
        for incident in coder.incidents(document):
            yield from coder.samples(row["text"], incident, is_right=f"{incident.place.name}=" in row["expected"])
    for row in (*_table("quiet"), *_table("loud")):
        citation = Citation(row["name"], published=date.fromisoformat(row["published"]), title=row["title"])
        for incident in coder.incidents(Document(row["text"], citation, Span(0, len(row["text"])))):
            yield from coder.samples(row["name"], incident, is_right="place" in row)


def _table(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines())


def train(samples: Sequence[Sample]) -> dict[str, float]:
    return fit([s.features for s in samples], [s.is_right for s in samples], penalty=PENALTY)


def unseen(samples: Sequence[Sample]) -> list[tuple[float, Sample]]:
    """Every sample with what it weighs by the texts of the other folds."""
    fold = {text: number % FOLDS for number, text in enumerate(sorted({s.text for s in samples}))}
    found = []
    for number in range(FOLDS):
        weights = train([s for s in samples if fold[s.text] != number])
        found += [(value(weights, s.features), s) for s in samples if fold[s.text] == number]
    return found


def _is_kept(weighed: tuple[float, Sample]) -> bool:
    return weighed[0] > credence.ENOUGH or credence.is_plain(dict(weighed[1].features))


def main() -> None:
    folder = data_folder()
    named = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    coder = Coder()
    files = [*named, *([folder / "dev.jsonl"] if folder else [])]
    told = [sample for gold in files for sample in annotated(gold, coder)]
    own = list(own_cases(coder))
    weighed = unseen([*told, *own])
    for name, texts in (("annotated", {s.text for s in told}), ("our own", {s.text for s in own})):
        groups: dict[tuple[str, str], list[tuple[float, Sample]]] = defaultdict(list)
        for weight, sample in weighed:
            if sample.text in texts:
                groups[sample.group].append((weight, sample))
        for label in (True, False):
            places = [any(map(_is_kept, g)) for g in groups.values() if g[0][1].is_right is label]
            print(f"{name}: {sum(places)} of {len(places)} {'right' if label else 'false'} places kept")
    weights = train([*told, *own])
    if "--write" in sys.argv:
        with WEIGHTS.open("w", encoding="utf-8", newline="") as lines:
            out = csv.writer(lines, lineterminator="\n")
            out.writerow(["feature", "weight", "basis"])
            out.writerows((name, f"{weight:.2f}", "fitted") for name, weight in weights.items())
    else:
        for name, weight in sorted(weights.items(), key=lambda item: -abs(item[1])):
            print(f"{weight:7.2f} {name}")


if __name__ == "__main__":
    main()
