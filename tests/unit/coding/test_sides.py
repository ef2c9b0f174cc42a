"""Who did it to whom decides the type: every row of sides.csv proves itself."""

from __future__ import annotations

import pytest

from mapper.coding.article import Article
from mapper.coding.kinds import Kinds
from mapper.coding.lexicon import rows
from mapper.model import Citation, Document, Span


def told(text: str) -> str:
    """The type of what the sentence tells, by the last of its event words."""
    article = Article(Document(text, Citation("case"), Span(0, len(text))), ())
    kinds, reading = Kinds(article), article.reading(0)
    found = [kinds.of(reading, trigger) for trigger in reading.triggers if trigger.is_event]
    return ": ".join(found[0] or ()) if found else ""


@pytest.mark.parametrize(
    "row", rows("sides"), ids=lambda row: f"{row['told']}: {row['agent']} {row['target']} {row['beside']}"
)
def test_the_sides_decide_in_the_example_only(row: dict[str, str]) -> None:
    becomes = told(row["example"])
    if row["becomes"] == "beside":
        assert row["beside"].removeprefix("by ") in becomes
    else:
        assert row["becomes"] == becomes
    assert becomes != told(row["counterexample"])
