"""How far a label reaches on a page with structure: its element tells where a list under it ends.

Related articles stand in an element of their own together with their label, or right behind the element of the label;
what the page goes on with stands outside. Boxes are numbered in document order, the outer ones first, so a box and all
that it holds are a run of numbers.
"""

from __future__ import annotations

from functools import cached_property

from cleaner.model import Document, last_boxes

#: A label and so many blocks behind it show which element holds both it and its list: the first one behind a label is
#: often a link to all of them, in one element with the label.
SHOWN = 2
#: How programs of manuals name the boxes that they set a note in.
_BOXED = frozenset(("admonition", "seealso"))


class Reach:
    """The reach of a page's labels."""

    def __init__(self, document: Document) -> None:
        self._boxes = document.boxes
        self._of = [max(block.hints.box, 0) for block in document.blocks]

    def end(self, label: int, end: int) -> int:
        """The block behind the list under `label`, `end` at the most: the first one outside of the element around
        the label and its list. Takes as long as that list, and as the elements that end with it, are many."""
        if self._quotes[self._of[label]] < 0:
            return label + 1
        box, last = self._quote(label) or self._around(label, min(label + SHOWN, len(self._of) - 1))
        outside = (i for i in range(label + 1, end) if not box <= self._of[i] <= last)
        return next(outside, end)

    def _quote(self, label: int) -> tuple[int, int] | None:
        """The quotation that a label stands in: what it heads ends with that."""
        quote = self._quotes[self._of[label]]
        return (quote, self._last[quote]) if quote > 0 else None

    def _around(self, label: int, other: int) -> tuple[int, int]:
        """The innermost element that holds two blocks, and the last one within it."""
        box = self._of[label]
        while box > 0 and not box <= self._of[other] <= self._last[box]:
            box = self._boxes[box].parent
        return (box, self._last[box]) if box > 0 else (0, len(self._boxes))

    @cached_property
    def _quotes(self) -> list[int]:
        """For each element the innermost quotation that it is or stands in, 0 for none; -1 in a box of a manual, whose
        label heads what the text itself refers to."""
        quotes = [0] * max(len(self._boxes), 1)
        for i, (parent, tag, words) in enumerate(self._boxes[1:], 1):
            quotes[i] = -1 if not _BOXED.isdisjoint(words) else i if tag == "blockquote" else quotes[parent]
        return quotes

    @cached_property
    def _last(self) -> list[int]:
        return last_boxes(self._boxes)
