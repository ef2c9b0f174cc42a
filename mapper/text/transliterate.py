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
    table = readings()[convention]
    said: list[str] = []
    for match in _spellings(convention).finditer(letters):
        piece = match.group()
        sound = table[piece] if piece in table else _plain(piece, table)
        if sound is None:
            return ""
        said.append(sound)
    return " ".join("".join(said).split())


def _plain(character: str, table: Mapping[str, str]) -> str | None:
    """The sound of a character the convention does not list: that of its letter without marks, or a blank."""
    if not character.isalpha():
        return _gap(character)
    sounds_of_letters = [table.get(letter) for letter in fold(character)]
    return None if None in sounds_of_letters else "".join(filter(None, sounds_of_letters))


def _gap(character: str) -> str:
    return "" if character in "'’ʼ`´ʹ′‘.\"" else " "


@cache
def _spellings(convention: str) -> re.Pattern[str]:
    longest_first = sorted(readings()[convention], key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(map(re.escape, longest_first)) + "|.", re.DOTALL)
