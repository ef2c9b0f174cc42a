"""Whatever the text, the readers of a clause answer in time, with spans inside it and sane numbers."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapper.coding.actors import actors_of
from mapper.coding.attribution import Attributions
from mapper.coding.casualties import casualties_in
from mapper.coding.dates import Timeline, expressions, resolve_expression
from mapper.coding.lexicon import rows
from mapper.coding.numbers import quantities
from mapper.coding.reading import Reading
from mapper.model import Citation, Document, Sentence, Span

# Words the readers know, so that generated text is full of half-made phrases.
KNOWN = [row["word"] for name in ("time", "numbers", "casualties", "attribution", "actors") for row in rows(name)]
LOOSE = [
    "Monday",
    "May",
    "March",
    "4",
    "1,200",
    "03/05/2023",
    "2014",
    ",",
    ";",
    "“",
    "”",
    "and",
    "the",
    "of",
    "Kano",
    "was",
]
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from([*KNOWN, *LOOSE]), max_size=40).map(" ".join))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(texts, days | st.none(), days | st.none())
def test_every_expression_resolves_to_ordered_days(text: str, published: date | None, anchor: date | None) -> None:
    end = 0
    for expression in expressions(text):
        assert end <= expression.span.start < expression.span.end <= len(text)
        end = expression.span.end
        when = resolve_expression(expression, published, anchor)
        assert (when.start is None) == (when.end is None)
        assert when.start is None or when.end is None or when.start <= when.end
        assert when.text == expression.text == expression.span.within(text)


@given(texts)
def test_numbers_are_ordered_and_inside_the_text(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.text == quantity.span.within(text)
        assert quantity.low is None or quantity.high is None or 0 <= quantity.low <= quantity.high


@given(texts, st.integers(1, 3))
def test_casualties_are_ordered(text: str, places: int) -> None:
    told = casualties_in(text, places=places)
    for low, high in ((told.fatalities_min, told.fatalities_max), (told.injuries_min, told.injuries_max)):
        assert low is None or high is None or 0 <= low <= high


@given(st.lists(texts, min_size=1, max_size=4), days | st.none(), st.data())
def test_every_event_word_has_a_day_and_perhaps_a_source(
    blocks: list[str], published: date | None, data: st.DataObject
) -> None:
    document, sentences = as_document(blocks, published)
    timeline = Timeline(
        document, sentences, [[s.span] if data.draw(st.booleans()) else [] for s in sentences].__getitem__
    )
    sources = Attributions(document, sentences)
    for index, sentence in enumerate(sentences):
        word = Span(sentence.span.start, sentence.span.end)
        assert timeline.at(index, word).basis in ("stated", "carried", "publication", "none")
        assert published or timeline.at(index, word).basis != "publication"
        source = sources.of(index, word)
        assert source is None or source.name


@given(texts)
@example("Police arrested a protester")
def test_actors_stand_in_the_text(text: str) -> None:
    reading = Reading(Sentence(Span(0, len(text)), text), ())
    assert all(actor in text for trigger in reading.triggers for actor in actors_of(reading, trigger))


@pytest.mark.parametrize(
    "unit",
    ["Three of the four men killed five and ", "said ", "two days after ", "1,2", "a-", "“", "the ", "May ", "\x00 "],
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        blocks = [unit * (1_000 // len(unit))] * size
        document, sentences = as_document(blocks, date(2023, 5, 4))
        start = time.process_time()
        timeline, sources = (
            Timeline(document, sentences, lambda index: [sentences[index].span]),
            Attributions(document, sentences),
        )
        for index, sentence in enumerate(sentences):
            timeline.at(index, sentence.span)
            sources.of(index, sentence.span)
            casualties_in(sentence.text)
            reading = Reading(sentence, ())
            for trigger in reading.triggers:
                actors_of(reading, trigger)
        return time.process_time() - start

    seconds(1)
    small, large = seconds(5), seconds(40)
    assert large < 8 * 4 * max(small, 0.02)


def as_document(blocks: list[str], published: date | None) -> tuple[Document, list[Sentence]]:
    """The blocks as the sentences, each its own paragraph, of one document."""
    text, sentences = "", []
    for paragraph, block in enumerate(blocks):
        sentences.append(Sentence(Span(len(text), len(text) + len(block)), block, paragraph))
        text += block + "\n"
    return Document(text, Citation("case", published=published), Span(0, len(text))), sentences
