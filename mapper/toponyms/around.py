"""What the words before and after a possible name say for and against its being a place.

The same few thousand words stand before and after names in all news: what each tells is worked out once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mapper.text.class_words import class_words
from mapper.text.normalise import fold
from mapper.toponyms.weights import Features, Weighed, flags, weigh
from mapper.toponyms.words import name_words

_BEFORE = re.compile(r"(?P<word>[\w'’.]+)(?P<gap>[^\w]*)$")
_AFTER = re.compile(r"(?P<mark>['’]s\b)?(?P<gap>[^\w]*)(?P<word>[\w'’]*)")
_LETTER = re.compile(r"\w")
_SENTENCE_END = frozenset('.!?:\n"“”•|')
_REACH = 40  # characters looked at on either side
_REMEMBERED = 32_768


def before(text: str, start: int) -> Weighed:
    """The features of what stands before the name that starts at ``start``."""
    return last_word(text, start) or weigh(_before_features(text[max(0, start - _REACH) : start]))


def after(text: str, end: int) -> Weighed:
    """The features of what stands after the name that ends at ``end``."""
    return next_word(text, end) or weigh(_after_features(text[end : end + _REACH]))


def last_word(text: str, start: int) -> Weighed | None:
    """As ``before``, where a blank and a word stand there; None where more of the text must be looked at."""
    blank = text.rfind(" ", start - _REACH if start > _REACH else 0, start - 1) if start else -1
    return _word_before(text[blank + 1 : start]) if blank >= 0 else None


def next_word(text: str, end: int) -> Weighed | None:
    """As ``after``, where a word and a blank stand there; None where more of the text must be looked at."""
    blank = text.find(" ", end + 1, end + _REACH)
    return _word_after(text[end:blank]) if blank >= 0 else None


@lru_cache(maxsize=_REMEMBERED)
def _word_before(written: str) -> Weighed | None:
    """The features of the characters from a blank to the name; None without a letter, for then more are needed."""
    return weigh(_before_features(written)) if _LETTER.search(written) else None


@lru_cache(maxsize=_REMEMBERED)
def _word_after(written: str) -> Weighed | None:
    """The features of the characters from the name to a blank; None without a word, for then more are needed."""
    match = _AFTER.match(written)
    return weigh(_after_features(written)) if match and match["word"] else None


def _before_features(written: str) -> Features:
    """Features of the characters before a name, of which the last word and what parts it from the name count."""
    lists = name_words()
    match = _BEFORE.search(written)
    word, gap = (match["word"], match["gap"]) if match else ("", "")
    initial = not word or not _SENTENCE_END.isdisjoint(gap)
    previous = "" if initial or gap.strip() else fold(word)
    return flags(
        initial=initial,
        after_preposition=previous in lists.place_preposition,
        after_of=previous == "of",
        after_the=previous == "the",
        after_and=previous == "and",
        after_title=previous in lists.title,
        after_direction=previous in lists.direction,
        after_descriptor=previous in class_words(),
        after_comma="," in gap,
        after_digit=previous.isdigit(),
    )


def _after_features(written: str) -> Features:
    """Features of the characters after a name, of which the next word and what parts it from the name count."""
    lists = name_words()
    match = _AFTER.match(written)
    assert match is not None
    gap = match["gap"]
    following = "" if gap.strip() else fold(match["word"])
    return flags(
        before_comma="," in gap,
        before_bracket="(" in gap,
        before_dash=any(dash in gap for dash in "—–") or "--" in gap or " - " in gap,
        before_hyphen=gap == "-",
        before_descriptor=following in class_words(),
        before_saying=following in lists.saying,
        before_digit=following.isdigit(),
        before_and=following == "and",
        possessive=bool(match["mark"]),
    )
