"""The development files that accuracy is measured on; they stay outside the project (``MAPPER_BENCH_DATA``)."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mapper.model import Citation, Document, Span

Article = Mapping[str, Any]
TOPONYM_FILES = {"LGL": "toponyms/lgl_dev.jsonl", "TR-News": "toponyms/trnews_dev.jsonl"}


def bench_data() -> Path | None:
    """The folder of development data, or None where the user has none."""
    folder = os.environ.get("MAPPER_BENCH_DATA")
    return Path(folder) if folder else None


def toponym_articles(corpus: str) -> list[Article]:
    """The articles of a toponym corpus with their gold marks; empty without the data."""
    folder = bench_data()
    if folder is None:
        return []
    lines = (folder / TOPONYM_FILES[corpus]).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def as_document(article: Article) -> Document:
    """An article as the pipeline would read it."""
    citation = Citation(article["doc_id"], source=article.get("source") or "", title=article.get("title") or "")
    return Document(article["text"], citation, Span(0, len(article["text"])))


def variant_cases() -> list[dict[str, str]]:
    """The spelling variants of place names with the place each means; empty without the data."""
    folder = bench_data()
    if folder is None:
        return []
    return list(csv.DictReader((folder / "variants" / "dev.csv").read_text(encoding="utf-8").split("\n")))
