"""Texts whose events are not news: each cue proves itself, and it takes several to make a genre."""

from __future__ import annotations

from datetime import date

import pytest

from mapper.coding.genres import cues_in, genre_of
from mapper.coding.lexicon import rows
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Sentence, Span
from mapper.pipeline import find_incidents

OBITUARY = """Rose Keller, a school nurse for 40 years, died in her sleep on Monday at a hospice in Galway.
She was born in Cork to a tailor and was wounded by a bomb in Belfast in 1972.
She is survived by two sons; a grandson was killed in Basra. Visitation is on Friday in Limerick."""
DRILL = """Sirens wailed and firemen carried the wounded out of a tower in Lisbon on Tuesday.
The drill, held each year, played a quake of magnitude 7. In the scenario, bridges collapse in Setúbal.
A mock fire was put out in Porto, where pupils pretended to be hurt."""
ACCIDENT = """Two soldiers were killed when a shell exploded during a drill near Évora on Tuesday, the army said.
They had rehearsed an attack for a week."""


def sentence(text: str) -> Sentence:
    return Sentence(Span(0, len(text)), text)


def places(text: str) -> set[str]:
    document = Document(text, Citation("case", published=date(2023, 6, 21)), Span(0, len(text)))
    return {incident.place.name for incident in find_incidents([document], gazetteer=Gazetteer.open())}


@pytest.mark.parametrize("number", range(len(rows("genres"))))
def test_a_cue_fires_on_its_example_only(number: int) -> None:
    row = rows("genres")[number]
    assert number in {cue.row for cue in cues_in(sentence(row["example"]))}
    assert number not in {cue.row for cue in cues_in(sentence(row["counterexample"]))}


@pytest.mark.parametrize(("text", "genre"), [(OBITUARY, "an obituary"), (DRILL, "a drill"), (ACCIDENT, "")])
def test_several_cues_make_a_genre(text: str, genre: str) -> None:
    assert genre_of([sentence(line) for line in text.splitlines()]) == genre


def test_its_events_are_not_news() -> None:
    assert places(OBITUARY) == set()
    assert places(DRILL) == set()
    assert "Évora" in places(ACCIDENT)
