"""Which place a clause means that only points: "in the city", "the two villages", "the state capital", "there"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from mapper.coding.events import Trigger
from mapper.coding.grammar import word_class
from mapper.coding.reading import Mention, Reading
from mapper.coding.verbs import is_saying

# Place nouns any kind of place can be called; "the region's conflict" points at none.
WIDE = ("area", "region", "province", "county", "island")
# Words between "the" and the noun: "the besieged port city".
MODIFIERS = 2
# At most so many places are meant by "the villages".
MOST = 6
_SETTLEMENTS = ("city", "town", "village", "capital", "port", "resort", "hamlet", "settlement")
_POINTS, _ALL_KINDS = ("site", "city", "district"), ("site", "city", "district", "region", "country")
# Before "capital" these mean the seat of a region.
_LOCAL = ("state", "regional", "provincial", "district", "county")
# Behind these "there" stands for no place: "there were", "from there".
_NO_PLACE_BEFORE = ("from", "out", "over", "get", "getting", "go", "going")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What points at word ``at``: the noun ("there" for the adverb), and how many places it means.

    ``is_local`` for "the state capital".
    """

    at: int
    noun: str
    count: int = 1
    is_local: bool = False


def event_clauses(reading: Reading, actors: Collection[Mention] = ()) -> Iterator[tuple[tuple[int, int], Trigger]]:
    """The clauses that tell an event and name no place; mentions in ``actors`` are known to be none."""
    placing = [mention for mention in reading.mentions if mention not in actors]
    for first, last in reading.clauses:
        triggers = [t for t in reading.governing_in(first, last) if t.is_event and t.rule.event_type]
        named = any(first <= mention.first < last for mention in placing)
        if not triggers or (named and not _heads_a_list(reading, (first, last), triggers[0])):
            continue
        if not any(first <= name < last for name, _ in reading.unfound):
            yield (first, last), triggers[0]


def _heads_a_list(reading: Reading, clause: tuple[int, int], trigger: Trigger) -> bool:
    """True for "sirens sounded in the city and in X", where both are meant."""
    pointer = pointer_in(reading, clause)
    if pointer is None or pointer.at < trigger.last:
        return False
    return reading.lowers(pointer.at + 1, pointer.at + 2) == ["and"]


def pointer_in(reading: Reading, clause: tuple[int, int]) -> Pointer | None:
    """The first word of the clause that points back to a place, None when it has none."""
    for at in range(clause[0], clause[1]):
        word = reading.words.lowers[at]
        if word == "there" and _is_where(reading, at, clause):
            return Pointer(at, word)
        if word in word_class("anaphor") and _is_definite(reading, at, clause) and not _owns(reading, at):
            return Pointer(at, word, is_local=reading.words.lowers[at - 1] in _LOCAL)
        if word in word_class("anaphors") and (count := _count(reading, at, clause)):
            return Pointer(at, word, count)
    return None


def _is_where(reading: Reading, at: int, clause: tuple[int, int]) -> bool:
    """True for "threw a grenade into a bar there", not for "there was" and "from there"."""
    before = reading.words.lowers[at - 1] if at else ""
    after = reading.words.lowers[at + 1] if at + 1 < len(reading.words) else "."
    is_where = before not in _NO_PLACE_BEFORE and after not in word_class("auxiliary")
    return at > clause[0] and is_where and not is_saying(reading, at + 1)  # not "officials there said"


def _is_definite(reading: Reading, at: int, clause: tuple[int, int]) -> bool:
    if reading.trigger_at(at) is not None:
        return False
    start = at - 1
    while start > clause[0] and at - start <= MODIFIERS and reading.words.lowers[start] in word_class("place_modifier"):
        start -= 1
    return start >= clause[0] and reading.words.lowers[start] in word_class("definite")


def _owns(reading: Reading, at: int) -> bool:
    """True for "the region's conflict"."""
    owns = at + 1 < len(reading.words) and reading.words.lowers[at + 1] in ("'s", "'")
    return owns and reading.words.lowers[at] in WIDE


def _count(reading: Reading, at: int, clause: tuple[int, int]) -> int:
    """How many "both towns", "the two villages" and "the villages" are; 0 for "two villages"."""
    words = reading.lowers(max(clause[0], at - 2), at)
    numbers = {"both": 2, "two": 2, "three": 3, "four": 4}
    if not word_class("definite").union(["both"]).intersection(words):
        return 0
    return next((numbers[word] for word in words if word in numbers), MOST)


class Places:
    """The places of a document as they are told; ``names_in`` gives those that the sentence by number names."""

    def __init__(self, names_in: Callable[[int], Sequence[Mention]]) -> None:
        self._names_in = names_in
        self._last: dict[tuple[str, ...], tuple[int, list[Mention]]] = {}

    def meant(self, pointer: Pointer, index: int, trigger: Trigger) -> list[Mention]:
        """The places that a pointer in sentence ``index`` means, told before the event word; empty when none can be."""
        noun = pointer.noun
        singular = noun if pointer.count == 1 else noun.removesuffix("s").replace("citie", "city")
        kinds = ("city",) if singular in _SETTLEMENTS else _ALL_KINDS if singular in WIDE else _POINTS
        here = [m for m in self._names_in(index) if m.last <= min(pointer.at, trigger.first)]
        found = _of_kinds(kinds, here) or self._before(index, kinds)
        if noun == "capital":
            seats = [mention for mention in found if _is_seat(mention, pointer.is_local)]
            return (seats or (found if pointer.is_local else []))[-1:]
        if pointer.count == 1:
            return found[-1:]
        return found if 1 < len({m.resolution.toponym.text for m in found}) <= pointer.count else []

    def _before(self, index: int, kinds: tuple[str, ...]) -> list[Mention]:
        """Looks back to where the same kinds were last asked for, so that no sentence is looked at twice."""
        since, found = self._last.get(kinds, (0, []))
        for before in range(index - 1, since - 1, -1):
            if named := _of_kinds(kinds, self._names_in(before)):
                found = named
                break
        self._last[kinds] = index, found
        return found


def _of_kinds(kinds: tuple[str, ...], mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.resolution.place is not None and m.resolution.place.kind in kinds]


def _is_seat(mention: Mention, is_local: bool) -> bool:
    """True for the capital of a country, for "the state capital" for the seat of a region."""
    place = mention.resolution.place
    return place is not None and place.feature_code.startswith("PPLA" if is_local else "PPLC")
