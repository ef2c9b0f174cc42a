"""What a phrase such as "in X" belongs to, by the words to its left: an event, a verb, or its clause as a whole.

"The convoy of a candidate in X" came under fire: the walk passes nouns and prepositions. It ends at the first verb, so
that a hospital, a court or a visit elsewhere in the clause says nothing about this place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapper.coding.events import Trigger
from mapper.coding.grammar import word_class
from mapper.coding.reading import Mention, Reading
from mapper.coding.verbs import is_saying, is_verb

# How far the walk goes, in words.
REACH = 40
# Reasons of non_events.csv that name a site as good as any other.
SITES = ("aid", "mining", "building", "flight")
# Further words of the name of an institution: "Penn State Hershey Medical Center".
NAME = 3
# What is looked at behind a name to see whether its noun phrase is about to speak or act.
AHEAD = 10


@dataclass(frozen=True, slots=True)
class Host:
    """What takes a phrase, at word ``at``: an event, a word of a non-event ("idle"), a verb of saying, another verb, or
    the opening of the clause.

    ``venue`` is the occasion or institution passed on the way ("a wedding in X"); ``holds`` tells that some noun was,
    ``are_locals`` that the nearest one means those who live there ("residents of X").
    """

    kind: Literal["event", "idle", "said", "verb", "start"]
    at: int
    trigger: Trigger | None = None
    venue: Trigger | None = None
    holds: bool = False
    are_locals: bool = False

    @property
    def is_frame(self) -> bool:
        """True for "In X, ..." and "..., and in X": the phrase belongs to its clause as a whole."""
        return self.kind == "start" and not self.holds


def host_of(reading: Reading, mention: Mention, governor: int) -> Host:
    """What takes the phrase whose preposition (or bearing) begins at ``governor``."""
    start = max(reading.clause_of(mention.first)[0], governor - REACH)
    at, venue, holds = governor - 1, _venue_named_after(reading, mention), False
    while at >= start:
        trigger = reading.trigger_at(at)
        if trigger is not None and trigger.governs:
            if trigger.is_event:
                return Host("event", trigger.first, trigger, venue, holds)
            if _acts(reading, trigger) and not _is_aside(reading, at):
                return Host("idle", trigger.first, trigger, venue, holds)
            venue = venue or (trigger if _is_venue(reading, trigger) else None)
        if _is_aside(reading, at):
            venue = None
        word = reading.words.lowers[at]
        if is_saying(reading, at):
            return Host("said", at, venue=venue, holds=holds and _complements(reading, at))
        if trigger is None and is_verb(reading, at) and not _is_aside(reading, at):
            return Host("verb", at, venue=venue, holds=holds)
        if word == "," and holds and _opens_a_phrase(reading, at + 1) and _speaks_next(reading, mention):
            return Host("said", at + 1, venue=venue)
        holds = holds or _is_noun(reading, at)
        at = (trigger.first if trigger is not None else at) - 1
    are_locals = governor > 0 and reading.words.lowers[governor - 1] in word_class("dweller")
    return Host("start", at + 1, venue=venue, holds=holds, are_locals=are_locals)


def _venue_named_after(reading: Reading, mention: Mention) -> Trigger | None:
    """The hospital of "in a Dallas hospital"."""
    at, texts = mention.last, reading.words.texts  # "at Penn State Medical Center"
    while at < len(texts) and at < mention.last + NAME and texts[at][0].isupper() and reading.trigger_at(at) is None:
        at += 1
    trigger = reading.trigger_at(at) if at < len(texts) else None
    if trigger is None or trigger.is_event or not trigger.governs or not _is_venue(reading, trigger):
        return None
    return None if _acts(reading, trigger) else trigger


def _acts(reading: Reading, trigger: Trigger) -> bool:
    """True for the verbs among the words of non-events: "visited", "was taken to"; not "a hospital", "the meeting"."""
    before = reading.words.lowers[trigger.first - 1] if trigger.first else ""
    governed = before == "to" or before in word_class("auxiliary") or before in word_class("pronoun")
    return is_verb(reading, trigger.first) or governed


def _is_aside(reading: Reading, at: int) -> bool:
    """True for "mourners attending a funeral in X", "fans watching a match in X": it says where those people were."""
    word, before = reading.words.lowers[at], reading.words.lowers[at - 1] if at else ","
    return word in word_class("presence") and not (before in _links() or reading.words.is_mark(at - 1))


def _is_venue(reading: Reading, trigger: Trigger) -> bool:
    """True for an occasion or an institution; where a candidate, a judge or a camp is, things may happen to them."""
    return trigger.rule.reason not in SITES and reading.words.lowers[trigger.last - 1] not in word_class("role")


def _is_noun(reading: Reading, at: int) -> bool:
    """False for what only links or dates: prepositions, articles, "late on Tuesday", marks."""
    word = reading.words.lowers[at]
    return not (word[0].isdigit() or word in _links() or reading.words.is_mark(at))


@cache
def _links() -> frozenset[str]:
    """Words that only link, point or date."""
    known = ("locative", "other_preposition", "determiner", "time", "bearing", "approximately", "subordinator")
    return frozenset(["and", "or", "both", "'s"]).union(*map(word_class, known))


def _complements(reading: Reading, said: int) -> bool:
    """True for "said a man in X": what follows is said; not for "told reporters in X", "said in a statement in X"."""
    if reading.words.lowers[said] in word_class("teller") or said + 1 >= len(reading.words):
        return False
    after = reading.words.lowers[said + 1]
    return after not in word_class("locative") and after not in word_class("other_preposition")


def _opens_a_phrase(reading: Reading, at: int) -> bool:
    """True when a noun phrase begins at ``at``, neither an adverbial nor a participle nor the next item of a list."""
    word = reading.words.lowers[at]
    return word in word_class("determiner") or not (word in _links() or is_verb(reading, at))


def _speaks_next(reading: Reading, mention: Mention) -> bool:
    """True when the phrase that ends with the name is followed by its verb: ", the office in X confirmed"."""
    for at in range(mention.last, min(mention.last + AHEAD, len(reading.words))):
        if is_saying(reading, at):
            return True
        if reading.words.is_mark(at) or reading.words.lowers[at] in word_class("subordinator"):
            return False
    return False
