"""What each feature weighs: ``mapper/lexicon/recognition_weights.csv``, fitted by ``benchmarks/fit_recognition.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mapper.tables import reviewed

Features = dict[str, float]

# Features that show a place so well that they speak for the other mentions of the name, too.
PLACE_SIGNS = frozenset(("after_preposition", "chain_inside_comma", "before_descriptor", "after_descriptor"))


def flags(**conditions: bool) -> Features:
    """The conditions that hold, as features."""
    return {name: 1.0 for name, holds in conditions.items() if holds}


@cache
def weights() -> Mapping[str, float]:
    """The reviewed weight of each feature, and the bias."""
    return {row["feature"]: float(row["weight"]) for row in reviewed("lexicon/recognition_weights.csv")}


@dataclass(slots=True)
class Weighed:
    """Some features, what they weigh together, and whether one of them is the sign of a place."""

    features: Features
    weight: float
    is_sign: bool


def weigh(features: Features) -> Weighed:
    """The features with their weighted sum."""
    table = weights()
    total = sum(table.get(name, 0.0) * value for name, value in features.items())
    return Weighed(features, total, not PLACE_SIGNS.isdisjoint(features))
