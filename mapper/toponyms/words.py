"""The words that tell names of places from names of people, bodies and days (``mapper/lexicon/name_words.csv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mapper.tables import reviewed
from mapper.text.normalise import fold

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists by what they do, all folded; languages are thrown together."""

    first_name: Words
    title: Words
    organisation: Words
    organisation_before: Words
    team: Words
    street: Words
    nature: Words
    unit: Words
    function: Words
    type_before: Words
    preposition: Words
    place_preposition: Words
    before_place: Words
    calendar: Words
    common: Words
    saying: Words
    direction: Words

    @property
    def name_type(self) -> Words:
        """Words that end a name and say what it names: "Road", "River", "County"."""
        return _name_type(self)


@cache
def _name_type(words: NameWords) -> Words:
    return words.street | words.nature | words.unit


@cache
def name_words() -> NameWords:
    """The reviewed lists, read once."""
    lists: dict[str, set[str]] = {kind: set() for kind in NameWords.__slots__}
    for row in reviewed("lexicon/name_words.csv"):
        separator = "|" if "|" in row["words"] else None
        lists[row["kind"]].update(fold(word) for word in row["words"].split(separator))
    return NameWords(**{kind: frozenset(words) for kind, words in lists.items()})
