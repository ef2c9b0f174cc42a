"""Which spellings of a place are worth looking up, and under which keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mapper.gazetteer.layout import TIERS, Role
from mapper.gazetteer.records import Entry
from mapper.text.keys import name_keys
from mapper.text.normalise import fold

SHORTEST = 3  # letters; below it GeoNames' alternates are codes and noise. Scripts that write a word a letter: 2
_AIRPORT = re.compile(r"[A-Z]{3}")  # GeoNames lists IATA codes among the alternates of a city


def indexed_names(entry: Entry) -> Iterator[tuple[str, Role]]:
    """The spellings of a place that the index holds, each with its role, without the noise GeoNames carries.

    Left out, unless a person put them there: names under ``SHORTEST`` letters, airport codes, and romanisations
    made by a machine ("ji fu" for Kyiv), which GeoNames writes in small ASCII letters throughout.
    """
    for spelling, role in entry.names.items():
        if entry.curated or role is not Role.ALTERNATE:
            if role is not Role.PRIMARY or entry.curated or len(fold(spelling)) >= _shortest(spelling):
                yield spelling, role
        elif not _is_noise(spelling):
            yield spelling, role


def _is_noise(spelling: str) -> bool:
    if len(fold(spelling)) < _shortest(spelling) or _AIRPORT.fullmatch(spelling):
        return True
    return spelling.isascii() and spelling == spelling.lower() and spelling[:1].isalpha()


def _shortest(spelling: str) -> int:
    """The fewest letters a name in this script needs: Chinese, Japanese and Korean towns have names of two."""
    first = unicodedata.name(spelling[:1], "")
    return 2 if first.startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA")) else SHORTEST


def keys(spelling: str, role: Role, country: str) -> Iterator[tuple[str, str]]:
    """The keys a spelling is found under, each as (tier, key); see ``layout.TIERS``.

    Demonyms and abbreviations are found as they are written only: read by sound they would meet towns.
    """
    if role in (Role.DEMONYM, Role.ABBREVIATION):
        yield "exact", fold(spelling)
        return
    found = name_keys(spelling, country)
    for tier, by_tier in zip(TIERS, ((found.n,), found.k1, found.k2, found.k3), strict=True):
        for key in by_tier:
            if key:
                yield tier, key


# The letters of national alphabets, which tell a country's own Cyrillic names from its neighbours'.
_CYRILLIC = {
    "UA": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "RU": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "BY": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "BG": "абвгдежзийклмнопрстуфхцчшщъьюя",
}


# Arabic as its countries write it, and Persian, which has letters of its own and others for k and y.
_ARABIC = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىآأإؤئ ")
_PERSIAN = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئآ \u200c")
_ARABIC_COUNTRIES = (
    "AE",
    "BH",
    "DZ",
    "EG",
    "IQ",
    "JO",
    "KW",
    "LB",
    "LY",
    "MA",
    "OM",
    "PS",
    "QA",
    "SA",
    "SD",
    "SY",
    "TN",
    "YE",
)
_RIGHT_TO_LEFT = {"IR": _PERSIAN} | dict.fromkeys(_ARABIC_COUNTRIES, _ARABIC)


def local_name(entry: Entry) -> str:
    """The spelling of a place in its country's own alphabet, or "".

    In Cyrillic the one that sounds like its name. Arabic leaves vowels out, so sounds decide nothing: there it is the
    only spelling in the country's letters, if there is no more than one.
    """
    if entry.country in _RIGHT_TO_LEFT:
        own = [spelling for spelling in entry.names if spelling and _RIGHT_TO_LEFT[entry.country].issuperset(spelling)]
        return own[0] if len(own) == 1 else ""
    letters = frozenset(_CYRILLIC.get(entry.country, "") + "-’' ")
    name_sounds = set(name_keys(entry.name, entry.country).k1)
    for spelling in sorted(entry.names):
        own_letters = spelling[:1].isupper() and letters.issuperset(spelling.lower()) and entry.country in _CYRILLIC
        if own_letters and not name_sounds.isdisjoint(name_keys(spelling, entry.country).k1):
            return spelling
    return ""
