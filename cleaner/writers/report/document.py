"""The page of one document: its clipping on the left, the clean article on the right, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import NOISE_CLASSES
from cleaner.writers.report.body import article_body
from cleaner.writers.report.clipping import clipping_lines
from cleaner.writers.report.element import Html, element, together
from cleaner.writers.report.families import family_of, in_order
from cleaner.writers.report.keys import DOCUMENT_KEYS, keys_dialog
from cleaner.writers.report.shell import whole_page
from cleaner.writers.report.strip import strip
from cleaner.writers.report.tables import changes_table, metadata_table, rules_table, warnings_list

if TYPE_CHECKING:
    from cleaner.article import Article

#: A language as `lang` takes it. Must not match what a page merely claims.
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_SCRIPTS = frozenset(("Hans", "Hant"))
#: What each status says to people.
STATUSES = {"ok": "ok", "needs_review": "needs review", "empty": "empty", "failed": "failed"}
_ASK = "Point at a line, or press j: the rule and its reason are told here."
_NOTHING_GONE = "Nothing was removed."


class Way(NamedTuple):
    """Where the other pages of a report are, as addresses beside this one; None where there is none."""

    up: str | None = None
    before: str | None = None
    behind: str | None = None


NO_WAY = Way()


def to_page(article: Article, way: Way = NO_WAY) -> str:
    """The page of one document, in one piece: it loads nothing, and nothing of the clipping can run in it."""
    title = article.title or article.document.clip.path or "Clipping"
    return whole_page(
        "document",
        title,
        element("a", "Skip to the article", class_="skip", href="#article"),
        element("header", _ways(way), _heading(article, title), *warnings_list(article), strip(article)),
        *_legend(article),
        element("main", _clipping(article), *_panels(article), data_side="clipping", data_tab="article"),
        _why(_ASK if article.removed else _NOTHING_GONE),
        keys_dialog(DOCUMENT_KEYS),
    )


def language(article: Article) -> str | None:
    """The language of the article as the attribute `lang` takes it; None when it is not known."""
    known = article.metadata.language or ""
    if not _LANGUAGE.match(known):
        return None
    script = article.metadata.script
    return f"{known}-{script}" if script in _SCRIPTS else known


def _ways(way: Way) -> Html:
    links = (("All documents", way.up, "up"), ("Previous", way.before, "prev"), ("Next", way.behind, "next"))
    made = (element("a", text, href=where, rel=kind) for text, where, kind in links if where)
    switches = (_switch("kept", "Kept lines", True), _switch("before", "What was there before", False))
    keys = element("button", "Keys ", element("kbd", "?"), type="button", data_opens="keys")
    return element("nav", *made, *switches, keys, aria_label="Report")


def _heading(article: Article, title: str) -> Html:
    path = article.document.clip.path
    file = [element("code", path, dir="auto")] if path else []
    facts = (*file, _status(article), *_figures(article))
    return together(
        (
            element("h1", title, lang=language(article), dir="auto"),
            element("p", *facts, class_="facts"),
        )
    )


def _status(article: Article) -> Html:
    return element("b", STATUSES[article.status], class_=f"status {article.status}")


def _figures(article: Article) -> Iterator[Html]:
    """How sure, how much was kept, how much removed, how much changed: in words."""
    kept, gone = len(article.text), sum(len(piece.text) for piece in article.removed)
    share = f" ({100 * gone / (kept + gone):.0f} %)" if gone else ""
    changes = len(article.changes) + len(article.document.clip.reread)
    yield element("span", "confidence ", element("b", f"{article.confidence:.2f}"))
    yield element("span", "kept ", element("b", f"{kept:,}"), " characters")
    yield element("span", "removed ", element("b", f"{gone:,}"), share)
    yield element("span", element("b", f"{changes:,}"), " changes")


def _legend(article: Article) -> Iterator[Html]:
    """The legend of what was removed, which filters."""
    if not article.removed:
        return
    pieces = Counter(piece.noise_class for piece in article.removed)
    keys = (_key(noise_class, pieces[noise_class]) for noise_class in in_order(pieces))
    legend = element("div", *keys, class_="legend", role="group", aria_label="Show these classes alone")
    yield element("div", legend, class_="bar")


def _key(noise_class: str, count: int) -> Html:
    return element(
        "button",
        element("i", class_="swatch"),
        f"{noise_class} ",
        element("span", str(count)),
        class_=f"key {family_of(noise_class)}",
        type="button",
        aria_pressed="false",
        data_class=noise_class,
        title=NOISE_CLASSES.get(noise_class),
    )


def _why(says: str) -> Html:
    """Where the rule and the reason of a line are told, beside the walk from one removed block to the next."""
    return element("aside", _walk(), element("div", element("p", says), id="told", role="status"), aria_label="Why")


def _walk() -> Html:
    return element(
        "div",
        element("button", "‹", type="button", data_step="-1", aria_label="Previous removed block"),
        element("output", "", id="place", aria_label="Removed block"),
        element("button", "›", type="button", data_step="1", aria_label="Next removed block"),
        class_="walk",
        role="group",
        aria_label="Walk through what was removed",
    )


def _switch(name: str, says: str, on: bool) -> Html:
    box = element("input", type="checkbox", id=f"switch-{name}", data_switch=name, checked="" if on else None)
    return element("label", box, f" {says}", class_="switch")


def _clipping(article: Article) -> Html:
    lines = element("div", clipping_lines(article), class_="text", lang=language(article))
    return element("section", element("h2", "Clipping"), lines, id="clipping", tabindex=0, aria_label="Clipping")


def _panels(article: Article) -> Iterator[Html]:
    spoken = language(article)
    body = element("article", article_body(article), class_="text", lang=spoken)
    yield _panel("article", "Article", body)
    yield _panel("metadata", "Metadata", metadata_table(article, spoken))
    yield _panel("rules", "Rules", rules_table(article))
    yield _panel("changes", "Changes", changes_table(article, spoken))


def _panel(name: str, says: str, content: Html) -> Html:
    return element("section", element("h2", says), content, id=name, class_="panel", tabindex=0, aria_label=says)
