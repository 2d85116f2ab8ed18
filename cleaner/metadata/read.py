"""Metadata from everything a clipping says of itself, the most trusted evidence first."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.metadata.byline import read_dateline, read_labels, read_links, read_meta_line
from cleaner.metadata.fields import Fields, Said, said_pieces
from cleaner.metadata.front_matter import read_front_matter
from cleaner.metadata.language import language_of
from cleaner.metadata.site import read_breadcrumb, read_owner, read_portal
from cleaner.metadata.title import Title
from cleaner.model import Document, Metadata, Verdict
from cleaner.text.prose import is_prose

#: Classes whose labels speak of the article, not of the site or of other articles.
_TELLING = frozenset(
    "meta_line view_counter editor_credit permalink original_title portal_residue copyright font_size promo".split()
)


def read_metadata(document: Document, verdicts: Sequence[Verdict], title: Title) -> Metadata:
    """The metadata of a clipping, each field with its provenance. The first evidence for a field stands:
    front matter, what the caller knows, the breadcrumb, the lines of the page in their order, the site's foot."""
    found = Fields()
    for name, (value, source_key) in read_front_matter(document.front_matter).items():
        found.put(name, value, f"front matter: {source_key}")
    found.put("url", document.clip.url, "given")
    said = said_pieces(document, verdicts)
    _read_said(said, title, found)
    _read_body(document, verdicts, found)
    if title.text:
        found.force("title", title.text, title.provenance)
    found.put("site", title.site, "title suffix")
    found.put("captions", tuple(piece.text for piece in said if piece.noise_class == "caption"), "lines removed")
    written = found.values.pop("written", None)
    found.put("date", written, found.provenance.pop("written", ""))
    return Metadata(**found.values, provenance=found.provenance)


def _read_said(said: Sequence[Said], title: Title, found: Fields) -> None:
    for piece in said:
        if piece.noise_class == "breadcrumb":
            read_breadcrumb(piece, title, found)
    for piece in said:
        if piece.noise_class in ("duplicate_title", "permalink", "meta_line"):
            read_links(piece, found)
        if piece.noise_class in _TELLING:
            read_labels(piece, found)
            read_portal(piece, found)
        if piece.noise_class in ("meta_line", "editor_credit"):
            read_meta_line(piece, found)
    for piece in said:
        if piece.noise_class in ("copyright", "footer", "icp"):
            read_owner(piece, found)


def _read_body(document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    """What the kept text tells: language, script, and the reporters of a dateline."""
    kept = [document.blocks[verdict.block] for verdict in verdicts if verdict.role == "body"]
    first = next((block for block in kept if is_prose(block.text)), None)
    if first is not None:
        read_dateline(first.text, first.line, found)
    language, script = language_of("\n".join(block.text for block in kept))
    found.put("language", language, "characters")
    found.put("script", script, "characters")
