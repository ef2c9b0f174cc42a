"""The language guess, on the example of every row of its own data."""

from __future__ import annotations

import pytest

from mapper.text.language import guess_language, profiles


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.language)
def test_every_language_knows_its_example(profile: object) -> None:
    assert guess_language(profile.example) == profile.language  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "1234 -- !!", "Lviv Kyiv Odesa", "Львов Киев"])
def test_what_cannot_be_told_is_left_open(text: str) -> None:
    assert guess_language(text) == ""


def test_only_the_head_of_a_long_text_is_looked_at() -> None:
    assert (
        guess_language("The shots were heard in the town. " * 200 + "Унаслідок обстрілу поранено людей. " * 900) == "en"
    )
