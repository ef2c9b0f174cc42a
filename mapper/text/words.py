"""Sentences into words and marks, each knowing where it stands in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

from mapper.model import Sentence, Span

# A number with its separators, a word, a possessive ending, one mark. The hyphen inside "Iran-backed" is no word:
# the lexicons then need one row for "car bomb" and "car-bomb".
_WORD = re.compile(r"\d[\d.,]*\d|\w+(?:['’](?!s\b)\w+)*|['’]s\b|(?<=s)['’](?=\s)|(?!(?<=\w)-(?=\w))\S")
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_ONLY_LETTERS = bytes(byte if byte in _LETTERS else ord(" ") for byte in range(256))


class Words:
    """The words and marks of a sentence side by side: as written, in lower case, where each begins in the document.

    ``lowers`` has straight apostrophes.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.texts = _WORD.findall(sentence.text)
        lower = "\n".join(self.texts).lower().replace("’", "'")  # at once: no word holds white space
        self.lowers = lower.split("\n") if lower else []
        self._sentence = sentence

    @cached_property
    def starts(self) -> list[int]:
        """The place of each word's first character in the document; most sentences are never asked."""
        base = self._sentence.span.start
        return [base + match.start() for match in _WORD.finditer(self._sentence.text)]

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` up to but without word ``last``."""
        end = max(first, last - 1)
        return Span(self.starts[first], self.starts[end] + len(self.texts[end]))

    def inside(self, span: Span) -> range:
        """The numbers of the words that lie wholly in a stretch of the document."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        while last > first and self.starts[last - 1] + len(self.texts[last - 1]) > span.end:
            last -= 1
        return range(first, last)

    def overlapping(self, span: Span) -> range:
        """The numbers of the words that share a character with a stretch of the document."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        if first and self.starts[first - 1] + len(self.texts[first - 1]) > span.start:
            first -= 1
        return range(first, last)

    def is_mark(self, at: int) -> bool:
        """True when word ``at`` is punctuation."""
        return not (self.texts[at][0].isalnum() or self.lowers[at] in ("'s", "'"))


@lru_cache(maxsize=1024)
def letter_runs(text: str) -> frozenset[bytes]:
    """The runs of the letters a to z in a text, lower case: the cheapest look at which words it may hold."""
    return frozenset(text.lower().encode("utf-8", "surrogatepass").translate(_ONLY_LETTERS).split())


def longest_run(text: str) -> bytes:
    """The longest of them, "" when there is none: a text without it does not hold the words."""
    if text.isascii() and text.isalpha():
        return text.lower().encode()  # one word, as nearly every text that is asked for
    return max(sorted(letter_runs(text)), key=len, default=b"")
