"""Time expressions into days, by the habits of news prose.

- A weekday is the most recent such day on or before publication, the day itself allowed; "last Thursday" is the
  Thursday of the week before (weeks begin on Monday).
- A day and month without a year is the nearest such day, and in the past unless it lies within ``SOON`` days ahead.
- "Overnight" and "early hours" without a day belong to the day of publication, "last night" to the day before.
- 03/05/2023 is read only if one of its two readings is impossible or lies within ``RECENT`` days up to publication and
  the other does not; 03.05.2023, with dots, is always day first.
- Relative words that hang on another event ("a week after", "the next day") count from ``anchor``, the day in force.
- What is vaguer than a month has no day: the words are kept.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from mapper.coding.dates.expressions import TimeExpression
from mapper.coding.lexicon import rows
from mapper.coding.numbers import number_value
from mapper.model import When

# A report of a past day names the year when it lies almost a year back: a day so near ahead is still to come.
SOON = 60
RECENT = 31
WEEK = 7

# First and last day; precision 1 the day, 2 that week, 3 that month.
Days = tuple[date, date, int]


def resolve_expression(expression: TimeExpression, published: date | None, anchor: date | None = None) -> When:
    """The day or days the words mean, with basis "stated"; no days when they cannot be known.

    ``anchor`` is the day in force, from which "the next day" and "a week after" count (else publication): for "a week
    after X" the answer is the day of X, seen from the event that came a week after it. Days that lie after
    publication are given as they are; ``TimeExpression.future`` and ``is_future`` tell them.
    """
    try:
        days = _RESOLVERS[expression.form](expression, published, anchor or published)
    except (ValueError, OverflowError):  # 31 February, or a day before the calendar begins
        days = None
    if days is None:
        return When(text=expression.text, basis="stated")
    start, end, precision = days
    if expression.cue == "since" and published and start <= published:
        end, precision = max(end, published), max(precision, 1 if start == published else 2)
    return When(start, end, 1 if precision == 1 else 2 if precision == 2 else 3, "stated", expression.text)


def is_future(when: When, published: date | None) -> bool:
    """True when the days begin after publication: a plan, not an event."""
    return bool(when.start and published and when.start > published)


def _iso(expression: TimeExpression, published: date | None, anchor: date | None) -> Days:
    return _one(date(*(int(expression.get(f)) for f in ("year", "month_number", "day_number"))))


def _numeric(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    year = int(expression.get("short_year"))
    year += 2000 if year < 100 else 0
    first, second = int(expression.get("first")), int(expression.get("second"))
    readings = [_valid(year, second, first)]
    if "/" in expression.text:
        readings.append(_valid(year, first, second))
    possible = list(dict.fromkeys(day for day in readings if day))
    if len(possible) > 1 and published:
        possible = [day for day in possible if timedelta(0) <= published - day <= timedelta(RECENT)]
    return _one(possible[0]) if len(possible) == 1 else None


def _date(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    day = _on(expression, "day", "month", published)
    return _one(day) if day else None


def _dates(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    end = _on(expression, "until_day", "until_month" if expression.get("until_month") else "month", published)
    if end is None:
        return None
    month = _month_number(expression.get("month"))
    start = date(end.year - (month > end.month), month, _number(expression.get("day")))
    return _range(start, end, at_night=expression.cue == "night")


def _holiday(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    month, day = (int(part) for part in _values("holiday")[expression.get("holiday").replace("’", "'")].split("-"))
    year = _year(expression, published)
    return _one(date(year, month, day) if year else _nearest(month, day, expression.future, published))


def _month(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    month = _month_number(expression.get("month") or expression.get("month_name"))
    year = _year(expression, published)
    if year is None:
        year = _year_of_month(month, expression, published)
    part = expression.get("part")
    last = monthrange(year, month)[1]
    first_day, last_day = (1, 10) if part == "early" else (11, 20) if part == "mid" else (1, last)
    return date(year, month, 21 if part == "late" else first_day), date(year, month, last_day), 3


def _weekday(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    weekday = _weekday_number(expression.get("weekday"))
    which = expression.get("which") or expression.get("week_word").removesuffix(" week")
    monday = published - timedelta(published.weekday())
    before = published - timedelta((published.weekday() - weekday) % WEEK)
    if which == "last":
        return _one(monday - timedelta(WEEK - weekday))
    if which == "next" and expression.get("week_word"):
        return _one(monday + timedelta(WEEK + weekday))
    if which in ("the previous", "the preceding") and anchor:
        return _one(anchor - timedelta((anchor.weekday() - weekday - 1) % WEEK + 1))
    if which == "the following" and anchor:
        return _one(anchor + timedelta((weekday - anchor.weekday() - 1) % WEEK + 1))
    if expression.future:
        return _one(published + timedelta((weekday - published.weekday() - 1) % WEEK + 1))
    return _one(before)


def _weekdays(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    start, end = (_weekday_number(expression.get(field)) for field in ("weekday", "until_weekday"))
    ahead = (end - published.weekday() - 1) % WEEK + 1 if expression.future else -((published.weekday() - end) % WEEK)
    last = published + timedelta(ahead)
    return _range(last - timedelta((end - start) % WEEK), last, at_night="night" in expression.text)


def _deictic(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if published is None:
        return None
    return _one(published + timedelta(int(_values("deictic")[expression.get("deictic")])))


def _ago(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    return _shifted(published, expression, -1) if published else None


def _offset(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if anchor is None:
        return None
    if expression.get("eve"):
        return _one(anchor + timedelta(1))
    is_after = expression.get("side") in ("after", "since", "following")
    return _shifted(anchor, expression, -1 if is_after else 1)


def main_day(expression: TimeExpression, other: date) -> When:
    """The day of the main event of "two days before Sunday's attack", given the day of the ``other`` event."""
    days: Days | None
    if expression.get("eve"):
        days = _one(other - timedelta(1))
    else:
        is_after = expression.get("side") in ("after", "since", "following")
        days = _shifted(other, expression, 1 if is_after else -1)
    if days is None:
        return When(text=expression.text, basis="stated")
    start, end, precision = days
    return When(start, end, 1 if precision == 1 else 2 if precision == 2 else 3, "stated", expression.text)


def _shift(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    if anchor is None:
        return None
    is_later = expression.get("later") in ("later", "afterward", "afterwards", "after")
    return _shifted(anchor, expression, 1 if is_later else -1)


def _chain(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    steps = int(_values("chain").get(expression.get("chain"), "0"))
    unit = int(_values("unit")[expression.get("unit")])
    if anchor is None or unit > RECENT:
        return None
    if unit <= 1:
        return _one(anchor + timedelta(steps * unit))
    if unit <= 2 * WEEK:
        monday = anchor - timedelta(anchor.weekday()) + timedelta(steps * unit)
        return monday, monday + timedelta(unit - 1), 2
    return _whole_month(anchor, steps)


def _past(expression: TimeExpression, published: date | None, anchor: date | None) -> Days | None:
    unit = int(_values("unit")[expression.get("unit")])
    number = _count(expression) or (1 if "recent" not in expression.text.lower() else 0)
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
        start, end, precision = _whole_month(base, steps)
    return start, max(start, min(end, published)) if steps == 0 else end, precision


def _none(expression: TimeExpression, published: date | None, anchor: date | None) -> None:
    return None


_RESOLVERS: dict[str, Callable[[TimeExpression, date | None, date | None], Days | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "dates": _dates,
    "two_dates": _dates,
    "holiday": _holiday,
    "month": _month,
    "weekday": _weekday,
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


def _one(day: date) -> Days:
    return day, day, 1


def _range(start: date, end: date, *, at_night: bool = False) -> Days:
    """A night that joins two days is as sure as one day."""
    length = (end - start).days
    return start, end, 1 if length == 0 or (at_night and length == 1) else 2 if length < WEEK else 3


def _whole_month(day: date, steps: int) -> Days:
    months = day.year * 12 + day.month - 1 + steps
    year, month = months // 12, months % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), 3


def _shifted(base: date, expression: TimeExpression, sign: int) -> Days | None:
    """``base`` moved by the expression's number of units; a vague number gives a range, years give nothing."""
    name = expression.get("unit")
    unit, number = int(_values("unit")[name]), _count(expression)
    if name == "hour" and number:
        return _one(base + timedelta(sign * (number // 24)))
    if unit == 0:
        return _one(base)
    if name == "month" and number:
        return _whole_month(base, sign * number)
    if unit > RECENT or (name == "month"):
        return None
    if number is None:
        near, far = (2, WEEK) if unit == 1 else (WEEK, 4 * WEEK)
        ends = sorted((base + timedelta(sign * near), base + timedelta(sign * far)))
        return ends[0], ends[1], 2 if unit == 1 else 3
    day = base + timedelta(sign * unit * number)
    return day, day, 1 if unit == 1 else 2


def _count(expression: TimeExpression) -> int | None:
    """The number of units; None when it is vague ("a few days", "weeks")."""
    words = expression.get("number")
    if not words or "few" in words or words == "several":
        return None
    return 1 if words in ("a", "an", "the") else 2 if "couple" in words else number_value(words)


def _on(expression: TimeExpression, day: str, month: str, published: date | None) -> date | None:
    number, of_month = _number(expression.get(day)), _month_number(expression.get(month))
    year = _year(expression, published)
    if year is not None:
        return date(year, of_month, number)
    return _nearest(of_month, number, expression.future, published) if published else None


def _nearest(month: int, day: int, future: bool, published: date | None) -> date:
    """The day of that name the text means: the next if the clause speaks of the future, else the latest or one near."""
    if published is None:
        msg = "no year is known"
        raise ValueError(msg)
    years = range(published.year - 4, published.year + 2)  # far enough back for a 29 February
    known = [found for year in years if (found := _valid(year, month, day))]
    if not known:
        msg = f"no year has a day {day} in month {month}"
        raise ValueError(msg)
    ahead = [found for found in known if found > published]
    behind = [found for found in known if found <= published]
    if ahead and (future or not behind or (ahead[0] - published).days <= SOON):
        return ahead[0]
    return behind[-1]


def _year(expression: TimeExpression, published: date | None) -> int | None:
    if expression.get("year"):
        return int(expression.get("year"))
    steps = {"last": -1, "this": 0, "next": 1}.get(expression.get("year_word").split(" ")[0])
    return published.year + steps if published and steps is not None else None


def _year_of_month(month: int, expression: TimeExpression, published: date | None) -> int:
    if published is None:
        msg = "no year is known"
        raise ValueError(msg)
    which = expression.get("which")
    if which in ("next", "coming", "this coming") or (expression.future and which != "last"):
        return published.year + (month <= published.month)
    is_this_year = month < published.month or (month == published.month and which != "last")
    return published.year if is_this_year or which == "this" else published.year - 1


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(words: str) -> int:
    return int("".join(c for c in words if c.isdigit()))


def _month_number(word: str) -> int:
    return int((_values("month") | _values("month_short"))[word])


def _weekday_number(word: str) -> int:
    return int(_values("weekday")[word])


@cache
def _values(kind: str) -> dict[str, str]:
    return {row["word"]: row["value"] for row in rows("time") if row["kind"] == kind}
