"""Everyone and everything a sentence names that can act or be attacked, with the side each stands on.

Only people and bodies of people act. A site ("a checkpoint", "a mosque") is a target without a name: it only tells
whom an attack was meant for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.patterns import PatternIndex, compile_pattern
from mapper.coding.reading import Reading

# Modifiers that may stand before someone who acts.
MODIFIERS = 3


@dataclass(frozen=True, slots=True)
class Party:
    """Someone or something at words [first, last) of a sentence; ``acts`` is False for a site, which is only attacked.

    ``side`` is "state", "rebel", "mob", "marchers", "people", "civilians" or "property".
    """

    first: int
    last: int
    side: str
    acts: bool = True


class _Word(NamedTuple):
    """What a row of actors.csv says of its word."""

    kind: str
    side: str


def parties_in(reading: Reading, start: int, end: int) -> list[Party]:
    """Everyone and everything that the words [start, end) name, in order."""
    found: list[Party] = []
    matches = sorted(_heads().find(reading.words.lowers, start, end), key=lambda match: (match[0], -match[1]))
    for first, last, word in matches:
        if found and first < found[-1].last:
            continue
        party = _with_modifiers(reading, start, first, last, word)
        if party.side == "people" and _is_few(reading, party):
            party = replace(party, side="civilians")
        if found and _is_part_of(reading, found[-1], party):
            party = _joined(found.pop(), party)
        found.append(party)
    return found


def _is_few(reading: Reading, party: Party) -> bool:
    """True for "a student" and "two youths": no crowd."""
    return party.first > 0 and reading.words.lowers[party.first - 1] in word_class("few")


def _is_part_of(reading: Reading, one: Party, other: Party) -> bool:
    """True for "police patrol" and "convoy of peacekeepers"."""
    return one.acts and reading.lowers(one.last, other.first) in ([], ["of"])


def _joined(one: Party, other: Party) -> Party:
    if one.last < other.first:
        return Party(one.first, other.last, other.side if one.side == "people" else one.side)
    side = one.side if _is_told_bymodifier_at(other.side, one.side) else other.side
    return Party(one.first, other.last, side, other.acts)


def _with_modifiers(reading: Reading, start: int, first: int, last: int, word: _Word) -> Party:
    """The head with what stands before it: "unidentified armed men", "Chadian troops", "Iran-backed militia"."""
    side, at = word.side, first
    for _ in range(MODIFIERS):
        if at <= start or (found := modifier_at(reading, at - 1)) is None:
            break
        at = max(start, at - found.words)
        side = found.side if word.kind == "head" and _is_told_bymodifier_at(side, found.side) else side
    return Party(at, last, side, acts=word.kind == "head")


def _is_told_bymodifier_at(side: str, other: str) -> bool:
    """True for "rebel forces" and "armed men", not for "government supporters"."""
    return (other == "rebel" and side in ("state", "people", "civilians")) or (other == "state" and side == "rebel")


class _Modifier(NamedTuple):
    words: int
    side: str


def modifier_at(reading: Reading, at: int) -> _Modifier | None:
    """The modifier that ends with word ``at``, with the side it tells; None when the word is none."""
    text, word = reading.words.texts[at], reading.words.lowers[at]
    parts = 1
    while parts <= at and _is_hyphened(reading, at - parts + 1):
        parts += 1
    if parts > 1 or word in _modifiers():
        return _Modifier(parts, _modifiers().get(word, ""))
    mention = reading.mention_at(at)
    if text[0].isupper() and word not in _no_names() and not word.endswith("ly"):
        is_name = mention is None or mention.resolution.toponym.form == "demonym"
        return _Modifier(1, "") if is_name else None
    return None


def _is_hyphened(reading: Reading, at: int) -> bool:
    """True for the second word of "Iran-backed"."""
    start = reading.words.starts[at] - reading.sentence.span.start
    return reading.sentence.text[start - 1 : start] == "-"


@cache
def _heads() -> PatternIndex[_Word]:
    return PatternIndex(
        [
            (compile_pattern(row["word"].replace("-", " ")), _Word(row["kind"], row["side"]))
            for row in rows("actors")
            if row["kind"] in ("head", "site")
        ]
    )


@cache
def _modifiers() -> dict[str, str]:
    return {row["word"].lower(): row["side"] for row in rows("actors") if row["kind"] == "modifier"}


@cache
def _no_names() -> frozenset[str]:
    """Words with a capital that are no part of an actor's name: days, and the first words of sentences."""
    return (
        word_class("calendar")
        | word_class("determiner")
        | word_class("locative")
        | word_class("subordinator")
        | word_class("opening")
    )
