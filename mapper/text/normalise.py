"""Names in the one form they are compared in (key N)."""

from __future__ import annotations

import unicodedata

# Letters that are letters of their own although they look like another with a mark: taking the mark off would
# make "Київ" and "Киів", "Край" and "Краи" one.
_OWN_LETTERS = frozenset("йїўґ")
# Latin letters whose stroke or shape Unicode does not take apart; the right side is how newspapers write them.
_PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ə": "a", "ĸ": "k", "ſ": "s", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ё": "е",
}  # fmt: skip
_APOSTROPHES = frozenset("'’‘ʼʹʺʻʽ′″`´ʾʿˈ\"“”„«».·")
LONGEST_NAME = 200  # characters; the longest name GeoNames gives a populated place has 163


class _FoldTable(dict[int, str]):
    """What each character becomes; worked out when a character is first met."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold_character(chr(codepoint))
        return folded


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    category = unicodedata.category(character)
    if category[0] in "ZPSC":
        # Format and control characters (zero-width joiners, soft hyphens) vanish; all other marks part words.
        return " " if category[0] in "ZPS" or character in "\t\n\r\v\f" else ""
    if category[0] == "M":
        return ""
    small = character.casefold()
    if small in _OWN_LETTERS:
        return small
    if small in _PLAIN:
        return _PLAIN[small]
    parts = unicodedata.normalize("NFKD", small)
    return small if parts == small == character else "".join(_TABLE[ord(part)] for part in parts)


_TABLE = _FoldTable()


def fold(name: str) -> str:
    """The name as key N: small letters without marks or apostrophes, every hyphen and run of blanks one space.

    "Slov’yansk" -> "slovyansk", "Chasiv-Yar" -> "chasiv yar", "Łódź" -> "lodz", "St. Louis" -> "st louis".
    Works on any script; characters past ``LONGEST_NAME`` are not read. Same answer for composed and decomposed
    input, and folding twice changes nothing.
    """
    name = name[: LONGEST_NAME * 2]
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    return " ".join(name.translate(_TABLE).split())[:LONGEST_NAME].rstrip()
