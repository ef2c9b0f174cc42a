"""Parts of a day: after "on Tuesday night" what happened "in the morning" happened on Wednesday."""

from __future__ import annotations

import re
from functools import cache

from mapper.coding.dates.forms import values
from mapper.coding.lexicon import alternatives, words

# The first part of a day that a morning comes after.
EVENING = 4


def part_of_day(text: str) -> int:
    """Which part of a day the text names first: 1 morning to 5 night, 0 none; "after midnight" is morning."""
    found = _parts().search(text)
    if found is None:
        return 0
    return 1 if found["early"] else int(values("part_of_day")[found["part"].lower()])


@cache
def _parts() -> re.Pattern[str]:
    parts = alternatives(words("time", "word", "part_of_day"))
    early = r"(?:after|past)\s+midnight|(?:early|small)\s+hours"
    return re.compile(rf"\b(?:(?P<early>{early})|(?P<part>{parts}))\b", re.IGNORECASE)
