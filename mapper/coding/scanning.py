"""Phrases found by their first words: a regular expression is only tried where one of its openings stands.

A sentence is parted into its words once, whatever number of expressions look at it; most find no opening and are done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_RUN = re.compile(r"\w+")


class Scanner:
    """A pattern whose every match begins with the first word of one of ``terms``, or with a digit if ``digits``.

    The case of the openings does not matter; the pattern itself may be strict about it.
    """

    def __init__(self, pattern: str | re.Pattern[str], terms: Iterable[str], *, digits: bool = False) -> None:
        self.pattern = re.compile(pattern)
        self._openings = frozenset(run[0] for term in terms if (run := _RUN.search(term.lower())))
        self._digits = digits

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in ``text[start:end]``, none overlapping, as ``re.Pattern.finditer`` gives them."""
        end = len(text) if end is None else end
        for at, word in word_runs(text):
            if at < start or not (word in self._openings or (self._digits and word[0].isdecimal())):
                continue
            if at >= end:
                break
            if match := self.pattern.match(text, at, end):
                yield match
                start = match.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match, None when there is none."""
        return next(self.finditer(text, start, end), None)


@lru_cache(maxsize=64)
def word_runs(text: str) -> tuple[tuple[int, str], ...]:
    """Where each word of a text begins, and the word in lower case."""
    return tuple((run.start(), run[0].lower()) for run in _RUN.finditer(text))
