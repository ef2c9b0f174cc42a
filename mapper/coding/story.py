"""What a document tells, sentence after sentence: the type of every event in the light of those before it.

"The blast", "the attack", "it happened" take their type from the last event that fits; an undated or unspecified
explosion takes the weapon the document speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.coding.events import (
    BATTLES,
    EXPLOSIONS,
    VIOLENCE,
    EventType,
    Trigger,
    find_triggers,
    fits_family,
    is_battle,
    refined,
    theme,
)
from mapper.coding.linking import Link, Loose, anaphor_in, event_clauses, link
from mapper.coding.reading import Mention, Reading
from mapper.text.words import Word

# Events of one sentence that later sentences may refer back to; a list longer than that is no story.
MOST_EVENTS = 12
_ANAPHOR_KINDS = {"city": "city", "town": "city", "village": "city", "capital": "city", "port": "city"}


@dataclass(frozen=True, slots=True)
class Told:
    """One event told at one place: the sentence by number and as read, the place and event word, the type."""

    index: int
    reading: Reading
    link: Link
    kind: EventType


@dataclass(slots=True)
class Story:
    """The events so far, while a document is read; ``loose`` holds the mentions no event was told at."""

    theme: EventType | None = None
    past: list[EventType] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)

    def read(self, index: int, reading: Reading) -> None:
        """Take in the next sentence, the one numbered ``index``."""
        for found in link(reading):
            if isinstance(found, Loose):
                self.loose.append(found)
                if found.is_place:
                    self.places.append(found.mention)
            elif (kind := self._kind(reading, found.trigger)) is None:
                self.loose.append(Loose(found.mention, "the sentence does not say what happened"))
            else:
                self.told.append(Told(index, reading, found, kind))
                self.places.append(found.mention)
        self._pointing_back(index, reading)
        self._toll(index, reading)
        telling = [t for t in reading.triggers if t.is_event and t.rule.event_type]
        self.past += [kind for t in telling[:MOST_EVENTS] if (kind := self._kind(reading, t)) is not None]

    def _kind(self, reading: Reading, trigger: Trigger) -> EventType | None:
        own = EventType(trigger.rule.event_type, trigger.rule.sub_event_type)
        if trigger.rule.strength == "specific":
            return _sharpened(reading, trigger, own)
        clause, whole = reading.clause_of(trigger.first), (0, len(reading.words))
        if cause := _subject_of(reading, trigger, clause) or _cause_in(reading, trigger, clause):
            return self._kind(reading, cause)
        if trigger.rule.strength == "open" and (kind := refined(trigger, reading.words, clause)):
            return _sharpened(reading, trigger, kind)
        if cause := _cause_in(reading, trigger, whole):
            return self._kind(reading, cause)
        kind = refined(trigger, reading.words, whole) or self._from_the_story(trigger)
        return _sharpened(reading, trigger, kind or own) if kind or own.event_type else None

    def _from_the_story(self, trigger: Trigger) -> EventType | None:
        for kind in reversed(self.past):
            if fits_family(trigger.rule, kind):
                return kind
        return self.theme if trigger.rule.event_type == EXPLOSIONS else None

    def _pointing_back(self, index: int, reading: Reading) -> None:
        """Give the clauses that only say "the city" the last place of that kind."""
        for clause, trigger in event_clauses(reading):
            noun = anaphor_in(reading, clause)
            place = self._last_place(reading, clause, noun) if noun else None
            if place is not None and (kind := self._kind(reading, trigger)) is not None:
                self.told.append(Told(index, reading, Link(place, trigger, anaphor=True), kind))

    def _toll(self, index: int, reading: Reading) -> None:
        """A sentence that only counts the victims ("At least 25 people are dead") speaks of the event just told."""
        effects = [t for t in reading.triggers if t.rule.strength == "effect"]
        if not effects or not self.told or any(t.reading is reading for t in self.told):
            return
        if any(m.resolution.toponym.form != "demonym" for m in reading.mentions):
            return
        last = self.told[-1]
        near = reading.sentence.paragraph - last.reading.sentence.paragraph <= 1
        places = {t.link.mention for t in self.told if t.reading is last.reading}
        fits = fits_family(effects[0].rule, last.kind)
        if near and len(places) == 1 and fits and self._kind(reading, effects[0]) == last.kind:
            self.told.append(Told(index, reading, Link(last.link.mention, effects[0], anaphor=True), last.kind))

    def _last_place(self, reading: Reading, clause: tuple[int, int], noun: str) -> Mention | None:
        wanted = _ANAPHOR_KINDS.get(noun)
        here = {m for m in reading.mentions if m.first < clause[0]}
        for mention in reversed(self.places):
            place = mention.resolution.place
            if mention in reading.mentions and mention not in here:
                continue
            if place is not None and (place.kind == wanted if wanted else not place.is_area):
                return mention
        return None


def _cause_in(reading: Reading, trigger: Trigger, where: tuple[int, int]) -> Trigger | None:
    """The nearest trigger of the range that can tell what the vaguer one speaks of.

    A specific one; else, for effects and references, an open one.
    """
    rank = {"specific": 0, "open": 1, "effect": 2, "reference": 3}
    fitting = [
        t
        for t in reading.triggers
        if where[0] <= t.first < where[1]
        and rank.get(t.rule.strength, 3) < min(2, rank[trigger.rule.strength])
        and t.rule.event_type not in ("Alert", "Strategic developments")
        and fits_family(trigger.rule, EventType(t.rule.event_type, t.rule.sub_event_type))
    ]
    return min(fitting, key=lambda t: (rank[t.rule.strength], abs(t.first - trigger.first)), default=None)


def _subject_of(reading: Reading, trigger: Trigger, clause: tuple[int, int]) -> Trigger | None:
    """What does what an open verb says: "a tornado hit", "an earthquake shook", "a missile slammed into"."""
    if trigger.rule.strength != "open" or trigger.rule.kind == "noun":
        return None
    before = [t for t in reading.triggers if clause[0] <= t.first and t.last <= trigger.first]
    doers = [t for t in before if t.rule.event_type not in ("Alert", "Strategic developments") and _is_doer(t)]
    return doers[-1] if doers else None


def _is_doer(trigger: Trigger) -> bool:
    weapon = trigger.rule.kind == "noun" and trigger.rule.event_type == EXPLOSIONS
    return trigger.rule.strength == "specific" or (weapon and trigger.rule.strength == "open")


def _sharpened(reading: Reading, trigger: Trigger, own: EventType) -> EventType:
    """The type with its company: a protest met with force is more than a protest, an attack on armed men a battle,
    a killing by a mob a riot.
    """
    clause = reading.clause_of(trigger.first)
    company = [t for t in reading.triggers if t is not trigger and clause[0] <= t.first < clause[1]]
    if own == EventType(VIOLENCE, "Attack"):
        mob = [t for t in company if t.rule.event_type == "Riots" and t.rule.strength == "specific"]
        if mob:
            return EventType(mob[0].rule.event_type, mob[0].rule.sub_event_type)
        is_told = trigger.rule.strength in ("specific", "open") or trigger.rule.event_type
        if is_told and is_battle(reading.words, trigger):
            return EventType(BATTLES, "Armed clash")
    if own.sub_event_type == "Peaceful protest":
        for other in company:
            kind = EventType(other.rule.event_type, other.rule.sub_event_type)
            if kind.event_type in ("Protests", "Riots") and kind != own:
                return kind
    return own


def read_story(readings: Sequence[Reading], title: Sequence[Word] = ()) -> Story:
    """The whole document, read in order; the title counts as what was said first."""
    story = Story(theme([title, *(r.words for r in readings)]))
    for trigger in find_triggers(title):
        if trigger.rule.strength == "specific":
            story.past.append(EventType(trigger.rule.event_type, trigger.rule.sub_event_type))
    for index, reading in enumerate(readings):
        story.read(index, reading)
    return story
