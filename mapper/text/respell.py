"""How a name that news write by ear may be spelt at home (``respellings.tsv``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice, product

from mapper.tables import reviewed
from mapper.text.normalise import fold
from mapper.text.transliterate import sounds

_MOST_RESPELLINGS = 128  # of one reading; the likeliest spelling of each sound comes first


def respelt(name: str) -> tuple[str, ...]:
    """Folded Latin spellings that a name may have at home: "Хутьяпа" -> "hutiapa", "jutiapa" ...

    For names that news write by ear, in Cyrillic or in another language's spelling, of countries whose own spelling
    has no keys. The name as it is folded is not among them.
    """
    found: dict[str, None] = {}
    for said in sounds(name):
        words = [_spellings(word) for word in said.split()]
        for combination in islice(product(*words), _MOST_RESPELLINGS):
            found[fold(" ".join(combination))] = None
    found.pop(fold(name), None)
    found.pop("", None)
    return tuple(found)


def _spellings(word: str) -> list[str]:
    """The spellings of one word's sounds, the likeliest first; a word such as an article has its own."""
    table = _respellings()
    if f"word:{word}" in table:
        return list(table[f"word:{word}"])
    pieces = [table.get(sound, (sound,)) for sound in _sound_pieces().findall(word)]
    return ["".join(pieces) for pieces in islice(product(*pieces), _MOST_RESPELLINGS)]


@cache
def _respellings() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in reviewed("text/respellings.tsv"):
        table[row["sound"]] = (*table.get(row["sound"], ()), row["spelling"])
    return table


@cache
def _sound_pieces() -> re.Pattern[str]:
    longest_first = sorted(_respellings(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) + "|.")
