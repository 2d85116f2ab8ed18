"""The main text of a page: the blocks whose densities the weights take for body.

A text that stands twice counts once, readers' comments below a text are no part of it, pictures stay between
paragraphs that stay, and a page that has no text of its own has no main text at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from cleaner.judge.alike import with_posts
from cleaner.judge.beside_posts import beside_posts
from cleaner.judge.between import with_between
from cleaner.judge.choice import chosen, expected_f1, together
from cleaner.judge.densities import NAMES, densities
from cleaner.judge.forest import Forest, forest
from cleaner.judge.informed import informed, without
from cleaner.judge.insets import find_captions, stated_captions
from cleaner.judge.left_out import Page, Reason, left_out
from cleaner.judge.posts import among_posts
from cleaner.judge.site import Site
from cleaner.judge.stated import CHANCE, stated
from cleaner.judge.threads import is_thread
from cleaner.judge.unfolding import unfolding
from cleaner.model import Document, Mode

#: How many blocks above and below the main text, and at the foot of the page, are asked the rules.
ABOVE, BELOW, FOOT = 20, 20, 6
#: A page delivers its text hidden as one run when that has this share of all that is hidden.
DELIVERED = 0.8
#: Why the caption of a picture that stays is no main text.
OF_PICTURE = Reason("caption", "says what a picture shows")
#: An element more steps away from the main one than this is far from it.
FAR_STEPS = 3
#: Elements that give a page structure. A page without them is a flat text with tags between its lines.
_STRUCTURE = frozenset("div section article main aside nav header footer table ul ol form dl center".split())


class MainText(NamedTuple):
    """For each block whether it is main text, and why not (None for main text); the F1 that the weights expect; and for
    each block the chance they give it."""

    chosen: tuple[bool, ...]
    reasons: tuple[Reason | None, ...]
    confidence: float
    chances: tuple[float, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The first block of the main text and the one behind its last; (0, 0) for none."""
        if True not in self.chosen:
            return 0, 0
        return self.chosen.index(True), len(self.chosen) - self.chosen[::-1].index(True)

    def near(self) -> list[bool]:
        """For each block whether the rules are asked about it: it stands in or near the main text, where its words
        tell the article's own furniture and metadata, or at the foot of the page, which tells the site."""
        start, end = self.span
        count = len(self.chosen)
        return [start - ABOVE <= i < end + BELOW or i >= count - FOOT for i in range(count)]


def has_structure(document: Document) -> bool:
    """Whether a page's elements tell more than its lines do."""
    return any(box.tag in _STRUCTURE or box.words for box in document.boxes)


def main_text(document: Document, mode: Mode, site: Site | None = None) -> MainText:
    """The main text of a page that has structure, by the weights that come with the package, and by what is known of
    its site."""
    return weigh(document, mode, forest(), site)


def weigh(document: Document, mode: Mode, weights: Forest, site: Site | None = None) -> MainText:
    """The main text of a page that has structure, by some weights."""
    rows, lines = densities(document, weights.odds)
    thread = is_thread(document)
    page = Page(document, rows, lines.units, thread, beside_posts(document) if thread else [None] * len(rows))
    said = stated(document)
    chances = _chances(page, [weights.chance(row) for row in rows], said, site)
    wanted = [True] * len(rows) if site and site.names_main else chosen(chances, page.sizes, mode, page.thread)
    shown = [show or i in said for i, show in enumerate(_shown(document))]  # answers that unfold are hidden, and text
    taken = [take and show for take, show in zip(wanted, shown, strict=True)]
    left = left_out(page, taken) if site is None else without(site, page, taken)
    free = [show and why is None for show, why in zip(shown, left, strict=True)]
    kept, captions = _completed(page, free, [take and why is None for take, why in zip(taken, left, strict=True)])
    reasons = [
        None if keep else why or (OF_PICTURE if i in captions else Reason(None, _facts(weights, row)))
        for i, (keep, why, row) in enumerate(zip(kept, left, rows, strict=True))
    ]
    text = [chance if why is None else 0.0 for chance, why in zip(chances, left, strict=True)]
    confidence = round(weights.confidence(expected_f1(text, page.sizes, kept)), 3)
    return MainText(kept, tuple(reasons), confidence, tuple(chances))


def _chances(page: Page, weighed: Sequence[float], said: Set[int], site: Site | None) -> list[float]:
    """The chances of the blocks as the weights give them, with what is known of their site, of the lists that they
    stand in, and of what the page states (`said`)."""
    evened = together(page.document, weighed if site is None else informed(weighed, site), page.sizes)
    evened = among_posts(page.document, evened, page.sizes) if page.thread else evened
    return [max(chance, CHANCE) if i in said else chance for i, chance in enumerate(evened)] if said else evened


def _completed(page: Page, free: Sequence[bool], taken: Sequence[bool]) -> tuple[tuple[bool, ...], Set[int]]:
    """For each block whether it is kept: taken, or free to be and of what is; and the captions of the pictures kept,
    which are told beside the text."""
    kept = with_between(page.document, free, taken)
    kept = with_posts(page.document, free, kept) if page.thread else kept
    called = stated_captions(page.document, kept)
    kept = tuple(keep and i not in called for i, keep in enumerate(kept))
    return kept, find_captions(page.document, kept) | called


def _shown(document: Document) -> list[bool]:
    """For each block whether it counts as shown: hidden text does where a page delivers most of itself hidden, to be
    shown by a script. Where nearly all of that is one run, the rest is what stays hidden: cards, dialogs. So does what
    unfolds."""
    runs = [
        (hides, [len(block.text) for block in blocks])
        for hides, blocks in groupby(document.blocks, key=lambda block: block.hints.hidden)
    ]
    hidden = [sum(sizes) for hides, sizes in runs if hides]
    delivered = 2 * sum(hidden) > sum(len(block.text) for block in document.blocks)
    most = max(hidden, default=0)
    least = most if most >= DELIVERED * sum(hidden) else 0
    seen = [not hides or (delivered and sum(sizes) >= least) for hides, sizes in runs for _ in sizes]
    for members in unfolding(document):
        for i in members:
            seen[i] = True
    return seen


def _facts(weights: Forest, row: Sequence[float]) -> str:
    """Why a block is not main text: the facts that weigh most."""
    return "; ".join([_SAYS[i](row[i]) for i in weights.against(row)]) or "unlike the main text"


#: How a reason names the densities that can speak against a block.
_SAID: Mapping[str, Callable[[float], str]] = {
    "length": lambda value: "short",
    "link_density": lambda value: f"link density {value:.2f}",
    "sentence_end": lambda value: "no sentence",
    "said": lambda value: "says what page furniture says",
    "around": lambda value: "little text around it",
    "words_min": lambda value: "named like page furniture",
    "way": lambda value: "far from the main text" if value > FAR_STEPS else "outside of the main element",
    "box_links": lambda value: f"among links, density {value:.2f}",
    "alike_share": lambda value: "of a make that holds little text",
    "aside": lambda value: "in a menu, an aside or a footer",
}
_SAYS = {NAMES.index(name): says for name, says in _SAID.items()}
#: The densities that a reason may name.
NAMED = tuple(_SAID)
