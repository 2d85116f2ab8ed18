"""The values that everything else passes around: frozen, typed, computing nothing but views of themselves.

Offsets are counted in characters of `Document.text`. `Span(a, b)` means ``text[a:b]``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

Markup = Literal["html", "text", "markdown"]
Kind = Literal[
    "heading", "paragraph", "list_item", "quote", "table", "code", "formula", "image", "rule", "html", "front_matter"
]
#: What stands in blocks of these kinds is no running text: it is neither repaired nor normalised.
VERBATIM: frozenset[Kind] = frozenset(("code", "formula", "html", "front_matter", "rule"))
Role = Literal["body", "title", "front_matter", "noise"]
Status = Literal["ok", "needs_review", "empty", "failed"]
Engine = Literal["density", "trafilatura", "agree"]
Mode = Literal["balanced", "precision", "recall"]
Grade = Literal["lossless", "context", "flag"]
Script = Literal["keep", "auto", "hans", "hant", "tw", "hk"]

#: The noise classes, with what each one means. A rule of any other class does not load.
NOISE_CLASSES: Mapping[str, str] = {
    "breadcrumb": "the path of the page within its site",
    "nav": "menus, links to other parts of the site, next and previous",
    "login": "log in, register, personal centre",
    "meta_line": "byline, date, source: read into the metadata",
    "view_counter": "how often the page was read",
    "font_size": "font size and reading aids",
    "contact_ad": "somebody's phone, address or messenger number as an advert",
    "qr_prompt": "asks to scan a code or follow an account",
    "share": "share, like, favourite, print",
    "copyright": "who owns the page and what may be copied",
    "permalink": "the page's own address",
    "related": "other articles, offered under a label",
    "headline_list": "headlines of other articles without sentences of their own",
    "footer": "the foot of the page: organiser, address, policies",
    "icp": "registration numbers of the site",
    "portal_residue": "remains of the portal or program that the text went through",
    "original_title": "states the title of the original",
    "duplicate_title": "the title once more",
    "editor_credit": "editor, proof-reader, layout",
    "comments": "readers' comments and the form for them",
    "promo": "asks for something or advertises something",
    "caption": "label of a picture that is not there",
    "hidden": "not shown by a browser",
    "template": "repeats on all pages of the site",
}


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


class Link(NamedTuple):
    """A link inside a block: its visible text and its target."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Warn:
    """Something that could not be done or known, with a stable code and a sentence for people."""

    code: str
    message: str


class Change(NamedTuple):
    """One recorded edit: by which repair or normaliser, where in the raw body, what was there, what is there now."""

    rule: str
    start: int
    before: str
    after: str
    grade: Grade


class Stated(NamedTuple):
    """What a file says of the clipping inside it, beside the clipping itself: the field ("url", "title", "author",
    "date", "encoding"), its value as it is written, and where it is said ("mhtml: Content-Location")."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Clip:
    """One raw input, decoded.

    `encoding` is the name of the encoding that `text` was read with, and `decoded_by` why it was chosen
    ("text", "asked", "bom", "utf-8", "header", "meta", "detector"). Fields that are not known are None. `stated` is
    what the file or record around the clipping says of it. `reread` are the lines that had been decoded wrongly before
    they came here: put into the text that was given, they make it `text`.
    """

    text: str
    markup: Markup
    url: str | None = None
    path: str | None = None
    crawled: datetime | None = None
    encoding: str | None = None
    decoded_by: str = "text"
    warnings: tuple[Warn, ...] = ()
    reread: tuple[Change, ...] = ()
    stated: tuple[Stated, ...] = ()

    def said(self, field: str) -> Stated | None:
        """What the file around the clipping says of a field; None when it says nothing."""
        return next((one for one in self.stated if one.field == field and one.value), None)


class Box(NamedTuple):
    """An element of a page that holds blocks: the box around it (-1: none), its tag, and the words of its class, id
    and role in lower case."""

    parent: int
    tag: str
    words: tuple[str, ...]


class Marked(NamedTuple):
    """An element whose attributes say what it holds: `names` as ``itemprop=author class=post-author``, `value` its
    datetime, content or href, `text` what a reader sees of it ("" when it is long), `box` the element around it."""

    names: str
    value: str
    text: str
    box: int


class Head(NamedTuple):
    """What a page says of itself where a reader does not see it: `metas` are (name, content), `scripts` the texts of
    its JSON scripts, `code` the other scripts in pieces, `marked` the elements whose attributes say what they hold."""

    title: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    canonical: str | None = None
    scripts: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    marked: tuple[Marked, ...] = ()
    lang: str | None = None

    def meta(self, *names: str) -> str | None:
        """The content of the first of these names that has one, in their order."""
        known = {name: content for name, content in reversed(self.metas) if content}
        return next((known[name] for name in names if name in known), None)


class Hints(NamedTuple):
    """What only HTML tells of a block; empty for the other markups, so that rules asking for it never hold there.

    `box` is the number of the box that the block stands in, -1 for none; `hidden` says that a browser would not
    show the block.
    """

    box: int = -1
    hidden: bool = False


NO_HINTS = Hints()
NO_HEAD = Head()


class Block(NamedTuple):
    """One paragraph-level unit in reading order.

    `text` is what a reader sees; `source` is the same piece as it stands in the source (with Markdown marks);
    ``offsets[i]`` is the place in `source` of ``text[i]`` (None: the two are equal). `span` covers `source` and
    the white space around it, so that the spans of a document's blocks, in order, give its text back.
    `start` is the place of `source` in the document. `joined` says that the block continues the paragraph of
    the block before it: one line break between them, not a blank line. `line` counts from 1. `fixed` says that a mark
    of its author keeps the block: it stays as it is, to the last character.
    """

    index: int  # type: ignore[assignment]  # a tuple's own search is of no use here
    kind: Kind
    text: str
    source: str
    span: Span
    start: int
    line: int
    offsets: Sequence[int] | None = None
    level: int = 0
    joined: bool = False
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    hints: Hints = NO_HINTS
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A clipping read into blocks: ``"".join(text[b.span.start:b.span.end] for b in blocks) == text``.

    `text` is the clipping's own text for text and Markdown; for HTML it is the flattened page, its links, emphasis
    and pictures as Markdown. `boxes` are the page's elements, outer ones first, `head` what stands in its head.
    """

    clip: Clip
    text: str
    blocks: tuple[Block, ...]
    front_matter: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[Warn, ...] = ()
    boxes: tuple[Box, ...] = ()
    head: Head = NO_HEAD


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it was written: data, with its reason and its examples.

    `when` holds the conditions by name, all of which must hold. A rule with a `part` (a pattern over the text)
    or a `part_source` (over the source, marks included) drops only what the pattern matches. A rule that `opens`
    marks a label: what stands under it is measured as a zone of the rule's class. `origin` is the file it is from.
    """

    id: str
    noise_class: str
    action: Literal["drop", "keep"]
    reason: str
    when: tuple[tuple[str, object], ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    part: str | None = None
    part_source: str | None = None
    opens: bool = False
    origin: str = ""


class SharedLine(NamedTuple):
    """A line that the pages of a site share: `text` as it stands on one of them, ``{date}``, ``{time}``, ``{n}`` and
    ``{address}`` for what changes from page to page; on how many of the documents it was learned from it stands (0: it
    was not learned), and `examples` that it must be found in."""

    text: str
    on: int = 0
    examples: tuple[str, ...] = ()


class SharedBox(NamedTuple):
    """The boxes of a site's pages that have one path (see `judge/paths.py`): on how many of the documents learned from
    there are any, and the share of what is their own in text (not the site's) that is main text, 0.0 to 1.0."""

    path: str
    on: int
    kept: float
    examples: tuple[str, ...] = ()


class Finder(NamedTuple):
    """Where the pages of a site state a field (title, date or author): in the elements that `select` selects, in the
    meta called `meta`, or in any line where neither is given; of that the group of `pattern` (RE2), all without one."""

    field: str
    select: str = ""
    meta: str = ""
    pattern: str = ""


class SiteExample(NamedTuple):
    """A clipping of a site's make, the pieces that must be kept of it and the lines that must go."""

    text: str
    keeps: tuple[str, ...]
    drops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one site. Data, never code.

    It holds for the pages of its `hosts` and the hosts below them, and for flat texts that name none and bear its
    lines. `documents` is how many it was learned from, 0 when it was written by hand. `main` are selectors of the
    element that holds the main text, the first that finds one counts; `strip` select what never belongs to it. `origin`
    is the file it is from.
    """

    name: str
    hosts: tuple[str, ...] = ()
    documents: int = 0
    main: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    lines: tuple[SharedLine, ...] = ()
    boxes: tuple[SharedBox, ...] = ()
    finders: tuple[Finder, ...] = ()
    rules: tuple[Rule, ...] = ()
    examples: tuple[SiteExample, ...] = ()
    origin: str = ""

    def __hash__(self) -> int:
        """Of what tells profiles apart: they are looked up for every clipping, and may hold thousands of lines."""
        return hash((self.name, self.hosts, self.documents, self.origin))


class Cut(NamedTuple):
    """A part of a block that goes while the rest stays; offsets count in the block's `source`."""

    start: int
    end: int
    noise_class: str
    rule: str
    reason: str


class Verdict(NamedTuple):
    """What becomes of one block, the ids of the rules that held, and why.

    `role` "noise" is dropped; "title" and "front_matter" are lifted into the metadata; "body" is kept, less `cuts`.
    """

    block: int
    role: Role
    rules: tuple[str, ...] = ()
    noise_class: str | None = None
    reason: str = ""
    cuts: tuple[Cut, ...] = ()

    @property
    def keep(self) -> bool:
        """Whether (the rest of) the block stays in the article."""
        return self.role != "noise"


class Removed(NamedTuple):
    """One removed piece, with all that is needed to ask why and to put it back."""

    span: Span
    line: int
    text: str
    noise_class: str
    rules: tuple[str, ...]
    reason: str


class Post(NamedTuple):
    """One post of a thread: who wrote it and when, as far as the page says it; and where its text stands.

    `date` is an ISO 8601 day or minute, `date_raw` the day as printed. Of the document's blocks, those that were kept
    from number `start` to `end` (exclusive) are the post's.
    """

    author: str | None
    date: str | None
    date_raw: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody with a stated part in the article; `role` as printed (记者, 通讯员), `org` when it is stated."""

    role: str
    name: str
    org: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the clipping says of itself. A field that is not stated is None or empty: `null` beats a guess.

    `id` is the same for bodies of the same words, `units` the body's length in reading units; `duplicate_of` is the
    article that says the same, set by whoever compares many. `date` and `modified` are ISO 8601 days or minutes, with
    their time zone where it is stated; `date_raw` is the date as printed. `source` is the outlet that the page names
    (来源), `site` the site that shows it, `via` the portal it was copied from; `attachments` are the files that a
    notice links to. `provenance` says for each field where its value came from ("line 19: 来源", "front matter:
    author", "json-ld: datePublished", "url").
    """

    id: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    editor: str | None = None
    source: str | None = None
    site: str | None = None
    via: str | None = None
    date: str | None = None
    date_raw: str | None = None
    modified: str | None = None
    category: str | None = None
    breadcrumb: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str | None = None
    views: int | None = None
    url: str | None = None
    original_title: str | None = None
    document_number: str | None = None
    issuer: str | None = None
    license: str | None = None
    copyright: str | None = None
    captions: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    attachments: tuple[Link, ...] = ()
    units: int | None = None
    duplicate_of: str | None = None
    language: str | None = None
    script: str | None = None
    provenance: Mapping[str, str] = field(default_factory=dict)

    @property
    def author(self) -> str | None:
        """The authors joined by the ideographic comma, or None."""
        return "、".join(self.authors) or None


NO_METADATA = Metadata()
