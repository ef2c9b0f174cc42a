"""What the casualty figures of two reports say for or against one incident.

Tolls rise while a story runs, so a later and larger figure is no contradiction; a much smaller one is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from math import inf

from mapper.corroboration.agreement import SILENT, Agreement
from mapper.model import Casualties

NO_FIGURES = Casualties()

SAME_DEAD = Agreement(1.0, "the same number of dead")
NO_DEAD = Agreement(0.3, "no dead in both")
OTHER_DEAD = Agreement(-0.5, "different numbers of dead")
CONTRADICTION = Agreement(-3.5, "numbers of dead too far apart for one event")
SAME_HURT = Agreement(0.5, "the same number of injured")

# Figures are too far apart when both hold: three times as many, and ten more (first counts are off by less).
FAR_RATIO, FAR_DIFFERENCE = 3, 10


def figure_agreement(a: Casualties, a_published: date | None, b: Casualties, b_published: date | None) -> Agreement:
    """How far two reports' dead and injured can be those of one incident."""
    if a == NO_FIGURES or b == NO_FIGURES:
        return SILENT
    dead = _dead(a, a_published, b, b_published)
    if dead.points <= 0 and _overlap(a.injuries_min, a.injuries_max, b.injuries_min, b.injuries_max) and a.injuries_min:
        return Agreement(dead.points + SAME_HURT.points, "; ".join(filter(None, (dead.reason, SAME_HURT.reason))))
    return dead


def _dead(a: Casualties, a_published: date | None, b: Casualties, b_published: date | None) -> Agreement:
    if a.fatalities_min is None or b.fatalities_min is None:
        return SILENT
    if _overlap(a.fatalities_min, a.fatalities_max, b.fatalities_min, b.fatalities_max):
        return SAME_DEAD if a.fatalities_min or b.fatalities_min else NO_DEAD
    (few, few_published), (many, many_published) = sorted(
        ((a.fatalities_min, a_published), (b.fatalities_min, b_published)), key=lambda pair: pair[0]
    )
    rising = few_published is not None and many_published is not None and many_published > few_published
    return CONTRADICTION if too_far_apart(few, many) and not rising else OTHER_DEAD


def too_far_apart(few: int, many: int) -> bool:
    """True for two numbers of dead that one event cannot have at one time."""
    return many >= FAR_RATIO * few and many - few >= FAR_DIFFERENCE


def hull(figures: Collection[Casualties]) -> Casualties:
    """All that is told at once: from the smallest figure to the largest; without an end where one has none."""
    dead = [(f.fatalities_min, f.fatalities_max) for f in figures if f.fatalities_min is not None]
    hurt = [(f.injuries_min, f.injuries_max) for f in figures if f.injuries_min is not None]
    return Casualties(*_hull(dead), *_hull(hurt))


def _hull(ranges: Sequence[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    if not ranges:
        return None, None
    tops = [high for _, high in ranges if high is not None]
    return min(low for low, _ in ranges if low is not None), max(tops) if len(tops) == len(ranges) else None


def _overlap(a_min: int | None, a_max: int | None, b_min: int | None, b_max: int | None) -> bool:
    if a_min is None or b_min is None:
        return False
    return a_min <= (inf if b_max is None else b_max) and b_min <= (inf if a_max is None else a_max)
