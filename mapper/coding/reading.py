"""A sentence as coding reads it: words, clauses, place mentions, triggers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.coding.events import Trigger, find_triggers
from mapper.coding.grammar import word_class
from mapper.model import Resolution, Sentence, Span
from mapper.text.words import Word, words_of

# "as" opens a clause ("as troops advanced") except in these company ("such as", "as well as", "as part of").
_AS_COMPANY = frozenset(["such", "well", "many", "much", "soon", "far", "part", "a", "an", "known"])
_CLAUSE_MARKS = frozenset(";:—–")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place mention as words [first, last) of its sentence."""

    resolution: Resolution
    first: int
    last: int

    @property
    def is_area(self) -> bool:
        """True for regions and countries."""
        return self.resolution.place is not None and self.resolution.place.is_area

    @property
    def is_country(self) -> bool:
        """True for countries."""
        return self.resolution.place is not None and self.resolution.place.kind == "country"


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, read. ``clauses`` holds word ranges [start, end) that cover the sentence in order."""

    sentence: Sentence
    words: tuple[Word, ...]
    clauses: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]

    def clause_of(self, word: int) -> tuple[int, int]:
        """The clause the word stands in."""
        return next((c for c in self.clauses if c[0] <= word < c[1]), (0, len(self.words)))

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` up to but without word ``last``."""
        return Span(self.words[first].start, self.words[max(first, last - 1)].end)

    def text(self, first: int, last: int) -> str:
        """The sentence from word ``first`` up to but without word ``last``, as written; bounds are clipped."""
        span = self.span(max(0, first), min(last, len(self.words)))
        return self.sentence.text[span.start - self.sentence.span.start : span.end - self.sentence.span.start]

    def lowers(self, first: int, last: int) -> list[str]:
        """The words [first, last), lower case."""
        return [word.lower for word in self.words[max(0, first) : last]]

    def trigger_at(self, word: int) -> Trigger | None:
        """The trigger that covers the word."""
        return next((t for t in self.triggers if t.first <= word < t.last), None)

    def mention_at(self, word: int) -> Mention | None:
        """The mention that covers the word."""
        return next((m for m in self.mentions if m.first <= word < m.last), None)


def read_sentence(sentence: Sentence, resolutions: Sequence[Resolution]) -> Reading:
    """The sentence with its words parted into clauses; ``resolutions`` are those of its own toponyms."""
    words = words_of(sentence)
    mentions = tuple(m for r in resolutions if (m := _mention(words, r)) is not None)
    covered = {i for m in mentions for i in range(m.first, m.last)}
    return Reading(sentence, words, _clauses(words, covered), mentions, find_triggers(words, covered))


def _mention(words: Sequence[Word], resolution: Resolution) -> Mention | None:
    inside = [i for i, word in enumerate(words) if word.span.overlaps(resolution.toponym.span)]
    return Mention(resolution, inside[0], inside[-1] + 1) if inside else None


def _clauses(words: Sequence[Word], covered: set[int]) -> tuple[tuple[int, int], ...]:
    starts = [0] + [i for i in range(1, len(words)) if i not in covered and _opens_clause(words, i, covered)]
    return tuple(zip(starts, [*starts[1:], len(words)], strict=True)) if words else ()


def _opens_clause(words: Sequence[Word], at: int, covered: set[int]) -> bool:
    word, before = words[at].lower, words[at - 1].lower
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if word in _CLAUSE_MARKS:
        return True
    if word == "as":
        return before not in _AS_COMPANY and after not in _AS_COMPANY
    if word == "since" and after[:1].isdigit():
        return False
    if word == "so" or (word == "that" and after in ("'s", "of")):
        return False
    if word in word_class("subordinator"):
        return True
    return word in ("and", "but") and before == "," and at + 1 not in covered
