"""What is written can be read back as the same incidents, in every format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mapper.errors import FormatError
from mapper.formats import FORMATS, read_incidents, write
from tests.samples import INCIDENTS


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_back_what_it_got(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"incidents{suffix}"
    write(INCIDENTS, path)
    assert sorted(read_incidents(path), key=lambda i: i.incident_id) == list(INCIDENTS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_found_is_a_file_too(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"incidents{suffix}"
    write([], path)
    assert read_incidents(path) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_incidents_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    contents = set()
    for name in ("one", "two"):
        path = tmp_path / name / f"incidents{suffix}"
        write(INCIDENTS, path)
        contents.add(path.read_bytes())
    assert len(contents) == 1


def test_an_ending_nobody_knows_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"no format is known by the ending '\.shp'; use one of \.geojson"):
        write(INCIDENTS, tmp_path / "a.shp")


def test_an_option_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such option: colour; there are bom, colour_by"):
        write(INCIDENTS, tmp_path / "a.csv", colour="red")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.csv: does not exist; check the spelling"):
        read_incidents(tmp_path / "a.csv")


USELESS = [
    ("a.geojson", {"hxl": True}, "GeoJSON has no use for hxl; it is for .csv, .xlsx"),
    ("a.geojson", {"profile": "acled-like"}, "GeoJSON has no use for profile; it is for .csv, .xlsx"),
    ("-", {"bom": True}, "GeoJSON has no use for bom; it is for .csv"),
    ("a.csv", {"style": "simplestyle"}, "CSV has no use for style; it is for .geojson, .json, .geojsonl, .geojsons"),
    ("a.md", {"geometry": "area"}, "Markdown page has no use for geometry; it is for .geojson,"),
    ("a.csv", {"pcodes": {"gn:1": "UA01"}}, "pcodes is of use only with hxl"),
    ("a.geojson", {"colour_by": "source"}, "colour_by is of use only with style"),
]


@pytest.mark.parametrize(("name", "options", "message"), USELESS)
def test_an_option_that_would_do_nothing_is_an_error(
    name: str, options: dict[str, Any], message: str, tmp_path: Path
) -> None:
    path = name if name == "-" else str(tmp_path / name)
    with pytest.raises(FormatError) as caught:
        write(INCIDENTS, path, **options)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("on_skip", [None, [].append])
def test_a_table_without_reports_is_one_line(on_skip: Any, tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.csv", profile="acled-like")
    with pytest.raises(FormatError, match=r"holds no reports .*; give a file that mapper wrote, with its columns kept"):
        read_incidents(tmp_path / "a.csv", on_skip=on_skip)
