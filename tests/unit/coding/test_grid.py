"""Every sub event type meets every trap, over several regions of the world; the failing cells are the measure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle, product
from pathlib import Path

import pytest

from mapper.coding.lexicon import rows
from mapper.coding.reports import code
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, PlaceKind, Resolution, Span, Toponym

CASES = Path(__file__).parents[2] / "cases"
PUBLISHED = date(2023, 6, 21)  # a Wednesday
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@dataclass(frozen=True)
class Slot:
    letter: str
    written: str
    name: str
    start: int
    country: str


@dataclass(frozen=True)
class Cell:
    trap: str
    sub_event_type: str
    text: str
    slots: tuple[Slot, ...]
    expected: str


def cells() -> Iterator[Cell]:
    """Every phrase of every sub type in every frame it can befall, the places taken in turn."""
    places = cycle(table("coding_places"))
    for event, trap in product(table("coding_events"), table("coding_traps")):
        if not _can_befall(trap, event["event_type"]):
            continue
        nouns, clauses = event["noun_phrases"].split("|"), event["clauses"].split("|")
        if "{s}" in trap["text"].lower():
            yield from (_cell(trap, event, s, n, w) for s, n, w in zip(clauses, cycle(nouns), places, strict=False))
        else:
            yield from (_cell(trap, event, n, n, w) for n, w in zip(nouns, places, strict=False))


def _can_befall(trap: dict[str, str], event_type: str) -> bool:
    if trap["types"] == "violent":
        return event_type in VIOLENT
    return event_type != "Alert" or trap["types"] != "-alert"


def _cell(trap: dict[str, str], event: dict[str, str], clause: str, noun: str, where: dict[str, str]) -> Cell:
    text = trap["text"]
    for key, value in (("{s}", clause), ("{n}", noun)):
        text = text.replace(key, value).replace(key.upper(), value[0].upper() + value[1:])
    plain, slots = "", []
    for piece in re.split(r"(\{[A-Z]+\})", text):
        name = where[piece[1]] if piece.startswith("{") else piece
        written = name.upper() if len(piece) == 4 and piece.startswith("{") else name
        if piece.startswith("{"):
            slots.append(Slot(piece[1], written, name, len(plain), where["country"]))
        plain += written
    return Cell(trap["trap"], event["sub_event_type"], plain, tuple(slots), trap["expected"])


def resolution(slot: Slot, gazetteer: Gazetteer) -> Resolution:
    kind: PlaceKind = {"R": "region", "K": "country", "Y": "country"}.get(slot.letter, "city")  # type: ignore[assignment]
    found = gazetteer.search(slot.name, kind=kind, country=None if slot.letter in "XYK" else slot.country)
    return Resolution(Toponym(slot.written, Span(slot.start, slot.start + len(slot.written))), found[0], 1.0)


def coded(cell: Cell, gazetteer: Gazetteer) -> set[str]:
    document = Document(cell.text, Citation("case", published=PUBLISHED), Span(0, len(cell.text)))
    letters = {slot.start: slot.letter for slot in cell.slots}
    coding = code(document, [resolution(slot, gazetteer) for slot in cell.slots], gazetteer)
    return {
        _answer(letters[report.resolution.toponym.span.start], report.sub_event_type, report.modality)
        for report in coding.reports
    }


def wanted(cell: Cell) -> set[str]:
    items = [item.partition("@") for item in cell.expected.split() if item != "-"]
    return {_answer(letter, cell.sub_event_type, modality or "asserted") for letter, _, modality in items}


def _answer(letter: str, sub_event_type: str, modality: str) -> str:
    return f"{letter} {sub_event_type}" + (f" {modality}" if modality in ("alleged", "threatened", "denied") else "")


ALL = list(cells())


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("trap", [row["trap"] for row in table("coding_traps")])
def test_every_sub_type_meets_the_trap(trap: str, gazetteer: Gazetteer) -> None:
    met = [cell for cell in ALL if cell.trap == trap]
    wrong = [f"{cell.text}  {coded(cell, gazetteer)}" for cell in met if coded(cell, gazetteer) != wanted(cell)]
    assert met
    assert wrong == []


def test_the_grid_has_no_holes_but_those_that_cannot_befall() -> None:
    met = Counter((cell.sub_event_type, cell.trap) for cell in ALL)
    types = {(row["event_type"], row["sub_event_type"]) for row in rows("event_types")}
    for trap in table("coding_traps"):
        row = {sub: met[sub, trap["trap"]] for kind, sub in sorted(types) if _can_befall(trap, kind)}
        print(f"{trap['trap']:30}", " ".join(str(count) for count in row.values()))
        assert min(row.values()) > 0, row
