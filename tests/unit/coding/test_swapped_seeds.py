"""The seeds' stories told of other towns, days and outlets give the other map: it is read, not known by heart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import find_incidents

SEEDS = Path(__file__).parents[3] / "seeds"
DAYS = {"2023-05-04": "2023-05-09", "Thursday": "Tuesday", "Wednesday": "Monday"}
OUTLETS = {"UNIAN": "Ukrinform", "RBC Ukraine": "Hromadske"}
TOWNS = {"Kiev": "Lviv", "Odessa": "Rivne", "Zaporizhia": "Ternopil", "Kherson region": "Sumy region"}
REGIONS = {
    "Nikolayev, Poltava, Chernigov, Sumy, Kharkov, Dnepropetrovsk regions": (
        "Idlib, Hama, Homs, Latakia, Tartus, Daraa governorates"
    ),
    "the Kherson region of southern Ukraine killed 21 people": "the Sumy region of northern Ukraine killed 34 people",
}
PUBLISHED = date(2023, 5, 9)  # a Tuesday


def told(name: str) -> set[tuple[str, str, str, str, int | None]]:
    text = next(SEEDS.glob(f"{name}*.txt")).read_text(encoding="utf-8")
    for old, new in (REGIONS | DAYS | OUTLETS | TOWNS).items():
        text = text.replace(old, new)
    header = len(" date 2023-05-09 ") if text.startswith(" date ") else 0
    document = Document(text, Citation(name, published=PUBLISHED), Span(header, len(text)))
    return {
        (i.place.name, i.sub_event_type, str(i.when.start), i.modality, i.casualties.fatalities_min)
        for i in find_incidents([document], gazetteer=Gazetteer.open(), merge="document")
    }


def test_the_first_seed_of_other_towns() -> None:
    found = told("000")
    regions = {place for place, kind, *_ in found if kind == "Missile/drone warning"}
    governorates = ("Idlib", "Hama", "Homs", "Latakia", "Tartus", "Daraa")
    assert regions == {"Lviv", *(f"{name} Governorate" for name in governorates)}
    assert {(place, day, how) for place, kind, day, how, _ in found if kind != "Missile/drone warning"} == {
        ("Lviv", "2023-05-09", "asserted"),
        ("Rivne", "2023-05-09", "asserted"),
        ("Kremlin", "2023-05-08", "alleged"),
    }


def test_the_second_seed_of_other_towns() -> None:
    found = told("001")
    assert {(place, day, how, dead) for place, _, day, how, dead in found} == {
        ("Lviv", "2023-05-09", "asserted", None),
        ("Kremlin", "2023-05-08", "alleged", None),
        ("Ternopil", "2023-05-09", "asserted", None),
        ("Rivne", "2023-05-09", "asserted", None),
        ("Sumy Oblast", "2023-05-08", "asserted", 34),
        ("Southern Russia", "2023-05-09", "asserted", None),
    }
