"""CSV: columns by name, text that no spreadsheet runs, and files that a spreadsheet saved again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from mapper.formats.guard import guarded, unguarded
from mapper.formats.table import frame
from mapper.rows import INCIDENT_COLUMNS
from tests.samples import HOSTILE, INCIDENTS


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_has_our_columns_and_joined_lists(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.csv")
    row = cells(tmp_path / "a.csv")[0]
    assert tuple(row) == (*INCIDENT_COLUMNS, "aliases", "context")
    assert (row["latitude"], row["longitude"]) == ("49.8382601", "24.02324")
    assert (row["source"], row["aliases"]) == ("Town Post; City Radio", "inc-0009; inc-0010")
    assert (row["fatalities"], row["fatalities_max"], row["event_date"]) == ("2", "", "2023-05-03")


def test_text_that_a_spreadsheet_would_run_is_guarded(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.csv")
    rows = cells(tmp_path / "a.csv")
    assert [rows[2]["notes"], rows[2]["actor1"], rows[3]["notes"]] == [
        f"'{HOSTILE}",
        "'=1+1",
        "'@home -- a fire broke out.",
    ]
    assert rows[2]["latitude"] == "-12.5"


def test_the_guard_can_be_left_off(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.csv", guard=False)
    assert cells(tmp_path / "a.csv")[2]["actor1"] == "=1+1"


@given(st.text() | st.text("'=+-@\t\rx", max_size=6))
def test_the_guard_is_exact(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r")


def test_a_mark_for_excel_can_be_asked_for(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.csv", bom=True)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert read_incidents(tmp_path / "a.csv") == list(INCIDENTS)


def test_a_notebook_gets_typed_columns() -> None:
    table = frame(INCIDENTS)
    assert str(table["fatalities"].dtype) == "Int64"
    assert table["fatalities"].sum() == 2
    assert table["event_date"][0].year == 2023


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,age\nAda,36\n")
    with pytest.raises(FormatError, match=r"a\.csv: holds no reports .*; give a file that mapper wrote"):
        read_incidents(path)
    path.write_text('a,b\n"1,2\n')
    with pytest.raises(FormatError, match=r"a\.csv: not a table in CSV .* save it again as CSV in UTF-8"):
        read_incidents(path)
