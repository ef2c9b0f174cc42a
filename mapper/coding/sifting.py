"""What is left off the map once the whole document is known, each with its reason.

An area is left out when a finer place of the same event is mapped ("central Turkey" beside Kayseri), the wider place of
a chain ("Edmonton, London") always, a country as soon as anything finer is mapped; what happened long before the
article when the article has news; what is yet to happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from mapper.coding.grammar import word_class
from mapper.coding.reading import Reading
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.gazetteer import kilometres
from mapper.model import Place, Report

# Older events are background where an article has news of its own (annotation guideline: 31 days).
NEWS_DAYS = 31
# Two points this near in one chain of names are one place told twice: a district and its city.
CHAIN_KM = 60


def sift(reports: Sequence[Report], readings: Sequence[Reading], gazetteer: Gazetteer) -> list[tuple[Report, str]]:
    """Every report with the reason to leave it out, "" for those that stay."""
    by_start = {reading.sentence.span.start: reading for reading in readings}
    recent = any(not _is_old(report) for report in reports)
    found = []
    for report in reports:
        reading = by_start[report.sentence.span.start]
        wider = next((o for o in reports if o is not report and _swallows(report, o, reading, gazetteer)), None)
        if wider is not None:
            found.append((report, f"wider than a mapped place: {wider.place.name}"))
        elif recent and _is_old(report):
            found.append((report, f"background: {report.when.text or report.when.start}"))
        else:
            found.append((report, ""))
    return found


def _is_old(report: Report) -> bool:
    published, day = report.citation.published, report.when.end
    return published is not None and day is not None and day < published - timedelta(days=NEWS_DAYS)


def _swallows(wide: Report, fine: Report, reading: Reading, gazetteer: Gazetteer) -> bool:
    """True when ``wide`` stands at a place that only contains the place of ``fine``."""
    area, place = wide.place, fine.place
    if area.place_id == place.place_id:
        return False
    if area.kind == "country":
        return place.kind != "country"
    if area.is_area:
        same = area.kind != place.kind and (wide.event_type == fine.event_type or wide.sentence == fine.sentence)
        apposed = wide.trigger == fine.trigger and area.country == place.country and _is_apposed(reading, fine, wide)
        return same and (apposed or gazetteer.contains(area.place_id, place))
    return wide.sentence == fine.sentence and wide.trigger == fine.trigger and _is_chain(reading, fine, wide)


def _is_apposed(reading: Reading, fine: Report, wide: Report) -> bool:
    """True for "Maiduguri, Borno, on Tuesday", where the wider name closes no list."""
    one, other = fine.resolution.toponym.span, wide.resolution.toponym.span
    between = [w.lower for w in reading.words if one.end <= w.start and w.end <= other.start]
    after = [w.lower for w in reading.words if w.start >= other.end][:3]
    return between == [","] and "and" not in after and "or" not in after


def _is_chain(reading: Reading, fine: Report, wide: Report) -> bool:
    """True for "Little Portugal, Toronto" and "a street in Edmonton, north London", not for "Foua and Kafriya"."""
    one, other = fine.resolution.toponym.span, wide.resolution.toponym.span
    between = [w.lower for w in reading.words if one.end <= w.start and w.end <= other.start]
    chained = "," in between[:2] or bool(word_class("locative").intersection(between)) or "of" in between
    near = kilometres((fine.place.lat, fine.place.lon), (wide.place.lat, wide.place.lon)) < CHAIN_KM
    joined = "and" in between or "or" in between
    return one.end <= other.start and chained and near and not joined and _size(wide.place) > _size(fine.place)


def _size(place: Place) -> tuple[int, int]:
    return (("site", "district", "city", "region", "country").index(place.kind), place.population)
