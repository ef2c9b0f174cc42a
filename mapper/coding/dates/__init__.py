"""When it happened: time expressions, the days they mean in news prose, the day in force from sentence to sentence."""

from mapper.coding.dates.carrying import Timeline
from mapper.coding.dates.expressions import TimeExpression, expressions, looks_back
from mapper.coding.dates.resolution import is_future, resolve_expression

__all__ = [
    "TimeExpression",
    "Timeline",
    "expressions",
    "is_future",
    "looks_back",
    "resolve_expression",
]
