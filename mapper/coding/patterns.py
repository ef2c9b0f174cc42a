"""Small word patterns, the language in which the lexicons are written.

    air raid+       a word as it stands; + also its plural
    ~open fire      ~ every form of a verb
    car|truck bomb  one of several words
    ?the            may be missing
    set * ablaze    up to four words in between, no comma or full stop among them
    X police        X is the place the pattern is about (only in not_places.csv)

Patterns are indexed by their first two words, so that reading a sentence costs its length, whatever the lexicon's size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from mapper.coding.inflection import noun_forms, verb_forms
from mapper.text.words import letter_runs

GAP = 4
_STOPS = frozenset('.,;:!?—–()"“”')
Rule = TypeVar("Rule")


class Element(NamedTuple):
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


def match_at(pattern: Pattern, lowers: Sequence[str], at: int, stop: int) -> int | None:
    """The index after the pattern when it stands at ``at`` and before ``stop``, else None; the shortest gap wins."""
    for number, (forms, optional, gap) in enumerate(pattern):
        if gap:
            return _match_after_gap(pattern[number + 1 :], lowers, at, stop)
        if at < stop and lowers[at] in forms:
            at += 1
        elif not optional:
            return None
    return at


def _match_after_gap(rest: Pattern, lowers: Sequence[str], at: int, stop: int) -> int | None:
    for end in range(at, min(at + GAP, stop) + 1):
        if (found := match_at(rest, lowers, end, stop)) is not None:
            return found
        if end < stop and lowers[end] in _STOPS:
            return None
    return None


def openings(pattern: Iterable[Element]) -> frozenset[str] | None:
    """The words a pattern can begin with; None when it can also begin with any other word or be empty."""
    first: set[str] = set()
    for element in pattern:
        if element.gap:
            return None
        first |= element.forms
        if not element.optional:
            return frozenset(first)
    return None


def all_telling_runs(patterns: Iterable[Pattern]) -> frozenset[bytes]:
    """Runs of letters (see ``letter_runs``) of which every text that holds one of the patterns has one."""
    return frozenset(run for pattern in patterns for run in _telling_runs(pattern))


def _telling_runs(pattern: Pattern) -> frozenset[bytes]:
    """Those of the element with the longest words: they are the rarest."""
    required = (element.forms for element in pattern if not (element.optional or element.gap))
    runs = [frozenset(max(letter_runs(form), key=len, default=b"") for form in forms) for forms in required]
    return max(runs, key=lambda element: min(map(len, element)))


class PatternIndex(Generic[Rule]):
    """Many patterns, each with the rule it stands for, found in one pass over a sentence."""

    def __init__(self, patterns: Sequence[tuple[Pattern, Rule]]) -> None:
        self._starts: dict[str, list[tuple[Pattern, Rule]]] = defaultdict(list)
        for pattern, rule in patterns:
            for number, element in enumerate(pattern):
                for form in element.forms:
                    self._starts[form].append((pattern[number + 1 :], rule))
                if not element.optional:
                    break
        self._branches: dict[str, dict[str, list[tuple[Pattern, Rule]]]] = {}

    def find(self, lowers: Sequence[str], start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int, Rule]]:
        """Every match within [start, stop) as (first word, index after the last word, rule), by their first words."""
        stop = len(lowers) if stop is None else stop
        for at in range(start, stop):
            if (word := lowers[at]) not in self._starts:
                continue
            branch = self._branches.get(word) or self._branch(word)
            for rest, rule in branch.get(lowers[at + 1] if at + 1 < stop else "", branch[""]):
                if (end := match_at(rest, lowers, at + 1, stop)) is not None:
                    yield at, end, rule

    def _branch(self, word: str) -> dict[str, list[tuple[Pattern, Rule]]]:
        """What can follow the first word: patterns by the word after it; "" holds those any word may follow."""
        known = [(openings(rest), (rest, rule)) for rest, rule in self._starts[word]]
        seconds = {"", *(second for words, _ in known for second in words or ())}
        branch = {s: [entry for words, entry in known if words is None or s in words] for s in seconds}
        return self._branches.setdefault(word, branch)
