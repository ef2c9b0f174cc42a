"""What a written name may mean and how likely each meaning is by itself: worked out once for each name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from mapper.gazetteer import Gazetteer
from mapper.model import Place
from mapper.resolve.evidence import Evidence, chances, name_evidence, weigh, weights
from mapper.resolve.nearness import Seat
from mapper.resolve.options import Option, Options, ask
from mapper.text.class_words import ClassWord

_REMEMBERED = 32_768
_WORTH_A_PULL = 0.2  # chance from which a place may pull


class Belief(NamedTuple):
    """How likely each option of a name is, and what that makes for each country and region of its meanings."""

    chances: Sequence[float]
    of_country: Sequence[float]
    of_region: Sequence[float]
    likely: Mapping[int, float]  # the options, no countries, that are likely enough to pull others, with their chances


@dataclass(slots=True)
class Meanings:
    """The options of a name with all that does not depend on the document.

    ``countries`` and ``regions`` are those the options lie in, with their numbers, "" among them for none;
    ``country_of`` and ``region_of`` give the number of each option's. ``areas`` are the options that are a country or
    first-level region themselves: position, and the country's code or the region's place_id; ``nations`` are the
    positions of countries. ``prior`` is what is believed before anything else is known.
    """

    options: tuple[Option, ...]
    word: ClassWord | None
    countries: dict[str, int]
    regions: dict[str, int]
    country_of: tuple[int, ...]
    region_of: tuple[int, ...]
    seats: tuple[Seat, ...]
    areas: tuple[tuple[int, str], ...]
    nations: frozenset[int]
    weights: tuple[float, ...]
    prior: Belief = field(init=False)
    _evidence: dict[int, Evidence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.prior = self.belief(chances(self.weights))

    def belief(self, chances: Sequence[float]) -> Belief:
        """The chances of the options, summed up."""
        of_country, of_region = [0.0] * len(self.countries), [0.0] * len(self.regions)
        for country, region, chance in zip(self.country_of, self.region_of, chances, strict=True):
            of_country[country] += chance
            of_region[region] += chance
        likely = {n: chance for n, chance in enumerate(chances) if chance > _WORTH_A_PULL and n not in self.nations}
        return Belief(chances, of_country, of_region, likely)

    def evidence(self, position: int) -> Evidence:
        """What the entry of an option says; kept, as few options are ever chosen."""
        if position not in self._evidence:
            self._evidence[position] = name_evidence(self.options[position], self.options, self.word)
        return self._evidence[position]


class Names:
    """The meanings of names over one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.options = Options(gazetteer)
        self.meanings = lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, name: str, descriptor: str | None) -> Meanings:
        """The meanings of a folded name of a document, with the class word beside it."""
        options, word = self.options.of(name, descriptor, "", False), ask(name, descriptor).word
        table = weights("document")
        places = [option.place for option in options]
        in_countries = [place.country for place in places]
        in_regions = ["" if place.kind == "country" else place.admin1_id for place in places]
        countries, regions = _numbers(in_countries), _numbers(in_regions)
        return Meanings(
            options=options,
            word=word,
            countries=countries,
            regions=regions,
            country_of=tuple(countries[country] for country in in_countries),
            region_of=tuple(regions[region] for region in in_regions),
            seats=tuple(Seat(place.lat, place.lon, math.cos(math.radians(place.lat))) for place in places),
            areas=tuple((position, area) for position, place in enumerate(places) if (area := _area(place))),
            nations=frozenset(position for position, place in enumerate(places) if place.kind == "country"),
            weights=tuple(weigh(name_evidence(option, options, word), table) for option in options),
        )


@lru_cache(maxsize=4)
def names(gazetteer: Gazetteer) -> Names:
    """The names of a gazetteer, made once."""
    return Names(gazetteer)


def _numbers(codes: Sequence[str]) -> dict[str, int]:
    return {code: number for number, code in enumerate(dict.fromkeys(codes))}


def _area(place: Place) -> str:
    """What a country or first-level region is counted by when it is named; "" for other places."""
    return place.country if place.kind == "country" else place.place_id if place.feature_code == "ADM1" else ""
