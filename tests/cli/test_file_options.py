"""The options about files: what they stand for, and what is refused as wrong usage."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from mapper.cli.files import reading_options, take_reading
from mapper.sources import FetchRules, Limits


def taken(*arguments: str) -> dict[str, Any]:
    """What ``take_reading`` makes of command-line arguments."""
    found: dict[str, Any] = {}

    @click.command()
    @reading_options
    def verb(**choices: Any) -> None:
        found.update(take_reading(choices))

    result = CliRunner().invoke(verb, arguments)
    if result.exit_code:
        raise click.UsageError(result.output)
    return found


def test_nothing_asked_is_the_everyday_case() -> None:
    assert taken() == {}


def test_fields_are_said_as_people_say_them() -> None:
    assert taken("--fields", "text=story, date=day,outlet=who,lat=northing") == {
        "fields": {"text": "story", "published": "day", "source": "who", "lat": "northing"}
    }


def test_fetching_names_its_exceptions_and_keeps_a_cache() -> None:
    rules = taken("--fetch", "--fetch-host", "127.0.0.1:8000")["fetch"]
    assert isinstance(rules, FetchRules)
    assert rules.allowed == {"127.0.0.1:8000"}
    assert rules.cache is not None


def test_every_limit_can_be_raised() -> None:
    assert taken("--max-mb", "25") == {"limits": Limits(article=25_000_000)}
    given = taken("--max-feed-mb", "0.5", "--max-archive-mb", "20000", "--max-entries", "7", "--fetch")
    assert given["limits"] == Limits(feed=500_000, archive=20_000_000_000, entries=7)
    assert given["fetch"].limit == 500_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fields", "text"), "'text' is not written like text=body,date=day"),
        (("--fields", "text=,date=day"), "is not written like text=body,date=day"),
        (("--max-mb", "0"), "0 MB holds nothing"),
    ],
)
def test_wrong_usage_is_said(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(click.UsageError, match=message):
        taken(*arguments)
