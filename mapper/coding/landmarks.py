"""Whether a name only helps to find another place: "Blahodatne near Bakhmut", "X, opposite the yards at Y"."""

from __future__ import annotations

from mapper.coding.bearings import bearing_before
from mapper.coding.grammar import word_class
from mapper.coding.reading import Reading

# A remark that says where the place named before it lies: "X, a market town some way east of Y".
APPOSITION = 10
# The longest phrase before a name that says how far off: "some 30 km to the north-west of X".
BEARING = 8
# So near a town a village without an entry of its own may stand for it.
CLOSE_KM = 30
KILOMETRES = dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), 1.0) | dict.fromkeys(
    ("mile", "miles", "mi"), 1.6
)


def is_landmark(reading: Reading, governor: int) -> bool:
    """True in "Blahodatne near Bakhmut", "Geelong, 75 km south-west of Melbourne": it helps to find another place."""
    apposition = _apposition(reading, governor)
    if not apposition and reading.words.lowers[governor] in word_class("locative") - {"near", "outside"}:
        return False
    at = (apposition or governor) - 1
    at -= reading.words.lowers[at] == ","
    other = reading.mention_at(at) if at >= 0 else None
    unfound = other.resolution.place is None if other is not None else at >= 0 and reading.name_at(at) is not None
    if unfound:
        return not _is_close(reading.lowers(governor, governor + BEARING))  # else as good as the village itself
    return other is not None and other.is_town


def _apposition(reading: Reading, governor: int) -> int:
    """Where the remark begins that says where a place lies, 0 without one: "X, opposite the yards at Y"."""
    lowers = reading.words.lowers
    opening = next((at for at in range(governor, max(0, governor - APPOSITION), -1) if lowers[at - 1] == ","), 0)
    if (
        not opening
        or lowers[opening] in ("and", "or")
        or reading.clause_number(opening) != reading.clause_number(governor)
    ):
        return 0
    inside = range(opening, governor)
    told = any((trigger := reading.trigger_at(at)) is not None and trigger.is_event for at in inside)
    if told or any(reading.mention_at(at) or lowers[at] in word_class("auxiliary") for at in inside):
        return 0
    says_where = any(lowers[at] in word_class("beside") or bearing_before(reading, at) is not None for at in inside)
    return opening if says_where or lowers[governor] in word_class("bearing") else 0


def _is_close(phrase: list[str]) -> bool:
    """True for phrases that begin with "near", "close to", "12 km north of"; not for "north of"."""
    if phrase[0] in ("near", "outside") or phrase[0] in word_class("near_to"):
        return True
    measured = next((at for at, word in enumerate(phrase) if word[0].isdigit()), None)
    if measured is None or measured + 1 >= len(phrase) or phrase[measured + 1] not in word_class("unit"):
        return False
    kilometres = KILOMETRES.get(phrase[measured + 1])
    digits = "".join(filter(str.isdigit, phrase[measured].partition(".")[0]))
    return kilometres is not None and int(digits) * kilometres <= CLOSE_KM
