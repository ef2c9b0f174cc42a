"""``mapper info``, ``remove``, ``explain OUTPUT ID`` and ``review`` as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.cli import main
from mapper.corrections import FILE_NAME, Correction, write_ledger
from mapper.formats import read_incidents
from mapper.model import Incident
from tests.collections import collect


@pytest.fixture
def kyiv(tmp_path: Path) -> Incident:
    return next(incident for incident in collect(tmp_path) if incident.place.name == "Kyiv")


def run(*arguments: str | Path) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code


def test_info_tells_what_a_collection_holds(kyiv: Incident, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["4 articles, 5 reports, 4 incidents", "published 2023-05-04 to 2023-05-04", "  A  1"] == lines[:3]
    assert lines[-1].endswith("4 articles new, 0 corrected, 0 removed; 4 incidents new, 0 changed, 0 gone")


def test_remove_writes_the_outputs_anew(kyiv: Incident, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "b", "-o", tmp_path) == 0
    (left,) = [i for i in read_incidents(tmp_path / "incidents.geojson") if i.place.name == "Kyiv"]
    assert (("A",), kyiv.incident_id) == (left.sources, left.incident_id)
    assert "b removed; on the map now: 4 incidents" in capsys.readouterr().err
    assert run("remove", "b", "-o", tmp_path) == 1
    assert "no document 'b'" in capsys.readouterr().err


def test_a_rejected_incident_leaves_the_map_and_stays_in_the_collection(kyiv: Incident, tmp_path: Path) -> None:
    write_ledger(tmp_path / FILE_NAME, [Correction("reject", kyiv.incident_id)])
    assert run("remove", "d", "-o", tmp_path) == 0
    assert "Kyiv" not in [i.place.name for i in read_incidents(tmp_path / "incidents.geojson")]
    write_ledger(tmp_path / FILE_NAME, [])
    assert run("remove", "c", "-o", tmp_path) == 0
    assert kyiv.incident_id in [i.incident_id for i in read_incidents(tmp_path / "incidents.geojson")]


def test_a_malformed_corrections_file_stops_before_anything_is_written(
    kyiv: Incident, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE_NAME).write_text("action,incident,value\nexplode,x,\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert run("remove", "b", "-o", tmp_path) == 1
    assert "row 2, column action: 'explode'" in capsys.readouterr().err
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_explain_says_why_reports_were_joined(
    kyiv: Incident, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", tmp_path, kyiv.incident_id) == 0
    assert "joined: the same kind of event (+1), the same place (+3)" in capsys.readouterr().out
    assert run("explain", tmp_path, "nothing") == 1
    assert "no incident 'nothing'" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["info", "review"])
def test_a_folder_without_a_collection_is_one_line(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(verb, tmp_path) == 1
    assert "no collection here; make one with: mapper run" in capsys.readouterr().err
