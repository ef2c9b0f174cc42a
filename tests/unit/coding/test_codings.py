"""Short articles of every region of the world, each with the traps it sets, read by the whole program.

harmless.csv holds what sounds like an event and is none: sport, markets, law, drills, forecasts, sayings.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import find_incidents

CASES = Path(__file__).parents[2] / "cases"
ROWS, HARMLESS = (
    list(csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    for name in ("codings", "harmless")
)
PUBLISHED = date(2023, 6, 21)  # a Wednesday


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:50] for row in ROWS])
def test_an_article_gives_its_incidents_and_no_others(row: dict[str, str], gazetteer: Gazetteer) -> None:
    assert {item for item in row["expected"].split("; ") if item != "none"} == told(row["text"], gazetteer)


@pytest.mark.parametrize("row", HARMLESS, ids=[f"{row['kind']}: {row['text'][:40]}" for row in HARMLESS])
def test_what_sounds_like_an_event_and_is_none(row: dict[str, str], gazetteer: Gazetteer) -> None:
    assert told(row["text"], gazetteer) == set()


def told(text: str, gazetteer: Gazetteer) -> set[str]:
    document = Document(text, Citation("case", published=PUBLISHED), Span(0, len(text)))
    return {
        f"{incident.place.name}={incident.sub_event_type}@{incident.when.start}"
        + (" alleged" if incident.modality == "alleged" else "")
        for incident in find_incidents([document], gazetteer=gazetteer, merge="document")
    }
