"""Whether two dates can be the date of one incident.

Every report has a window of days its event can have happened on: the day it states, that day and the next for
"Wednesday night", the days around it where the day is that of publication or carried over from another sentence.
Reports whose windows do not meet are never joined; how well they meet is worth points.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mapper.corroboration.agreement import Agreement, clash
from mapper.corroboration.words import roles
from mapper.model import DateBasis, When

Window = tuple[int, int]
EVER: Window = (date.min.toordinal(), date.max.toordinal())

# An article tells of events up to a month old without dating them (the annotation rule this project codes by).
MEMORY_DAYS = 31
# Two undated reports of one place this far apart in publication are two events.
UNDATED_GAP_DAYS = 7

SAME_DAY = Agreement(2.0, "the same day")
SHARED_DAY = Agreement(1.5, "a night or span that shares a day")
SHARED_SPAN = Agreement(0.5, "vague dates that overlap")
PUBLISHED_SAME = Agreement(1.0, "the same day, one by its publication")
NIGHT_BETWEEN = Agreement(1.0, "the night between two days")
TWO_NIGHTS = Agreement(-3.0, "two nights, one after the other")
CARRIED_NEXT = Agreement(-1.5, "a day apart, one carried over from another sentence")
CARRIED_FAR = Agreement(-3.0, "two days apart, both carried over from another sentence")
PUBLISHED_NEXT = Agreement(0.0, "a day apart, one by its publication")
BOTH_PUBLISHED = Agreement(-1.5, "published a day apart, neither dated by its text")
PUBLISHED_FAR = Agreement(-3.0, "published two days apart, neither dated by its text")
UNDATED_FRESH = Agreement(0.5, "one undated, published at the time of the other")
UNDATED = Agreement(0.0, "one undated")
UNDATED_LATE = Agreement(-0.5, "one undated, published weeks after the other")
NO_DAY = Agreement(0.0, "both undated")
NO_DAY_FAR = Agreement(-4.0, "both undated, published weeks apart")
OTHER_DAY = clash("two different days")


class Days(NamedTuple):
    """When a report says its event happened, in day numbers: what it states, and what that leaves possible.

    ``first`` and ``last`` are 0 when no day is known, ``published`` when the article has no date.
    """

    window: Window
    first: int
    last: int
    published: int
    basis: DateBasis
    night: bool


@lru_cache(maxsize=65536)
def days_of(when: When, published: date | None) -> Days:
    """The days of a report, ready to be compared."""
    out = published.toordinal() if published else 0
    if when.start is None:
        window = (out - MEMORY_DAYS, out + 1) if out else EVER
        return Days(window, 0, 0, out, when.basis, night=False)
    first, last = when.start.toordinal(), (when.end or when.start).toordinal()
    words = roles(when.text) if first == last else frozenset()
    soft = when.basis in ("publication", "carried") or "overnight" in words
    night = "night" in words  # outlets date an evening or night by either of its days
    window = (first - 1, last + 1) if soft else (first, last + night)
    return Days(window, first, last, out, when.basis, night)


def day_agreement(a: Days, b: Days) -> Agreement:
    """How far two dates can be one incident's date."""
    if a.window[1] < b.window[0] or b.window[1] < a.window[0]:
        return OTHER_DAY
    if a.first and b.first:
        return _both_dated(a, b)
    if a.first or b.first:
        return _one_undated(a, b) if b.first else _one_undated(b, a)
    far = a.published and b.published and abs(a.published - b.published) > UNDATED_GAP_DAYS
    return NO_DAY_FAR if far else NO_DAY


def _one_undated(undated: Days, dated: Days) -> Agreement:
    if not undated.published:
        return UNDATED
    lag = undated.published - dated.last
    return UNDATED_FRESH if lag <= 1 else UNDATED if lag <= UNDATED_GAP_DAYS else UNDATED_LATE


def _both_dated(a: Days, b: Days) -> Agreement:
    gap = max(a.first - b.last, b.first - a.last, 0)
    by_publication = (a.basis == "publication") + (b.basis == "publication")
    if gap == 0:
        longest = max(a.last - a.first, b.last - b.first)
        if longest > 1:
            return SHARED_SPAN
        return PUBLISHED_SAME if by_publication else SHARED_DAY if longest else SAME_DAY
    if by_publication == 2:
        return BOTH_PUBLISHED if gap == 1 else PUBLISHED_FAR
    if by_publication:
        return PUBLISHED_NEXT if gap == 1 else PUBLISHED_FAR
    if not (a.night or b.night) and "carried" in (a.basis, b.basis):
        return CARRIED_NEXT if gap == 1 else CARRIED_FAR
    return TWO_NIGHTS if a.night and b.night else NIGHT_BETWEEN
