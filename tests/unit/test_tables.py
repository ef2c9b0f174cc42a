"""Tables: every row that does not fit its header is seen, whoever reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.errors import InputError, LexiconError
from mapper.tables import Row, likely_delimiter, read_table, read_user_table, reviewed


def rows(text: str, **options: bool) -> list[Row]:
    return list(read_table(text, **options).rows)


def test_rows_know_their_columns_and_lines() -> None:
    table = read_table('name,text\na,"two\nlines"\n\nb,c\n')
    assert table.columns == ("name", "text")
    assert list(table.rows) == [Row(3, {"name": "a", "text": "two\nlines"}), Row(5, {"name": "b", "text": "c"})]


@pytest.mark.parametrize(
    ("text", "cells", "is_short", "problem"),
    [
        ("a,b\n1\n", {"a": "1", "b": ""}, True, "1 cells where the first line has 2; put quotes round cells that hold"),
        (
            "a,b\n1,2,3\n",
            {"a": "1", "b": "2"},
            False,
            "3 cells where the first line has 2; put quotes round cells that",
        ),
        ('a,b\n"1,2\n', {}, False, "unexpected end of data; every quote that opens must close"),
    ],
)
def test_a_row_that_does_not_fit_says_so(text: str, cells: dict[str, str], is_short: bool, problem: str) -> None:
    [row] = rows(text)
    assert (row.line, row.cells, row.is_short) == (2, cells, is_short)
    assert row.problem.startswith(problem)


def test_people_s_tables_may_quote_as_they_like() -> None:
    assert [row.cells["a"] for row in rows('a,b\n"x" y,2\n', strict=False)] == ["x y"]


@pytest.mark.parametrize(("header", "delimiter"), [("a,b;c,d", ","), ("a;b", ";"), ("a\tb\tc,d", "\t"), ("a|b", "|")])
def test_the_delimiter_is_the_commonest(header: str, delimiter: str) -> None:
    assert likely_delimiter(f"{header}\n1,2,3,4,5\n") == delimiter


def test_a_user_s_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(InputError, match=r"a\.csv: cannot be read \(it is not UTF-8\); save it as CSV in UTF-8"):
        read_user_table(tmp_path / "a.csv")
    with pytest.raises(InputError, match=r"b\.csv: cannot be read \(No such file"):
        read_user_table(tmp_path / "b.csv")


def test_a_table_of_the_package_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match=r"mapper/lexicon/nothing\.csv cannot be read .*reinstall incident-mapper"):
        reviewed("lexicon/nothing.csv")


@pytest.mark.parametrize("name", sorted(str(p.relative_to("mapper")) for p in Path("mapper").rglob("*.[ct]sv")))
def test_every_table_of_the_package_fits_its_header(name: str) -> None:
    found = reviewed(name)
    assert found
    assert all(column == column.strip() and column for column in found[0])
