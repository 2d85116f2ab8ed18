"""Article → a record of plain values, the form of JSON and JSONL."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cleaner.model import Metadata

if TYPE_CHECKING:
    from cleaner.article import Article


def to_dict(article: Article) -> dict[str, Any]:
    """The article as values that JSON knows, under the public names."""
    metadata = article.metadata
    return {
        **metadata_dict(metadata),
        "file": article.document.clip.path,
        "text": article.text,
        "posts": [
            {
                "author": post.author,
                "date": post.date,
                "date_raw": post.date_raw,
                "line": article.document.blocks[post.start].line,
                "last_line": article.document.blocks[post.end - 1].line,
            }
            for post in article.posts
        ],
        "status": article.status,
        "confidence": article.confidence,
        "removed": [
            {
                "line": piece.line,
                "start": piece.span.start,
                "end": piece.span.end,
                "class": piece.noise_class,
                "rules": list(piece.rules),
                "reason": piece.reason,
                "text": piece.text,
            }
            for piece in article.removed
        ],
        "changes": [change._asdict() for change in article.changes],
        "warnings": [{"code": warning.code, "message": warning.message} for warning in article.warnings],
    }


def metadata_dict(metadata: Metadata) -> dict[str, Any]:
    """All fields of the metadata under their public names, None or empty where nothing is stated."""
    return {
        "id": metadata.id,
        "title": metadata.title,
        "authors": list(metadata.authors),
        "author": metadata.author,
        "contributors": [asdict(person) for person in metadata.contributors],
        "editor": metadata.editor,
        "source": metadata.source,
        "site": metadata.site,
        "via": metadata.via,
        "date": metadata.date,
        "date_raw": metadata.date_raw,
        "modified": metadata.modified,
        "category": metadata.category,
        "breadcrumb": list(metadata.breadcrumb),
        "tags": list(metadata.tags),
        "description": metadata.description,
        "views": metadata.views,
        "url": metadata.url,
        "original_title": metadata.original_title,
        "document_number": metadata.document_number,
        "issuer": metadata.issuer,
        "license": metadata.license,
        "copyright": metadata.copyright,
        "captions": list(metadata.captions),
        "images": list(metadata.images),
        "attachments": [{"name": link.text, "url": link.url} for link in metadata.attachments],
        "units": metadata.units,
        "duplicate_of": metadata.duplicate_of,
        "language": metadata.language,
        "script": metadata.script,
        "provenance": dict(metadata.provenance),
    }
