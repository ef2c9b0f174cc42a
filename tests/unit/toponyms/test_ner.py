"""A spaCy pipeline of the user's own: a blank one with a ruler stands for whatever somebody has installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy

from mapper.errors import InputError, MissingExtra
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import find_incidents, geoparse
from mapper.toponyms import pipeline_version, recognise
from mapper.toponyms.ner import entity_spans


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    patterns = {
        "the Zubr crossing": "FAC",
        "Ain Qadim": "GPE",
        "qadim hills": "LOC",
        "Kherson": "GPE",
        "Kherson Television": "ORG",
        "Maria Odessa": "PERSON",
    }
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": text} for text, label in patterns.items()])  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("ner") / "pipeline"
    nlp.to_disk(folder)
    return str(folder)


def document(text: str) -> Document:
    return Document(text, Citation("case"), Span(0, len(text)))


CASES = {
    "a place the index lacks": ("Shells fell on Ain Qadim.", ["Ain Qadim"]),
    "an article is no part of a name": ("Guards fired near the Zubr crossing.", ["Zubr crossing"]),
    "a name in small letters": ("Fighting went on in the qadim hills.", ["qadim hills"]),
    "ours is not doubled": ("Shells fell on Kherson and Ain Qadim.", ["Kherson", "Ain Qadim"]),
    "bodies and people are no places": ("Maria Odessa told Kherson Television so.", []),
}


@pytest.mark.parametrize(("text", "names"), CASES.values(), ids=CASES)
def test_places_of_a_pipeline_join_ours(text: str, names: list[str], pipeline: str, gazetteer: Gazetteer) -> None:
    found = recognise(document(text), gazetteer, ner=pipeline)
    assert names == [toponym.text for toponym in found]
    assert names == [toponym.span.within(text) for toponym in found]


def test_a_list_shares_its_class_word_with_the_places_of_a_pipeline(pipeline: str, gazetteer: Gazetteer) -> None:
    found = recognise(document("Alerts in the Poltava, Ain Qadim and Sumy regions."), gazetteer, ner=pipeline)
    assert [("Poltava", "region"), ("Ain Qadim", "region"), ("Sumy", "region")] == [
        (toponym.text, toponym.descriptor) for toponym in found
    ]


def test_a_place_of_a_pipeline_that_the_gazetteer_lacks_has_a_reason(pipeline: str, gazetteer: Gazetteer) -> None:
    (found,) = geoparse("Shells fell on Ain Qadim.", gazetteer, ner=pipeline)
    assert found.place is None
    assert "no place called 'Ain Qadim'" in found.reason


def test_an_event_at_an_own_place_that_only_the_pipeline_finds(
    pipeline: str, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    own = tmp_path / "places.csv"
    own.write_text("name,lat,lon,country\nqadim hills,33.1,36.2,SY\n", encoding="utf-8")
    article = document("Shelling killed three people in the qadim hills on Monday.")
    wider = Gazetteer.open(extra=[own])
    assert [] == find_incidents([article], gazetteer=wider)
    (incident,) = find_incidents([article], gazetteer=wider, ner=pipeline)
    assert ("qadim hills", 33.1) == (incident.place.name, incident.place.lat)


def test_a_masked_header_is_not_read(pipeline: str) -> None:
    text = "Ain Qadim: \nShells fell on Ain Qadim."
    masked = Document(text, Citation("case"), Span(len("Ain Qadim: "), len(text)))
    assert [(27, 36)] == entity_spans(masked, pipeline)


def test_a_text_longer_than_a_pipeline_takes_is_read_in_pieces(pipeline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from mapper.toponyms.ner import _loaded

    text = "Shells fell on Ain Qadim.\n" * 7
    whole = entity_spans(document(text), pipeline)
    monkeypatch.setattr(_loaded(pipeline), "max_length", 60)
    assert whole == entity_spans(document(text), pipeline)
    assert 7 == len(whole)


def test_a_pipeline_has_a_version_and_none_has_none(pipeline: str) -> None:
    assert "en_pipeline 0.0.0" == pipeline_version(pipeline)
    assert "" == pipeline_version("")


def test_an_unknown_pipeline_and_a_missing_spacy_say_what_to_do(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="python -m spacy download no_such_pipeline"):
        recognise(document("Kherson"), gazetteer, ner="no_such_pipeline")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'incident-mapper\[ner\]'"):
        recognise(document("Kherson"), gazetteer, ner="another_pipeline")
