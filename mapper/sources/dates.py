"""The day a source says it was published: only forms that can mean one day, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# 2023-05-04, 2023-05-04T07:00:00+03:00, 2023/05/04, 20230504, 20230504T070000Z (GDELT's form)
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
# 1683180000 or, in milliseconds, 1683180000000: seconds since 1970 in feeds, chats and archives
_EPOCH = re.compile(r"\d{10}(\d{3})?(\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# 4 May 2023, 04-May-2023; May 4, 2023
_DAY_FIRST = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ ,-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")


def read_day(text: str) -> date:
    """The day written in ``text``, as the publisher's own calendar has it (an offset is not applied).

    Raises ValueError with the reason when it is no day, no possible day, or one that reads two ways (03/05/2023).
    """
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[3]), int(found[4]))
        if found := _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(float(text) / (1000 if found[1] else 1), UTC).date()
        if found := _DAY_FIRST.search(text):
            return date(int(found[3]), _month(found[2]), int(found[1]))
        if found := _MONTH_FIRST.search(text):
            return date(int(found[3]), _month(found[1]), int(found[2]))
        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError):
        msg = f"{text[:40]!r} is not a date; write YYYY-MM-DD"
        raise ValueError(msg) from None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
