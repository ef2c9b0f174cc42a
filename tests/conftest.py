"""Tests that need a program say so with a marker; where it is missing they are reported, under CI=1 they fail."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import settings

from mapper.gazetteer.build import ensure_fresh
from tests.tools import PACKAGES, missing

UNDER_CI = os.environ.get("CI", "").lower() in ("1", "true")
not_run: Counter[str] = Counter()

# The same cases on every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in PACKAGES:
        if item.get_closest_marker(marker) and missing(marker):
            not_run[marker] += 1
            reason = f"needs {' and '.join(PACKAGES[marker])}"
            if UNDER_CI:
                pytest.fail(f"did not run: {reason}", pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not_run:
        packages = " ".join(sorted({package for marker in not_run for package in PACKAGES[marker]}))
        count = sum(not_run.values())
        terminalreporter.write_line(f"{count} tests did not run. To enable them: sudo apt-get install {packages}")


@pytest.fixture(scope="session", autouse=True)
def fresh_index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The compiled gazetteer of this checkout, anew where a table or the compiler has changed.

    What the person who runs the tests has added to it is left out.
    """
    os.environ["MAPPER_DATA_DIR"] = str(tmp_path_factory.mktemp("user"))
    ensure_fresh()
