"""Small word patterns, the language in which the lexicons are written.

    air raid+       a word as it stands; + also its plural
    ~open fire      ~ every form of a verb
    car|truck bomb  one of several words
    ?the            may be missing
    set * ablaze    up to four words in between, no comma or full stop among them
    X police        X is the place the pattern is about (only in not_places.csv)

Patterns are indexed by their first word, so that reading a sentence costs its length, whatever the lexicon's size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mapper.coding.inflection import noun_forms, verb_forms
from mapper.text.words import Word

GAP = 4
_STOPS = frozenset('.,;:!?—–()"“”')
Rule = TypeVar("Rule")


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: the words that fit, whether it may be missing, whether it is a gap."""

    forms: frozenset[str]
    optional: bool = False
    gap: bool = False


Pattern = tuple[Element, ...]


def compile_pattern(text: str) -> Pattern:
    """The elements of a pattern written in the language above."""
    return tuple(_element(part) for part in text.lower().split())


def _element(part: str) -> Element:
    if part == "*":
        return Element(frozenset(), gap=True)
    optional, part = part.startswith("?"), part.removeprefix("?")
    inflect = verb_forms if part.startswith("~") else None
    forms: set[str] = set()
    for word in part.removeprefix("~").split("|"):
        plural = noun_forms if word.endswith("+") else None
        make = inflect or plural
        forms |= make(word.removesuffix("+")) if make else {word}
    return Element(frozenset(forms), optional)


def match_at(pattern: Pattern, words: Sequence[Word], at: int) -> int | None:
    """The index after the pattern when it stands at ``at``, else None; the shortest gap wins."""
    position = at
    for number, element in enumerate(pattern):
        if element.gap:
            rest = pattern[number + 1 :]
            for end in range(position, min(position + GAP, len(words)) + 1):
                if (found := match_at(rest, words, end)) is not None:
                    return found
                if end < len(words) and words[end].lower in _STOPS:
                    return None
            return None
        if position < len(words) and words[position].lower in element.forms:
            position += 1
        elif not element.optional:
            return None
    return position


class PatternIndex(Generic[Rule]):
    """Many patterns, each with the rule it stands for, found in one pass over a sentence."""

    def __init__(self, patterns: Sequence[tuple[Pattern, Rule]]) -> None:
        self._starts: dict[str, list[tuple[Pattern, Rule]]] = defaultdict(list)
        for pattern, rule in patterns:
            for number, element in enumerate(pattern):
                for form in element.forms:
                    self._starts[form].append((pattern[number:], rule))
                if not element.optional:
                    break

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, Rule]]:
        """Every match as (first word, index after the last word, rule), in the order of their first words."""
        for at, word in enumerate(words):
            for pattern, rule in self._starts.get(word.lower, ()):
                if (end := match_at(pattern, words, at)) is not None:
                    yield at, end, rule
