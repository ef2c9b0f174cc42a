"""Reports that their text does not bear out: quiet texts give no mark, news from quiet places does."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mapper.coding.credence import balance_of, weights
from mapper.coding.lexicon import rows
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import find_incidents

CASES = Path(__file__).parents[2] / "cases"


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def places(row: dict[str, str]) -> set[str]:
    citation = Citation(row["name"], published=date.fromisoformat(row["published"]), title=row["title"])
    document = Document(row["text"], citation, Span(0, len(row["text"])))
    return {incident.place.name for incident in find_incidents([document], gazetteer=Gazetteer.open())}


# Of those that are open something is still marked: the fit knows them, the test waits for them.
@pytest.mark.parametrize("row", [row for row in table("quiet") if not row["open"]], ids=lambda row: row["name"])
def test_a_quiet_text_gives_no_mark(row: dict[str, str]) -> None:
    assert places(row) == set()


@pytest.mark.parametrize("row", table("loud"), ids=lambda row: row["name"])
def test_news_from_a_quiet_place_gives_its_mark(row: dict[str, str]) -> None:
    assert places(row) == {row["place"]}


@pytest.mark.parametrize("row", rows("subjects"), ids=lambda row: row["subject"])
def test_a_subject_speaks_for_its_side(row: dict[str, str]) -> None:
    assert (balance_of(row["example"]) > 0) is (row["side"] == "hard")


def test_no_word_speaks_for_both_sides() -> None:
    hard, quiet = (
        {word for row in rows("subjects") if row["side"] == side for word in row["words"].split("|")}
        for side in ("hard", "quiet")
    )
    assert hard.isdisjoint(quiet)


def test_a_dated_toll_is_believed_in_any_text() -> None:
    row = next(row for row in table("quiet") if row["name"].startswith("sport"))
    text = row["text"] + " Four people were killed in Leeds on Sunday when a bus overturned."
    assert places(row | {"text": text}) == {"Leeds"}


def test_a_short_text_is_not_judged() -> None:
    text = "Fans of the band left a festival in Leeds after a song. A fire broke out in Leeds."
    assert places({"name": "short", "published": "2023-06-21", "title": "", "text": text}) == {"Leeds"}


def test_every_weight_is_of_a_known_feature() -> None:
    prefixes = ("day_", "place_", "word_")
    named = {"bias", "balance", "alike", "others", "attributed", "people", "far", "toll"}
    assert {name for name in weights() if not name.startswith(prefixes)} <= named


def test_victims_never_weigh_against_a_report() -> None:
    assert weights()["toll"] >= 0  # so they need no counting where a report is believed without them
