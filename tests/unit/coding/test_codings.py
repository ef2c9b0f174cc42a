"""Short articles of every region of the world, each with the traps it sets, read by the whole program."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import find_incidents

CASES = Path(__file__).parents[2] / "cases" / "codings.csv"
ROWS = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))
PUBLISHED = date(2023, 6, 21)  # a Wednesday


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:50] for row in ROWS])
def test_an_article_gives_its_incidents_and_no_others(row: dict[str, str], gazetteer: Gazetteer) -> None:
    document = Document(row["text"], Citation("case", published=PUBLISHED), Span(0, len(row["text"])))
    found = {
        f"{incident.place.name}={incident.sub_event_type}@{incident.when.start}"
        + (" alleged" if incident.modality == "alleged" else "")
        for incident in find_incidents([document], gazetteer=gazetteer, merge="document")
    }
    assert {item for item in row["expected"].split("; ") if item != "none"} == found
