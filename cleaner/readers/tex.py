r"""Formulas that a page leaves to a script in its text: ``\(x^2\)`` in an element of the class "math", as pandoc and
Sphinx write them, and in any text of a page that loads MathJax or KaTeX for it."""

from __future__ import annotations

import re
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
#: The classes of a formula of its own line around the formula that KaTeX drew.
_DISPLAYS = frozenset(("katex-display", "katex--display"))
_SIZED = lazy_pattern(r"\{\\(?:display|text)style (.*)\}")


#: The script that draws the formulas of a page that are text between delimiters.
_TYPESETTER = lazy_pattern(
    r"<script\b[^>]{0,300}\bsrc\s*=[^>]{0,300}(?:mathjax|katex[^>\s]{0,100}auto-render|auto-render[^>\s]{0,40}katex)"
    r"|\brenderMathInElement\s*\(",
    re.IGNORECASE,
)
#: One of which stands in any page with such a script.
_TYPESETTERS = (b"mathjax", b"katex", b"rendermathinelement")
#: A character of a formula in a page's source. Must not match the beginning of a tag.
_SIGN = r"(?:[^<]|<(?![a-zA-Z/!?]))"
#: What such a script leaves alone, or one formula. Must not match the line break ``\\[2pt]`` as an opening.
_DRAWN = lazy_pattern(
    r"<(?P<left>script|style|pre|code|textarea|title|noscript|math|svg)\b(?:(?!</(?P=left)\b).)*"
    r"|<!--(?:(?!-->).)*|<[a-zA-Z/!?][^<>]*>"
    rf"|(?P<formula>(?<!\\)\\\((?:(?!(?<!\\)\\[()]){_SIGN})+\\\)|(?<!\\)\\\[(?:(?!(?<!\\)\\[\[\]]){_SIGN})+\\\]"
    r"|\\begin\{(?P<name>(?:equation|align|alignat|gather|multline|eqnarray|flalign)\*?)\}"
    rf"(?:(?!\\(?:begin|end)\{{(?P=name)){_SIGN})+\\end\{{(?P=name)\}})",
    re.DOTALL | re.IGNORECASE,
)


def with_formulas(page: str) -> str:
    """The source of a page that loads a script for drawing formulas, with an element around each formula that the
    script would draw; any other page as it is."""
    if "\\" not in page or not any(mark in page for mark in ("\\(", "\\[", "\\begin{")):
        return page
    lowered = page.encode("utf-8", "replace").lower()  # far faster than a pattern that ignores case
    if not any(name in lowered for name in _TYPESETTERS) or _TYPESETTER.search(page) is None:
        return page
    return _DRAWN.sub(lambda found: f'<span class="math">{found[0]}</span>' if found["formula"] else found[0], page)


def names_formula(classes: str) -> bool:
    """Whether the value of a class attribute says that an element holds a formula."""
    return ("math" in classes and not _CLASSES.isdisjoint(classes.split())) or names_display(classes)


def names_display(classes: str) -> bool:
    """Whether the value of a class attribute says that the formula in an element stands on a line of its own."""
    return "-display" in classes and not _DISPLAYS.isdisjoint(classes.split())


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
