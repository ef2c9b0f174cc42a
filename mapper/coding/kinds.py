"""The type of every event in the light of those told before it.

A specific word decides for itself, an open one by its weapon, its cause or its subject. "The blast" and "it happened"
take the type of the last event that fits. A word that leaves the type open and points at nothing ("five people were
killed in X") goes on with the story only where that can be: an air campaign or a flood is in many places, a bus crash
in one.
"""

from __future__ import annotations

from functools import cached_property

from mapper.coding.actors import parties_of
from mapper.coding.article import Article
from mapper.coding.events import EXPLOSIONS, VIOLENCE, EventType, Trigger, find_triggers, fits_family, refined, theme
from mapper.coding.grammar import word_class
from mapper.coding.reading import Reading
from mapper.coding.sharpening import cause_in, is_definite, sharpened, subject_of
from mapper.coding.untold import by_its_subject, untold_cause
from mapper.model import Sentence, Span
from mapper.text.words import Words

# Events of one sentence that later sentences may refer back to; a list longer than that is no story.
MOST_EVENTS = 12
# What goes on in many places at once: a word that leaves its type open takes it up wherever it is told.
WIDESPREAD = frozenset(
    [
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Armed clash",
        "Earthquake",
        "Flood",
        "Landslide",
        "Other",
        "Violent demonstration",
        "Mob violence",
    ]
)
# What an explosion is when nothing tells its cause.
VAGUE = EventType(EXPLOSIONS, "Remote explosive/landmine/IED")
ATTACK = EventType(VIOLENCE, "Attack")
# Words between "another" and the event word it counts: "another three people were killed".
AGAIN_REACH = 5


class Kinds:
    """The types told so far, asked for the type of what a trigger tells."""

    def __init__(self, article: Article) -> None:
        self._article = article
        title = article.document.citation.title
        self._title = Sentence(Span(0, len(title)), title)
        self._past: dict[EventType, None] = {}  # the types told so far, the one told last last
        self._only_the_title = True
        for trigger in find_triggers(Words(self._title)):
            if trigger.rule.strength == "specific":
                self._remember(trigger.rule.event)

    def take_in(self, reading: Reading) -> None:
        """Remember what a sentence tells, for those after it."""
        telling = [t for t in reading.triggers if t.is_event and t.rule.event_type][:MOST_EVENTS]
        for kind in [self.of(reading, trigger) for trigger in telling]:
            if kind is not None:
                self._remember(kind)
                self._only_the_title = False

    def _remember(self, kind: EventType) -> None:
        self._past.pop(kind, None)
        self._past[kind] = None

    def of(self, reading: Reading, trigger: Trigger, seen: tuple[Trigger, ...] = ()) -> EventType | None:
        """The type of the event the trigger tells; ``seen`` holds the vaguer triggers that asked for it."""
        own, told = trigger.rule.event, seen[0] if seen else None
        if is_idle_weapon(reading, trigger):
            return None
        if trigger.rule.strength == "specific":
            return sharpened(reading, trigger, own, told)
        clause, whole = reading.clause_of(trigger.first), (0, len(reading.words))
        cause = subject_of(reading, trigger, clause) or cause_in(reading, trigger, clause)
        if cause is not None and cause not in seen:
            return self.of(reading, cause, (*seen, trigger))
        if trigger.rule.strength == "open" and (kind := refined(trigger, reading.words, clause)):
            return sharpened(reading, trigger, kind, told)
        if is_definite(reading, trigger) and (kind := self._last_that_fits(trigger)):
            return kind
        if (cause := cause_in(reading, trigger, whole)) is not None and cause not in seen:
            return self.of(reading, cause, (*seen, trigger))
        by_weapon = refined(trigger, reading.words, whole if trigger.rule.strength == "open" else clause)
        why = untold_cause(reading, trigger)
        kind = by_weapon or (by_its_subject(reading, why) if why else self._of_the_story(reading, trigger))
        return sharpened(reading, trigger, kind or own, told) if kind or own.sub_event_type else None

    def _last_that_fits(self, trigger: Trigger) -> EventType | None:
        return next((kind for kind in reversed(self._past) if fits_family(trigger.rule, kind)), None)

    def _of_the_story(self, reading: Reading, trigger: Trigger) -> EventType | None:
        """The type of the event just told, where the trigger can go on about it; None where it tells one of its own."""
        rule, last = trigger.rule, self._last_that_fits(trigger)
        if last is None:
            explodes = rule.event_type == EXPLOSIONS and rule.kind == "noun"
            return self._theme if explodes else None
        if rule.strength == "reference" or self._only_the_title or _tells_one_more(reading, trigger):
            return last
        if not rule.event.sub_event_type:
            return last
        attacked = rule.event == ATTACK and (rule.strength == "effect" or rule.kind == "noun")
        open_to_it = attacked or rule.event == VAGUE
        goes_on = last.sub_event_type in WIDESPREAD and not _has_a_doer(reading, trigger)
        return last if open_to_it and goes_on else None

    @cached_property
    def _theme(self) -> EventType | None:
        return theme([self._title, *self._article.sentences])


def is_idle_weapon(reading: Reading, trigger: Trigger) -> bool:
    """True for a weapon that nothing says was used: "bulls stuffed with rockets run", "the drone market grew"."""
    start, end = reading.clause_of(trigger.first)
    words = reading.lowers(start, end)
    if trigger.rule.kind != "noun" or word_class("weapon").isdisjoint(reading.lowers(trigger.first, trigger.last)):
        return False
    if trigger.rule.strength != "open" or not word_class("impact").union(word_class("used")).isdisjoint(words):
        return False
    return not any(other.is_event and other is not trigger for other in reading.triggers_in(start, end))


def _tells_one_more(reading: Reading, trigger: Trigger) -> bool:
    """True for "another three people were killed", "a second blast", "it comes a week after an attack"."""
    start = reading.clause_of(trigger.first)[0] - AGAIN_REACH
    comes = {"come", "comes", "came"}.intersection(reading.lowers(start, trigger.first))
    again = word_class("again").intersection(reading.lowers(trigger.first - AGAIN_REACH, trigger.last + 1))
    return bool(comes or again)


def _has_a_doer(reading: Reading, trigger: Trigger) -> bool:
    """True where somebody on the ground does it: "gunmen killed five people" is no part of an air campaign."""
    if trigger.rule.event_type != VIOLENCE:
        return False
    agent = parties_of(reading, trigger).agent
    return agent is not None and agent.side != "state"
