"""The day in force from sentence to sentence, and with it the day of every event.

More than half of all sentences that report an event name no day. A stated day therefore stays in force for the
sentences after it until another is stated; a day more than a week from the story's own (an earlier bombing, told as
background), or one before it, holds within its paragraph only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, cached_property

from mapper.coding.dates.calendar import WEEK
from mapper.coding.dates.governing import day_said, day_told, governing_day, yet_to_come
from mapper.coding.dates.hours import EVENING, part_of_day
from mapper.coding.dates.parts import Stated, stated_in
from mapper.coding.dates.resolution import is_future
from mapper.coding.lexicon import alternatives, words
from mapper.coding.scanning import Scanner
from mapper.model import Document, Sentence, Span, When

# The opening of an article: so many sentences.
_OPENING = 3


class Timeline:
    """The days of one document, each worked out when it is first asked for.

    ``events_in`` gives the event words of the sentence of a number. A sentence hands on the day of its first event
    that has one; one that tells no event sets the scene with its own.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], events_in: Callable[[int], Sequence[Span]]
    ) -> None:
        self.published = document.citation.published
        self.sentences = sentences
        self._events_in = events_in
        self._stated: dict[int, tuple[Stated, ...]] = {}
        self._publication = When(self.published, self.published, 1, "publication") if self.published else When()
        self._known: list[When] = []
        self._as_carried: dict[When, When] = {}
        self._story = self._told_later()
        self._aside, self._aside_in = When(), -1  # a background day and the paragraph it holds in

    def at(self, index: int, span: Span) -> When:
        """The day of the event whose word stands at ``span`` (document offsets) in sentence ``index``.

        The expression in the clause of the word governs it; ``start`` after publication means it is yet to happen.
        """
        stated, known = self._stated_in(index), self._known_at(index)
        day = governing_day(*self._local(index, span), stated, known, self.published) if stated else known
        return self._after_the_night(known, self.sentences[index].text) if day is known else day

    def is_future(self, index: int, span: Span) -> bool:
        """True when the clause of the event word says that it is yet to happen."""
        stated = self._stated_in(index)
        if stated and yet_to_come(*self._local(index, span), stated) is not None:
            return True
        return is_future(self.at(index, span), self.published)

    def in_force(self, index: int) -> When:
        """The day of a sentence: stated in it, else carried from those before it, else publication, else none."""
        return self._main_day(index, self._known_at(index))[0]

    def told_on(self, index: int) -> When:
        """The day on which a sentence is told: that of its saying, else publication."""
        return day_said(self._stated_in(index), self.published) or self._publication

    def first_before(self, day: date, index: int) -> When | None:
        """The first earlier day that a sentence after the one numbered ``index`` states."""
        earlier = (indices for told, indices in self._by_day.items() if told < day)
        after = [indices[at] for indices in earlier if (at := bisect_right(indices, index)) < len(indices)]
        return self.in_force(min(after)) if after else None

    @cached_property
    def _by_day(self) -> dict[date, list[int]]:
        found: dict[date, list[int]] = defaultdict(list)
        for index in range(len(self.sentences)):
            day = self.in_force(index)
            if day.basis == "stated" and day.start:
                found[day.start].append(index)
        return found

    def _local(self, index: int, span: Span) -> tuple[str, Span]:
        sentence = self.sentences[index]
        return sentence.text, Span(span.start - sentence.span.start, span.end - sentence.span.start)

    def _stated_in(self, index: int) -> tuple[Stated, ...]:
        if index not in self._stated:
            self._stated[index] = stated_in(self.sentences[index].text)
        return self._stated[index]

    def _main_day(self, index: int, known: When) -> tuple[When, bool]:
        stated = self._stated_in(index)
        day, hands_on = day_told(self.sentences[index].text, stated, known, self.published)
        if not hands_on or len(stated) < 2:
            return day, hands_on
        local = (self._local(index, span) for span in self._events_in(index))
        told = (governing_day(*where, stated, known, self.published) for where in local)
        sure = (own for own in told if own.basis == "stated" and own.start and own.time_precision == 1)
        return next((own for own in sure if not is_future(own, self.published)), day), hands_on

    def _known_at(self, index: int) -> When:
        """The day in force before a sentence is read."""
        while len(self._known) <= index:
            self._carry_on(len(self._known))
        return self._known[index]

    def _carry_on(self, index: int) -> None:
        """Note the day in force before the next sentence, and what the sentence makes of it."""
        paragraph, has_day = self.sentences[index].paragraph, self._story.start is not None
        if paragraph != self._aside_in:
            self._aside = When()
        self._known.append(self._carried(self._aside if self._aside.start else self._story))
        day, hands_on = self._main_day(index, self._known[index])
        if hands_on:
            self._hand_on(day, paragraph)
        elif not has_day and self._events_in(index):
            self._story = self._publication

    def _after_the_night(self, known: When, text: str) -> When:
        """The day in force; after "on Tuesday night" that of "in the morning" is the next."""
        if known.basis != "carried" or known.start is None or known.start == self.published or known.start != known.end:
            return known
        if part_of_day(known.text) < EVENING or not 0 < part_of_day(text) < EVENING:
            return known
        return replace(known, start=known.start + timedelta(1), end=known.start + timedelta(1))

    def _carried(self, day: When) -> When:
        if day not in self._as_carried:
            is_stated = day.basis == "stated" and day.start
            self._as_carried[day] = replace(day, basis="carried") if is_stated else self._publication
        return self._as_carried[day]

    def _hand_on(self, day: When, paragraph: int) -> None:
        story = self._story.start
        is_stated = self._story.basis == "stated"
        looks_back = is_stated and story and day.start and day.start < story
        if not looks_back and (story is None or day.start is None or abs(day.start - story) <= timedelta(WEEK)):
            self._story = day if day.start else self._story
        else:
            self._aside, self._aside_in = day, paragraph

    def _told_later(self) -> When:
        """The day of an opening that names none, when one of the next sentences says when "the attack" happened."""
        count = len(self.sentences)
        opening = next((index for index in range(min(_OPENING, count)) if self._events_in(index)), None)
        if opening is None or any(s.role != "saying" for s in self._stated_in(opening)):
            return When()
        for index in range(opening + 1, min(opening + 1 + _OPENING, count)):
            day, hands_on = self._main_day(index, self._publication)
            is_told = hands_on and day.basis == "stated" and day.time_precision < 3
            is_named = any(s.role == "attributive" for s in self._stated_in(index))  # "Monday's attack"
            if is_told and (is_named or _setting().search(self.sentences[index].text)):
                return day
        return When()


@cache
def _setting() -> Scanner:
    settings = words("time", "word", "setting")
    return Scanner(re.compile(rf"\b{alternatives(settings)}\b", re.IGNORECASE), settings)
