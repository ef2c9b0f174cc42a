"""Every type of the domain: what flows from one step of the pipeline to the next.

    Document -> Sentence + Toponym -> Resolution -> Report -> Incident

All are frozen and slotted; all positions are character offsets into ``Document.text``, end exclusive; every
point is (lat, lon) in decimal degrees, WGS 84. Standard library only, so that importing this costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

PlaceKind = Literal["site", "city", "district", "region", "country"]
Modality = Literal["asserted", "alleged", "denied", "threatened", "warned"]
DateBasis = Literal["stated", "carried", "publication", "none"]
AttributionKind = Literal["agency", "official", "military", "resident", "outlet", "other"]
ReviewStatus = Literal["auto", "accepted", "corrected", "rejected"]
ToponymForm = Literal["name", "demonym", "abbreviation"]

# ACLED's geo_precision: 1 a named town or site, 2 near one or part of a region, 3 a region or wider.
GEO_PRECISION: dict[str, int] = {"site": 1, "city": 1, "district": 2, "region": 3, "country": 3}


class Span(NamedTuple):
    """Where something stands in ``Document.text``: [start, end) in characters."""

    start: int
    end: int

    def within(self, text: str) -> str:
        """The words this span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


UNKNOWN_OUTLET = "unknown outlet"  # no outlet's name: articles without one are not known to be several voices


@dataclass(frozen=True, slots=True)
class Citation:
    """Who published a text, where and when: all of a document that a report carries on.

    ``origin`` groups copies of one syndicated text: two citations with the same origin are one voice when
    independent sources are counted. ``published_basis`` says where the date came from.
    """

    doc_id: str
    source: str = ""
    title: str = ""
    url: str = ""
    published: date | None = None
    published_basis: Literal["sidecar", "record", "header", "option", "none"] = "none"
    language: str = ""
    text_sha256: str = ""
    origin: str = ""

    @property
    def outlet(self) -> str:
        """Who published it; ``UNKNOWN_OUTLET`` where that is not known."""
        return self.source or UNKNOWN_OUTLET


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is the decoded text with any header still in place; offsets refer to it.

    ``prose`` is the part that is the article's own words: a header such as `` date 2023-05-04 `` is masked by
    it, not cut out. ``places`` and ``dates`` a record may bring of its own are kept in ``record``.
    """

    text: str
    citation: Citation
    prose: Span
    path: str = ""
    record: tuple[tuple[str, str], ...] = ()

    @property
    def doc_id(self) -> str:
        """The name of the document: file name without ending, or the record's own id."""
        return self.citation.doc_id


def text_sha256(text: str) -> str:
    """The SHA-256, in hex, of a document's decoded text encoded as UTF-8: what spans refer to."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document; ``paragraph`` counts from 0."""

    span: Span
    text: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as it stands in the text.

    ``descriptor`` is the class word that goes with it ("region", "oblast", "city of"), in lower case and
    singular; in a list with one shared head ("Poltava, Sumy regions") it reaches every item. ``form`` tells a
    name from the adjective or people of a place ("Russian", "Parisians") and from an abbreviation ("Ky.").
    """

    text: str
    span: Span
    descriptor: str | None = None
    form: ToponymForm = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry.

    ``place_id`` is "gn:" and the GeoNames number where there is one, else a prefix of our own. ``country`` is
    ISO 3166 alpha-2, empty for places in none or several; ``admin1_id`` is the place_id of the first-level
    region it lies in. ``lat``, ``lon`` in decimal degrees; for a region a representative point inside it.
    ``disputed`` is a short note for places whose sovereignty is contested, else empty. ``point_within_km`` tells that
    no public table confirms the point, and how far off the place may be; 0 where one does.
    """

    place_id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    country_name: str = ""
    admin1: str = ""
    admin1_id: str = ""
    feature_class: str = ""
    feature_code: str = ""
    population: int = 0
    disputed: str = ""
    point_within_km: int = 0

    @property
    def point(self) -> tuple[float, float]:
        """(lat, lon) in decimal degrees."""
        return self.lat, self.lon

    @property
    def is_area(self) -> bool:
        """True when the place is drawn as an area, never as a pin."""
        return self.kind in ("region", "country")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place a toponym means, or none, and why.

    ``score`` is 0..1; ``tier`` names the weakest step the answer rests on ("exact", "spelling", "exonym",
    "skeleton", "fuzzy", "online"); ``alternatives`` are the next best places, best first. ``ambiguous`` is true
    when candidates were found and none was chosen.
    """

    toponym: Toponym
    place: Place | None
    score: float = 0.0
    alternatives: tuple[Place, ...] = ()
    reason: str = ""
    tier: str = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """The day or days of an event; both ends inclusive, both None when no day is known.

    ``time_precision`` is ACLED's: 1 the day itself, 2 that week, 3 that month or vaguer. ``basis`` says whether
    the sentence states it, an earlier sentence does, or it is the day of publication. ``text`` keeps the words.
    """

    start: date | None = None
    end: date | None = None
    time_precision: Literal[1, 2, 3] = 3
    basis: DateBasis = "none"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so in the text, as written; ``via`` is the relay ("RIA Novosti, citing the ministry")."""

    name: str
    kind: AttributionKind = "other"
    via: str = ""


@dataclass(frozen=True, slots=True)
class Casualties:
    """Reported deaths and injuries as ranges; None is "not said", 0 is "said to be none".

    "at least 21" is (21, None); "up to five" is (None, 5); "21" is (21, 21). The texts keep the words.
    """

    fatalities_min: int | None = None
    fatalities_max: int | None = None
    injuries_min: int | None = None
    injuries_max: int | None = None
    fatalities_text: str = ""
    injuries_text: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One claim in one sentence of one document: the smallest thing the program asserts anything about."""

    citation: Citation
    sentence: Sentence
    trigger: Span
    resolution: Resolution
    event_type: str
    sub_event_type: str
    when: When = When()
    modality: Modality = "asserted"
    attribution: Attribution | None = None
    denied_by: str = ""
    casualties: Casualties = Casualties()
    actor1: str = ""
    actor2: str = ""

    @property
    def doc_id(self) -> str:
        """The document the claim stands in."""
        return self.citation.doc_id

    @property
    def place(self) -> Place:
        """The resolved place; a report is only made where there is one."""
        if self.resolution.place is None:
            msg = f"a report without a place: {self.sentence.text!r} in {self.doc_id}"
            raise ValueError(msg)
        return self.resolution.place


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A place mention that made no report, and why ("actor: 'Kiev's forces'")."""

    resolution: Resolution
    reason: str


@dataclass(frozen=True)
class Coding:
    """All that coding a document yields: its reports, and how to explain the rest of it."""

    reports: tuple[Report, ...]
    explain: Callable[[], tuple[Unmapped, ...]]

    @cached_property
    def unmapped(self) -> tuple[Unmapped, ...]:
        """Every mention left off the map with its reason, worked out when it is first asked for."""
        return self.explain()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave: its reports, the names no place was found for, and a note where it was not coded.

    ``failure`` says why the document could not be read at all; it is then counted as skipped. ``fingerprint`` is what
    copies of its text are known by.
    """

    citation: Citation
    path: str = ""
    characters: int = 0
    reports: tuple[Report, ...] = ()
    unresolved: tuple[str, ...] = ()
    note: str = ""
    failure: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """What several reports agree happened. Every field is derived from the reports unless a person corrected it.

    ``reports`` holds the leading report first; ``context`` the ids of incidents that go with this one (the alert
    before a strike); ``n_independent`` counts outlets after agencies and syndicated copies are folded together.
    """

    incident_id: str
    event_type: str
    sub_event_type: str
    place: Place
    reports: tuple[Report, ...]
    when: When = When()
    modality: Modality = "asserted"
    denied_by: str = ""
    casualties: Casualties = Casualties()
    actor1: str = ""
    actor2: str = ""
    n_independent: int = 1
    review_status: ReviewStatus = "auto"
    aliases: tuple[str, ...] = ()
    context: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets, each once, in the order of their first report."""
        return tuple(dict.fromkeys([r.citation.outlet for r in self.reports]))

    @property
    def claimants(self) -> tuple[str, ...]:
        """Who says so in the reports, each once, in their order."""
        return tuple(dict.fromkeys(r.attribution.name for r in self.reports if r.attribution))

    @property
    def published(self) -> tuple[date, date] | None:
        """The first and the last day its reports were published; None where none of them is dated."""
        days = sorted(r.citation.published for r in self.reports if r.citation.published)
        return (days[0], days[-1]) if days else None

    @property
    def spellings(self) -> tuple[str, ...]:
        """The place names as the reports write them, each once, the leading report's first."""
        return tuple(dict.fromkeys(r.resolution.toponym.text for r in self.reports))


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out: where it stood, why, and what the user can do."""

    path: str
    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did, in numbers a person can check against the folder.

    ``new``, ``changed`` and ``gone`` name the incidents that were not so after the last run, one line each; of those
    that a selection left out only ``left_out`` tells, a sentence. ``replaced`` names the articles that took the place
    of their former selves.
    """

    documents: int = 0
    characters: int = 0
    incidents: int = 0
    reports: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left_out: str = ""
    replaced: tuple[str, ...] = ()
    by_type: tuple[tuple[str, int], ...] = ()
    unresolved: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())
    written: tuple[str, ...] = ()
