"""The sentences of a document, each read when it is first asked for: most of them tell no event and never are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from mapper.coding.events import may_tell_an_event
from mapper.coding.reading import Reading
from mapper.model import Document, Resolution, Sentence, Span
from mapper.text.sentences import split_sentences


class Article:
    """A document's sentences with the places each names; ``index`` is the number of a sentence."""

    def __init__(
        self, document: Document, resolutions: Sequence[Resolution], sentences: Sequence[Sentence] | None = None
    ) -> None:
        self.document = document
        self._resolutions = resolutions
        self._sentences = sentences
        self._readings: dict[int, Reading] = {}

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Every sentence, in reading order."""
        return split_sentences(self.document) if self._sentences is None else self._sentences

    @cached_property
    def named(self) -> dict[int, list[Resolution]]:
        """The places that stand in a sentence, by the number of the sentence; those that name none are left out."""
        found: dict[int, list[Resolution]] = {}
        starts = [sentence.span.start for sentence in self.sentences]
        for resolution in self._resolutions:
            at = bisect_right(starts, resolution.toponym.span.start) - 1
            if at >= 0 and resolution.toponym.span.start < self.sentences[at].span.end:
                found.setdefault(at, []).append(resolution)
        return found

    def reading(self, index: int) -> Reading:
        """The sentence, read."""
        known = self._readings.get(index)
        if known is None:
            known = self._readings[index] = Reading(self.sentences[index], self.named.get(index, ()))
        return known

    @cached_property
    def telling(self) -> list[int]:
        """The numbers of the sentences that hold an event trigger, in order."""
        possible = (index for index, sentence in enumerate(self.sentences) if may_tell_an_event(sentence.text))
        return [index for index in possible if any(trigger.is_event for trigger in self.reading(index).triggers)]

    def events_in(self, index: int) -> list[Span]:
        """Where the event triggers of a sentence stand in the document."""
        if index not in self._telling:
            return []
        reading = self.reading(index)
        return [reading.span(trigger.first, trigger.last) for trigger in reading.triggers if trigger.is_event]

    @cached_property
    def _telling(self) -> frozenset[int]:
        return frozenset(self.telling)
