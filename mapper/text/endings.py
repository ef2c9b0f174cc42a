"""Names as a sentence bends them, back to the form a gazetteer lists.

Cases are undone by ``endings.tsv`` ("Харькове" -> "Харьков"), adjectives by ``adjectives.tsv`` ("Чернігівський" ->
"Чернігів").
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product

from mapper.tables import reviewed

_CYRILLIC_ONLY = re.compile("[\u0400-\u052f -]+")
_SHORTEST_STEM = 2  # letters that stay: "Сум" + "ы", but never a bare ending
_MOST_FORMS = 300  # of a name of several words
_MOST_WORDS = 3


@cache
def _rules() -> dict[str, tuple[str, ...]]:
    """Ending -> the endings it may stand for."""
    rules: dict[str, dict[str, None]] = {}
    for row in reviewed("text/endings.tsv"):
        rules.setdefault(row["ending"], {})[row["base"]] = None
    return {ending: tuple(bases) for ending, bases in rules.items()}


def base_forms(folded: str) -> tuple[str, ...]:
    """The nominatives a folded Ukrainian or Russian name may be a case of, the longest endings first.

    "харькове" -> "харьков", "харькова" ... ; "кривому розі" -> "кривий ріг" among others. The name itself is not
    among them. Empty for other scripts and for names of more than three words.
    """
    words = folded.split()
    if not words or len(words) > _MOST_WORDS or not _CYRILLIC_ONLY.fullmatch(folded):
        return ()
    options = [[*_word_forms(word), word] if word is words[-1] else [word, *_word_forms(word)] for word in words]
    forms = (" ".join(form) for form in islice(product(*options), _MOST_FORMS))
    return tuple(dict.fromkeys(form for form in forms if form != folded))


def _word_forms(word: str) -> list[str]:
    rules = _rules()
    forms: dict[str, None] = {}
    for length in range(min(5, len(word) - _SHORTEST_STEM), -1, -1):
        ending = word[len(word) - length :]
        for base in rules.get(ending, ()):
            forms[word[: len(word) - length] + base] = None
    forms.pop(word, None)
    return list(forms)


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    return {row["ending"]: tuple(row["noun"].split("|")) for row in reviewed("text/adjectives.tsv")}


def nouns(folded: str) -> tuple[str, ...]:
    """The nouns a folded adjective of a place may be made of: "донецький" -> "донец", "донек", ... "донецьк".

    Empty for a word that does not end like such an adjective.
    """
    for length in range(min(6, len(folded) - _SHORTEST_STEM), 1, -1):
        ending = folded[-length:]
        if ending in _adjectives():
            return tuple(folded[:-length] + noun for noun in _adjectives()[ending])
    return ()


_ADJECTIVE = re.compile(r"(?:[сз]ь?к|ць?к)(?:ая|ой|ую|а|у|ої|ій|ою|ий|им|ом|ого|ому|ім|их|ие|і|ими)")
_OF_AREAS = ("область", "край", "район")


def area_names(folded: str) -> tuple[str, ...]:
    """The regions and districts a Cyrillic adjective in any case may belong to: "курскую" -> "курская область" ...

    Empty for a word that is no adjective of a place.
    """
    if " " in folded or not _ADJECTIVE.search(folded, max(0, len(folded) - 8)):
        return ()
    return tuple(f"{base} {word}" for base in (folded, *base_forms(folded)) for word in _OF_AREAS)
