"""Every row of the lexicons proves itself: its example fires it, its counterexample does not."""

from __future__ import annotations

import pytest

from mapper.coding.events import find_triggers, refined
from mapper.coding.lexicon import rows
from mapper.model import Sentence, Span
from mapper.text.words import Words

LEXICONS = [(name, key, row) for name, key in (("triggers", "trigger"), ("non_events", "cue")) for row in rows(name)]


def fired(text: str) -> set[str]:
    """The rows that find something in a text, whether or not its last name is known to be a place."""
    words = Words(Sentence(Span(0, len(text)), text))
    names = [at for at, word in enumerate(words.texts) if word[0].isupper()][-1:]
    return {trigger.rule.pattern for covered in ((), names) for trigger in find_triggers(words, covered)}


@pytest.mark.parametrize(("name", "key", "row"), LEXICONS, ids=[f"{n}:{r[k]}"[:60] for n, k, r in LEXICONS])
def test_row_fires_on_its_example_only(name: str, key: str, row: dict[str, str]) -> None:
    assert row[key] in fired(row["example"])
    assert row[key] not in fired(row["counterexample"])


@pytest.mark.parametrize("row", rows("weapons"), ids=lambda row: row["weapon"][:60])
def test_a_weapon_decides_what_an_open_word_tells(row: dict[str, str]) -> None:
    words = Words(Sentence(Span(0, len(row["example"])), row["example"]))
    triggers = [trigger for trigger in find_triggers(words) if trigger.rule.strength == "open"]
    assert (row["event_type"], row["sub_event_type"]) in [refined(t, words, (0, len(words))) for t in triggers]


def test_triggers_name_only_known_types() -> None:
    known = {(row["event_type"], row["sub_event_type"]) for row in rows("event_types")} | {("", "")}
    used = {(row["event_type"], row["sub_event_type"]) for row in rows("triggers")}
    open_verbs = {(row["event_type"], "") for row in rows("triggers") if row["strength"] == "open"}
    assert known <= used | {("", "")}
    assert used <= known | open_verbs


def test_no_trigger_stands_twice() -> None:
    patterns = [row["trigger"] for row in rows("triggers")]
    assert len(set(patterns)) == len(patterns)
