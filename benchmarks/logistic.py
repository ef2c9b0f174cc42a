"""Logistic regression over named features: small, deterministic, no library beyond numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Features = Mapping[str, float]


def fit(rows: Sequence[Features], labels: Sequence[bool], *, penalty: float = 1.0, steps: int = 25) -> dict[str, float]:
    """The weights that explain the labels best under a ridge ``penalty``; "bias" is not penalised."""
    names = sorted({name for row in rows for name in row})
    column = {name: number for number, name in enumerate(names, 1)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, 0] = 1.0
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, column[name]] = value
    wanted = np.array(labels, dtype=float)
    ridge = np.diag([1e-6] + [penalty] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (wanted - chance) - ridge @ weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + ridge
        weights += np.linalg.solve(curve, slope)
    return {"bias": float(weights[0])} | {name: float(weights[column[name]]) for name in names}


def value(weights: Features, row: Features) -> float:
    """The weighted sum of a row."""
    return weights["bias"] + sum(weights.get(name, 0.0) * number for name, number in row.items())
