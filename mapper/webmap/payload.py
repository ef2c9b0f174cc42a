"""Incidents as the blocks of data a page carries: columns to filter and draw, chunks of words to read.

Everything of ``incident_row`` can be put together again in the page (static/data.js), so that a download from
the page is as whole as a file written by the program. What filters need is in columns; sentences and links
travel in chunks that are inflated only when a card, a search or a download asks for them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from mapper.model import Incident, Modality, Place, PlaceKind, ReviewStatus
from mapper.palette import EVENT_TYPES
from mapper.rows import place_row, report_row
from mapper.webmap.columns import Codes, pack_column, pack_json

# Incidents a chunk of words holds: one chunk inflates in a few milliseconds.
CHUNK = 1000
MODALITIES: tuple[str, ...] = get_args(Modality)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
REVIEW_STATUSES: tuple[str, ...] = get_args(ReviewStatus)
_MODALITY, _PRECISION, _STATUS = (
    {name: code for code, name in enumerate(names)} for names in (MODALITIES, PLACE_KINDS, REVIEW_STATUSES)
)
# Columns of a report that belong to its article, kept once an article.
ARTICLE_COLUMNS = (
    "doc_id",
    "source",
    "title",
    "url",
    "published",
    "published_basis",
    "language",
    "text_sha256",
    "origin",
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


@dataclass(slots=True)
class _Columns:
    """The columns while they grow, one number an incident, and the dictionaries they point into."""

    place: array[int] = field(default_factory=lambda: array("I"))
    start: array[int] = field(default_factory=lambda: array("I"))
    days: array[int] = field(default_factory=lambda: array("I"))
    kind: array[int] = field(default_factory=lambda: array("I"))
    modality: array[int] = field(default_factory=lambda: array("I"))
    precision: array[int] = field(default_factory=lambda: array("I"))
    status: array[int] = field(default_factory=lambda: array("I"))
    voices: array[int] = field(default_factory=lambda: array("I"))
    sources: array[int] = field(default_factory=lambda: array("I"))
    claimants: array[int] = field(default_factory=lambda: array("I"))
    fatalities: array[int] = field(default_factory=lambda: array("I"))


class _Builder:
    """Takes incidents one by one, so that a million of them need not be in memory at once."""

    def __init__(self) -> None:
        self.columns = _Columns()
        self.places, self.kinds, self.sources, self.claimants = Codes(), Codes(), Codes(), Codes()
        self.source_sets, self.claimant_sets = Codes(), Codes()
        self.spellings: list[set[str]] = []
        self.ids: list[str] = []
        self.aliases: dict[str, int] = {}
        self.blocks: list[Block] = []
        self._chunk = _Chunk(self.places)

    def add(self, incident: Incident) -> None:
        place = self._place(incident)
        when, columns = incident.when, self.columns
        columns.place.append(place)
        columns.start.append(when.start.toordinal() if when.start else 0)
        columns.days.append((when.end - when.start).days if when.start and when.end else 0)
        columns.kind.append(self.kinds[incident.event_type, incident.sub_event_type])
        columns.modality.append(_MODALITY[incident.modality])
        columns.precision.append(_PRECISION[incident.place.kind])
        columns.status.append(_STATUS[incident.review_status])
        columns.voices.append(incident.n_independent)
        columns.sources.append(self.source_sets[tuple([self.sources[name] for name in incident.sources])])
        columns.claimants.append(self.claimant_sets[tuple([self.claimants[name] for name in _claimants(incident)])])
        columns.fatalities.append(
            0 if incident.casualties.fatalities_min is None else incident.casualties.fatalities_min + 1
        )
        self.aliases.update(dict.fromkeys(incident.aliases, len(self.ids)))
        self.ids.append(incident.incident_id)
        self._chunk.add(incident, place)
        if len(self._chunk) == CHUNK:
            self.close_chunk()

    def close_chunk(self) -> None:
        if len(self._chunk):
            self.blocks.append(Block(f"words-{len(self.blocks)}", self._chunk.packed()))
            self._chunk = _Chunk(self.places)

    def _place(self, incident: Incident) -> int:
        code = self.places[incident.place]
        while len(self.spellings) < len(self.places):
            self.spellings.append(set())
        self.spellings[code].update(incident.spellings)
        return code


class _Chunk:
    """The words of up to ``CHUNK`` incidents, column by column: like goes beside like, which deflates best."""

    def __init__(self, places: Codes) -> None:
        self._places = places
        self._articles = Codes()
        self._reports: list[dict[str, Any]] = []
        self._incidents: list[dict[str, Any]] = []
        self._owners: list[int] = []

    def __len__(self) -> int:
        return len(self._incidents)

    def add(self, incident: Incident, place: int) -> None:
        for report in incident.reports:
            row = report_row(report)
            row["place"] = place if report.place is incident.place else self._places[report.place]
            row["article"] = self._articles[tuple([row[name] for name in ARTICLE_COLUMNS])]
            self._reports.append(row)
            self._owners.append(len(self._incidents))
        self._incidents.append(_incident_words(incident, place))

    def packed(self) -> str:
        incidents = _by_column(self._incidents)
        reports = {name: column for name, column in _by_column(self._reports).items() if name not in _KEPT_ONCE}
        for name in reports.keys() & incidents.keys():
            column = incidents[name]
            _leave_out(reports[name], [column[owner] for owner in self._owners])
        _leave_out(reports["place_as_written"], [row["location"] for row in self._reports])
        _leave_out(reports["span_end"], [row["span_start"] + len(row["sentence"]) for row in self._reports])
        _leave_out(reports["place_end"], [row["place_start"] + len(row["place_as_written"]) for row in self._reports])
        articles = [dict(zip(ARTICLE_COLUMNS, article, strict=True)) for article in self._articles]  # type: ignore[call-overload]
        own = {name: column for name, column in incidents.items() if name not in _IN_COLUMNS}
        return pack_json({"articles": _by_column(articles), "reports": reports, "incidents": own})


def _leave_out(column: list[Any], expected: list[Any]) -> None:
    """Put ``True`` where the page can tell the value: from the incident, from the place, or from a length."""
    column[:] = [True if value == known else value for value, known in zip(column, expected, strict=True)]


def build_payload(incidents: Iterable[Incident]) -> Payload:
    """The page's data for the incidents, in their order; ``incidents`` may be an iterator."""
    builder = _Builder()
    for incident in incidents:
        builder.add(incident)
    builder.close_chunk()
    places: list[Place] = list(builder.places)  # type: ignore[arg-type]
    spellings = builder.spellings + [set[str]() for _ in range(len(places) - len(builder.spellings))]
    widths, columns = _packed_columns(builder.columns)
    meta = {
        "n": len(builder.ids),
        "chunk": CHUNK,
        "widths": widths,
        "kinds": list(builder.kinds),
        "types": [swatch.name for swatch in EVENT_TYPES],
        "modalities": MODALITIES,
        "precisions": PLACE_KINDS,
        "statuses": REVIEW_STATUSES,
        "sources": list(builder.sources),
        "sourceSets": list(builder.source_sets),
        "claimants": list(builder.claimants),
        "claimantSets": list(builder.claimant_sets),
        "aliases": builder.aliases,
    }
    rows = _by_column([place_row(place) for place in places])
    blocks = [*columns, Block("ids", pack_json(builder.ids)), Block("places", pack_json(rows)), *builder.blocks]
    return Payload(meta, blocks, places, spellings)


def _packed_columns(columns: _Columns) -> tuple[dict[str, str], list[Block]]:
    """The widths by column name, and a block for each. Days are counted from the first one seen, from 1; 0 is none."""
    first = min((day for day in columns.start if day), default=date(2000, 1, 1).toordinal())
    columns.start = array("I", (day - first + 1 if day else 0 for day in columns.start))
    widths, blocks = {"first": date.fromordinal(first).isoformat()}, []
    for name in _Columns.__dataclass_fields__:
        widths[name], text = pack_column(getattr(columns, name))
        blocks.append(Block(f"column-{name}", text))
    return widths, blocks


def _claimants(incident: Incident) -> Iterator[str]:
    """Who says so in the reports, each once; "" is the outlet itself."""
    return iter(dict.fromkeys(r.attribution.name if r.attribution else "" for r in incident.reports))


def _incident_words(incident: Incident, place: int) -> dict[str, Any]:
    """What of an incident its reports may repeat, and what neither the columns nor its reports tell."""
    numbers, when = incident.casualties, incident.when
    return {
        "place": place,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "event_date": when.start.isoformat() if when.start else None,
        "modality": incident.modality,
        "n_reports": len(incident.reports),
        "time_precision": when.time_precision,
        "date_basis": when.basis,
        "event_date_end": when.end.isoformat() if when.end else None,
        "denied_by": incident.denied_by or None,
        "fatalities": numbers.fatalities_min,
        "fatalities_max": numbers.fatalities_max,
        "injuries": numbers.injuries_min,
        "injuries_max": numbers.injuries_max,
        "actor1": incident.actor1 or None,
        "actor2": incident.actor2 or None,
        "aliases": list(incident.aliases),
        "context": list(incident.context),
    }


def _by_column(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


# Of a report: what its article and its place tell.
_KEPT_ONCE = frozenset((*ARTICLE_COLUMNS, *place_row(Place("", "", "city", 0.0, 0.0))))
# Of an incident: what the columns of the page tell.
_IN_COLUMNS = frozenset(("place", "event_type", "sub_event_type", "event_date", "modality"))
