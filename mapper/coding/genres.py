"""Whole texts whose events nobody should look for: an obituary, a drill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from mapper.coding.lexicon import rows
from mapper.coding.patterns import Gate, Pattern, PatternIndex, compile_pattern
from mapper.model import Sentence
from mapper.text.words import Words

# Points that make a genre.
ENOUGH = 4


class Cue(NamedTuple):
    """One row of genres.csv: what it speaks for and how much; it counts once, however often it stands in a text."""

    row: int
    genre: str
    points: int


def genre_of(sentences: Sequence[Sentence]) -> str:
    """The genre of a text whose events are not news ("a drill"), empty for news."""
    points = Counter[str]()
    for cue in {cue for sentence in sentences if _gate().admits(sentence.text) for cue in cues_in(sentence)}:
        points[cue.genre] += cue.points
    return next((genre for genre, total in points.most_common(1) if total >= ENOUGH), "")


def cues_in(sentence: Sentence) -> Iterator[Cue]:
    """What a sentence holds that speaks for a genre."""
    return (cue for _, _, cue in _index().find(Words(sentence).lowers))


def _patterns() -> Iterator[tuple[Pattern, Cue]]:
    for number, row in enumerate(rows("genres")):
        for part in row["cue"].split(" / "):
            yield compile_pattern(part), Cue(number, row["genre"], int(row["points"]))


@cache
def _index() -> PatternIndex[Cue]:
    return PatternIndex(list(_patterns()))


@cache
def _gate() -> Gate:
    return Gate(pattern for pattern, _ in _patterns())
