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

from mapper.gazetteer import Gazetteer
from mapper.model import Place, Toponym
from mapper.resolve.evidence import Evidence
from mapper.resolve.options import Option, Options
from mapper.text.normalise import fold

_CLOSE_KM = 150.0  # over this distance the pull of a neighbour falls to a third
_LONGEST_LINK = 3  # characters between a name and the region it stands in: ", " and the like


@dataclass(slots=True)
class Group:
    """All mentions of one spelling in a document, its options, and how likely each is so far."""

    name: str
    descriptor: str | None
    form: str
    options: tuple[Option, ...]
    mentions: int = 0
    heads: list[int] = field(default_factory=list)  # groups this one is the region of: "Paris" for "Texas"
    tails: list[int] = field(default_factory=list)  # groups that may be the region of this one
    base: list[Evidence] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)


def group(text: str, toponyms: Sequence[Toponym], options: Options) -> tuple[list[Group], list[int]]:
    """The groups of a document's toponyms, and for each toponym the number of its group."""
    groups: list[Group] = []
    numbers: dict[tuple[str, str | None, str], int] = {}
    member: list[int] = []
    for toponym in toponyms:
        key = (fold(toponym.text), toponym.descriptor, toponym.form)
        if key not in numbers:
            numbers[key] = len(groups)
            groups.append(Group(toponym.text, toponym.descriptor, toponym.form, options.of(*key[:2], "", False)))
        groups[numbers[key]].mentions += 1
        member.append(numbers[key])
    for (left, head), (right, tail) in pairwise(zip(toponyms, member, strict=True)):
        gap = text[left.span.end : right.span.start]
        if head != tail and len(gap) <= _LONGEST_LINK and gap.strip() in (",", "(", ""):
            groups[head].tails.append(tail)
            groups[tail].heads.append(head)
    return groups, member


Prior = Callable[[Place], Evidence]  # what is known before the document is read: a home, the outlet's


class Context:
    """The votes of a document's groups, taken from their chances as they stand."""

    def __init__(self, groups: Sequence[Group], gazetteer: Gazetteer, prior: Prior) -> None:
        self.groups, self.gazetteer, self.prior = groups, gazetteer, prior
        self.countries: dict[str, float] = defaultdict(float)
        self.regions: dict[str, float] = defaultdict(float)
        self.named: dict[str, float] = defaultdict(float)
        self.points: list[tuple[int, float, float, float]] = []
        for number, one in enumerate(groups):
            weight = 1 + math.log(one.mentions)
            for option, chance in zip(one.options, one.chance, strict=True):
                place = option.place
                self.countries[place.country] += chance * weight
                if place.kind == "country" or place.feature_code == "ADM1":
                    self.named[place.place_id] += chance * weight
                if place.kind != "country" and place.admin1_id:
                    self.regions[place.admin1_id] += chance * weight
                if place.kind != "country" and chance > _WORTH_A_POINT:
                    self.points.append((number, place.lat, place.lon, chance))
        self.countries.pop("", None)
        self.total = sum(self.countries.values()) or 1.0

    def evidence(self, number: int, position: int) -> Evidence:
        """What the document says for option ``position`` of group ``number``."""
        one = self.groups[number]
        place = one.options[position].place
        found = self._votes(one, place) | self._chains(one, place)
        if place.kind != "country":
            country = self.gazetteer.country(place.country) if place.country else None
            found["country_named"] = min(1.0, self.named.get(country.place_id, 0.0)) if country else 0.0
            found["near"] = self._pull(number, place)
        found |= self.prior(place)
        return {name: value for name, value in found.items() if value}

    def _votes(self, one: Group, place: Place) -> Evidence:
        """How the other groups vote for the option's country and region; a group does not vote for itself."""
        weight = 1 + math.log(one.mentions)
        shares = list(zip((option.place for option in one.options), one.chance, strict=True))
        own = weight * sum(chance for other, chance in shares if other.country == place.country)
        votes = max(0.0, self.countries.get(place.country, 0.0) - own)
        others = self.total - weight * sum(one.chance)
        found = {"votes_country": votes / max(1.0, others), "votes_count": math.log1p(votes)}
        if place.kind != "country" and place.admin1_id:
            own = weight * sum(chance for other, chance in shares if other.admin1_id == place.admin1_id)
            found["votes_region"] = math.log1p(max(0.0, self.regions.get(place.admin1_id, 0.0) - own))
            own = weight * sum(chance for other, chance in shares if other.place_id == place.admin1_id)
            found["region_named"] = min(1.0, max(0.0, self.named.get(place.admin1_id, 0.0) - own))
        return found

    def _pull(self, number: int, place: Place) -> float:
        """How near the likeliest neighbour lies: 1 at no distance, 0 far away."""
        best = 0.0
        for other, lat, lon, chance in self.points:
            if other != number and abs(lat - place.lat) < 5:
                width = (lon - place.lon) * math.cos(math.radians(lat))
                away = 111.2 * math.hypot(lat - place.lat, width)
                best = max(best, chance * math.exp(-away / _CLOSE_KM))
        return best

    def _chains(self, one: Group, place: Place) -> Evidence:
        found: Evidence = {}
        if one.tails:
            inside = any(
                holds(self.gazetteer, tail.place, place)
                for number in one.tails
                for tail in self.groups[number].options
                if tail.place.is_area or tail.place.kind == "district"
            )
            possible = any(
                holds(self.gazetteer, tail.place, option.place)
                for number in one.tails
                for tail in self.groups[number].options
                for option in one.options
                if tail.place.is_area or tail.place.kind == "district"
            )
            if inside:
                found["chain_inside"] = 1.0
            elif possible:
                found["chain_outside"] = 1.0
        if one.heads and (place.is_area or place.kind == "district"):
            heads = [self.groups[number] for number in one.heads]
            if any(holds(self.gazetteer, place, option.place) for head in heads for option in head.options):
                found["chain_holds"] = 1.0
        return found


_WORTH_A_POINT = 0.2


def holds(gazetteer: Gazetteer, area: Place, place: Place) -> bool:
    """True when ``place`` is another place and lies in the country, region or district ``area``."""
    if area.place_id == place.place_id:
        return False
    if area.kind == "country":
        return bool(area.country) and area.country == place.country
    if area.feature_code == "ADM1":
        return place.admin1_id == area.place_id and place.feature_code != "ADM1"
    if area.kind == "district":
        return place.kind != "district" and area.admin1_id == place.admin1_id and _km(area, place) < _DISTRICT_KM
    return gazetteer.contains(area.place_id, place)


_DISTRICT_KM = 60.0  # a town farther from the middle of a county or raion is hardly in it


def _km(one: Place, other: Place) -> float:
    width = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return 111.2 * math.hypot(one.lat - other.lat, width)
