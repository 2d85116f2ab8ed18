"""How well bytes out of line are realigned: paragraphs of web pages broken on purpose, one byte each.

    python -m benchmarks.realign CORPUS.jsonl.gz... [--paragraphs 100] [--seed 1]

Each Chinese paragraph of the pages' marked text is put into traditional script, loses the first byte of one character
(a mark in three of five), and is repaired where it still counts as traditional. Told are the share of characters put in
that are right, gaps aside, and the share of the characters that the loss had made wrong that come back.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from benchmarks.damage import broken
from cleaner.repairs import realign
from cleaner.repairs.ways import GAP
from cleaner.text.changes import replay
from cleaner.text.profile import profile

_HAN = re.compile("[\u3400-\u9fff]")
#: Paragraphs of running text, in characters, and how many of them are Han.
SHORTEST, LONGEST, LEAST_HAN = 60, 400, 40
#: Share of losses at a mark.
AT_MARKS = 0.6


class Score(NamedTuple):
    """What came of one paragraph, in characters."""

    put_in: int
    right: int
    lost: int
    exact: bool


def paragraphs(path: Path) -> Iterator[str]:
    """The Chinese paragraphs of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if page.get("lang") == "zh":
                for text in (page.get("truth") or "").split("\n"):
                    if SHORTEST <= len(text) <= LONGEST and len(_HAN.findall(text)) > LEAST_HAN:
                        yield text


def damaged(text: str, chance: random.Random) -> str:
    """`text` with the first byte of one character lost."""
    places = [i for i, c in enumerate(text) if ord(c) > 0x7F and 10 < i < len(text) - 5]
    marks = [i for i in places if not _HAN.match(text[i])]
    return broken(text, chance.choice(marks if marks and chance.random() < AT_MARKS else places))


def scored(text: str, damage: str) -> Score:
    """How a repair of `damage` compares with `text`."""
    known = profile(damage)
    changes = realign.changes(damage, known) if realign.seen(damage, known) else ()
    mended = replay(damage, changes)
    same = SequenceMatcher(None, mended, text, autojunk=False).get_matching_blocks()
    right_places = {block.a + i for block in same for i in range(block.size)}
    put_in = right = grown = 0
    for change in changes:
        start = change.start + grown
        for i, character in enumerate(change.after, start):
            put_in += character != GAP
            right += character != GAP and i in right_places
        grown += len(change.after) - len(change.before)
    wrong = SequenceMatcher(None, text, damage, autojunk=False).get_opcodes()
    lost = sum(b - a for tag, a, b, _, _ in wrong if tag != "equal")
    return Score(put_in, right, lost, mended == text)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the shares over so many paragraphs."""
    import opencc  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--paragraphs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    chance = random.Random(asked.seed)
    texts = [text for path in asked.corpora for text in paragraphs(path)]
    chance.shuffle(texts)
    traditional = opencc.OpenCC("s2t")
    scores = []
    for text in texts[: asked.paragraphs]:
        whole = traditional.convert(text).encode("gbk", "ignore").decode("gbk")
        scores.append(scored(whole, damaged(whole, chance)))
    put_in, right, lost = (sum(score[i] for score in scores) for i in range(3))
    print(f"{len(scores)} paragraphs, {sum(score.exact for score in scores)} exact")
    print(f"{put_in} characters put in, {100 * right / max(1, put_in):.1f} % right")
    print(f"{lost} characters lost, {100 * right / max(1, lost):.1f} % come back")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
