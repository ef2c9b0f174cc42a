"""Which incidents a selection keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mapper.model import Incident, When
from mapper.selection import Selection
from tests.unit.test_rows import LVIV, REPORT

INCIDENT = Incident(
    "i1", "Protests", "Peaceful protest", LVIV, (REPORT,), When(date(2023, 5, 3), date(2023, 5, 4), 1, "stated")
)
UNDATED = replace(INCIDENT, when=When())

CASES = [
    ("everything", Selection(), INCIDENT, True),
    ("inside the box", Selection(bbox=(20, 45, 30, 50)), INCIDENT, True),
    ("east of the box", Selection(bbox=(20, 45, 22, 50)), INCIDENT, False),
    ("north of the box", Selection(bbox=(20, 45, 30, 49)), INCIDENT, False),
    ("a box over the antimeridian", Selection(bbox=(170, 45, 25, 50)), INCIDENT, True),
    ("a box over the antimeridian elsewhere", Selection(bbox=(170, 45, -170, 50)), INCIDENT, False),
    ("since its last day", Selection(since=date(2023, 5, 4)), INCIDENT, True),
    ("since the day after", Selection(since=date(2023, 5, 5)), INCIDENT, False),
    ("until its first day", Selection(until=date(2023, 5, 3)), INCIDENT, True),
    ("until the day before", Selection(until=date(2023, 5, 2)), INCIDENT, False),
    ("undated when days are asked for", Selection(since=date(2023, 5, 1)), UNDATED, False),
    ("undated when none are", Selection(), UNDATED, True),
    ("its type", Selection(event_types=("Protests",)), INCIDENT, True),
    ("its sub type", Selection(event_types=("Peaceful protest",)), INCIDENT, True),
    ("another type", Selection(event_types=("Riots",)), INCIDENT, False),
    ("two sources asked for", Selection(min_sources=2), INCIDENT, False),
]


@pytest.mark.parametrize(("selection", "incident", "kept"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_selection(selection: Selection, incident: Incident, kept: bool) -> None:
    assert kept == selection.keeps(incident)
