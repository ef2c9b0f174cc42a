"""Actor and target as the clause of an event names them."""

from __future__ import annotations

import pytest

from mapper.coding.actors import actors_in
from mapper.coding.lexicon import rows
from mapper.model import Span
from tests.tools import read_cases


def around(text: str, word: str) -> tuple[str, str]:
    """The actors of ``word`` in the clause it stands in: up to a comma."""
    at = text.index(word)
    end = text.find(",", at)
    return actors_in(text, Span(at, at + len(word)), Span(0, end if end > 0 else len(text)))


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
