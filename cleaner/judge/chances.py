"""Chances, 0.0 to 1.0, and their log-odds, which add up."""

from __future__ import annotations

from math import exp, log

#: Chances are not taken for surer than this.
SURE = 0.99


def log_odds(chance: float) -> float:
    """The logarithm of a chance's odds, none surer than `SURE`."""
    sure = min(max(chance, 1 - SURE), SURE)
    return log(sure / (1 - sure))


def chance_of(odds: float) -> float:
    """The chance of these log-odds."""
    return 1.0 / (1.0 + exp(-odds))
