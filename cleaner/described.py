"""What a clipping says beside its body: its metadata and, of a thread, its posts.

None of it may cost the body: what a stage fails to tell is missing, with a warning, and the article is to be reviewed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from cleaner.metadata.container import title_origin
from cleaner.metadata.found_title import Title
from cleaner.metadata.identity import identified
from cleaner.metadata.listing import without_entries
from cleaner.metadata.posts import find_posts
from cleaner.metadata.read import Read, read_metadata
from cleaner.model import Document, Metadata, Post, Status, Verdict, Warn
from cleaner.normalise.all import Manner, normalised_text
from cleaner.options import Options
from cleaner.text.changes import replay

#: The fields of the metadata that hold words of the page. Addresses, dates and licences are none.
_WORDED = (
    "title source site via category original_title description issuer editor document_number license copyright".split()
)
_LISTED = "authors breadcrumb tags captions".split()
_NO_POSTS: tuple[Post, ...] = ()
_Told = TypeVar("_Told")


class Body(NamedTuple):
    """The body that is described: its text, how it was made uniform, and how it stands."""

    text: str
    manner: Manner
    status: Status
    doubts: tuple[Warn, ...]


class Description(NamedTuple):
    """What a clipping says of its body, what its reader should know of that, and how the article stands with it."""

    metadata: Metadata
    posts: tuple[Post, ...]
    warnings: tuple[Warn, ...]
    status: Status


def described(
    document: Document,
    verdicts: Sequence[Verdict],
    title: Title,
    given: Sequence[tuple[str, str, str]],
    body: Body,
    options: Options,
) -> Description:
    """What a document, and the profile of its site (`given`), say of the body that the verdicts leave of it."""
    untold = _Untold()
    posts = untold.asked("posts", lambda: find_posts(document, verdicts), _NO_POSTS)
    titled = _titled(document, title)
    read = untold.asked("metadata", lambda: read_metadata(document, verdicts, title, given, posts), titled)
    found = untold.asked("metadata", lambda: _thorough(document, read, options), read)
    metadata = untold.asked("metadata", lambda: _of_body(found.metadata, body), found.metadata)
    status: Status = "needs_review" if untold.warnings and body.status == "ok" else body.status
    return Description(metadata, posts, (*found.warnings, *untold.warnings, *body.doubts), status)


class _Untold:
    """What stages failed to tell, as warnings."""

    def __init__(self) -> None:
        self.warnings: list[Warn] = []

    def asked(self, what: str, stage: Callable[[], _Told], nothing: _Told) -> _Told:
        """What a stage tells; `nothing` where it fails. Want of memory is the process's failure, not the stage's."""
        try:
            return stage()
        except MemoryError:
            raise
        except Exception as error:  # a day or a name that is read wrongly is worth no sentence of the body
            why = f"the {what} could not be told: {type(error).__name__}: {error}"
            self.warnings.append(Warn("metadata_failed", why))
            return nothing


def _titled(document: Document, title: Title) -> Read:
    """The metadata of which nothing is known but the title."""
    provenance = {"title": title_origin(document, title)} if title.text else {}
    return Read(Metadata(title=title.text, provenance=provenance), ())


def _thorough(document: Document, found: Read, options: Options) -> Read:
    """What the clipping says of itself; of a page what others make of it, too, where that is asked for."""
    if not options.thorough or document.clip.markup != "html":
        return found
    from cleaner.metadata.thorough import ask_others  # noqa: PLC0415 - heavy, and only asked for

    metadata, troubles = ask_others(document.clip, found.metadata)
    return Read(metadata, (*found.warnings, *troubles))


def _of_body(metadata: Metadata, body: Body) -> Metadata:
    """What was read, as that of the body: its entries' own left out, its words made uniform, its id and length told."""
    return identified(_normalised(without_entries(metadata, body.doubts), body.manner), body.text)


def _normalised(metadata: Metadata, manner: Manner) -> Metadata:
    """`metadata`, which was read from repaired text, with its words normalised as those of the text."""

    def words(text: str) -> str:
        return replay(text, normalised_text(text, manner))

    said: dict[str, Any] = {name: words(value) for name in _WORDED if (value := getattr(metadata, name))}
    said |= {name: tuple(map(words, value)) for name in _LISTED if (value := getattr(metadata, name))}
    people = tuple(
        replace(person, role=words(person.role), name=words(person.name), org=person.org and words(person.org))
        for person in metadata.contributors
    )
    return replace(metadata, **said, contributors=people)
