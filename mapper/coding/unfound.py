"""Names that stand where a place stands and are none we know: "near Qarzumabad". They still place their clause."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from mapper.coding.events import Trigger
from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.text.words import Words

# Words between the preposition and the name: "in the small farming town of X".
REACH = 6


def unfound_names(words: Words, covered: Collection[int], triggers: Collection[Trigger]) -> Iterator[tuple[int, int]]:
    """The words [first, last) of every such name; ``covered`` are the words of known names."""
    hits = {trigger.last for trigger in triggers if trigger.rule.takes == "object"}
    taken = {at for trigger in triggers for at in range(trigger.first, trigger.last)}
    done, capitals = 1, [at for at, text in enumerate(words.texts) if text[0].isupper()]
    if len(capitals) * 2 > len(words):
        return  # a headline, in which every word has a capital
    for at in capitals:
        if at < done or at in covered or at in taken or not _is_name_part(words, at):
            continue
        done = _end(words, at, covered)
        if _stands_as_place(words, at, hits) and not _is_something_else(words, at, done):
            yield at, done


def _end(words: Words, at: int, covered: Collection[int]) -> int:
    last = at + 1
    while last < len(words) and last not in covered:
        inner = (
            words.lowers[last] in word_class("name_link") and last + 1 < len(words) and _is_name_part(words, last + 1)
        )
        if not (inner or _is_name_part(words, last)):
            break
        last += 1
    return last


def _is_name_part(words: Words, at: int) -> bool:
    """True for a word with one capital; not for days, months and acronyms."""
    text = words.texts[at]
    return text[0].isupper() and text[1:2].islower() and words.lowers[at] not in word_class("time")


def _is_something_else(words: Words, first: int, last: int) -> bool:
    """True for persons, bodies, buildings, streets, rivers and what belongs to somebody."""
    named = words.lowers[first:last]
    following = words.lowers[last] if last < len(words) else ""
    if following in ("'s", "'") or named[0] in _people() or words.lowers[first] in word_class("no_place"):
        return True
    if words.lowers[first - 1] == "the" and following not in word_class("area_head"):
        return True  # "into the Danube", "the Alps"
    return not _bodies().isdisjoint((*named, *words.lowers[last : last + 2]))


def _stands_as_place(words: Words, first: int, hits: Collection[int]) -> bool:
    """True behind a preposition of place, with "the town of" in between, or as what was struck."""
    at = first - 1
    while at >= max(0, first - REACH):
        word = words.lowers[at]
        if word in word_class("placing") or at + 1 in hits:
            return True
        named = word == "of" and words.lowers[at - 1] in word_class("area_head")
        if not named and not any(word in word_class(name) for name in ("determiner", "direction", "area_head")):
            return False
        at -= 1
    return False


@cache
def street_words() -> frozenset[str]:
    """The words a street's name ends with."""
    return _listed("street")


@cache
def _people() -> frozenset[str]:
    return _listed("first_name", "title")


@cache
def _bodies() -> frozenset[str]:
    """Words of the names of bodies, buildings and streets."""
    return (_listed("organisation", "street", "team") | word_class("facility")) - word_class("area_head")


def _listed(*kinds: str) -> frozenset[str]:
    found = (row["words"].lower().split() for row in rows("name_words") if row["kind"] in kinds)
    return frozenset(word for listed in found for word in listed)
