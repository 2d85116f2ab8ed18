"""HTML → blocks: the runs of text that a page shows, in document order.

The blocks' spans count in the flattened page (their sources with a blank line between them, or a line break where
they are joined), which stands in `Document.text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from cleaner.model import Block, Clip, Document, Head, Hints, Span, Warn
from cleaner.readers.evidence import body_in_scripts
from cleaner.readers.page import MAX_BOXES, Page
from cleaner.readers.runs import Run
from cleaner.readers.tags import Openings
from cleaner.readers.tex import with_formulas
from cleaner.readers.text import continues, read_text

#: A page that shows fewer characters than this has its text elsewhere: in <noscript>, in a script, or nowhere.
BARE_CHARACTERS = 400
#: The kinds of blocks whose source has lines.
_LINED = ("code", "table")


def read_html(clip: Clip) -> Document:
    """The page flattened into blocks. What could not be read is warned of."""
    page, warnings = _parsed(clip.text)
    runs = _shown(page.runs)
    named = clip.said("title")
    head = Head(
        page.title or (named.value if named else None),
        tuple(page.metas),
        page.canonical,
        tuple(page.scripts),
        tuple(page.code),
        tuple(page.marked),
        page.lang,
        page.base,
    )
    if _characters(runs) < BARE_CHARACTERS and (
        said := body_in_scripts((*page.scripts, *page.states), _characters(runs))
    ):
        text, blocks = said.text, read_text(said.text)
        head = head._replace(beside=said.beside)
        why = Warn("body_from_script", "the page shows no text of its own; its body was read from a script")
        return Document(clip, text, blocks, warnings=(*warnings, why), head=head)
    blocks = tuple(_blocks(runs))
    text = "".join([block.source + "\n" * (block.span.end - block.start - len(block.source)) for block in blocks])
    return Document(clip, text, blocks, warnings=warnings, boxes=tuple(page.boxes), head=head)


def _parsed(text: str) -> tuple[Page, tuple[Warn, ...]]:
    page = Page(Openings())
    parser = etree.HTMLParser(target=page, huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    warnings: tuple[Warn, ...] = ()
    try:
        parser.feed(with_formulas(text.replace("\x00", "")).encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError) as error:
        page.close()
        if text.strip():
            warnings = (Warn("html_unparsed", f"the page could be parsed only in part: {error}"),)
    if len(page.boxes) >= MAX_BOXES:
        warnings = (*warnings, Warn("html_nodes", f"of more than {MAX_BOXES:,} elements only the text was read"))
    return page, warnings


def _shown(runs: Sequence[Run]) -> list[Run]:
    """The runs less those in <noscript>, unless there is little else: they repeat what scripts load."""
    scripted = [run for run in runs if not run.unscripted]
    return scripted if _characters(scripted) >= BARE_CHARACTERS else list(runs)


def _characters(runs: Sequence[Run]) -> int:
    return sum(len(run.text) for run in runs)


def _blocks(runs: Sequence[Run]) -> Iterator[Block]:
    """The runs as blocks that cover the flattened page: a blank line between them, a line break where they are joined,
    which only short lines are that are no sentences."""
    at, line, last = 0, 1, len(runs) - 1
    joins = [run.joined and i > 0 and continues(run.text) and continues(runs[i - 1].text) for i, run in enumerate(runs)]
    for i, run in enumerate(runs):
        kind, level, text, source, offsets, _, links, images, box, hidden, _, number, language = run
        gap = 0 if i == last else 1 if joins[i + 1] else 2
        end = at + len(source) + gap
        hints = Hints(box, hidden, number, language)
        yield Block(i, kind, text, source, Span(at, end), at, line, offsets, level, joins[i], links, images, hints)
        at, line = end, line + gap + (source.count("\n") if kind in _LINED else 0)
