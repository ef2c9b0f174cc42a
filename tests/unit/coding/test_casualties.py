"""Deaths and injuries as they are told, and the numbers they are told in."""

from __future__ import annotations

import pytest

from mapper.coding.casualties import casualties_in
from mapper.coding.lexicon import rows
from mapper.coding.numbers import number_value, quantities
from mapper.model import Casualties, Span
from tests.tools import read_cases

FIELDS = ("fatalities", "fatalities_max", "injuries", "injuries_max")


def told(casualties: Casualties) -> tuple[int | None, ...]:
    return (
        casualties.fatalities_min,
        casualties.fatalities_max,
        casualties.injuries_min,
        casualties.injuries_max,
    )


@pytest.mark.parametrize("case", read_cases("casualties"), ids=lambda case: case["text"])
def test_casualties_are_read(case: dict[str, str]) -> None:
    expected = tuple(int(case[field]) if case[field] else None for field in FIELDS)
    assert expected == told(casualties_in(case["text"], places=int(case["places"])))


def test_only_the_span_is_read() -> None:
    text = "Three men were killed in Homs and two women were hurt in Hama."
    assert (3, 3, None, None) == told(casualties_in(text, Span(0, 29)))
    assert (None, None, 2, 2) == told(casualties_in(text, Span(30, len(text))))


def test_words_are_kept() -> None:
    casualties = casualties_in("At least 21 people were killed and dozens hurt.")
    assert (casualties.fatalities_text, casualties.injuries_text) == ("At least 21", "dozens")


@pytest.mark.parametrize("row", rows("casualties"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_word_of_harm_counts_in_its_example_only(row: dict[str, str]) -> None:
    assert any(number is not None for number in told(casualties_in(row["example"])))
    assert all(number is None for number in told(casualties_in(row["counterexample"])))


@pytest.mark.parametrize("row", rows("numbers"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_number_word_counts_in_its_example_only(row: dict[str, str]) -> None:
    example = [q.text.lower() for q in quantities(row["example"])]
    trap = [q.text.lower() for q in quantities(row["counterexample"])]
    assert any(row["word"] in text for text in example)
    assert not any(row["word"] in text for text in trap)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("a hundred and five", 105),
        ("two dozen", 24),
        ("twenty-one", 21),
        ("1,250", 1250),
        ("three thousand two hundred", 3200),
        ("half a dozen", 6),
        ("nine hundred and ninety-nine", 999),
        ("not a number", None),
        ("99999999", None),
    ],
)
def test_number_phrase_has_its_value(phrase: str, value: int | None) -> None:
    assert value == number_value(phrase)
