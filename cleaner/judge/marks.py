"""What no word is made of, and what words are made of, as classes of characters for RE2.

RE2's own ``\\pL`` and ``\\pN`` are 700 ranges, and a class made of them takes two milliseconds to compile each time a
pattern writes it. The ranges here are few because what no text holds may stand on either side, and because vowel
signs and other combining characters belong to the words that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sys import maxunicode

#: The characters that are no letter, digit or vowel sign, in the scripts that clippings are written in, as ranges of
#: code points. None holds a character that lower case makes a letter, as the Kelvin sign: a pattern that does not
#: tell cases apart would take that letter for a mark.
_MARKS = """
    00-2f 3a-40 5b-5e 60 7b-a9 ab-b1 b4 b6-b8 bb bf d7 f7
    37e 387 55a-55f 589-58f
    5be 5c0 5c3 5f3-60f 61b-61f 66a-66d 6d4
    964-965 e3f e4f e5a-e5b
    2000-206f 207a-207e 208a-208e 20a0-20cf
    2103 2109 2116-2118 211e-2123 2190-245f 2500-2775 2794-2bff
    2e00-2e2e 2e30-3004 3008-3020 3030 3036-3037 303d-303f 30a0 30fb 4dc0-4dff
    e000-f8ff fd3e-fd3f fe10-fe19 fe30-fe6b feff
    ff01-ff0f ff1a-ff20 ff3b-ff40 ff5b-ff65 ffe0-ffff
    1f000-1f0ff 1f10d-1faff e0000-e007f
"""

_Range = tuple[int, int]


def _ranges(text: str) -> Iterator[_Range]:
    for written in text.split():
        first, _, last = written.partition("-")
        yield int(first, 16), int(last or first, 16)


def _between(ranges: Iterable[_Range]) -> Iterator[_Range]:
    """What the ranges, given in order, leave out of all characters."""
    start = 0
    for first, last in ranges:
        if first > start:
            yield start, first - 1
        start = last + 1
    yield start, maxunicode


def _written(ranges: Iterable[_Range]) -> str:
    return "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in ranges)


#: The insides of a class, ``[...]``: of what no word is made of, and of all else, in the spelling of RE2.
MARKS = _written(_ranges(_MARKS))
LETTERS = _written(_between(_ranges(_MARKS)))
