"""Sentences into words and marks, each knowing where it stands in the document."""

from __future__ import annotations

import re
from typing import NamedTuple

from mapper.model import Sentence, Span

# A number with its separators, a word, a possessive ending, one mark. The hyphen inside "Iran-backed" is no word:
# the lexicons then need one row for "car bomb" and "car-bomb".
_WORD = re.compile(r"\d[\d.,]*\d|\w+(?:['’](?!s\b)\w+)*|['’]s\b|(?<=s)['’](?=\s)|(?!(?<=\w)-(?=\w))\S")


class Word(NamedTuple):
    """One word or mark; ``lower`` has straight apostrophes; ``start`` and ``end`` count in the document's text."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the word stands in the document."""
        return Span(self.start, self.end)

    @property
    def is_mark(self) -> bool:
        """True for punctuation."""
        return not (self.text[0].isalnum() or self.lower in ("'s", "'"))


def words_of(sentence: Sentence) -> tuple[Word, ...]:
    """The words and marks of the sentence in order."""
    base = sentence.span.start
    return tuple(
        Word(m[0], m[0].lower().replace("’", "'"), base + m.start(), base + m.end())
        for m in _WORD.finditer(sentence.text)
    )
