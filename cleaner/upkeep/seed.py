"""One seed: what is found in it, and the file that it ought to be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cleaner.article import Article
from cleaner.batch.containers import container_of, in_words
from cleaner.batch.files import FileError
from cleaner.options import Options
from cleaner.pipeline import clean
from cleaner.upkeep.files import Beside, Seen, conflict_line, read_seed
from cleaner.upkeep.findings import Finding, edits, form, hindrance, removals, said_of
from cleaner.upkeep.layout import laid_out_otherwise
from cleaner.upkeep.settled import Settled, settle
from cleaner.upkeep.sidecar import sidecar_of
from cleaner.writers.markdown import front_matter, new_in_head
from cleaner.writers.seed import FrontMatter, stated, to_seed

_DEFAULTS = Options()
_BOM = b"\xef\xbb\xbf"
#: What Python calls the encoding that seeds are written in.
_UTF8 = frozenset((None, "utf-8", "utf-8-sig"))


@dataclass(frozen=True, slots=True)
class Wishes:
    """How seeds are kept: the options of cleaning, where their metadata goes, whether articles of HTML pages are
    written beside them, and whether what needs somebody's eye is rewritten all the same."""

    options: Options = _DEFAULTS
    front_matter: FrontMatter = "auto"
    rewrite_html: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file came to. `made` is what the file ought to hold, None where it stays as it is; `beside`
    are other files that go with it. `seen` is the file as it was read."""

    path: Path
    findings: tuple[Finding, ...] = ()
    seen: Seen | None = None
    made: bytes | None = None
    beside: tuple[Beside, ...] = ()


def look_at(path: Path, wishes: Wishes) -> Look:
    """Look at one file; never raises for what is in it, or for what keeps it from being read."""
    try:
        seen = read_seed(path, wishes.options.max_bytes)
        if container := container_of(seen.data, path.name):
            return _no_seed(path, seen, container)
        article = clean(seen.data, path=path.name, options=wishes.options)
        return _seen(path, seen, article, wishes)
    except FileError as error:
        return Look(path, (hindrance(path, "unreadable", said_of(path, error)),))


def _seen(path: Path, seen: Seen, article: Article, wishes: Wishes) -> Look:
    clip = article.document.clip
    is_page = clip.markup == "html"
    if clip.container and not (is_page and wishes.rewrite_html):
        return _no_seed(path, seen, clip.container)
    return (_page if is_page else _text)(path, seen, article, wishes)


def _no_seed(path: Path, seen: Seen, container: str) -> Look:
    """A look at a file that holds more than the text that can be taken out of it."""
    return Look(path, (hindrance(path, "no-seed", f"is {in_words(container)}, no seed; left as it is"),), seen)


def _text(path: Path, seen: Seen, article: Article, wishes: Wishes) -> Look:
    """A look at flat text or Markdown."""
    if (line := conflict_line(article.document.clip.text)) is not None:
        conflict = hindrance(path, "merge-conflict", "an unresolved merge; left as it is")
        return Look(path, (replace(conflict, line=line, last_line=line),), seen)
    if article.status == "failed" or any(warning.code == "mark_unknown" for warning in article.warnings):
        return Look(path, tuple(_doubts(path, article)), seen)  # a mark misspelt was meant to keep something
    settled = _settled(path, article, wishes)
    made = (_BOM if seen.data.startswith(_BOM) else b"") + settled.text.encode("utf-8", "replace")
    if made == seen.data:
        return Look(path, (), seen)
    if hindrances := tuple(_hindrances(path, seen, settled, wishes.force)):
        return Look(path, hindrances, seen)
    added, beside = _sidecar(path, settled, wishes)
    found = (*_encoding(path, article), *_changes(path, settled, wishes.front_matter), *added)
    found = (*found, *_layout(path, settled, told=bool(found)))
    return Look(path, tuple(sorted(found, key=_line)), seen, made, beside)


def _sidecar(path: Path, settled: Settled, wishes: Wishes) -> tuple[tuple[Finding, ...], tuple[Beside, ...]]:
    """What a seed's sidecar is to say, and the sidecar, where there is to be one."""
    if wishes.front_matter != "sidecar":
        return (), ()
    names, beside = sidecar_of(path, settled.articles, wishes.options.max_bytes)
    said = (form(path, "sidecar", f"{one.path.name} is to say: {', '.join(names)}") for one in beside)
    return tuple(said), beside


def _settled(path: Path, article: Article, wishes: Wishes) -> Settled:
    def again(text: str) -> Article:
        return clean(text, path=path.name, markup=article.document.clip.markup, options=wishes.options)

    return settle(article, lambda one: to_seed(one, wishes.front_matter), again)


def _page(path: Path, seen: Seen, article: Article, wishes: Wishes) -> Look:
    """A look at a page, which stays; where that is wished its article is to stand beside it, as Markdown."""
    target = path.with_suffix(".md")
    if wishes.rewrite_html and os.path.lexists(target):
        return Look(path, (), seen)
    doubts = tuple(_doubts(path, article)) if article.status != "ok" else ()
    if doubts and not (wishes.force and article.status == "needs_review"):
        return Look(path, doubts, seen)
    if not wishes.rewrite_html:
        return Look(path, (), seen)
    text = article.to_markdown()
    if wishes.front_matter == "never":
        text = text.removeprefix(front_matter(article)).lstrip("\n")
    settled = _settled(target, clean(text, path=target.name, options=wishes.options), wishes)
    beside = form(path, "article-beside", f"its article is to stand beside it, in {target.name}")
    return Look(path, (beside,), seen, beside=(Beside(target, settled.text.encode("utf-8", "replace")),))


def _hindrances(path: Path, seen: Seen, settled: Settled, force: bool) -> Iterator[Finding]:
    """Why a file that would change is not to be rewritten."""
    article = settled.articles[0]
    if not settled.text.strip() or article.status == "empty":
        yield from _doubts(path, article)
        return
    if not settled.stable:
        yield hindrance(path, "unsettled", "cleaned again it would change again; see `cleaner explain`")
    if force:
        return
    yield from (doubt for one in settled.articles if one.status != "ok" for doubt in _doubts(path, one))
    if (lost := settled.text.count("\ufffd") - _gaps(seen.data)) > 0:
        yield hindrance(path, "lost-characters", f"{lost} characters cannot be known and would become U+FFFD")


def _gaps(data: bytes) -> int:
    """The U+FFFD that a file holds already."""
    try:
        return data.decode("utf-8").count("\ufffd")
    except UnicodeDecodeError:
        return 0


def _doubts(path: Path, article: Article) -> Iterator[Finding]:
    """The warnings of an article that needs somebody's eye, one at least."""
    for warning in article.warnings:
        yield hindrance(path, warning.code, warning.message)
    if not article.warnings:
        yield hindrance(path, article.status, article.status.replace("_", " "))


def _changes(path: Path, settled: Settled, front: FrontMatter) -> Iterator[Finding]:
    """What goes and what changes. Lines of what is only seen when other lines are gone count there."""
    for article in settled.articles:
        yield from removals(path, article)
        yield from edits(path, article)
    wanted = settled.articles if front in ("auto", "always") else ()
    new = (name for article in wanted for name in new_in_head(article, stated(article, front == "always")))
    if added := list(dict.fromkeys(new)):
        yield form(path, "front-matter", f"the front matter is to say: {', '.join(added)}")


def _encoding(path: Path, article: Article) -> Iterator[Finding]:
    used = article.document.clip.encoding
    if used not in _UTF8:
        yield form(path, "encoding", f"is {used}, and is to be UTF-8")


def _layout(path: Path, settled: Settled, told: bool) -> Iterator[Finding]:
    """A difference of blank lines, line ends and the order of lines, at the first line that shows it. A file that
    changes and of which nothing else was `told` is never passed over."""
    lines = (line for article in settled.articles for line in laid_out_otherwise(article))
    line = min(lines, default=None if told else 1)
    if line is not None:
        yield form(path, "layout", "blank lines, line ends, or the title's place are not those of a seed", line)


def _line(finding: Finding) -> int:
    return finding.line
