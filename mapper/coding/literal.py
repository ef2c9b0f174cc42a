"""Which place mentions do not say where anything happened: decided before any event is linked to them.

Two answers: a reason why the mention is no place here (an actor, a body, an origin, a dateline ...), from the patterns
of lexicon/not_places.csv; and the part a mention plays in its clause, which linking needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from mapper.coding.events import DISRUPTED, EXPLOSIONS, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.patterns import Pattern, compile_pattern, match_at
from mapper.coding.reading import Mention, Reading

# How far a preposition or verb may stand before the name it governs: "in the small farming town of X".
REACH = 9
# A dateline opens the text: "BEIRUT —", "GEORGETOWN, Ky. (WKYT) -", "MOSCOW, June 19 (Reuters) -", "Washington (CNN)".
_DATELINE = re.compile(r"^.{2,60}?(?:\s[-–—]+\s|\s?[–—]+\s?|\s--\s?|\([A-Z][\w /.]+\)\s*(?:[-–—:]|$|\n))")
_CAPTION = re.compile(
    r"^(?:WATCH|READ|SEE|VIDEO|PHOTOS?|LISTEN|ALSO|RELATED|MORE|TAGS?|Watch|Read|See|Also read|Related)\b[^.\n]{0,30}:"
)

Part = Literal["place", "object", "subject", "compound", "none"]


@dataclass(frozen=True, slots=True)
class Role:
    """The part a mention plays. ``governor`` is the word that decides (preposition or trigger), ``reason`` why not."""

    part: Part
    governor: int = -1
    trigger: Trigger | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    before: Pattern
    after: Pattern
    reason: str


def not_a_place(reading: Reading, mention: Mention) -> str:
    """The reason why the mention names no place of an event, empty when it may; each with the words it rests on."""
    if mention.resolution.toponym.form == "demonym":
        return f"adjective or people: {mention.resolution.toponym.text!r}"
    if _in_dateline(reading, mention):
        return "dateline"
    if _is_part_of_a_name(reading, mention):
        return f"part of a name: {reading.text(mention.first - 1, mention.last)!r}"
    if _is_landmark(reading, mention):
        return f"says where another place lies: {reading.text(mention.first - 2, mention.last)!r}"
    if _joins_places(reading, mention):
        return "one end of a road, border or match"
    if _CAPTION.match(reading.sentence.text):
        return "a pointer to other content, no prose"
    for rule in _not_places():
        if (span := _surrounds(rule, reading, mention)) is not None:
            return f"{rule.reason}: {reading.text(*span)!r}"
    return ""


def _in_dateline(reading: Reading, mention: Mention) -> bool:
    if reading.sentence.paragraph > 1:
        return False
    found = _DATELINE.match(reading.sentence.text)
    if not found or mention.resolution.toponym.span.end - reading.sentence.span.start > found.end():
        return False
    name = mention.resolution.toponym.text
    head = reading.sentence.text[: found.end()]
    return name.isupper() or "(" in head or head.split()[0].strip(",").isupper()


def _is_part_of_a_name(reading: Reading, mention: Mention) -> bool:
    """True behind a given name ("Conrado Mendoza"): a capital inside the sentence that no place name has taken."""
    before = reading.words[mention.first - 1] if mention.first > 1 else None
    if (
        before is None
        or not before.text[:1].isupper()
        or before.text.isupper()
        or reading.mention_at(mention.first - 1)
    ):
        return False
    known = ("area_head", "facility", "direction", "calendar", "locative", "determiner", "anaphor", "subordinator")
    return not any(before.lower in word_class(name) for name in known) and not reading.trigger_at(mention.first - 1)


def _is_landmark(reading: Reading, mention: Mention) -> bool:
    """True in "Blahodatne near Bakhmut", "Geelong, south-west of Melbourne": a name that only helps to find another."""
    at = mention.first - 1
    if at > 0 and reading.words[at].lower == "of" and _lies_beside(reading, at - 1):
        return True
    other = reading.mention_at(at - 1) if at > 0 else None
    return other is not None and not other.is_area and reading.words[at].lower in ("near", "outside")


def _lies_beside(reading: Reading, at: int) -> bool:
    """True when the words up to ``at`` are a bearing or distance that follows a place: "X, 70 km south-west"."""
    start = at
    while at >= 0 and reading.words[at].lower in word_class("direction"):
        at -= 1
    comma = at > 0 and reading.words[at].lower == ","
    return at < start and comma and reading.mention_at(at - 1) is not None


def _joins_places(reading: Reading, mention: Mention) -> bool:
    """True in "the Lagos-Ibadan road": two names joined by a hyphen."""
    base, text = reading.sentence.span.start, reading.sentence.text
    spans = sorted(m.resolution.toponym.span for m in reading.mentions)
    own = mention.resolution.toponym.span
    return any(
        text[one.end - base : other.start - base] in ("-", "–") and own in (one, other)
        for one, other in pairwise(spans)
    )


def _surrounds(rule: _Surroundings, reading: Reading, mention: Mention) -> tuple[int, int] | None:
    words = reading.words
    end = match_at(rule.after, words, mention.last)
    if end is None:
        return None
    if not rule.before:
        return mention.first, end
    for start in range(mention.first - 1, max(-1, mention.first - REACH), -1):
        if match_at(rule.before, words, start) == mention.first:
            return start, end
    return None


@cache
def _not_places() -> tuple[_Surroundings, ...]:
    found = []
    for row in rows("not_places"):
        for part in row["pattern"].split(" / "):
            before, _, after = f" {part} ".partition(" X ")
            found.append(_Surroundings(compile_pattern(before), compile_pattern(after), row["reason"]))
    return tuple(found)


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
    for _ in range(4 * REACH):
        if at < 0:
            break
        outcome = _step(reading, at)
        if isinstance(outcome, Role):
            return outcome
        at = outcome
    return Role("none")


def _step(reading: Reading, at: int) -> Role | int:
    """What the word at ``at`` makes of the name after it, or where to look next."""
    word, trigger = reading.words[at].lower, reading.trigger_at(at)
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
    head = reading.words[at - 1].lower if at else ""
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
    if words[at].lower in ("including", "like"):
        near = reading.lowers(at - 4, at)
        return Role("place", at) if word_class("places").intersection(near) else Role("none", at, reason="an example")
    while before >= 0 and words[before].lower in (",", "and", "or"):
        before -= 1
    for back in (before, before - 1):
        if back >= 0 and (item := reading.mention_at(back)) is not None:
            return item.first - 1
    if before >= 0 and words[before].lower in word_class("area_head"):
        return before - 1
    return Role("none", at)


def _is_stop(reading: Reading, at: int) -> bool:
    """True for words that no noun phrase holds: other prepositions, verbs, pronouns, conjunctions, marks."""
    word = reading.words[at]
    if word.is_mark:
        return word.text not in "\"“”‘’'("
    if any(word.lower in word_class(name) for name in ("other_preposition", "subordinator", "auxiliary", "pronoun")):
        return True
    if word.lower in word_class("saying") or reading.trigger_at(at) is not None:
        return True
    hyphened = (
        word.start > reading.sentence.span.start
        and reading.sentence.text[word.start - reading.sentence.span.start - 1] == "-"
    )
    participle = word.lower.endswith(("ed", "ing")) and len(word.lower) > 4 and not hyphened and word.text.islower()
    return participle and word.lower not in word_class("participle")


def _is_possessor(reading: Reading, mention: Mention) -> bool:
    """True for "Kiev's forces"; not for "Kiev's main station", "Cairo's Abbasiya district", "Kabul's bombing"."""
    words, at = reading.words, mention.last
    if at >= len(words) or words[at].lower not in ("'s", "'"):
        return False
    for ahead in range(at + 1, min(at + 6, len(words))):
        word = words[ahead]
        if reading.mention_at(ahead) or word.lower in word_class("facility") or word.lower in word_class("area_head"):
            return False
        trigger = reading.trigger_at(ahead)
        if trigger is not None and trigger.is_event and trigger.rule.kind != "verb":
            return mention.is_country
        if word.is_mark or word.lower in word_class("auxiliary") or word.lower in word_class("locative"):
            break
    return True


def _by_what_follows(reading: Reading, mention: Mention) -> Role | None:
    """The role in "Kremlin drone attack", "X was shelled", "X came under fire", "X saw an attack"; None elsewhere."""
    words, at, passive, saw = reading.words, mention.last, False, False
    for ahead in range(at, min(at + 7, len(words))):
        word, trigger = words[ahead].lower, reading.trigger_at(ahead)
        if trigger is not None and trigger.first >= at:
            return _follows(mention, trigger, passive, saw, bool(ahead - at))
        passive = passive or word in word_class("passive")
        saw = saw or word in word_class("experience")
        if words[ahead].is_mark and words[ahead].lower not in ("'s", ","):
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
