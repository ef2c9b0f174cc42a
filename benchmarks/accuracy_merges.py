"""How well report pairs are joined and kept apart: pairwise F1 over tests/cases/merges.csv, by aspect."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mapper.corroboration import corroborate
from tests.stories import rows, side

FLOOR = 0.90


@dataclass
class Score:
    """Pairs joined rightly, joined wrongly, missed; ``wrong`` counts errors by aspect."""

    right: int = 0
    joined: int = 0
    missed: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of "these two are one incident"."""
        return 2 * self.right / max(1, 2 * self.right + self.joined + self.missed)


def score_merges() -> Score:
    """The score of every labelled pair, each corroborated by itself."""
    score = Score()
    for row in rows("merges.csv"):
        expected, actual = row["same"] == "yes", len(corroborate([side(row, "a"), side(row, "b")])) == 1
        score.right += expected and actual
        score.joined += actual and not expected
        score.missed += expected and not actual
        score.wrong[row["aspect"]] += expected != actual
    return score


def main() -> int:
    """Print the score; 1 when it is under the floor."""
    score = score_merges()
    print(
        f"merges: pairwise F1 {score.f1:.3f} (floor {FLOOR:.2f}), joined wrongly {score.joined}, missed {score.missed}"
    )
    for aspect, errors in sorted(score.wrong.items()):
        if errors:
            print(f"  {aspect}: {errors} wrong")
    return int(score.f1 < FLOOR)


if __name__ == "__main__":
    raise SystemExit(main())
