"""Where a seed is laid out otherwise than a file that `cleaner` writes: its blank lines, line ends and indents, and the
order of its lines. What goes, or reads otherwise, is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.article import Article
from cleaner.writers.markdown import line_end, own_head
from cleaner.writers.seed import between, stood_between, written


def laid_out_otherwise(article: Article) -> Iterator[int]:
    """The lines of a seed that stand otherwise in its file, or have something else above or behind them. Around what
    goes only the white space counts that stays with what does not."""
    document, end = article.document, line_end(article.document.text)
    kept = [block for block in (*article.heading, *article.blocks) if written(article, block, end)]
    if not kept:
        return
    own = [document.blocks[block.index] for block in kept]
    if not _begins(article, own[0].index, own[0].start, end):
        yield own[0].line
    for block in own:
        if written(article, block, end) != block.source:
            yield block.line
    for above, below in pairwise(kept):
        if above.index > below.index or between(article, above, below, end) != stood_between(article, above, below):
            yield below.line
    last = own[-1]
    rest = document.text[last.start :]
    if last.index == len(document.blocks) - 1 and rest != last.source.rstrip("\r\n") + end:
        yield last.line + rest.rstrip().count("\n")


def _begins(article: Article, index: int, start: int, end: str) -> bool:
    """Whether the first kept block begins the file as it is to, or something goes above it."""
    head = own_head(article)
    if head is None:
        return index > 0 or not article.document.text[:start].strip("\ufeff")
    above = head.source.rstrip("\r\n")
    return index > head.index + 1 or article.document.text[head.start + len(above) : start] == end * 2
