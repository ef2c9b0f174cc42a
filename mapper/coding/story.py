"""What a document tells, sentence after sentence: the type of every event in the light of those before it.

"The blast", "the attack", "it happened" take their type from the last event that fits; an undated or unspecified
explosion takes the weapon the document speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

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
from mapper.coding.grammar import word_class
from mapper.coding.linking import WIDE, Link, Loose, anaphor_in, event_clauses, link
from mapper.coding.reading import Mention, Reading
from mapper.text.words import Word

PEACEFUL = "Peaceful protest"
# Events of one sentence that later sentences may refer back to; a list longer than that is no story.
MOST_EVENTS = 12
# Sentences over which an event is still the one just told, or the one whose place is about to be named.
NEAR = 6
_ANAPHOR_KINDS = {"city": "city", "town": "city", "village": "city", "capital": "city", "port": "city"}


@dataclass(frozen=True, slots=True)
class Told:
    """One event told at one place: the sentence by number and as read, the place and event word, the type."""

    index: int
    reading: Reading
    link: Link
    kind: EventType
    of: Told | None = None


@dataclass(slots=True)
class Story:
    """The events so far, while a document is read; ``loose`` holds the mentions no event was told at."""

    theme: EventType | None = None
    past: list[EventType] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    actors: set[Mention] = field(default_factory=set)
    placeless: list[tuple[int, Reading]] = field(default_factory=list)

    def read(self, index: int, reading: Reading) -> None:
        """Take in the next sentence, the one numbered ``index``."""
        before = len(self.told)
        for found in link(reading):
            if isinstance(found, Loose):
                self.loose.append(found)
                (self.places.append if found.is_place else self.actors.add)(found.mention)
                if found.reason.startswith("a body or an office"):  # "the mayor of X ... the city"
                    self.places.append(found.mention)
            elif _only_heard(reading, found):
                self.loose.append(Loose(found.mention, "heard or felt there, told to have happened elsewhere"))
            elif (kind := self._kind(reading, found.trigger)) is None:
                self.loose.append(Loose(found.mention, "the sentence does not say what happened"))
            else:
                self.told.append(Told(index, reading, found, kind))
                self.places.append(found.mention)
        if before == 0 and self.told:
            self.told[:0] = self._before_its_place(self.told[0])
        self._pointing_back(index, reading)
        self._toll(index, reading)
        if not self.told and self._is_placeless(reading):
            self.placeless.append((index, reading))
        telling = [t for t in reading.triggers if t.is_event and t.rule.event_type]
        self.past += [kind for t in telling[:MOST_EVENTS] if (kind := self._kind(reading, t)) is not None]

    def _kind(self, reading: Reading, trigger: Trigger, seen: tuple[Trigger, ...] = ()) -> EventType | None:
        """The type of the event the trigger tells; ``seen`` holds the vaguer triggers that asked for it."""
        own = EventType(trigger.rule.event_type, trigger.rule.sub_event_type)
        if trigger.rule.strength == "specific":
            return _sharpened(reading, trigger, own)
        clause, whole = reading.clause_of(trigger.first), (0, len(reading.words))
        cause = _subject_of(reading, trigger, clause) or _cause_in(reading, trigger, clause)
        if cause is not None and cause not in seen:
            return self._kind(reading, cause, (*seen, trigger))
        if trigger.rule.strength == "open" and (kind := refined(trigger, reading.words, clause)):
            return _sharpened(reading, trigger, kind)
        if _is_definite(reading, trigger) and (kind := self._from_the_story(trigger)):
            return kind
        if (cause := _cause_in(reading, trigger, whole)) is not None and cause not in seen:
            return self._kind(reading, cause, (*seen, trigger))
        by_weapon = refined(trigger, reading.words, whole if trigger.rule.strength == "open" else clause)
        kind = by_weapon or self._from_the_story(trigger)
        return _sharpened(reading, trigger, kind or own) if kind or own.sub_event_type else None

    def _from_the_story(self, trigger: Trigger) -> EventType | None:
        for kind in reversed(self.past):
            if fits_family(trigger.rule, kind):
                return kind
        return self.theme if trigger.rule.event_type == EXPLOSIONS and trigger.rule.kind == "noun" else None

    def _pointing_back(self, index: int, reading: Reading) -> None:
        """Give the clauses that only say "the city" the last place of that kind."""
        for clause, trigger in event_clauses(reading, self.actors):
            noun = anaphor_in(reading, clause)
            place = self._last_place(reading, trigger, noun) if noun else self._of_main_clause(reading, clause, trigger)
            if place is not None and (kind := self._kind(reading, trigger)) is not None:
                self.told.append(Told(index, reading, Link(place, trigger, anaphor=True), kind))

    def _toll(self, index: int, reading: Reading) -> None:
        """A sentence that only counts the victims ("At least 25 people are dead") speaks of the event just told."""
        if not self.told or not self._is_placeless(reading):
            return
        last = self.told[-1]
        self._met_with_force(index, reading, last)
        places = {t.link.mention for t in self.told if t.reading is last.reading}
        effect = next((t for t in reading.triggers if _speaks_of(reading, t, last.kind)), None)
        if effect is None or index - last.index > NEAR or len(places) > 1 or not fits_family(effect.rule, last.kind):
            return
        cause = _cause_in(reading, effect, reading.clause_of(effect.first))
        if cause is None or self._kind(reading, cause) == last.kind:
            self.told.append(Told(index, reading, Link(last.link.mention, effect, anaphor=True), last.kind, last))

    def _of_main_clause(self, reading: Reading, clause: tuple[int, int], trigger: Trigger) -> Mention | None:
        """The place of "Police in X arrested ten people after clashes": the one place of the sentence."""
        here = {t.link.mention for t in self.told if t.reading is reading and t.link.mention.first < clause[0]}
        arrests = any(t.reading is reading and t.kind.sub_event_type == "Arrests" for t in self.told)
        after = reading.words[clause[0]].lower in ("after", "following") and not _is_definite(reading, trigger)
        return next(iter(here)) if len(here) == 1 and arrests and after else None

    def _met_with_force(self, index: int, reading: Reading, last: Told) -> None:
        """Sharpen the protest just told when the next sentences say that it was broken up or turned violent."""
        kinds = [EventType(t.rule.event_type, t.rule.sub_event_type) for t in reading.triggers]
        harsher = [k for k in kinds if k.event_type in ("Protests", "Riots") and k.sub_event_type != PEACEFUL]
        if last.kind.sub_event_type == PEACEFUL and harsher and index - last.index <= 2:
            self.told = [replace(t, kind=harsher[0]) if t.kind == last.kind else t for t in self.told]

    def _before_its_place(self, first: Told) -> list[Told]:
        """The sentences that told the event before its place was named: "A bus overturned. It happened in Pune"."""
        found = []
        for index, reading in self.placeless:
            kinds = ((t, self._kind(reading, t)) for t in reading.triggers if t.is_event)
            same = next((t for t, kind in kinds if kind == first.kind), None)
            if same is not None and first.index - index <= NEAR:
                found.append(Told(index, reading, Link(first.link.mention, same, anaphor=True), first.kind, first))
        return found

    def _is_placeless(self, reading: Reading) -> bool:
        """True for a sentence that neither places an event nor names a place where one could be."""
        named = {m for m in reading.mentions if m.resolution.toponym.form != "demonym"}
        return not named or (not any(t.reading is reading for t in self.told) and named <= self.actors)

    def _last_place(self, reading: Reading, trigger: Trigger, noun: str) -> Mention | None:
        wanted = _ANAPHOR_KINDS.get(noun)
        here = {m for m in reading.mentions if m.last <= trigger.first}
        for mention in reversed(self.places):
            place = mention.resolution.place
            if mention in reading.mentions and mention not in here:
                continue
            if place is not None and (place.kind == wanted if wanted else noun in WIDE or not place.is_area):
                return mention
        return None


def _only_heard(reading: Reading, found: Link) -> bool:
    """True for "the blast was heard in X", not for "blasts were heard in X", which is the news itself."""
    between = reading.lowers(found.trigger.last, found.mention.first)
    return _is_definite(reading, found.trigger) and bool({"heard", "felt"}.intersection(between))


def _speaks_of(reading: Reading, trigger: Trigger, kind: EventType) -> bool:
    """True for a toll and for "the blaze", "the attack": words that go on about the event just told."""
    if trigger.rule.strength == "effect":
        return True
    same = EventType(trigger.rule.event_type, trigger.rule.sub_event_type) == kind
    return trigger.is_event and _is_definite(reading, trigger) and (same or trigger.rule.strength == "open")


def _is_by_the_state(reading: Reading, trigger: Trigger) -> bool:
    """True when an army or police takes a place, not rebels."""
    doers = set(reading.lowers(reading.clause_of(trigger.first)[0], trigger.first))
    return bool(doers & word_class("state_forces")) and not doers & word_class("rebel_forces")


def _is_definite(reading: Reading, trigger: Trigger) -> bool:
    """True for "the attack" and "this deadly blast"."""
    return bool({"the", "this", "that"}.intersection(reading.lowers(trigger.first - 2, trigger.first)))


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
    if trigger.rule.strength != "open" or trigger.rule.kind == "noun" or trigger.rule.event_type == BATTLES:
        return None
    before = [t for t in reading.triggers if clause[0] <= t.first and t.last <= trigger.first]
    doers = [t for t in before if t.rule.event_type not in ("Alert", "Strategic developments") and _is_doer(t)]
    return doers[-1] if doers else None


def _is_doer(trigger: Trigger) -> bool:
    weapon = trigger.rule.event_type == EXPLOSIONS and trigger.rule.strength == "open"
    return trigger.rule.strength == "specific" or (
        trigger.rule.kind == "noun" and (weapon or not trigger.rule.event_type)
    )


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
    if own == EventType(BATTLES, "Non-state actor overtakes territory") and _is_by_the_state(reading, trigger):
        return EventType(BATTLES, "Government regains territory")
    if own.sub_event_type == PEACEFUL:
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
