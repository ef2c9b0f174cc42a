import csv
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Resolution
from mapper.resolve import resolve
from mapper.sources import read
from mapper.toponyms import recognise

ROOT = Path(__file__).parents[3]
ROWS = list(csv.DictReader((ROOT / "tests/cases/seed_places.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def geoparsed() -> dict[tuple[str, str, str], Resolution]:
    gazetteer = Gazetteer.open()
    return {
        (document.doc_id, resolution.toponym.text, resolution.toponym.descriptor or ""): resolution
        for document in read([str(ROOT / "seeds")])
        for resolution in resolve(document, recognise(document, gazetteer), gazetteer)
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['document'][:3]}-{row['name']}")
def test_a_name_of_the_seed_articles(row: dict[str, str], geoparsed: dict[tuple[str, str, str], Resolution]) -> None:
    found = geoparsed.get((row["document"], row["name"], row["descriptor"]))
    place = found.place if found else None
    assert (row["place_id"], row["kind"]) == ((place.place_id, place.kind) if place else ("", ""))
