"""Clip → Document: the three markups give the same blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from cleaner.model import Clip, Document, Markup
from cleaner.readers.decode import ReadError, decode, scalar_text
from cleaner.readers.fixed import with_marks
from cleaner.readers.front_matter import parse_front_matter
from cleaner.readers.markdown import read_markdown
from cleaner.readers.saved import SavedPage, holds_many, saved_page
from cleaner.readers.text import read_text
from cleaner.text.pattern import lazy_pattern

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
#: What a page begins with, behind comments. A comment ends at its first end: else a run of them would have as many
#: readings as there are ways to make one of several.
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.{0,2000}?-->)\s*)*+<(?:!doctype\s+html|html|head|body|meta|div|article|p)[\s>]",
    re.I | re.S,
)
#: A page from its first line on. Must not match a text or Markdown with elements in it.
_WHOLE_PAGE = lazy_pattern(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]", re.I)
#: Marks that plain text does not have by accident. Must not match "#1", "* note" or "a [b] c".
_MARKDOWN = re.compile(
    r"^#{1,6} \S|\]\(\s*<?(?:https?:|/|#|mailto:)|^!\[|^[^\S\n]*(?:```|~~~)|^\|.*\|\s*$|\*\*\S.{0,80}?\S\*\*", re.M
)
#: A text without any of these has none of the marks above: the cheap test, most texts being plain.
_MARKED = ("# ", "](", "![", "```", "~~~", "|", "**")
#: How much of a text is looked at to tell its markup, in characters.
_SNIFFED = 20_000


def markup_of_name(path: str) -> Markup | None:
    """The markup by a name's suffix; None when it does not tell."""
    _, dot, suffix = path.rpartition(".")
    return _SUFFIXES.get("." + suffix.lower()) if dot else None


def detect_markup(text: str, path: str | None = None) -> Markup:
    """The markup by the path's suffix when it tells, else by what the text begins with and holds. A whole page is one
    whatever its name."""
    head = text[:_SNIFFED].lstrip("\ufeff")
    known = markup_of_name(path) if path else None
    if known is not None:
        return "html" if _WHOLE_PAGE.match(head) else known
    if _HTML.match(head):
        return "html"
    if re.match(r"---[ \t]*\r?\n", head) and re.search(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", head):
        return "markdown"
    marked = any(map(head.__contains__, _MARKED)) and len(_MARKDOWN.findall(head)) > 1
    return "markdown" if marked else "text"


def open_clip(data: bytes | str, known: Clip, markup: Markup | None, encoding: str | None, max_bytes: int) -> Clip:
    """The clip with its text and markup. Raises `ReadError` for what is too large or no text.

    A page within a file of a browser's (MHTML, a Safari web archive) or a letter is taken out of it, with what the file
    says of it, unless `markup` says that this is text.
    """
    if len(data) > max_bytes:
        raise ReadError("too_large", f"{len(data):,} bytes are more than the limit of {max_bytes:,}")
    if markup is None and holds_many(data):
        raise ReadError("archive", "an archive of many clippings: `cleaner clean` and cleaner.batch read it")
    if markup in (None, "html") and (page := saved_page(data, known.path)) is not None:
        data, markup, known = page.data, page.markup, _knowing(known, page)
    if isinstance(data, str):
        text, warnings = scalar_text(data)
        used, why = None, known.decoded_by
    else:
        label = known.said("encoding")
        text, used, why, warnings = decode(data, encoding, label.value if label else None)
    markup = markup or detect_markup(text, known.path)
    warnings = (*known.warnings, *warnings)
    return replace(known, text=text, markup=markup, encoding=used, decoded_by=why, warnings=warnings)


def _knowing(known: Clip, page: SavedPage) -> Clip:
    """`known` with what a saved page's file says; what the caller knows stands."""
    stated = tuple(one for one in page.stated if one.field != "url" or known.url is None)
    address = next((one.value for one in stated if one.field == "url"), known.url)
    return replace(
        known,
        url=address,
        crawled=known.crawled or page.crawled,
        warnings=(*known.warnings, *page.warnings),
        stated=(*known.stated, *stated),
        container=page.container,
    )


def read(clip: Clip) -> Document:
    """The blocks of a clip, with what its front matter says."""
    if clip.markup == "html":
        from cleaner.readers.html import read_html  # noqa: PLC0415 - lxml is heavy and only pages need it

        return read_html(clip)
    blocks = read_markdown(clip.text) if clip.markup == "markdown" else read_text(clip.text)
    blocks, warnings = with_marks(clip.text, blocks)
    front_matter: Mapping[str, object] = {}
    if blocks and blocks[0].kind == "front_matter":
        front_matter, unread = parse_front_matter(blocks[0].source)
        warnings = (*unread, *warnings)
    return Document(clip, clip.text, blocks, front_matter, warnings)
