"""Which place mentions do not say where anything happened: decided before any event is linked to them.

An actor, a body, an origin, a dateline ...: most from the patterns of lexicon/not_places.csv.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.patterns import Pattern, compile_pattern, match_at, openings
from mapper.coding.reading import Mention, Reading
from mapper.coding.verbs import is_verb
from mapper.errors import LexiconError

# How many words before the name a pattern may begin.
REACH = 9
# A dateline opens the text: "BEIRUT —", "GEORGETOWN, Ky. (WKYT) -", "MOSCOW, June 19 (Reuters) -", "Washington (CNN)".
_DATELINE = re.compile(r"^.{2,60}?(?:\s[-–—]+\s|\s?[–—]+\s?|\s--\s?|\([A-Z][\w /.]+\)\s*(?:[-–—:]|$|\n))")
_CAPTION = re.compile(
    r"^(?:WATCH|READ|SEE|VIDEO|PHOTOS?|LISTEN|ALSO|RELATED|MORE|TAGS?|Watch|Read|See|Also read|Related)\b[^.\n]{0,30}:"
)


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
    if _qualifies_another(reading, mention):
        return f"says where another place lies: {reading.text(mention.first, mention.last + 3)!r}"
    if _is_in_a_longer_name(reading, mention):
        return f"part of a longer name: {reading.text(mention.first, mention.last + 2)!r}"
    if _is_a_river(reading, mention):
        return f"no town, by its article: {reading.text(mention.first - 1, mention.last)!r}"
    if _is_a_street(reading, mention):
        return f"a street: {reading.text(mention.first, mention.last + 1)!r}"
    if _joins_places(reading, mention):
        return "one end of a road, border or match"
    if _CAPTION.match(reading.sentence.text):
        return "a pointer to other content, no prose"
    for rule in _rules_beside(reading, mention):
        if (span := _surrounds(rule, reading, mention)) is not None:
            return f"{rule.reason}: {reading.text(*span)!r}"
    return ""


def _in_dateline(reading: Reading, mention: Mention) -> bool:
    if reading.sentence.paragraph > 1:
        return False
    found = _dateline(reading.sentence.text)
    if not found or mention.resolution.toponym.span.end - reading.sentence.span.start > found.end():
        return False
    name = mention.resolution.toponym.text
    head = reading.sentence.text[: found.end()]
    return name.isupper() or "(" in head or head.split()[0].strip(",").isupper()


@lru_cache(maxsize=64)
def _dateline(text: str) -> re.Match[str] | None:
    return _DATELINE.match(text)


def _is_part_of_a_name(reading: Reading, mention: Mention) -> bool:
    """True behind a given name ("Conrado Mendoza"): a capital inside the sentence that no place name has taken."""
    at = mention.first - 1
    before = reading.words.texts[at] if at > 0 else ""
    if not before[:1].isupper() or before.isupper() or reading.mention_at(at):
        return False
    return reading.words.lowers[at] not in _before_a_place() and not reading.trigger_at(at)


@cache
def _before_a_place() -> frozenset[str]:
    """Words that stand before a place with a capital and are no given names."""
    known = ("area_head", "facility", "direction", "calendar", "locative", "determiner", "anaphor", "subordinator")
    return frozenset().union(*map(word_class, known))


def _qualifies_another(reading: Reading, mention: Mention) -> bool:
    """True in "the Danube port of Izmail", "the Gaza city of Rafah", "a Pacific resort"."""
    lowers, at = reading.words.lowers, mention.last
    place = mention.resolution.place
    if (
        place is not None
        and place.feature_class == "H"
        and lowers[at : at + 1]
        and lowers[at] in word_class("settlement")
    ):
        return lowers[at] != "island"
    is_headed = at + 2 < len(lowers) and lowers[at] in word_class("settlement") and lowers[at + 1] == "of"
    return is_headed and mention.is_area and reading.name_at(at + 2) is not None


def _is_in_a_longer_name(reading: Reading, mention: Mention) -> bool:
    """True for a country in "the Spanish Oaks Apartments"; a building named after a town stands in that town."""
    words, at = reading.words, mention.last
    if not mention.is_area or at >= len(words) or reading.mention_at(at) is not None:
        return False
    text, known = words.texts[at], word_class("time") | word_class("facility") | word_class("area_head")
    if not (text[0].isupper() and text[1:2].islower()) or words.lowers[at] in known:
        return False
    return not _is_headline(reading, at + 1)


def _is_headline(reading: Reading, at: int) -> bool:
    """True when the words from ``at`` on are capitalised too, but for the short ones."""
    following = [text for text in reading.words.texts[at:] if len(text) > 3]
    capitals = [text for text in following if text[0].isupper()]
    return len(capitals) * 2 > len(following)


def _is_a_river(reading: Reading, mention: Mention) -> bool:
    """True for a town in "rolled into the Beas near Aut": towns have no article."""
    place, lowers, at = mention.resolution.place, reading.words.lowers, mention.last
    if place is None or place.feature_class != "P" or not mention.first or lowers[mention.first - 1] != "the":
        return False
    if place.name.lower().startswith("the ") or lowers[at - 1] in word_class("settlement"):
        return False
    after = lowers[at] if at < len(lowers) else "."
    ends = after in word_class("locative") or after in word_class("auxiliary") or after in ".,;)"
    return ends or is_verb(reading, at)


def _is_a_street(reading: Reading, mention: Mention) -> bool:
    """True for "Tenth and Cumberland streets"; "the Paris streets" are in Paris."""
    lowers, at = reading.words.lowers, mention.last
    if at >= len(lowers) or mention.first < 2 or lowers[mention.first - 1] not in ("and", "&"):
        return False
    crossing = reading.words.texts[mention.first - 2][0]
    return lowers[at] in ("streets", "avenues", "roads", "boulevards", "lanes") and (
        crossing.isupper() or crossing.isdigit()
    )


def _joins_places(reading: Reading, mention: Mention) -> bool:
    """True in "the Lagos-Ibadan road": two names joined by a hyphen."""
    base, text = reading.sentence.span.start, reading.sentence.text
    own = mention.resolution.toponym.span
    beside = text[max(0, own.start - base - 1) : own.start - base] + text[own.end - base : own.end - base + 1]
    if "-" not in beside and "–" not in beside:
        return False
    spans = sorted(m.resolution.toponym.span for m in reading.mentions)
    return any(
        text[one.end - base : other.start - base] in ("-", "–") and own in (one, other)
        for one, other in pairwise(spans)
    )


def _surrounds(rule: _Surroundings, reading: Reading, mention: Mention) -> tuple[int, int] | None:
    lowers = reading.words.lowers
    end = match_at(rule.after, lowers, mention.last, len(lowers))
    if end is None:
        return None
    if not rule.before:
        return mention.first, end
    for start in range(mention.first - 1, max(-1, mention.first - REACH), -1):
        if match_at(rule.before, lowers, start, len(lowers)) == mention.first:
            return start, end
    return None


def _rules_beside(reading: Reading, mention: Mention) -> Iterator[_Surroundings]:
    """The rules of not_places.csv that the words right beside the mention leave possible, in file order."""
    behind, before = _neighbours()
    following = reading.words.lowers[mention.last] if mention.last < len(reading.words) else ""
    previous = reading.words.lowers[mention.first - 1] if mention.first else ""
    for number in sorted((*behind.get(following, ()), *before.get(previous, ()))):
        yield _not_places()[number]


@cache
def _neighbours() -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The numbers of the rules by the word right behind the place, or, where they end with it, right before it."""
    behind: dict[str, list[int]] = defaultdict(list)
    before: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(_not_places()):
        beside = openings(rule.after or reversed(rule.before))
        if beside is None:
            msg = f"mapper/lexicon/not_places.csv: {rule.reason!r}: the word beside X may be missing; write it out"
            raise LexiconError(msg)
        for word in beside:
            (behind if rule.after else before)[word].append(number)
    return behind, before


@cache
def _not_places() -> tuple[_Surroundings, ...]:
    found = []
    for row in rows("not_places"):
        for part in row["pattern"].split(" / "):
            before, _, after = f" {part} ".partition(" X ")
            found.append(_Surroundings(compile_pattern(before), compile_pattern(after), row["reason"]))
    return tuple(found)
