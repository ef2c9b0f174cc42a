"""What is passed over unread holds nothing: every short cut finds what trying everything everywhere finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.coding import harms, numbers, sayings, tolls
from mapper.coding.dates.carrying import _setting as setting
from mapper.coding.dates.forms import scanner as time
from mapper.coding.events import find_triggers, may_tell_an_event
from mapper.coding.lexicon import rows
from mapper.coding.patterns import PatternIndex, compile_pattern, match_at
from mapper.coding.scanning import Scanner
from mapper.coding.speakers import _speaker_words as speakers
from mapper.model import Sentence, Span
from mapper.text.words import Words, letter_runs

LEXICONS = (
    "triggers",
    "non_events",
    "modality",
    "time_forms",
    "time",
    "attribution",
    "casualties",
    "actors",
    "numbers",
)
EXAMPLES = sorted({row[key] for name in LEXICONS for row in rows(name) for key in ("example", "counterexample")})
WORDS = sorted({word for example in EXAMPLES for word in example.split()})
MARKS = [",", "-", "’s", ".", "\n", "3", "12", "2,000", "é", "“", "in", "the", "of", "said", "killed", "33killed"]
lists = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=30)
texts = st.one_of(st.text(max_size=100), lists.map(" ".join), lists.map("".join), st.sampled_from(EXAMPLES))
# One word and its forms, alternatives, words that may be missing first, last and between, a gap.
PATTERNS = ["~open fire", "car|truck bomb+", "?the ?old bridge", "set * ablaze", "a ?very big fire", "~go off ?again"]
PARTS = [
    "open",
    "opened",
    "fire",
    "car",
    "truck",
    "bomb",
    "bombs",
    "the",
    "old",
    "bridge",
    "set",
    "x",
    ".",
    "ablaze",
    "a",
]
PARTS += ["very", "big", "went", "goes", "off", "again"]


def read(text: str) -> Words:
    return Words(Sentence(Span(0, len(text)), text))


@pytest.mark.parametrize(
    "scanner",
    [time, setting, sayings._pattern, harms._harm_words, tolls._references, speakers],
    ids=["time", "setting", "sources", "harm", "references", "speakers"],
)
@given(text=texts, cut=st.integers(0, 20))
def test_a_scanner_finds_what_its_pattern_finds(scanner: Callable[[], Scanner], text: str, cut: int) -> None:
    end = max(0, len(text) - cut)
    while re.match(r"\w", text[end : end + 1]):
        end += 1  # no stretch of a sentence ends inside a word
    found = [match.span() for match in scanner().finditer(text, cut, end)]
    assert found == [match.span() for match in scanner().pattern.finditer(text, cut, end)]


@given(texts)
def test_numbers_are_found_where_their_pattern_finds_them(text: str) -> None:
    runs, figure = numbers._number_runs(), numbers._FIGURE.search(text)
    assert figure or not runs.isdisjoint(letter_runs(text)) or not numbers._pattern().search(text)


@given(texts)
def test_a_text_passed_over_tells_no_event(text: str) -> None:
    assert may_tell_an_event(text) or not any(trigger.is_event for trigger in find_triggers(read(text)))


@pytest.mark.parametrize("row", rows("triggers"), ids=lambda row: row["trigger"])
def test_no_trigger_is_passed_over(row: dict[str, str]) -> None:
    assert may_tell_an_event(row["example"])


@given(st.lists(st.sampled_from(PARTS), max_size=12), st.integers(0, 3), st.integers(0, 3))
def test_the_index_finds_what_every_pattern_finds_everywhere(words: list[str], start: int, left: int) -> None:
    stop = max(start, len(words) - left)
    index = PatternIndex([(compile_pattern(text), text) for text in PATTERNS])
    assert list(index.find(words, start, stop)) == list(tried_everywhere(words, start, stop))


def tried_everywhere(words: list[str], start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    for at, text in product(range(start, stop), PATTERNS):
        pattern = compile_pattern(text)
        optional = next(n for n, element in enumerate(pattern) if not element.optional)
        for number in range(optional + 1):
            end = match_at(pattern[number:], words, at, stop)
            if words[at] in pattern[number].forms and end is not None:
                yield at, end, text
