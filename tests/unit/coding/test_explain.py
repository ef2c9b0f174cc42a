from datetime import date

import pytest

from mapper.coding.explain import explain
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Coding, Document, Span
from mapper.pipeline import code_document
from mapper.text.sentences import split_sentences

TEXT = (
    "Rebels accused the army of an air strike on Taiz on Monday. The army denied that it had carried out the attack. "
    "The Yemeni foreign minister is on a visit to Oslo."
)


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(TEXT, Citation("taiz", published=date(2023, 6, 21)), Span(0, len(TEXT)))


@pytest.fixture(scope="module")
def coding(document: Document) -> Coding:
    return code_document(document, Gazetteer.open())


def test_a_mark_shows_its_words_and_the_cue_of_its_modality(document: Document, coding: Coding) -> None:
    lines = list(explain(document, split_sentences(document), coding))
    assert lines[0].endswith("of an {air strike} on [Taiz] on <Monday>.")
    assert "alleged ('accused the army of')" in lines[1]
    assert "2023-06-19, stated ('Monday')" in lines[1]


def test_a_place_without_a_mark_says_why(document: Document, coding: Coding) -> None:
    lines = list(explain(document, split_sentences(document), coding))
    assert "    - Oslo: visit: 'visit'" in lines


def test_a_denial_stands_on_the_incident_denied(coding: Coding) -> None:
    assert [(report.modality, report.denied_by) for report in coding.reports] == [("alleged", "The army")]


def test_every_mention_is_a_report_or_has_a_reason(document: Document, coding: Coding) -> None:
    mapped = {report.resolution.toponym.text for report in coding.reports}
    assert mapped | {left.resolution.toponym.text for left in coding.unmapped if left.reason} >= {"Taiz", "Oslo"}
