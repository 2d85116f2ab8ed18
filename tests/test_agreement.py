"""Two engines on one page: measured by shingles, the same from both sides, and told where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Options, clean
from cleaner.judge.agreement import AGREED, LENGTH, disagreement, f1, shingles
from cleaner.model import Clip, Document, Verdict
from cleaner.readers import read
from tests.conftest import table
from tests.pools import PROSE

HANS = PROSE["hans"]


def _judged(lines: Sequence[str], kept: Sequence[bool]) -> tuple[Document, tuple[Verdict, ...]]:
    """A flat document of these lines and what became of them."""
    document = read(Clip("\n\n".join(lines), "text"))
    return document, tuple(Verdict(i, "body" if keep else "noise") for i, keep in enumerate(kept))


SAME = [
    ("the same lines", HANS, [True] * 6, "\n".join(HANS)),
    ("other line ends", HANS, [True] * 6, "\n\n".join(HANS)),
    ("a list's marks", HANS, [True] * 6, "\n".join(f"- {line}" for line in HANS)),
    ("full width and traditional", ["ABC 后来他们在渡口等船"], [True], "ＡＢＣ 後來他們在渡口等船"),
    ("one line of six more", HANS, [True] * 6, "\n".join([*HANS, "分享到：微信"])),
    ("nothing on both sides", ["菜单"], [False], ""),
]


@pytest.mark.parametrize(("lines", "kept", "other"), table(SAME))
def test_engines_that_agree(lines: Sequence[str], kept: Sequence[bool], other: str) -> None:
    assert disagreement(*_judged(lines, kept), other) is None


LINES = [*HANS, *PROSE["hant"], *PROSE["ja"]]
APART = [
    ("theirs is nothing", [True] * 3 + [False] * 11, "", ["0.00", "leaves out lines 1 to 5"], "keeps, of"),
    ("theirs is elsewhere", [True] * 3 + [False] * 11, "\n".join(LINES[6:9]),
     ["leaves out lines 1 to 5", "keeps, of what is dropped, lines 13 to 17"], "line 19"),
    ("ours is a part of theirs", [True] * 2 + [False] * 12, "\n".join(LINES[:9]),
     ["keeps, of what is dropped, lines 5 to 17"], "leaves out"),
    ("theirs is one line of ours", [True] * 14, LINES[4], ["leaves out lines 1 to 7 and lines 11 to 27"], "keeps, of"),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "other", "said", "unsaid"), table(APART))
def test_engines_that_disagree_are_told_of_with_the_place(
    kept: Sequence[bool], other: str, said: Sequence[str], unsaid: str
) -> None:
    warning = disagreement(*_judged(LINES, kept), other)
    assert warning is not None and warning.code == "engines_disagree"
    assert all(part in warning.message for part in said) and unsaid not in warning.message


def test_the_title_is_kept_by_both() -> None:
    document, verdicts = _judged([LINES[0], *LINES], [True] * 15)
    lifted = (verdicts[0]._replace(role="title"), *verdicts[1:])
    warning = disagreement(document, lifted, "")
    assert warning is not None and "lines 3 to" in warning.message


SHINGLES = [
    ("nothing", "。……", []),
    ("less than one", "渡口", [("渡", "口")]),
    ("one", "渡口的船", [("渡", "口", "的", "船")]),
    ("two", "The boat left at 6", [("the", "boat", "left", "at"), ("boat", "left", "at", "6")]),
]


@pytest.mark.parametrize(("text", "expected"), table(SHINGLES))
def test_shingles(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(shingles(text)) == expected and all(len(shingle) <= LENGTH for shingle in expected)


texts = st.lists(st.sampled_from(LINES), max_size=6).map("".join)


@given(texts, texts)
def test_agreement_is_the_same_from_both_sides(a: str, b: str) -> None:
    ours, theirs = Counter(shingles(a)), Counter(shingles(b))
    assert f1(ours, theirs) == f1(theirs, ours) and 0.0 <= f1(ours, theirs) <= 1.0
    assert f1(ours, ours) == 1.0


MENU = "<ul class=nav>" + "".join(f"<li><a href=/{w}>{w}</a></li>" for w in ("首页", "新闻", "文化")) + "</ul>"
ARTICLE = "<article><h1>渡口</h1>" + "".join(f"<p>{sentence}</p>" for sentence in HANS) + "</article>"


def test_a_page_on_which_both_agree() -> None:
    page = f"<html><head><title>渡口</title></head><body>{MENU}{ARTICLE}</body></html>"
    found = {engine: clean(page, markup="html", options=Options(engine=engine)) for engine in ("density", "agree")}
    assert found["agree"].text == found["density"].text == "\n\n".join(HANS)
    assert (found["agree"].status, found["agree"].warnings) == ("ok", ())


def test_a_page_on_which_they_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """What trafilatura says is put in, since it changes with its versions."""
    monkeypatch.setattr("cleaner.judge.account.text_by_trafilatura", lambda document: LINES[-1])
    page = f"<html><head><title>渡口</title></head><body>{MENU}{ARTICLE}</body></html>"
    article = clean(page, markup="html", options=Options(engine="agree"))
    assert article.text == "\n\n".join(HANS)
    assert (article.status, [warning.code for warning in article.warnings]) == ("needs_review", ["engines_disagree"])
    assert 0.0 < AGREED < 1.0


def test_flat_text_has_no_second_opinion() -> None:
    text = "\n\n".join(HANS)
    assert clean(text, options=Options(engine="agree")) == clean(text)
