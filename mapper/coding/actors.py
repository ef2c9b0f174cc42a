"""Who did it to whom: the actor and the target that the clause of an event names, and the side each stands on.

"Gunmen attacked a convoy", "a depot was raided by rebels", "clashes between police and protesters", "an attack on
soldiers". A drone or a missile is a weapon and names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from mapper.coding.events import BATTLES, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.parties import Party, modifier_at, parties_in
from mapper.coding.patterns import PatternIndex, compile_pattern
from mapper.coding.reading import Reading

# Words between an event word and its object: "opened fire on a heavily guarded police station".
OBJECT_REACH = 6
# Words between an owner and what it does: "the army's recent assault".
OWNER_REACH = 3
# Words between a subject and its relative clause: "gunmen on motorcycles who attacked".
ANTECEDENT = 4


class Parties(NamedTuple):
    """The two sides of an event, None where the clause does not name one."""

    agent: Party | None = None
    target: Party | None = None


def actors_of(reading: Reading, trigger: Trigger) -> tuple[str, str]:
    """The actor and the target of the event word, as written, "" where its clause names none.

    Articles and numbers are left out.
    """
    agent, target = (_name(reading, party) for party in parties_of(reading, trigger))
    return agent, target if target != agent else ""


def _name(reading: Reading, party: Party | None) -> str:
    return reading.text(party.first, party.last) if party is not None and party.acts else ""


def parties_of(reading: Reading, trigger: Trigger) -> Parties:
    """Who acts and who is acted upon, by the clause of the event word and, for its subject, the clause before."""
    clause = reading.clause_of(trigger.first)
    named = parties_in(reading, *clause)
    before = [party for party in named if party.first <= trigger.first]
    after = [party for party in named if party.first > trigger.first]
    if pair := _pair(reading, trigger, after):
        return pair
    agent = _introduced(reading, trigger, after, "agent")
    subject = _subject(reading, clause, trigger, before) or _subject_before(reading, clause, trigger)
    target = _object(reading, trigger, before, after) or _introduced(reading, trigger, after, "target")
    if agent is not None:
        return Parties(agent, target or subject)
    active = Parties(subject, target)
    return Parties(None, subject or target) if _is_passive(reading, clause, trigger, active) else active


def _pair(reading: Reading, trigger: Trigger, after: Sequence[Party]) -> Parties | None:
    """The two sides of "clashes between police and protesters"."""
    between = {"between", "among"}.intersection(reading.lowers(trigger.first, trigger.last + 1))
    if not between or not after or after[0].first - trigger.last > OBJECT_REACH:
        return None
    return Parties(after[0], after[1] if len(after) > 1 else after[0])


def _introduced(reading: Reading, trigger: Trigger, after: Sequence[Party], kind: str) -> Party | None:
    """The first of those after the event word that a preposition of the kind introduces."""
    for party in after:
        lead = _lead(reading, party)
        inside = lead > trigger.first
        if inside and any(end == lead for _, end, _ in _prepositions(kind).find(reading.words.lowers, lead - 3, lead)):
            return party
    return None


def _lead(reading: Reading, party: Party) -> int:
    """The first word of the noun phrase a party stands in, its articles and numbers included."""
    at = party.first
    while at and _is_counted(reading, at - 1):
        at -= 1
    return at


def _is_counted(reading: Reading, at: int) -> bool:
    word = reading.words.lowers[at]
    return word in word_class("count") or word in word_class("determiner") or word[0].isdigit()


def _subject(reading: Reading, clause: tuple[int, int], trigger: Trigger, before: Sequence[Party]) -> Party | None:
    """The subject of the event word: its owner ("the army's assault"), the accused, else the first that acts."""
    lowers, acting = reading.words.lowers, [party for party in before if party.acts]
    for party in acting:
        owns = trigger.first - party.last <= OWNER_REACH and lowers[party.last : party.last + 1] in (["'s"], ["'"])
        if owns or party.last > trigger.first:
            return party
    if trigger.rule.kind == "noun" and not _is_done(reading, clause, trigger):
        return None
    free = None
    for party in acting:
        lead = _lead(reading, party)
        governor = lowers[lead - 1] if lead > clause[0] else ""
        if governor in word_class("accusing"):
            return party
        speaks = not word_class("speaking").isdisjoint(lowers[party.last : party.last + 1])
        if (
            governor not in word_class("governing")
            and not speaks
            and (free is None or _is_next(reading, party, trigger))
        ):
            free = party
    return free


def _is_done(reading: Reading, clause: tuple[int, int], trigger: Trigger) -> bool:
    """True for "staged an attack" and "killed two in an attack", not for "received reports of a fire"."""
    at = trigger.first - 1
    while at > clause[0] and (_is_counted(reading, at) or modifier_at(reading, at) is not None):
        at -= 1
    return reading.words.lowers[max(at, clause[0])] in word_class("doing")


def _is_next(reading: Reading, party: Party, trigger: Trigger) -> bool:
    """True when nothing but helping words stands between the two: "officials said soldiers had opened fire"."""
    between = reading.lowers(party.last, trigger.first)
    return all(word in word_class("auxiliary") or word.endswith("ly") for word in between)


def _subject_before(reading: Reading, clause: tuple[int, int], trigger: Trigger) -> Party | None:
    """The subject a clause takes from the one before: "gunmen who attacked", "after storming", ", and killed"."""
    number = reading.clause_number(clause[0])
    if not number:
        return None
    opener, start = reading.words.lowers[clause[0]], reading.clauses[number - 1][0]
    before = [party for party in parties_in(reading, start, clause[0]) if party.acts]
    if opener in ("who", "that", "which"):
        between = reading.lowers(before[-1].last, clause[0]) if before else []
        told = word_class("saying").isdisjoint(between) and len(between) <= ANTECEDENT
        return before[-1] if before and told else None
    elided = trigger.first - clause[0] <= 1 and trigger.rule.kind != "noun"
    if not elided or opener not in ("and", "but", "after", "before", "while", "when"):
        return None
    return _subject(reading, (start, clause[0]), trigger, before)


def _object(reading: Reading, trigger: Trigger, before: Sequence[Party], after: Sequence[Party]) -> Party | None:
    """What the event word acts upon: right after it, with "with", after a participle ("killing 13 soldiers"), or in
    front of a noun ("a mosque attack").
    """
    if after:
        between = reading.lowers(trigger.last, _lead(reading, after[0]))
        if not between or between == ["with"] or between[-1] in word_class("harming"):
            return after[0]
    joined = [p for p in before if not p.acts and p.last == trigger.first]
    return joined[0] if joined and trigger.rule.kind == "noun" else None


def _is_passive(reading: Reading, clause: tuple[int, int], trigger: Trigger, parties: Parties) -> bool:
    """True for "was shot", "were also wounded", and "three soldiers killed in an ambush"."""
    lowers = reading.words.lowers
    if trigger.rule.kind == "noun":
        return _suffers(reading, parties.agent, trigger)
    if lowers[trigger.first] in word_class("passive"):
        return True
    at = trigger.first - 1
    while at > clause[0] and (lowers[at].endswith("ly") or lowers[at] in ("also", "then", "later", "shot", "under")):
        at -= 1
    if at >= clause[0] and lowers[at] in (*word_class("passive"), "came"):
        return True
    subject = parties.agent
    if subject is None or subject.last != trigger.first or parties.target is not None or has_object(reading, trigger):
        return False
    harmed = trigger.rule.strength != "open" and trigger.rule.event_type not in (BATTLES, "Protests")
    alone = trigger.last == trigger.first + 1 and lowers[trigger.first].endswith("ed")
    return lowers[trigger.first] == "shot" or (harmed and alone)


def _suffers(reading: Reading, subject: Party | None, trigger: Trigger) -> bool:
    """True for "two guards were wounded in an exchange of fire"."""
    between = reading.lowers(subject.last, trigger.first) if subject is not None else []
    between = [word for word in between if not word.endswith("ly")]
    return any(
        word in word_class("passive") and following.endswith(("ed", "n")) for word, following in pairwise(between)
    )


def has_object(reading: Reading, trigger: Trigger) -> bool:
    """True when a noun phrase follows the event word: "killed two thieves"."""
    at = trigger.last
    ends = at >= len(reading.words) or reading.words.is_mark(at)
    follows = "" if ends else reading.words.lowers[at]
    others = ("locative", "other_preposition", "subordinator")
    return bool(follows) and follows != "and" and not any(follows in word_class(name) for name in others)


@cache
def _prepositions(kind: str) -> PatternIndex[str]:
    return PatternIndex([(compile_pattern(row["word"]), kind) for row in rows("actors") if row["kind"] == kind])
