"""A text four times as long costs four times the work, however densely it tells of events, and not more.

Work is counted in steps of the interpreter, so that a busy machine changes nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.coding.explain import explain
from mapper.coding.reports import code
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Resolution, Span, Toponym
from mapper.text.sentences import split_sentences

NAMES = ["Homs Governorate", "Homs", "Aleppo", "Palmyra", "Syria", "Kharkiv", "Ukraine", "Lagos", "Nigeria"]
NAME = re.compile("|".join(NAMES))
SHORT, TIMES = 20, 4
STORIES = {
    "events": ["An air strike hit Homs.", "Shelling killed two people in Aleppo."],
    "many days": ["Gunmen raided Lagos on 3 May.", "A bomb exploded in Homs on 7 April."],
    "areas": [
        "Clashes went on in Syria.",
        "A blast hit Homs Governorate.",
        "Rockets struck Palmyra.",
        "Rockets struck Homs.",
    ],
    "old areas": [
        "A blast hit Syria in 2014.",
        "A blast hit Homs Governorate in May 2011.",
        "A blast hit Homs in 2009.",
    ],
    "reference": [
        "Thousands rallied in Lagos.",
        "The blast was loud.",
        "The incident shook the region.",
        "It happened there.",
    ],
    "no such place": ["Floods hit Nigeria.", "A bomb exploded in the village.", "Shots were fired at the cathedral."],
    "place in force": [
        "The mayor of Homs spoke.",
        "He left.",
        "A bomb exploded in the city.",
        "The island was shelled.",
    ],
    "broken up": ["Thousands marched in Lagos.", "Police fired tear gas to disperse the crowd."],
    "denied": ["Rebels allegedly attacked Homs.", "The army denied the attack."],
    "never denied": ["Rebels attacked Homs.", "The army denied the attack."],
    "came after": ["The strike on Homs came after an air raid.", "It rained."],
    "tolls": ["A bomb exploded in Homs.", "At least 25 people are dead.", "The attack wounded nine."],
    "sources": [
        "The ministry said a bomb hit Aleppo.",
        "It said the attack killed two.",
        "He told reporters of the blast.",
    ],
    "named only": ["The mayor of Lagos spoke.", "Talks in Kharkiv went on.", "He is from Ukraine."],
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def article(sentences: Sequence[str], between: str, count: int) -> tuple[Document, list[Resolution]]:
    """``count`` sentences, taken in turn, with every name resolved."""
    text = between.join(sentences[number % len(sentences)] for number in range(count))
    places = {name: Gazetteer.open().search(name)[0] for name in NAMES}
    document = Document(text, Citation("long", published=date(2023, 5, 10)), Span(0, len(text)))
    return document, [Resolution(Toponym(m[0], Span(*m.span())), places[m[0]], 1.0) for m in NAME.finditer(text)]


def steps(work: Callable[[], object]) -> int:
    """How many steps of the interpreter a piece of work takes."""
    taken = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal taken
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def growth(sentences: Sequence[str], between: str, gazetteer: Gazetteer) -> float:
    """How many times the work of a text one so many times as long takes."""

    def coded(count: int) -> Callable[[], object]:
        document, resolutions = article(sentences, between, count)
        sentences_of = split_sentences(document)
        return lambda: list(explain(document, sentences_of, code(document, resolutions, gazetteer)))

    coded(SHORT)()  # compiles the lexicons
    return steps(coded(SHORT * TIMES)) / steps(coded(SHORT))


@pytest.mark.parametrize("between", [" ", "\n\n"], ids=["one line", "paragraphs"])
@pytest.mark.parametrize("story", STORIES)
def test_work_grows_with_the_text_and_not_faster(story: str, between: str, gazetteer: Gazetteer) -> None:
    assert growth(STORIES[story], between, gazetteer) < TIMES * 1.1


@settings(max_examples=10)
@given(st.lists(st.sampled_from(sorted({s for story in STORIES.values() for s in story})), min_size=3, max_size=8))
def test_no_mixture_of_sentences_makes_work_grow_faster(sentences: list[str]) -> None:
    assert growth(sentences, " ", Gazetteer.open()) < TIMES * 1.3
