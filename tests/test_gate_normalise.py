"""What the normalisers reach on the development corpora: floors that go up by hand (skipped where those are not)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.normalise.punctuation import widen, widen_commas
from cleaner.normalise.script import convert
from cleaner.normalise.script_choice import choose
from cleaner.normalise.spacing import close_up, plain_blanks
from cleaner.text.changes import replay
from cleaner.text.width import FULL_WIDTH, is_folded

#: Least share of the marks widened that were full-width, and of the full-width marks that came back, in all pages.
RIGHT, RETURNED = 0.98, 0.98
#: Most commas that are widened when it is asked for in pages that were not folded, each looked at.
MOST_COMMAS = 9


def _folded(text: str) -> str:
    return "".join(chr(ord(mark) - 0xFEE0) if "\uff01" <= mark <= "\uff5e" else mark for mark in text)


def _safe(text: str) -> str:
    """What is done to any text without being asked."""
    for normalise in (plain_blanks, close_up, *((widen,) if is_folded(text) else ())):
        text = replay(text, normalise(text))
    target = choose(text, "auto").target
    return replay(text, convert(text, target)) if target else text


def _pages(corpora: Path) -> Iterator[str]:
    """The bodies of the Chinese pages."""
    for name in ("zhgold", "zhwced", "magichtml_article"):
        with gzip.open(corpora / "html" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = map(json.loads, lines)
            yield from (row["truth"] for row in rows if row.get("lang") == "zh" and row.get("truth"))


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_clippings_marked_by_hand_come_back(corpora: Path, number: str) -> None:
    body = "\n\n".join(json.loads((corpora.parent / "gold" / f"{number}.json").read_text("utf-8"))["body"])
    folded = _folded(body)
    assert is_folded(folded)
    assert replay(folded, widen(folded)) == body


def test_folded_pages_come_back(corpora: Path) -> None:
    right = wrong = lost = 0
    for page in _pages(corpora):
        folded = _folded(page)
        out = replay(folded, widen(folded)) if is_folded(folded) else folded
        for mark, was in zip(out, page, strict=True):
            right += mark == was and was in FULL_WIDTH
            wrong += mark != was and mark in FULL_WIDTH
            lost += mark != was and was in FULL_WIDTH
    assert right >= RIGHT * (right + wrong)
    assert right >= RETURNED * (right + lost)


def test_pages_that_were_not_folded_stay(corpora: Path) -> None:
    pages = [*_pages(corpora)]
    assert sum(len(widen_commas(page)) for page in pages) <= MOST_COMMAS
    for page in pages:
        lines = ["".join(line.split()) for line in (page, _safe(page))]
        assert lines[0] == lines[1]


def test_look_alikes_of_damage_stay(corpora: Path) -> None:
    rows = map(json.loads, (corpora / "damage" / "damage.jsonl").read_text("utf-8").strip().split("\n"))
    changed = [
        row["id"] for row in rows if row["recoverable"] == "negative" and _safe(row["damaged"]) != row["damaged"]
    ]
    assert changed == []
