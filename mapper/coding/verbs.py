"""Which words of a sentence are its verbs: as far as endings, irregular forms and the word before tell."""

from __future__ import annotations

from mapper.coding.grammar import word_class
from mapper.coding.inflection import irregular_forms
from mapper.coding.reading import Reading


def is_verb(reading: Reading, at: int) -> bool:
    """True for "parked", "was", "fell", "leaving" and "to close"; not for "the besieged town" or "a building"."""
    word, text = reading.words.lowers[at], reading.words.texts[at]
    before = reading.words.lowers[at - 1] if at else ""
    if word in word_class("auxiliary"):
        return True
    if not text.islower() or reading.mention_at(at) is not None:
        return False
    if word in irregular_forms() or word in word_class("verb"):
        return not _qualifies(reading, at)
    if word.endswith("ing"):
        return word not in word_class("ing_noun") and not _qualifies(reading, at)
    if word.endswith("ed") and len(word) > 4:
        return word not in word_class("participle") and not _qualifies(reading, at)
    return before == "to" and at + 1 < len(reading.words) and reading.words.lowers[at + 1] in word_class("determiner")


def is_saying(reading: Reading, at: int) -> bool:
    """True for a verb of saying; not in "was also reported in X", nor for the State of a name."""
    if reading.words.lowers[at] not in word_class("saying") or reading.mention_at(at) is not None:
        return False
    if reading.words.texts[at][0].isupper() and at:
        return False
    if _is_said_of(reading, at):
        return False
    active = reading.words.lowers[at].endswith("ing")  # "are appealing"
    return active or word_class("passive").isdisjoint(reading.lowers(at - 2, at))


def _is_said_of(reading: Reading, at: int) -> bool:
    """True for "a woman accused of witchcraft": behind the noun it describes, not its verb."""
    of = reading.lowers(at + 1, at + 2) in (["of"], ["by"])
    return of and reading.words.lowers[at] in ("accused", "blamed", "condemned", "described")


def _qualifies(reading: Reading, at: int) -> bool:
    """True for "the besieged town", "two masked men", "gold-plated": a form that goes with the noun after it."""
    before = reading.words.lowers[at - 1] if at else ""
    if before in word_class("determiner") or before in ("'s", "of") or before[:1].isdigit():
        return True
    start = reading.words.starts[at] - reading.sentence.span.start
    return start > 0 and reading.sentence.text[start - 1] == "-"
