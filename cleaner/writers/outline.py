"""The body of an article as a tree, told piece by piece: what opens, what closes, what stands within.

Blocks are flat: a list item knows its depth and nothing of its list. Whoever writes a form with elements (HTML, TEI)
needs them within each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleaner.model import Block, Box

if TYPE_CHECKING:
    from cleaner.article import Article

#: What holds others: it opens and closes.
Container = Literal["list", "numbered", "item", "quote", "paragraph", "figure", "caption"]
#: How deep lists and quotations are told; what stands deeper stands in the deepest.
DEEPEST = 6
_NUMBER = re.compile(r"\s*(\d{1,9})[.)]\s")
_LISTS, _ITEMS = ("ol", "ul", "menu", "dir", "dl"), ("li", "dt", "dd")


def level_of(heading: Block) -> int:
    """The level of a heading of the body in a form whose first level is the title's."""
    return min(max(heading.level, 2), 6)


#: The names of lists of which programs make several beside one another: Google Docs, Notion.
_TORN = tuple(map(frozenset, (("lst", "kix"), ("bulleted", "list"), ("numbered", "list"), ("to", "do", "list"))))


class Piece(NamedTuple):
    """One piece of the outline.

    `what` is "open" or "close" of a `container`; "line" for the text of `block`, "break" between two lines of one
    paragraph; else the kind of `block`, which stands for itself (heading, code, table, formula, image, rule).
    `number` is that of a numbered list's first item, and that of an item which does not follow the one before it.
    """

    what: str
    container: Container | None = None
    block: Block | None = None
    number: int | None = None


def outline(article: Article) -> Iterator[Piece]:
    """The pieces of an article's body, in order; what opens closes."""
    made = _Outline(article.document.boxes, frozenset(article.metadata.captions))
    for block, behind in zip_longest(article.blocks, article.blocks[1:]):
        yield from made.block(block, behind)
    yield from made.close(0)


class _Nearest(dict[int, int]):
    """For each element of a page the nearest one of certain tags that it is or stands in; -1 for none. Each element is
    looked at once."""

    def __init__(self, boxes: Sequence[Box], tags: Sequence[str]) -> None:
        super().__init__({-1: -1})
        self._boxes, self._tags = boxes, tags

    def __missing__(self, box: int) -> int:
        way, at = [], box
        while at not in self and self._boxes[at].tag not in self._tags:
            way.append(at)
            at = self._boxes[at].parent
        found = self.get(at, at)
        self.update(dict.fromkeys(way, found))
        return found


class _Outline:
    """What is open; of each item among that, the element of the page that it is, and of each list its own (-1: none)
    and the number of its next item, where it has some."""

    def __init__(self, boxes: Sequence[Box], captions: frozenset[str]) -> None:
        self._boxes, self._captions = boxes, captions
        self._open: list[Container] = []
        self._items: list[int] = []
        self._lists: list[int] = []
        self._following: list[int | None] = []
        self._list_around = _Nearest(boxes, _LISTS)
        self._item_around = _Nearest(boxes, _ITEMS)

    def block(self, block: Block, behind: Block | None) -> Iterator[Piece]:
        """The pieces of one block; `behind` is the block behind it."""
        item = self._item_around[block.hints.box] if self._items else -1
        if item in self._items and item >= 0:
            yield from self._more_of_item(block, self._items.index(item))
        elif block.kind == "list_item":
            yield from self._item(block)
        elif block.kind == "quote":
            yield from self._quote(block)
        elif block.kind in ("paragraph", "html"):
            yield from self._paragraph(block)
        elif block.kind == "image":
            yield from self._image(block, behind)
        else:
            yield from self.close(0)
            yield Piece(block.kind, block=block)

    def close(self, depth: int) -> Iterator[Piece]:
        """Close what is open down to a depth."""
        while len(self._open) > depth:
            if self._open[-1] == "item":
                self._items.pop()
            elif self._open[-1] in ("list", "numbered"):
                self._lists.pop()
                self._following.pop()
            yield Piece("close", self._open.pop())

    def _opened(self, container: Container, number: int | None = None) -> Piece:
        self._open.append(container)
        return Piece("open", container, number=number)

    def _paragraph(self, block: Block) -> Iterator[Piece]:
        if self._open and self._open[-1] == "caption":
            yield Piece("line", block=block)
            yield from self.close(0)
            return
        if block.joined and self._open:  # it goes on, in an item or a quotation, too
            yield Piece("break")
        else:
            yield from self.close(0)
            yield self._opened("paragraph")
        yield Piece("line", block=block)

    def _more_of_item(self, block: Block, deep: int) -> Iterator[Piece]:
        """A block that stands in the same item, the one so `deep`, as a block before it."""
        inside = 2 * (deep + 1)
        goes_on = block.joined and self._open[inside:] in ([], ["paragraph"])
        if block.kind in ("list_item", "paragraph") and goes_on:
            yield Piece("break")
            yield Piece("line", block=block)
            return
        yield from self.close(inside)
        if block.kind == "quote":
            yield self._opened("quote")
        if block.kind == "image":
            yield self._opened("figure")
            yield Piece("image", block=block)
        elif block.kind in ("list_item", "paragraph", "quote"):
            yield self._opened("paragraph")
            yield Piece("line", block=block)
        else:
            yield Piece(block.kind, block=block)

    def _item(self, block: Block) -> Iterator[Piece]:
        yield from self.close(2 * len(self._items))  # a list and its item for each depth, and nothing in them
        kind, number = self._kind(block)
        element = self._list_around[block.hints.box]
        item = self._item_around[block.hints.box]
        deep = self._depth(block, element, item)
        yield from self.close(2 * (deep + 1))
        if len(self._open) == 2 * (deep + 1):
            yield from self.close(2 * deep + 1)  # the item before
        if self._open[2 * deep :] == [kind] and self._goes_on(deep, element):
            self._lists[deep] = element
        if self._open[2 * deep :] not in ([], [kind]) or self._lists[deep:] not in ([], [element]):
            yield from self.close(2 * deep)
        if len(self._open) == 2 * deep:
            self._lists.append(element)
            self._following.append(number)
            yield self._opened(kind, number)
        follows = self._following[deep] == number or block.hints.number is None
        self._following[deep] = None if number is None else number + 1
        self._items.append(item)
        yield self._opened("item", None if follows else number)
        yield Piece("line", block=block)

    def _goes_on(self, deep: int, element: int) -> bool:
        """Whether a list beside the one before goes on with it, by the names of programs that set each item, or all
        between two changes of depth, in a list of its own."""
        before = self._lists[deep]
        if min(before, element) < 0 or self._boxes[before].parent != self._boxes[element].parent:
            return False
        one, other = self._boxes[before], self._boxes[element]
        return one.tag == other.tag and any(words <= {*one.words} & {*other.words} for words in _TORN)

    def _depth(self, block: Block, element: int, item: int) -> int:
        """How deep an item stands: as the others of its list, and below its term what is said of one."""
        if element < 0 or element not in self._lists:
            return min(block.level, DEEPEST - 1, len(self._items))
        deep = self._lists.index(element)
        below = self._tag(item) == "dd" and self._tag(self._items[deep]) == "dt"
        return min(deep + below, DEEPEST - 1)

    def _tag(self, element: int) -> str:
        return self._boxes[element].tag if element >= 0 else ""

    def _kind(self, block: Block) -> tuple[Container, int | None]:
        """Whether an item stands in a numbered list, and its number when it has one."""
        if block.hints.box >= 0:
            number = block.hints.number
            return ("list" if number is None else "numbered"), number
        found = _NUMBER.match(block.source) if block.offsets is not None else None
        return ("numbered", int(found[1])) if found is not None else ("list", None)

    def _quote(self, block: Block) -> Iterator[Piece]:
        deep = min(max(block.level, 1), DEEPEST)
        quotes = sum(container == "quote" for container in self._open)
        if quotes == deep and block.joined and block.text and self._open[-1] == "paragraph":
            yield Piece("break")
            yield Piece("line", block=block)
            return
        yield from self.close(min(quotes, deep) if quotes else 0)
        while len(self._open) < deep:
            yield self._opened("quote")
        if block.text or block.images:
            yield self._opened("paragraph")
            yield Piece("line", block=block)

    def _image(self, block: Block, behind: Block | None) -> Iterator[Piece]:
        """Pictures that stand for themselves; a line behind them that is known to be their caption goes with them."""
        yield from self.close(0)
        yield self._opened("figure")
        yield Piece("image", block=block)
        if behind is not None and behind.kind == "paragraph" and behind.text in self._captions:
            yield self._opened("caption")
        else:
            yield from self.close(0)
