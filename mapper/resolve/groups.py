"""The names of a document, each spelling with one class word once: it means one place throughout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.model import Place, Toponym
from mapper.resolve.evidence import Evidence
from mapper.resolve.meanings import Belief, Meanings, Names
from mapper.text.normalise import fold

_LONGEST_LINK = 3  # characters between a name and the region it stands in: ", " and the like
_DISTRICT_KM = 60.0  # a town farther from the middle of a county or raion is hardly in it


@dataclass(slots=True)
class Group:
    """All mentions of one spelling in a document, what it may mean, and how likely each meaning is so far.

    ``linked`` is what chains, the outlet and home say for each option, where they say anything: evidence that no
    other name's chances touch. ``weights`` are those of the options by themselves with it.
    """

    meanings: Meanings
    weights: Sequence[float]
    belief: Belief
    mentions: int = 0
    weight: float = 1.0  # what its vote counts: the first mention fully, further ones less and less
    linked: list[Evidence] | None = None
    heads: dict[int, None] = field(default_factory=dict)  # groups this may be the region of: "Paris" for "Texas"
    tails: dict[int, None] = field(default_factory=dict)  # groups that may be the region of this one

    def evidence(self, position: int) -> Evidence:
        """What speaks for an option whatever the other names mean."""
        return self.meanings.evidence(position) | (self.linked[position] if self.linked else {})

    def names(self, area: str) -> float:
        """The chance that this name is that of a country or region itself."""
        return sum(self.belief.chances[position] for position, itself in self.meanings.areas if itself == area)


def group(text: str, toponyms: Sequence[Toponym], names: Names) -> tuple[list[Group], list[int]]:
    """The groups of a document's toponyms, and for each toponym the number of its group."""
    groups: list[Group] = []
    numbers: dict[tuple[str, str | None, str], int] = {}
    member: list[int] = []
    for toponym in toponyms:
        written = toponym.text, toponym.descriptor, toponym.form
        number = numbers.get(written)
        if number is None:
            name = fold(toponym.text)
            number = numbers.setdefault((name, toponym.descriptor, toponym.form), len(groups))
            numbers[written] = number
            if number == len(groups):
                meanings = names.meanings(name, toponym.descriptor)
                groups.append(Group(meanings, meanings.weights, meanings.prior))
        groups[number].mentions += 1
        member.append(number)
    for one in groups:
        one.weight = 1 + math.log(one.mentions)
    _link(text, toponyms, groups, member)
    return groups, member


def _link(text: str, toponyms: Sequence[Toponym], groups: Sequence[Group], member: Sequence[int]) -> None:
    """Note which groups stand before which others as names stand before their regions."""
    end = -_LONGEST_LINK - 1
    for position, toponym in enumerate(toponyms):
        start = toponym.span.start
        if start - end <= _LONGEST_LINK and text[end:start].strip() in (",", "(", ""):
            head, tail = member[position - 1], member[position]
            if head != tail:
                groups[head].tails[tail] = None
                groups[tail].heads[head] = None
        end = toponym.span.end


def chains(groups: Sequence[Group], one: Group, gazetteer: Gazetteer) -> list[Evidence]:
    """For each option of a group what "Name, Region" chains say: it lies in the region after it, or holds a name."""
    areas = [place for tail in one.tails for place in _places(groups[tail]) if _has_parts(place)]
    inside = [any(holds(gazetteer, area, place) for area in areas) for place in _places(one)]
    heads = [place for head in one.heads for place in _places(groups[head])]
    found: list[Evidence] = []
    for area, is_inside in zip(_places(one), inside, strict=True):
        evidence: Evidence = {}
        if any(inside):
            evidence["chain_inside" if is_inside else "chain_outside"] = 1.0
        if heads and _has_parts(area) and any(holds(gazetteer, area, place) for place in heads):
            evidence["chain_holds"] = 1.0
        found.append(evidence)
    return found


def _places(one: Group) -> list[Place]:
    return [option.place for option in one.meanings.options]


def _has_parts(place: Place) -> bool:
    return place.is_area or place.kind == "district"


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
