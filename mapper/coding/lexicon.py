"""The reviewed word lists of ``mapper/lexicon/``: CSV files, one row a word or cue, each with an example and a trap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mapper.tables import reviewed


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``mapper/lexicon/<name>.csv`` as dicts of their columns, in file order.

    Raises LexiconError when the file is missing or a row has more or fewer cells than the header.
    """
    return reviewed(f"lexicon/{name}.csv")


@cache
def words(name: str, column: str, *kinds: str) -> tuple[str, ...]:
    """The ``column`` of every row of the list whose ``kind`` is one of ``kinds``, in file order."""
    return tuple(row[column] for row in rows(name) if row["kind"] in kinds)


def alternatives(terms: Iterable[str]) -> str:
    """A regular expression for any of ``terms``, longest first.

    A space matches any white space, an apostrophe both of its shapes.
    """
    longest_first = sorted(set(terms), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(map(_loose, longest_first)) + ")"


def _loose(term: str) -> str:
    return re.escape(term).replace(r"\ ", r"\s+").replace("'", "['’]")
