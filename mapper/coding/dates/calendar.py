"""Days, weeks and months: the arithmetic that time expressions share, and the words that name its parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from mapper.coding.dates.expressions import TimeExpression
from mapper.coding.dates.forms import values
from mapper.coding.numbers import number_value

# A report of a past day names the year when it lies almost a year back: a day so near ahead is still to come.
SOON = 60
RECENT = 31
WEEK = 7

# First and last day; precision 1 the day, 2 that week, 3 that month.
Days = tuple[date, date, int]


def one_day(day: date) -> Days:
    """One day, known to the day."""
    return day, day, 1


def day_range(start: date, end: date, *, at_night: bool = False) -> Days:
    """A night that joins two days is as sure as one day."""
    length = (end - start).days
    return start, end, 1 if length == 0 or (at_night and length == 1) else 2 if length < WEEK else 3


def whole_month(day: date, steps: int) -> Days:
    """The month of ``day``, or the one so many months on."""
    months = day.year * 12 + day.month - 1 + steps
    year, month = months // 12, months % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), 3


def part_of(month: date, part: str) -> Days:
    """The days of "early", "mid", "the end of" a month; the whole month where no part is named."""
    last = monthrange(month.year, month.month)[1]
    first_day, last_day = _PARTS.get(part.split(" ")[1] if " " in part else part, (1, last))
    return month.replace(day=first_day), month.replace(day=min(last_day, last)), 3


# Thirds of a month: "early May" is its first ten days.
_PARTS = dict.fromkeys(("early", "start", "beginning"), (1, 10)) | dict.fromkeys(("mid", "middle"), (11, 20))
_PARTS |= dict.fromkeys(("late", "end"), (21, RECENT))


def shifted(base: date, expression: TimeExpression, sign: int) -> Days | None:
    """``base`` moved by the expression's number of units; a vague number gives a range, years give nothing."""
    name = expression.get("unit")
    unit, number = int(values("unit")[name]), count_of(expression)
    if name == "hour" and number:
        return one_day(base + timedelta(sign * (number // 24)))
    if unit == 0:
        return one_day(base)
    if name == "month" and number:
        return whole_month(base, sign * number)
    if unit > RECENT or (name == "month"):
        return None
    if number is None:
        near, far = (2, WEEK - 1) if unit == 1 else (WEEK, 4 * WEEK)
        ends = sorted((base + timedelta(sign * near), base + timedelta(sign * far)))
        return ends[0], ends[1], 2 if unit == 1 else 3
    day = base + timedelta(sign * unit * number)
    return day, day, 1 if unit == 1 else 2


def count_of(expression: TimeExpression) -> int | None:
    """The number of units; None when it is vague ("a few days", "weeks")."""
    words = expression.get("number")
    if not words or "few" in words or words == "several":
        return None
    return 1 if words in ("a", "an", "the") else 2 if "couple" in words else number_value(words)


def day_on(expression: TimeExpression, day: str, month: str, published: date | None) -> date | None:
    """The day that two fields of an expression name, in its own year or the nearest; None when no year is known."""
    number, of_month = day_number(expression.get(day)), month_number(expression.get(month))
    year = stated_year(expression, published)
    if year is not None:
        return date(year, of_month, number)
    return nearest_day(of_month, number, expression.future, published) if published else None


def nearest_day(month: int, day: int, future: bool, published: date | None) -> date:
    """The day of that name the text means: the next if the clause speaks of the future, else the latest or one near."""
    if published is None:
        msg = "no year is known"
        raise ValueError(msg)
    years = range(published.year - 4, published.year + 2)  # far enough back for a 29 February
    known = [found for year in years if (found := valid_day(year, month, day))]
    if not known:
        msg = f"no year has a day {day} in month {month}"
        raise ValueError(msg)
    ahead = [found for found in known if found > published]
    behind = [found for found in known if found <= published]
    if ahead and (future or not behind or (ahead[0] - published).days <= SOON):
        return ahead[0]
    return behind[-1]


def stated_year(expression: TimeExpression, published: date | None) -> int | None:
    """The year an expression states ("2015", "last year"); None when it states none."""
    if expression.get("year"):
        return int(expression.get("year"))
    steps = {"last": -1, "this": 0, "next": 1}.get(expression.get("year_word").split(" ")[0])
    return published.year + steps if published and steps is not None else None


def year_of_month(month: int, expression: TimeExpression, published: date | None) -> int:
    """The year of a month that is named without one: the latest such month, or the next if the clause looks ahead."""
    if published is None:
        msg = "no year is known"
        raise ValueError(msg)
    which = expression.get("which")
    if which in ("next", "coming", "this coming") or (expression.future and which != "last"):
        return published.year + (month <= published.month)
    is_this_year = month < published.month or (month == published.month and which != "last")
    return published.year if is_this_year or which == "this" else published.year - 1


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_number(words: str) -> int:
    """The number in "4" or "4th"."""
    return int("".join(c for c in words if c.isdigit()))


def month_number(word: str) -> int:
    """1 for "january" or "jan"."""
    return int((values("month") | values("month_short"))[word])


def weekday_number(word: str) -> int:
    """0 for "monday"."""
    return int(values("weekday")[word])
