"""The class words that go with names: "the Kherson region", "Poltava, Sumy and Kharkov regions", "city of Kyiv"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from mapper.text.class_words import ClassWord, class_words
from mapper.text.normalise import fold

_FOLLOWING = re.compile(r"[ \u00a0]+([^\W\d_]+)")
_LEADING = re.compile(r"([^\W\d_]+)\.?[ \u00a0]+(?:(?:of|von|de|di|del|da|d['’])[ \u00a0]+(?:the[ \u00a0]+)?)?$")
_OF = re.compile(r"\bof[ \u00a0]+(?:the[ \u00a0]+)?$")
_LINKS = frozenset(("of", "von", "de", "di", "del", "da", "d", "the"))
_LETTERS = re.compile(r"[^\W\d_]+")
# What may stand between the items of a list.
_BETWEEN = re.compile(
    r"[ \u00a0]*(?:[,;/&]?[ \u00a0]*"
    r"(?:and|or|as well as|und|oder|et|ou|y|e|i|oraz|en|та|і|й|и|а також|а также|або|или)\b|[,;/&])"
    r"[ \u00a0]*(?:the[ \u00a0]+|also[ \u00a0]+|in[ \u00a0]+|[ув][ \u00a0]+)?"
)
_BLANKS = (" ", "\u00a0")
_REACH = 30
_REMEMBERED = 32_768


def descriptors(text: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """For each span of a name its class word, in small letters and singular, or None; same order.

    A plural after a list reaches back over every item of it, a plural before a list forward. The last word of the
    name itself counts when it is a class word ("Butler County").
    """
    found: list[str | None] = [None] * len(spans)
    for position in reversed(range(len(spans))):
        word = _after(text, *spans[position])
        if word:
            found[position] = word.singular
            if word.plural:
                _spread(text, spans, found, position, -1)
    for position in range(len(spans)):
        word = _before(text, spans[position][0], spans[position - 1][1] if position else 0)
        if word and not (word.plural and _are_its_parts(text, spans, position)):
            found[position] = found[position] or word.singular
            if word.plural:
                _spread(text, spans, found, position, 1)
    return found


def _are_its_parts(text: str, spans: Sequence[tuple[int, int]], position: int) -> bool:
    """True for "two districts of Mogadishu", where no list of districts follows."""
    start, end = spans[position]
    listed = position + 1 < len(spans) and _BETWEEN.fullmatch(text, end, spans[position + 1][0])
    return not listed and _OF.search(text, max(0, start - len("of the ")), start) is not None


def _spread(
    text: str, spans: Sequence[tuple[int, int]], found: list[str | None], position: int, step: Literal[-1, 1]
) -> None:
    """Give the class word at ``position`` to the items of its list that have none."""
    word = found[position]
    while 0 <= position + step < len(spans):
        left, right = sorted((position, position + step))
        if not _BETWEEN.fullmatch(text, spans[left][1], spans[right][0]) or found[position + step]:
            return
        position += step
        found[position] = word


def class_word_before(text: str, start: int) -> ClassWord | None:
    """The class word before the name that starts at ``start``: "the town of X"."""
    return _before(text, start, 0)


def _after(text: str, start: int, end: int) -> ClassWord | None:
    """The class word after a name, or the name's own last word."""
    word = None
    if text[end : end + 1] in _BLANKS:
        blank = text.find(" ", end + 1, end + _REACH)
        word = _following(text[end : blank if blank > end + 1 else end + _REACH])
    if word is None and " " in text[start:end]:
        word = _own(text[start:end])
    return word


def _before(text: str, start: int, floor: int) -> ClassWord | None:
    """The class word before a name, unless it belongs to the name that ends at ``floor``: "Kherson region of"."""
    least = max(0, floor, start - _REACH)
    blank = text.rfind(" ", least, start - 1) if start else -1
    match = _LEADING.search(text, least, start) if _may_lead(text[max(blank, least) : start]) else None
    if match is None or (floor and not text[floor : match.start()].strip()):
        return None
    word = _class_word(match[1])
    return word if word and word.stands != "after" else None


@lru_cache(maxsize=_REMEMBERED)
def _following(written: str) -> ClassWord | None:
    """The class word that begins what is written after a name."""
    match = _FOLLOWING.match(written)
    word = _class_word(match[1]) if match else None
    return word if word and word.stands != "before" else None


@lru_cache(maxsize=_REMEMBERED)
def _own(name: str) -> ClassWord | None:
    """The class word that ends a name."""
    word = _class_word(name.rsplit(maxsplit=1)[-1])
    return word if word and word.stands != "before" else None


@lru_cache(maxsize=_REMEMBERED)
def _may_lead(written: str) -> bool:
    """False for the last word before a name when it is neither a class word nor what links one to the name."""
    words = _LETTERS.findall(written)
    return not words or words[-1] in _LINKS or _class_word(words[-1]) is not None


def _class_word(written: str) -> ClassWord | None:
    return class_words().get(fold(written))
