"""Text to measure speed on: the toponym development files, or the seeds, repeated to a size.

Each copy has its own doc_id and one sentence of its own, so that no two documents are the same text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.corpora import TOPONYM_FILES, toponym_articles
from mapper.sources import read
from mapper.sources.dates import read_day

ROOT = Path(__file__).parent.parent


def articles() -> list[tuple[str, str]]:
    """(text, day of publication or "") of the development files, else of the seeds."""
    rows = [row for corpus in TOPONYM_FILES for row in toponym_articles(corpus)]
    if not rows:
        return [(d.text, str(d.citation.published or "")) for d in read([str(ROOT / "seeds")])]
    return [(row["text"], _day(row.get("date") or "")) for row in rows]


def _day(text: str) -> str:
    """The day in ISO form, or "" where the corpus cuts its dates short."""
    try:
        return read_day(text).isoformat()
    except ValueError:
        return ""


def repeated(characters: int) -> Iterator[dict[str, str]]:
    """Records of about ``characters`` in all, each {doc_id, text, date} with a sentence of its own at the end."""
    source, made = articles(), 0
    for number in count():
        text, day = source[number % len(source)]
        text = f"{text}\nThis is copy number {number}."
        yield {"doc_id": f"copy-{number}", "text": text, "date": day}
        made += len(text)
        if made >= characters:
            return


def write_corpus(path: Path, characters: int) -> Path:
    """The path of a JSONL file with ``repeated(characters)``."""
    with path.open("w", encoding="utf-8") as file:
        for record in repeated(characters):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path
