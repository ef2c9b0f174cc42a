"""What the words of two reports say for or against one incident.

``lexicon/corroboration_words.csv`` gives words their role: how violence was done (a blade, a gun, a blast), night
words in dates, phrases that set one event off from another, and words too common to tell anything.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mapper.corroboration.agreement import SILENT, Agreement
from mapper.tables import reviewed

# Which of the roles are ways of doing harm; two disjoint ways speak of two events.
MANNERS = frozenset({"blade", "gun", "blast", "vehicle"})

SAME_MANNER = Agreement(0.5, "done in the same way")
OTHER_MANNER = Agreement(-3.5, "done in two different ways")

_DULL_ROLES = frozenset({"common", "night", "overnight", "another"})
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, str], re.Pattern[str]]:
    entries = [(row["words"], row["role"]) for row in reviewed("lexicon/corroboration_words.csv")]
    phrases = "|".join(re.escape(words) for words, _ in sorted(entries, key=lambda e: -len(e[0])))
    return dict(entries), re.compile(rf"\b(?:{phrases})\b")


@lru_cache(maxsize=65536)
def roles(text: str) -> frozenset[str]:
    """The roles of the listed words and phrases in ``text``: "blast", "night", "another", "common" ..."""
    known, pattern = _lexicon()
    return frozenset(known[found] for found in pattern.findall(text.casefold()))


def manners(text: str) -> frozenset[str]:
    """The ways of doing harm that ``text`` names."""
    return _manners_among(roles(text))


@cache
def _manners_among(found: frozenset[str]) -> frozenset[str]:
    return found & MANNERS


@lru_cache(maxsize=65536)
def telling_words(text: str, *, without: str = "") -> frozenset[str]:
    """The words that can tell one event from another: four letters or more, no common ones, none of ``without``."""
    known, _ = _lexicon()
    dull = set(_WORD.findall(without.casefold()))
    found = {word for word in _WORD.findall(text.casefold()) if len(word) > 3 and word not in dull}
    return frozenset(word.removesuffix("s") for word in found if known.get(word) not in _DULL_ROLES)


def word_agreement(a: frozenset[str], b: frozenset[str]) -> Agreement:
    """Up to one point for the share of the shorter report's telling words that the longer has as well."""
    if min(len(a), len(b)) < 2:
        return SILENT
    shared = a & b
    if not shared:
        return SILENT
    return Agreement(len(shared) / min(len(a), len(b)), f"shared words ({', '.join(sorted(shared)[:4])})")


def manner_agreement(a: frozenset[str], b: frozenset[str]) -> Agreement:
    """Whether the same harm is told of: a stabbing and a shooting of one day are two incidents."""
    if not a or not b:
        return SILENT
    return SAME_MANNER if a & b else OTHER_MANNER
