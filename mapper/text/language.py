"""Which language a text is written in: a light guess for citations, not a claim about every sentence.

The script decides first, then the commonest small words and the letters only one language of that script uses
(``language.csv``, each row with its example). Language-detection libraries bring megabytes of models to tell
apart languages the rest of the program does not read; twenty words a language tell these ones apart.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from mapper.tables import reviewed

# A guess needs no more than the head of an article, and a bounded one keeps long documents cheap.
_SAMPLE = 4000
_FEWEST_SIGNS, _LEAD = 3, 1.5
# Letters by script; Japanese mixes Han with Kana, so Kana is looked for before Han.
_SCRIPTS = {
    "Latin": "A-Za-z\u00c0-\u024f",
    "Cyrillic": "\u0400-\u052f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f",
    "Hebrew": "\u0590-\u05ff",
    "Greek": "\u0370-\u03ff",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "Kana": "\u3040-\u30ff",
    "Han": "\u4e00-\u9fff",
    "Hangul": "\uac00-\ud7af",
    "Devanagari": "\u0900-\u097f",
}
_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_WORD = re.compile(r"[^\W\d_]+")


class Profile(NamedTuple):
    """One row of ``language.csv``."""

    language: str
    script: str
    letters: frozenset[str]
    words: frozenset[str]
    example: str


@cache
def profiles() -> tuple[Profile, ...]:
    """The languages that can be told, in the order of the file."""
    return tuple(
        Profile(
            row["language"],
            row["script"],
            frozenset(row["letters"]),
            frozenset(filter(None, row["words"].split("|"))),
            row["example"],
        )
        for row in reviewed("text/language.csv")
    )


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language ``text`` is most likely written in; empty when it cannot be told.

    Looks at the first 4,000 characters. A text in a script of several languages needs three small words or letters
    of its language, and half as many again as any other language has: a wrong guess costs more than none.
    """
    sample = text[:_SAMPLE].lower()
    letters = Counter(sample)
    script = _script(letters)
    rivals = [profile for profile in profiles() if profile.script == script]
    if len(rivals) == 1:
        return rivals[0].language
    words = Counter(_WORD.findall(sample))
    scores = sorted(
        (
            (sum(words[w] for w in p.words & words.keys()) + sum(letters[c] for c in p.letters), p.language)
            for p in rivals
        ),
        reverse=True,
    )
    (best, language), (second, _) = [*scores, (0, ""), (0, "")][:2]
    return language if best >= _FEWEST_SIGNS and best >= second * _LEAD else ""


def _script(letters: Counter[str]) -> str:
    """The script most letters belong to; a fifth of Kana among Han already means Japanese."""
    distinct = "".join(letters)
    counts = {script: sum(letters[c] for c in pattern.findall(distinct)) for script, pattern in _LETTERS.items()}
    if counts["Kana"] * 5 > counts["Han"]:
        counts["Kana"] += counts["Han"]
        counts["Han"] = 0
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else ""
