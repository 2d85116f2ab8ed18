"""What a clipping says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.model.terms import Link


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
    provenance: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def author(self) -> str | None:
        """The authors joined by the ideographic comma, or None."""
        return "、".join(self.authors) or None


NO_METADATA = Metadata()
