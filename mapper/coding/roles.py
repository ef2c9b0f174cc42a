"""The part a place mention plays in its clause, by the word that governs it: what linking it to an event rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapper.coding.events import DISRUPTED, EXPLOSIONS, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.reading import Mention, Reading

# How far a preposition or verb may stand before the name it governs, in words: "in the small farming town of X", with
# a list of such names in between.
REACH = 36

Part = Literal["place", "object", "subject", "compound", "none"]


@dataclass(frozen=True, slots=True)
class Role:
    """The part a mention plays. ``governor`` is the word that decides (preposition or trigger), ``reason`` why not."""

    part: Part
    governor: int = -1
    trigger: Trigger | None = None
    reason: str = ""


def role_of(reading: Reading, mention: Mention) -> Role:
    """The part the mention plays in its clause, by the word that governs it."""
    governed = _governed(reading, mention.first - 1)
    if _is_possessor(reading, mention):
        return Role("none", reason=f"possessor or actor: {reading.text(mention.first, mention.last + 3)!r}")
    if governed.part != "none":
        return governed
    return _by_what_follows(reading, mention) or (governed if governed.reason else _named_only(reading, mention))


def _named_only(reading: Reading, mention: Mention) -> Role:
    """A name that nothing places: the one who acts, or what is spoken of."""
    return Role("none", reason=f"actor or topic: {reading.text(mention.first, mention.last + 2)!r}")


def _governed(reading: Reading, at: int) -> Role:
    """Walk left from word ``at`` over articles, adjectives, lists and "the city of" to the word that governs."""
    for _ in range(REACH):
        if at < 0:
            break
        outcome = _step(reading, at)
        if isinstance(outcome, Role):
            return outcome
        at = outcome
    return Role("none")


def _step(reading: Reading, at: int) -> Role | int:
    """What the word at ``at`` makes of the name after it, or where to look next."""
    word, trigger = reading.words.lowers[at], reading.trigger_at(at)
    if (before := reading.mention_at(at)) is not None:
        return before.first - 1
    takes = trigger is not None and (trigger.rule.takes == "object" or word in word_class("locative"))
    if trigger is not None and takes and trigger.last == at + 1 and trigger.is_event:
        return Role("object", at, trigger)
    if word in word_class("locative") and trigger is None:
        return Role("place", at)
    if word == "of":
        return _of(reading, at)
    if word in (",", "and", "or", "&", "including", "like"):
        return _listed(reading, at)
    if word in ("toward", "towards", "into", "to", "at") and _is_fired(reading, at):
        return Role("place", at)
    if word == "for" and (alert := _alert_before(reading, at)) is not None:
        return Role("object", at, alert)
    if _is_stop(reading, at):
        return Role("none", at, reason=f"stands after {reading.text(at, at + 1)!r}")
    return at - 1


def _alert_before(reading: Reading, at: int) -> Trigger | None:
    """The alert of the clause that holds "for X": "a tornado warning was issued for X"."""
    clause = reading.clause_of(at)
    alerts = [t for t in reading.triggers if clause[0] <= t.first and t.last <= at and t.rule.event_type == "Alert"]
    return alerts[-1] if alerts else None


def _is_fired(reading: Reading, at: int) -> bool:
    """True behind "fired rockets" and "a missile launched": what flies lands there."""
    before = [t for t in reading.triggers if at - 3 <= t.last <= at]
    return any(t.rule.event_type == EXPLOSIONS or t.rule.sub_event_type == DISRUPTED for t in before)


def _of(reading: Reading, at: int) -> Role | int:
    """What "of" makes of a name: "the city of X", "residents of X", "the shelling of X" lead on, the rest does not."""
    head = reading.words.lowers[at - 1] if at else ""
    trigger = reading.trigger_at(at) or reading.trigger_at(at - 1)
    if head in word_class("church"):
        return Role("none", at, reason=f"part of a name: {reading.text(at - 1, at + 2)!r}")
    if trigger is not None and trigger.is_event:
        return Role("object", at, trigger)
    if head in word_class("dweller"):
        return Role("place", at)
    if head in word_class("area_head") or head in word_class("facility") or head in word_class("direction"):
        return at - 2
    return Role("none", at, reason=f"belongs to another word: {reading.text(at - 1, at + 2)!r}")


def _listed(reading: Reading, at: int) -> Role | int:
    """In "in X, Y and Z" every item has the governor of the first; "cities including X" and "such as X" too."""
    words, before = reading.words, at - 1
    if words.lowers[at] in ("including", "like"):
        near = reading.lowers(at - 4, at)
        return Role("place", at) if word_class("places").intersection(near) else Role("none", at, reason="an example")
    while before >= 0 and words.lowers[before] in (",", "and", "or"):
        before -= 1
    for back in (before, before - 1):
        if back >= 0 and (item := reading.mention_at(back)) is not None:
            return item.first - 1
    if before >= 0 and words.lowers[before] in word_class("area_head"):
        return before - 1
    return Role("none", at)


def _is_stop(reading: Reading, at: int) -> bool:
    """True for words that no noun phrase holds: other prepositions, verbs, pronouns, conjunctions, marks."""
    text, word = reading.words.texts[at], reading.words.lowers[at]
    if reading.words.is_mark(at):
        return text not in "\"“”‘’'("
    if word in _outside_noun_phrases() or reading.trigger_at(at) is not None:
        return True
    if not word.endswith(("ed", "ing")) or len(word) <= 4 or not text.islower():
        return False
    start = reading.words.starts[at] - reading.sentence.span.start
    hyphened = start > 0 and reading.sentence.text[start - 1] == "-"
    return not hyphened and word not in word_class("participle")


@cache
def _outside_noun_phrases() -> frozenset[str]:
    known = ("other_preposition", "subordinator", "auxiliary", "pronoun", "saying")
    return frozenset().union(*map(word_class, known))


def _is_possessor(reading: Reading, mention: Mention) -> bool:
    """True for "Kiev's forces"; not for "Kiev's main station", "Cairo's Abbasiya district", "Kabul's bombing"."""
    words, at = reading.words, mention.last
    if at >= len(words) or words.lowers[at] not in ("'s", "'"):
        return False
    for ahead in range(at + 1, min(at + 6, len(words))):
        word = words.lowers[ahead]
        if reading.mention_at(ahead) or word in word_class("facility") or word in word_class("area_head"):
            return False
        trigger = reading.trigger_at(ahead)
        if trigger is not None and trigger.is_event and trigger.rule.kind != "verb":
            return mention.is_country
        if words.is_mark(ahead) or word in word_class("auxiliary") or word in word_class("locative"):
            break
    return True


def _by_what_follows(reading: Reading, mention: Mention) -> Role | None:
    """The role in "Kremlin drone attack", "X was shelled", "X came under fire", "X saw an attack"; None elsewhere."""
    words, at, passive, saw = reading.words, mention.last, False, False
    for ahead in range(at, min(at + 7, len(words))):
        word, trigger = words.lowers[ahead], reading.trigger_at(ahead)
        if trigger is not None and trigger.first >= at:
            return _follows(mention, trigger, passive, saw, bool(ahead - at))
        passive = passive or word in word_class("passive")
        saw = saw or word in word_class("experience")
        if words.is_mark(ahead) and word not in ("'s", ","):
            return None
        if word in word_class("locative") or word in word_class("other_preposition") or word in word_class("saying"):
            return None
    return None


def _follows(mention: Mention, trigger: Trigger, passive: bool, saw: bool, apart: bool) -> Role | None:
    if not trigger.is_event:
        return None
    rule = trigger.rule
    if rule.takes == "subject" or (rule.takes == "object" and passive) or saw:
        return Role("subject", trigger.first, trigger)
    compound = rule.kind == "noun" and not passive and not apart
    if compound and mention.is_country:
        return Role("none", reason="a country before an event word: the actor or the wider area")
    return Role("compound", trigger.first, trigger) if compound else None
