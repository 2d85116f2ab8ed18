"""Article → a complete HTML document, built from an allow-list: nothing of the clipping is passed on as markup.

No script, style or event handler is ever written; links lead to http, https and mailto, pictures to http and https
and are no trackers; a policy in the head forbids the rest to a browser, too. Every character of the text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from cleaner.model import Block, Metadata
from cleaner.writers.body import Body
from cleaner.writers.inline import Marked
from cleaner.writers.legal import language_tag, legal, picture_url, safe_url
from cleaner.writers.outline import Container, level_of
from cleaner.writers.verbatim import code_of

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
_MARKS = {"strong": "strong", "emphasis": "em", "deleted": "del", "code": "code", "raised": "sup", "lowered": "sub"}
#: Containers that stand on lines of their own.
_APART = ("list", "numbered", "quote", "figure")


def to_html(article: Article) -> str:
    """The article as a document by itself: metadata in the head, the title and the body. Well-formed as XML, too."""
    metadata = article.metadata
    language = language_tag(metadata.language, metadata.script)
    body = _Body(article).written()
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


def _number(container: Container, number: int | None) -> str:
    """The attribute that states the number of a list's first item, or of an item."""
    if number is None or (container == "numbered" and number == 1):
        return ""
    return f' start="{number}"' if container == "numbered" else f' value="{number}"'


class _Body(Body):
    """The body in HTML."""

    line_break = "<br/>\n"

    def opened(self, container: Container, number: int | None) -> str:
        """What opens a container; a list that does not begin with one says so, and an item that does not follow."""
        tag = f"<{_CONTAINERS[container]}{_number(container, number)}>"
        return f"\n{tag}\n" if container in _APART else tag

    def closed(self, container: Container) -> str:
        """What closes it."""
        return f"</{_CONTAINERS[container]}>\n"

    def heading(self, block: Block) -> str:
        """A heading of the body."""
        level = level_of(block)
        return f"<h{level}>{self.line(block)}</h{level}>\n"

    def text(self, text: str) -> str:
        """Text, its line breaks as such."""
        return _text(text).replace("\n", "<br/>\n")

    def opening(self, one: Marked) -> str:
        """What opens a range; "" for a link that may lead nowhere."""
        if one.what != "link":
            return f"<{_MARKS[one.what]}>"
        url = safe_url(one.url, self.base)
        return f'<a href="{_text(url)}">' if url else ""

    def closing(self, one: Marked) -> str:
        """What closes it."""
        if one.what != "link":
            return f"</{_MARKS[one.what]}>"
        return "</a>" if safe_url(one.url, self.base) else ""

    def picture(self, alt: str, url: str) -> str:
        """A picture to look at; nothing for a tracker, and for what is no safe address."""
        whole = picture_url(url, self.base)
        return f'<img src="{_text(whole)}" alt="{_text(alt)}"/>' if whole else ""

    def rule(self, _block: Block) -> str:
        """A line between two parts."""
        return "<hr/>\n"

    def code(self, block: Block) -> str:
        """Program text, with its language where that is known."""
        code, language = code_of(block)
        named = f' class="language-{_text(language)}"' if language else ""
        return f"<pre><code{named}>{_text(code)}</code></pre>\n"

    def formula(self, block: Block) -> str:
        """What the text of a formula, or of a kind not known here, says."""
        return f'<div class="{block.kind}">{_text(block.text)}</div>\n'

    def table(self, block: Block) -> str:
        """A table, its first row a head where it is one."""
        cells, headed = self.cells(block)
        rows = [
            "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>\n"
            for i, row in enumerate(cells)
            for tag in ("th" if headed and i == 0 else "td",)
        ]
        head = f"<thead>\n{rows[0]}</thead>\n" if headed else ""
        rest = "".join(rows[1:] if headed else rows)
        return f"<table>\n{head}<tbody>\n{rest}</tbody>\n</table>\n"
