"""How near a text is to the gold: F1 of shingles per page, F1 of segments per corpus. Independent of the cleaner.

A token is one Han or Kana character, or one run of other letters and digits, in lower case after NFKC; a shingle is
four tokens in a row. White space, punctuation and mark-up signs (bullets, #) therefore cost nobody anything, while a
paragraph in the wrong place costs its borders only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

#: How many tokens a shingle has. A text that has no more than these is one shingle.
SHINGLE_TOKENS = 4

#: Scripts without spaces between words: the signs 々 and 〇, Hiragana, Katakana with its extensions, Han with the
#: extensions A to J and the compatibility forms.
_HAN_KANA = "々〇ぁ-ゖゝ-ゟァ-ヺー-ヿㇰ-ㇿ㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
#: A token. Must not match punctuation or symbols; the underscore counts as a letter, as in \w.
_TOKEN = re.compile(rf"[{_HAN_KANA}]|[^\W{_HAN_KANA}]+")
_SPACE = re.compile(r"\s+")

Shingles = Counter[tuple[str, ...]]


class Agreement(NamedTuple):
    """Precision, recall and F1 of one text against another, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


class Hits(NamedTuple):
    """Segments of one page or, added up, of many: wanted ones found, unwanted ones found, wanted ones missed."""

    right: int
    wrong: int
    missed: int


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def shingles(text: str) -> Shingles:
    """The shingles of a text, each with how often it occurs; of a text without tokens none."""
    words = tokens(text)
    if len(words) <= SHINGLE_TOKENS:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(SHINGLE_TOKENS)), strict=False))


def agreement(text: str, truth: str) -> Agreement:
    """How the shingles of `text` and `truth` overlap. Two empty texts agree; an empty and a full one do not at all."""
    ours, gold = shingles(text), shingles(truth)
    if not ours and not gold:
        return Agreement(1.0, 1.0, 1.0)
    common = (ours & gold).total()
    if not common:
        return Agreement(0.0, 0.0, 0.0)
    return Agreement(common / ours.total(), common / gold.total(), 2 * common / (ours.total() + gold.total()))


def hits(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> Hits:
    """Which segments stand in `text`, each run of white space counted as one space. In an empty text none does."""
    body = squeezed(text)
    found = [bool(body) and squeezed(piece) in body for piece in wanted]
    wrong = [bool(body) and squeezed(piece) in body for piece in unwanted]
    return Hits(sum(found), sum(wrong), found.count(False))


def segment_f1(pages: Iterable[Hits]) -> float | None:
    """F1 of the segments of all pages together; None where there are none."""
    right = wrong = missed = 0
    for page in pages:
        right, wrong, missed = right + page.right, wrong + page.wrong, missed + page.missed
    total = 2 * right + wrong + missed
    return 2 * right / total if total else None


def without_lines(text: str, neutral: Iterable[str]) -> str:
    """`text` without the lines that equal one of `neutral` after NFKC and without white space."""
    left_out = {_folded(line) for line in neutral}
    return "\n".join(line for line in text.split("\n") if _folded(line) not in left_out) if left_out else text


def squeezed(text: str) -> str:
    """`text` with one space for each run of white space and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def _folded(line: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", line))
