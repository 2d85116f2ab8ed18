"""Marks by which an author says that lines of a clipping stay: comments, in flat text as in Markdown.

``<!-- cleaner: off -->`` on a line of its own keeps all lines down to ``<!-- cleaner: on -->``, or to the end;
``<!-- cleaner: keep-line -->`` keeps the line that it stands on. Marks stay in the source, and are none of the text.
Code that shows a mark is code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.model import Block, Kind, Span, Warn
from cleaner.readers.lines import BLANKS, split_lines

#: What every mark begins with; a text without it has none.
_SIGN = re.compile(r"<!--[ \t]*cleaner:")
#: A mark. Must not match a comment that speaks of the cleaner: "<!-- cleaner: see below -->" is none, and is warned of.
_MARK = re.compile(r"(?:(?<![ \t])[ \t]++)?<!--[ \t]*cleaner:[ \t]*(?P<word>[a-z-]{1,20})[ \t]*-->")
_WORDS = frozenset(("off", "on", "keep-line"))
_CODE: frozenset[Kind] = frozenset(("code", "formula"))


def with_marks(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Warn, ...]]:
    """The blocks of `text`, those that a mark keeps fixed, and a warning of marks that say nothing that is known."""
    if _SIGN.search(text) is None:
        return blocks, ()
    return tuple(_marked(blocks)), tuple(_unknown(blocks))


def fixed_spans(text: str) -> tuple[Span, ...]:
    """The places in a text that is not read yet which marks keep as they are."""
    if _SIGN.search(text) is None:
        return ()
    spans, since = [], None
    for line in split_lines(text):
        word = _alone(line.text)
        if word == "off" and since is None:
            since = line.start
        elif word == "on" and since is not None:
            spans.append(Span(since, line.start))
            since = None
        elif since is None and any(match["word"] == "keep-line" for match in _MARK.finditer(line.text)):
            spans.append(Span(line.start, line.start + len(line.text)))
    return (*spans, Span(since, len(text))) if since is not None else tuple(spans)


def _marked(blocks: Sequence[Block]) -> Iterator[Block]:
    off = mark_above = False
    for block in blocks:
        if mark_above:  # what stands below a mark continues no paragraph
            block = block._replace(joined=False)  # noqa: PLW2901
        word = None if block.kind in _CODE else _alone(block.source)
        mark_above = word in ("off", "on")
        if mark_above:
            off = word == "off"
            yield block._replace(kind="html", text="", offsets=(0,), fixed=True)
        elif block.kind not in _CODE and any(m["word"] == "keep-line" for m in _MARK.finditer(block.source)):
            yield _without_mark(block)._replace(fixed=True)
        else:
            yield block._replace(fixed=True) if off else block


def _without_mark(block: Block) -> Block:
    """A block whose line is kept, its mark none of its text."""
    if (marks := [match.span() for match in _MARK.finditer(block.text)]) == []:
        return block
    places = block.offsets if block.offsets is not None else range(len(block.text) + 1)
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(block.text)]
    kept = [i for a, b in zip(starts, ends, strict=True) for i in range(a, b)]
    text = "".join(block.text[i] for i in kept)
    lead = len(text) - len(text.lstrip())
    offsets = [places[i] for i in kept[lead : lead + len(text.strip())]]
    return block._replace(text=text.strip(), offsets=(*offsets, offsets[-1] + 1 if offsets else 0))


def _alone(source: str) -> str | None:
    """The word of a mark that stands on a line of its own."""
    match = _MARK.fullmatch(source.strip(BLANKS))
    return match["word"] if match else None


def _unknown(blocks: Sequence[Block]) -> Iterator[Warn]:
    for block in blocks:
        if block.kind not in _CODE and _SIGN.search(block.source):
            known = sum(match["word"] in _WORDS for match in _MARK.finditer(block.source))
            if known < len(_SIGN.findall(block.source)):
                yield Warn("mark_unknown", f"line {block.line}: no such mark; there are off, on and keep-line")
