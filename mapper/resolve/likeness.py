"""How alike a written name and a place's names sound, and which names are one slip of the pen away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from mapper.gazetteer import Gazetteer
from mapper.text.keys import MODELLED, NameKeys, k1_word
from mapper.text.respell import respelt
from mapper.text.transliterate import sounds

_LEAST_RATIO = 84  # of 100; below it unrelated villages begin to meet (measured on misspelt names)
_LEAST_LETTERS = 5  # a slip in "Sumy" gives another town
_MOST_SPELLINGS = 24  # of a place are compared; those of its own country's languages come first
_MOST_FOUND = 12
_MOST_RESPELT = 6  # spellings by ear that a misspelling is sought for; the likeliest come first


def likeness(name: str, place_id: str, gazetteer: Gazetteer) -> float:
    """0..1: how alike the name and the most similar spelling of the place sound."""
    from rapidfuzz.fuzz import ratio

    mine = _sound(name)
    return max((ratio(a, b) for a in mine for b in _place_sounds(place_id, gazetteer)), default=0.0) / 100


def alike(name: str, other: str) -> float:
    """0..1: how alike two names sound."""
    from rapidfuzz.fuzz import ratio

    return max(ratio(a, b) for a in _sound(name) for b in _sound(other)) / 100


def misspelt(
    name: str, keys: NameKeys, gazetteer: Gazetteer, country: str
) -> Iterator[tuple[str, Literal["exact", "spelling"], float]]:
    """Keys of the index (with their tier) that are nearly one of the name's, and how nearly (0..1)."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    if len(keys.n) < _LEAST_LETTERS:
        return
    if not country or country in MODELLED:
        for key in keys.k1:
            for near, like, _ in extract(
                key, _spelling_keys(gazetteer), scorer=ratio, score_cutoff=_LEAST_RATIO, limit=_MOST_FOUND
            ):
                yield near, "spelling", like / 100
    if country not in MODELLED:
        for written in (keys.n, *islice(respelt(name), _MOST_RESPELT)):
            near_by = _keys_beginning(gazetteer, written[:2])
            for near, like, _ in extract(written, near_by, scorer=ratio, score_cutoff=_LEAST_RATIO, limit=_MOST_FOUND):
                yield near, "exact", like / 100


@lru_cache(maxsize=4096)
def _sound(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(map(k1_word, said.split())) for said in sounds(name)))


@lru_cache(maxsize=16_384)
def _place_sounds(place_id: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    said = {
        "".join(map(k1_word, words.split()))
        for name in gazetteer.names(place_id)[:_MOST_SPELLINGS]
        for words in sounds(name, ("en", "uk", "ru"))
    }
    return tuple(sorted(said))


@lru_cache(maxsize=2)
def _spelling_keys(gazetteer: Gazetteer) -> list[str]:
    return gazetteer.keys(tier="spelling")


@lru_cache(maxsize=256)
def _keys_beginning(gazetteer: Gazetteer, start: str) -> list[str]:
    return gazetteer.keys(start)
