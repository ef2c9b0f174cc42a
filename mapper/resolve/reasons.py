"""Why a place was chosen, or none, in a sentence a person can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from mapper.gazetteer.layout import Role
from mapper.model import Place
from mapper.resolve.options import Option, Tier

_TIERS = {
    "exact": "listed under this spelling",
    "inflected": "listed under the base form of this word",
    "respelt": "is how news may write its listed name",
    "spelling": "sounds the same as a listed spelling",
    "exonym": "sounds the same between Russian and Ukrainian",
    "skeleton": "has the same consonants as a listed spelling",
    "fuzzy": "is close to a listed spelling",
}
_ROLES = {
    Role.PREFERRED: "the reviewed table prefers this place",
    Role.FORMER: "a former name",
    Role.DEMONYM: "the adjective or people of the place",
    Role.ABBREVIATION: "an abbreviation",
}
_CONTEXT = {
    "chain_inside": "the text names the area it lies in right after it",
    "chain_holds": "the text places another name in it",
    "class_agrees": "the class word fits",
    "region_named": "its region is named",
    "votes_region": "other places of the text lie in its region",
    "country_named": "its country is named",
    "near": "another place of the text is near",
    "votes_country": "other places of the text lie in its country",
    "home": "it lies in the home area",
}
_WORTH_SAYING = 0.25


def reason(option: Option, others: int, evidence: Mapping[str, float]) -> str:
    """Why this option: how the name was met, what the text adds, and how many namesakes were left."""
    told = [name for name in _CONTEXT if evidence.get(name, 0.0) > _WORTH_SAYING]
    return _sentence(option.tier, option.role, tuple(told[:2]), others)


@lru_cache(maxsize=4096)
def _sentence(tier: Tier, role: Role, told: tuple[str, ...], others: int) -> str:
    parts = [_TIERS[tier]]
    if role in _ROLES:
        parts.append(_ROLES[role])
    parts += [_CONTEXT[name] for name in told]
    if others == 0:
        parts.append("the only place of that name")
    elif len(parts) == 1:
        parts.append(f"the likeliest of {others + 1} places of that name")
    return "; ".join(parts)


def undecided(options: Sequence[Option]) -> str:
    """Why none was chosen although there were some."""
    names = ", ".join(f"{o.place.name} ({o.place.country or o.place.kind})" for o in options[:3])
    return f"could be {names}; nothing decides between them"


def alone(place: Place) -> str:
    """Why a town that nothing else in the text lies near is no answer."""
    return f"could be {place.name} ({place.country or place.kind}), but the text names nothing else in that country"


def unknown(name: str) -> str:
    """Why there is no answer at all."""
    return f"the gazetteer has no place called {name[:60]!r}"
