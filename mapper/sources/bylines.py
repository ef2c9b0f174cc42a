"""The day of publication as an article itself prints it: "Published 4 May 2023", a dateline, a date on its own line.

Only a full date counts, in the first lines, in the last ones or in the dateline of the first paragraph; a date within
prose is one of an event.
"""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    rf"(?P<day>\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_TIME = r"(?:[\s,|·•–—-]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?)?"
# "Published on ...", "Last updated: ...", "By Ana Sow | ...".
_MADE = re.compile(
    r"(?:.{0,40}[|·•]\s*)?(?:(?:first|last|originally)\s+)?"
    r"(?P<what>published|posted|issued|filed|date|dated|updated|modified)"
    rf"(?:\s+on|\s+at)?:?\s+{_DAY}",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:.{{0,60}}[|·•]\s*)?{_DAY}{_TIME}\s*")
# KYIV, May 4, 2023 (Northwire) -
_DATELINE = re.compile(rf"(?:[A-Z][\w.'’/-]*,?\s+){{1,6}}\(?{_DAY}\)?\s*(?:\([^()]{{2,40}}\)\s*)?[-–—:]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
# Lines at either end of an article that can be its own data.
_FIRST, _LAST = 6, 4


def printed_day(text: str) -> str:
    """The date the article prints as its own, as written but for its ordinal; "" when it prints none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    made = [found for line in (*lines[:_FIRST], *lines[-_LAST:]) if (found := _MADE.match(line))]
    made.sort(key=lambda found: found["what"].lower() in ("updated", "modified"))
    alone = (_ALONE.fullmatch(line) for line in lines[:_FIRST])
    dateline = (_DATELINE.match(line) for line in lines[:_FIRST])
    found = next((found for found in (*made, *alone, *dateline) if found), None)
    return _ORDINAL.sub("", found["day"]) if found else ""
