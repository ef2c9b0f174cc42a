"""Phrases found by their words: a regular expression is only tried where one of its openings stands.

A sentence is parted into its words once, whatever number of expressions look at it; most find no opening and are done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mapper.text.words import letter_runs, longest_run

FIGURE = "0"  # stands for every word that begins with a digit
# The last word of an anchor stands at most so many words behind the opening: "a couple of weeks".
REACH = 4
_RUN = re.compile(r"\w+")


class Scanner:
    """A pattern whose every match begins with the first word of one of ``terms``, or with a digit where ``FIGURE`` is
    one of them; with ``anchors``, the last word of one of these stands there too or soon after.

    The case of the words does not matter; the pattern itself may be strict about it.
    """

    def __init__(self, pattern: str | re.Pattern[str], terms: Iterable[str], anchors: Iterable[str] = ()) -> None:
        self.pattern = re.compile(pattern)
        self._openings = frozenset(runs[0] for term in terms if (runs := _RUN.findall(term.lower())))
        self._anchors = frozenset(_RUN.findall(term.lower())[-1] for term in anchors)
        self._needed = self._anchors or self._openings
        self._runs = frozenset(map(longest_run, self._needed))

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in ``text[start:end]``, none overlapping, as ``re.Pattern.finditer`` gives them.

        ``end`` does not stand inside a word.
        """
        end = len(text) if end is None else end
        for at in self._possible(text):
            if start <= at < end and (match := self.pattern.match(text, at, end)):
                yield match
                start = match.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match, None when there is none."""
        return next(self.finditer(text, start, end), None)

    def _possible(self, text: str) -> list[int]:
        """Where a match may begin."""
        if b"" not in self._runs and self._runs.isdisjoint(letter_runs(text)):
            return []
        words = _words(text)
        if self._needed.isdisjoint(words):
            return []
        numbers = [number for number, word in enumerate(words) if word in self._openings]
        if self._anchors:
            numbers = [number for number in numbers if not self._anchors.isdisjoint(words[number : number + REACH + 1])]
        starts = _starts(text) if numbers else []
        return [starts[number] for number in numbers]


@lru_cache(maxsize=64)
def _words(text: str) -> list[str]:
    """The words of a text in lower case."""
    words = "\n".join(_RUN.findall(text)).lower().split("\n")
    return [FIGURE if word[:1].isdecimal() else word for word in words]


@lru_cache(maxsize=64)
def _starts(text: str) -> list[int]:
    """Where each word of a text begins."""
    return [run.start() for run in _RUN.finditer(text)]
