"""Every sub event type meets every trap, over several regions of the world; the failing cells are the measure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mapper.coding.reports import code
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Place, Resolution, Span, Toponym
from mapper.text.sentences import split_sentences
from datetime import date

CASES = Path(__file__).parents[2] / "cases"
PUBLISHED = date(2023, 6, 21)  # a Wednesday
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@dataclass(frozen=True)
class Cell:
    trap: str
    event: dict[str, str]
    text: str
    slots: tuple[tuple[str, str], ...]
    expected: str


def cells() -> Iterator[Cell]:
    places, number = table("coding_places"), 0
    for event in table("coding_events"):
        for trap in table("coding_traps"):
            if trap["types"] == "-alert" and event["event_type"] == "Alert":
                continue
            if trap["types"] == "violent" and event["event_type"] not in VIOLENT:
                continue
            phrases = event["clauses" if "{s}" in trap["text"].lower() else "noun_phrases"].split("|")
            noun = event["noun_phrases"].split("|")[number % len(event["noun_phrases"].split("|"))]
            for phrase in phrases:
                where = places[number % len(places)]
                number += 1
                yield _cell(trap, event, phrase, noun if "{s}" in trap["text"].lower() else phrase, where)


def _cell(trap: dict[str, str], event: dict[str, str], clause: str, noun: str, where: dict[str, str]) -> Cell:
    text, slots = trap["text"], []
    for key, value in (("{S}", clause[0].upper() + clause[1:]), ("{s}", clause), ("{N}", noun[0].upper() + noun[1:]), ("{n}", noun)):
        text = text.replace(key, value)
    for slot in ("A", "B", "C", "R", "K", "X", "Y"):
        text = text.replace("{" + slot + "}", f"\0{slot}{where[slot]}\0").replace("{" + slot * 2 + "}", f"\0{slot}{where[slot].upper()}\0")
    pieces = text.split("\0")
    plain = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            slots.append((piece[0], len(plain), piece[1:]))
            plain += piece[1:]
        else:
            plain += piece
    return Cell(trap["trap"], event, plain, tuple((s, f"{start}:{name}:{where['country']}") for s, start, name in slots), trap["expected"])


def resolution(slot: str, value: str, gazetteer: Gazetteer) -> Resolution:
    start, name, country = value.split(":")
    kind = {"R": "region", "K": "country", "Y": "country"}.get(slot, "city")
    plain = name.title() if name.isupper() else name
    found = gazetteer.search(plain, kind=kind, country=None if slot in "XYK" else country) or gazetteer.search(plain)
    return Resolution(Toponym(name, Span(int(start), int(start) + len(name))), found[0], 1.0)


def coded(cell: Cell, gazetteer: Gazetteer) -> set[str]:
    document = Document(cell.text, Citation("case", published=PUBLISHED), Span(0, len(cell.text)))
    resolved = [resolution(s, v, gazetteer) for s, v in cell.slots]
    coding = code(document, split_sentences(document), resolved, gazetteer)
    by_start = {r.toponym.span.start: s for r, (s, _) in zip(resolved, cell.slots, strict=True)}
    return {
        f"{by_start[r.resolution.toponym.span.start]}={r.sub_event_type}" + (f"@{r.modality}" if r.modality not in ("asserted", "warned") else "")
        for r in coding.reports
    }


def wanted(cell: Cell) -> set[str]:
    found = set()
    for item in cell.expected.replace("-", "").split():
        slot, _, modality = item.partition("@")
        found.add(f"{slot}={cell.event['sub_event_type']}" + (f"@{modality}" if modality else ""))
    return found


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()
