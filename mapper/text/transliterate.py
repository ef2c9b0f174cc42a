"""How a name sounds: one plain alphabet of sounds for every script and newspaper convention we can read.

The same town is Харків, Kharkiv, Charkiw, Charkov, Harkiv. Instead of writing every form of every name, any
spelling is read back to sounds under each convention that may have made it (``readings.tsv``: English, Slavic
and scientific, German, French, Dutch, Romanian, Hungarian; Ukrainian, Russian and Belarusian Cyrillic).

Sounds: vowels a e i o u; consonants as in English, with x = kh, c = ts, C = ch, S = sh, Z = zh.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from mapper.tables import reviewed
from mapper.text.normalise import LONGEST_NAME, fold

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]")


LATIN_CONVENTIONS = ("en", "slavic", "de", "de-zh", "de-s", "de-szh", "fr", "nl", "ro", "hu")
CYRILLIC_CONVENTIONS = ("uk", "ru", "be")


@cache
def readings() -> Mapping[str, Mapping[str, str]]:
    """Spelling -> sound for each convention; one of Latin letters starts from the English one.

    The table "k2" rewrites the beginnings of words that Russian and Ukrainian say differently.
    """
    tables: dict[str, dict[str, str]] = {}
    for row in reviewed("text/readings.tsv"):
        tables.setdefault(row["convention"], {})[row["spelling"]] = row["sound"]
    cyrillic, english = tables.pop("cyrillic"), tables["en"]
    tables |= {"uk": cyrillic | tables["uk"], "ru": cyrillic, "be": cyrillic | tables["be"]}
    return tables | {name: english | tables[name] for name in LATIN_CONVENTIONS}


def sounds(name: str, conventions: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every way to say the name, words parted by one space; each once, in the order of the conventions.

    Without ``conventions`` all those of the name's script are tried. Empty for scripts that are not read.
    """
    letters = unicodedata.normalize("NFC", name[:LONGEST_NAME]).casefold()
    own = CYRILLIC_CONVENTIONS if _CYRILLIC.search(letters) else LATIN_CONVENTIONS if _LATIN.search(letters) else ()
    asked = [convention for convention in own if not conventions or convention in conventions]
    return tuple(dict.fromkeys(filter(None, (_read(letters, convention) for convention in asked))))


def _read(letters: str, convention: str) -> str:
    """The sounds of a name under a convention, or "" when it has a letter the convention cannot read."""
    table = _table(convention)
    said = [table[piece] for piece in _spellings(convention).findall(letters)]
    return "" if None in said else " ".join("".join(filter(None, said)).split())


class _Sounds(dict[str, str | None]):
    """What each spelling of a convention sounds like; of other characters worked out when one is first met."""

    def __missing__(self, character: str) -> str | None:
        """The sound of the letter without its marks, None where it has none, or a blank."""
        if not character.isalpha():
            said: str | None = _gap(character)
        else:
            letters = [self.get(letter) for letter in fold(character)]
            said = None if None in letters else "".join(filter(None, letters))
        self[character] = said
        return said


@cache
def _table(convention: str) -> _Sounds:
    return _Sounds(readings()[convention])


def _gap(character: str) -> str:
    return "" if character in "'’ʼ`´ʹ′‘.\"" else " "


@cache
def _spellings(convention: str) -> re.Pattern[str]:
    longest_first = sorted(readings()[convention], key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(map(re.escape, longest_first)) + "|.", re.DOTALL)
