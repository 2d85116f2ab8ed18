"""The choice of the body: a cut by what the page lets expect, lists as a whole, no more changes than pay."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.judge.choice import (
    CHANGE,
    CHANGE_IN_THREAD,
    CUTS,
    LEAST_CUT,
    MODES,
    _best,
    _contiguous,
    chosen,
    expected_f1,
    together,
)
from cleaner.model import Clip, Document, Mode
from cleaner.readers import read
from tests.conftest import table
from tests.pools import PROSE

MADE: Sequence[Mode] = ("precision", "balanced", "recall")


def _read(page: str) -> Document:
    return read(Clip(page, "html"))


# The cut.


def test_the_cuts_cover_every_expectation() -> None:
    limits, cuts = zip(*CUTS, strict=True)
    assert list(limits) == sorted(limits) and limits[-1] > 1.0
    assert list(cuts) == sorted(cuts) and all(LEAST_CUT < cut < 1.0 + MODES["recall"] for cut in cuts)
    assert MODES["recall"] < MODES["balanced"] == 0.0 < MODES["precision"]


ONE_BLOCK = [
    ("sure to be body", 0.99, [True, True, True]),
    ("sure to be none", 0.01, [False, False, False]),
    ("likely", 0.77, [True, True, True]),
    ("doubtful", 0.57, [False, True, True]),
    ("unlikely", 0.15, [False, False, True]),
]


@pytest.mark.parametrize(("chance", "taken"), table(ONE_BLOCK))
def test_modes_move_the_cut(chance: float, taken: list[bool]) -> None:
    assert [chosen([chance], [30], mode)[0] for mode in MADE] == taken


def test_no_blocks() -> None:
    assert [chosen([], [], mode) for mode in MADE] == [[], [], []]


@pytest.mark.parametrize("mode", MADE)
def test_blocks_without_text_lower_no_cut_below_the_least(mode: Mode) -> None:
    assert chosen([0.9, LEAST_CUT / 2], [0, 0], mode)[0] is True
    assert chosen([LEAST_CUT / 2], [0], mode) == [False]


def test_a_page_that_expects_little_takes_what_one_that_is_sure_of_itself_leaves() -> None:
    assert chosen([0.5], [400], "balanced") == [True]
    assert chosen([0.99, 0.5], [30_000, 400], "balanced") == [True, False]


# A contiguous body, at the cut of a page that is sure of itself.

SURE, NOT = (0.99, 60), (0.01, 60)
#: Chances just under the cut and just over it.
UNDER = {"precision": 0.75, "balanced": 0.55, "recall": 0.35}
OVER = {"precision": 0.85, "balanced": 0.65, "recall": 0.45}
CONTIGUOUS = [
    ("a sure body", [NOT, SURE, SURE, NOT], [False, True, True, False]),
    ("a sure block among others is taken", [NOT, SURE, NOT], [False, True, False]),
    ("a sure block of others in a body is left", [SURE, NOT, SURE], [True, False, True]),
    ("a long doubtful one between sure ones is left", [SURE, ("under", 20_000), SURE], [True, False, True]),
    ("a long doubtful one among others is taken", [NOT, ("over", 20_000), NOT], [False, True, False]),
    ("a short doubtful one between sure ones is taken", [SURE, ("under", 2), SURE], [True, True, True]),
    ("so are two of them", [SURE, ("under", 2), ("under", 2), SURE], [True, True, True, True]),
    ("so is one without text", [SURE, ("under", 0), SURE], [True, True, True]),
    ("and one at the end of the page", [SURE, ("under", 2)], [True, True]),
    ("and one at its start", [("under", 2), SURE], [True, True]),
    ("a short doubtful one among others is left", [NOT, ("over", 2), NOT], [False, False, False]),
    ("so is one at the end of the page", [SURE, NOT, ("over", 2)], [True, False, False]),
    ("and one at its start", [("over", 2), NOT, SURE], [False, False, True]),
    ("beside a body it is taken", [NOT, SURE, ("over", 2), NOT], [False, True, True, False]),
    ("a short one by itself has no others", [("over", 2)], [True]),
]


@pytest.mark.parametrize("mode", MADE)
@pytest.mark.parametrize(("blocks", "body"), table(CONTIGUOUS))
def test_a_body_is_contiguous_where_little_speaks_against_it(
    blocks: list[tuple[float | str, int]], body: list[bool], mode: Mode
) -> None:
    doubts = {"under": UNDER[mode], "over": OVER[mode]}
    chances = [doubts[chance] if isinstance(chance, str) else chance for chance, _ in blocks]
    assert _contiguous(chances, [size for _, size in blocks], CUTS[-1][1] + MODES[mode], CHANGE) == body


@pytest.mark.parametrize("mode", MADE)
def test_a_subheading_in_doubt_stays_in_its_article(mode: Mode) -> None:
    article, menu = [(0.99, 300)] * 3, [(0.01, 2)] * 5
    chances, sizes = zip(*menu, *article, (UNDER[mode], 4), *article, (OVER[mode], 2), *menu, strict=True)
    assert chosen(chances, sizes, mode) == [*[False] * 5, *[True] * 8, *[False] * 5]


# Laws.

shares = st.floats(0.0, 1.0)
pages = st.lists(st.tuples(shares, st.integers(0, 500)), max_size=7)


def _worth(choice: Sequence[bool], page: Sequence[tuple[float, int]], cut: float, change: float) -> float:
    """What the chances speak for a choice of blocks, less what its changes cost."""
    sure = [min(max(chance, 0.01), 0.99) for chance, _ in page]
    said = [(log(p / (1 - p)) - log(cut / (1 - cut))) * log(size + 2) for p, (_, size) in zip(sure, page, strict=True)]
    changes = sum(one is not other for one, other in pairwise(choice))
    return sum(worth for worth, take in zip(said, choice, strict=True) if take) - change * changes


@given(pages, st.floats(LEAST_CUT, 0.8), st.sampled_from((CHANGE, CHANGE_IN_THREAD)))
def test_no_other_choice_is_worth_more(page: list[tuple[float, int]], cut: float, change: float) -> None:
    choice = _contiguous([chance for chance, _ in page], [size for _, size in page], cut, change)
    best = max(_worth(other, page, cut, change) for other in product((False, True), repeat=len(page)))
    assert len(choice) == len(page) and _worth(choice, page, cut, change) == pytest.approx(best)


@given(st.lists(st.tuples(shares, st.integers(0, 500)), max_size=40))
def test_modes_keep_less_or_more(page: list[tuple[float, int]]) -> None:
    chances, sizes = [chance for chance, _ in page], [size for _, size in page]
    kept = [{i for i, take in enumerate(chosen(chances, sizes, mode)) if take} for mode in MADE]
    assert kept[0] <= kept[1] <= kept[2]


# What the chances let expect.

EXPECTED = [
    ("no blocks", [], [], [], 0.0),
    ("nothing chosen", [0.9], [10], [False], 0.0),
    ("what has no text", [0.9], [0], [True], 0.0),
    ("all that is sure", [1.0, 0.0], [10, 10], [True, False], 1.0),
    ("what is sure to be none", [1.0, 0.0], [10, 10], [False, True], 0.0),
    ("all, where half is sure", [1.0, 0.0], [10, 10], [True, True], 2 / 3),
    ("half of what is sure", [1.0, 1.0], [10, 10], [True, False], 2 / 3),
    ("by length", [1.0, 1.0], [30, 10], [True, False], 6 / 7),
    ("what is as likely as not", [0.5], [10], [True], 2 / 3),
]


@pytest.mark.parametrize(("chances", "sizes", "choice", "f1"), table(EXPECTED))
def test_the_f1_that_a_choice_lets_expect(
    chances: list[float], sizes: list[int], choice: list[bool], f1: float
) -> None:
    assert expected_f1(chances, sizes, choice) == pytest.approx(f1)


@given(pages)
def test_the_best_expectation_is_that_of_the_best_choice(page: list[tuple[float, int]]) -> None:
    chances, sizes = [chance for chance, _ in page], [size for _, size in page]
    found = [expected_f1(chances, sizes, choice) for choice in product((False, True), repeat=len(page))]
    assert _best(chances, sizes) == pytest.approx(max(found))


# Lists.

LONG = PROSE["hans"][0]
#: The chance of each entry before and after: half its own, half the mean of all by their length.
LISTS = [
    ("no entries", "<div>渡口</div>", [0.3], [0.3]),
    ("four entries", "<ul><li>渡口<li>磨坊<li>桥<li>灯</ul>", [0.9, 0.1, 0.1, 0.1], [0.9, 0.1, 0.1, 0.1]),
    ("five long ones", f"<ul>{f'<li>{LONG}' * 5}</ul>", [0.9, 0.1, 0.1, 0.1, 0.1], [0.9, 0.1, 0.1, 0.1, 0.1]),
    (
        "five of two names",
        "<ul><li>渡口<li>磨坊<li>桥<li class=last>灯<li class=last>船</ul>",
        [0.9, 0.1, 0.1, 0.1, 0.1],
        [0.9, 0.1, 0.1, 0.1, 0.1],
    ),
    ("pictures", f"<div>{'<p><img src=a.png></p>' * 5}</div>", [0.9, 0.1, 0.1, 0.1, 0.1], [0.9, 0.1, 0.1, 0.1, 0.1]),
    ("five entries", "<ul><li>渡口<li>磨坊<li>桥头<li>灯塔<li>船坞</ul>", [1.0, *[0.5] * 4], [0.8, *[0.55] * 4]),
    ("by their length", "<ul><li>渡口的船桨<li>桥<li>灯<li>船<li>水</ul>", [0.9, *[0.0] * 4], [0.7, *[0.25] * 4]),
    ("beside a text", f"<p>{LONG}</p><ul>{'<li>桥' * 5}</ul>", [1.0, 1.0, *[0.5] * 4], [1.0, 0.8, *[0.55] * 4]),
]


@pytest.mark.parametrize(("page", "before", "after"), table(LISTS))
def test_entries_of_a_list_are_judged_together_by_half(page: str, before: list[float], after: list[float]) -> None:
    document = _read(page)
    sizes = [len(block.text) for block in document.blocks]
    assert together(document, before, sizes) == pytest.approx(after)
