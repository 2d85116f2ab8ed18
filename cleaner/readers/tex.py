r"""Formulas that a page leaves to a script in its text: ``\(x^2\)`` in an element of the class "math", as pandoc and
Sphinx write them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.readers.marks import collapse
from cleaner.text.pattern import lazy_pattern

#: The longest formula between delimiters, in characters, and the pieces that it comes in: elements may stand in one
#: another, and each is asked.
LONGEST, MOST_PIECES = 10_000, 60
_CLASSES = frozenset(("math", "inline-math", "display-math", "math-inline", "math-display"))
#: The delimiters with what they hold. Must not match two formulas.
_DELIMITED = lazy_pattern(
    r"\s*(?:\\\((?P<inline>(?:(?!\\\)).)+)\\\)|\\\[(?P<display>(?:(?!\\\]).)+)\\\]"
    r"|(?P<environment>\\begin\{(?P<name>\w+\*?)\}.+\\end\{(?P=name)\}))\s*",
    words=("\\(", "\\[", "\\begin"),
)
_SIZED = lazy_pattern(r"\{\\(?:display|text)style (.*)\}")


def names_formula(classes: str) -> bool:
    """Whether the value of a class attribute says that an element holds a formula."""
    return "math" in classes and not _CLASSES.isdisjoint(classes.split())


def bare(tex: str) -> str:
    r"""A formula on one line, without the wrapper that states its size: ``{\displaystyle x}`` → ``x``."""
    tex = collapse(tex)
    sized = _SIZED.fullmatch(tex)
    return sized[1].strip() if sized else tex


def delimited(pieces: Sequence[str]) -> tuple[str, str] | None:
    """The formula that some pieces of text are, by its delimiters: the dollars that stand for them, and what they hold.
    None for text, and for more characters than `LONGEST`."""
    if len(pieces) > MOST_PIECES or sum(map(len, pieces)) > LONGEST:
        return None
    match = _DELIMITED.fullmatch(collapse("".join(pieces)))
    if match is None:
        return None
    if inline := match["inline"]:
        return "$", inline.strip()
    return "$$", (match["display"] or match["environment"]).strip()
