"""GeoJSON against the rules of RFC 7946 as a JSON schema, which itself is shown to refuse what the RFC forbids."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from jsonschema import Draft202012Validator

from mapper.formats import write
from tests.samples import INCIDENTS, SUMY_OBLAST

VALIDATOR = Draft202012Validator(json.loads(Path("tests/rfc7946.schema.json").read_text()))
AREA = shapely.MultiPolygon([shapely.box(33, 50, 35, 52), shapely.box(179, -17, 180, -16)])


@pytest.fixture(params=["point", "area"])
def collection(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "a.geojson"
    write(
        INCIDENTS,
        path,
        geometry=request.param,
        style="simplestyle",
        polygon=lambda place_id: AREA if place_id == SUMY_OBLAST.place_id else None,
    )
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def test_what_is_written_is_valid(collection: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(collection)) == []


FORBIDDEN = {
    "a crs": lambda c: c.update(crs={"type": "name"}),
    "a feature without geometry": lambda c: c["features"][0].pop("geometry"),
    "an id that is an object": lambda c: c["features"][0].update(id={}),
    "lat before lon": lambda c: c["features"][0]["geometry"].update(coordinates=[50.0, 134.0]),
    "an open ring": lambda c: c["features"][0].update(
        geometry={"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}
    ),
    "features inside a feature": lambda c: c["features"][0].update(features=[]),
}


@pytest.mark.parametrize("spoil", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_schema_refuses_what_the_rfc_forbids(spoil: Any, collection: dict[str, Any]) -> None:
    spoiled = copy.deepcopy(collection)
    spoil(spoiled)
    assert list(VALIDATOR.iter_errors(spoiled))
