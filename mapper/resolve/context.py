"""What the rest of a document says about one name's options: the votes of the other names, and how near they lie.

Votes are the chances the other groups give to each country and region in the round before. Each piece of evidence
is worked out in one place here, once for each country and region of a group: ``Said.weigh`` sums it up for all its
options, and ``Said.evidence`` names it for one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.resolve.evidence import Evidence
from mapper.resolve.groups import Group
from mapper.resolve.nearness import Nearness

_OF_COUNTRY = ("votes_country", "votes_count", "country_named")
_OF_REGION = ("votes_region", "region_named")
_NOTHING = (0.0, 0.0)


@dataclass(slots=True)
class Said:
    """What the other groups say for the options of one: by its countries, by its regions, and by where each lies.

    ``of_country`` is the share and count of votes and whether the country is named; ``of_region`` the count of votes
    and whether the region is named, for the regions another group has, too; ``near`` how near the likeliest place of
    another group lies.
    """

    one: Group
    of_country: list[tuple[float, float, float]]
    of_region: dict[int, tuple[float, float]]
    near: list[float]

    def weigh(self, table: Mapping[str, float]) -> list[float]:
        """The weight of each option, what it weighs by itself included."""
        one, meanings = self.one, self.one.meanings
        share, count, named = (table.get(name, 0.0) for name in _OF_COUNTRY)
        votes = [share * of[0] + count * of[1] for of in self.of_country]
        inside = [vote + named * of[2] for vote, of in zip(votes, self.of_country, strict=True)]
        count, named = (table.get(name, 0.0) for name in _OF_REGION)
        regions = [0.0] * len(meanings.regions)
        for number, of_region in self.of_region.items():
            regions[number] = count * of_region[0] + named * of_region[1]
        near = table.get("near", 0.0)
        weights = [
            weight + inside[country] + regions[region] + near * pull
            for weight, country, region, pull in zip(
                one.weights, meanings.country_of, meanings.region_of, self.near, strict=True
            )
        ]
        for position in meanings.nations:
            weights[position] = one.weights[position] + votes[meanings.country_of[position]]
        return weights

    def evidence(self, position: int) -> Evidence:
        """All that speaks for an option, by name."""
        meanings = self.one.meanings
        found = self.one.evidence(position)
        found |= zip(_OF_COUNTRY, self.of_country[meanings.country_of[position]], strict=True)
        if position in meanings.nations:
            del found["country_named"]
        else:
            found |= zip(_OF_REGION, self.of_region.get(meanings.region_of[position], _NOTHING), strict=True)
            found["near"] = self.near[position]
        return found


class Context:
    """The groups of a document as each other's context; none votes for itself."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._shared = _shared_regions(groups)
        self._nearness = Nearness([one.meanings.seats for one in groups])

    def listen(self) -> list[Said]:
        """What is said for the options of each group, by the chances of the others as they stand."""
        countries, regions, named = self._votes()
        total = sum(countries.values()) or 1.0
        near = self._nearness.pulls([one.belief.likely for one in self._groups])
        said = []
        for one, shared, pulls in zip(self._groups, self._shared, near, strict=True):
            others = max(1.0, total - one.weight * sum(one.belief.chances))
            of_country = []
            for country, own in zip(one.meanings.countries, one.belief.of_country, strict=True):
                votes = max(0.0, countries.get(country, 0.0) - own * one.weight)
                of_country.append((votes / others, math.log1p(votes), min(1.0, named.get(country, 0.0))))
            of_region = {}
            for region, number in shared:
                votes = max(0.0, regions[region] - one.belief.of_region[number] * one.weight)
                names = max(0.0, named.get(region, 0.0) - one.names(region) * one.weight)
                of_region[number] = math.log1p(votes), min(1.0, names)
            said.append(Said(one, of_country, of_region, pulls))
        return said

    def _votes(self) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
        """The votes for countries, for regions that several groups have, and for being named itself."""
        countries: dict[str, float] = defaultdict(float)
        regions: dict[str, float] = defaultdict(float)
        named: dict[str, float] = defaultdict(float)
        for one, shared in zip(self._groups, self._shared, strict=True):
            for country, vote in zip(one.meanings.countries, one.belief.of_country, strict=True):
                countries[country] += vote * one.weight
            for region, number in shared:
                regions[region] += one.belief.of_region[number] * one.weight
            for position, area in one.meanings.areas:
                named[area] += one.belief.chances[position] * one.weight
        countries.pop("", None)
        return countries, regions, named


def _shared_regions(groups: Sequence[Group]) -> list[list[tuple[str, int]]]:
    """For each group the regions that another one has, too, with their numbers: the rest have no votes but its own."""
    seen: set[str] = set()
    shared: set[str] = set()
    for one in groups:
        shared |= seen.intersection(one.meanings.regions)
        seen.update(one.meanings.regions)
    shared.discard("")
    return [[(region, number) for region, number in one.meanings.regions.items() if region in shared] for one in groups]
