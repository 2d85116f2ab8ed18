"""The files that an article or a notice links to: 附件."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.fields import Fields
from cleaner.model import Document, Link, Verdict

#: Addresses of files that are read apart from the page. Must not match pages or pictures.
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv|odt|ods)(?:[?#].*)?$", re.IGNORECASE)
#: Links to files stand in the body, or within so many blocks behind it.
BEHIND_BODY = 12
#: An article has at most so many attachments that are told.
MOST_ATTACHMENTS = 50


def read_attachments(document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    """The links to files in the body and right behind it, each address once."""
    kept = [verdict.block for verdict in verdicts if verdict.role == "body"]
    if not kept:
        return
    near = (*kept, *range(kept[-1] + 1, min(kept[-1] + 1 + BEHIND_BODY, len(document.blocks))))
    links = (link for i in near for link in document.blocks[i].links if _FILE.search(link.url))
    by_url: dict[str, Link] = {}
    for link in links:
        by_url.setdefault(link.url, link)
    found.put("attachments", tuple(by_url.values())[:MOST_ATTACHMENTS], "links")
