"""Reports in an order of their own, and those that say the same thing bundled.

A night of attacks is told by hundreds of outlets in a few ways: same place, day, type and figures. Such reports
are bundled by equality first, and only bundles are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from mapper.corroboration.evidence import Evidence, evidence
from mapper.model import Report


def in_order(reports: Iterable[Report]) -> list[Report]:
    """The reports in an order that does not depend on how they came, each once."""
    ordered: list[Report] = []
    for _, same in groupby(sorted(reports, key=report_order), key=report_order):
        first, *others = same
        ordered += sorted({first, *others}, key=repr) if others else [first]
    return ordered


def report_order(report: Report) -> tuple[object, ...]:
    """Publication, document hash, spans: earliest first, articles without a date last."""
    cite, toponym = report.citation, report.resolution.toponym
    published = cite.published.isoformat() if cite.published else "9999"
    spans = (report.sentence.span, report.trigger, toponym.span)
    return published, cite.text_sha256, cite.doc_id, spans, report.event_type, report.sub_event_type


def bundle(reports: Sequence[Report]) -> list[tuple[Evidence, list[Report]]]:
    """Reports in order, bundled by equal evidence; each bundle speaks through its first report's words."""
    bundles: dict[tuple[object, ...], tuple[Evidence, list[Report]]] = {}
    for report in reports:
        found = evidence(report)
        bundles.setdefault(_signature(found), (found, []))[1].append(report)
    return list(bundles.values())


def _signature(e: Evidence) -> tuple[object, ...]:
    soft = e.days.published if e.days.basis in ("publication", "none") else None
    own = e.article if e.set_apart else None
    numbers = (e.casualties.fatalities_min, e.casualties.fatalities_max, e.casualties.injuries_min)
    days = (e.days.first, e.days.last, e.days.window, soft)
    return (e.place.place_id, days, e.kind, e.told, numbers, e.manners, own)
