"""The clean article, paragraph by paragraph: every change marked where it stands, with what stood there before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Block, Change, Kind, Post
from cleaner.writers.changed import block_starts, changes_in_place
from cleaner.writers.report.element import Html, element, shown, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.article import Article

#: The element that holds a block of a kind; a paragraph where nothing is said. Tables are text in columns.
_ELEMENTS: Mapping[Kind, str] = {"code": "pre", "table": "pre", "formula": "pre", "html": "pre", "quote": "blockquote"}
#: Paragraphs that a browser lays out together.
TOGETHER = 40


class Marked(NamedTuple):
    """A change and where in the article's text stands what it put in."""

    start: int
    change: Change


def article_body(article: Article) -> Html:
    """The title and every kept block, each with the way to its line in the clipping."""
    head = [_block(block, [shown(block.text)], "h2") for block in article.heading]
    if not head and article.title:
        head = [element("div", element("h2", article.title), class_="paragraph")]
    blocks = list(_blocks(article))
    groups = (blocks[i : i + TOGETHER] for i in range(0, len(blocks), TOGETHER))
    return together((*head, *(element("div", *some, class_="group") for some in groups)))


def _blocks(article: Article) -> Iterator[Html]:
    marks = deque(Marked(at, change) for _, at, change in changes_in_place(article))
    posts = deque(article.posts)
    for block, start in zip(article.blocks, block_starts(article), strict=True):
        while posts and posts[0].start <= block.index:
            yield _poster(posts.popleft())
        own = []
        while block.text and marks and marks[0].start <= start + len(block.text):
            own.append(marks.popleft())
        pieces = [*_pieces(block.text, start, own), *_images(block)]
        yield _block(block, pieces, "h3" if block.kind == "heading" else _ELEMENTS.get(block.kind, "p"))


def _block(block: Block, pieces: list[Html], tag: str) -> Html:
    line = element("a", str(block.line), class_="n", href=f"#l{block.line}", tabindex=-1)
    joined = " joined" if block.joined else ""
    content = element(tag, *pieces, dir="auto")
    return element("div", line, content, id=f"p{block.index}", class_=f"paragraph {block.kind}{joined}", tabindex=-1)


def _pieces(text: str, start: int, marks: list[Marked]) -> Iterator[Html]:
    """A block's text, which stands at `start` of the article's, with its changes marked."""
    at = 0
    for place, change in marks:
        first = min(place - start, len(text))
        yield shown(text[at:first])
        at = first + len(change.after)
        yield _mark(change)
    yield shown(text[at:])


def _mark(change: Change) -> Html:
    """What a change put in; what stood there is shown by the style sheet, so that a reader copies the article alone."""
    return element(
        "ins",
        change.after,
        class_="change" if change.after else "change out",
        data_rule=change.rule,
        data_grade=change.grade,
        data_before=change.before,
        tabindex=-1,
    )


def _images(block: Block) -> Iterator[Html]:
    """A picture is named, never loaded."""
    for image in block.images:
        yield element("span", element("b", "picture", class_="c"), f" {image.text or image.url}", class_="picture")


def _poster(post: Post) -> Html:
    said = ", ".join(filter(None, (post.author, post.date or post.date_raw)))
    return element("p", element("b", "post", class_="c"), f" {said}", class_="poster")
