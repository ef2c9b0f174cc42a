"""The forms of English verbs and nouns, so that a lexicon row is written once.

Regular forms follow the spelling rules; the others stand in lexicon/irregular_verbs.csv and below.
"""

from __future__ import annotations

from functools import cache

from mapper.coding.lexicon import rows

_VOWELS = "aeiou"
_IRREGULAR_PLURALS = {"man": "men", "woman": "women", "policeman": "policemen", "child": "children", "person": "people"}


@cache
def irregular_forms() -> frozenset[str]:
    """Every form of a verb that spelling rules do not give: "struck", "shot", "blown"."""
    return frozenset(form for forms in _irregular().values() for form in forms)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {row["verb"]: tuple(row["forms"].split("|")) for row in rows("irregular_verbs")}


@cache
def verb_forms(verb: str) -> frozenset[str]:
    """Every form of the verb: "strike" -> strike, strikes, striking, struck, stricken."""
    third = _with_s(verb)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else _doubled(verb)
    past: tuple[str, ...] = _irregular().get(verb, ())
    if not past:
        past = (verb[:-1] + "ied",) if verb.endswith("y") and verb[-2] not in _VOWELS else (stem + "ed",)
    if verb.endswith("e") and not _irregular().get(verb):
        past = (verb + "d",)
    ing = verb[:-2] + "ying" if verb.endswith("ie") else stem + "ing"
    return frozenset({verb, third, ing, *past})


@cache
def noun_forms(noun: str) -> frozenset[str]:
    """Singular and plural: "bus" -> bus, buses."""
    return frozenset({noun, _IRREGULAR_PLURALS.get(noun) or _with_s(noun)})


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubled(verb: str) -> str:
    """The stem before -ed and -ing: a short final syllable doubles its consonant (stab, ram, kidnap)."""
    short = len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    syllables = sum(a in _VOWELS and b not in _VOWELS for a, b in zip(verb, verb[1:] + "#", strict=True))
    return verb + verb[-1] if short and (syllables == 1 or verb == "kidnap") else verb
