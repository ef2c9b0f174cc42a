"""Which event takes a phrase such as "in X": its host, else what its clause tells, else the clause beside it."""

from __future__ import annotations

from mapper.coding.events import DISRUPTED, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.hosts import Host, host_of
from mapper.coding.neighbours import antecedent, event_beside, is_meanwhile
from mapper.coding.reading import Mention, Reading
from mapper.coding.sharpening import is_definite
from mapper.coding.verbs import is_saying, is_verb

# Between two verbs of one clause these begin another deed: "the man who killed two in X has lost his appeal in Y".
_ENDS = frozenset(["and", "has", "have", "had", "is", "are", "was", "were", "will"])
# Where things are found and reported as anywhere else.
INSTITUTIONS = ("court", "hospital")
# A ceremony or a court is the place of an attack when it stands right behind its preposition.
VENUE_REACH = 5


def taken_by(reading: Reading, mention: Mention, governor: int) -> Trigger | str | None:
    """The trigger that takes the phrase that begins at ``governor``, or the reason why a speaker or nothing does."""
    host = host_of(reading, mention, governor)
    if host.kind == "event":
        return _at_event(reading, host)
    if host.kind == "idle":
        return host.trigger
    if host.kind == "said" and not host.holds:
        return f"where it was said: {reading.text(host.at, mention.last)!r}"
    if host.kind == "said" and _is_of_a_body(reading, mention) and _ahead(reading, mention, host) is None:
        return f"where a body sits: {reading.text(host.at, mention.last)!r}"
    number = reading.clause_number(mention.first)
    doer = _doer(reading, host, number) if host.kind == "verb" else None
    if host.venue is not None and not _is_stage(reading, mention, host, doer) and not is_meanwhile(reading, number):
        return host.venue
    if doer is not None:
        return doer
    return _ahead(reading, mention, host) or event_beside(reading, mention, host, number)


def _at_event(reading: Reading, host: Host) -> Trigger | str:
    """The event right before the phrase; not a death in hospital, nor an attack only spoken of at a meeting."""
    event, venue = host.trigger, host.venue
    assert event is not None
    if reading.words.lowers[event.first].startswith("succumb"):
        return f"where somebody died of wounds: {reading.text(event.first, event.last)!r}"
    if venue is not None:
        if venue.rule.reason == "care":
            return venue
        deathbed = venue.rule.reason == "hospital" and reading.words.lowers[event.first] in word_class("dying")
        if deathbed or (event.rule.kind == "noun" and not _is_venue_of(reading, event, venue)):
            return venue
    return _in_scope_of(reading, event)


def _is_venue_of(reading: Reading, event: Trigger, venue: Trigger) -> bool:
    """True for "a blast at a wedding", not for "talks on the blast during a visit"."""
    between = reading.lowers(event.last, venue.first)
    return len(between) <= VENUE_REACH and not word_class("locative").isdisjoint(between)


def _in_scope_of(reading: Reading, event: Trigger) -> Trigger:
    """An attack that was warned of or foiled is no attack: "foiled a plot to attack a concert in X"."""
    for trigger in reading.governing_in(reading.clause_of(event.first)[0], event.first):
        scope = trigger.rule.sub_event_type == DISRUPTED or trigger.rule.event_type == "Alert"
        if scope and not any(reading.mention_at(at) for at in range(trigger.last, event.first)):
            return trigger
    return event


def _is_stage(reading: Reading, mention: Mention, host: Host, doer: Trigger | None) -> bool:
    """True for "at a wedding in X, gunmen killed four", "the hall in X was stormed", "a bomb was found at a court"."""
    ahead, venue = _ahead(reading, mention, host), host.venue
    hit = reading.words.lowers[host.at] in word_class("impact")
    if doer is not None and venue is not None and (hit or venue.rule.reason in INSTITUTIONS):
        return not is_definite(reading, doer)
    if not isinstance(ahead, Trigger) or not ahead.is_event or is_definite(reading, ahead):
        return False
    return host.kind == "start" or "and" in reading.lowers(ahead.first - 2, ahead.first)


def _doer(reading: Reading, host: Host, number: int) -> Trigger | None:
    """The event that does what the verb says: "the blast damaged a house in X", "a fire that spread to X"."""
    left = [t for t in reading.governing_in(reading.clauses[number][0], host.at) if t.is_event]
    if not left:
        return antecedent(reading, number)
    deed = left[-1].rule.kind != "noun" and is_verb(reading, left[-1].first)
    over = deed and not _ENDS.isdisjoint(reading.lowers(left[-1].last + 1, host.at))
    return None if over else _in_scope_of(reading, left[-1])


def _ahead(reading: Reading, mention: Mention, host: Host) -> Trigger | str | None:
    """What the clause tells behind the name: an event, a non-event, or, of those who are in X, that they speak."""
    first, last = mention.last, reading.clause_of(mention.first)[1]
    ahead = next(iter(reading.governing_in(first, last)), None)
    if ahead is None or host.kind != "start" or not host.holds or host.are_locals:
        return ahead
    says = any(is_saying(reading, at) for at in range(first, ahead.first))
    warns = ahead.rule.event_type == "Alert" and any(reading.mention_at(at) for at in range(ahead.last, last))
    if says or warns or (ahead.is_event and ahead.rule.kind == "noun" and is_definite(reading, ahead)):
        return f"where a speaker sits: {reading.text(host.at, mention.last)!r}"
    if _is_deed_of_a_body(reading, mention, ahead):
        return f"where a body sits: {reading.text(host.at, mention.last)!r}"
    return ahead


def _is_deed_of_a_body(reading: Reading, mention: Mention, event: Trigger) -> bool:
    """True for "the weather bureau in X has issued a warning"; not for "the embassy in X was attacked"."""
    rule = event.rule
    is_told = rule.kind == "verb" or rule.takes or rule.pattern.startswith("~")
    if not event.is_event or (is_told and rule.event_type != "Alert"):
        return False
    suffered = word_class("passive") | word_class("experience")
    return _is_of_a_body(reading, mention) and suffered.isdisjoint(reading.lowers(mention.last, event.first))


def _is_of_a_body(reading: Reading, mention: Mention) -> bool:
    """True for "the health ministry in X"."""
    return not word_class("body").isdisjoint(reading.lowers(mention.first - 2, mention.first - 1))
