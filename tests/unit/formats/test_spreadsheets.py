"""XLSX, the HXL tag row and the acled-like profile: what a humanitarian's or a conflict coder's sheet expects."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from mapper.errors import FormatError, InputError
from mapper.formats import read_incidents, write
from mapper.formats.acled import ACLED_COLUMNS
from mapper.formats.hxl import read_pcodes
from mapper.model import Casualties, When
from tests.samples import INCIDENTS, LVIV, SUMY_OBLAST, incident, report

DAY = When(date(2023, 5, 4), date(2023, 5, 4), 1, "stated")


def test_a_workbook_has_dates_and_numbers_as_such(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["incidents"]
    row = dict(zip((c.value for c in sheet[1]), sheet[2], strict=True))
    assert row["event_date"].value == datetime(2023, 5, 3)
    assert row["event_date"].number_format == "yyyy-mm-dd"
    assert (row["fatalities"].value, row["fatalities_max"].value, row["latitude"].value) == (2, None, 49.8382601)


@pytest.mark.parametrize("guard", [True, False])
def test_no_cell_of_a_workbook_is_a_formula(guard: bool, tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.xlsx", guard=guard)
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(str(cell.value).endswith("=1+1") for cell in cells)


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FormatError, match=r"a\.xlsx: not a workbook with the sheets incidents and reports"):
        read_incidents(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"PK no zip")
    with pytest.raises(FormatError, match=r"b\.xlsx: not a workbook with the sheets incidents and reports"):
        read_incidents(tmp_path / "b.xlsx")


def test_hxl_tags_stand_under_the_header_and_pcodes_are_never_guessed(tmp_path: Path) -> None:
    (tmp_path / "pcodes.csv").write_text(f"place_id,pcode\n{SUMY_OBLAST.place_id},UA59\n")
    pcodes = read_pcodes(tmp_path / "pcodes.csv")
    write(INCIDENTS, tmp_path / "a.csv", hxl=True, pcodes=pcodes)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        tags, *rows = csv.DictReader(file)
    assert [tags[n] for n in ("id", "event_date", "latitude", "fatalities", "adm1_pcode")] == [
        "#event+id",
        "#date+start",
        "#geo+lat",
        "#affected+killed+min",
        "#adm1+code",
    ]
    assert [row["adm1_pcode"] for row in rows] == ["", "UA59", "", ""]
    assert read_incidents(tmp_path / "a.csv") == list(INCIDENTS)


def test_hxl_in_a_workbook(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.xlsx", hxl=True)
    sheet = load_workbook(tmp_path / "a.xlsx")["incidents"]
    assert sheet["A2"].value == "#event+id"
    assert read_incidents(tmp_path / "a.xlsx") == list(INCIDENTS)


def test_a_table_of_pcodes_needs_its_columns(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("name,code\nSumy,UA59\n")
    with pytest.raises(InputError, match=r"p\.csv: needs the columns place_id and pcode; `mapper gazetteer search"):
        read_pcodes(tmp_path / "p.csv")


def acled_rows(path: Path, *incidents: object) -> list[dict[str, str]]:
    write(incidents, path, profile="acled-like")  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_profile_has_the_31_columns_and_the_conservative_number(tmp_path: Path) -> None:
    strike = incident(7, (report(LVIV, "Up to five died.", when=DAY, casualties=Casualties(None, 5, None, None)),))
    [row] = acled_rows(tmp_path / "a.csv", strike)
    assert tuple(row) == ACLED_COLUMNS
    assert len(row) == 31
    assert (row["event_id_cnty"], row["event_date"], row["year"]) == ("mapper:inc-0007", "2023-05-04", "2023")
    assert (row["fatalities"], row["iso"], row["disorder_type"]) == ("0", "804", "Political violence")
    assert (row["inter1"], row["timestamp"]) == ("", "")


@pytest.mark.parametrize(
    ("change", "is_counted"),
    [
        ({}, True),
        ({"modality": "alleged"}, True),
        ({"modality": "warned"}, False),
        ({"modality": "threatened"}, False),
        ({"event_type": "Alert"}, False),
        ({"event_type": "Other"}, False),
        ({"when": When()}, False),
        ({"review_status": "rejected"}, False),
    ],
)
def test_only_what_acled_counts_is_in_the_profile(change: dict[str, object], is_counted: bool, tmp_path: Path) -> None:
    changed = replace(incident(7, (report(LVIV, "A strike.", when=DAY),)), **change)  # type: ignore[arg-type]
    assert len(acled_rows(tmp_path / "a.csv", changed)) == is_counted


def test_the_profile_cannot_be_read_back_and_says_so(tmp_path: Path) -> None:
    acled_rows(tmp_path / "a.csv", incident(7, (report(LVIV, "A strike.", when=DAY),)))
    with pytest.raises(FormatError, match=r"holds no reports \(a table with --profile acled-like"):
        read_incidents(tmp_path / "a.csv")
