"""Conditional logit: which of several options is the right one, "none of them" being one more option of weight 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Features = Mapping[str, float]
Case = tuple[Sequence[Features], int | None]  # the options of one choice, and the number of the right one


def fit(cases: Sequence[Case], *, penalty: float = 1.0, steps: int = 20) -> dict[str, float]:
    """The weights under which the right options are likeliest (ridge ``penalty``), by Newton's method."""
    names = sorted({name for options, _ in cases for option in options for name in option})
    column = {name: number for number, name in enumerate(names, 1)}
    rows, owner, wanted = [], [], []
    for number, (options, right) in enumerate(cases):
        for position, option in enumerate(options):
            row = np.zeros(len(names) + 1)
            row[0] = 1.0
            for name, value in option.items():
                row[column[name]] = value
            rows.append(row)
            owner.append(number)
            wanted.append(position == right)
    matrix, group = np.array(rows), np.array(owner)
    truth = np.array(wanted, dtype=float)
    ridge = np.diag([1e-6] + [penalty] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(steps):
        parts = np.exp(np.clip(matrix @ weights, -40, 40))
        whole = np.bincount(group, weights=parts, minlength=len(cases)) + 1.0
        chance = parts / whole[group]
        expected = np.zeros((len(cases), len(names) + 1))
        np.add.at(expected, group, matrix * chance[:, None])
        slope = matrix.T @ (truth - chance) - ridge @ weights
        curve = (matrix * chance[:, None]).T @ matrix - expected.T @ expected + ridge
        weights += np.linalg.solve(curve, slope)
    return {"bias": float(weights[0])} | {name: float(weights[column[name]]) for name in names}
