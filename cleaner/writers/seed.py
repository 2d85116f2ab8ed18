"""Article → the file of a clean seed, which read again is the same article.

The title, a blank line, the paragraphs of the body; above them front matter with what else is known. Markdown stands
as it did, less what was dropped. Line ends are of one kind, that of the first line; the last line has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from cleaner.model import Block
from cleaner.writers.markdown import FIELDS, head_with, line_end
from cleaner.writers.record import metadata_dict

if TYPE_CHECKING:
    from cleaner.article import Article

#: What goes into the front matter of a seed: what its removed lines said; all that is known; nothing; the first, into
#: a file of its own.
FrontMatter = Literal["auto", "always", "never", "sidecar"]
#: The fields of a seed, in their order: those of any article, and what else only the removed lines of a notice say.
_FIELDS = (*FIELDS, "issuer", "document_number", "license")
#: Where a value was read: "line 5: 来源". Must not match "front matter: line 5".
_LINE = re.compile(r"line (\d+)")


def to_seed(article: Article, front: FrontMatter = "auto") -> str:
    """The text of the seed's file; "" for an article of which nothing is left."""
    source = article.document.text
    end = line_end(source)
    wanted = stated(article, front == "always") if front in ("auto", "always") else {}
    head = head_with(article, wanted, end)
    body = "".join(_pieces(article, end))
    if _is_marked(article):
        body = body.strip("\r\n")
    return (end * 2).join(part for part in (head, body) if part) + end if head or body else ""


def stated(article: Article, everything: bool = False) -> dict[str, Any]:
    """The metadata that a seed's file has no other line for: what its removed lines said, or `everything`."""
    record = metadata_dict(article.metadata)
    if article.metadata.date:
        record["date_raw"] = None
    record["contributors"] = [{k: v for k, v in person.items() if v} for person in record["contributors"]]
    said = FIELDS if everything else _from_removed(article)
    return {name: record[name] for name in _FIELDS if name in said and record[name] not in (None, [], "")}


def _from_removed(article: Article) -> frozenset[str]:
    """The fields that were read from lines that are gone."""
    gone = {piece.line + i for piece in article.removed for i in range(piece.text.count("\n") + 1)}
    where = ((name, _LINE.match(origin)) for name, origin in article.metadata.provenance.items())
    return frozenset(name for name, match in where if match and int(match[1]) in gone)


def _pieces(article: Article, end: str) -> Iterator[str]:
    """The lines of the title and of the body, with what stands between them."""
    above: Block | None = None
    for block in (*article.heading, *article.blocks):
        text = written(article, block, end)
        if not text:
            continue
        if above is not None:
            yield between(article, above, block, end)
        yield text
        above = block


def written(article: Article, block: Block, end: str) -> str:
    """A block as the file has it: as it stands, in Markdown and where a mark keeps it."""
    return block.source if _is_marked(article) or block.fixed else block.text.replace("\n", end)


def between(article: Article, above: Block, below: Block, end: str) -> str:
    """What stands in the file between two blocks that follow each other there."""
    if not _is_marked(article) and not (above.fixed and below.fixed):
        return end * (1 if below.joined else 2)
    return end * 2 if above.index > below.index else stood_between(article, above, below)


def stood_between(article: Article, above: Block, below: Block) -> str:
    """The longest white space that stands in the source between two blocks, one of them above the other."""
    blocks, text = article.document.blocks, article.document.text
    gaps = (text[b.start + len(b.source) : b.span.end] for b in blocks[above.index : below.index])
    return max(gaps, key=len)


def _is_marked(article: Article) -> bool:
    return article.document.clip.markup == "markdown"
