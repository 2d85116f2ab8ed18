"""What the chances of its blocks would take and a page leaves out all the same: what stands below a text among readers'
comments or offers of other texts, by the names of the elements around it, and what the page says a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.judge.densities import NAMES
from cleaner.judge.posts import in_posts
from cleaner.judge.threads import Beside
from cleaner.model import NO_BOXES, Box, Document, handed_down
from cleaner.text.prose import clauses

#: What stands beside a text stands below so many units of it.
TEXT_UNITS = 60
#: A dialogue stands over a page that has so many units beside it: it is all there is of another.
PAGE_UNITS = 30
#: What a forum's program sets beside the posts of a thread leaves this share of what is taken, or so much of it as
#: `PAGE_UNITS` in elements named for posts.
LEFT = 0.5
#: Odds of a forum by its words, as a logarithm, up to which a page without the signs of a thread is none.
FORUM_ODDS = 0.5
#: A text of so many characters does not stand twice on a page by accident. Within one element it does: a refrain.
REPEATED_CHARACTERS = 25
#: A list that stands twice gives each of its entries so often.
LISTED_TWICE = 2
#: So many units without a mark between clauses are no text but a heap of words for search engines.
HEAP_UNITS = 1_000
_AMONG_COMMENTS, _FORUM = NAMES.index("comment"), NAMES.index("forum")


class Reason(NamedTuple):
    """Why a block is no main text, and its noise class where that says it."""

    noise_class: str | None
    facts: str


_TWICE = Reason(None, "stands on the page a second time")
_COMMENT = Reason("comments", "among readers' comments below the text")
_HEAP = Reason("promo", "a heap of words without a mark, below the text")
_OFFER = Reason("related", "in an element named for other texts, below the text")
_COLUMN = Reason("template", "in an element named for the column beside the text")
#: Elements that are one paragraph.
_OF_TEXT = frozenset("p li dd dt h1 h2 h3 h4 h5 h6 blockquote pre span".split())
#: Words in the names of elements that hold no text of the page where one stands above them.
_NAMED: Mapping[str, Reason] = {
    **dict.fromkeys("related recommend recommended recommends recommendation recommendations recirc".split(), _OFFER),
    "sidebar": _COLUMN,
}


#: Words that the names of elements have together which are dialogues of a program over the page, wherever they stand.
_CONSENT = Reason("footer", "in the dialogue of a program that asks for consent")
_DIALOGUES = (
    *(
        (frozenset(words.split()), _CONSENT)
        for words in (
            "onetrust",
            "usercentrics",
            "didomi",
            "cookiebot",
            "borlabs",
            "sp message container",
            "cookie banner",
            "cookie notice",
            "cookie consent",
            "cookie law",
            "cookies banner",
            "consent banner",
            "cc window",
            "gdpr banner",
        )
    ),
    (frozenset(("paywall", "gate")), Reason("login", "in the box that stands before what is to be paid for")),
)
_DIALOGUE_WORDS = frozenset[str]().union(*(named for named, _ in _DIALOGUES))


class Page(NamedTuple):
    """A page as it was weighed: the densities and the lengths, in units, of its blocks; whether it is a thread, and
    then what each block stands in beside its posts."""

    document: Document
    rows: Sequence[Sequence[float]]
    sizes: Sequence[int]
    thread: bool
    beside: Sequence[Beside | None]


def left_out(page: Page, taken: Sequence[bool]) -> list[Reason | None]:
    """For each block taken why it is left out all the same; None for those that are not."""
    named, heaps = _beside(page), _heaps(page)
    named = [why or other for why, other in zip(named, _of_program(page, below=True), strict=True)]
    beside = _below_text([_HEAP if heap else why for why, heap in zip(named, heaps, strict=True)], page.sizes, taken)
    beside = [why or dialogue for why, dialogue in zip(beside, _dialogues(page, taken), strict=True)]
    beside = [why or other for why, other in zip(beside, _around_posts(page, taken), strict=True)]
    again = _repeats(page, [take and why is None for take, why in zip(taken, beside, strict=True)])
    return [_TWICE if twice else why for why, twice in zip(beside, again, strict=True)]


def _beside(page: Page) -> list[Reason | None]:
    """What the names of the elements around each block say that it is. In a thread comments are the text, and on a page
    whose words speak for a forum."""
    document, rows = page.document, page.rows
    thread = page.thread or any(row[_FORUM] > FORUM_ODDS for row in rows[:1])
    named = handed_down(document.boxes or NO_BOXES, _named)
    return [
        _COMMENT if row[_AMONG_COMMENTS] > 0 and not thread else named[max(block.hints.box, 0)]
        for block, row in zip(document.blocks, rows, strict=True)
    ]


def _dialogues(page: Page, taken: Sequence[bool]) -> list[Reason | None]:
    """For each block taken the dialogue that it stands in; None for all where little else was taken."""
    within = handed_down(page.document.boxes or NO_BOXES, _dialogue)
    found = [
        within[max(block.hints.box, 0)] if take else None
        for block, take in zip(page.document.blocks, taken, strict=True)
    ]
    other = sum(size for size, take, why in zip(page.sizes, taken, found, strict=True) if take and why is None)
    return found if other >= PAGE_UNITS else [None] * len(found)


def _named(box: Box) -> Reason | None:
    """What the name of an element says that it holds."""
    return next((_NAMED[word] for word in box.words if word in _NAMED), None)


def _dialogue(box: Box) -> Reason | None:
    """The dialogue that an element is, by its name; hardly any has a word of one."""
    if _DIALOGUE_WORDS.isdisjoint(box.words):
        return None
    return next((why for named, why in _DIALOGUES if named.issubset(box.words)), None)


def _heaps(page: Page) -> list[bool]:
    """For each block whether it is words without end and without a mark."""
    return [
        size >= HEAP_UNITS and block.kind in ("paragraph", "list_item") and not clauses(block.text)
        for block, size in zip(page.document.blocks, page.sizes, strict=True)
    ]


def _below_text(beside: Sequence[Reason | None], sizes: Sequence[int], taken: Sequence[bool]) -> list[Reason | None]:
    """The same for the blocks taken that have enough text of the page above them; None for the others: without such a
    text they may be all that the page holds."""
    own = [size if take and why is None else 0 for size, take, why in zip(sizes, taken, beside, strict=True)]
    return [
        why if take and text >= TEXT_UNITS else None
        for why, take, text in zip(beside, taken, accumulate(own), strict=True)
    ]


def _of_program(page: Page, below: bool) -> list[Reason | None]:
    """For each block what the program of a forum sets there: of that which is set there only below a text, or of the
    rest."""
    return [
        Reason(part.noise_class, part.reason) if part is not None and part.below is below else None
        for part in page.beside
    ]


def _around_posts(page: Page, taken: Sequence[bool]) -> list[Reason | None]:
    """For each block what the program of a forum sets there, wherever it stands; None for all where that is most of
    what was taken, and no posts are known beside it: names are given for other things as well."""
    found = _of_program(page, below=False)
    if not any(found):
        return found
    rest = [size if take and why is None else 0 for size, take, why in zip(page.sizes, taken, found, strict=True)]
    posts = sum(size for size, inside in zip(rest, in_posts(page.document), strict=True) if inside)
    total = sum(size for size, take in zip(page.sizes, taken, strict=True) if take)
    return found if posts >= PAGE_UNITS or sum(rest) >= LEFT * total else [None] * len(taken)


def _repeats(page: Page, taken: Sequence[bool]) -> list[bool]:
    """For each block taken whether a long text stands in it that a block of another element gives: of the elements that
    hold most of what is taken, the first. What an introduction says again is left out there, not where it is told. An
    entry of more than two lists belongs to each: what several things have in common; and a post of a thread quotes what
    it answers."""
    blocks = page.document.blocks
    entries = Counter(block.text for block in blocks if block.kind == "list_item")
    elements = [_around(page.document, block.hints.box) for block in blocks]
    held: Counter[int] = Counter()
    for element, size, take in zip(elements, page.sizes, taken, strict=True):
        held[element] += size if take else 0
    giving: dict[str, int] = {}
    for block, element, take in zip(blocks, elements, taken, strict=True):
        if take and held[element] > held[giving.setdefault(block.text, element)]:
            giving[block.text] = element
    return [
        take
        and len(block.text) >= REPEATED_CHARACTERS
        and giving[block.text] != element
        and entries[block.text] <= LISTED_TWICE
        and not (page.thread and block.kind == "quote")
        for block, element, take in zip(blocks, elements, taken, strict=True)
    ]


def _around(document: Document, box: int) -> int:
    """The element that holds the paragraphs beside one in `box`."""
    return document.boxes[box].parent if box >= 0 and document.boxes[box].tag in _OF_TEXT else box
