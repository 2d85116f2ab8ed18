"""The metadata of an HTML page: its lines around the body, its marked elements, its head, its scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from cleaner.metadata.account import read_poster
from cleaner.metadata.address import read_title_day, read_url_date
from cleaner.metadata.beside import read_beside
from cleaner.metadata.byline import read_latin, read_meta_line, read_outlet, read_plain
from cleaner.metadata.day_lines import day_rank, is_day_line, read_day, read_stated_day, says_published
from cleaner.metadata.ends import read_closings, read_dated, read_dateline
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.found_title import Title
from cleaner.metadata.head import (
    names_of_site,
    read_about,
    read_address,
    read_authors,
    read_dates,
    read_publisher,
    read_site,
    read_source,
    settle_account,
    unread_dates,
)
from cleaner.metadata.labelled import read_labels
from cleaner.metadata.linked import read_linked
from cleaner.metadata.linked_data import LinkedData, read_linked_data
from cleaner.metadata.marked import (
    less_entries,
    less_sidebars,
    read_marked,
    read_marked_authors,
    read_marked_tags,
    read_only_day,
)
from cleaner.metadata.places import BEHIND, Surroundings, closing_lines, surroundings
from cleaner.metadata.site import read_portal
from cleaner.metadata.state import read_state
from cleaner.model import Document, Verdict, Warn
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose

_HAN_KANA = lazy_pattern("[\u3041-\u30ff\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]{2}")
#: Classes of lines that speak of other things than the article.
_SILENT = frozenset(
    ("nav", "related", "comments", "share", "login", "headline_list", "icp", "footer", "promo", "qr_prompt")
)

#: The day of an article may stand before so many of its first paragraphs: before the lead, or behind it.
LEAD_PARAGRAPHS = 3
#: What lines under a title state.
_UNDER_TITLE = frozenset(("date", "authors", "source"))
#: What stands beside a day without naming a text has at most so many letters and figures: ``来源`` and the like.
OF_DAY_CHARACTERS = 6
_WORD_SIGN = re.compile(r"\w")
#: So many characters before a label are none of another text's title.
BEFORE_LABEL = 4
#: Classes of lines that name other texts.
_LISTS = frozenset(("headline_list", "related", "nav"))
#: Classes of lines whose dates are those of other things.
_OF_OTHERS = frozenset(("related", "comments", "headline_list", "copyright", "footer", "icp", "nav"))


class _Page(NamedTuple):
    """A page as its readers ask for it: its blocks and what became of them, the pieces that were dropped, its title,
    what stands around its body, its JSON-LD, and the names that are its site's."""

    document: Document
    verdicts: Sequence[Verdict]
    said: Sequence[Said]
    title: Title
    around: Surroundings
    linked: LinkedData
    names: frozenset[str]


def read_page(
    document: Document, verdicts: Sequence[Verdict], said: Sequence[Said], title: Title, found: Fields
) -> tuple[Warn, ...]:
    """Everything that a page states of its article, the most trusted first; what is wrong with it is warned of."""
    linked = read_linked_data(document.head.scripts, title.text)
    names = names_of_site(document.head, linked, title.site)
    document = replace(
        document, head=document.head._replace(marked=tuple(less_entries(document.head.marked, document.boxes)))
    )
    page = _Page(document, verdicts, said, title, surroundings(document, verdicts, said), linked, names)
    _read_stated(page, found)
    _read_lines(page, found)
    _read_rest(page, found)
    _read_days_last(page, found)
    return (*linked.warnings, *unread_dates(document.head, linked))


def _read_stated(page: _Page, found: Fields) -> None:
    """Labels between title and body, then head and marked elements. Chinese and Japanese pages print what their heads
    garble, others state in the head what they print in many ways."""
    head, around = page.document.head, page.around
    _read_labelled(around, found)
    if _HAN_KANA.search(page.title.text or ""):
        _read_dated_lines(around, found)
        _read_labelled_tail(around, found)
    read_authors(head, page.linked, page.title.site, found)
    read_dates(head, page.linked, found, weak=False)
    for marked in (less_sidebars(head.marked, page.document.boxes), head.marked):
        read_marked_authors(marked, around, page.names, found, _is_japanese(page.document))
    found.settle("written", "date")  # the day of a document says more than an element named for any time
    read_marked(head.marked, around, found)


def _read_lines(page: _Page, found: Fields) -> None:
    """The lines around the body by their shape, its ends, and the outlet that the metas name."""
    _read_dated_lines(page.around, found)
    _read_labelled_tail(page.around, found)
    _read_ends(page.document, page.verdicts, found)
    settle_account(found)
    _read_plain_lines(page.around, found)
    read_source(page.document.head, found)
    found.settle("desk", "source")
    _read_tail(page.around, found)
    read_linked(page.document, page.verdicts, found)
    found.unsay_account()


def _read_rest(page: _Page, found: Fields) -> None:
    """What scripts and weaker metas state; the site, and what else the head says of the article."""
    head = page.document.head
    read_state(head.code, found)
    read_dates(head, page.linked, found, weak=True)
    read_site(head, page.linked, found)
    read_publisher(page.linked, page.title.site, found)
    read_about(head, page.linked, found)
    read_marked_tags(head.marked, page.around, found)
    read_address(head, found)


def _read_days_last(page: _Page, found: Fields) -> None:
    """The day of publication where nothing nearer says it."""
    _read_beyond(page.around, page.said, found)
    read_only_day(page.document.head.marked, found)
    found.complete_date()
    found.prefer_printed()
    read_title_day(page.title.text, found)
    read_url_date(found)


def read_head(document: Document, title: Title, found: Fields) -> None:
    """What a page states whose body was read from a script: in its head, and beside the body."""
    head = document.head
    linked = read_linked_data(head.scripts, title.text)
    read_authors(head, linked, title.site, found)
    read_dates(head, linked, found, weak=False)
    read_beside(head, found)
    settle_account(found)
    read_source(head, found)
    read_state(head.code, found)
    read_dates(head, linked, found, weak=True)
    read_site(head, linked, found)
    read_publisher(linked, title.site, found)
    read_about(head, linked, found)
    read_address(head, found)


def read_flat(
    document: Document, verdicts: Sequence[Verdict], said: Sequence[Said], title: Title, found: Fields
) -> None:
    """What the lines under the title of a flat Chinese or Japanese page state without a label: the day, the outlet and
    the names beside it, whoever posted it. Only what was dropped counts: a kept line is the text's own."""
    if _HAN_KANA.search(title.text or "") and not found.values.keys() >= _UNDER_TITLE:
        around = surroundings(document, verdicts, said)
        around = around._replace(head=tuple(piece for piece in around.head if piece.noise_class != "body"))
        _read_dated_lines(around, found)
        _read_plain_lines(around, found)


def _is_japanese(document: Document) -> bool:
    return (document.head.lang or "").startswith("ja") or _KANA.search(document.head.title or "") is not None


def _read_labelled(around: Surroundings, found: Fields) -> None:
    """Labels between title and body."""
    for piece in around.head:
        if piece.noise_class not in ("related", "comments"):
            read_labels(piece, found)
            read_portal(piece, found)


def _read_labelled_tail(around: Surroundings, found: Fields) -> None:
    """Labels behind the body: there 来源 may be that of a picture or of one fact."""
    for piece in filter(_is_own, around.tail):
        read_labels(piece, found, less=frozenset(("source",)))
        read_stated_day(piece, found)
        read_portal(piece, found)


def _is_own(piece: Said) -> bool:
    """Whether a line behind the body may speak of the article: in a list of headlines a label behind other words is
    that of another text, ``渡口旧事 作者：林夏``."""
    return piece.noise_class not in _LISTS or not piece.labels or piece.labels[0].place <= BEFORE_LABEL


def _read_dated_lines(around: Surroundings, found: Fields) -> None:
    """The lines under the title that have a date, or names with a role: those that speak of publishing first, those
    with a time of day before others, those in brackets last."""
    under = [piece for piece in around.head if piece.block >= around.under_title]
    for piece in sorted(under, key=day_rank):
        if piece.noise_class in ("meta_line", "body"):
            read_meta_line(piece, found)
        elif len(piece.text) <= 60 and not _is_other_text(piece):
            read_day(piece, found)
    for piece in under:
        if piece.noise_class not in ("comments", "related"):
            read_poster(piece, found)
            read_latin(piece, found, under=True)
    for first, second, third in zip(under, under[1:], under[2:], strict=False):
        if first.text.isdigit() and len(first.text) == 4:  # 2024 | 03/05 | 09:10
            read_day(replace(first, text=f"{first.text}/{second.text} {third.text}"), found)


def _is_other_text(piece: Said) -> bool:
    """Whether a line under the title is a comment, or the name of another text with that text's day behind it."""
    named = piece.noise_class in _LISTS and piece.links and not is_day_line(piece, others=True)
    return piece.noise_class in ("comments", "related") or bool(named)


def _read_plain_lines(around: Surroundings, found: Fields) -> None:
    for piece in around.head:
        if piece.block >= around.under_title and piece.noise_class not in ("comments", "share", "login", "related"):
            read_plain(piece, found, alone=piece.noise_class in _SILENT or piece.noise_class == "body")


def _read_tail(around: Surroundings, found: Fields) -> None:
    """Lines above the title and behind the body without labels; and what is labelled as a source there."""
    for piece in (*around.head, *around.tail):
        if piece.noise_class in ("meta_line", "editor_credit"):
            read_meta_line(piece, found)
        elif is_day_line(piece, piece.noise_class in _OF_OTHERS or piece.block >= around.under_title) and not (
            piece.noise_class in _LISTS and _names_text(piece)
        ):
            read_day(piece, found)
        read_poster(piece, found)
        if piece.noise_class != "body" and len(piece.text) <= 80:
            read_latin(piece, found, under=False)
    for piece in filter(_is_own, (*around.tail, *around.beyond[:BEHIND])):
        read_labels(piece, found)
    for piece in around.tail:
        if is_day_line(piece, True) or (piece.date and piece.date.start == 0 and piece.noise_class not in _OF_OTHERS):
            read_outlet(piece, found)


def _names_text(piece: Said) -> bool:
    """Whether a line of a list says a day and the name of another text, and not what the day is of."""
    date = piece.date
    rest = piece.text[: date.start] + piece.text[date.end :] if date else ""
    return len(_WORD_SIGN.findall(rest)) > OF_DAY_CHARACTERS and day_rank(piece) > 0


def _read_beyond(around: Surroundings, said: Sequence[Said], found: Fields) -> None:
    """A line far behind the body that says when the page was published; or anywhere, where all such lines agree."""
    for piece in around.beyond:
        if _says_published(piece):
            read_day(piece, found)
    if "date" not in found.values:
        stating = [piece for piece in said if _says_published(piece) and piece.date and piece.date.iso]
        if len({piece.date.iso[:10] for piece in stating if piece.date and piece.date.iso}) == 1:
            read_day(stating[0], found)


def _says_published(piece: Said) -> bool:
    return len(piece.text) <= 80 and piece.noise_class not in _OF_OTHERS and says_published(piece)


def _read_ends(document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    """The body's own first line and last lines."""
    kept = (document.blocks[verdict.block] for verdict in verdicts if verdict.role == "body")
    lead = list(islice((block for block in kept if is_prose(block.text)), LEAD_PARAGRAPHS))
    for block in lead[:1]:
        read_dateline(block.text, block.line, found)
    for block in lead[1:]:
        read_dated(block.text, block.line, found)
    last = closing_lines(document, verdicts)
    read_closings(last, found)
    for piece in reversed(last):
        read_stated_day(piece, found)
