"""Whether the full-width punctuation of a Chinese text was folded to ASCII, judged by the whole text."""

from __future__ import annotations

from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import IDEOGRAPHS, count_han, count_kana, is_japanese

#: Marks of full width and what folding made of them: U+FF01-FF5E less 0xFEE0, of which Chinese prose uses these.
FULL_WIDTH = "，：；！？（）"
HALF_WIDTH = ",:;!?()"

#: A comma behind a Han character or a closing mark, before what a clause starts with. Must not match "1,2" or "a, b".
_FOLDED_COMMA = lazy_pattern(f",(?<=[{IDEOGRAPHS}”’》」』】],)[{IDEOGRAPHS}“‘《「『【0-9A-Za-z]")

#: Fewest commas that say something: one may be a slip.
FEWEST_COMMAS = 2
#: Most full-width marks for each folded comma: a caption or a title may have been added later.
FULL_WIDTH_SHARE = 0.05


def is_folded(text: str) -> bool:
    """Whether `text` is Chinese and its full-width punctuation was folded: commas at Han, almost no full-width marks.

    Any length; too little punctuation is no. False for text that is folded in part.
    """
    if "," not in text:
        return False
    full = sum(map(text.count, FULL_WIDTH))
    if full > text.count(",") * FULL_WIDTH_SHARE:
        return False
    commas = len(_FOLDED_COMMA.findall(text))
    if commas < FEWEST_COMMAS or full > commas * FULL_WIDTH_SHARE:
        return False
    kana = count_kana(text)
    return not (kana and is_japanese(kana, count_han(text)))  # where ASCII marks beside Han are nothing unusual
