"""Small word patterns, the language in which the lexicons are written.

    air raid+       a word as it stands; + also its plural
    ~open fire      ~ every form of a verb
    car|truck bomb  one of several words
    @vehicle ~skid  a word of a list in word_lists.csv
    ?the            may be missing
    set * ablaze    up to four words in between, no comma or full stop among them
    X police        X is the place the pattern is about (only in not_places.csv)

Patterns are indexed by their first two words, so that reading a sentence costs its length, whatever the lexicon's size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from mapper.coding.inflection import noun_forms, verb_forms
from mapper.coding.lexicon import rows
from mapper.text.words import letter_runs, longest_run

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


@cache
def _element(part: str) -> Element:
    if part == "*":
        return Element(frozenset(), gap=True)
    optional, part = part.startswith("?"), part.removeprefix("?")
    inflect = verb_forms if part.startswith("~") else None
    forms: set[str] = set()
    for word in _spelt_out(part.removeprefix("~")):
        plural = noun_forms if word.endswith("+") else None
        make = inflect or plural
        forms |= make(word.removesuffix("+")) if make else {word}
    return Element(frozenset(forms), optional)


def _spelt_out(alternatives: str) -> Iterator[str]:
    for word in alternatives.split("|"):
        yield from _word_lists()[word[1:]] if word.startswith("@") else (word,)


@cache
def _word_lists() -> dict[str, list[str]]:
    return {row["list"]: row["words"].split("|") for row in rows("word_lists")}


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


def _may_begin(pattern: Iterable[Element], word: str) -> bool:
    """True for a word a pattern can begin with; for any word where it begins with a gap or can be empty."""
    for forms, optional, gap in pattern:
        if gap or word in forms:
            return True
        if not optional:
            return False
    return True


class Gate:
    """A cheap look at a text that most texts do not pass: only one that passes can hold one of the patterns."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        needed = [sorted(_needed(pattern), key=lambda runs: -min(map(len, runs))) for pattern in patterns]
        self._beside: dict[bytes, list[list[frozenset[bytes]]]] = defaultdict(list)
        for rarest, *others in needed:
            for run in rarest:
                self._beside[run].append(others)
        self._rare = frozenset(self._beside)
        self._enough = frozenset(run for run, beside in self._beside.items() if [] in beside)

    def admits(self, text: str) -> bool:
        """False when every pattern has an element of which no word stands in the text."""
        runs = letter_runs(text)
        if not self._enough.isdisjoint(runs):
            return True
        for run in self._rare.intersection(runs):
            for others in self._beside[run]:
                for other in others:
                    if other.isdisjoint(runs):
                        break
                else:
                    return True
        return False


def _needed(pattern: Pattern) -> list[frozenset[bytes]]:
    """For each word a pattern cannot do without the longest runs of letters of its forms; long runs are rare."""
    required = (element.forms for element in pattern if not (element.optional or element.gap))
    return [needed for forms in required if b"" not in (needed := _longest_runs(forms))]


@cache
def _longest_runs(forms: frozenset[str]) -> frozenset[bytes]:
    return frozenset(longest_run(form) for form in forms)


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
        self._words = frozenset(form for pattern, _ in patterns for element in pattern for form in element.forms)
        self._met: dict[tuple[str, str], list[tuple[Pattern, Rule]]] = {}

    def find(self, lowers: Sequence[str], start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int, Rule]]:
        """Every match within [start, stop) as (first word, index after the last word, rule), by their first words."""
        stop = len(lowers) if stop is None else stop
        starts, met, words = self._starts, self._met, self._words
        if starts.keys().isdisjoint(lowers[start:stop]):
            return
        for at in [at for at in range(start, stop) if lowers[at] in starts]:
            second = lowers[at + 1] if at + 1 < stop and lowers[at + 1] in words else ""
            if (after := met.get((lowers[at], second))) is None:
                after = met[lowers[at], second] = self._after(lowers[at], second)
            for rest, rule in after:
                if (end := match_at(rest, lowers, at + 1, stop)) is not None:
                    yield at, end, rule

    def _after(self, first: str, second: str) -> list[tuple[Pattern, Rule]]:
        """The rest of every pattern that begins with the first word and can go on with the second, "" for any."""
        return [entry for entry in self._starts[first] if _may_begin(entry[0], second)]
