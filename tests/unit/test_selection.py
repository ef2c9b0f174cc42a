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
    ("its type in another case", Selection(event_types=("protests",)), INCIDENT, True),
    ("both", Selection(event_types=("Protests: Peaceful protest",)), INCIDENT, True),
    ("its type with another sub type", Selection(event_types=("Protests: Other",)), INCIDENT, False),
    ("another type", Selection(event_types=("Riots",)), INCIDENT, False),
    ("two sources asked for", Selection(min_sources=2), INCIDENT, False),
]


@pytest.mark.parametrize(("selection", "incident", "kept"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_selection(selection: Selection, incident: Incident, kept: bool) -> None:
    assert kept == selection.keeps(incident)


def test_what_was_left_out_is_told_with_all_that_was_asked() -> None:
    asked = Selection((20, 45.5, 30, 50), date(2023, 5, 1), date(2023, 5, 3), ("Battles", "Armed clash"), 2)
    said = '--bbox 20,45.5,30,50 --since 2023-05-01 --until 2023-05-03 --event-type Battles --event-type "Armed clash"'
    assert f"1,200 incidents were left out by {said} --min-sources 2" == asked.left_out(1200)
    assert "" == asked.left_out(0)
