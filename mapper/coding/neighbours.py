"""The event of a clause beside the one a place stands in: where the two are told as one.

"Gunmen burst into X and killed nine", "died when snow broke off above X", "fled to X, where a bomb went off".
"""

from __future__ import annotations

from mapper.coding.events import Trigger
from mapper.coding.grammar import word_class
from mapper.coding.hosts import Host
from mapper.coding.literal import not_a_place
from mapper.coding.reading import Mention, Reading
from mapper.coding.roles import role_of
from mapper.coding.sharpening import is_definite
from mapper.coding.verbs import is_verb

# What a clause speaks of stands before these: "a fire that broke out at a factory in X"; at most so many words between:
# "a blast on Monday that killed". Not "said in an interview with the agency that".
RELATIVE = ("that", "which", "who")
ANTECEDENT = 2
# What went on when it happened: "were shot while leaving a meeting in X".
MEANWHILE = ("as", "when", "while")
_MARKS = (":", ";", "—", "–")
_PAST = frozenset(["had", "has", "have", "is", "are", "once", "used"])


def told_where(reading: Reading, mention: Mention) -> Trigger | None:
    """The event of "X, where a bomb went off", whatever part X itself plays."""
    at = _behind_chain(reading, mention)
    if at >= len(reading.words) or reading.words.lowers[at] != "where" or mention.is_country:
        return None
    number = reading.clause_number(at)
    if reading.clauses[number][0] != at or _places_itself(reading, number):
        return None
    return next((t for t in reading.governing_in(*reading.clauses[number]) if t.is_event), None)


def _behind_chain(reading: Reading, mention: Mention) -> int:
    """The word behind the name and the areas that hold it: "Lahore in Punjab, ..."."""
    at = mention.last
    while at < len(reading.words) and reading.words.lowers[at] in (",", "in"):
        wider = reading.mention_at(at + 1)
        at = wider.last if wider is not None and wider.is_area else at + 1
    return at


def is_meanwhile(reading: Reading, number: int) -> bool:
    """True for a clause that tells what went on when something happened."""
    return number > 0 and reading.words.lowers[reading.clauses[number][0]] in MEANWHILE


def antecedent(reading: Reading, number: int) -> Trigger | None:
    """The event a relative clause speaks of: "a fire that broke out at a factory in X"."""
    opener = reading.clauses[number][0]
    if not number or reading.words.lowers[opener] not in RELATIVE:
        return None
    before = reading.governing_in(*reading.clauses[number - 1])
    return before[-1] if before and opener - before[-1].last <= ANTECEDENT else None


def event_beside(reading: Reading, mention: Mention, host: Host, number: int) -> Trigger | None:
    """The event of the clause before, else of the one after, when they are told as one with clause ``number``."""
    return _before(reading, mention, host, number) or _after(reading, host, number)


def _before(reading: Reading, mention: Mention, host: Host, number: int) -> Trigger | None:
    before = [t for t in reading.governing_in(*reading.clauses[number - 1]) if t.is_event] if number else []
    if not before:
        return None
    first, last = reading.clauses[number][0], before[-1]
    opener = reading.words.lowers[first]
    if opener == "who" and host.kind == "verb" and _PAST.isdisjoint(reading.lowers(first, mention.first)):
        return last  # "fans who poured out of a stadium in X", not "a man who had served in X"
    if opener in RELATIVE:
        return antecedent(reading, number)
    if opener in (
        "after",
        "following",
    ):  # "died after his car hit a tree in X", "feared drowned after it was found in X"
        is_known_by = host.kind == "verb" and reading.words.lowers[host.at] in word_class("finding")
        return last if last.rule.strength == "effect" or is_known_by else None
    if opener in MEANWHILE or opener == "where":  # not "the attack came as ministers met in X"
        return None if last.rule.kind == "noun" and is_definite(reading, last) else last
    if opener == "and" and host.kind == "start" and _only_counts(reading, first + 1, mention):
        return last  # "killed nine in X and three in Y"
    return last if host.is_frame and opener in ("and", *_MARKS) else None  # "fell on X, killing two, and on Y"


def _only_counts(reading: Reading, at: int, mention: Mention) -> bool:
    """True for "three in Y", "at least two more near Y": a clause that leaves out what the one before has told."""
    counted = [word for word in reading.lowers(at, mention.first) if word not in word_class("locative")]
    numbers = [
        word for word in counted if word[0].isdigit() or word in word_class("few") or word in word_class("count")
    ]
    return bool(numbers) and len(counted) - len(numbers) <= 1


def _after(reading: Reading, host: Host, number: int) -> Trigger | None:
    if number + 1 >= len(reading.clauses) or _places_itself(reading, number + 1):
        return None
    first, last = reading.clauses[number + 1]
    opener = reading.words.lowers[first]
    joined = opener in MEANWHILE or opener == "where" or (opener == "and" and _goes_on(reading, first + 1))
    after = reading.governing_in(first, last)
    if not after or not (host.is_frame or joined or _is_disturbed(reading, number, opener, after[0])):
        return None
    return after[0]


def _is_disturbed(reading: Reading, number: int, opener: str, event: Trigger) -> bool:
    """True for "shops in X were closed after rioters looted them"."""
    if opener not in ("after", "because", "following") or is_definite(reading, event):
        return False
    return not word_class("disturbed").isdisjoint(reading.lowers(*reading.clauses[number]))


def _goes_on(reading: Reading, at: int) -> bool:
    """True when the words behind "and" have no subject of their own: "entered X and killed nine"."""
    while at < len(reading.words) and reading.words.lowers[at].endswith("ly"):
        at += 1
    if at >= len(reading.words):
        return False
    trigger = reading.trigger_at(at)
    return is_verb(reading, at) or (trigger is not None and trigger.rule.kind == "verb")


def _places_itself(reading: Reading, number: int) -> bool:
    """True for a clause with a preposition that governs a place of its own."""
    first, last = reading.clauses[number]
    inside = (m for m in reading.mentions if first <= m.first < last)
    return any(role_of(reading, m).part == "place" and not not_a_place(reading, m) for m in inside)
