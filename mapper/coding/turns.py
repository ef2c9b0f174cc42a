"""Where a text turns from the event just told to another: by its own word, by another event, by another place."""

from __future__ import annotations

from functools import cache

from mapper.coding.article import Article
from mapper.coding.events import EventType, Trigger
from mapper.coding.lexicon import rows
from mapper.coding.literal import not_a_place
from mapper.coding.patterns import PatternIndex, compile_pattern
from mapper.coding.reading import Mention, Reading
from mapper.model import Report

# Words of a sentence's opening: "In the north, meanwhile, ...".
OPENING = 8
# Words from "said" to the place of the body that said so.
SAID = 12
# Event types that go into one another as a story is told on.
_KIN = (
    ("Battles", "Violence against civilians", "Explosions/Remote violence", "Riots"),
    ("Protests", "Riots"),
    ("Other",),
)


def turns_away(reading: Reading) -> bool:
    """True for a sentence that opens on something else: "Meanwhile, ...", "In a separate incident, ..."."""
    return any(True for _ in _turns().find(reading.words.lowers, 0, min(OPENING, len(reading.words))))


def tells_of_another(article: Article, index: int, told: int, report: Report) -> bool:
    """True when sentence ``index``, or one between it and that of the report, ``told``, is about another event."""
    first, last = sorted((index, told))
    if any(turns_away(article.reading(number)) for number in range(first + 1, last + 1)):
        return True
    reading = article.reading(index)
    events = [trigger for trigger in reading.triggers if trigger.is_event]
    if any(_is_of_another_kind(trigger, EventType(report.event_type, report.sub_event_type)) for trigger in events):
        return True
    return bool(events) and _names_another_place(reading, report)


def _is_of_another_kind(trigger: Trigger, kind: EventType) -> bool:
    """True for "a bus crash killed nine" after a bombing; a vague word ("killed") goes with everything."""
    own = trigger.rule.event_type
    if trigger.rule.strength != "specific" or own in ("", "Alert", "Strategic developments"):
        return False
    return not any(own in kin and kind.event_type in kin for kin in _KIN) and own != kind.event_type


def _names_another_place(reading: Reading, report: Report) -> bool:
    place = report.place
    for mention in reading.mentions:
        other = mention.resolution.place
        if (
            not_a_place(reading, mention)
            or _is_where_it_is_said(reading, mention)
            or (other is not None and other.place_id == place.place_id)
        ):
            continue
        if other is None or not (other.is_area and other.country == place.country):
            return True
    return False


def _is_where_it_is_said(reading: Reading, mention: Mention) -> bool:
    """True for the place of "..., said a spokesman for the office in Geneva"."""
    return "said" in reading.lowers(max(reading.clause_of(mention.first)[0], mention.first - SAID), mention.first)


@cache
def _turns() -> PatternIndex[str]:
    return PatternIndex([(compile_pattern(part), part) for row in rows("turns") for part in row["cue"].split(" / ")])
