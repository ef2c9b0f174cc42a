"""Words for classes of place ("region", "raion", "city of"), in the languages we read (``class_words.csv``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from mapper.tables import reviewed
from mapper.text.normalise import fold

Kind = Literal["city", "district", "region", "country", "area"]
Stand = Literal["before", "after", "both"]


@dataclass(frozen=True, slots=True)
class ClassWord:
    """A class word: its singular, the kind of place it tells ("area" is any), and where it stands to the name."""

    singular: str
    kind: Kind
    stands: Stand
    plural: bool


@cache
def class_words() -> Mapping[str, ClassWord]:
    """Every class word by its folded form; a form that is singular and plural ("області") counts as plural.

    A form of several languages keeps the class of the first and may stand wherever any of them puts it.
    """
    words: dict[str, ClassWord] = {}
    for row in reviewed("lexicon/class_words.csv"):
        for form, plural in ((row["word"], False), (row["plural"], True)):
            if form:
                kind, stands = cast("Kind", row["kind"]), cast("Stand", row["stands"])
                word = ClassWord(fold(row["word"]), kind, stands, plural)
                words[fold(form)] = _merged(words.get(fold(form)), word)
    return words


def _merged(known: ClassWord | None, word: ClassWord) -> ClassWord:
    if known is None:
        return word
    stands = known.stands if known.stands == word.stands else "both"
    return replace(known, stands=stands, plural=known.plural or word.plural)
