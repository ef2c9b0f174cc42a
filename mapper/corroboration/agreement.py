"""How far two reports agree in one respect: points towards one incident, and the words that explain them."""

from __future__ import annotations

from math import inf
from typing import NamedTuple


class Agreement(NamedTuple):
    """``points`` speak for one incident, below zero against it; minus infinity keeps two reports apart for good."""

    points: float
    reason: str

    @property
    def clash(self) -> bool:
        """True when no other agreement can outweigh this."""
        return self.points == -inf


def clash(reason: str) -> Agreement:
    """An agreement that nothing outweighs: the two are not one incident."""
    return Agreement(-inf, reason)


SILENT = Agreement(0.0, "")
