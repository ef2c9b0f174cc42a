"""The tables of headers and publication dates."""

from __future__ import annotations

import pytest

from mapper.sources.bylines import printed_day
from mapper.sources.dates import read_day
from mapper.sources.header import read_header
from tests.tools import read_cases


@pytest.mark.parametrize("row", read_cases("headers"), ids=lambda row: row["text"][:30])
def test_header(row: dict[str, str]) -> None:
    text = row["text"].replace("\\n", "\n").replace("\\r", "\r")
    header = read_header(text)
    assert text[header.end :].startswith(row["prose_starts_with"])
    assert {n: header.fields.get(n, "") for n in ("published", "source", "title")} == {
        n: row[n] for n in ("published", "source", "title")
    }


@pytest.mark.parametrize("row", read_cases("bylines"), ids=lambda row: row["text"][:40])
def test_day_an_article_prints(row: dict[str, str]) -> None:
    assert row["day"] == printed_day(row["text"].replace("\\n", "\n"))


@pytest.mark.parametrize("row", read_cases("publication_dates"), ids=lambda row: row["text"])
def test_publication_date(row: dict[str, str]) -> None:
    if row["day"]:
        assert row["day"] == read_day(row["text"]).isoformat()
    else:
        with pytest.raises(ValueError, match=r"is not a date; write YYYY-MM-DD"):
            read_day(row["text"])
