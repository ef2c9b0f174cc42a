"""Triggers: the words that say what happened, and the event type they stand for.

A trigger is "specific" (decides the type), "open" (weapon words or the story so far refine it: "blast", "attack"),
"effect" (killed, damaged: the cause decides), "reference" ("the incident": an earlier event), or "none": words that
tie a place to something that is no incident (a visit, a speech, a heart attack). Where matches overlap, the longest
wins, so that "heart attack" takes the word from "attack".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from mapper.coding.grammar import word_class
from mapper.coding.inflection import irregular_forms, noun_forms, verb_forms
from mapper.coding.lexicon import rows
from mapper.coding.patterns import Element, Gate, Pattern, PatternIndex, compile_pattern
from mapper.model import Sentence
from mapper.text.words import Words

STRENGTHS = ("specific", "open", "effect", "reference", "none")
# What kills, wounds and destroys: the causes an effect may be put down to.
HARMFUL = ("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots", "Other")
DISRUPTED = "Disrupted weapons use"
EXPLOSIONS, VIOLENCE, BATTLES = "Explosions/Remote violence", "Violence against civilians", "Battles"


class EventType(NamedTuple):
    """An event type with its sub type, by their ACLED names or our own."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True)
class TriggerRule:
    """One row of triggers.csv or non_events.csv.

    ``takes`` a place as "object" ("shelled Bakhmut", "Bakhmut was shelled"), as "subject" ("came under fire"), or "";
    ``needs_place``: it is an event only with a place as its object ("rebels took Dessie", not "took part").
    """

    pattern: str
    kind: str
    takes: str
    strength: str
    event_type: str = ""
    sub_event_type: str = ""
    reason: str = ""
    needs_place: bool = False

    @cached_property
    def event(self) -> EventType:
        """The type the row names, before weapons, targets and the story refine it."""
        return EventType(self.event_type, self.sub_event_type)


@dataclass(slots=True, eq=False)
class Trigger:
    """A rule that matched the words [first, last) of a sentence."""

    first: int
    last: int
    rule: TriggerRule

    @property
    def is_event(self) -> bool:
        """False for the words of non-events."""
        return self.rule.strength != "none"

    @property
    def governs(self) -> bool:
        """False for idioms, which only take the words from a trigger ("riot police")."""
        return self.rule.kind != "mask"


def may_tell_an_event(text: str) -> bool:
    """False for a text that holds no event trigger, told without reading it."""
    return _gate().admits(text)


def find_triggers(words: Words, covered: Collection[int] = ()) -> tuple[Trigger, ...]:
    """The triggers of a sentence in order, none overlapping; words ``covered`` by place names are left out."""
    matches = _triggers().find(words.lowers)
    found = [Trigger(a, b, r) for a, b, r in matches if a not in covered and _fits(words, a, b, r, covered)]
    if len(found) < 2:
        return tuple(found)
    taken: set[int] = set()
    kept = []
    for trigger in sorted(found, key=lambda t: _precedence(words, t)):
        own = range(trigger.first, trigger.last)
        if taken.isdisjoint(own):
            taken.update(own)
            kept.append(trigger)
    return tuple(sorted(kept, key=lambda t: t.first))


def _precedence(words: Words, trigger: Trigger) -> tuple[int, bool, int, int]:
    """The longest first, then the likelier word class, then the more specific, then the first."""
    guess = _seems_noun(words, trigger.first)
    unlikely = trigger.rule.kind == ("verb" if guess else "noun")
    order = STRENGTHS.index(trigger.rule.strength) % STRENGTHS.index("none")
    return trigger.first - trigger.last, unlikely, order, trigger.first


def _fits(words: Words, first: int, last: int, rule: TriggerRule, covered: Collection[int]) -> bool:
    """False for a noun where the rule wants a verb, and the other way round."""
    if _is_in_a_name(words, first) or (rule.needs_place and not _has_place(words, last, covered)):
        return False
    if rule.kind in ("phrase", "mask") or last - first > 1:
        return True
    word, following = words.lowers[first], words.lowers[last] if last < len(words) else ""
    as_noun = _is_noun(words, first)
    if word.endswith("ing"):
        as_noun = {True: False, False: None}[following in word_class("determiner") or last in covered]
    if word.endswith("ing") and following in word_class("passive"):
        as_noun = True
    wrong = {"noun": False, "verb": True}[rule.kind]
    return as_noun is not wrong or (rule.kind == "verb" and word.endswith("ed"))


def _has_place(words: Words, at: int, covered: Collection[int]) -> bool:
    """True when a place is the object of what ends at ``at``: "took the town of X", not "took X's mayor to Y"."""
    while at < len(words) and at not in covered and (words.lowers[at] == "of" or words.lowers[at] in _before_places()):
        at += 1
    if at not in covered:
        return False
    while at in covered:
        at += 1
    return at >= len(words) or words.is_mark(at) or words.lowers[at] in _behind_objects()


@cache
def _before_places() -> frozenset[str]:
    return word_class("determiner") | word_class("direction") | word_class("area_head") | word_class("few")


@cache
def _behind_objects() -> frozenset[str]:
    known = word_class("locative") | word_class("subordinator") | word_class("time") | word_class("settlement")
    return known | frozenset(("and", "or", "without", "during", "amid", "with", "since"))


def _is_in_a_name(words: Words, at: int) -> bool:
    """True in "Prohibition of Chemical Weapons", "Institute for the Study of War"."""
    if at < 2 or not words.texts[at][0].isupper() or words.lowers[at - 1] not in ("of", "for", "against"):
        return False
    return at > 2 and words.texts[at - 2][0].isupper()


def _seems_noun(words: Words, at: int) -> bool:
    """The guess where the word before decides nothing: "rebels attack" is a verb, "grenade attack" a noun."""
    word, before = words.lowers[at], words.lowers[at - 1] if at else None
    if word.endswith("ing"):
        return before is None or before not in word_class("passive")
    if word.endswith("ed"):
        return False
    if before is None or before in word_class("determiner"):
        return True
    after_a_doer = before.endswith("s") or words.texts[at - 1][0].isupper()
    return word.endswith("s") or not after_a_doer


def _is_noun(words: Words, at: int) -> bool | None:
    """What the word before says of "attack", "strikes", "raid": a noun, a verb (False), or nothing (None)."""
    before = words.lowers[at - 1] if at else ""
    if _opens_a_noun(before) or (at > 1 and _is_singular_after(words, at, words.lowers[at - 2])):
        return True
    if before in word_class("pronoun") or before in ("to", "will", "would", "can", "could", "may", "might", "not"):
        return False
    return None


def _opens_a_noun(word: str) -> bool:
    return word in word_class("determiner") or word in ("'s", "of", "in", "by", "from", "under", "after", "for")


def _is_singular_after(words: Words, at: int, opening: str) -> bool:
    """True for "an Israeli strike", "last night's strike": as a verb it would be "the rebels strike", "it strikes"."""
    word, before = words.lowers[at], words.lowers[at - 1]
    inflected = word.endswith(("s", "ed", "ing")) or word in irregular_forms()
    return _opens_a_noun(opening) and not inflected and not before.endswith("s")


@cache
def _triggers() -> PatternIndex[TriggerRule]:
    return PatternIndex([*_events(), *_non_events()])


@cache
def _gate() -> Gate:
    return Gate(pattern for pattern, _ in _events())


@cache
def _events() -> list[tuple[Pattern, TriggerRule]]:
    found = []
    for row in rows("triggers"):
        kind, _, place = row["syntax"].partition(" ")
        needs_place, takes = place == "place", "object" if place == "place" else place
        event = row["event_type"], row["sub_event_type"]
        rule = TriggerRule(row["trigger"], kind, takes, row["strength"], *event, needs_place=needs_place)
        found += [(pattern, rule) for pattern in trigger_patterns(row["trigger"], kind)]
    return found


def _non_events() -> list[tuple[Pattern, TriggerRule]]:
    found = []
    for row in rows("non_events"):
        rule = TriggerRule(row["cue"], row["syntax"], "", "none", reason=row["reason"])
        found += [(pattern, rule) for pattern in trigger_patterns(row["cue"], row["syntax"])]
    return found


def trigger_patterns(text: str, kind: str) -> list[Pattern]:
    """The patterns of one row; " / " parts whole alternatives. A noun's last word also stands in the plural, a
    verb's first word in all its forms.
    """
    patterns = []
    for part in text.split(" / "):
        pattern = compile_pattern(part)
        if kind == "noun":
            pattern = (*pattern[:-1], _inflected(pattern[-1], noun_forms))
        elif kind == "verb":
            pattern = (_inflected(pattern[0], verb_forms), *pattern[1:])
        patterns.append(pattern)
    return patterns


def _inflected(element: Element, forms: object) -> Element:
    assert callable(forms)
    return Element(frozenset(form for word in element.forms for form in forms(word)), element.optional, element.gap)


@cache
def _weapons() -> PatternIndex[EventType]:
    return PatternIndex(_weapon_rows())


@cache
def _weapon_gate() -> Gate:
    return Gate(pattern for pattern, _ in _weapon_rows())


def _weapon_rows() -> list[tuple[Pattern, EventType]]:
    return [
        (compile_pattern(part), EventType(row["event_type"], row["sub_event_type"]))
        for row in rows("weapons")
        for part in row["weapon"].split(" / ")
    ]


def refined(trigger: Trigger, words: Words, clause: tuple[int, int]) -> EventType | None:
    """The type the nearest weapon word of the clause gives an open trigger, None when there is none that fits."""
    best: tuple[int, EventType] | None = None
    for at, _, kind in _weapons().find(words.lowers, *clause):
        distance = abs(at - trigger.first)
        if fits_family(trigger.rule, kind) and (best is None or distance < best[0]):
            best = (distance, kind)
    return best[1] if best else None


def fits_family(rule: TriggerRule, kind: EventType) -> bool:
    """True when an event of this type can be what the trigger speaks of ("the blast" is no stabbing)."""
    if rule.strength == "effect":
        harmful = kind.event_type in (*HARMFUL, "Protests")
        return harmful and not kind.sub_event_type.startswith("Abduction")
    if rule.strength == "reference":
        return kind.event_type != "Alert"
    if rule.event_type == EXPLOSIONS:
        gas = kind.sub_event_type == "Industrial or gas explosion" and rule.sub_event_type.startswith("Remote")
        return kind.event_type == EXPLOSIONS or gas
    if rule.event_type == BATTLES:
        clash = kind.sub_event_type == "Armed clash" or kind.event_type in ("Riots", VIOLENCE)
        return clash and rule.sub_event_type == "Armed clash"
    if rule.event_type == VIOLENCE:
        return kind.event_type in (EXPLOSIONS, VIOLENCE, BATTLES, "Riots")
    if rule.sub_event_type == "Fire" and rule.kind == "phrase":  # "set houses ablaze" in an attack or a riot
        return kind.event_type in HARMFUL
    return kind.event_type == rule.event_type


def theme(sentences: Iterable[Sentence]) -> EventType | None:
    """The explosive weapon a whole document speaks of most, or gas, boilers and the like; the earlier on a draw."""
    armed = (Words(s) for s in sentences if _weapon_gate().admits(s.text))
    weapons = (kind for words in armed for _, _, kind in _weapons().find(words.lowers))
    counts = Counter(kind for kind in weapons if kind.event_type in (EXPLOSIONS, "Other"))
    return counts.most_common(1)[0][0] if counts else None
