"""What a worker sends is what the parent gets."""

from __future__ import annotations

from mapper.model import Citation, Reading
from mapper.shards import reading_line, readings
from tests.unit.test_rows import REPORT


def test_readings_survive_their_lines() -> None:
    told = Reading(REPORT.citation, "a.txt", 55, (REPORT, REPORT), ("Nowhere",), fingerprint="abc")
    failed = Reading(Citation("b", source="line\u2028separator"), "b.txt", failure="took too long")
    assert [told, failed] == list(readings([reading_line(told) + reading_line(failed)]))
