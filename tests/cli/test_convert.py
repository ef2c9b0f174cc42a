"""``mapper convert`` as people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.cli import main
from mapper.formats import read_incidents, write
from tests.samples import INCIDENTS


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write(INCIDENTS, tmp_path / "in.geojson")
    return tmp_path / "in.geojson"


def run(*arguments: str | Path) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code


def test_a_file_is_converted_by_its_endings(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = source.with_name("out.csv")
    assert run("convert", source, target) == 0
    assert read_incidents(target) == list(INCIDENTS)
    assert capsys.readouterr().err == f"4 incidents written to {target}\n"


def test_a_dash_is_geojson_on_standard_output(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", source, "-") == 0
    assert capsys.readouterr().out == source.read_text(encoding="utf-8")


def test_an_unknown_ending_is_one_line(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", source, source.with_name("out.shp")) == 1
    assert "no format is known by the ending '.shp'" in capsys.readouterr().err


def test_a_bad_row_is_named_and_strict_fails(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text(source.read_text(encoding="utf-8").replace('"inc-0002", "event_type"', '"inc-0002", "e"'))
    target = source.with_name("out.csv")
    assert run("convert", source, target, "--strict") == 1
    assert len(read_incidents(target)) == 3
    assert f"skipped {source} (feature 2): no column 'event_type'" in capsys.readouterr().err
    assert run("convert", source, target) == 0


def test_precision_is_reduced(source: Path) -> None:
    target = source.with_name("out.geojson")
    assert run("convert", source, target, "--reduce-precision", "0.5") == 0
    assert next((i.place.lat, i.place.lon) for i in read_incidents(target)) == (50.0, 24.0)
    assert (
        '"precision": "reduced to 0.5: latitude and longitude are rounded to a grid of so many degrees"'
        in target.read_text(encoding="utf-8")
    )
