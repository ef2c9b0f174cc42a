"""Time expressions and the days they mean: every form, published on every weekday."""

from __future__ import annotations

from datetime import date

import pytest

from mapper.coding.dates import expressions, is_future, resolve_expression
from mapper.coding.dates.parts import stated_in
from mapper.coding.lexicon import rows
from tests.tools import read_cases

CASES = read_cases("dates")
WORDS_OF_CLAUSES = ("future", "saying", "ahead", "setting")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} {case['published']}")
def test_expression_resolves(case: dict[str, str]) -> None:
    found = expressions(case["text"])
    if case["form"] == "none":
        assert not found
        return
    expression = found[0]
    when = resolve_expression(expression, day(case["published"]))
    assert (day(case["start"]), day(case["end"])) == (when.start, when.end)
    assert int(case["time_precision"]) == when.time_precision
    assert when.basis == ("stated" if case["published"] else "none")
    assert case["text"][slice(*expression.span)] == when.text == expression.text
    if case["future"]:
        assert expression.future
        assert is_future(when, day(case["published"]))


@pytest.mark.parametrize("row", rows("time_forms"), ids=lambda row: row["example"])
def test_form_reads_its_example_only(row: dict[str, str]) -> None:
    assert row["form"] in [e.form for e in expressions(row["example"])]
    assert row["form"] not in [e.form for e in expressions(row["counterexample"])]


@pytest.mark.parametrize("row", rows("time"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_word_means_time_in_its_example_only(row: dict[str, str]) -> None:
    trap = expressions(row["counterexample"])
    assert expressions(row["example"])
    if row["kind"] in WORDS_OF_CLAUSES:
        assert trap
    else:
        assert not trap
    if row["kind"] in ("future", "ahead"):
        assert [e.future for e in expressions(row["example"])] == [True]
        assert [e.future for e in trap] == [False]


@pytest.mark.parametrize("form", sorted({row["form"] for row in rows("time_forms")}))
def test_form_has_cases_published_on_every_weekday(form: str) -> None:
    published = [day(case["published"]) for case in CASES if case["form"] == form]
    assert set(range(7)) == {when.weekday() for when in published if when}


@pytest.mark.parametrize("row", [row for row in rows("time") if row["kind"] == "document"], ids=lambda row: row["word"])
def test_day_of_a_document_is_one_of_saying(row: dict[str, str]) -> None:
    assert [stated.role for stated in stated_in(row["example"])] == ["saying"]
