"""Actor and target as the clause of an event names them."""

from __future__ import annotations

import pytest

from mapper.coding.actors import actors_of
from mapper.coding.events import Trigger, TriggerRule
from mapper.coding.lexicon import rows
from mapper.coding.reading import Reading
from mapper.model import Sentence, Span
from tests.tools import read_cases


def around(text: str, word: str) -> tuple[str, str]:
    """The actors of the event word, which is a trigger or, where the lexicon has none there, taken for one."""
    reading = Reading(Sentence(Span(0, len(text)), text), ())
    own = reading.words.overlapping(Span(text.index(word), text.index(word) + len(word)))
    known = (trigger for trigger in reading.triggers if own.start <= trigger.first < own.stop)
    return actors_of(reading, next(known, Trigger(own.start, own.stop, TriggerRule(word, "verb", "", "open"))))


@pytest.mark.parametrize("case", read_cases("actors"), ids=lambda case: f"{case['trigger']} in {case['text']}")
def test_actors_are_named(case: dict[str, str]) -> None:
    assert (case["actor1"], case["actor2"]) == around(case["text"], case["trigger"])


@pytest.mark.parametrize("row", rows("actors"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_word_names_an_actor_in_its_example_only(row: dict[str, str]) -> None:
    actors = around(row["example"], event_word(row["example"]))
    assert any(actors)
    if row["kind"] in ("head", "modifier"):
        assert row["word"].lower() in " ".join(actors).lower()
    assert not any(around(row["counterexample"], event_word(row["counterexample"])))


def event_word(text: str) -> str:
    return next(word for word in ("attacked", "attack", "hit") if word in text)
