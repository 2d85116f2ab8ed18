"""Text of the HTML that some peers answer with, so that they can be compared with those that answer with text."""

from __future__ import annotations

from lxml import etree, html

#: Elements whose text stands on lines of its own; everything else runs on.
_ON_LINES = frozenset(
    "address article aside blockquote body br dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def lines_of(markup: str) -> str:
    """The text of an HTML fragment, the elements of `_ON_LINES` on lines of their own; "" where there is none."""
    if not markup.strip():
        return ""
    parts: list[str] = []
    root = html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True, remove_comments=True))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        parts.append("\n" if element.tag in _ON_LINES else "")
        parts.append((element.text if event == "start" else element.tail) or "")
    lines = ("".join(parts)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
