"""From text to the names in it that the gazetteer knows: runs of capitalised words, and the longest match in each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mapper.gazetteer import Gazetteer, Match
from mapper.text.endings import area_names, base_forms
from mapper.text.normalise import fold
from mapper.toponyms.words import name_words

LONGEST_MATCH = 7  # words; "Saint Vincent and the Grenadines" has five, "Tyne and Wear Metropolitan Borough" six
_LONGEST_RUN = 40  # words; a text in capitals is cut into pieces of this length
_LONGEST_PATTERN = 4  # words of a name that only its type word gives away: "Upper Big Sandy Creek"


def _uppercase() -> str:
    """The letters a name may begin with: capitals of every script that has them, as a regex class body."""
    ranges = [*range(0x0590), *range(0x1E00, 0x2000)]
    return "".join(chr(c) for c in ranges if unicodedata.category(chr(c)) in ("Lu", "Lt"))


_UPPER = _uppercase()
# A word with its apostrophes ("O'Fallon", but not the 's of "Kiev's") and the point of an initial or abbreviation. That
# it begins with the capital in any case lets the regex engine jump from one capital to the next.
_WORD = (
    rf"[{_UPPER}](?:\.(?:[{_UPPER}]\.)+|[\w\u0300-\u036f]*(?:['’ʼ‘](?![sS]\b)\w+)*"
    rf"(?:(?<=\b[{_UPPER}]\w)\.|(?<=\b[{_UPPER}]\w\w)\.|(?<=\b[{_UPPER}])\.)?)"
)
# Small words inside names: "Rio de Janeiro", "Isle of Wight", "Frankfurt am Main", "Stratford-upon-Avon".
_LINK = (
    r"(?:of|of the|an der|in der|ob der|vor der|aan den|aan de|de|de la|de los|de las|del|della"
    r"|du|des|da|do|dos|das|di|la|le|el|al|ad|am|ob|na|sur|upon|on)"
)
_PIECE = re.compile(rf"{_WORD}|\w+(?:['’ʼ‘](?![sS]\b)\w+)*")


@cache
def run_pattern() -> re.Pattern[str]:
    """A run of capitalised words with the small ones that link them; "Leeds on Sunday" is no such name."""
    no_day = rf"(?!(?i:{'|'.join(sorted(name_words().calendar))})\b)"
    linked = rf"[ \u00a0-]{_LINK}[ \u00a0-]{no_day}"
    return re.compile(rf"{_WORD}(?:(?:[ \u00a0]|-|{linked})(?:{_WORD}|(?<=-)\w+))*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a run: [start, end) from the start of the run, folded, and whether it begins with a capital."""

    start: int
    end: int
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Words [first, last) of a run that may be a place name.

    ``matches`` is empty for a name the gazetteer lacks that its type word gives away ("Sylvan Road").
    """

    first: int
    last: int
    key: str
    matches: tuple[Match, ...] = ()
    inflected: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words and the possible names in it, from left to right without overlap."""

    text: str
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]


class Scanner:
    """The longest-match scan over one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def read(self, text: str) -> Run:
        """What a run of capitalised words, as ``run_pattern`` finds them, holds."""
        words = tuple(_words(text))
        hits: list[Hit] = []
        position = 0
        while position < len(words):
            hit = self._longest(words, position) if words[position].capital else None
            if hit:
                hits.append(hit)
            position = hit.last if hit else position + 1
        return Run(text, words, tuple(_with_patterns(words, hits)))

    def _longest(self, words: tuple[Word, ...], first: int) -> Hit | None:
        window = words[first : first + LONGEST_MATCH]
        keys = [word.key for word in window]
        return (
            self._adjective(keys[0], first)
            or self._exact(keys, first)
            or self._expanded(keys, first)
            or self._inflected(keys, first)
        )

    def _adjective(self, key: str, first: int) -> Hit | None:
        """The region or district an adjective belongs to: "Курскую" of "Курскую и Брянскую области"."""
        for name in area_names(key):
            matches = tuple(self.gazetteer.matches(name))
            if matches:
                return Hit(first, first + 1, name, matches, inflected=True)
        return None

    def _exact(self, keys: list[str], first: int) -> Hit | None:
        ends = {}
        length = 0
        for number, key in enumerate(keys, 1):
            length += len(key) + (number > 1)
            ends[length] = number
        for found in reversed(self.gazetteer.prefixes(" ".join(keys))):
            count = ends.get(len(found))
            if count:
                return Hit(first, first + count, found, tuple(self.gazetteer.matches(found)))
        return None

    def _expanded(self, keys: list[str], first: int) -> Hit | None:
        """The name with its abbreviated first word written out: "Mt. Vernon" as "mount vernon"."""
        whole = self.gazetteer.expansion(keys[0])
        if not whole or len(keys) < 2:
            return None
        hit = self._exact([whole, *keys[1:]], first)
        return hit if hit and hit.last - hit.first > 1 else None

    def _inflected(self, keys: list[str], first: int) -> Hit | None:
        """The name in another case: "Харькове" as "харьков", "Кривому Розі" as "кривий ріг"."""
        for count in range(min(3, len(keys)), 0, -1):
            for base in base_forms(" ".join(keys[:count])):
                matches = tuple(self.gazetteer.matches(base))
                if matches:
                    return Hit(first, first + count, base, matches, inflected=True)
        return None


def _with_patterns(words: tuple[Word, ...], hits: list[Hit]) -> Iterator[Hit]:
    """The hits, those that only begin a longer name ("Lincoln" in "Lincoln Avenue") grown to it."""
    lists = name_words()
    grown: list[Hit] = []
    for last, word in enumerate(words):
        ends_here = last + 1 == len(words) or not words[last + 1].capital
        if not (word.capital and ends_here and word.key in lists.name_type):
            continue
        first = last
        while first and last - first < _LONGEST_PATTERN and _may_name(words[first - 1]):
            first -= 1
        known = any(hit.first <= first and hit.last > last for hit in hits)
        if first < last and not known:
            grown.append(Hit(first, last + 1, " ".join(w.key for w in words[first : last + 1])))
    for hit in sorted([*hits, *grown], key=lambda hit: hit.first):
        if hit in grown or not any(hit.first < other.last and other.first < hit.last for other in grown):
            yield hit


def _may_name(word: Word) -> bool:
    lists = name_words()
    return word.capital and not (word.key in lists.calendar or word.key in lists.title or word.key in lists.function)


def _words(text: str) -> Iterator[Word]:
    for number, match in enumerate(_PIECE.finditer(text)):
        if number == _LONGEST_RUN:
            return
        key = fold(match.group())
        if key:
            yield Word(match.start(), match.end(), key, match.group()[0] in _UPPER)
