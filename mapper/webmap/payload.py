"""Incidents as the blocks of data a page carries: columns to filter and draw, chunks of words to read.

Everything of ``incident_row`` can be put together again in the page (static/data.js), so that a download from
the page is as whole as a file written by the program. What filters need is in columns; sentences and links
travel in chunks (``mapper/webmap/words.py``) that are inflated only when a card, a search or a download asks for them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, get_args

from mapper.model import Incident, Modality, Place, PlaceKind, ReviewStatus
from mapper.rows import place_row
from mapper.webmap.columns import Codes, pack, pack_column, pack_json
from mapper.webmap.words import words_of

# Incidents a chunk of words holds: one chunk inflates in a few milliseconds.
CHUNK = 1000
MODALITIES: tuple[str, ...] = get_args(Modality)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
REVIEW_STATUSES: tuple[str, ...] = get_args(ReviewStatus)
_MODALITY, _PRECISION, _STATUS = (
    {name: code for code, name in enumerate(names)} for names in (MODALITIES, PLACE_KINDS, REVIEW_STATUSES)
)
COLUMNS = (
    "place",
    "start",
    "days",
    "kind",
    "modality",
    "precision",
    "status",
    "voices",
    "sources",
    "claimants",
    "fatalities",
    "reports",
)


@dataclass(frozen=True, slots=True)
class Block:
    """One inert block of data in the page: the id of its element and its packed text."""

    name: str
    text: str


@dataclass(slots=True)
class Payload:
    """What the page knows: ``meta`` (small, JSON), ``blocks`` (packed) and the places in the order of their codes."""

    meta: dict[str, Any]
    blocks: list[Block]
    places: list[Place]
    spellings: list[set[str]]


class _Builder:
    """Takes incidents a chunk at a time, so that a million of them need not be in memory at once."""

    def __init__(self, pool: Executor) -> None:
        self.columns = {name: array("I") for name in COLUMNS}
        self.places, self.kinds, self.sources, self.claimants = Codes(), Codes(), Codes(), Codes()
        self.spelt: set[tuple[int, str]] = set()
        self.ids: list[str] = []
        self.aliases: dict[str, int] = {}
        self.published: set[date | None] = set()
        self.words: list[Future[str]] = []
        self.sentences: list[Future[str]] = []
        self._pool = pool

    def add(self, incidents: Sequence[Incident]) -> None:
        """Take up one chunk."""
        places = [self.places[incident.place] for incident in incidents]
        for name, values in self._numbers(incidents, places).items():
            self.columns[name].extend(values)
        self.spelt |= {
            (place, report.resolution.toponym.text)
            for place, incident in zip(places, incidents, strict=True)
            for report in incident.reports
            if report.resolution.toponym.text != incident.place.name
        }
        self.published |= {report.citation.published for incident in incidents for report in incident.reports}
        self.aliases |= {alias: len(self.ids) + k for k, one in enumerate(incidents) for alias in one.aliases}
        self.ids += [incident.incident_id for incident in incidents]
        words, sentences = words_of(incidents, self.places)
        self.words.append(self._pool.submit(pack, words))
        self.sentences.append(self._pool.submit(pack, sentences))

    def _numbers(self, incidents: Sequence[Incident], places: Sequence[int]) -> dict[str, Iterable[int]]:
        """The columns; "" among the claimants is the outlet itself."""
        whens = [incident.when for incident in incidents]
        killed = [incident.casualties.fatalities_min for incident in incidents]
        counts = [len(incident.reports) for incident in incidents]
        reports = [report for incident in incidents for report in incident.reports]
        outlets = [report.citation.outlet for report in reports]
        claimants = [report.attribution.name if report.attribution else "" for report in reports]
        return {
            "place": places,
            "start": [when.start.toordinal() if when.start else 0 for when in whens],
            "days": [(when.end - when.start).days if when.start and when.end else 0 for when in whens],
            "kind": [self.kinds[one.event_type, one.sub_event_type] for one in incidents],
            "modality": [_MODALITY[one.modality] for one in incidents],
            "precision": [_PRECISION[one.place.kind] for one in incidents],
            "status": [_STATUS[one.review_status] for one in incidents],
            "voices": [one.n_independent for one in incidents],
            "sources": map(self.sources.__getitem__, _by_incident(outlets, counts)),
            "claimants": map(self.claimants.__getitem__, _by_incident(claimants, counts)),
            "fatalities": [0 if number is None else number + 1 for number in killed],
            "reports": counts,
        }

    def meta(self) -> dict[str, Any]:
        """What is small; the widths and the first day are added when the columns are packed."""
        days = sorted(day for day in self.published if day)
        (sources, source_sets), (claimants, claimant_sets) = map(_sets, (self.sources, self.claimants))
        return {
            "n": len(self.ids),
            "chunk": CHUNK,
            "kinds": list(self.kinds),
            "modalities": MODALITIES,
            "precisions": PLACE_KINDS,
            "statuses": REVIEW_STATUSES,
            "sources": sources,
            "sourceSets": source_sets,
            "claimants": claimants,
            "claimantSets": claimant_sets,
            "aliases": self.aliases,
            "published": [days[0].isoformat(), days[-1].isoformat()] if days else None,
        }


def build_payload(incidents: Iterable[Incident]) -> Payload:
    """The page's data for the incidents, in their order; ``incidents`` may be an iterator.

    Words are deflated beside the reading of the next ones: zlib does not hold the interpreter.
    """
    rest = iter(incidents)
    with ThreadPoolExecutor(max_workers=1) as pool:
        builder = _Builder(pool)
        while chunk := list(islice(rest, CHUNK)):
            builder.add(chunk)
        widths, columns = _packed_columns(builder.columns)
        places: list[Place] = list(builder.places)  # type: ignore[arg-type]
        rows = [place_row(place) for place in places]
        by_column = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
        blocks = [*columns, Block("ids", pack_json(builder.ids)), Block("places", pack_json(by_column))]
        for name, packed in (("words", builder.words), ("sentences", builder.sentences)):
            blocks += [Block(f"{name}-{number}", text.result()) for number, text in enumerate(packed)]
    return Payload(builder.meta() | {"widths": widths}, blocks, places, _spellings(builder.spelt, len(places)))


def _spellings(spelt: Iterable[tuple[int, str]], places: int) -> list[set[str]]:
    """What reports call each place, other than by its name."""
    spellings = [set[str]() for _ in range(places)]
    for place, text in spelt:
        spellings[place].add(text)
    return spellings


def _packed_columns(columns: dict[str, array[int]]) -> tuple[dict[str, str], list[Block]]:
    """The widths by column name, and a block for each. Days are counted from the first one seen, from 1; 0 is none."""
    first = min((day for day in columns["start"] if day), default=date(2000, 1, 1).toordinal())
    columns["start"] = array("I", [day - first + 1 if day else 0 for day in columns["start"]])
    widths, blocks = {"first": date.fromordinal(first).isoformat()}, []
    for name, values in columns.items():
        widths[name], text = pack_column(values)
        blocks.append(Block(f"column-{name}", text))
    return widths, blocks


def _by_incident(values: Sequence[str], counts: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """What the reports of each incident have, each value once."""
    if len(values) == len(counts):
        yield from zip(values, strict=True)
        return
    rest = iter(values)
    for count in counts:
        yield tuple(dict.fromkeys(islice(rest, count)))


def _sets(combinations: Iterable[Any]) -> tuple[list[str], list[list[int]]]:
    """The names that tuples of names are made of, and the tuples as lists of their codes."""
    names = Codes()
    sets = [[names[name] for name in combination] for combination in combinations]
    return list(names), sets  # type: ignore[arg-type]
