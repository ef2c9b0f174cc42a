"""Words for classes of place ("region", "raion", "city of"), in the languages we read (``class_words.csv``)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from mapper.text.normalise import fold

Stand = Literal["before", "after", "both"]


@dataclass(frozen=True, slots=True)
class ClassWord:
    """A class word: its singular, the kind of place it tells ("area" is any), and where it stands to the name."""

    singular: str
    kind: Literal["city", "district", "region", "country", "area"]
    stands: Stand
    plural: bool


@cache
def class_words() -> Mapping[str, ClassWord]:
    """Every class word by its folded form; a form that is singular and plural ("області") counts as plural."""
    words: dict[str, ClassWord] = {}
    with resources.files("mapper.lexicon").joinpath("class_words.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            kind, stands = row["kind"], row["stands"]
            assert kind in ("city", "district", "region", "country", "area")
            assert stands in ("before", "after", "both")
            for form, plural in ((row["word"], False), (row["plural"], True)):
                if form:
                    words[fold(form)] = ClassWord(fold(row["word"]), kind, stands, plural)
    return words
