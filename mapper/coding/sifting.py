"""What is left off the map once the whole document is known, each with its reason.

An area is left out when a finer place of the same event is mapped ("central Turkey" beside Kayseri), the wider place of
a chain ("Edmonton, London") always, a country as soon as anything finer is mapped; what happened long before the
article when the article has news; what is yet to happen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from mapper.coding.finer import FinerPlaces, is_named_there
from mapper.coding.grammar import word_class
from mapper.gazetteer import Gazetteer
from mapper.model import Report, Sentence

# Older events are background where an article has news of its own (annotation guideline: 31 days).
NEWS_DAYS = 31
# Sentences of the lead: an old event is the article's subject only when told there.
LEAD = 2


def sift(
    reports: Sequence[Report], sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> Iterator[tuple[Report, str]]:
    """Every report with the reason to leave it out, "" for those that stay.

    A report of an area whose event the next sentences place more finely stays, at the finer place: "a gas explosion
    in eastern China" with its toll belongs to the restaurant in Hangzhou.
    """
    starts = [sentence.span.start for sentence in sentences]
    news = [r for r in reports if not _is_old(r)] or _of_the_first(reports, starts[:LEAD])
    is_news = set(map(id, news))
    finer = FinerPlaces(news, starts, gazetteer)
    places = _places_by_sentence(reports)
    for report in reports:
        if len(places[report.sentence.span.start]) > 1 and _is_part_of_a_site(report):
            yield report, "part of the name of a building or street"
        elif _is_a_count(report):
            yield report, f"counted over a long time: {report.when.text}"
        elif id(report) not in is_news:
            yield report, f"background: {report.when.text or report.when.start}"
        elif (moved := finer.told_next(report)) is not None:
            yield replace(report, resolution=moved.resolution), ""
        elif (inside := finer.first_inside(report)) is not None:
            yield report, f"wider than a mapped place: {inside.place.name}"
        else:
            yield report, ""


def _places_by_sentence(reports: Sequence[Report]) -> dict[int, set[str]]:
    places: dict[int, set[str]] = defaultdict(set)
    for report in reports:
        places[report.sentence.span.start].add(report.place.place_id)
    return places


def _is_part_of_a_site(report: Report) -> bool:
    """True for "Union Station" read as a town called Union."""
    sentence, end = report.sentence, report.resolution.toponym.span.end - report.sentence.span.start
    follows = is_named_there(report) and sentence.text[end : end + 1] == " "
    following = sentence.text[end:].split()[:1] if follows else []
    return bool(following) and following[0][0].isupper() and following[0].lower().strip(",.") in word_class("facility")


def _of_the_first(reports: Sequence[Report], lead: Sequence[int]) -> list[Report]:
    """The reports of the first event told in the lead: the subject of an article on something old, such as a trial."""
    first = next((report for report in reports if report.sentence.span.start in lead), None)
    return [r for r in reports if first and (r.place.place_id == first.place.place_id or r.when == first.when)]


def _is_a_count(report: Report) -> bool:
    """True for "forty have collapsed between January and May": what happened many times, not an event."""
    first, last = report.when.start, report.when.end
    return report.when.basis == "stated" and first is not None and last is not None and (last - first).days > NEWS_DAYS


def _is_old(report: Report) -> bool:
    published, day = report.citation.published, report.when.end
    if report.when.basis == "stated" and report.when.start is None:
        return True  # a year or "decades ago": no day, but a past
    return published is not None and day is not None and day < published - timedelta(days=NEWS_DAYS)
