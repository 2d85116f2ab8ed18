"""The vocabulary of rules: every condition that `when` may hold, with what it asks.

Closed on purpose: a rule is data, a new kind of question is code. Phrase conditions (`says`, `starts`, `ends`,
`is`, `lacks`, `made_of`) and patterns are answered by the rulebook; the others are a test on the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, NamedTuple, get_args

from cleaner.judge.facts import BlockFacts, PageFacts, Region
from cleaner.model import NOISE_CLASSES, Kind

Scope = Literal["phrase", "pattern", "block", "page", "settled"]
Value = Literal["phrases", "number", "share", "flag", "words"]
Test = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One word of the vocabulary.

    `scope` says what must be known to answer it: the block's own text ("phrase", "pattern"), its facts ("block"),
    its place in the page ("page"), or the verdicts on its neighbours ("settled"). `words` are the values allowed,
    for a condition that takes words.
    """

    name: str
    scope: Scope
    value: Value
    asks: str
    test: Test | None = None
    words: frozenset[str] = frozenset()

    @property
    def of_shape(self) -> bool:
        """Whether a block's `Shape` is enough to answer it."""
        return self.name.removesuffix("_min").removesuffix("_max") in Shape._fields


class Shape(NamedTuple):
    """The facts of a block and of its place that have few values, or rarely another than no: which rules can hold at
    all is the same for all blocks of one shape."""

    kind: Kind
    prose: bool
    cut_off: bool
    menu: bool
    label: bool
    headline: bool
    numbered: bool
    region: Region
    zone: str | None
    torn_run: int
    walled: bool
    titled: bool
    signature: bool
    headed: bool
    announced: bool
    listed: bool
    in_head: bool
    own_links: bool
    begins_below: bool
    names_title: bool
    heads_own_links: bool
    links_again: bool
    tabled: bool
    amid_lines: bool
    stranded: int


#: The fields of a shape that the facts of the block have; its place adds those from `region` on, flags from `walled`
#: on, and the last is told by the verdicts on its neighbours.
SHAPE_OF_BLOCK: Callable[[BlockFacts], tuple[Any, ...]] = itemgetter(slice(0, Shape._fields.index("region")))
FLAGS_OF_PLACE = Shape._fields[Shape._fields.index("walled") : -1]


def _block(
    name: str, value: Value, asks: str, test: Callable[[BlockFacts, Any], bool], words: object = ()
) -> Condition:
    return Condition(name, "block", value, asks, test, frozenset(words))  # type: ignore[call-overload]


def _page(name: str, value: Value, asks: str, test: Callable[[PageFacts, Any], bool], words: object = ()) -> Condition:
    return Condition(name, "page", value, asks, test, frozenset(words))  # type: ignore[call-overload]


_ALL = (
    Condition("says", "phrase", "phrases", "one of these phrases occurs, whatever its script, width, case or spacing"),
    Condition("starts", "phrase", "phrases", "the text starts with one of these phrases"),
    Condition("ends", "phrase", "phrases", "the text ends with one of these phrases"),
    Condition("is", "phrase", "phrases", "the text is one of these phrases, a colon behind it aside"),
    Condition("lacks", "phrase", "phrases", "none of these phrases occurs"),
    Condition("made_of", "phrase", "phrases", "two words and more, each of them one of these, numbers aside"),
    Condition("matches", "pattern", "phrases", "one of these RE2 patterns is found in the folded text"),
    Condition(
        "matches_source", "pattern", "phrases", "one of these RE2 patterns is found in the source, marks included"
    ),
    _block("units_min", "number", "at least so many reading units", lambda f, n: f.units >= n),
    _block("units_max", "number", "at most so many reading units", lambda f, n: f.units <= n),
    _block("clauses_max", "number", "at most so many marks between clauses", lambda f, n: f.clauses <= n),
    _block("digits_min", "number", "at least so many digits", lambda f, n: f.digits >= n),
    _block("prose", "flag", "is running text (true) or is none (false)", lambda f, on: f.prose is on),
    _block("cut_off", "flag", "a program cut the text off: it ends in ... or [详细]", lambda f, on: f.cut_off is on),
    _block("ends_sentence", "flag", "ends like a sentence", lambda f, on: f.ends_sentence is on),
    _block("menu", "flag", "is made of short words alone", lambda f, on: f.menu is on),
    _block("label", "flag", "starts with a few words and a colon, bar or arrow", lambda f, on: f.label is on),
    _block("numbered", "flag", "starts with the number of an entry", lambda f, on: f.numbered is on),
    _block(
        "headline",
        "flag",
        "has the shape of a headline: no sentence, no label, no number",
        lambda f, on: f.headline is on,
    ),
    _block("words_min", "number", "has at least so many words, gaps and bars between them", lambda f, n: f.words >= n),
    _block("kind", "words", "the block is of one of these kinds", lambda f, kinds: f.kind in kinds, get_args(Kind)),
    _block("link_density_min", "share", "at least this share of the text is linked", lambda f, n: f.link_density >= n),
    _block("link_density_max", "share", "at most this share of the text is linked", lambda f, n: f.link_density <= n),
    _block("links_min", "number", "at least so many links", lambda f, n: f.links >= n),
    _block("images_min", "number", "at least so many pictures", lambda f, n: f.images >= n),
    _block(
        "shared_min",
        "number",
        "stands on at least so many documents of its site, as the site's profile says",
        lambda f, n: f.shared_on >= n,
    ),
    _block(
        "shared_share_min",
        "share",
        "stands on at least this share of the documents of its site, as the site's profile says",
        lambda f, n: f.shared_of > 0 and f.shared_on >= n * f.shared_of,
    ),
    _page("region", "words", "stands before, in or after the body", lambda p, at: p.region in at, get_args(Region)),
    _page("from_body_max", "number", "at most so many blocks from the body's edge", lambda p, n: p.from_body <= n),
    _page("from_start_max", "number", "at most so many blocks from the page's start", lambda p, n: p.from_start <= n),
    _page("from_end_max", "number", "at most so many blocks from the page's end", lambda p, n: p.from_end <= n),
    _page(
        "zone",
        "words",
        "stands under a label of one of these classes; none: under no label",
        lambda p, classes: (p.zone or "none") in classes,
        {"none", *NOISE_CLASSES},
    ),
    _page(
        "leads", "flag", "is a label outside of the body, or one with something under it", lambda p, on: p.leads is on
    ),
    _page("menu_run_min", "number", "stands in a run of so many menu words", lambda p, n: p.menu_run >= n),
    _page(
        "listing_run_min",
        "number",
        "stands in a run of so many lines that are no prose",
        lambda p, n: p.listing_run >= n,
    ),
    _page(
        "listing_run_max",
        "number",
        "the run of lines that are no prose is at most so long",
        lambda p, n: p.listing_run <= n,
    ),
    _page("torn_run_min", "number", "stands in a run of so many lines inside torn links", lambda p, n: p.torn_run >= n),
    _page("signature", "flag", "is a day right behind the body, or stands above one", lambda p, on: p.signature is on),
    _page("repeats_min", "number", "the same text stands so many times on the page", lambda p, n: p.repeats >= n),
    _page(
        "furniture_min",
        "number",
        "so many other blocks on its side of the body, within it on both sides, have the words of page furniture",
        lambda p, n: p.furniture >= n,
    ),
    _page(
        "page_furniture_min",
        "number",
        "so many other blocks before and after the body have the words of page furniture",
        lambda p, n: p.page_furniture >= n,
    ),
    _page("walled", "flag", "page furniture or the title stands between it and the body", lambda p, on: p.walled is on),
    _page(
        "headline_run_min",
        "number",
        "stands in a run of so many headlines right behind the body",
        lambda p, n: p.headline_run >= n,
    ),
    _page("titled", "flag", "is the title once more", lambda p, on: p.titled is on),
    _page(
        "names_title",
        "flag",
        "says the title among other words, a title of some length",
        lambda p, on: p.names_title is on,
    ),
    _page(
        "begins_below",
        "flag",
        "the text right below begins with it, its last marks aside",
        lambda p, on: p.begins_below is on,
    ),
    _page("headed", "flag", "stands above the heading that states the title", lambda p, on: p.headed is on),
    _page(
        "heads_again",
        "flag",
        "stands again further down, as a heading or, on a flat page, as a line with its number before it",
        lambda p, on: p.heads_again is on,
    ),
    _page("listed", "flag", "a table of contents above it lists it", lambda p, on: p.listed is on),
    _page("main_text", "flag", "the densities of a page take it for main text", lambda p, on: p.main_text is on),
    _page("left_out", "flag", "the densities of a page do not take it for main text", lambda p, on: p.left_out is on),
    _page("beside_kept", "flag", "a rule keeps the line above or below it", lambda p, on: p.beside_kept is on),
    _page(
        "announced",
        "flag",
        "is a quote, or a line of a short list within the text, below a line that ends with a colon",
        lambda p, on: p.announced is on,
    ),
    _page(
        "last_prose",
        "flag",
        "is the last running text of the body, notices below it aside",
        lambda p, on: p.last_prose is on,
    ),
    _page("under_title", "flag", "stands right below the title", lambda p, on: p.under_title is on),
    _page(
        "tabled",
        "flag",
        "is a row of the page's particulars: a label, or its value on a line of its own",
        lambda p, on: p.tabled is on,
    ),
    _page(
        "in_head",
        "flag",
        "stands between the title and the first sentence, but for one right below the title",
        lambda p, on: p.in_head is on,
    ),
    _page("own_links", "flag", "leads to other pages of its own site alone", lambda p, on: p.own_links is on),
    _page(
        "heads_own_links",
        "flag",
        "stands right above a line that leads to its own site alone, or above such a picture",
        lambda p, on: p.heads_own_links is on,
    ),
    _page(
        "links_again",
        "flag",
        "stands behind the body and leads nowhere but where lines above the body led, on its own site",
        lambda p, on: p.links_again is on,
    ),
    _page("body_units_min", "number", "the body has at least so many units", lambda p, n: p.body_units >= n),
    _page(
        "near",
        "words",
        "words of one of these classes stand within two blocks",
        lambda p, classes: not p.near.isdisjoint(classes),
        NOISE_CLASSES,
    ),
    _page(
        "alone",
        "flag",
        "no line within two blocks has words that a rule knows, states the title or is left out of the main text",
        lambda p, on: p.alone is on,
    ),
    _page(
        "amid_text",
        "flag",
        "the densities of a page take the lines right above and right below it for main text",
        lambda p, on: p.amid_text is on,
    ),
    _page(
        "amid_lines",
        "flag",
        "stands between sentences of a flat text without a page around it, or in a list of plain entries",
        lambda p, on: p.amid_lines is on,
    ),
    _page(
        "among_fields",
        "flag",
        "stands in a run of labels with values most of which no rule knows",
        lambda p, on: p.among_fields is on,
    ),
    Condition(
        "stranded_max",
        "settled",
        "number",
        "stands in a run of at most so many kept blocks, shut in by dropped ones or the page's edge",
        lambda p, n: 0 < p.stranded <= n,
    ),
)

#: The vocabulary by name.
VOCABULARY: Mapping[str, Condition] = {condition.name: condition for condition in _ALL}
