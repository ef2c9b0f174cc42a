"""Reports in an order of their own, and those that say the same thing bundled.

A night of attacks is told by hundreds of outlets in a few ways: same place, day and type. Such reports are bundled
by equality first, and only bundles are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from mapper.corroboration.evidence import Evidence, evidence
from mapper.corroboration.figures import hull, too_far_apart
from mapper.model import Casualties, Report

_Told = tuple[Evidence, int]  # what a report brings, and its position


class Bundle(NamedTuple):
    """Reports that say the same: what they bring to a comparison, and their positions in order."""

    evidence: Evidence
    members: list[int]


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
    spans = (report.sentence.span, report.trigger, toponym.span)
    published = cite.published or date.max
    return published, cite.text_sha256, cite.doc_id, spans, report.event_type, report.sub_event_type


def bundle(reports: Sequence[Report]) -> list[Bundle]:
    """Reports in order, bundled by equal evidence; each bundle speaks through its first report's words.

    Figures part a bundle only where they contradict each other; it stands for all between its smallest and largest.
    """
    alike: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for number, found in enumerate(_with_tolls([evidence(report) for report in reports])):
        alike[_signature(found)].append((found, number))
    parts = (part for told in alike.values() for part in _parts(told))
    return [Bundle(_spokesman(part), [number for _, number in part]) for part in parts]


def _with_tolls(items: Sequence[Evidence]) -> Iterator[Evidence]:
    """The evidence with the largest number of dead that the article gives of the event: the others are parts of it."""
    tolls: dict[tuple[object, ...], Casualties] = {}
    for item in items:
        if item.casualties.fatalities_min is not None:
            key = _event_in_article(item)
            tolls[key] = max(tolls.get(key, item.casualties), item.casualties, key=lambda c: c.fatalities_min or 0)
    for item in items:
        own = item.casualties
        toll = own if own.fatalities_min is None else tolls[_event_in_article(item)]
        yield item if toll is own else replace(item, casualties=toll)


def _event_in_article(item: Evidence) -> tuple[object, ...]:
    return item.article, item.place.place_id, item.told, item.days.window


def _parts(told: list[_Told]) -> Iterator[list[_Told]]:
    """Equal reports, parted where their numbers of dead lie too far apart; one that gives none fits them all."""
    dead = [found.casualties.fatalities_min for found, _ in told]
    counts = sorted({number for number in dead if number is not None})
    tops = [few for few, many in pairwise(counts) if too_far_apart(few, many)]
    if None in dead or not tops:
        yield told
        return
    parts: dict[int, list[_Told]] = defaultdict(list)
    for number, each in zip(dead, told, strict=True):
        parts[bisect_left(tops, number or 0)].append(each)
    yield from parts.values()


def _spokesman(part: Sequence[_Told]) -> Evidence:
    """The first report's evidence, with the figures that all of them tell."""
    first, figures = part[0][0], {found.casualties for found, _ in part}
    return first if len(figures) == 1 else replace(first, casualties=hull(figures))


def _signature(e: Evidence) -> tuple[object, ...]:
    soft = e.days.published if e.days.basis in ("publication", "none") else None
    own = e.article if e.set_apart else None
    days = (e.days.first, e.days.last, e.days.window, soft)
    return (e.place.place_id, days, e.kind, e.told, e.manners, own)
