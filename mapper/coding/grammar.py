"""Small closed classes of English words, read from lexicon/grammar.csv."""

from __future__ import annotations

from functools import cache

from mapper.coding.lexicon import rows


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class ("locative", "area_head", ...); KeyError when there is no such class."""
    return {row["class"]: frozenset(row["words"].split("|")) for row in rows("grammar")}[name]
