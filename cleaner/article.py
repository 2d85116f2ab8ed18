"""The result of cleaning one clipping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cleaner.model import NO_METADATA, Block, Change, Document, Metadata, Post, Removed, Status, Verdict, Warn


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article, and the account of all that was done to get it.

    `blocks` are the kept blocks of the body, less what was cut out of them, `text` their text (without the title,
    paragraphs separated by one blank line). `posts` say who wrote which of them on the page of a thread. `document`
    and `verdicts` hold every block of the clipping with what became of it; `removed` is the same account read from the
    dropped side. `confidence` is the share of the clipping's units whose verdict does not rest on their place alone,
    0.0 to 1.0; of an HTML page the F1 that pages like it have reached. An article that is not "ok" says why in
    `warnings`.

    `document` is the clipping as it was read. `changes` is the ledger of all that was repaired and normalised since:
    replayed on the text of what was kept of it, it gives `text`. `heading` are the blocks that state the title, as
    they come out.
    """

    status: Status
    confidence: float
    document: Document
    verdicts: tuple[Verdict, ...] = ()
    blocks: tuple[Block, ...] = ()
    text: str = ""
    metadata: Metadata = NO_METADATA
    posts: tuple[Post, ...] = ()
    removed: tuple[Removed, ...] = ()
    changes: tuple[Change, ...] = ()
    warnings: tuple[Warn, ...] = ()
    heading: tuple[Block, ...] = ()

    @property
    def title(self) -> str | None:
        """The article's title, without the site's name; None when the clipping states none."""
        return self.metadata.title

    def to_dict(self, names: str = "own") -> dict[str, Any]:
        """The article with its metadata and its account as values that JSON knows; with `names` ("dublin-core",
        "schema-org", "obsidian", "trafilatura", "datatrove") what that scheme has a name for, under it."""
        from cleaner.writers.names import renamed  # noqa: PLC0415 - writing is asked for, not paid for
        from cleaner.writers.record import to_dict  # noqa: PLC0415

        return renamed(to_dict(self), names)

    def to_markdown(self, names: str = "own", *, front_matter: bool = True) -> str:
        """The article as Markdown, with YAML front matter under the names of a scheme unless that is not wanted; what
        was Markdown is given back byte for byte."""
        from cleaner.writers.markdown import body_markdown, to_markdown  # noqa: PLC0415

        return to_markdown(self, names) if front_matter else body_markdown(self)

    def to_html(self) -> str:
        """The article as an HTML document by itself, built from an allow-list: no script, style or event handler,
        links with safe schemes alone, no picture that tracks. Metadata stand in its head."""
        from cleaner.writers.html import to_html  # noqa: PLC0415

        return to_html(self)
