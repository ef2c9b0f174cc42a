"""Reports that say the same thing, bundled, and the pairs of bundles worth comparing.

A night of attacks is told by hundreds of outlets in a few ways: same place, day, type and figures. Such reports
are bundled by equality first; only bundles are compared, and only those that meet in a block of place and time.
Both steps keep the cost near-linear in the number of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, product

from mapper.corroborate.days import EVER
from mapper.corroborate.evidence import Evidence, evidence
from mapper.corroborate.places import core_name, is_vague
from mapper.model import Place, Report

# Blocks of time: windows of a week or two fall into two or three of them.
BLOCK_DAYS = 8
# Blocks of space for a site and the city it may belong to: half a degree is wider than a city's reach at 60 degrees.
CELL_DEGREES = 0.5

_Block = tuple[object, ...]


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
    soft = e.published if e.when.basis in ("publication", "none") else None
    own = e.article if e.set_apart else None
    numbers = (e.casualties.fatalities_min, e.casualties.fatalities_max, e.casualties.injuries_min)
    days = (e.when.start, e.when.end, e.window, soft)
    return (e.place.place_id, days, e.kind, e.told, numbers, e.manners, own)


def candidates(items: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Every pair of positions that may be one incident, each once, the smaller position first."""
    blocks: dict[_Block, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    undated: list[int] = []
    for position, item in enumerate(items):
        if item.window == EVER:
            undated.append(position)
        for role, key in _keys(item.place):
            for time in _times(item):
                blocks[(*key, time)][role].append(position)
    yield from _pairs(blocks.values())
    yield from _undated_pairs(items, undated)


def _pairs(blocks: Iterable[tuple[list[int], list[int]]]) -> Iterator[tuple[int, int]]:
    seen: set[tuple[int, int]] = set()
    for hosts, guests in blocks:
        for a, b in (*combinations(hosts, 2), *product(hosts, guests)):
            pair = (a, b) if a < b else (b, a)
            if a != b and pair not in seen:
                seen.add(pair)
                yield pair


def _undated_pairs(items: Sequence[Evidence], undated: Sequence[int]) -> Iterator[tuple[int, int]]:
    """An undated report of an undated article meets all of its place, whatever their day."""
    if not undated:
        return
    blocks: dict[_Block, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    loose = set(undated)
    for position, item in enumerate(items):
        for role, key in _keys(item.place):
            blocks[key][role].append(position)
    for a, b in _pairs(blocks.values()):
        if (a in loose) != (b in loose):
            yield a, b


def _keys(place: Place) -> Iterator[tuple[int, _Block]]:
    """The blocks a place stands in: as a host (0), compared with all in it, or as a guest (1), with hosts only."""
    yield 0, ("id", place.place_id)
    yield 0, ("name", place.country, core_name(place.name))
    if place.kind == "country" or is_vague(place):
        yield 0, ("land", place.country)
        return
    yield 1, ("land", place.country)
    yield 1, ("land", "")
    if place.kind == "region":
        yield 0, ("region", place.place_id)
        return
    yield 1, ("region", place.admin1_id)
    row, column = round(place.lat / CELL_DEGREES), round(place.lon / CELL_DEGREES)
    if place.kind == "city":
        yield 1, ("cell", row, column)
        return
    for north, east in product((-1, 0, 1), repeat=2):
        yield 0, ("cell", row + north, column + east)


def _times(item: Evidence) -> Iterable[int]:
    first, last = item.window
    return (-1,) if item.window == EVER else range(first // BLOCK_DAYS, last // BLOCK_DAYS + 1)
