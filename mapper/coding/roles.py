"""The part a place mention plays in its clause, by the word that governs it: what linking it to an event rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapper.coding.bearings import bearing_before
from mapper.coding.events import DISRUPTED, EXPLOSIONS, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.landmarks import APPOSITION, is_landmark
from mapper.coding.reading import Mention, Reading

# How far a preposition or verb may stand before the name it governs, in words: "in the small farming town of X", with
# a list of such names in between.
REACH = 36
# Between an event and the verb that says what it did to a place: "the earthquake early on Monday that shook X".
IMPACT_REACH = 12
# The longest trigger before "at X": "fired a volley of missiles".
FLIGHT = 12
# Paragraphs of a text that may open with a dateline.
LEADING = 2
# Before a name inside an event word of several words these tell where somebody comes from or goes to.
_DIRECTIONS = frozenset(["to", "from", "for"])
# A remark between a name and what happened there: "Aleppo, once the largest city of the country, was shelled".
REMARK = 16

Part = Literal["place", "object", "subject", "compound", "none"]


@dataclass(frozen=True, slots=True)
class Role:
    """The part a mention plays. ``governor`` is the word that decides (preposition or trigger), ``reason`` why not.

    Where a phrase governs ("some 40 km north of X") it is the first word of that phrase.
    """

    part: Part
    governor: int = -1
    trigger: Trigger | None = None
    reason: str = ""


def role_of(reading: Reading, mention: Mention) -> Role:
    """The part the mention plays in its clause, by the word that governs it."""
    around = reading.trigger_at(mention.first)
    if around is not None and around.is_event and around.first < mention.first:
        if reading.words.lowers[mention.first - 1] in _DIRECTIONS:  # "a boat carrying families to X sank"
            return Role("none", reason=f"a direction: {reading.text(mention.first - 1, mention.last)!r}")
        return Role("object", around.first, around)  # "left X in flames"
    if _heads_its_sentence(reading, mention):
        return Role("place", 0)
    governed = _governed(reading, mention.first - 1)
    if _is_possessor(reading, mention) and not (governed.part == "place" and _holds_a_name(reading, mention)):
        return Role("none", reason=f"possessor or actor: {reading.text(mention.first, mention.last + 3)!r}")
    if governed.part == "place" and (reason := _no_place(reading, mention, governed.governor)):
        return Role("none", reason=reason)
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
    if (bearing := bearing_before(reading, at)) is not None:
        return Role("place", bearing)
    if word == "of":
        return _of(reading, at)
    if word in (",", "and", "or", "&", "including", "like", ":"):
        return _listed(reading, at)
    if word in word_class("determiner") and reading.mention_at(at - 1 - (at > 0 and _is_area_word(reading, at - 1))):
        return Role("none", at)  # "In Kharkiv region the border town of X was hit": another phrase begins
    if word in ("toward", "towards", "into", "to", "at") and _is_fired(reading, at):
        return Role("place", at)
    if word == "for" and (alert := _alert_before(reading, at)) is not None:
        return Role("object", at, alert)
    if word in word_class("impact") and (doer := _event_before(reading, at)) is not None:
        return Role("object", at, doer)
    if _is_stop(reading, at):
        return Role("none", at, reason=f"stands after {reading.text(at, at + 1)!r}")
    return at - 1


def _is_area_word(reading: Reading, at: int) -> bool:
    return reading.words.lowers[at] in word_class("area_head")


def _no_place(reading: Reading, mention: Mention, governor: int) -> str:
    """The reason why a governed name is not where something is: a landmark, an actor, the other end of a stretch."""
    if is_landmark(reading, governor):
        return f"says where another place lies: {reading.text(governor, mention.last)!r}"
    if reading.words.lowers[governor] != "between":
        return ""
    if mention.is_country:
        return f"between actors: {reading.text(governor, mention.last)!r}"
    first = next((at for at in range(governor + 1, mention.first) if reading.words.lowers[at] == "and"), None)
    return f"the other end: {reading.text(governor, mention.last)!r}" if first is not None else ""


def _event_before(reading: Reading, at: int) -> Trigger | None:
    """What does it in "the earthquake that shook X", "floods swept through X": the nearest event noun to the left."""
    before = [t for t in reading.triggers_in(at - IMPACT_REACH, at) if t.is_event]
    return before[-1] if before and before[-1].rule.kind != "verb" else None


def _alert_before(reading: Reading, at: int) -> Trigger | None:
    """The alert of the clause that holds "for X": "a tornado warning was issued for X"."""
    alerts = [t for t in reading.triggers_in(reading.clause_of(at)[0], at) if t.rule.event_type == "Alert"]
    return alerts[-1] if alerts else None


def _is_fired(reading: Reading, at: int) -> bool:
    """True behind "fired rockets" and "a missile launched": what flies lands there."""
    before = [t for t in reading.triggers_in(at - FLIGHT, at) if at - 3 <= t.last <= at]
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
        concerned = bool({"for", "to"}.intersection(reading.lowers(at - 3, at - 1))) and not _alert_before(reading, at)
        return Role("none", at, reason="its people only") if concerned else Role("place", at)
    leads_on = ("area_head", "facility", "direction", "share")
    if any(head in word_class(name) for name in leads_on):
        return at - 2
    return Role("none", at, reason=f"belongs to another word: {reading.text(at - 1, at + 2)!r}")


def _listed(reading: Reading, at: int) -> Role | int:
    """In "in X, Y and Z" every item has the governor of the first; "cities including X" and "such as X" too."""
    words, before = reading.words, at - 1
    if words.lowers[at] in ("including", "like"):
        near = reading.lowers(at - 4, at)
        return Role("place", at) if word_class("places").intersection(near) else Role("none", at, reason="an example")
    if words.lowers[at] == ":":  # "in three cities: X, Y and Z"
        return before - 1 if before > 0 and words.lowers[before] in word_class("places") else Role("none", at)
    if words.lowers[at : at + 1] == [","] and words.lowers[at + 1] in ("a", "an") and reading.mention_at(before):
        return Role("none", at, reason=f"says where another place lies: {reading.text(at + 1, at + APPOSITION)!r}")
    while before >= 0 and words.lowers[before] in (",", "and", "or"):
        before -= 1
    for back in (before, before - 1, before - 2):
        if back >= 0 and (first := reading.name_at(back)) is not None:
            return first - 1
    if before > 0 and words.texts[before][0].isupper():  # "in the Hamar Jajab and Waberi districts of X"
        while before > 0 and words.texts[before][0].isupper():
            before -= 1
        return before
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


def _holds_a_name(reading: Reading, mention: Mention) -> bool:
    """True for "in Narayanganj's Siddhirganj", a part of the town without an entry of its own."""
    texts, at = reading.words.texts, mention.last + 1
    return not mention.is_country and texts[at][0].isupper() and at + 1 < len(texts) and not texts[at + 1][0].isupper()


def _heads_its_sentence(reading: Reading, mention: Mention) -> bool:
    """True for the place of a bulletin: "Kherson: two killed", "Kharkiv region - three houses hit"; not a dateline."""
    at, lowers = mention.last, reading.words.lowers
    if mention.first or mention.is_country or len(lowers) < at + 3:
        return False
    at += lowers[at] in word_class("area_head")
    opens_a_text = reading.sentence.paragraph < LEADING and reading.words.texts[at + 1][0].isupper()
    heads = lowers[at] == ":" or (lowers[at] in ("-", "–", "—") and not opens_a_text)
    return heads and reading.words.texts[0][1:2].islower()


def _by_what_follows(reading: Reading, mention: Mention) -> Role | None:
    """The role in "Kremlin drone attack", "X was shelled", "X came under fire", "X saw an attack"; None elsewhere."""
    words, passive, saw = reading.words, False, False
    at = _after_remark(reading, mention.last)
    for ahead in range(at, min(at + 7, len(words))):
        word, trigger = words.lowers[ahead], reading.trigger_at(ahead)
        if trigger is not None and trigger.first >= at:
            between = reading.lowers(mention.last, ahead)
            return _follows(mention, trigger, passive, saw, not word_class("compound").issuperset(between))
        passive = passive or word in word_class("passive")
        saw = saw or word in word_class("experience")
        if words.is_mark(ahead) and word not in ("'s", ","):
            return None
        if word in word_class("locative") or word in word_class("other_preposition") or word in word_class("saying"):
            return None
    return None


def _after_remark(reading: Reading, at: int) -> int:
    """The word after the remark that opens with a comma at ``at``, when a verb of being or seeing comes next."""
    lowers, end = reading.words.lowers, min(at + REMARK, len(reading.words) - 1)
    if at >= end or lowers[at] != ",":
        return at
    closing = next((i for i in range(at + 2, end) if lowers[i] == ","), None)
    verbs = word_class("passive") | word_class("experience") | {"came", "has", "have", "had"}
    return closing + 1 if closing is not None and lowers[closing + 1] in verbs else at


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
