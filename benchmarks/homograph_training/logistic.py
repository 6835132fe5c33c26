"""Logistic regression over hashed features, with a quadratic penalty, by L-BFGS.

Source:
    Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 3.1.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Examples: flat places and values, where each example starts, answers and their weights."""

    places: NDArray[np.int64]
    values: Vector
    starts: NDArray[np.int64]
    answers: Vector
    """1 or -1."""
    importance: Vector


def fit(rows: Rows, size: int, inverse_penalty: float, iterations: int = 80) -> Vector:
    """Return the weights, shape (size,), that explain *rows* best under the penalty."""
    lengths = np.diff(np.append(rows.starts, len(rows.places)))
    importance = rows.importance * inverse_penalty

    def loss(w: Vector) -> tuple[float, Vector]:
        margins = rows.answers * np.add.reduceat(rows.values * w[rows.places], rows.starts)
        cost = importance @ np.logaddexp(0, -margins) + 0.5 * (w @ w)
        pull = -importance * rows.answers / (1 + np.exp(np.clip(margins, -500, 500)))
        slope = np.bincount(rows.places, rows.values * np.repeat(pull, lengths), size)
        return float(cost), slope + w

    w = np.zeros(size)
    cost, slope = loss(w)
    memory: deque[tuple[Vector, Vector]] = deque(maxlen=8)
    for _ in range(iterations):
        step = _direction(slope, memory)
        rate = 1.0 if memory else min(1.0, 1 / float(np.abs(slope).sum()))
        while True:
            moved = w + rate * step
            new_cost, new_slope = loss(moved)
            if new_cost <= cost + 1e-4 * rate * float(slope @ step) or rate < 1e-10:
                break
            rate /= 2
        change, turn = moved - w, new_slope - slope
        if float(change @ turn) > 1e-12:
            memory.append((change, turn))
        done = cost - new_cost < 1e-5 * abs(cost)
        w, cost, slope = moved, new_cost, new_slope
        if done:
            break
    return w


def _direction(slope: Vector, memory: deque[tuple[Vector, Vector]]) -> Vector:
    step = -slope
    shares = []
    for change, turn in reversed(memory):
        share = (change @ step) / (change @ turn)
        shares.append(share)
        step = step - share * turn
    if memory:
        change, turn = memory[-1]
        step = step * ((change @ turn) / (turn @ turn))
    for (change, turn), share in zip(memory, reversed(shares), strict=True):
        step = step + change * (share - (turn @ step) / (change @ turn))
    return step
