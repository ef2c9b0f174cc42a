import csv
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span, Toponym
from mapper.toponyms import recognise

TABLE = Path(__file__).parents[2] / "cases" / "recognition.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def document(text: str) -> Document:
    return Document(text, Citation("case"), Span(0, len(text)))


def as_written(toponym: Toponym) -> str:
    mark = "*" if toponym.form == "demonym" else ""
    return toponym.text + mark + (f"/{toponym.descriptor}" if toponym.descriptor else "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_the_toponyms_of_a_sentence(row: dict[str, str], gazetteer: Gazetteer) -> None:
    found = recognise(document(row["text"]), gazetteer)
    assert [name for name in row["toponyms"].split("|") if name] == [as_written(toponym) for toponym in found]


def test_spans_cut_out_the_text_of_each_toponym(gazetteer: Gazetteer) -> None:
    for row in ROWS:
        for toponym in recognise(document(row["text"]), gazetteer):
            assert toponym.text == toponym.span.within(row["text"])


def test_a_masked_header_has_no_toponyms(gazetteer: Gazetteer) -> None:
    text = "Kyiv, 4 May. Sirens wailed in Odesa."
    masked = Document(text, Citation("case"), Span(len("Kyiv, 4 May. "), len(text)))
    assert [toponym.text for toponym in recognise(masked, gazetteer)] == ["Odesa"]
