"""HTML → blocks: one pass over the tree in document order, a block for each run of text between block-level tags.

The blocks' spans count in the flattened page (the blocks' texts with a blank line between them), which stands in
`Document.text`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from cleaner.model import Block, Clip, Document, Hints, Kind, Link, Span, Warn
from cleaner.readers.text import read_text

_SKIPPED = frozenset("script style noscript template head svg iframe object select option button textarea".split())
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "blockquote": "quote",
    "pre": "code",
    "tr": "table",
}
_BREAKING = frozenset(
    """address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th
    thead title tr ul""".split()
)
#: Elements whose content is not read, and tags. Must not match "a < b".
_UNREAD = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(clip: Clip) -> Document:
    """The page flattened into blocks. A page that cannot be parsed gives no block and a warning."""
    parser = etree.HTMLParser(huge_tree=True, recover=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    data = clip.text.encode("utf-8", "surrogatepass").replace(b"\x00", b"")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, UnicodeError) as error:
        return Document(clip, "", (), warnings=(Warn("html_unparsed", f"the page could not be parsed: {error}"),))
    if root is None:
        return Document(clip, "", (), warnings=(Warn("html_unparsed", "the page holds no element"),))
    flat = _Flat()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        flat.take(event, element)
    flat.end_block()
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return _stripped(clip)
    return Document(clip, flat.text(), tuple(flat.blocks()))


def _stripped(clip: Clip) -> Document:
    """A page nested deeper than the parser goes, as flat text: its tags taken out, nothing lost but its structure."""
    text = html.unescape(_TAG.sub("\n", _UNREAD.sub("\n", clip.text)))
    why = "the page is nested deeper than can be parsed; its tags were taken out and its text read line by line"
    return Document(clip, text, read_text(text), warnings=(Warn("html_depth", why),))


class _Flat:
    """The page so far: finished runs of text, the run being gathered, the open tags."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, Kind, int, tuple[Link, ...], Hints, int]] = []
        self.pieces: list[str] = []
        self.links: list[Link] = []
        self.path: list[str] = []
        self.skipping = 0
        self.link_at: list[tuple[int, str]] = []
        self.line = 0

    def take(self, event: str, element: etree._Element) -> None:
        """One event of the walk."""
        tag = element.tag
        if event == "start":
            self._start(tag, element)
        else:
            self._end(tag, element)

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in _SKIPPED:
            self.skipping += 1
        if self.skipping:
            return
        if tag in _BREAKING:
            self.end_block()
            self.path.append(tag)
        if tag == "a":
            self.link_at.append((len(self.pieces), element.get("href") or ""))
        self._text(element.text, element)

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag in _SKIPPED:
            self.skipping -= 1
        elif not self.skipping:
            if tag == "a" and self.link_at:
                start, url = self.link_at.pop()
                self.links.append(Link(_SPACE.sub(" ", "".join(self.pieces[start:])).strip(), url))
            if tag in _BREAKING:
                self.end_block()
                if self.path:
                    self.path.pop()
        if not self.skipping:
            self._text(element.tail, element)

    def _text(self, text: str | None, element: etree._Element) -> None:
        if text:
            if not self.pieces:
                self.line = element.sourceline or 0
            self.pieces.append(text)

    def end_block(self) -> None:
        """Finish the run being gathered."""
        text = _SPACE.sub(" ", "".join(self.pieces)).strip()
        if text:
            path = tuple(self.path[-8:])
            kind: Kind = next((_KINDS[tag] for tag in reversed(path) if tag in _KINDS), "paragraph")
            level = int(path[-1][1]) if kind == "heading" and path[-1][0] == "h" and path[-1][1:].isdigit() else 0
            links = tuple(link for link in self.links if link.text)
            self.runs.append((text, kind, level, links, Hints(path), self.line))
        self.pieces, self.links = [], []
        self.link_at = [(0, url) for _, url in self.link_at]

    def text(self) -> str:
        """The flattened page."""
        return "\n\n".join(run[0] for run in self.runs)

    def blocks(self) -> Iterator[Block]:
        """The finished runs as blocks that cover the flattened page."""
        at = 0
        for index, (text, kind, level, links, hints, line) in enumerate(self.runs):
            last = index + 1 == len(self.runs)
            span = Span(at, at + len(text) + (0 if last else 2))
            yield Block(index, kind, text, text, span, at, line, None, level, False, links, (), hints)
            at = span.end
