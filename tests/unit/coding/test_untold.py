"""An accident that no event word tells, by what it befell: the rows of untold_causes.csv."""

from __future__ import annotations

import pytest

from mapper import extract_reports
from mapper.coding.lexicon import rows
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span


def told(text: str) -> list[tuple[str, str]]:
    document = Document(text, Citation("a"), Span(0, len(text)))
    return [(report.event_type, report.sub_event_type) for report in extract_reports(document, Gazetteer.open())]


@pytest.mark.parametrize("row", rows("untold_causes"), ids=lambda row: row["what"])
def test_what_people_died_of_is_told_by_the_subject_of_the_cause(row: dict[str, str]) -> None:
    assert told(row["example"]) == [(row["event_type"], row["sub_event_type"])]
    assert told(row["counterexample"]) == []
