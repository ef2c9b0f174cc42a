"""Casualties given to the incidents they belong to, within a sentence and from the sentences around it.

A number in a sentence that tells of one place belongs to that place; where several events stand in one sentence, each
takes the numbers on its side; one number over several places belongs to none. A sentence that gives numbers and no
place of its own ("the attack left two dead") belongs to the nearest event told, unless it sums up several attacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from mapper.coding.casualties import casualties_in
from mapper.coding.dates import expressions
from mapper.coding.lexicon import alternatives, words
from mapper.model import Casualties, Report, Sentence, Span

# A toll stands at most so many sentences from the event it belongs to; further where the text tells of one place only.
_REACH, _REACH_OF_ONE = 3, 8
# Sentences dated like this look back on other events.
_LOOKING_BACK = ("year", "month", "period", "ago", "iso")
_HARMLESS_TYPES = ("Alert", "Strategic developments")
_CUT = re.compile(r"[,;]|\b(?:and|while|but)\b")


def with_casualties(sentences: Sequence[Sentence], reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports of one document with their casualties, in the order given."""
    index = {sentence.span: number for number, sentence in enumerate(sentences)}
    at = [index[report.sentence.span] for report in reports]
    found = [Casualties()] * len(reports)
    for number in sorted(set(at)):
        here = [i for i, place in enumerate(at) if place == number]
        for i, casualties in _in_sentence([reports[i] for i in here]):
            found[here[i]] = casualties
    for number, sentence in enumerate(sentences):
        if number not in at:
            _give_to_nearest(number, sentence, reports, at, found)
    return tuple(replace(report, casualties=casualties) for report, casualties in zip(reports, found, strict=True))


def _in_sentence(reports: Sequence[Report]) -> Iterable[tuple[int, Casualties]]:
    """The casualties each report of one sentence finds in it."""
    sentence = reports[0].sentence
    harmed = [i for i, report in enumerate(reports) if report.event_type not in _HARMLESS_TYPES]
    triggers = sorted({reports[i].trigger for i in harmed})
    if len({reports[i].place.place_id for i in harmed}) <= 1 or len(triggers) <= 1:
        places = len({reports[i].place.place_id for i in harmed})
        stated = casualties_in(sentence.text, places=places)
        return [(i, stated) for i in harmed]
    given = []
    for trigger, part in zip(triggers, _parts(sentence, triggers, reports), strict=True):
        own = [i for i in harmed if reports[i].trigger == trigger]
        places = len({reports[i].place.place_id for i in own})
        given += [(i, casualties_in(sentence.text, part, places=places)) for i in own]
    return given


def _parts(sentence: Sentence, triggers: Sequence[Span], reports: Sequence[Report]) -> list[Span]:
    """One stretch of the sentence for each trigger: cut at the comma or "and" after the place of each."""
    offset, start, parts = sentence.span.start, 0, []
    for trigger, following in pairwise(triggers):
        ends = [r.resolution.toponym.span.end for r in reports if r.trigger == trigger] + [trigger.end]
        until = following.start - offset
        since = max((end - offset for end in ends if end - offset <= until), default=trigger.end - offset)
        cut = _CUT.search(sentence.text, since, max(since, until))
        end = max(start, cut.start() if cut else until)
        parts.append(Span(start, end))
        start = end
    return [*parts, Span(start, len(sentence.text))]


def _give_to_nearest(
    number: int, sentence: Sentence, reports: Sequence[Report], at: Sequence[int], found: list[Casualties]
) -> None:
    """Give the numbers of a sentence without an event of its own to the event told nearest to it, before or after."""
    stated = casualties_in(sentence.text)
    if stated == Casualties() or _sums_up().search(sentence.text):
        return
    if any(expression.form in _LOOKING_BACK for expression in expressions(sentence.text)):
        return
    harmed = [i for i, report in enumerate(reports) if report.event_type not in _HARMLESS_TYPES]
    near = min((abs(at[i] - number) for i in harmed), default=_REACH + 1)
    # Of two as near, the event told before: numbers follow what happened.
    side = number - near if number - near in [at[i] for i in harmed] else number + near
    nearest = [i for i in harmed if at[i] == side]
    reach = _REACH_OF_ONE if len({reports[i].place.place_id for i in harmed}) == 1 else _REACH
    if near > reach or len({reports[i].place.place_id for i in nearest}) > 1:
        return
    for i in nearest:
        found[i] = _filled(found[i], stated)


def _filled(own: Casualties, other: Casualties) -> Casualties:
    """``own`` with what it leaves unsaid taken from ``other``, deaths and injuries each for themselves."""
    if own.fatalities_min is None and own.fatalities_max is None:
        own = replace(
            own,
            fatalities_min=other.fatalities_min,
            fatalities_max=other.fatalities_max,
            fatalities_text=other.fatalities_text,
        )
    if own.injuries_min is None and own.injuries_max is None:
        own = replace(
            own, injuries_min=other.injuries_min, injuries_max=other.injuries_max, injuries_text=other.injuries_text
        )
    return own


@cache
def _sums_up() -> re.Pattern[str]:
    """What makes a number a total over several events: "in all", "the attacks"."""
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'sum'))}\b", re.IGNORECASE)
