"""The two articles give the map in ``seeds.geojson``; what differs is said in words.

After a change that is meant to change the map: ``python -m tests.golden.test_seeds`` writes the file anew. Read the
difference before committing it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.pipeline import find_incidents
from mapper.sources import read

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED = Path(__file__).with_name("seeds.geojson")
# Nothing happened here, though the articles name these places.
NOT_ON_THE_MAP = {"The Hague", "Finland", "Netherlands", "Red Square", "Novo-Ogaryovo", "Germany", "Ukraine", "Russia"}


def write_seeds(path: Path) -> None:
    write(find_incidents(read([str(SEEDS)]), gazetteer=Gazetteer.open()), path)


def features(path: Path) -> dict[str, dict[str, Any]]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {feature["id"]: feature for feature in collection["features"]}


def title(feature: dict[str, Any]) -> str:
    told = feature["properties"]
    return f"{told['event_type']} in {told['location']} on {told['event_date']}"


# How sure the resolver was and why moves with every weight; what it decided must not.
MOVES = {"score", "reason", "tier", "population"}


def settled(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties one by one, each report's own as "report 1 sentence", without what moves."""
    told = {name: value for name, value in properties.items() if name != "reports"}
    for number, report in enumerate(properties["reports"], 1):
        told |= {f"report {number} {name}": value for name, value in report.items() if name not in MOVES}
    return told


def differences(expected: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]]) -> list[str]:
    """One sentence for every incident that is missing, new or told otherwise."""
    said = [f"missing: {title(expected[key])}" for key in expected if key not in found]
    said += [f"new: {title(found[key])}" for key in found if key not in expected]
    for key in expected.keys() & found.keys():
        before, after = settled(expected[key]["properties"]), settled(found[key]["properties"])
        said += [
            f"{title(expected[key])}: {name} was {before.get(name)!r}, is {after.get(name)!r}"
            for name in dict.fromkeys([*before, *after])
            if before.get(name) != after.get(name)
        ]
        if expected[key]["geometry"] != found[key]["geometry"]:
            said.append(f"{title(expected[key])}: moved from {expected[key]['geometry']} to {found[key]['geometry']}")
    return said


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The map the seeds give now."""
    path = tmp_path_factory.mktemp("seeds") / "found.geojson"
    write_seeds(path)
    return features(path)


def test_the_seeds_give_the_golden_map(found: dict[str, dict[str, Any]]) -> None:
    assert [] == differences(features(EXPECTED), found)


def test_nothing_is_mapped_where_nothing_happened(found: dict[str, dict[str, Any]]) -> None:
    mapped = {feature["properties"]["location"] for feature in found.values()}
    assert set() == mapped & NOT_ON_THE_MAP


def test_one_event_told_by_both_articles_is_one_incident(found: dict[str, dict[str, Any]]) -> None:
    both = {
        feature["properties"]["location"]: feature["properties"]["spellings"]
        for feature in found.values()
        if len(feature["properties"]["source"]) == 2
    }
    assert {"Kyiv": ["Kiev"], "Odesa": ["Odessa"], "Kremlin": ["Kremlin"]} == both


if __name__ == "__main__":
    write_seeds(EXPECTED)
