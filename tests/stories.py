"""Reports made from a few short words, for tables of cases and for generated ones."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from functools import cache
from pathlib import Path

from mapper.model import (
    Attribution,
    Casualties,
    Citation,
    Place,
    Report,
    Resolution,
    Sentence,
    Span,
    Toponym,
    When,
)

CASES = Path(__file__).parent / "cases"
_LEXICON = Path(__file__).parents[1] / "mapper" / "lexicon" / "type_affinity.csv"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def places() -> dict[str, Place]:
    return {
        row["key"]: Place(
            place_id=row["place_id"],
            name=row["name"],
            kind=row["kind"],  # type: ignore[arg-type]
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            admin1_id=row["admin1_id"],
            feature_code=row["feature_code"],
        )
        for row in rows("merge_places.csv")
    }


@cache
def event_types() -> dict[str, str]:
    """sub event type -> event type, from the table of affinities."""
    with _LEXICON.open(encoding="utf-8", newline="") as lines:
        pairs = [row[side].split(": ") for row in csv.DictReader(lines) for side in ("a", "b")]
    return {sub: event for event, sub in pairs}


def day(text: str) -> When:
    """ "2023-05-04 late" stated, "2023-05-04*" by publication, "2023-05-04~" carried over, "-" none.

    A span is written "2023-05-03/2023-05-04".
    """
    if text == "-":
        return When()
    days, _, words = text.partition(" ")
    first, _, last = days.rstrip("*~").partition("/")
    start = date.fromisoformat(first)
    basis = {"*": "publication", "~": "carried"}.get(days[-1], "stated")
    return When(start, date.fromisoformat(last) if last else start, 1, basis, words)  # type: ignore[arg-type]


def report(
    place: str = "kyiv",
    when: str = "2023-05-04",
    published: str = "2023-05-04",
    kind: str = "Air/drone strike",
    sentence: str = "Explosions were heard.",
    *,
    outlet: str = "",
    doc: str = "",
    written: str = "",
    at: int = 0,
    **more: str,
) -> Report:
    """A report in short words; without ``doc`` every sentence is an article of its own."""
    found = places()[place]
    doc_id = doc or hashlib.sha256(f"{sentence}{published}{outlet}{place}{when}".encode()).hexdigest()[:8]
    dead, hurt = figure(more.get("dead", "")), figure(more.get("hurt", ""))
    agency = more.get("agency")
    return Report(
        citation=Citation(
            doc_id=doc_id,
            source=outlet,
            published=None if published == "-" else date.fromisoformat(published),
            text_sha256=hashlib.sha256(doc_id.encode()).hexdigest(),
            origin=more.get("origin", ""),
        ),
        sentence=Sentence(Span(at, at + len(sentence)), sentence),
        trigger=Span(at, at + 5),
        resolution=Resolution(Toponym(written or found.name, Span(at + 6, at + 12)), found, 1.0),
        event_type=more.get("type") or event_types()[kind],
        sub_event_type=kind,
        when=day(when),
        modality=more.get("modality", "asserted"),  # type: ignore[arg-type]
        attribution=Attribution(agency, "agency") if agency else None,
        denied_by=more.get("denied_by", ""),
        casualties=Casualties(*dead, *hurt),
    )


def figure(text: str) -> tuple[int | None, int | None]:
    """ "21" is exactly 21, "21+" at least 21, "" not said."""
    found = re.fullmatch(r"(\d+)(\+?)", text)
    if not found:
        return None, None
    return int(found[1]), None if found[2] else int(found[1])


def side(row: dict[str, str], letter: str) -> Report:
    """One side ("a" or "b") of a row of merges.csv."""
    more = dict(pair.split("=", 1) for pair in row[f"{letter}_more"].split())
    fields = (row[f"{letter}_{name}"] for name in ("place", "day", "published", "type", "sentence"))
    return report(*fields, at=0 if letter == "a" else 400, **{"outlet": f"outlet {letter}"} | more)
