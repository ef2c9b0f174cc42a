"""Which reports stand at a place that only contains the place of another report of the same event.

Within a sentence the words between the two names decide too. Over a whole document an area is asked once for the
places inside it, so that thousands of reports cost little more than the places they name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.coding.grammar import word_class
from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place, Report, Span
from mapper.text.words import Words

# Two points this near in one chain of names are one place told twice: a district and its city.
CHAIN_KM = 60
# Words between a place and the area its remark names: "Bagega, a gold-mining village in Anka".
APPOSED = 7
# How far from its middle a vague area such as "southern Russia" is taken to reach.
VAGUE_KM = 400
# GeoNames' class of rivers, lakes and seas.
WATER = "H"
# Sentences in which a lead's "central Turkey" is still being placed.
FOLLOWING = 4

Numbered = tuple[int, Report]
Told = tuple[object, ...]  # (): anything; (event type,); (event type, first day or None)


@dataclass(slots=True)
class _Group:
    """Reports inside one area that tell the same: the first of them, the places they stand at."""

    first: Numbered
    points: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)


class FinerPlaces:
    """The news of a document by where it is: asked for what lies inside the place of a report.

    ``news`` is in reading order; ``starts`` are the first characters of the document's sentences.
    """

    def __init__(self, news: Sequence[Report], starts: Sequence[int], gazetteer: Gazetteer) -> None:
        self._starts = starts
        self._gazetteer = gazetteer
        self._in_sentence: dict[int, list[Numbered]] = defaultdict(list)
        self._at_place: dict[str, list[Numbered]] = defaultdict(list)
        self._inside: dict[str, dict[Told, _Group]] = {}
        for number, report in enumerate(news):
            self._in_sentence[report.sentence.span.start].append((number, report))
            self._at_place[report.place.place_id].append((number, report))

    def first_inside(self, wide: Report) -> Report | None:
        """The first report of the same event at a finer place that the place of ``wide`` contains."""
        found = [*self._beside(wide), *(group.first for group in self._same_event(wide))]
        return min(found, key=lambda numbered: numbered[0])[1] if found else None

    def told_next(self, wide: Report) -> Report | None:
        """The one finer place of the same event, when the next sentences tell it; None where there are several."""
        at = bisect_left(self._starts, wide.sentence.span.start)
        following = [r for s in self._starts[at + 1 : at + 1 + FOLLOWING] for _, r in self._in_sentence.get(s, ())]
        following = [r for r in following if r.sub_event_type == wide.sub_event_type]
        groups = self._same_event(wide) if following else []
        if not groups or self._beside(wide):
            return None
        points = set().union(*(group.points for group in groups))
        places = points or set().union(*(group.areas for group in groups))
        of_the_day = self._inside_of(wide.place).get((wide.event_type, wide.when.start))
        alone = of_the_day and (of_the_day.points if points else of_the_day.areas)
        first = next((r for r in following if r.place.place_id in places and _may_be_same(wide, r)), None)
        if first is None or not alone or len(alone) > 1:
            return None
        return first if (first.event_type, first.when.start) == (wide.event_type, wide.when.start) else None

    def _beside(self, wide: Report) -> list[Numbered]:
        """The finer places in the sentence itself."""
        others = self._in_sentence.get(wide.sentence.span.start, ())
        return [(n, other) for n, other in others if other is not wide and self._swallows(wide, other)]

    def _same_event(self, wide: Report) -> list[_Group]:
        """The reports inside an area that can tell the same event: for a country all."""
        if not wide.place.is_area:
            return []
        told: list[Told] = [(wide.event_type, wide.when.start), (wide.event_type, None)]
        if wide.place.kind == "country":
            told = [()]
        elif wide.when.start is None:
            told = [(wide.event_type,)]
        inside = self._inside_of(wide.place)
        return [inside[key] for key in told if key in inside]

    def _inside_of(self, area: Place) -> dict[Told, _Group]:
        if area.place_id not in self._inside:
            found = self._inside[area.place_id] = {}
            for reports in self._at_place.values():
                if _contains(self._gazetteer, area, reports[0][1].place):
                    for numbered in reports:
                        _add(found, numbered)
        return self._inside[area.place_id]

    def _swallows(self, wide: Report, fine: Report) -> bool:
        """True when ``wide`` stands at a place that only contains the place of ``fine``, told in the same sentence."""
        if wide.place.place_id == fine.place.place_id:
            return False
        if wide.place.is_area and _contains(self._gazetteer, wide.place, fine.place):
            return True
        if wide.place.kind == "country" or fine.place.feature_class == WATER:
            return False
        if wide.place.feature_class == WATER and not fine.place.is_area and _kilometres(wide, fine) < VAGUE_KM:
            return wide.trigger != fine.trigger or _is_chain(fine, wide) or _is_chain(wide, fine)
        named_here = is_named_there(wide) and is_named_there(fine)
        return named_here and wide.trigger == fine.trigger and wide.place.kind != "site" and _is_wider(wide, fine)


def is_named_there(report: Report) -> bool:
    """False when the sentence only points at the place: "the two cities"."""
    return report.sentence.span.start <= report.resolution.toponym.span.start < report.sentence.span.end


def _is_wider(wide: Report, fine: Report) -> bool:
    """True for the wider of two names told in one breath: "Edmonton, London", "Giza's Haram district".

    Where the two lie far apart one is mistaken: the town that says where the other lies is the surer.
    """
    first, second = sorted([wide, fine], key=lambda report: report.resolution.toponym.span)
    between = _between(first, second)
    owned = between[:1] in (["'s"], ["'"])
    if not owned and not _is_chain(first, second):
        return False
    outer = first if owned else second
    is_landmark = not word_class("nearness").isdisjoint(between)
    agree = outer.place.is_area or is_landmark or _kilometres(first, second) < CHAIN_KM
    return (wide is outer) == agree


def _add(groups: dict[Told, _Group], numbered: Numbered) -> None:
    number, report = numbered
    for told in ((), (report.event_type,), (report.event_type, report.when.start)):
        group = groups.setdefault(told, _Group(numbered))
        if number < group.first[0]:
            group.first = numbered
        (group.areas if report.place.is_area else group.points).add(report.place.place_id)


def _may_be_same(wide: Report, fine: Report) -> bool:
    """False when both days are known and differ: yesterday's strike in a town says nothing of today's in its region."""
    if wide.place.kind == "country":
        return True
    days = (wide.when.start, fine.when.start)
    return wide.event_type == fine.event_type and (None in days or days[0] == days[1])


def _contains(gazetteer: Gazetteer, area: Place, place: Place) -> bool:
    """True when the area holds the place; for "southern Bangladesh", which has no edge, when the place is near."""
    if area.place_id == place.place_id:
        return False
    if area.kind == "country":
        return place.kind != "country" and gazetteer.contains(area.place_id, place)
    if gazetteer.contains(place.place_id, area):
        return False
    if gazetteer.contains(area.place_id, place):
        return True
    vague = area.name.split()[0].lower() in word_class("direction") and area.country == place.country
    return vague and kilometres(area.point, place.point) < VAGUE_KM


def _kilometres(one: Report, other: Report) -> float:
    return kilometres(one.place.point, other.place.point)


def _is_chain(first: Report, second: Report) -> bool:
    """True for "Maiduguri, Borno", "the Obolon district of Kyiv", "Izmail, on the Danube"; not for lists."""
    if first.place.is_area and first.place.kind == second.place.kind and first.place.feature_class != WATER:
        return False
    passed = word_class("determiner") | word_class("direction") | word_class("area_head")
    between = [word for word in _between(first, second) if word not in passed]
    if between[:1] == [","]:
        apposed = len(between) <= APPOSED and not word_class("settlement").isdisjoint(_between(first, second))
        between = between[-1:] if apposed else between[1:]
        if not between and _goes_on(second):
            return False
    return set(between) <= word_class("locative") | {"of"}


def _goes_on(report: Report) -> bool:
    """True when a list goes on behind the name: ", X and Y"."""
    words = Words(report.sentence)
    end = bisect_left(words.starts, report.resolution.toponym.span.end)
    return not {"and", "or", "&"}.isdisjoint(words.lowers[end : end + 3])


def _between(first: Report, second: Report) -> list[str]:
    words = Words(first.sentence)
    inside = words.inside(Span(first.resolution.toponym.span.end, second.resolution.toponym.span.start))
    return words.lowers[inside.start : inside.stop]
