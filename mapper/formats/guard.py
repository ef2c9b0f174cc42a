"""Text cells a spreadsheet would run as a formula, made harmless and back.

OWASP's rule for CSV injection: a cell that begins with = + - @, a tab or a carriage return gets an apostrophe in
front. Cells that begin with apostrophes before such a sign get one more, so that reading back is exact.
"""

from __future__ import annotations

import re

_LIVE = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """``text`` as a spreadsheet may hold it without running it."""
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text
