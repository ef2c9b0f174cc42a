"""Time expressions into days, by the habits of news prose.

- A weekday is the most recent such day on or before publication, the day itself allowed; "last Thursday" is the
  Thursday of the week before (weeks begin on Monday).
- A day and month without a year is the nearest such day, and in the past unless it lies within ``SOON`` days ahead.
- "Overnight" and "early hours" without a day belong to the day of publication, "last night" to the day before.
- "This Friday" is the Friday of the week of publication, be it past or yet to come.
- 03/05/2023 is read only if one of its two readings is impossible or lies within ``RECENT`` days up to publication and
  the other does not; 03.05.2023, with dots, is always day first.
- Relative words that hang on another event ("a week after", "the next day") count from ``anchor``, the day in force.
- What is vaguer than a month has no day: the words are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mapper.coding.dates.calendar import (
    RECENT,
    WEEK,
    Days,
    count_of,
    day_number,
    day_on,
    day_range,
    month_number,
    nearest_day,
    one_day,
    part_of,
    shifted,
    stated_year,
    valid_day,
    weekday_number,
    whole_month,
    year_of_month,
)
from mapper.coding.dates.expressions import TimeExpression
from mapper.coding.dates.forms import ORDINALS, values
from mapper.model import When

# Any day will do to see whether a day of publication is what an expression lacks.
SOME_DAY = date(2000, 1, 1)


def resolve_expression(expression: TimeExpression, published: date | None, anchor: date | None = None) -> When:
    """The day or days the words mean, with basis "stated"; no days when they cannot be known.

    The basis is "none" where only the day of publication is missing: "on Tuesday" is no day then, yet no background.
    ``anchor`` is the day in force, from which "the next day" and "a week after" count (else publication): for "a week
    after X" the answer is the day of X, seen from the event that came a week after it. Days that lie after
    publication are given as they are; ``TimeExpression.future`` and ``is_future`` tell them.
    """
    days = _days(expression, published, anchor)
    if days is None and published is None and _days(expression, SOME_DAY, anchor) is not None:
        return When(text=expression.text)
    if days and expression.cue == "since" and published and days[0] <= published:
        days = days[0], max(days[1], published), max(days[2], 1 if days[0] == published else 2)
    return _when(days, expression)


def _days(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    try:
        return _RESOLVERS[expression.form](expression, published, anchor or published)
    except (ValueError, OverflowError):  # 31 February, or a day before the calendar begins
        return None


def _when(days: Days | None, expression: TimeExpression) -> When:
    if days is None:
        return When(text=expression.text, basis="stated")
    start, end, precision = days
    return When(start, end, 1 if precision == 1 else 2 if precision == 2 else 3, "stated", expression.text)


def is_future(when: When, published: date | None) -> bool:
    """True when the days begin after publication: a plan, not an event."""
    return bool(when.start and published and when.start > published)


def _iso(expression: TimeExpression, published: date | None, anchor: date | None) -> Days:
    return one_day(date(*(int(expression.get(f)) for f in ("year", "month_number", "day_number"))))


def _numeric(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    year = int(expression.get("short_year") or expression.get("year"))
    year += 2000 if year < 100 else 0
    first, second = int(expression.get("first")), int(expression.get("second"))
    readings = [valid_day(year, second, first)]
    if "." not in expression.text:
        readings.append(valid_day(year, first, second))
    possible = list(dict.fromkeys(day for day in readings if day))
    if len(possible) > 1 and published:
        possible = [day for day in possible if timedelta(0) <= published - day <= timedelta(RECENT)]
    return one_day(possible[0]) if len(possible) == 1 else None


def _date(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    day = day_on(expression, "day", "month", published)
    return one_day(day) if day else None


def _dates(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    end = day_on(expression, "until_day", "until_month" if expression.get("until_month") else "month", published)
    if end is None:
        return None
    month = month_number(expression.get("month"))
    start = date(end.year - (month > end.month), month, day_number(expression.get("day")))
    return day_range(start, end, at_night=expression.cue == "night")


def _monthday(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    """The last day of that number: "on the 4th"."""
    if published is None:
        return None
    number = day_number(expression.get("day_of_month"))
    months = (whole_month(published, -back)[0] for back in range(3))
    days = [found for month in months if (found := valid_day(month.year, month.month, number))]
    return one_day(next(day for day in days if day <= published))


def _holiday(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    month, day = (int(part) for part in values("holiday")[expression.get("holiday").replace("’", "'")].split("-"))
    year = stated_year(expression, published)
    return one_day(date(year, month, day) if year else nearest_day(month, day, expression.future, published))


def _month(expression: TimeExpression, published: date | None, anchor: date | None) -> Days:
    month = month_number(expression.get("month") or expression.get("month_name"))
    year = stated_year(expression, published)
    if year is None:
        year = year_of_month(month, expression, published)
    return part_of(date(year, month, 1), expression.get("part"))


def _months(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    """From the first day of the first month to the last day of the other."""
    first, last = month_number(expression.get("month_name")), month_number(expression.get("until_month"))
    year = stated_year(expression, published)
    if year is None:
        year = year_of_month(last, expression, published)
    return date(year - (first > last), first, 1), whole_month(date(year, last, 1), 0)[1], 3


def _part_of_month(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    """The seven days of "the first week of April", the half, or the first or last days."""
    start, end, _ = _month(expression, published, anchor)
    length = {"week": WEEK, "half": 15}.get(expression.get("portion"), 3)
    nth = expression.get("nth")
    first = end - timedelta(length - 1) if nth == "last" else start + timedelta((ORDINALS.index(nth)) * length)
    return (first, min(end, first + timedelta(length - 1)), 2 if length <= WEEK else 3) if first <= end else None


def _weekday(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    weekday = weekday_number(expression.get("weekday"))
    which = expression.get("which") or expression.get("week_word").removesuffix(" week").removeprefix("of ")
    monday = published - timedelta(published.weekday())
    before = published - timedelta((published.weekday() - weekday) % WEEK)
    if which == "last":
        return one_day(monday - timedelta(WEEK - weekday))
    if which == "this":
        return one_day(monday + timedelta(weekday))
    if which == "next" and expression.get("week_word"):
        return one_day(monday + timedelta(WEEK + weekday))
    if which in ("the previous", "the preceding") and anchor:
        return one_day(anchor - timedelta((anchor.weekday() - weekday - 1) % WEEK + 1))
    if which == "the following" and anchor:
        return one_day(anchor + timedelta((weekday - anchor.weekday() - 1) % WEEK + 1))
    if expression.future:
        return one_day(published + timedelta((weekday - published.weekday() - 1) % WEEK + 1))
    return one_day(before)


def _weekday_back(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    """The day of "two Fridays ago", "the Friday before last", "a week ago on Friday"."""
    if published is None:
        return None
    back = (published.weekday() - weekday_number(expression.get("weekday"))) % WEEK
    weeks = count_of(expression) if expression.get("number") else 2
    if weeks is None:
        return None
    if "week" in expression.text.lower().split(expression.get("weekday"))[0]:
        return one_day(published - timedelta(back + weeks * WEEK))
    return one_day(published - timedelta((back or WEEK) + (weeks - 1) * WEEK))


def _weekdays(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    start, end = (weekday_number(expression.get(field)) for field in ("weekday", "until_weekday"))
    ahead = (end - published.weekday() - 1) % WEEK + 1 if expression.future else -((published.weekday() - end) % WEEK)
    last = published + timedelta(ahead)
    return day_range(last - timedelta((end - start) % WEEK), last, at_night="night" in expression.text + expression.cue)


def _deictic(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    return one_day(published + timedelta(int(values("deictic")[expression.get("deictic")])))


def _ago(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    return shifted(published, expression, -1) if published else None


def _offset(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if anchor is None:
        return None
    if expression.get("eve"):
        return one_day(anchor + timedelta(1))
    is_after = expression.get("side") in ("after", "since", "following")
    return shifted(anchor, expression, -1 if is_after else 1)


def main_day(expression: TimeExpression, other: date) -> When:
    """The day of the main event of "two days before Sunday's attack", given the day of the ``other`` event."""
    if expression.get("eve"):
        return _when(one_day(other - timedelta(1)), expression)
    is_after = expression.get("side") in ("after", "since", "following")
    return _when(shifted(other, expression, 1 if is_after else -1), expression)


def _shift(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if anchor is None:
        return None
    is_later = expression.get("later") in ("later", "afterward", "afterwards", "after")
    return shifted(anchor, expression, 1 if is_later else -1)


def _chain(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    steps = int(values("chain").get(expression.get("chain"), "0"))
    unit = int(values("unit")[expression.get("unit")])
    if anchor is None or unit > RECENT:
        return None
    if unit <= 1:
        return one_day(anchor + timedelta(steps * unit))
    if unit <= 2 * WEEK:
        monday = anchor - timedelta(anchor.weekday()) + timedelta(steps * unit)
        return monday, monday + timedelta(unit - 1), 2
    return whole_month(anchor, steps)


def _past(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    unit = int(values("unit")[expression.get("unit")])
    number = count_of(expression) or (1 if "recent" not in expression.text.lower() else 0)
    days = unit * number if number else unit * (WEEK if unit <= 1 else 4)
    if unit == 0:
        days = -(-number // 24) if expression.get("unit") == "hour" else 0
    if published is None or days > RECENT:
        return None
    return published - timedelta(days), published, 1 if days <= 1 else 2 if days <= WEEK else 3


def _weekend(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    which = expression.get("which")
    saturday = published - timedelta((published.weekday() - 5) % WEEK)
    if which in ("next", "this coming", "coming") or expression.future:
        saturday += timedelta(WEEK if published.weekday() < 5 or which == "next" else 0)
    elif which == "last" and published.weekday() >= 5:
        saturday -= timedelta(WEEK)
    return saturday, saturday + timedelta(1), 2


def _period(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None or expression.get("period") not in ("week", "month"):
        return None
    which = expression.get("which")
    steps = {"last": -1, "past": -1, "this past": -1, "the previous": -1, "the preceding": -1, "this": 0}.get(which, 1)
    base = (anchor or published) if which.startswith("the ") else published
    if expression.get("period") == "week":
        start = base + timedelta(steps * WEEK - base.weekday())
        end, precision = start + timedelta(WEEK - 1), 2
    else:
        start, end, precision = part_of(whole_month(base, steps)[0], expression.get("part"))
    return start, max(start, min(end, published)) if steps == 0 else end, precision


def _none(expression: TimeExpression, published: date | None, anchor: date | None) -> None:
    return None


_RESOLVERS: dict[str, Callable[[TimeExpression, date | None, date | None], Days | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "dates": _dates,
    "two_dates": _dates,
    "monthday": _monthday,
    "holiday": _holiday,
    "month": _month,
    "months": _months,
    "part_of_month": _part_of_month,
    "weekday": _weekday,
    "weekday_back": _weekday_back,
    "weekdays": _weekdays,
    "deictic": _deictic,
    "ago": _ago,
    "past": _past,
    "offset": _offset,
    "shift": _shift,
    "chain": _chain,
    "weekend": _weekend,
    "period": _period,
    "year": _none,
}
