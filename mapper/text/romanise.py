"""Cyrillic names as English-language newspapers write them, so that "Vinnitsa" is found where only "Винница" is listed.

Three habits of agencies, letter by letter (``romanisation.tsv``): Russian with plain e ("Nikolaev"), Russian with ye
where it is said so ("Nikolayev"), and Ukraine's own of 2010 ("Mykolaiv").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mapper.tables import reviewed

HABITS = ("ru", "ru_ye", "uk")
# Letters that only one of the two alphabets has.
_RUSSIAN_ONLY, _UKRAINIAN_ONLY = frozenset("ыэёъ"), frozenset("іїєґ")
# Ukraine's rules of 2010: at the start of a word these letters keep their y.
_UKRAINIAN_INITIALS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# е is said ye at the start of a word and after a vowel or a sign.
_YE = re.compile(r"(?<![^\W\d_])е|(?<=[аеёиоуыэюяъь])е")
# Newspapers end Russian adjectives in -y: Грозный Grozny, Троицкий Troitsky.
_ADJECTIVE = re.compile(r"(?:ый|ий)\b")
_WORDS = re.compile(r"[^\W\d_]+")


def romanised(name: str) -> tuple[str, ...]:
    """The name in Latin letters after each habit, each once; empty when it has a letter that is not Cyrillic."""
    small = name.casefold()
    alien = {"uk": _RUSSIAN_ONLY, "ru": _UKRAINIAN_ONLY, "ru_ye": _UKRAINIAN_ONLY}
    forms = (_written(small, habit) for habit in HABITS if alien[habit].isdisjoint(small))
    return tuple(dict.fromkeys(form for form in forms if form))


def _written(small: str, habit: str) -> str:
    table = _tables()[habit]
    if habit == "ru_ye":
        small = _YE.sub("ye", small)
    if habit != "uk":
        small = _ADJECTIVE.sub("y", small)
    letters = []
    for at, letter in enumerate(small):
        initial = habit == "uk" and (at == 0 or not small[at - 1].isalpha())
        if initial and letter in _UKRAINIAN_INITIALS:
            letters.append(_UKRAINIAN_INITIALS[letter])
        elif letter in table:
            letters.append(table[letter])
        elif letter.isalpha() and letter not in "ye":
            return ""
        else:
            letters.append(letter)
    return _WORDS.sub(lambda word: word.group().capitalize(), "".join(letters))


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    rows = reviewed("text/romanisation.tsv")
    return {habit: {row["letter"]: row[habit] for row in rows} for habit in HABITS}
