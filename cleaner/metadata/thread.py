"""What the opening post of a thread tells of the page: who opened it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.day_lines import FIRST_DAY
from cleaner.metadata.fields import Fields
from cleaner.metadata.people import is_nobody
from cleaner.model import Document, Post, Verdict
from cleaner.text.prose import is_prose

#: Evidence that any element or line of the page gives, and may as well be of a later post. Must not match a label's.
_ANY_POST = re.compile(r"element: .*|line [\d-]+")


def read_thread(posts: Sequence[Post], document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    """Writer and day of the opening post, where nothing else states them, or where what does is of any post. A thread
    whose first post stands below other text has no opening that is known: comments stand below their article. Parts of
    which some name no writer may be entries of anything, and there was no thread before the web."""
    if not posts or _begins(document, verdicts) < posts[0].start:
        return
    if any(post.date and post.date < FIRST_DAY for post in posts):
        return
    opening, later = posts[0], posts[1:]
    if opening.author and all(post.author for post in later) and not is_nobody(opening.author):
        found.put("authors", (opening.author,), _origin(document, opening))
        others = {post.author for post in later} - {opening.author}
        if _is_any(found, "authors") and others & {*found.values["authors"]}:
            found.force("authors", (opening.author,), _origin(document, opening))
    if opening.date and all(post.date_raw for post in later):
        found.put_date(opening.date, opening.date_raw or "", _origin(document, opening))
        days = {post.date[:10] for post in later if post.date} - {opening.date[:10]}
        if _is_any(found, "date") and found.values["date"][:10] in days:
            found.force("date", opening.date, _origin(document, opening))
            found.force("date_raw", opening.date_raw, _origin(document, opening))


def _begins(document: Document, verdicts: Sequence[Verdict]) -> int:
    """The first block of running text that was kept."""
    kept = (verdict.block for verdict in verdicts if verdict.role == "body")
    return next((i for i in kept if is_prose(document.blocks[i].text)), len(document.blocks))


def _is_any(found: Fields, field: str) -> bool:
    return _ANY_POST.fullmatch(found.provenance.get(field, "")) is not None


def _origin(document: Document, post: Post) -> str:
    return f"line {document.blocks[post.start].line}: opening post"
