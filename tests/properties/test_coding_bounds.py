"""Whatever the text, coding ends in time linear in its length and never points outside it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.coding.reports import code
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Resolution, Span, Toponym
from mapper.text.sentences import LONGEST, split_sentences

WORDS = ["A bomb exploded in Homs", "Homs", "Mr. ", "U.S.", "said", " and ", "the city", "killed 5", "1,000.50", "爆発"]
MARKS = [
    ". ",
    ", ",
    "\n",
    "\n\n",
    "“",
    '"',
    "(",
    "\x00",
    "\x1b",
    "\u202e",
    "…",
    "’s",
    "-",
    "?!",
    "\ud800",
    "—",
    "взрыв",
]
PIECES = st.sampled_from(WORDS + MARKS)


def document(text: str) -> Document:
    return Document(text, Citation("any"), Span(0, len(text)))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300))
def test_sentences_are_ordered_trimmed_and_inside_the_text(text: str) -> None:
    end = 0
    for sentence in split_sentences(document(text)):
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        assert sentence.text == sentence.span.within(text) == sentence.text.strip()
        assert len(sentence.text) <= LONGEST
        end = sentence.span.end


@given(st.text(max_size=200), st.integers(0, 50), st.integers(0, 50))
def test_only_the_prose_is_split(text: str, before: int, after: int) -> None:
    start = min(before, len(text))
    prose = Span(start, max(start, len(text) - after))
    for sentence in split_sentences(Document(text, Citation("any"), prose)):
        assert prose.start <= sentence.span.start < sentence.span.end <= prose.end


@given(st.lists(PIECES, max_size=60).map("".join))
def test_reports_point_into_the_text(text: str) -> None:
    gazetteer = Gazetteer.open()
    homs = gazetteer.search("Homs")[0]
    starts = [at for at in range(len(text)) if text.startswith("Homs", at)]
    resolved = [Resolution(Toponym("Homs", Span(at, at + 4)), homs, 1.0) for at in starts]
    coding = code(document(text), resolved, gazetteer)
    for report in coding.reports:
        assert report.sentence.span.start <= report.trigger.start < report.trigger.end <= report.sentence.span.end
        assert report.trigger.end <= len(text)
    reasons = [left.reason for left in coding.unmapped]
    assert all(reasons)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["A bomb exploded in the city and ", "killed ", "((((“", "Mr. A. B. ", "in the city of ", "X, Y and Z, ", "a" * 50],
    ids=lambda piece: piece[:12],
)
def test_time_is_linear_in_the_length_of_one_endless_line(piece: str, gazetteer: Gazetteer) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        code(document(text), [], gazetteer)
        return time.process_time() - start

    seconds(20_000)
    assert seconds(400_000) < 20 * (seconds(40_000) + 0.05)
