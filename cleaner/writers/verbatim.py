"""Code as it was meant, without the fences and the indent that Markdown marks it with, and between fences of ours."""

from __future__ import annotations

import re

from cleaner.model import Block

#: The line above a block of code, with the name of its language. Must not match text that only holds backticks.
_FENCE = re.compile(r"\s*+(?P<fence>`{3,}+|~{3,}+)[ \t]*+(?P<language>[\w+#.-]*+)[^\n]*+\n")
#: The longest run of backticks in a code decides its fence.
_TICKS = re.compile("`{3,}")


def code_of(block: Block) -> tuple[str, str]:
    """The code of a block, and the name of its language ("" when it is not stated). Fences in the code of a page are
    its own."""
    text = block.text
    if block.hints.box >= 0:
        return text, block.hints.language
    opens = _FENCE.match(text)
    return (_unfenced(text[opens.end() :], opens["fence"]), opens["language"]) if opens is not None else (text, "")


def _unfenced(code: str, fence: str) -> str:
    """Code without the marks below it that close `fence`: as many at the least. All of it where there are none."""
    said = code.rstrip()
    closing = said.find(fence, len(said.rstrip("`~")))
    return code if closing < 0 else said[:closing].rstrip(" \t").removesuffix("\n")


def fenced(block: Block) -> str:
    """The code of a block between fences that nothing in it closes."""
    code, language = code_of(block)
    fence = "`" * (max(map(len, _TICKS.findall(code)), default=2) + 1)
    return f"{fence}{language}\n{code}\n{fence}"
