"""The fields of an incident, derived from its reports: what they agree on, most precisely and most surely told."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from mapper.corroboration.bundles import report_order
from mapper.corroboration.event_types import Kind, most_telling
from mapper.corroboration.evidence import article
from mapper.corroboration.places import RANK
from mapper.corroboration.voices import count_voices
from mapper.model import Casualties, DateBasis, Incident, Modality, Place, Report, When

# From the surest date to none.
_BASIS: tuple[DateBasis, ...] = ("stated", "carried", "publication", "none")
# Hex digits of an incident id: 64 bits, so that a collision in ten million incidents is a one in 400,000 chance.
_ID_DIGITS = 16

_T = TypeVar("_T")


def derive(reports: Sequence[Report], *, incident_id: str = "") -> Incident:
    """The incident that ``reports``, in ``report_order``, tell of; its leading report comes first."""
    place, kind, modality = _place(reports), _kind(reports), _modality(reports)
    when = _when(reports)
    lead = min(reports, key=lambda r: (_gaps(r, place, kind, modality, when), report_order(r)))
    actor1, actor2 = lead.actor1, lead.actor2
    return Incident(
        incident_id=incident_id or name_incident(reports[0]),
        event_type=kind[0],
        sub_event_type=kind[1],
        place=place,
        reports=(lead, *(r for r in reports if r is not lead)),
        when=when,
        modality=modality,
        denied_by="; ".join(dict.fromkeys(r.denied_by for r in reports if r.denied_by)),
        casualties=_casualties(reports),
        actor1=actor1 or _first(r.actor1 for r in reports),
        actor2=actor2 or _first(r.actor2 for r in reports),
        n_independent=count_voices(reports),
    )


def name_incident(earliest: Report, *, again: str = "") -> str:
    """The id of an incident: a hash of its earliest report's publication, document hash and spans.

    ``again`` tells two incidents apart that would share an id: copies of one text that are kept apart.
    """
    cite, toponym = earliest.citation, earliest.resolution.toponym
    published = cite.published.isoformat() if cite.published else ""
    document = cite.text_sha256 or cite.doc_id
    facts = (published, document, *earliest.trigger, *toponym.span, earliest.event_type, again)
    return hashlib.sha256("\x1f".join(map(str, facts)).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def _place(reports: Sequence[Report]) -> Place:
    finest = min(RANK[r.place.kind] for r in reports)
    return _most_told([r for r in reports if RANK[r.place.kind] == finest], lambda r: r.place)


def _kind(reports: Sequence[Report]) -> Kind:
    best = most_telling(frozenset((r.event_type, r.sub_event_type) for r in reports))
    kinds: list[Report] = [r for r in reports if (r.event_type, r.sub_event_type) in best]
    return _most_told(kinds, lambda r: (r.event_type, r.sub_event_type))


def _when(reports: Sequence[Report]) -> When:
    """The date with the best basis, then the shortest, then the one most articles tell."""
    surest = min(_BASIS.index(r.when.basis) for r in reports)
    dated = [r for r in reports if _BASIS.index(r.when.basis) == surest]
    shortest = min(_days(r.when) for r in dated)
    best = _most_told([r for r in dated if _days(r.when) == shortest], lambda r: (r.when.start, r.when.end))
    when = next(r.when for r in dated if (r.when.start, r.when.end) == best)
    return When(when.start, when.end, when.time_precision, when.basis)


def _days(when: When) -> int:
    return (when.end - when.start).days if when.start and when.end else 0


# How many articles must assert, for one that alleges or denies, what is denied by anybody: with fewer, the word of
# the side that accuses stands against that of the side that denies.
ASSERTED_TO_DOUBTED = 2


def _modality(reports: Sequence[Report]) -> Modality:
    """How surely the event is told of, by what each article says when it first names the event.

    Later mentions in an article lean on the first ("the drone attack" after "an alleged drone attack"). What one
    article asserts is asserted, though others only allege it; where it is denied, most must assert it.
    """
    first: dict[str, Modality] = {}
    for report in sorted(reports, key=lambda r: (article(r), r.sentence.span)):
        first.setdefault(article(report), report.modality)
    denying = {article(r) for r in reports if r.denied_by or r.modality == "denied"}
    doubting = denying | {name for name, modality in first.items() if modality == "alleged"}
    asserting = sum(1 for name, modality in first.items() if modality == "asserted" and name not in denying)
    alleged = any(r.modality in ("alleged", "asserted") for r in reports)
    if denying and alleged and asserting < ASSERTED_TO_DOUBTED * len(doubting):
        return "alleged"
    order: tuple[Modality, ...] = ("asserted", "alleged", "denied", "warned", "threatened")
    return next(m for m in order if m in first.values())


def _casualties(reports: Sequence[Report]) -> Casualties:
    """The range over the articles; of several figures in one article the largest, the others being parts of it."""
    dead = _range([(article(r), r.casualties.fatalities_min, r.casualties.fatalities_max) for r in reports])
    hurt = _range([(article(r), r.casualties.injuries_min, r.casualties.injuries_max) for r in reports])
    return Casualties(*dead, *hurt)


def _range(figures: Iterable[tuple[str, int | None, int | None]]) -> tuple[int | None, int | None]:
    by_article: dict[str, list[tuple[int | None, int | None]]] = defaultdict(list)
    for name, low, high in figures:
        if low is not None or high is not None:
            by_article[name].append((low, high))
    totals = [max(ranges, key=lambda r: (r[0] is not None, r[0] or 0, r[1] or 0)) for ranges in by_article.values()]
    lows = [low for low, _ in totals if low is not None]
    highs = [high for _, high in totals if high is not None]
    top = max(highs, default=None)
    return min(lows, default=None), None if top is None or top < max(lows, default=0) else top


def _gaps(report: Report, place: Place, kind: Kind, modality: Modality, when: When) -> int:
    """What a report leaves open or says less well than the incident as a whole; the leading report has the fewest."""
    same_day = (report.when.start, report.when.end) == (when.start, when.end)
    return (
        4 * (report.modality != modality)
        + 3 * (report.place.place_id != place.place_id)
        + 2 * ((report.event_type, report.sub_event_type) != kind)
        + 2 * (not same_day)
        + (report.attribution is None)
        + (report.casualties == Casualties())
    )


def _most_told(reports: Sequence[Report], value: Callable[[Report], _T]) -> _T:
    """The value most articles tell; the earliest of equals."""
    votes = Counter(dict.fromkeys(map(value, reports), 0))
    votes.update(told for _, told in {(article(r), value(r)) for r in reports})
    return max(votes, key=lambda v: votes[v])


def _first(words: Iterable[str]) -> str:
    return next((word for word in words if word), "")
