"""GeoParquet through the three programs people open it with; Debian's GDAL has no driver for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mapper.errors import FormatError, MissingExtra
from mapper.formats import read_incidents, write
from tests.samples import INCIDENTS

PATH = Path("incidents.parquet")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(INCIDENTS, tmp_path / PATH)
    return tmp_path / PATH


def test_the_metadata_is_that_of_version_1_1(path: Path) -> None:
    from pyarrow import parquet

    schema = parquet.read_schema(path)
    geo = json.loads(schema.metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert (geo["version"], geo["primary_column"], column["encoding"]) == ("1.1.0", "geometry", "WKB")
    assert column["geometry_types"] == ["Point"]
    assert column["bbox"] == [24.02324, -12.5, 179.9999999, 51.0]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert {n: str(schema.field(n).type) for n in ("event_date", "fatalities", "latitude", "spellings")} == {
        "event_date": "date32[day]",
        "fatalities": "int64",
        "latitude": "double",
        "spellings": "string",
    }


def test_geopandas_reads_it(path: Path) -> None:
    import geopandas

    table = geopandas.read_parquet(path)
    assert (len(table), table.crs.to_authority()) == (4, ("OGC", "CRS84"))
    assert (table.geometry[0].x, table.geometry[0].y) == (24.02324, 49.8382601)
    assert len(geopandas.read_parquet(path, bbox=(20, 45, 30, 50))) == 2


def test_duckdb_reads_it(path: Path) -> None:
    import duckdb

    with duckdb.connect() as database:
        query = f"SELECT id, event_date, fatalities FROM '{path}' WHERE event_date >= DATE '2023-05-04'"
        assert database.sql(query).fetchall() == [("inc-0002", date(2023, 5, 4), None)]


@pytest.mark.parametrize("suffix", [".parquet", ".fgb"])
def test_broken_files_are_refused(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"PAR1 not really")
    with pytest.raises(FormatError, match=r"a\.(parquet|fgb): not a \w+ file .* write it again with mapper"):
        read_incidents(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".parquet", ".fgb"])
def test_a_missing_extra_is_named(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"needs an optional part: pip install 'incident-mapper\[gis\]'"):
        write(INCIDENTS, tmp_path / f"a{suffix}")
