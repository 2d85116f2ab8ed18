"""Code as it was meant, without the fences and the indent that Markdown marks it with, and between fences of ours."""

from __future__ import annotations

import re

from cleaner.model import Block

#: A block of code between fences, with the name of its language. Must not match text that only holds backticks.
_FENCED = re.compile(
    r"\s*(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]*)[^\n]*\n(?P<code>.*?)\n?[ \t]*(?P=fence)[`~]*\s*", re.S
)
#: The longest run of backticks in a code decides its fence.
_TICKS = re.compile("`{3,}")
_UNCLOSED = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]*)[^\n]*\n(?P<code>.*)", re.S)


def code_of(block: Block) -> tuple[str, str]:
    """The code of a block, and the name of its language ("" when it is not stated). Fences in the code of a page are
    its own."""
    text = block.text
    if block.hints.box >= 0:
        return text, block.hints.language
    found = _FENCED.fullmatch(text) or _UNCLOSED.fullmatch(text)
    return (found["code"], found["language"]) if found is not None else (text, "")


def fenced(block: Block) -> str:
    """The code of a block between fences that nothing in it closes."""
    code, language = code_of(block)
    fence = "`" * (max(map(len, _TICKS.findall(code)), default=2) + 1)
    return f"{fence}{language}\n{code}\n{fence}"
