"""Phrases that say where something lies from a named place: "some 40 km north of X", "close to X", "far from X"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.reading import Reading


def bearing_before(reading: Reading, at: int) -> int | None:
    """The first word of a bearing that ends with the preposition at ``at``; None when there is none."""
    lowers = reading.words.lowers
    if lowers[at] == "to":
        return at - 1 if at and lowers[at - 1] in word_class("near_to") else None
    if lowers[at] not in ("of", "from"):
        return None
    bearing = measure = _back(lowers, at, word_class("bearing").__contains__)
    if bearing and lowers[bearing - 1] in word_class("unit"):
        numbers = _back(lowers, bearing - 1, _is_number)
        measure = numbers if numbers < bearing - 1 else bearing
    is_measured = measure < bearing
    if lowers[at] == "from" and not is_measured and not {"far", "away"}.intersection(lowers[bearing:at]):
        return None
    return _back(lowers, measure, word_class("approximately").__contains__) if is_measured or bearing < at else None


def _back(lowers: list[str], at: int, belongs: Callable[[str], bool]) -> int:
    """Where the words that belong, and end before ``at``, begin."""
    while at and belongs(lowers[at - 1]):
        at -= 1
    return at


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("numbers") if row["kind"] in ("unit", "ten", "scale"))
