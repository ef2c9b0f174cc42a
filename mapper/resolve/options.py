"""Every place a written name may mean, over all tiers of likeness, from the exact name down to a misspelling.

Nothing is chosen here. A tier past "exact" is only asked where it can help: sounds where the name or the country is
one the keys model, misspellings when no key meets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.layout import Role
from mapper.model import Place
from mapper.resolve.likeness import alike, likeness, misspelt
from mapper.text.class_words import ClassWord, class_words
from mapper.text.endings import area_names, base_forms, nouns
from mapper.text.keys import MODELLED, NameKeys, query_keys
from mapper.text.normalise import fold
from mapper.text.respell import respelt

Tier = Literal["exact", "inflected", "respelt", "spelling", "exonym", "skeleton", "fuzzy"]

_MOST_OPTIONS = 60  # "San Jose" has over two hundred namesakes; those left out are the smallest
_LEAST_ALIKE = 0.76  # under a shared key; below it the key alone throws villages together ("Robotyne", "Rybotyn": 0.80)
_TOWN = 20_000  # people from which a town is meant by the bare name that its region bears, too
_BARE_REGIONS = frozenset({"US", "CA"})  # but not here: "New York" and "Quebec" are the state as often, by context
_LINKS = frozenset("of de di del da von van the la le".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Option:
    """A place a name may mean: what the name is to it, on which tier they met, and how alike they sound (0..1)."""

    place: Place
    role: Role
    tier: Tier
    alike: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A written name taken apart: the name without its class word, and that word's class."""

    whole: str
    core: str
    word: ClassWord | None
    written: str  # the core before folding: marks tell how it is read


def ask(name: str, descriptor: str | None = None) -> Asked:
    """The folded name, parted from a class word in it ("Oblast de Tchernivtsi") or beside it (``descriptor``)."""
    whole, words = fold(name), name.split()
    if len(words) > 1:
        for position, rest in ((-1, words[:-1]), (0, words[1:])):
            word = class_words().get(fold(words[position]))
            if word and word.stands != ("after" if position == 0 else "before"):
                while len(rest) > 1 and fold(rest[0]) in _LINKS:
                    rest = rest[1:]
                return Asked(whole, fold(" ".join(rest)), word, " ".join(rest))
    return Asked(whole, whole, class_words().get(fold(descriptor)) if descriptor else None, name)


class Options:
    """The options of names over one gazetteer, each name worked out once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.of = lru_cache(maxsize=32_768)(self._of)

    def _of(self, name: str, descriptor: str | None = None, country: str = "", deep: bool = True) -> tuple[Option, ...]:
        """The options of a name, at most ``_MOST_OPTIONS``, in no order of likelihood.

        ``country`` (ISO alpha-2) keeps to one country. Without ``deep`` only exact and inflected names count.
        """
        asked = ask(name, descriptor)
        found: dict[str, Option] = {}
        if asked.word and asked.word.kind in ("region", "district"):
            _keep(found, self._areas(asked, country, deep))
        if not found:
            _keep(found, self._named(asked.whole, country))
            if asked.core != asked.whole and asked.word and asked.word.kind in ("city", "area", "country"):
                _keep(found, self._named(asked.core, country))
            if deep:
                _keep(found, self._alike(asked.written, found, country))
        options = found.values() if asked.word else _without_surroundings(name, found.values())
        return tuple(sorted(options, key=_size, reverse=True)[:_MOST_OPTIONS])

    def _named(self, key: str, country: str) -> Iterator[Option]:
        """Places filed under the name itself, its abbreviation written out, or a case of it."""
        found = list(self._filed(key, "exact", country))
        words = key.split()
        whole = self.gazetteer.expansion(words[0]) if len(words) > 1 else ""
        if whole:
            found += self._filed(" ".join([whole, *words[1:]]), "exact", country)
        yield from found
        if not found:
            for base in base_forms(key):
                for option in self._filed(base, "exact", country):
                    yield replace(option, tier="inflected")

    def _filed(self, key: str, tier: Tier, country: str) -> Iterator[Option]:
        for place, role in self.gazetteer.matches(key, tier):
            if not country or place.country == country:
                yield Option(place, role, tier)

    def _alike(self, name: str, known: dict[str, Option], country: str) -> Iterator[Option]:
        """Places that sound the same under some convention, and failing those, places a misspelling away."""
        keys = query_keys(name)
        found = list(self._by_sound(name, keys, country)) if not country or country in MODELLED else []
        if not known and country not in MODELLED:
            for spelling in respelt(name):
                found += [replace(option, tier="respelt") for option in self._filed(spelling, "exact", country)]
        yield from found
        if not found and not known:
            for key, tier, alike in misspelt(name, keys, self.gazetteer, country):
                for option in self._filed(key, tier, country):
                    yield replace(option, tier="fuzzy", alike=alike)

    def _by_sound(self, name: str, keys: NameKeys, country: str) -> Iterator[Option]:
        for tier, own in _by_tier(keys):
            for key in own:
                for option in self._filed(key, tier, country):
                    alike = likeness(name, option.place.place_id, self.gazetteer)
                    if alike >= _LEAST_ALIKE:
                        yield replace(option, alike=alike)

    def _areas(self, asked: Asked, country: str, deep: bool) -> Iterator[Option]:
        """Regions or districts of that name; else those named after a town that is their seat."""
        assert asked.word is not None
        kind = asked.word.kind
        found: list[Option] = []
        names = (asked.whole, f"{asked.core} {asked.word.singular}", *_area_names(asked.core, kind))
        for key in dict.fromkeys((*names, *area_names(asked.core))):
            found += [option for option in self._filed(key, "exact", country) if option.place.kind == kind]
        if not found:
            found = [o for o in self._named(asked.core, country) if o.place.kind == kind and o.role < Role.DEMONYM]
        yield from found
        if not found:
            for noun in [*nouns(asked.core), asked.core]:
                towns = list(self._named(noun, country)) or (self._sounding(noun, country) if deep else [])
                areas = [area for town in towns if (area := self._seated(town, kind))]
                if areas:
                    yield from areas
                    return

    def _sounding(self, noun: str, country: str) -> list[Option]:
        """The places that sound like a noun, on the strictest tier that has any."""
        found = list(self._by_sound(noun, query_keys(noun), country))
        strictest = min((_RANK[option.tier] for option in found), default=0)
        return [option for option in found if _RANK[option.tier] == strictest]

    def _seated(self, town: Option, kind: str) -> Option | None:
        """The area that has ``town`` as its seat; a district without an entry of its own lies about its seat."""
        place = town.place
        if place.kind != "city":
            return town if place.kind == kind else None
        if kind == "region":
            is_seat = place.feature_code in ("PPLA", "PPLC") and place.admin1_id
            region = self.gazetteer.get(place.admin1_id) if is_seat else None
            return replace(town, place=region) if region else None
        return replace(town, place=replace(place, kind="district", name=f"{place.name} district"))


def _without_surroundings(name: str, options: Collection[Option]) -> list[Option]:
    """The options without the regions around a large town of the same name: "Basra" alone is the town."""
    regions = {option.place.place_id for option in options if option.place.kind == "region"}
    towns = (option.place for option in options if option.tier == "exact" and option.place.population >= _TOWN)
    around = {
        town.admin1_id
        for town in towns
        if town.kind == "city" and town.admin1_id in regions and town.country not in _BARE_REGIONS
        if alike(name, town.name) >= _LEAST_ALIKE
    }
    return [option for option in options if option.place.place_id not in around or option.role is Role.PREFERRED]


def _by_tier(keys: NameKeys) -> tuple[tuple[Tier, tuple[str, ...]], ...]:
    return ("spelling", keys.k1), ("exonym", keys.k2), ("skeleton", keys.k3)


def _area_names(core: str, kind: str) -> Iterable[str]:
    words = ("oblast", "region", "province", "governorate") if kind == "region" else ("raion", "district", "county")
    return (f"{core} {word}" for word in words)


def _keep(found: dict[str, Option], options: Iterable[Option]) -> None:
    """Add the options whose place is new, or met on a stricter tier or by a stronger role."""
    for option in options:
        known = found.get(option.place.place_id)
        if known is None or (_RANK[option.tier], option.role, -option.alike) < (
            _RANK[known.tier],
            known.role,
            -known.alike,
        ):
            found[option.place.place_id] = option


_TIERS: tuple[Tier, ...] = ("exact", "inflected", "spelling", "respelt", "exonym", "skeleton", "fuzzy")
_RANK = {tier: rank for rank, tier in enumerate(_TIERS)}


def _size(option: Option) -> tuple[bool, bool, int]:
    return option.role is Role.PREFERRED, option.place.kind in ("country", "region"), option.place.population
