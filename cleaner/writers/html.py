"""Article → a complete HTML document, built from an allow-list: nothing of the clipping is passed on as markup.

No script, style or event handler is ever written; links lead to http, https and mailto, pictures to http and https
and are no trackers; a policy in the head forbids the rest to a browser, too. Every character of the text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from cleaner.model import Block, Metadata
from cleaner.writers.grid import grid
from cleaner.writers.inline import Marked, inline_of
from cleaner.writers.legal import language_tag, legal, picture_url, safe_url
from cleaner.writers.outline import Piece, outline
from cleaner.writers.verbatim import code_of
from cleaner.writers.woven import Weaver, weave

if TYPE_CHECKING:
    from cleaner.article import Article

#: What a browser may load for the document: pictures, and nothing else.
POLICY = "default-src 'none'; img-src http: https:; base-uri 'none'; form-action 'none'"
_CONTAINERS = {
    "list": "ul",
    "numbered": "ol",
    "item": "li",
    "quote": "blockquote",
    "paragraph": "p",
    "figure": "figure",
    "caption": "figcaption",
}
_MARKS = {"strong": "strong", "emphasis": "em", "deleted": "del", "code": "code"}
#: Containers that stand on lines of their own.
_APART = ("list", "numbered", "quote", "figure")


def to_html(article: Article) -> str:
    """The article as a document by itself: metadata in the head, the title and the body. Well-formed as XML, too."""
    metadata = article.metadata
    language = language_tag(metadata.language, metadata.script)
    body = _Body(metadata.url or article.document.clip.url).written(article)
    title = f"<header><h1>{_text(article.title)}</h1></header>\n" if article.heading and article.title else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n{"".join(_head(article))}</head>\n'
        f"<body>\n<article>\n{title}{body}</article>\n</body>\n</html>\n"
    )


def _text(text: str | None) -> str:
    return escape(legal(text or ""), quote=True)


# The head


def _head(article: Article) -> Iterator[str]:
    metadata = article.metadata
    title = article.title or metadata.site or article.document.clip.path or "—"
    yield '<meta charset="utf-8"/>\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}"/>\n'
    yield '<meta name="referrer" content="no-referrer"/>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    yield f"<title>{_text(title)}</title>\n"
    for attribute, name, value in _metas(metadata):
        yield f'<meta {attribute}="{name}" content="{_text(" ".join(value.split()))}"/>\n'
    if metadata.url and (url := safe_url(metadata.url, None)):
        yield f'<link rel="canonical" href="{_text(url)}"/>\n'


def _metas(metadata: Metadata) -> Iterator[tuple[str, str, str]]:
    """What is stated, as (attribute, name, content): by the names that HTML, Open Graph and Dublin Core have."""
    said: Sequence[tuple[str, str, Sequence[str | None]]] = (
        ("name", "author", metadata.authors),
        ("name", "description", (metadata.description,)),
        ("name", "keywords", (", ".join(metadata.tags),)),
        ("property", "og:title", (metadata.title,)),
        ("property", "og:site_name", (metadata.site,)),
        ("property", "article:published_time", (metadata.date,)),
        ("property", "article:modified_time", (metadata.modified,)),
        ("property", "article:section", (metadata.category,)),
        ("name", "dc.publisher", (metadata.source,)),
        ("name", "dc.contributor", (metadata.editor, *(person.name for person in metadata.contributors))),
        ("name", "dc.rights", (metadata.copyright,)),
        ("name", "dcterms.license", (metadata.license,)),
        ("name", "dc.identifier", (metadata.document_number,)),
    )
    yield from ((attribute, name, value) for attribute, name, values in said for value in values if value)


# The body


class _Body(Weaver):
    """Writes the body; `base` is the address that relative ones count from."""

    def __init__(self, base: str | None) -> None:
        self._base = base

    def written(self, article: Article) -> str:
        """The pieces of the outline as HTML."""
        return "".join(map(self._piece, outline(article)))

    def _piece(self, piece: Piece) -> str:
        if piece.container is not None:
            return self._edge(piece)
        if piece.block is None:
            return "<br/>\n"
        return {
            "line": self._line,
            "heading": self._heading,
            "code": self._code,
            "table": self._table,
            "image": self._pictures,
            "rule": self._rule,
        }.get(piece.what, self._formula)(piece.block)

    def _edge(self, piece: Piece) -> str:
        container = piece.container or "paragraph"
        tag = _CONTAINERS[container]
        if piece.what == "close":
            return f"</{tag}>\n"
        start = f' start="{piece.number}"' if piece.number not in (None, 1) else ""
        return f"\n<{tag}{start}>\n" if container in _APART else f"<{tag}{start}>"

    def _heading(self, block: Block) -> str:
        """A heading of the body: the first level is the title's."""
        level = min(max(block.level, 2), 6)
        return f"<h{level}>{self._line(block)}</h{level}>\n"

    def _line(self, block: Block) -> str:
        return weave(block.text, inline_of(block), self)

    def text(self, text: str) -> str:
        """Text, its line breaks as such."""
        return _text(text).replace("\n", "<br/>\n")

    def opening(self, one: Marked) -> str:
        """What opens a range; "" for a link that may lead nowhere."""
        if one.what != "link":
            return f"<{_MARKS[one.what]}>"
        url = safe_url(one.url, self._base)
        return f'<a href="{_text(url)}">' if url else ""

    def closing(self, one: Marked) -> str:
        """What closes it."""
        if one.what != "link":
            return f"</{_MARKS[one.what]}>"
        return "</a>" if safe_url(one.url, self._base) else ""

    def picture(self, alt: str, url: str) -> str:
        """A picture to look at; nothing for a tracker, and for what is no safe address."""
        whole = picture_url(url, self._base)
        return f'<img src="{_text(whole)}" alt="{_text(alt)}"/>' if whole else ""

    def _pictures(self, block: Block) -> str:
        return "".join(self.picture(image.text, image.url) for image in block.images)

    def _rule(self, _block: Block) -> str:
        return "<hr/>\n"

    def _code(self, block: Block) -> str:
        code, language = code_of(block)
        named = f' class="language-{_text(language)}"' if language else ""
        return f"<pre><code{named}>{_text(code)}</code></pre>\n"

    def _formula(self, block: Block) -> str:
        """What the text of a formula, or of a kind not known here, says."""
        return f'<div class="{block.kind}">{_text(block.text)}</div>\n'

    def _table(self, block: Block) -> str:
        table = grid(block.text)
        rows = [
            "<tr>" + "".join(f"<{tag}>{_text(cell)}</{tag}>" for cell in row) + "</tr>\n"
            for i, row in enumerate(table.rows)
            for tag in ("th" if table.headed and i == 0 else "td",)
        ]
        head = f"<thead>\n{rows[0]}</thead>\n" if table.headed else ""
        rest = "".join(rows[1:] if table.headed else rows)
        return f"<table>\n{head}<tbody>\n{rest}</tbody>\n</table>\n"
