"""Weights learned from labelled pages: the chance that a block is part of the main text, from its densities.

The weights are small decision trees (gradient boosting), kept as numbers in a data file that tells what they were
trained on and how well they do; `benchmarks/train/density.py` made it. They are compiled to expressions once, which
costs a third of walking them node by node.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from cleaner.judge.chances import chance_of
from cleaner.judge.densities import NAMES
from cleaner.judge.words import Odds

Row = Sequence[float]
#: A row's densities, one argument each: a tree that reads its arguments takes a third less time than one that looks
#: each up in a row.
Score = Callable[..., float]
#: The first trees, and a score that the others are not asked about: what it says then, they do not turn.
FIRST, SETTLED = 40, 3.0
#: How many facts a reason names.
REASONS = 3


class Forest(NamedTuple):
    """The trees, compiled: the first of them and the others; the odds of words; what each fact weighs by itself; how
    chances turn into confidence."""

    first: Score
    others: Score
    odds: Odds
    weights: tuple[tuple[int, tuple[float, ...], tuple[float, ...]], ...]
    calibration: tuple[tuple[float, ...], tuple[float, ...]]

    def chance(self, row: Row) -> float:
        """The chance that a block with these densities is part of the main text, 0.0 to 1.0."""
        score = self.first(*row)
        if -SETTLED < score < SETTLED:
            score += self.others(*row)
        return chance_of(score)

    def confidence(self, expected: float) -> float:
        """The mean F1 that pages of this expected F1 have reached, between the measured points."""
        points, reached = self.calibration
        i = bisect_right(points, expected)
        if i == 0 or i == len(points):
            return reached[min(i, len(points) - 1)]
        share = (expected - points[i - 1]) / (points[i] - points[i - 1])
        return reached[i - 1] + share * (reached[i] - reached[i - 1])

    def against(self, row: Row) -> list[int]:
        """The places of the densities that weigh most against a block being main text, the heaviest first."""
        weighed = [(weights[bisect_right(edges, row[i])], i) for i, edges, weights in self.weights]
        weighed.sort()
        return [i for weight, i in weighed[:REASONS] if weight < 0]


@cache
def forest() -> Forest:
    """The weights that come with the package."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    if tuple(data["densities"]) != NAMES:
        raise ValueError("weights.json was trained on other densities than those of densities.py")
    odds = Odds(data["odds"]["names"], data["odds"]["said"], data["odds"]["forum"])
    weights = tuple((NAMES.index(name), tuple(edges), tuple(w)) for name, (edges, w) in data["weights"].items())
    points, reached = data["calibration"]
    return Forest(*compiled(data["trees"]), odds, weights, (tuple(points), tuple(reached)))


def compiled(trees: Sequence[Any]) -> tuple[Score, Score]:
    """The first trees and the others, each as one function of the densities. A tree is a leaf's number, or [density,
    limit, tree up to it, tree above]."""
    return _function(trees[:FIRST]), _function(trees[FIRST:])


def _function(trees: Sequence[Any]) -> Score:
    given = ",".join(f"x{i}" for i in range(len(NAMES)))
    code = f"lambda {given}: {'+'.join(map(_expression, trees)) or '0.0'}"
    score: Score = eval(code, {"__builtins__": {}})
    return score


def _expression(tree: Any) -> str:
    """A tree as a conditional expression; every part of it passes through int or float."""
    if not isinstance(tree, list):
        return repr(float(tree))
    density, limit, below, above = tree
    return f"({_expression(below)} if x{int(density)}<={float(limit)!r} else {_expression(above)})"
