"""What patterns of rules take for letters and for marks."""

from __future__ import annotations

import unicodedata

import pytest
import re2

from cleaner.judge.marks import LETTERS, MARKS
from cleaner.judge.patterns import expand

#: The blocks that texts of clippings are written in: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; Devanagari, Thai;
#: Latin with marks; general punctuation and currencies; kana, Han, Hangul; full-width forms; pictures.
BLOCKS = (
    *range(0x600),
    *range(0x600, 0x700),
    *range(0x900, 0x970),
    *range(0xE00, 0xE60),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20D0),
    *range(0x2500, 0x2776),
    *range(0x3000, 0x3100),
    *range(0x3400, 0xA000),
    *range(0xAC00, 0xD7A4),
    *range(0xFF00, 0xFFF0),
    *range(0x1F300, 0x1FB00),
)
#: Marks that Unicode calls so and that stand within words, or nowhere: accents of transcriptions, of kana, of the Koran.
WITHIN_WORDS = frozenset(
    map(chr, (*range(0x2C2, 0x300), 0x375, 0x384, 0x385, 0x3F6, 0x482, 0x5C6, 0x6DD, 0x6DE, 0x6E9, 0x6FD, 0x6FE))
) | frozenset("゛゜")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PSZC" and character != "_"


def test_marks_and_letters_are_those_of_unicode() -> None:
    marks, letters = re2.compile(f"[{MARKS}]"), re2.compile(f"[{LETTERS}]")
    known = [c for c in map(chr, BLOCKS) if unicodedata.category(c) not in ("Cn", "Cs") and c not in WITHIN_WORDS]
    wrong = [
        c for c in known if (marks.search(c) is not None) != _is_mark(c) or (letters.search(c) is None) != _is_mark(c)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        pytest.param(r"^\W$", "k", False, id="a letter, whatever its case"),
        pytest.param(r"(?i)^\W$", "k", False, id="a letter of a pattern that does not tell cases apart"),
        pytest.param(r"^\w+$", "หนังสือ", True, id="a word with vowel signs"),
        pytest.param(r"^\w+$", "渡口３", True, id="Han and a digit"),
        pytest.param(r"^[\w·]+$", "阿·石", True, id="letters beside another character"),
        pytest.param(r"^[\Wx]+$", "…x。", True, id="marks beside a letter"),
        pytest.param(
            r"^\W+$", "。，、：「」…—★🙂\u3000\ue000", True, id="marks, pictures, spaces, the glyphs of icons"
        ),
    ],
)
def test_classes_of_patterns(pattern: str, text: str, found: bool) -> None:
    assert (re2.search(expand(pattern, fold_text=False), text) is not None) is found
