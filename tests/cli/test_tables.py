"""Tables of reports that bring their own place, day and type, in every form they come in."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from mapper.cli import program

ROWS = [
    {
        "id": "1",
        "notes": "Explosions were heard overnight; two people were killed.",
        "location": "Kharkov",
        "latitude": "",
        "longitude": "",
        "event_date": "2023-05-04",
        "event_type": "",
        "sub_event_type": "",
        "source": "Outlet A",
    },
    {
        "id": "2",
        "notes": "",
        "location": "Somewhere by the river",
        "latitude": "46.48",
        "longitude": "30.73",
        "event_date": "3 May 2023",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "source": "Outlet B",
    },
    {
        "id": "3",
        "notes": "Shells fell on the market.",
        "location": "Sumy",
        "latitude": "34.8",
        "longitude": "50.91",
        "event_date": "2023-02-30",
        "event_type": "",
        "sub_event_type": "",
        "source": "Outlet C",
    },
]


def table(path: Path) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    elif path.suffix == ".xlsx":
        book = Workbook()
        for cells in (list(ROWS[0]), *(list(row.values()) for row in ROWS)):
            book.active.append(cells)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ROWS[0])
            writer.writeheader()
            writer.writerows(ROWS)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_a_row_is_an_incident_though_its_text_names_no_place(suffix: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(program, ["extract", str(table(tmp_path / f"rows{suffix}"))])
    features = {f["properties"]["doc_id"]: f for f in json.loads(result.stdout)["features"]}
    told = {name: feature["properties"] for name, feature in features.items()}
    assert {"1": "Kharkiv", "2": "Somewhere by the river", "3": "Sumy"} == {n: p["location"] for n, p in told.items()}
    assert [30.73, 46.48] == features["2"]["geometry"]["coordinates"]
    assert ["2023-05-04", "2023-05-03", None] == [told[name]["event_date"] for name in "123"]
    assert (2, "Air/drone strike") == (told["1"]["fatalities"], told["2"]["sub_event_type"])
    where = {".csv": "line 4", ".xlsx": "row 4", ".jsonl": "line 3"}[suffix]
    assert f"rows{suffix}: {where}: event date '2023-02-30' is not a date; write YYYY-MM-DD" in result.stderr
    assert (
        f"rows{suffix}: 3: the point 34.8, 50.91 is far from Sumy; are latitude and longitude swapped?" in result.stderr
    )
