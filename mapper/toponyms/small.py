"""The words a document writes in small letters: a name that is among them is hardly one."""

from __future__ import annotations

import re
from functools import cached_property

from mapper.model import Document

_WORD = re.compile(r"[^\W\d_A-ZА-Я]{2,}")
_WORDS = re.compile(rf"\b{_WORD.pattern}\b")
_LONG = 20_000  # characters from which all words are gathered at once: else a word is looked for when it is asked for


class SmallWords:
    """The words of two letters or more that the prose of a document writes without capitals."""

    def __init__(self, document: Document) -> None:
        self._text, self._prose = document.text, document.prose

    def __contains__(self, word: str) -> bool:
        if self._prose.end - self._prose.start > _LONG:
            return word in self._all
        return bool(_WORD.fullmatch(word)) and self._stands(word)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(_WORDS.findall(self._text, *self._prose))

    def _stands(self, word: str) -> bool:
        """True when the word stands in the prose on its own."""
        text, (start, end) = self._text, self._prose
        at = text.find(word, start, end)
        while at >= 0:
            whole = _WORDS.match(text, at, end)
            if whole and whole[0] == word:
                return True
            at = text.find(word, at + 1, end)
        return False
