"""How well the place names of articles are found and placed: the scorer of the corpora run on ``mapper geoparse``.

The articles and their scorer stay outside the project, under ``toponyms/`` of MAPPER_BENCH_DATA. The weights were
fitted on these articles; ``fit_recognition`` and ``fit_resolution`` print the figures of articles not seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpora import TOPONYM_FILES, Article, bench_data, toponym_articles
from benchmarks.measure import PYTHON, Figure


def toponym_figures() -> list[Figure]:
    """The rows for ``make bench-accuracy``; none without the data."""
    folder = bench_data()
    if folder is None or not (folder / "toponyms" / "score.py").exists():
        return []
    return [figure for corpus in TOPONYM_FILES for figure in _figures_of(corpus, folder)]


def _figures_of(corpus: str, folder: Path) -> Iterator[Figure]:
    articles, gold = toponym_articles(corpus), folder / TOPONYM_FILES[corpus]
    found = _score(gold, [_asked(article, spans=False) for article in articles])
    for name, row in (("recognition, exact F1", "recognition_exact"), ("end to end, F1 at 161 km", "end_to_end_161")):
        detail = "precision {P:.3f}, recall {R:.3f}".format(**found[row])
        yield Figure(f"{corpus}, {name}", found[row]["F1"], detail, unit="")
    placed = _score(gold, [_asked(article, spans=True) for article in articles], "--resolution")["resolution"]
    detail = f"of {placed['n']}, {placed['answered']:.3f} answered"
    yield Figure(f"{corpus}, resolution within 161 km", placed["acc161"], detail, unit="")


def _asked(article: Article, *, spans: bool) -> dict[str, Any]:
    """The article as ``mapper geoparse`` gets it, without the gold places."""
    asked = {name: article.get(name) for name in ("doc_id", "text", "source")}
    marks = [{"start": mark["start"], "end": mark["end"]} for mark in article["toponyms"]]
    return asked | ({"spans": marks} if spans else {})


def _score(gold: Path, asked: list[dict[str, Any]], *options: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as made:
        given, answered = Path(made) / "asked.jsonl", Path(made) / "answered.jsonl"
        given.write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")
        subprocess.run([PYTHON, "-m", "mapper", "geoparse", str(given), "-o", str(answered)], check=True)
        command = [PYTHON, str(gold.parent / "score.py"), str(gold), str(answered), *options, "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


if __name__ == "__main__":
    from benchmarks.report import check_floors, write_results

    figures = toponym_figures()
    write_results(figures, whole=False, sources=0)
    sys.exit(check_floors(figures))
