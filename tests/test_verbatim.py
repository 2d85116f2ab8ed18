"""Code without the fences that Markdown marks it with."""

from __future__ import annotations

import pytest

from cleaner.readers.markdown import read_markdown
from cleaner.writers.verbatim import code_of
from tests.conftest import table

CODES = [
    ("fences", "```\na\nb\n```", "a\nb", ""),
    ("fences with a language", "~~~c++ x\na\n~~~", "a", "c++"),
    ("nothing between", "```\n```", "", ""),
    ("blank lines at its ends", "```\n\na\n\n```", "\na\n", ""),
    ("an indent", "```\n  a\n   ```", "  a", ""),
    ("more marks below", "```\na\n`````", "a", ""),
    ("not closed", "```\na\nb", "a\nb", ""),
    ("fewer marks below, which are code", "`````\na\n```", "a\n```", ""),
    ("other marks below, which are code", "~~~\na\n```", "a\n```", ""),
    ("fences within", "````\n```\na\n```\n````", "```\na\n```", ""),
    ("a fence and nothing else", "```", "```", ""),
]


@pytest.mark.parametrize(("text", "code", "language"), table(CODES))
def test_code_of_a_block(text: str, code: str, language: str) -> None:
    [block] = read_markdown(text)
    assert code_of(block) == (code, language)
