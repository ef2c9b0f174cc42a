"""A sentence as coding reads it: words, clauses, place mentions, triggers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from mapper.coding.events import Trigger, find_triggers
from mapper.coding.grammar import word_class
from mapper.coding.unfound import street_words, unfound_names
from mapper.model import Resolution, Sentence, Span
from mapper.text.words import Words

# "as" opens a clause ("as troops advanced") except in these company ("such as", "as well as", "as part of").
_AS_COMPANY = frozenset(["such", "well", "many", "much", "soon", "far", "part", "a", "an", "known"])
_CLAUSE_MARKS = frozenset(";:—–")


@dataclass(slots=True, eq=False)
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
    def is_town(self) -> bool:
        """True for what is neither area nor water nor road, as far as is known."""
        place = self.resolution.place
        return not self.is_area and (place is not None or not self.is_street)

    @property
    def is_street(self) -> bool:
        """True for the name of a street."""
        return self.resolution.toponym.text.split()[-1].lower().strip(".") in street_words()

    @property
    def is_country(self) -> bool:
        """True for countries."""
        return self.resolution.place is not None and self.resolution.place.kind == "country"


class Reading:
    """One sentence, read. ``clauses`` holds word ranges [start, end) that cover the sentence in order."""

    __slots__ = (
        "_clause_starts",
        "_mention_at",
        "_trigger_at",
        "_unfound",
        "clauses",
        "mentions",
        "sentence",
        "triggers",
        "words",
    )

    def __init__(self, sentence: Sentence, resolutions: Sequence[Resolution]) -> None:
        self.sentence = sentence
        self.words = Words(sentence)
        self.mentions = tuple(m for r in resolutions if (m := _mention(self.words, r)) is not None)
        self._mention_at: dict[int, Mention] = {}
        for mention in self.mentions:
            for at in range(mention.first, mention.last):
                self._mention_at.setdefault(at, mention)
        self.triggers = find_triggers(self.words, self._mention_at)
        self._trigger_at = {at: trigger for trigger in self.triggers for at in range(trigger.first, trigger.last)}
        self._unfound: tuple[tuple[int, int], ...] | None = None
        self._clause_starts = _clause_starts(self.words.lowers, self._mention_at)
        self.clauses = tuple(zip(self._clause_starts, [*self._clause_starts[1:], len(self.words)], strict=True))

    def clause_of(self, word: int) -> tuple[int, int]:
        """The clause the word stands in."""
        return self.clauses[self.clause_number(word)]

    def clause_number(self, word: int) -> int:
        """Which clause the word stands in, counted from 0."""
        return bisect_right(self._clause_starts, word) - 1

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` up to but without word ``last``."""
        return self.words.span(first, last)

    def text(self, first: int, last: int) -> str:
        """The sentence from word ``first`` up to but without word ``last``, as written; bounds are clipped."""
        span = self.span(max(0, first), min(last, len(self.words)))
        return self.sentence.text[span.start - self.sentence.span.start : span.end - self.sentence.span.start]

    def lowers(self, first: int, last: int) -> list[str]:
        """The words [first, last), lower case."""
        return self.words.lowers[max(0, first) : last]

    def triggers_in(self, first: int, last: int) -> Sequence[Trigger]:
        """The triggers that lie wholly in the words [first, last), in order."""
        start = bisect_left(self.triggers, first, key=_first_word)
        return self.triggers[start : bisect_right(self.triggers, last, lo=start, key=_last_word)]

    def governing_in(self, first: int, last: int) -> list[Trigger]:
        """Those of them that tie a place to something, be it an event or none."""
        return [trigger for trigger in self.triggers_in(first, last) if trigger.governs]

    def trigger_at(self, word: int) -> Trigger | None:
        """The trigger that covers the word."""
        return self._trigger_at.get(word)

    @property
    def unfound(self) -> tuple[tuple[int, int], ...]:
        """The words [first, last) of every name that stands as a place and is none we know."""
        if self._unfound is None:
            self._unfound = tuple(unfound_names(self.words, self._mention_at, self.triggers))
        return self._unfound

    def name_at(self, word: int) -> int | None:
        """The first word of the place name, known or not, that covers the word."""
        if (mention := self._mention_at.get(word)) is not None:
            return mention.first
        return next((first for first, last in self.unfound if first <= word < last), None)

    def mention_at(self, word: int) -> Mention | None:
        """The mention that covers the word."""
        return self._mention_at.get(word)


_first_word, _last_word = attrgetter("first"), attrgetter("last")


def _mention(words: Words, resolution: Resolution) -> Mention | None:
    inside = words.overlapping(resolution.toponym.span)
    return Mention(resolution, inside.start, inside.stop) if inside else None


def _clause_starts(lowers: Sequence[str], covered: Collection[int]) -> list[int]:
    openers = _openers()
    found = [at for at, word in enumerate(lowers) if word in openers and at]
    return [0, *(at for at in found if at not in covered and _opens_clause(lowers, at, covered))]


@cache
def _openers() -> frozenset[str]:
    return _CLAUSE_MARKS | word_class("subordinator") | {"and"}


def _opens_clause(lowers: Sequence[str], at: int, covered: Collection[int]) -> bool:
    """True when the word, one of those that can, opens a clause here."""
    word, before = lowers[at], lowers[at - 1]
    after = lowers[at + 1] if at + 1 < len(lowers) else ""
    if word == "as":
        return before not in _AS_COMPANY and after not in _AS_COMPANY
    if word in ("since", "before", "after", "until") and (after[:1].isdigit() or after in word_class("time")):
        return False
    if word == "so" or (word == "that" and after in ("'s", "of")):
        return False
    if word == ":" and after[:1].isdigit() and before[-1:].isdigit():
        return False
    if word in _CLAUSE_MARKS or word in word_class("subordinator"):
        return True
    return before == "," and at + 1 not in covered
