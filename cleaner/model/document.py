"""What was read: a clipping and its blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, TypeVar

from cleaner.model.terms import Change, Link, Markup, Span, Warn

T = TypeVar("T")

Kind = Literal[
    "heading", "paragraph", "list_item", "quote", "table", "code", "formula", "image", "rule", "html", "front_matter"
]
#: What stands in blocks of these kinds is no running text: it is neither repaired nor normalised.
VERBATIM: frozenset[Kind] = frozenset(("code", "formula", "html", "front_matter", "rule"))


class Stated(NamedTuple):
    """What a file says of the clipping inside it, beside the clipping itself: the field ("url", "title", "author",
    "date", "encoding"), its value as it is written, and where it is said ("mhtml: Content-Location")."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Clip:
    """One raw input, decoded.

    `encoding` is the name of the encoding that `text` was read with, and `decoded_by` why it was chosen
    ("text", "asked", "bom", "utf-8", "header", "meta", "detector"). Fields that are not known are None. `stated` is
    what the file or record around the clipping says of it. `reread` are the lines that had been decoded wrongly before
    they came here: put into the text that was given, they make it `text`. `container` is the kind of the file that the
    text was taken out of ("letter", "mhtml", "webarchive"), which holds more than it; "" where the file is the text.
    """

    text: str
    markup: Markup
    url: str | None = None
    path: str | None = None
    crawled: datetime | None = None
    encoding: str | None = None
    decoded_by: str = "text"
    warnings: tuple[Warn, ...] = ()
    reread: tuple[Change, ...] = ()
    stated: tuple[Stated, ...] = ()
    container: str = ""

    def said(self, field: str) -> Stated | None:
        """What the file around the clipping says of a field; None when it says nothing."""
        return next((one for one in self.stated if one.field == field and one.value), None)


class Box(NamedTuple):
    """An element of a page that holds blocks: the box around it (-1: none), its tag, and the words of its class, id
    and role in lower case."""

    parent: int
    tag: str
    words: tuple[str, ...]


#: The boxes of a document that has none: what is read of them finds the outermost, as on a page.
NO_BOXES: tuple[Box, ...] = (Box(-1, "", ()),)


def last_boxes(boxes: Sequence[Box]) -> list[int]:
    """For each box the last one that it holds, itself where it holds none. Boxes are numbered in document order, the
    outer ones first, so that a box and all that it holds are a run of numbers."""
    last = list(range(len(boxes)))
    for box in range(len(boxes) - 1, 0, -1):
        parent = boxes[box].parent
        if parent >= 0 and last[parent] < last[box]:
            last[parent] = last[box]
    return last


def handed_down(boxes: Sequence[Box], says: Callable[[Box], T | None]) -> list[T | None]:
    """For each box what `says` tells of the outermost box that it says something of, among those around it and itself;
    None where it says nothing of any. It is asked once for all boxes of one tag and name, and must look at no more."""
    said = {make: says(Box(-1, *make)) for make in {(tag, words) for _, tag, words in boxes}}
    inherited: list[T | None] = [None] * len(boxes)
    if any(one is not None for one in said.values()):
        for i, (parent, tag, words) in enumerate(boxes):
            above = inherited[parent] if parent >= 0 else None
            inherited[i] = said[tag, words] if above is None else above
    return inherited


class Marked(NamedTuple):
    """An element whose attributes say what it holds: `names` as ``itemprop=author class=post-author``, `value` its
    datetime, content or href, `text` what a reader sees of it ("" when it is long), `box` the element around it,
    `links` the texts of the links in it, of a short one; `before` the end of what stands before it on its line."""

    names: str
    value: str
    text: str
    box: int
    links: tuple[str, ...] = ()
    before: str = ""


class Head(NamedTuple):
    """What a page says of itself where a reader does not see it: `metas` are (name, content), `scripts` the texts of
    its JSON scripts, `code` the other scripts in pieces, `marked` the elements whose attributes say what they hold;
    `base` is the address that the page's relative ones count from, where it is not the page's own; `beside` is what
    stands beside a body that was read from a script, (key, text)."""

    title: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    canonical: str | None = None
    scripts: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    marked: tuple[Marked, ...] = ()
    lang: str | None = None
    base: str | None = None
    beside: tuple[tuple[str, str], ...] = ()

    def meta(self, *names: str) -> str | None:
        """The content of the first of these names that has one, in their order."""
        known = {name: content for name, content in reversed(self.metas) if content}
        return next((known[name] for name in names if name in known), None)


class Hints(NamedTuple):
    """What only HTML tells of a block; empty for the other markups, so that rules asking for it never hold there.

    `box` is the number of the box that the block stands in, -1 for none; `hidden` says that a browser would not
    show the block. `number` is what a browser shows before an entry of a numbered list (None elsewhere), `language`
    what the page says that its code is written in ("" where it says nothing).
    """

    box: int = -1
    hidden: bool = False
    number: int | None = None
    language: str = ""


NO_HINTS = Hints()
NO_HEAD = Head()


class Block(NamedTuple):
    """One paragraph-level unit in reading order.

    `text` is what a reader sees; `source` is the same piece as it stands in the source (with Markdown marks);
    ``offsets[i]`` is the place in `source` of ``text[i]`` (None: the two are equal). `span` covers `source` and
    the white space around it, so that the spans of a document's blocks, in order, give its text back.
    `start` is the place of `source` in the document. `joined` says that the block continues the paragraph of
    the block before it: one line break between them, not a blank line. `line` counts from 1. `fixed` says that a mark
    of its author keeps the block: it stays as it is, to the last character.
    """

    index: int  # type: ignore[assignment]  # a tuple's own search is of no use here
    kind: Kind
    text: str
    source: str
    span: Span
    start: int
    line: int
    offsets: Sequence[int] | None = None
    level: int = 0
    joined: bool = False
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    hints: Hints = NO_HINTS
    fixed: bool = False

    @property
    def linked_share(self) -> float:
        """The share of the text that is linked, 0.0 to 1.0; 0.0 where there is no text."""
        if not (self.links and self.text):
            return 0.0
        return min(1.0, sum([len(link.text) for link in self.links]) / len(self.text))


@dataclass(frozen=True, slots=True)
class Document:
    """A clipping read into blocks: ``"".join(text[b.span.start:b.span.end] for b in blocks) == text``.

    `text` is the clipping's own text for text and Markdown; for HTML it is the flattened page, its links, emphasis
    and pictures as Markdown. `boxes` are the page's elements, outer ones first, `head` what stands in its head.
    """

    clip: Clip
    text: str
    blocks: tuple[Block, ...]
    front_matter: Mapping[str, object] = field(default_factory=dict, hash=False)
    warnings: tuple[Warn, ...] = ()
    boxes: tuple[Box, ...] = ()
    head: Head = NO_HEAD
