"""Whether two dates can be the date of one incident.

Every report has a window of days its event can have happened on: the day it states, that day and the next for
"Wednesday night", the days around it where the day is that of publication or carried over from another sentence.
Reports whose windows do not meet are never joined; how well they meet is worth points.
"""

from __future__ import annotations

from datetime import date

from mapper.corroborate.agreement import Agreement, clash
from mapper.corroborate.words import roles
from mapper.model import When

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
CARRIED_FAR = Agreement(-3.0, "two days apart, both carried over from another sentence")
NIGHT_BETWEEN = Agreement(1.0, "the night between two days")
TWO_NIGHTS = Agreement(-3.0, "two nights, one after the other")
CARRIED_NEXT = Agreement(-1.5, "a day apart, one carried over from another sentence")
PUBLISHED_NEXT = Agreement(0.0, "a day apart, one by its publication")
BOTH_PUBLISHED = Agreement(-1.5, "published a day apart, neither dated by its text")
PUBLISHED_FAR = Agreement(-3.0, "published two days apart, neither dated by its text")
UNDATED_FRESH = Agreement(0.5, "one undated, published at the time of the other")
UNDATED = Agreement(0.0, "one undated")
UNDATED_LATE = Agreement(-0.5, "one undated, published weeks after the other")
NO_DAY = Agreement(0.0, "both undated")
NO_DAY_FAR = Agreement(-4.0, "both undated, published weeks apart")
OTHER_DAY = clash("two different days")


def window(when: When, published: date | None) -> Window:
    """The first and last day, as ordinals, on which the event can have happened."""
    if when.start is None:
        return (published.toordinal() - MEMORY_DAYS, published.toordinal() + 1) if published else EVER
    first, last = _span(when)
    if when.basis in ("publication", "carried") or ("overnight" in roles(when.text) and first == last):
        return first - 1, last + 1
    return first, last + (1 if is_night(when) else 0)


def is_night(when: When) -> bool:
    """True when the words put a one-day event into the evening or night, which outlets date by either day."""
    return when.start is not None and when.start == (when.end or when.start) and "night" in roles(when.text)


def day_agreement(a: When, a_published: date | None, b: When, b_published: date | None) -> Agreement:
    """How far two dates can be one incident's date."""
    (a_first, a_last), (b_first, b_last) = window(a, a_published), window(b, b_published)
    if a_last < b_first or b_last < a_first:
        return OTHER_DAY
    if a.start is None and b.start is None:
        return _both_undated(a_published, b_published)
    if a.start is None:
        return _one_undated(a_published, b)
    if b.start is None:
        return _one_undated(b_published, a)
    return _both_dated(a, b)


def _both_undated(a: date | None, b: date | None) -> Agreement:
    far = a is not None and b is not None and abs((a - b).days) > UNDATED_GAP_DAYS
    return NO_DAY_FAR if far else NO_DAY


def _one_undated(published: date | None, dated: When) -> Agreement:
    if published is None:
        return UNDATED
    lag = published.toordinal() - _span(dated)[1]
    return UNDATED_FRESH if lag <= 1 else UNDATED if lag <= UNDATED_GAP_DAYS else UNDATED_LATE


def _both_dated(a: When, b: When) -> Agreement:
    (a_first, a_last), (b_first, b_last) = _span(a), _span(b)
    gap = max(a_first - b_last, b_first - a_last, 0)
    by_publication = (a.basis == "publication") + (b.basis == "publication")
    if gap == 0:
        longest = max(a_last - a_first, b_last - b_first)
        if longest > 1:
            return SHARED_SPAN
        return PUBLISHED_SAME if by_publication else SHARED_DAY if longest else SAME_DAY
    if by_publication == 2:
        return BOTH_PUBLISHED if gap == 1 else PUBLISHED_FAR
    if by_publication:
        return PUBLISHED_NEXT if gap == 1 else PUBLISHED_FAR
    if not (is_night(a) or is_night(b)) and "carried" in (a.basis, b.basis):
        return CARRIED_NEXT if gap == 1 else CARRIED_FAR
    return TWO_NIGHTS if is_night(a) and is_night(b) else NIGHT_BETWEEN


def _span(when: When) -> Window:
    assert when.start is not None
    return when.start.toordinal(), (when.end or when.start).toordinal()
