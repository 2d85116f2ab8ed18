"""The run of a list that weighs the most."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest_run(weights: Sequence[float]) -> tuple[int, int]:
    """Start and end of the run with the largest sum; (0, 0) when no sum is above zero."""
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run
