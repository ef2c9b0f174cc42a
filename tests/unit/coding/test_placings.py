"""Which of the places a text names the event belongs to: one family of shapes after the other, positive and trap.

Names stand in brackets, resolved for the test: ``[Gao]``, ``[Victoria|CA]`` with its country, ``[Ukrainian||demonym]``
with its form, ``[Rye Lane|?]`` where no place was found. Names without brackets are not recognised at all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mapper.coding.reports import code
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Resolution, Span, Toponym

CASES = Path(__file__).parents[2] / "cases" / "placings.csv"
ROWS = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))
PUBLISHED = date(2023, 6, 21)  # a Wednesday


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def resolved(text: str, gazetteer: Gazetteer) -> Iterator[Resolution]:
    removed = 0
    for match in re.finditer(r"\[([^]|]+)\|?(\w\w)?(\?)?\|?(demonym)?\]", text):
        name, country, is_unknown, form = match.groups()
        start = match.start() - removed
        toponym = Toponym(name, Span(start, start + len(name)), form=form or "name")  # type: ignore[arg-type]
        found = [] if is_unknown else gazetteer.search(name.title() if name.isupper() else name, country=country)
        removed += len(match.group()) - len(name)
        yield Resolution(toponym, found[0] if found else None, 1.0)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['family']}: {row['text'][:60]}" for row in ROWS])
def test_the_event_is_placed(row: dict[str, str], gazetteer: Gazetteer) -> None:
    plain = re.sub(r"\[([^]|]+)[^]]*\]", r"\1", row["text"])
    document = Document(plain, Citation("case", published=PUBLISHED), Span(0, len(plain)))
    reports = code(document, list(resolved(row["text"], gazetteer)), gazetteer).reports
    assert {report.resolution.toponym.text for report in reports} == set(row["expected"].split("|")) - {"-"}


def test_every_family_has_a_text_that_places_and_the_bracketed_names_are_known(gazetteer: Gazetteer) -> None:
    assert all(row["family"] and row["expected"] for row in ROWS)
    for row in ROWS:
        unknown = [r.toponym.text for r in resolved(row["text"], gazetteer) if r.place is None]
        assert all(f"[{name}|?]" in row["text"] for name in unknown), row["text"]
