from __future__ import annotations

import pytest

from mapper.corroboration import corroborate, why
from tests.stories import rows, side

CASES = rows("merges.csv")


@pytest.mark.parametrize("row", CASES, ids=[f"{n}-{row['aspect']}" for n, row in enumerate(CASES, start=2)])
def test_pair(row: dict[str, str]) -> None:
    a, b = side(row, "a"), side(row, "b")
    expected = 1 if row["same"] == "yes" else 2
    assert expected == len(corroborate([a, b])), why(a, b)
    assert why(a, b).startswith("joined" if row["same"] == "yes" else "kept apart")
