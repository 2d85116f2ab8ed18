"""Clip → Document: the three markups give the same blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from cleaner.model import Clip, Document, Markup, Warn
from cleaner.readers.decode import ReadError, decode, scalar_text
from cleaner.readers.front_matter import parse_front_matter
from cleaner.readers.markdown import read_markdown
from cleaner.readers.text import read_text

_SUFFIXES: Mapping[str, Markup] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|article|p)[\s>]",
    re.I | re.S,
)
#: Marks that plain text does not have by accident. Must not match "#1", "* note" or "a [b] c".
_MARKDOWN = re.compile(
    r"^#{1,6} \S|\]\(\s*<?(?:https?:|/|#|mailto:)|^!\[|^\s*(?:```|~~~)|^\|.*\|\s*$|\*\*\S.{0,80}?\S\*\*", re.M
)
#: A text without any of these has none of the marks above: the cheap test, most texts being plain.
_MARKED = ("# ", "](", "![", "```", "~~~", "|", "**")
#: How much of a text is looked at to tell its markup, in characters.
_SNIFFED = 20_000


def detect_markup(text: str, path: str | None = None) -> Markup:
    """The markup by the path's suffix when it tells, else by what the text begins with and holds."""
    if path:
        _, dot, suffix = path.rpartition(".")
        if dot and (known := _SUFFIXES.get("." + suffix.lower())):
            return known
    head = text[:_SNIFFED].lstrip("\ufeff")
    if _HTML.match(head):
        return "html"
    if re.match(r"---[ \t]*\r?\n", head) and re.search(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", head):
        return "markdown"
    marked = any(map(head.__contains__, _MARKED)) and len(_MARKDOWN.findall(head)) > 1
    return "markdown" if marked else "text"


def open_clip(data: bytes | str, known: Clip, markup: Markup | None, encoding: str | None, max_bytes: int) -> Clip:
    """The clip with its text and markup. Raises `ReadError` for what is too large or no text."""
    if len(data) > max_bytes:
        raise ReadError("too_large", f"{len(data):,} bytes are more than the limit of {max_bytes:,}")
    if isinstance(data, str):
        text, warnings = scalar_text(data)
        used, why = None, known.decoded_by
    else:
        text, used, why, warnings = decode(data, encoding)
    markup = markup or detect_markup(text, known.path)
    return replace(known, text=text, markup=markup, encoding=used, decoded_by=why, warnings=warnings)


def read(clip: Clip) -> Document:
    """The blocks of a clip, with what its front matter says."""
    if clip.markup == "html":
        from cleaner.readers.html import read_html  # noqa: PLC0415 - lxml is heavy and only pages need it

        return read_html(clip)
    blocks = read_markdown(clip.text) if clip.markup == "markdown" else read_text(clip.text)
    front_matter: Mapping[str, object] = {}
    warnings: tuple[Warn, ...] = ()
    if blocks and blocks[0].kind == "front_matter":
        front_matter, warnings = parse_front_matter(blocks[0].source)
    return Document(clip, clip.text, blocks, front_matter, warnings)
