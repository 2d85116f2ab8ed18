"""Metadata from everything a clipping says of itself, the most trusted evidence first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cleaner.metadata.account import read_account
from cleaner.metadata.address import read_path
from cleaner.metadata.ages import dated
from cleaner.metadata.alone import lines_under, read_alone
from cleaner.metadata.attachments import read_attachments
from cleaner.metadata.byline import read_meta_line
from cleaner.metadata.clipper import read_links, read_saved
from cleaner.metadata.conflicts import contradictions, drop_future
from cleaner.metadata.container import read_address_stated, read_rest_stated, title_origin
from cleaner.metadata.ends import (
    read_closings,
    read_dateline,
    read_reporting,
    read_signed,
    read_speaker,
    read_taken_from,
)
from cleaner.metadata.fields import Fields, Said, said_pieces
from cleaner.metadata.found_title import Title
from cleaner.metadata.front_matter import read_clipped, read_front_matter
from cleaner.metadata.labelled import read_labels
from cleaner.metadata.language import language_of, stated_language
from cleaner.metadata.linked import read_linked
from cleaner.metadata.page import read_flat, read_head, read_page
from cleaner.metadata.places import closing_lines, with_values
from cleaner.metadata.profiled import read_profiled
from cleaner.metadata.site import read_breadcrumb, read_owner, read_portal
from cleaner.metadata.thread import read_thread
from cleaner.model import NO_HEAD, Clip, Document, Metadata, Post, Verdict, Warn
from cleaner.text.prose import is_prose

#: Classes whose labels speak of the article, not of the site or of other articles.
_TELLING = frozenset(
    "meta_line view_counter editor_credit permalink original_title portal_residue copyright font_size promo".split()
)


class Read(NamedTuple):
    """The metadata of a clipping, and what its readers should know of it."""

    metadata: Metadata
    warnings: tuple[Warn, ...]


def read_metadata(
    document: Document,
    verdicts: Sequence[Verdict],
    title: Title,
    given: Sequence[tuple[str, str, str]] = (),
    posts: Sequence[Post] = (),
) -> Read:
    """The metadata of a clipping, each field with its provenance. The first evidence for a field stands: front matter,
    what the caller knows, `given` as the profile of the site finds it, the breadcrumb, the lines of the page in their
    order, the first of its `posts`, the site's foot."""
    found = Fields()
    crawled = _read_given(document, given, found)
    said = said_pieces(document, verdicts)
    for piece in said:
        if piece.noise_class == "breadcrumb":
            read_breadcrumb(piece, title, found)
    warnings: tuple[Warn, ...] = ()
    if document.boxes:
        warnings = read_page(document, verdicts, said, title, found)
        read_thread(posts, document, verdicts, found)
    else:
        if document.head != NO_HEAD:
            read_head(document, title, found)
        _read_said(said, found)
        read_linked(document, verdicts, found)
        read_alone(lines_under(document, verdicts, title.blocks), found)
        read_account(said, verdicts, title.keys, found)
        _read_body(document, verdicts, found)
        read_flat(document, verdicts, said, title, found)
    found.put("site", title.site, "title suffix")
    found.put("authors", (title.writer,) if title.writer else (), "title suffix")
    _read_speaker(document, verdicts, title, found)
    read_signed(closing_lines(document, verdicts), found)
    _read_foot(document, verdicts, said, found)
    if title.text:
        found.force("title", title.text, title_origin(document, title))
    found.put("captions", tuple(piece.text for piece in said if piece.noise_class == "caption"), "lines removed")
    _settle(document.clip, crawled, found)
    warnings += (*drop_future(found, crawled), *contradictions(found))
    return Read(Metadata(**found.values, provenance=found.provenance), warnings)


def _read_given(document: Document, given: Sequence[tuple[str, str, str]], found: Fields) -> datetime | None:
    """What is known beside the text: its front matter, its address, the profile of its site. When the clipping was
    fetched, None where nobody says so."""
    for name, (value, source_key) in read_front_matter(document.front_matter).items():
        found.put(name, value, f"front matter: {source_key}")
    read_address_stated(document.clip, found)
    found.put("url", document.clip.url, "given")
    read_profiled(given, found)
    return document.clip.crawled or read_clipped(document.front_matter) or read_saved(document.clip.text, found)


def _read_foot(document: Document, verdicts: Sequence[Verdict], said: Sequence[Said], found: Fields) -> None:
    """Where the text was taken from, who reported it for an agency, the owner of the site, what a notice has attached,
    the language."""
    for piece in said:
        if piece.noise_class in ("meta_line", "permalink"):
            read_taken_from(piece, piece.origin, found)
        if piece.noise_class == "editor_credit":
            read_reporting(piece, piece.origin, found)
        if piece.noise_class in ("copyright", "footer", "icp"):
            read_owner(piece, found)
    read_attachments(document, verdicts, found)
    _read_language(document, verdicts, found)


def _settle(clip: Clip, crawled: datetime | None, found: Fields) -> None:
    """Weaker evidence for what is still not known: what was laid by, the file's name, and a date by the day on which
    the clipping was fetched."""
    found.settle("written", "date")
    found.settle("only_day", "date")
    found.settle("signed", "date")
    found.settle("desk", "source")
    found.settle("home", "site")
    read_path(clip.path, found)
    read_rest_stated(clip, found)
    if "issuer" in found.values:  # who issues a notice is its source
        found.put("source", found.values["issuer"], found.provenance["issuer"])
    found.settle("sub_editor", "editor")
    raw = found.values.get("date_raw")
    if crawled is not None and raw and "date" not in found.values:
        found.put("date", dated(raw, crawled), f"{found.provenance['date_raw']}, as of {crawled:%Y-%m-%d}")


def _read_said(said: Sequence[Said], found: Fields) -> None:
    """What the dropped lines of a text say, in their order; a page that was flattened has values below their labels."""
    for piece in with_values(said, adjacent=True):
        if piece.noise_class in ("duplicate_title", "permalink", "meta_line"):
            read_links(piece, found)
        if piece.noise_class in _TELLING or (piece.noise_class == "breadcrumb" and len(piece.labels) > 1):
            read_labels(piece, found)
            read_portal(piece, found)
        if piece.noise_class in ("meta_line", "editor_credit"):
            read_meta_line(piece, found)


def _read_body(document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    """The reporters of a dateline in the kept text."""
    kept = (document.blocks[verdict.block] for verdict in verdicts if verdict.role == "body")
    first = next((block for block in kept if is_prose(block.text)), None)
    if first is not None:
        read_dateline(first.text, first.line, found)
    read_closings(closing_lines(document, verdicts), found)


def _read_speaker(document: Document, verdicts: Sequence[Verdict], title: Title, found: Fields) -> None:
    kept = (document.blocks[verdict.block].text for verdict in verdicts if verdict.role == "body")
    read_speaker(closing_lines(document, verdicts), (title.text or "", next(kept, "")), found)


def _read_language(document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    kept = (document.blocks[verdict.block].text for verdict in verdicts if verdict.role == "body")
    text = "\n".join(kept)
    language, script = language_of(text)
    found.put("language", language, "characters")
    found.put("language", stated_language(document.head.lang, text), "html: lang")
    found.put("script", script, "characters")
