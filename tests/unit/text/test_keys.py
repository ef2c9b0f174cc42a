import csv
from pathlib import Path

import pytest

from mapper.text.keys import MODELLED, name_keys, query_keys

TABLE = Path(__file__).parents[2] / "cases" / "keys.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
TIERS = ("k1", "k2", "k3")


def first_meeting(spelling: str, other: str) -> str:
    written, indexed = query_keys(spelling), name_keys(other, "UA")
    if written.n == indexed.n:
        return "n"
    return next((tier for tier in TIERS if set(getattr(written, tier)) & set(getattr(indexed, tier))), "none")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['spelling']}-{row['other']}")
def test_two_spellings_meet_at_the_tier_their_row_names(row: dict[str, str]) -> None:
    assert row["meet"] == first_meeting(row["spelling"], row["other"])


def test_a_country_the_keys_do_not_model_gets_the_folded_name_alone() -> None:
    assert "CN" not in MODELLED
    assert name_keys("Beijing", "CN").terms() == ["beijing"]


def test_terms_of_different_tiers_never_collide() -> None:
    assert name_keys("Lviv", "UA").terms() == ["lviv", "1:lviv", "2:lvV"]
