"""What is written can be read back as the same incidents, in every format."""

from __future__ import annotations

from pathlib import Path

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
