"""The line that moves: seen by a person, never by a pipe."""

from __future__ import annotations

import io
import sys

import pytest

from mapper.cli import progress
from mapper.model import Citation, Reading

TOLD = [Reading(Citation(f"d{n}"), characters=500_000, unresolved=("Nowhere",)) for n in range(4)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, True), (60.0, False)], ids=["long", "short"])
def test_a_person_sees_a_long_reading_only(monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "QUIET_SECONDS", seconds)
    assert TOLD == list(progress.watched(TOLD))
    assert shown == ("articles, 2.0 MB read; 0 reports, 4 names open" in screen.getvalue())


def test_a_pipe_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert TOLD == list(progress.watched(TOLD))
    assert ("", "") == tuple(capsys.readouterr())
