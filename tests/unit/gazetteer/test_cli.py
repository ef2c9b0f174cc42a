"""The verbs of ``mapper gazetteer``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapper.cli.gazetteer import gazetteer_command
from mapper.errors import GazetteerError


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPER_DATA_DIR", str(tmp_path / "user"))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(gazetteer_command, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_search_prints_a_line_a_place() -> None:
    first, *_ = run("search", "Kiev").splitlines()
    assert first.split("\t") == ["gn:703448", "Kyiv", "Kyiv City, Ukraine", "city", "50.45466", "30.52380", "2952301"]


def test_search_narrows_by_country() -> None:
    assert run("search", "Odessa", "--country", "us", "--limit", "1").startswith("gn:5527554\tOdessa\tTexas")


def test_search_as_json_gives_every_spelling() -> None:
    row = json.loads(run("search", "Kyiv", "--json", "--limit", "1"))
    assert row["place_id"] == "gn:703448"
    assert {"Kyiv", "Київ", "Киев"} <= set(row["names"])


def test_search_without_an_answer_says_what_to_do() -> None:
    with pytest.raises(GazetteerError, match="no place is called 'Qqqqq'; add it"):
        run("search", "Qqqqq")


def test_added_places_are_found_and_counted(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon\nHill 93,47.1,37.5\n", encoding="utf-8")
    run("add", str(table))
    assert run("search", "Hill 93").startswith("own:hill-93\tHill 93\tDonetsk Oblast, Ukraine\tsite")
    info = json.loads(run("info", "--json"))
    assert [layer["layer"] for layer in info["layers"]] == ["mine", "world"]
    assert "mine: 1 places" in run("info")
