"""The whole program: one clipping in, one article out."""

from __future__ import annotations

import os
from datetime import datetime
from typing import NamedTuple, get_args

from cleaner.article import Article
from cleaner.described import Body, described
from cleaner.judge.account import confidence_of, removed_pieces, standing
from cleaner.judge.judge import judge
from cleaner.judge.survey import Survey, survey
from cleaner.known_site import KnownSite, known_of, with_known
from cleaner.memory import TOO_LITTLE, circles_kept
from cleaner.mending import finish, manner_of, mend, read_again
from cleaner.metadata.found_title import Title
from cleaner.metadata.title import find_title
from cleaner.model import Clip, Document, Markup, Verdict, Warn
from cleaner.options import Options
from cleaner.readers import open_clip, read
from cleaner.readers.decode import ReadError
from cleaner.repairs.document import Repaired
from cleaner.second_look import look_again
from cleaner.writers.text import to_text

_DEFAULTS = Options()


def clean(
    data: bytes | str,
    url: str | None = None,
    path: str | os.PathLike[str] | None = None,
    markup: Markup | None = None,
    encoding: str | None = None,
    crawled: datetime | None = None,
    options: Options = _DEFAULTS,
) -> Article:
    """Clean one clipping. Pure: no file, clock, network or state; the same input gives the same article.

    `data` is the clipping as bytes or text; `url`, `path` and `crawled` are what is known of it; `markup` and
    `encoding` are found out where they are None. Never raises for what is in `data`: an article that could not
    be made has the status "failed" and says why in its warnings. Raises ValueError for a markup that is none.
    """
    if markup not in (None, *get_args(Markup)):
        raise ValueError(f"markup is {' or '.join(get_args(Markup))}, or None, not {markup!r}")
    name = None if path is None else os.fsdecode(path)
    return clean_known(data, Clip("", markup or "text", url, name, crawled), markup, encoding, options)


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
    except MemoryError:
        return _failed(known, TOO_LITTLE)
    except Exception as error:  # the promise to callers with a million clippings; the cause is in the article
        return _failed(known, Warn("internal_error", f"{type(error).__name__}: {error}"))


class FirstLook(NamedTuple):
    """A clipping as the judge leaves it the first time: as it was read, as it was repaired, what is known of its site,
    what was measured, its title, and the verdict on each block."""

    source: Document
    repaired: Repaired
    known: KnownSite
    page: Survey
    title: Title
    verdicts: tuple[Verdict, ...]


def first_look(clip: Clip, options: Options) -> FirstLook:
    """The stages up to the judge, in their order; each takes values and gives values."""
    source = read(read_again(clip, options))
    repaired = mend(source, options)
    document = repaired.document
    known = known_of(document, options)
    page = survey(document, known.book, known.how)
    title = with_known(find_title(document, page.region.start, page.around_title, page.keys), known, page.keys)
    verdicts = judge(document, page, title.blocks, title.keys)
    return FirstLook(source, repaired, known, page, title, verdicts)


def _clean(clip: Clip, options: Options) -> Article:
    """The stages from there to the article."""
    source, repaired, known, page, title, verdicts = first_look(clip, options)
    document = repaired.document
    warnings = (*source.clip.warnings, *source.warnings, *repaired.warnings)
    title, verdicts = look_again(document, page, title, verdicts)
    manner, of_script = manner_of(repaired, options)
    mended = finish(source, repaired, verdicts, manner)
    status, doubts = standing(document, page, verdicts, mended.blocks)
    text = to_text(mended.blocks)
    said = described(document, verdicts, title, known.fields, Body(text, manner, status, doubts), options)
    return Article(
        status=said.status,
        confidence=confidence_of(page, verdicts),
        document=source,
        verdicts=mended.verdicts,
        blocks=mended.blocks,
        text=text,
        metadata=said.metadata,
        posts=said.posts,
        removed=removed_pieces(source, mended.verdicts),
        changes=mended.changes,
        warnings=(*warnings, *of_script, *known.warnings, *said.warnings),
        heading=mended.heading,
    )


def _failed(clip: Clip, why: Warn) -> Article:
    """An article of which nothing could be made; what was given is with the caller, untouched."""
    return Article("failed", 0.0, Document(clip, "", ()), warnings=(why,))
