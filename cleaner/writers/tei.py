"""Article → TEI/XML (P5): the metadata in a teiHeader, the body in its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from cleaner.model import Block, Metadata
from cleaner.writers.body import Body
from cleaner.writers.inline import Marked
from cleaner.writers.legal import language_tag, legal, picture_url, safe_url
from cleaner.writers.outline import Container
from cleaner.writers.verbatim import code_of

if TYPE_CHECKING:
    from cleaner.article import Article

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_CONTAINERS = {
    "list": ("<list>\n", "</list>\n"),
    "numbered": ('<list rend="numbered">\n', "</list>\n"),
    "item": ("<item>", "</item>\n"),
    "quote": ("<quote>\n", "</quote>\n"),
    "paragraph": ("<p>", "</p>\n"),
    "figure": ('<ab type="figure">', "</ab>\n"),
    "caption": ('<hi rend="caption">', "</hi>"),
}
_RENDERED = {
    "strong": "bold",
    "emphasis": "italic",
    "deleted": "strikethrough",
    "code": "code",
    "raised": "superscript",
    "lowered": "subscript",
}


def to_tei(article: Article) -> str:
    """The article as a TEI document. A part of the body begins at each heading."""
    language = language_tag(article.metadata.language, article.metadata.script)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}" xml:lang="{language}">\n'
        f"<teiHeader>\n{''.join(_header(article, language))}</teiHeader>\n"
        f"<text>\n<body>\n<div>\n{_Body(article).written()}</div>\n</body>\n</text>\n</TEI>\n"
    )


def _text(text: str) -> str:
    return escape(legal(text))


def _element(name: str, text: str | None, **attributes: str) -> str:
    """An element with text; nothing for no text."""
    given = "".join(f" {key}={quoteattr(legal(value))}" for key, value in attributes.items())
    return f"<{name}{given}>{_text(text)}</{name}>\n" if text else ""


# The header


def _header(article: Article, language: str) -> Iterator[str]:
    metadata = article.metadata
    yield "<fileDesc>\n<titleStmt>\n"
    yield _element("title", article.title, type="main") or "<title/>\n"
    yield from _people(metadata)
    yield "</titleStmt>\n<publicationStmt>\n"
    yield _element("publisher", metadata.source or metadata.site) or "<publisher/>\n"
    yield from _published(metadata)
    yield "</publicationStmt>\n<sourceDesc>\n<bibl>\n"
    yield from _source(article)
    yield "</bibl>\n</sourceDesc>\n</fileDesc>\n<profileDesc>\n"
    yield f"<abstract><p>{_text(metadata.description)}</p></abstract>\n" if metadata.description else ""
    yield _element("language", language, ident=language).join(("<langUsage>\n", "</langUsage>\n"))
    if terms := "".join(_element("term", tag) for tag in (*metadata.tags, metadata.category) if tag):
        yield f"<textClass>\n<keywords>\n{terms}</keywords>\n</textClass>\n"
    yield "</profileDesc>\n"


def _people(metadata: Metadata) -> Iterator[str]:
    yield from (_element("author", name) for name in metadata.authors)
    yield _element("editor", metadata.editor)
    for person in metadata.contributors:
        if person.role and person.name:
            yield f"<respStmt>\n{_element('resp', person.role)}{_element('name', person.name)}</respStmt>\n"


def _published(metadata: Metadata) -> Iterator[str]:
    yield _dated(metadata.date, metadata.date_raw, "published")
    yield _dated(metadata.modified, None, "modified")
    yield _element("idno", metadata.id, type="id")
    yield _element("idno", metadata.document_number, type="document")
    terms = _element("licence", metadata.license)
    terms += f"<p>{_text(metadata.copyright)}</p>\n" if metadata.copyright else ""
    yield f"<availability>\n{terms}</availability>\n" if terms else ""


def _dated(date: str | None, raw: str | None, kind: str) -> str:
    """A date: its day or minute as an attribute, what was printed as its text."""
    if date is None:
        return _element("date", raw, type=kind)
    return _element("date", raw or date, type=kind, when=_when(date))


def _when(date: str) -> str:
    """A date as XML Schema writes it: times have seconds there."""
    day, clock, time = date.partition("T")
    return day + clock + (f"{time[:5]}:00{time[5:]}" if len(time) >= 5 and time[5:8].count(":") == 0 else time)


def _source(article: Article) -> Iterator[str]:
    """Where the article was found."""
    metadata = article.metadata
    yield _element("title", metadata.original_title or article.title or "?")
    yield _element("publisher", metadata.site)
    url = safe_url(metadata.url or article.document.clip.url or "", None)
    yield f"<ref target={quoteattr(url)}>{_text(url)}</ref>\n" if url else ""
    yield _element("idno", article.document.clip.path, type="file")


# The body


class _Body(Body):
    """The body in TEI: a part for each heading."""

    line_break = "<lb/>"

    def opened(self, container: Container, number: int | None) -> str:
        """What opens a container; the number of an item that does not follow the one before it stands with it."""
        opening = _CONTAINERS[container][0]
        return opening if number is None or number == 1 else opening.replace(">", f' n="{number}">', 1)

    def closed(self, container: Container) -> str:
        """What closes it."""
        return _CONTAINERS[container][1]

    def heading(self, block: Block) -> str:
        """A part begins with its heading; the one before it ends."""
        return f'</div>\n<div>\n<head rend="h{min(max(block.level, 1), 6)}">{self.line(block)}</head>\n'

    def text(self, text: str) -> str:
        """Text, its line breaks as such."""
        return _text(text).replace("\n", "<lb/>")

    def opening(self, one: Marked) -> str:
        """What opens a range."""
        if one.what == "link":
            url = safe_url(one.url, self.base)
            return f"<ref target={quoteattr(url)}>" if url else ""
        return f'<hi rend="{_RENDERED[one.what]}">'

    def closing(self, one: Marked) -> str:
        """What closes it."""
        if one.what == "link":
            return "</ref>" if safe_url(one.url, self.base) else ""
        return "</hi>"

    def picture(self, alt: str, url: str) -> str:
        """A picture within a line."""
        whole = picture_url(url, self.base)
        return f"<graphic url={quoteattr(whole)}/>" if whole else ""

    def code(self, block: Block) -> str:
        """Program text, with its language where that is known."""
        code, language = code_of(block)
        named = f" subtype={quoteattr(language)}" if language else ""
        return f'<ab type="code"{named}>{_text(code)}</ab>\n'

    def formula(self, block: Block) -> str:
        """What the text of a formula, or of a kind not known here, says."""
        return f'<ab type="{block.kind}">{_text(block.text)}</ab>\n'

    def rule(self, _block: Block) -> str:
        """A line between two parts."""
        return '<milestone unit="section"/>\n'

    def table(self, block: Block) -> str:
        """A table, its first row labels where they are some."""
        cells, headed = self.cells(block)
        rows = []
        for i, row in enumerate(cells):
            role = ' role="label"' if headed and i == 0 else ""
            rows.append(f"<row{role}>" + "".join(f"<cell>{cell}</cell>" for cell in row) + "</row>\n")
        return f"<table>\n{''.join(rows)}</table>\n"
