"""The names too doubtful by themselves that the rest of the document speaks for.

"Near Ochakov" may be anything; in a text about Ukraine it is Ochakiv. Only what stands where places stand is looked at
again, and lifted only where the document is at home: a person or a firm seldom lies there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mapper.distance import kilometres
from mapper.gazetteer.layout import Role
from mapper.toponyms.descriptors import class_word_before
from mapper.toponyms.weights import weights
from mapper.toponyms.words import name_words

if TYPE_CHECKING:
    from mapper.model import Place
    from mapper.toponyms.candidates import Candidate

NEXT_KM, AROUND_KM = 50.0, 150.0  # a neighbour of a place that is named; the same part of the world
# What no neighbour makes good.
_NEVER = frozenset(
    ("calendar", "common", "function", "first_name", "acronym", "points", "possessive", "after_title", "surname")
)
_SIGNS = ("after_preposition", "after_direction", "before_descriptor", "after_descriptor")
_WORD_BEFORE = re.compile(r"([a-z]+) (?:the )?$")
_REACH = 24  # characters
_LIST_MARKS = frozenset((",", "and", "or", ", and", ", or", "&"))


def look_again(text: str, found: Sequence[Candidate]) -> None:
    """Add to the doubtful candidates what the places of those already taken say for them."""
    least = -sum(weights()[feature] for feature in ("agrees_placed", "agrees_near", "agrees_by_name"))
    doubtful = [number for number, one in enumerate(found) if least < one.weight <= 0 and _is_one_name(one)]
    taken = {number for number, one in enumerate(found) if one.weight > 0} if doubtful else set()
    scene = Scene(found[number] for number in taken)
    for number in doubtful if taken else ():
        beside = [other for other in (number - 1, number + 1) if other in taken]
        listed = any(_in_a_list(text, found[min(number, other)], found[max(number, other)]) for other in beside)
        scene.lift(found[number], is_placed=listed or _is_placed(text, found[number]))


class Scene:
    """Where a document is at home: the places its clear names seem to mean, the largest of each name."""

    def __init__(self, taken: Iterable[Candidate]) -> None:
        self._places: dict[str, Place] = {}
        for one in taken:
            matches = one.reading.hit.matches
            if matches and one.reading.hit.key not in self._places:
                self._places[one.reading.hit.key] = min(matches, key=lambda m: (m.role, -m.place.population)).place
        places = self._places.values()
        self._countries = {place.country for place in places if place.kind == "country"}
        self._regions = {place.admin1_id for place in places if place.kind != "country"} - {""}

    def lift(self, one: Candidate, *, is_placed: bool) -> None:
        """Add what speaks for a candidate, when it may mean a place that lies here."""
        by_name = "alternate_only" in one.reading.told.features
        if not (is_placed or by_name):
            return
        places = [match.place for match in one.reading.hit.matches if match.role < Role.DEMONYM]
        away = self._distance(one.reading.hit.key, places)
        here = any(place.country in self._countries or place.admin1_id in self._regions for place in places)
        is_near = away < NEXT_KM
        if (here or away < AROUND_KM) and (is_placed or is_near):
            told = {"agrees_placed": is_placed, "agrees_near": is_near, "agrees_by_name": by_name}
            for feature in (name for name, holds in told.items() if holds):
                one.add(feature)

    def _distance(self, key: str, places: Iterable[Place]) -> float:
        """Kilometres from the nearest of the places to a point another name means."""
        points = [place.point for name, place in self._places.items() if name != key and not place.is_area]
        return min((kilometres(place.point, point) for place in places for point in points), default=float("inf"))


def _is_one_name(one: Candidate) -> bool:
    """False for what is part of a longer name, and for the words that are hardly ever places."""
    told = one.reading.told.features
    features = told.keys() | one.before.features.keys() | one.after.features.keys() | one.more.keys()
    is_thing = "after_the" in features and "before_descriptor" not in features  # "the Louvre"
    opens_a_sentence = "run_before_function" in told and not any(name.startswith("run_after") for name in told)
    return ("whole_run" in told or opens_a_sentence) and not is_thing and _NEVER.isdisjoint(features)


def _is_placed(text: str, one: Candidate) -> bool:
    """True for "near X", "the town of X", "X district", "shells fell on X", "recaptured X"."""
    features = one.before.features.keys() | one.after.features.keys()
    if not features.isdisjoint(_SIGNS) or class_word_before(text, one.start) is not None:
        return True
    before = _WORD_BEFORE.search(text, max(0, one.start - _REACH), one.start)
    return before is not None and before[1] in name_words().before_place


def _in_a_list(text: str, left: Candidate, right: Candidate) -> bool:
    return text[left.end : right.start].strip() in _LIST_MARKS
