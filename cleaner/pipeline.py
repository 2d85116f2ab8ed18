"""The whole program: one clipping in, one article out."""

from __future__ import annotations

from datetime import datetime

from cleaner.article import Article
from cleaner.judge.account import confidence_of, removed_pieces, standing
from cleaner.judge.judge import judge
from cleaner.judge.survey import survey
from cleaner.known_site import known_of, with_known
from cleaner.memory import circles_kept
from cleaner.mending import finish, manner_of, mend, normalised_metadata, read_again
from cleaner.metadata.identity import identified
from cleaner.metadata.listing import without_entries
from cleaner.metadata.posts import find_posts
from cleaner.metadata.read import Read, read_metadata
from cleaner.metadata.title import find_title
from cleaner.model import Clip, Document, Markup, Metadata, Warn
from cleaner.options import Options
from cleaner.readers import open_clip, read
from cleaner.readers.decode import ReadError
from cleaner.second_look import look_again
from cleaner.writers.text import to_text

_DEFAULTS = Options()


def clean(
    data: bytes | str,
    url: str | None = None,
    path: str | None = None,
    markup: Markup | None = None,
    encoding: str | None = None,
    crawled: datetime | None = None,
    options: Options = _DEFAULTS,
) -> Article:
    """Clean one clipping. Pure: no file, clock, network or state; the same input gives the same article.

    `data` is the clipping as bytes or text; `url`, `path` and `crawled` are what is known of it; `markup` and
    `encoding` are found out where they are None. Never raises for what is in `data`: an article that could not
    be made has the status "failed" and says why in its warnings.
    """
    return clean_known(data, Clip("", markup or "text", url, path, crawled), markup, encoding, options)


def clean_known(
    data: bytes | str, known: Clip, markup: Markup | None, encoding: str | None, options: Options
) -> Article:
    """Clean one clipping as `clean` does; `known` is a clip without its text that holds all that is known of it, what
    the archive around it states among that."""
    try:
        with circles_kept():
            return _clean(open_clip(data, known, markup, encoding, options.max_bytes), options)
    except ReadError as error:
        return _failed(known, Warn(error.code, str(error)))
    except Exception as error:  # the promise to callers with a million clippings; the cause is in the article
        return _failed(known, Warn("internal_error", f"{type(error).__name__}: {error}"))


def _clean(clip: Clip, options: Options) -> Article:
    """The stages in their order; each takes values and gives values."""
    clip = read_again(clip, options)
    source = read(clip)
    repaired = mend(source, options)
    document = repaired.document
    known = known_of(document, options)
    page = survey(document, known.book, known.how)
    title = with_known(find_title(document, page.region.start, page.around_title, page.keys), known, page.keys)
    verdicts = judge(document, page, title.blocks, title.keys)
    title, verdicts = look_again(document, page, title, verdicts)
    posts = find_posts(document, verdicts)
    found = read_metadata(document, verdicts, title, known.fields, posts)
    metadata, remarks = _thorough(document, found, options)
    manner, of_script = manner_of(repaired, options)
    mended = finish(source, repaired, verdicts, manner)
    status, doubts = standing(document, page, verdicts, mended.blocks)
    text = to_text(mended.blocks)
    return Article(
        status=status,
        confidence=confidence_of(page, verdicts),
        document=source,
        verdicts=mended.verdicts,
        blocks=mended.blocks,
        text=text,
        metadata=identified(normalised_metadata(without_entries(metadata, doubts), manner), text),
        posts=posts,
        removed=removed_pieces(source, mended.verdicts),
        changes=mended.changes,
        warnings=(*clip.warnings, *source.warnings, *repaired.warnings, *of_script, *known.warnings, *remarks, *doubts),
        heading=mended.heading,
    )


def _thorough(document: Document, found: Read, options: Options) -> tuple[Metadata, tuple[Warn, ...]]:
    """What the clipping says of itself; of a page what others make of it, too, where that is asked for."""
    metadata, remarks = found
    if not options.thorough or document.clip.markup != "html":
        return metadata, remarks
    from cleaner.metadata.thorough import ask_others  # noqa: PLC0415 - heavy, and only asked for

    more, troubles = ask_others(document.clip, metadata)
    return more, (*remarks, *troubles)


def _failed(clip: Clip, why: Warn) -> Article:
    """An article of which nothing could be made; what was given is with the caller, untouched."""
    return Article("failed", 0.0, Document(clip, "", ()), warnings=(why,))
