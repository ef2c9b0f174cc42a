"""What is left off the map once the whole document is known, each with its reason.

An area is left out when a finer place of the same event is mapped ("central Turkey" beside Kayseri), the wider place of
a chain ("Edmonton, London") always, a country as soon as anything finer is mapped; what happened long before the
article when the article has news; what is yet to happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
# How far from its middle a vague area such as "southern Russia" is taken to reach.
VAGUE_KM = 400
# Sentences of the lead: an old event is the article's subject only when told there.
LEAD = 2
# Sentences in which a lead's "central Turkey" is still being placed.
FOLLOWING = 4


def sift(reports: Sequence[Report], readings: Sequence[Reading], gazetteer: Gazetteer) -> list[tuple[Report, str]]:
    """Every report with the reason to leave it out, "" for those that stay.

    A report of an area whose event the next sentences place more finely stays, at the finer place: "a gas explosion
    in eastern China" with its toll belongs to the restaurant in Hangzhou.
    """
    by_start = {reading.sentence.span.start: reading for reading in readings}
    news = [r for r in reports if not _is_old(r)] or _of_the_first(reports, list(by_start)[:LEAD])
    found = []
    for report in reports:
        reading = by_start[report.sentence.span.start]
        finer = [o for o in news if o is not report and _swallows(report, o, reading, gazetteer)]
        moved = _told_more_finely(report, finer, readings)
        if _is_part_of_a_site(report, reports):
            found.append((report, "part of the name of a building or street"))
        elif report not in news:
            found.append((report, f"background: {report.when.text or report.when.start}"))
        elif moved is not None:
            found.append((replace(report, resolution=moved.resolution), ""))
        elif finer:
            found.append((report, f"wider than a mapped place: {finer[0].place.name}"))
        else:
            found.append((report, ""))
    return found


def _is_part_of_a_site(report: Report, reports: Sequence[Report]) -> bool:
    """True for "Union Station" read as a town called Union, where the sentence has another place."""
    sentence, end = report.sentence, report.resolution.toponym.span.end - report.sentence.span.start
    following = sentence.text[end:].split()[:1] if sentence.text[end : end + 1] == " " else []
    capital = (
        bool(following) and following[0][0].isupper() and following[0].lower().strip(",.") in word_class("facility")
    )
    others = any(o.sentence == sentence and o.place.place_id != report.place.place_id for o in reports)
    return capital and others


def _of_the_first(reports: Sequence[Report], lead: Sequence[int]) -> list[Report]:
    """The reports of the first event told in the lead: the subject of an article on something old, such as a trial."""
    first = next((report for report in reports if report.sentence.span.start in lead), None)
    return [r for r in reports if first and (r.place.place_id == first.place.place_id or r.when == first.when)]


def _told_more_finely(wide: Report, finer: Sequence[Report], readings: Sequence[Reading]) -> Report | None:
    """The one finer place of the same event in the sentences that follow, None when there is none or several."""
    order = [reading.sentence.span.start for reading in readings]
    at = order.index(wide.sentence.span.start)
    following = set(order[at + 1 : at + 1 + FOLLOWING])
    same = [f for f in finer if f.sentence.span.start in following and f.sub_event_type == wide.sub_event_type]
    points = [f for f in finer if not f.place.is_area] or finer
    same = [f for f in same if f in points]
    of_the_day = [f for f in points if f.event_type == wide.event_type and f.when.start == wide.when.start]
    alone = len({f.place.place_id for f in of_the_day}) == 1
    here = any(f.sentence == wide.sentence for f in finer)
    return same[0] if same and alone and not here and same[0] in of_the_day else None


def _is_old(report: Report) -> bool:
    published, day = report.citation.published, report.when.end
    if report.when.basis == "stated" and report.when.start is None:
        return True  # a year or "decades ago": no day, but a past
    return published is not None and day is not None and day < published - timedelta(days=NEWS_DAYS)


def _same_days(one: Report, other: Report) -> bool:
    """False when both days are known and differ: yesterday's strike in a town says nothing of today's in its region."""
    return None in (one.when.start, other.when.start) or one.when.start == other.when.start


def _swallows(wide: Report, fine: Report, reading: Reading, gazetteer: Gazetteer) -> bool:
    """True when ``wide`` stands at a place that only contains the place of ``fine``."""
    area, place = wide.place, fine.place
    if area.place_id == place.place_id:
        return False
    if area.kind == "country":
        return place.kind != "country" and gazetteer.contains(area.place_id, place)
    if area.is_area:
        same = wide.sentence == fine.sentence or (wide.event_type == fine.event_type and _same_days(wide, fine))
        apposed = area.kind != place.kind and wide.trigger == fine.trigger and _is_apposed(reading, fine, wide)
        return same and (apposed or _contains(gazetteer, area, place))
    return wide.sentence == fine.sentence and wide.trigger == fine.trigger and _is_chain(reading, fine, wide)


def _contains(gazetteer: Gazetteer, area: Place, place: Place) -> bool:
    """True when the area holds the place; for "southern Bangladesh", which has no edge, when the place is near."""
    if gazetteer.contains(place.place_id, area):
        return False
    if gazetteer.contains(area.place_id, place):
        return True
    vague = area.name.split()[0].lower() in word_class("direction") and area.country == place.country
    return vague and kilometres((area.lat, area.lon), (place.lat, place.lon)) < VAGUE_KM


def _is_apposed(reading: Reading, fine: Report, wide: Report) -> bool:
    """True for "Maiduguri, Borno, on Tuesday", where the wider name closes no list, and "Lake Victoria near Kisumu"."""
    between = _between(reading, fine, wide)
    if between == ["near"]:
        return True
    ordered = fine.resolution.toponym.span < wide.resolution.toponym.span
    after = [w.lower for w in reading.words if w.start >= wide.resolution.toponym.span.end][:3]
    return ordered and between == [","] and wide.place.country == fine.place.country and not {"and", "or"} & set(after)


def _between(reading: Reading, fine: Report, wide: Report) -> list[str]:
    one, other = sorted([fine.resolution.toponym.span, wide.resolution.toponym.span])
    return [w.lower for w in reading.words if one.end <= w.start and w.end <= other.start]


def _is_chain(reading: Reading, fine: Report, wide: Report) -> bool:
    """True for "Little Portugal, Toronto" and "Giza's Haram district", not for "Foua and Kafriya"."""
    one, other = fine.resolution.toponym.span, wide.resolution.toponym.span
    between = _between(reading, fine, wide)
    if one.start < other.start:
        chained = "," in between[:2] or bool((word_class("locative") | {"of"}).intersection(between))
    else:
        chained = between[:1] in (["'s"], ["'"])
    near = kilometres((fine.place.lat, fine.place.lon), (wide.place.lat, wide.place.lon)) < CHAIN_KM
    joined = "and" in between or "or" in between
    return chained and near and not joined and _size(wide.place) > _size(fine.place)


def _size(place: Place) -> tuple[int, int]:
    return (("site", "district", "city", "region", "country").index(place.kind), place.population)
