"""Which day an event falls on: stated in its clause, carried from before, or the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from mapper.coding.dates import Timeline
from mapper.coding.lexicon import rows
from mapper.model import Citation, Document, Sentence, Span
from tests.tools import read_cases

EVENT = re.compile(
    r"raid|shell|kill|blast|bomb|burn|fire|flood|hit|storm|struck|brawl|fell|march|attack|collided|crash", re.IGNORECASE
)


def story(text: str, published: str) -> tuple[Document, list[Sentence], list[list[Span]]]:
    """Sentences part at " | ", paragraphs at " ¶ "."""
    sentences, position = [], 0
    for paragraph, block in enumerate(text.split(" ¶ ")):
        for words in block.split(" | "):
            start = text.index(words, position)
            position = start + len(words)
            sentences.append(Sentence(Span(start, position), words, paragraph))
    day = date.fromisoformat(published) if published else None
    document = Document(text, Citation("case", published=day), Span(0, len(text)))
    return document, sentences, [list(events_of(sentence)) for sentence in sentences]


def events_of(sentence: Sentence) -> Iterator[Span]:
    """Where the event words of a sentence stand in its text."""
    for match in EVENT.finditer(sentence.text):
        yield Span(sentence.span.start + match.start(), sentence.span.start + match.end())


@pytest.mark.parametrize("case", read_cases("timelines"), ids=lambda case: f"{case['word']} in {case['text']}")
def test_event_has_its_day(case: dict[str, str]) -> None:
    document, sentences, events = story(case["text"], case["published"])
    at = case["text"].rindex(case["word"])
    index = next(i for i, sentence in enumerate(sentences) if sentence.span.start <= at < sentence.span.end)
    timeline = Timeline(document, sentences, events.__getitem__)
    when = timeline.at(index, Span(at, at + len(case["word"])))
    assert (case["day"], case["basis"]) == (when.start.isoformat() if when.start else "", when.basis)
    assert int(case["time_precision"]) == when.time_precision
    assert bool(case["future"]) == timeline.is_future(index, Span(at, at + len(case["word"])))


def test_every_sentence_has_a_day_in_force() -> None:
    text = "Rain fell. | Gunmen raided a mine on Tuesday. | They burned two trucks. ¶ A vote is due on Sunday."
    document, sentences, events = story(text, "2023-05-04")
    timeline = Timeline(document, sentences, events.__getitem__)
    bases = [timeline.in_force(index).basis for index in range(len(sentences))]
    assert ["publication", "stated", "carried", "carried"] == bases


@pytest.mark.parametrize("row", [row for row in rows("time") if row["kind"] == "setting"], ids=lambda row: row["word"])
def test_setting_dates_the_opening_before_it(row: dict[str, str]) -> None:
    for text, basis in ((row["example"], "carried"), (row["counterexample"], "publication")):
        document, sentences, _ = story(text.replace(". ", ". | ", 1), "2023-05-04")
        timeline = Timeline(document, sentences, [[sentences[0].span], []].__getitem__)
        assert basis == timeline.in_force(0).basis


@pytest.mark.parametrize("row", [row for row in rows("time") if row["kind"] == "saying"], ids=lambda row: row["word"])
def test_day_of_saying_is_known_to_the_week_only(row: dict[str, str]) -> None:
    for text, precision in ((row["example"], 2), (row["counterexample"], 1)):
        document, sentences, events = story(text, "2023-05-04")
        when = Timeline(document, sentences, events.__getitem__).in_force(0)
        assert (date(2023, 5, 1), precision) == (when.start, when.time_precision)
