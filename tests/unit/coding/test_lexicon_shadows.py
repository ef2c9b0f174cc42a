"""No row of triggers.csv and non_events.csv is written in vain: every word of every pattern wins somewhere.

A pattern that repeats another, that a longer one always takes the words from, or that swallows its own words (an
optional word that is also the next one wanted) is told here by the words it can never win.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mapper.coding.events import find_triggers
from mapper.coding.inflection import verb_forms
from mapper.coding.lexicon import rows
from mapper.coding.patterns import compile_pattern
from mapper.model import Sentence, Span
from mapper.text.words import Words

LEXICONS = [(key, row) for name, key in (("triggers", "trigger"), ("non_events", "cue")) for row in rows(name)]
PATTERNS = [row[key] for key, row in LEXICONS] + [
    row[key]
    for name, key in (("weapons", "weapon"), ("modality", "cue"), ("not_places", "pattern"))
    for row in rows(name)
]
# What may stand around a pattern: nothing, an article, a doer, an auxiliary, any word, an object.
FRAMES = ("{} .", "the {} .", "they {} .", "was {} .", "x {} .", "they {} the x .")
LISTS = {row["list"]: row["words"].split("|") for row in rows("word_lists")}


def written(element: str) -> list[str]:
    """The words of one element of a pattern; of a list only the first, since lists are shared."""
    words = element.removeprefix("~").split("|")
    return [(LISTS[word[1:]][0] if word.startswith("@") else word).removesuffix("+") for word in words]


def spoken(pattern: str) -> Iterator[tuple[str, list[str]]]:
    """Every written word of a pattern with the phrases that say it, the other elements at their first word."""
    elements = [element for element in pattern.split() if not element.startswith("?") and element != "*"]
    first = [written(element)[0] for element in elements]
    for at, element in enumerate(elements):
        for word in written(element):
            forms = sorted(verb_forms(word)) if element.startswith("~") else [word]
            yield word, [" ".join([*first[:at], form, *first[at + 1 :]]) for form in forms]


def wins(row: str, phrase: str) -> bool:
    texts = [frame.format(phrase) for frame in FRAMES]
    read = [Words(Sentence(Span(0, len(text)), text)) for text in texts]
    found = [find_triggers(words) for words in read]
    found += [find_triggers(words, [words.lowers.index("x")]) for words in read if "x" in words.lowers]  # x is a place
    return any(trigger.rule.pattern == row for triggers in found for trigger in triggers)


@pytest.mark.parametrize("row", [row[key] for key, row in LEXICONS], ids=lambda row: row[:60])
def test_every_word_of_a_row_wins_somewhere(row: str) -> None:
    told = [(word, phrases) for part in row.split(" / ") for word, phrases in spoken(part)]
    assert [word for word, phrases in told if not any(wins(row, phrase) for phrase in phrases)] == []


@pytest.mark.parametrize("row", rows("word_lists"), ids=lambda row: row["list"])
def test_a_word_list_is_used_and_names_each_word_once(row: dict[str, str]) -> None:
    words = row["words"].split("|")
    assert any(f"@{row['list']}" in element.strip("?~").split("|") for p in PATTERNS for element in p.split())
    assert len(set(words)) == len(words)
    assert compile_pattern(f"@{row['list']}")[0].forms & set(row["example"].lower().rstrip(".").split())
