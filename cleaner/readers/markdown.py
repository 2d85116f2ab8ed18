"""Markdown → blocks: one for each line of running text, one for each construct that spans lines.

The blocks' sources are the lines as they stand, so that what is kept can be written back byte for byte; what a
reader sees of them is in `Block.text`. The scanner knows the block structure that clippers write (CommonMark
with tables, formulas and front matter); what it does not know is running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.model import Block, Kind, Link
from cleaner.readers.front_matter import front_matter_lines
from cleaner.readers.inline import Inline, read_inline
from cleaner.readers.lines import BLANKS, Line, Piece, covering, split_lines
from cleaner.text.pattern import lazy_pattern
from cleaner.text.wrapping import filled

#: What a line that opens a construct looks like; a cheap test before the patterns of each.
_CONSTRUCT = re.compile(r"[\s>\d.)*+-]*(?:`{3}|~{3}|<!--|\$\$|\\\[)|[^|]*\|")
#: What lines that are no paragraph begin with: headings, rules, quotes, list items.
_MARKED = lazy_pattern(r"\s*[#>*_+•\d-]")
#: Must not match an inline code span of three backticks.
_FENCE = lazy_pattern(r"([ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?)(`{3,}(?=[^`]*$)|~{3,})")
_COMMENT, _COMMENT_END = re.compile(r"\s*<!--"), re.compile(r"-->")
_FORMULA, _FORMULA_END = re.compile(r"\s*(?:\$\$|\\\[\s*$)"), re.compile(r"\$\$|^\s*\\\]")
#: What can be running text over several lines.
_BREAKABLE = frozenset(("paragraph", "list_item", "quote"))
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_THEMATIC = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
#: Must not match a day as Koreans and Germans print it: "2019. 6. 29. 22:41".
_ITEM = lazy_pattern(r"([ \t]*)(?:[-*+•]|(?!(?:19|20)\d\d\. ?\d{1,2}\. ?\d)\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
#: One cell of the row under a table's head. Must not match a line of dashes without a bar: that is a rule.
_TABLE_RULE = lazy_pattern(
    r"[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|)++(?:[ \t]*+:?-++:?)?[ \t]*|[ \t]*+\|[ \t]*+:?-++:?[ \t]*"
)

#: A line that ends a link opened above it, and how many lines below the opening it may stand: clipped menus put each
#: of their words between brackets of three lines, cards with a picture and a text take more.
_LINK_END = re.compile(r"[^\[]*\]\(")
TORN_LINES = 20


class _Shape(NamedTuple):
    """How a line begins: the kind of block, its level, and where its text starts."""

    kind: Kind
    level: int
    inner: int


def read_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, their spans covering it. White space alone gives no block."""
    return _Reader(text).read()


class _Reader:
    """One reading: the lines, the place among them, the pieces found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = split_lines(text)
        self.at = 0
        self.pieces: list[Piece] = []
        self.link_open = False
        self.endless: set[re.Pattern[str]] = set()
        self.broken = filled(_outside_fences(self.lines))  # the lines that a program broke, at the column of the text

    def read(self) -> tuple[Block, ...]:
        """All blocks."""
        if end := front_matter_lines(self.lines):
            self._take("front_matter", end)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                self.at += 1
            elif _CONSTRUCT.match(line.text) is None:
                self._running_text(line)
            elif fence := _FENCE.match(line.text):
                self._take("code", self._behind_fence(fence[1], fence[2]))
            elif _COMMENT.match(line.text) and (end := self._behind(_COMMENT_END, same_line=4)):
                self._take("html", end)
            elif (opened := _FORMULA.match(line.text)) and (end := self._behind(_FORMULA_END, opened.end())):
                self._take("formula", end)
            elif self._starts_table():
                self._take("table", self._behind_paragraph())
            else:
                self._running_text(line)
        return covering(self.pieces, len(self.text))

    def _behind(self, end: re.Pattern[str], same_line: int | None = None) -> int:
        """The line behind the next one that holds `end`, 0 if none does.

        `same_line` is where in the first line the search begins (None: in the line below). What has no end once
        has none further down, so it is looked for only once.
        """
        if end in self.endless:
            return 0
        for i in range(self.at if same_line is not None else self.at + 1, len(self.lines)):
            if end.search(self.lines[i].text, same_line or 0 if i == self.at else 0):
                return i + 1
        self.endless.add(end)
        return 0

    def _behind_fence(self, lead: str, fence: str) -> int:
        """The line behind a fenced block. A fence without end closes with its quote or list, else with the text."""
        closing = _closing(lead, fence)
        if ">" not in lead:
            return self._behind(closing) or (self._behind_paragraph() if lead.strip() else len(self.lines))
        end = self.at + 1
        while end < len(self.lines) and _QUOTE.match(self.lines[end].text):
            end += 1
            if closing.search(self.lines[end - 1].text):
                break
        return end

    def _behind_paragraph(self) -> int:
        end = self.at
        while end < len(self.lines) and not self.lines[end].blank:
            end += 1
        return end

    def _starts_table(self) -> bool:
        if "|" not in self.lines[self.at].text or self.at + 1 == len(self.lines):
            return False
        below = self.lines[self.at + 1].text
        return "|" in below and _TABLE_RULE.fullmatch(below) is not None

    def _running_text(self, line: Line) -> None:
        shape = _shape(line.text)
        end = self._behind_broken(shape)
        visible = None
        if shape.kind == "paragraph" and end == self.at + 1 and self._underlined():
            shape = _Shape("heading", 1 if "=" in self.lines[end].text else 2, 0)
            visible, end = len(line.text), end + 1
        self._take(shape.kind, end, shape, visible)

    def _behind_broken(self, shape: _Shape) -> int:
        """The line behind the paragraph, item or quotation that was broken here at the column of the whole text."""
        end = self.at + 1
        while end - 1 in self.broken:
            below = self.lines[end].text
            if not _quotes_on(below, shape) if shape.kind == "quote" else not _continues(below):
                break
            end += 1
        return end if shape.kind in _BREAKABLE else self.at + 1

    def _underlined(self) -> bool:
        below = self.at + 1
        return below < len(self.lines) and _UNDERLINE.fullmatch(self.lines[below].text) is not None

    def _take(self, kind: Kind, end: int, shape: _Shape | None = None, visible: int | None = None) -> None:
        """Make the lines up to `end` a block and go on behind them."""
        first, last = self.lines[self.at], self.lines[end - 1]
        source = self.text[first.start : last.start + len(last.text)]
        if shape is None:
            inline = _verbatim(source)
        else:
            leads = self._leads(end, shape) if visible is None and end > self.at + 1 else ()
            inline = read_inline(source[:visible], shape.inner, leads)
        if inline.offsets is None and inline.text != source:  # the underline of a heading stands behind its text
            inline = inline._replace(offsets=range(len(inline.text) + 1))
        links = inline.links
        opens = inline.opens and self._link_ends_below(end)
        if self.link_open or inline.closes or (opens and not inline.text):
            links = (*links, Link(inline.text, ""))  # part of a link torn over several lines: its target is not here
        self.link_open = opens or (self.link_open and not inline.closes)
        self.pieces.append(
            Piece(
                kind="image" if inline.images and not inline.text else kind,
                text=inline.text,
                source=source,
                start=first.start,
                line=first.number,
                offsets=inline.offsets,
                level=shape.level if shape else 0,
                joined=self.at > 0 and not self.lines[self.at - 1].blank,
                links=links,
                images=inline.images,
            )
        )
        self.at = end

    def _leads(self, end: int, shape: _Shape) -> list[tuple[int, int]]:
        """What stands before the text of the lines below the first one of a block, by its places in the block's source:
        marks of quotation, indents."""
        at = self.lines[self.at].start
        below = self.lines[self.at + 1 : end]
        if shape.kind == "quote":
            behind = [match.end() if (match := _QUOTE.match(line.text)) else 0 for line in below]
        else:
            behind = [len(line.text) - len(line.text.lstrip(BLANKS)) for line in below]
        return [(line.start - at, line.start - at + lead) for line, lead in zip(below, behind, strict=True) if lead]

    def _link_ends_below(self, end: int) -> bool:
        """Whether a link that a line opens has its target close below. A lone bracket opens nothing."""
        return any(_LINK_END.match(line.text) for line in self.lines[end : end + TORN_LINES])


def _closing(lead: str, fence: str) -> re.Pattern[str]:
    """What closes a fence that stands behind `lead`: as many marks, not four columns further in."""
    return re.compile(rf"^[ \t>]{{0,{len(lead) + 3}}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")


def _continues(line: str) -> bool:
    """Whether a line can stand within a paragraph of running text."""
    if not line.strip(BLANKS) or _UNDERLINE.fullmatch(line) or _FENCE.match(line) or _COMMENT.match(line):
        return False
    return _shape(line).kind == "paragraph" and not line.lstrip().startswith(("|", "$$"))


def _quotes_on(line: str, shape: _Shape) -> bool:
    """Whether a line can stand within a quotation of running text."""
    match = _QUOTE.match(line)
    return match is not None and match[0].count(">") == shape.level and _continues(line[match.end() :])


def _outside_fences(lines: Sequence[Line]) -> list[str]:
    """The texts of the lines, "" for those of code between fences."""
    texts = [line.text for line in lines]
    fence: re.Pattern[str] | None = None
    for i, text in enumerate(texts):
        if fence is not None:
            texts[i] = ""
            if fence.match(text):
                fence = None
        elif ("```" in text or "~~~" in text) and (opens := _FENCE.match(text)):
            texts[i], fence = "", _closing(opens[1], opens[2])
    return texts


def _shape(line: str) -> _Shape:
    if _MARKED.match(line) is None:
        return _Shape("paragraph", 0, len(line) - len(line.lstrip(BLANKS)))
    if match := _ATX.match(line):
        return _Shape("heading", len(match[1]), match.end())
    if _THEMATIC.fullmatch(line):
        return _Shape("rule", 0, len(line))
    if match := _QUOTE.match(line):
        return _Shape("quote", match[0].count(">"), match.end())
    if match := _ITEM.match(line):
        return _Shape("list_item", len(match[1].expandtabs(4)) // 2, match.end())
    return _Shape("paragraph", 0, len(line) - len(line.lstrip(BLANKS)))


def _verbatim(source: str) -> Inline:
    """A construct whose marks are part of what is read: its text is its source, less the space around it."""
    text = source.strip(BLANKS)
    lead = len(source) - len(source.lstrip(BLANKS))
    offsets = None if text == source else range(lead, lead + len(text) + 1)
    return Inline(text, offsets, (), (), opens=False, closes=False)
