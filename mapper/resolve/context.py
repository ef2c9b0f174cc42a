"""What the rest of a document says about one name's options: chains, votes of the other names, class words, home.

Names are grouped: one spelling with one class word means one place throughout a document. Votes are the chances the
other groups give to each country and region in the round before.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mapper.distance import KM_A_DEGREE, kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place, Toponym
from mapper.resolve.evidence import Evidence
from mapper.resolve.options import Option
from mapper.text.normalise import fold

_CLOSE_KM = 150.0  # over this distance the pull of a neighbour falls to a third
_LONGEST_LINK = 3  # characters between a name and the region it stands in: ", " and the like


@dataclass(slots=True)
class Group:
    """All mentions of one spelling in a document, its options, and how likely each is so far.

    ``base`` is the evidence that no other name's chances touch: the entry's own, chains, the outlet and home.
    """

    name: str
    options: tuple[Option, ...]
    base: list[Evidence]
    chance: list[float]
    mentions: int = 0
    heads: list[int] = field(default_factory=list)  # groups this one may be the region of: "Paris" for "Texas"
    tails: list[int] = field(default_factory=list)  # groups that may be the region of this one

    @property
    def weight(self) -> float:
        """What the group's vote counts: the first mention fully, further ones less and less."""
        return 1 + math.log(self.mentions)


def group(
    text: str, toponyms: Sequence[Toponym], read: Callable[[str, str | None], Group]
) -> tuple[list[Group], list[int]]:
    """The groups of a document's toponyms, each made by ``read``, and for each toponym the number of its group."""
    groups: list[Group] = []
    numbers: dict[tuple[str, str | None, str], int] = {}
    member: list[int] = []
    for toponym in toponyms:
        key = (fold(toponym.text), toponym.descriptor, toponym.form)
        if key not in numbers:
            numbers[key] = len(groups)
            groups.append(read(key[0], toponym.descriptor))
        groups[numbers[key]].mentions += 1
        member.append(numbers[key])
    for (left, head), (right, tail) in pairwise(zip(toponyms, member, strict=True)):
        gap = text[left.span.end : right.span.start]
        if head != tail and len(gap) <= _LONGEST_LINK and gap.strip() in (",", "(", ""):
            groups[head].tails.append(tail)
            groups[tail].heads.append(head)
    return groups, member


def chains(groups: Sequence[Group], number: int, gazetteer: Gazetteer) -> list[Evidence]:
    """For each option of a group what "Name, Region" chains say: it lies in the region after it, or holds a name."""
    one = groups[number]
    areas = [option.place for tail in one.tails for option in groups[tail].options if _has_parts(option.place)]
    inside = [any(holds(gazetteer, area, option.place) for area in areas) for option in one.options]
    heads = [option.place for head in one.heads for option in groups[head].options]
    found: list[Evidence] = []
    for option, is_inside in zip(one.options, inside, strict=True):
        evidence: Evidence = {}
        if any(inside):
            evidence["chain_inside" if is_inside else "chain_outside"] = 1.0
        if heads and _has_parts(option.place) and any(holds(gazetteer, option.place, place) for place in heads):
            evidence["chain_holds"] = 1.0
        found.append(evidence)
    return found


def _has_parts(place: Place) -> bool:
    return place.is_area or place.kind == "district"


class Votes:
    """What groups say for countries and regions: the chances of their options, weighed by mentions.

    ``named`` counts the areas themselves, countries by their code and first-level regions by their place_id.
    """

    def __init__(self) -> None:
        self.countries: dict[str, float] = defaultdict(float)
        self.regions: dict[str, float] = defaultdict(float)
        self.named: dict[str, float] = defaultdict(float)

    def add(self, one: Group) -> None:
        """Count the options of a group."""
        for option, chance in zip(one.options, one.chance, strict=True):
            place, vote = option.place, chance * one.weight
            if place.country:
                self.countries[place.country] += vote
            if place.kind == "country":
                self.named[place.country] += vote
            elif place.feature_code == "ADM1":
                self.named[place.place_id] += vote
            if place.kind != "country" and place.admin1_id:
                self.regions[place.admin1_id] += vote


class Context:
    """The votes of a document's groups, taken from their chances as they stand."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.all, self.own = Votes(), [Votes() for _ in groups]
        self.points: list[tuple[int, float, float, float]] = []
        for number, one in enumerate(groups):
            self.all.add(one)
            self.own[number].add(one)
            for option, chance in zip(one.options, one.chance, strict=True):
                if option.place.kind != "country" and chance > _WORTH_A_POINT:
                    self.points.append((number, option.place.lat, option.place.lon, chance))
        self.total = sum(self.all.countries.values()) or 1.0

    def evidence(self, number: int, position: int) -> Evidence:
        """What the other groups say for option ``position`` of group ``number``; none votes for itself."""
        one, own = self.groups[number], self.own[number]
        place = one.options[position].place
        votes = max(0.0, self.all.countries.get(place.country, 0.0) - own.countries.get(place.country, 0.0))
        others = self.total - one.weight * sum(one.chance)
        found = {"votes_country": votes / max(1.0, others), "votes_count": math.log1p(votes)}
        if place.kind == "country":
            return found
        region = place.admin1_id
        if region:
            votes = self.all.regions.get(region, 0.0) - own.regions.get(region, 0.0)
            found["votes_region"] = math.log1p(max(0.0, votes))
            named = self.all.named.get(region, 0.0) - own.named.get(region, 0.0)
            found["region_named"] = min(1.0, max(0.0, named))
        found["country_named"] = min(1.0, self.all.named.get(place.country, 0.0))
        found["near"] = self._pull(number, place)
        return found

    def _pull(self, number: int, place: Place) -> float:
        """How near the likeliest neighbour lies: 1 at no distance, 0 far away."""
        best, squeeze = 0.0, math.cos(math.radians(place.lat))
        for other, lat, lon, chance in self.points:
            north, east = abs(lat - place.lat), abs(lon - place.lon) * squeeze
            if other != number and north < _FAR_DEGREES and east < _FAR_DEGREES:
                best = max(best, chance * math.exp(-KM_A_DEGREE * math.hypot(north, east) / _CLOSE_KM))
        return best


_WORTH_A_POINT = 0.2
_FAR_DEGREES = 6.0  # beyond it the pull is under two per cent


def holds(gazetteer: Gazetteer, area: Place, place: Place) -> bool:
    """True when ``place`` is another place and lies in the country, region or district ``area``."""
    if area.place_id == place.place_id:
        return False
    if area.kind == "country":
        return bool(area.country) and area.country == place.country
    if area.feature_code == "ADM1":
        return place.admin1_id == area.place_id and place.feature_code != "ADM1"
    if area.kind == "district":
        near = area.admin1_id == place.admin1_id and kilometres(area.point, place.point) < _DISTRICT_KM
        return near and place.kind != "district"
    return gazetteer.contains(area.place_id, place)


_DISTRICT_KM = 60.0  # a town farther from the middle of a county or raion is hardly in it
