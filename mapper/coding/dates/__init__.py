"""When it happened: time expressions, the days they mean in news prose, the day in force from sentence to sentence."""

from mapper.coding.dates.carrying import Timeline, dates_in_force, read_timeline
from mapper.coding.dates.expressions import TimeExpression, expressions, looks_back
from mapper.coding.dates.resolution import is_future, resolve_expression

__all__ = [
    "TimeExpression",
    "Timeline",
    "dates_in_force",
    "expressions",
    "is_future",
    "looks_back",
    "read_timeline",
    "resolve_expression",
]
