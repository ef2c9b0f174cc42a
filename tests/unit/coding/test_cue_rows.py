"""Every row of the cue lists proves itself: its example shows the effect, its counterexample does not."""

from __future__ import annotations

import pytest

from mapper.coding.events import find_triggers
from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.literal import not_a_place
from mapper.coding.modality import stance_of
from mapper.coding.reading import Mention, Reading
from mapper.model import Resolution, Sentence, Span, Toponym
from mapper.text.words import Words


def sentence(text: str) -> Sentence:
    return Sentence(Span(0, len(text)), text, paragraph=5)


def reasons(text: str) -> set[str]:
    """Why each capitalised word of the text would be no place, were it one."""
    found = set()
    words = Words(sentence(text))
    for at, word in enumerate(words.texts):
        if word[0].isupper() and words.lowers[at] not in word_class("determiner"):
            resolution = Resolution(Toponym(word, words.span(at, at + 1)), None)
            reading = Reading(sentence(text), [resolution])
            mention: Mention = reading.mentions[0]
            found.add(not_a_place(reading, mention).partition(":")[0])
    return found


def stances(text: str) -> set[str]:
    """Every stance the text takes to an event it tells."""
    reading = Reading(sentence(text), ())
    taken = [stance_of(reading, t, t.rule.sub_event_type) for t in find_triggers(reading.words) if t.is_event]
    return {stance.no_event or stance.modality for stance in taken}


@pytest.mark.parametrize("row", rows("not_places"), ids=lambda row: row["pattern"][:40])
def test_a_pattern_of_no_place(row: dict[str, str]) -> None:
    assert row["reason"] in reasons(row["example"])
    assert row["reason"] not in reasons(row["counterexample"])


@pytest.mark.parametrize("row", rows("modality"), ids=lambda row: row["cue"][:40])
def test_a_cue_of_modality(row: dict[str, str]) -> None:
    shown = {"none": "asserted", "denied": "alleged"}.get(row["effect"], row["effect"])
    assert shown in stances(row["example"])
    assert row["effect"] == "none" or shown not in stances(row["counterexample"])
