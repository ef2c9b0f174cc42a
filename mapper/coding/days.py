"""The day of every event told, over the sentences that tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mapper.coding.dates import Timeline
from mapper.coding.sifting import NEWS_DAYS
from mapper.coding.story import Told
from mapper.model import Sentence, Span, When

# Words between "has" and its participle: "have also been".
PERFECT = 3
# Alerts that are words of an office; sirens and air defence go on through the night they are told of.
ISSUED = ("Weather warning", "Other alert", "Missile/drone warning")


class Days:
    """The days of the events of one document, each worked out when it is first asked for."""

    def __init__(self, story: Sequence[Told], timeline: Timeline) -> None:
        self._timeline = timeline
        self._opening = story[0].index
        at = {(told.trigger_span, told.place_span) for told in story}
        counted = Counter(trigger for trigger, _ in at)
        self._shared = {trigger for trigger, places in counted.items() if places > 1}
        self._days: dict[Told, When] = {}
        self._more: dict[Told, list[Told]] = defaultdict(list)  # the sentences that go on about an event
        for told in story:
            if told.of is not None:
                self._more[told.of].append(told)

    def of(self, told: Told) -> When:
        """The day of the event; told over several sentences it is that of the placed one, else the first day stated."""
        placed = told.of or told
        own = self._stated_by(placed)
        if own.basis == "stated":
            return own
        others = map(self._stated_by, self._more.get(placed, ()))
        return next((day for day in others if _is_of_one_event(day, own)), own)

    def adds_a_day(self, told: Told) -> bool | None:
        """True when a sentence states the day of an event placed elsewhere, None when it states none."""
        own = self._stated_by(told)
        return _is_of_one_event(own, self._stated_by(told.of or told)) if own.basis == "stated" else None

    def is_future(self, told: Told) -> bool:
        """True when the sentence says that the event is yet to happen."""
        return self._timeline.is_future(told.index, told.trigger_span)

    def _stated_by(self, told: Told) -> When:
        if told not in self._days:
            self._days[told] = self._day(told)
        return self._days[told]

    def _day(self, told: Told) -> When:
        """The day of the event; for one that the news "comes after", the first earlier day told from there on."""
        timeline, index = self._timeline, told.index
        is_one_of_several = told.trigger_span in self._shared and not told.link.anaphor
        span = told.place_span if is_one_of_several else told.trigger_span  # "in Goma on Monday and in Sake on Friday"
        when = timeline.at(index, span)
        if _is_beyond_a_dash(told.reading.sentence, when.text, span):
            when = timeline.at(index - 1, timeline.sentences[index - 1].span) if index else When()
            when = replace(when, basis="carried" if when.basis == "stated" else when.basis)
        if told.kind.sub_event_type in ISSUED and timeline.is_future(index, span):
            return timeline.told_on(index)  # a warning is of the day it is given, not of the day it is for
        if when.basis == "stated":
            return when
        if when.basis == "carried" and told.index > self._opening and _is_of_now(told):
            now = timeline.told_on(index)
            return when if now.start == when.start else now
        clause = told.reading.clause_of(told.link.trigger.first)
        opening = told.reading.lowers(clause[0] - 2, clause[0] + 1)
        if opening[-1:] == ["when"] and (day := timeline.in_force(index)).basis == "stated":
            return day  # "In January, nine people died when a plane crashed"
        if opening[-1:] != ["after"] or not {"come", "comes", "came"}.intersection(opening):
            return when
        known = timeline.first_before(when.start, index) if when.start else None
        return replace(known, basis="carried") if known else When()


def _is_of_now(told: Told) -> bool:
    """True for what is news of the day it is told: a warning given, what "has happened"; not a toll or a siren."""
    if told.kind.event_type == "Alert":
        return told.kind.sub_event_type in ISSUED
    at = told.link.trigger.first
    before = told.reading.lowers(max(at - PERFECT, told.reading.clause_of(at)[0]), at)
    is_toll = told.of is not None or told.link.anaphor or told.link.trigger.rule.strength == "effect"
    return not is_toll and bool({"has", "have"}.intersection(before))


def _is_of_one_event(stated: When, placed: When) -> bool:
    """True when a stated day can be that of an event whose placed sentence states another or none."""
    if stated.basis != "stated" or stated.start is None or placed.start is None:
        return False
    apart = abs((stated.start - placed.start).days)
    return apart == 0 if placed.basis in ("stated", "carried") else apart <= NEWS_DAYS


def _is_beyond_a_dash(sentence: Sentence, words: str, trigger: Span) -> bool:
    """True when a date stands in an afterthought: "struck a refinery - the latest of the raids in recent weeks"."""
    at, event = sentence.text.find(words) if words else -1, trigger.end - sentence.span.start
    return at > event and any(mark in sentence.text[event:at] for mark in ("—", "–", " - ", ";"))
