"""The main text of a page: the blocks whose densities the weights take for body.

A list of headlines is taken or left as a whole, a text that stands twice counts once, and a page that has no text of
its own has no main text at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.judge.densities import NAMES, densities
from cleaner.judge.forest import Forest, forest
from cleaner.model import Document, Mode

#: The chance from which a block is body, by the F1 that the chances let expect of the page: pages that are sure of
#: themselves are articles with one body, the others are lists and shells where a doubtful block is body as often as
#: not. Measured on development pages, cross-validated by site.
CUTS: Sequence[tuple[float, float]] = ((0.6, 0.2), (0.7, 0.25), (0.8, 0.4), (0.93, 0.5), (1.1, 0.6))
#: How far a mode moves the cut.
MODES: Mapping[Mode, float] = {"balanced": 0.0, "precision": 0.2, "recall": -0.2}
#: So many short blocks of one make are a list, whose entries are judged half by themselves and half together.
LIST_BLOCKS, ENTRY_UNITS = 5, 25
#: A text of so many characters does not stand twice on a page by accident.
REPEATED_CHARACTERS = 25
#: How many blocks above and below the main text, and at the foot of the page, are asked the rules.
ABOVE, BELOW, FOOT = 20, 20, 6
#: Elements that give a page structure. A page without them is a flat text with tags between its lines.
_STRUCTURE = frozenset("div section article main aside nav header footer table ul ol form dl center".split())
_LENGTH, _LINKS, _FORUM = (NAMES.index(name) for name in ("length", "link_density", "forum"))


class MainText(NamedTuple):
    """For each block whether it is main text, and why not; the F1 that the weights expect of the whole."""

    chosen: tuple[bool, ...]
    reasons: tuple[str, ...]
    confidence: float

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


def main_text(document: Document, mode: Mode) -> MainText:
    """The main text of a page that has structure, by the weights that come with the package."""
    return weigh(document, mode, forest())


def weigh(document: Document, mode: Mode, weights: Forest) -> MainText:
    """The main text of a page that has structure, by some weights."""
    rows, lines = densities(document, weights.odds)
    sizes = lines.units
    chances = _together(document, [weights.chance(row) for row in rows], sizes)
    shown = _shown(document)
    cut = max(0.1, next(cut for limit, cut in CUTS if _best(chances, sizes) < limit) + MODES[mode])
    taken = [chance > cut and show for chance, show in zip(chances, shown, strict=True)]
    twice = _repeats(document, taken)
    chosen = _with_pictures(document, [take and not again for take, again in zip(taken, twice, strict=True)])
    reasons = tuple(
        "" if kept else _reason(weights, row, again) for kept, row, again in zip(chosen, rows, twice, strict=True)
    )
    return MainText(chosen, reasons, round(weights.confidence(_expected(chances, sizes, chosen)), 3))


def _shown(document: Document) -> list[bool]:
    """For each block whether it counts as shown: hidden text does where a page delivers most of itself hidden, to be
    shown by a script."""
    hidden = sum(len(block.text) for block in document.blocks if block.hints.hidden)
    delivered = 2 * hidden > sum(len(block.text) for block in document.blocks)
    return [delivered or not block.hints.hidden for block in document.blocks]


def _with_pictures(document: Document, chosen: Sequence[bool]) -> tuple[bool, ...]:
    """The blocks chosen, and those without text that stand between two of them."""
    texts = [i for i, block in enumerate(document.blocks) if block.text]
    kept = list(chosen)
    for above, below in pairwise(texts):
        if below - above > 1:
            kept[above + 1 : below] = [chosen[above] and chosen[below]] * (below - above - 1)
    ends = range(texts[0] if texts else len(kept)), range(texts[-1] + 1 if texts else 0, len(kept))
    for i in (*ends[0], *ends[1]):
        kept[i] = False
    return tuple(kept)


def _together(document: Document, chances: Sequence[float], sizes: Sequence[int]) -> list[float]:
    """The chances with those of lists evened out: by half towards the mean of the entries, by their length."""
    makes: dict[tuple[object, ...], list[int]] = {}
    for i, block in enumerate(document.blocks):
        box = document.boxes[max(block.hints.box, 0)]
        makes.setdefault((box.tag, box.words, document.boxes[max(box.parent, 0)].words), []).append(i)
    evened = list(chances)
    for members in makes.values():
        total = sum([sizes[i] for i in members]) if len(members) >= LIST_BLOCKS else 0
        if total and total < ENTRY_UNITS * len(members):
            mean = sum([chances[i] * sizes[i] for i in members]) / total
            for i in members:
                evened[i] = (chances[i] + mean) / 2
    return evened


def _repeats(document: Document, taken: Sequence[bool]) -> list[bool]:
    """For each block taken whether a long text stands in it that a block above it has given already."""
    given: set[str] = set()
    again = []
    for block, take in zip(document.blocks, taken, strict=True):
        again.append(take and len(block.text) >= REPEATED_CHARACTERS and block.text in given)
        if take:
            given.add(block.text)
    return again


def _best(chances: Sequence[float], sizes: Sequence[int]) -> float:
    """The best F1 that the chances let expect, whatever the cut."""
    there = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    right = taken = best = 0.0
    for chance, size in sorted(zip(chances, sizes, strict=True), reverse=True):
        right += chance * size
        taken += size
        best = max(best, 2 * right / (taken + there)) if taken else best
    return best


def _expected(chances: Sequence[float], sizes: Sequence[int], chosen: Sequence[bool]) -> float:
    """The F1 that the chances let expect: of the text chosen against the text that is body."""
    right = sum(chance * size for chance, size, kept in zip(chances, sizes, chosen, strict=True) if kept)
    taken = sum(size for size, kept in zip(sizes, chosen, strict=True) if kept)
    there = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    return 2 * right / (taken + there) if taken else 0.0


def _reason(weights: Forest, row: Sequence[float], again: bool) -> str:
    """Why a block is not main text: the facts that weigh most."""
    if again:
        return "stands on the page a second time"
    facts = [_SAID[name](row[NAMES.index(name)]) for name in weights.against(row)]
    return "; ".join(facts) or "unlike the main text"


def _far(value: float) -> str:
    return "far from the main text" if abs(value) > 5 else "outside of the main text"


#: How a reason names the densities that can speak against a block.
_SAID: Mapping[str, Callable[[float], str]] = {
    "length": lambda value: "short",
    "link_density": lambda value: f"link density {value:.2f}",
    "clauses": lambda value: "no clauses",
    "sentence_end": lambda value: "no sentence",
    "words_sum": lambda value: "named like page furniture",
    "words_min": lambda value: "named like page furniture",
    "words_own": lambda value: "named like page furniture",
    "said": lambda value: "says what page furniture says",
    "inside": lambda value: "outside of the main element",
    "from_main_start": _far,
    "from_main_end": _far,
    "box_links": lambda value: f"among links, density {value:.2f}",
    "box_share": lambda value: "in a small part of the page",
    "alike_share": lambda value: "of a make that holds little text",
    "alike_links": lambda value: f"of a make that holds links, density {value:.2f}",
    "around": lambda value: "little text around it",
    "aside": lambda value: "in a menu, an aside or a footer",
    "gap_above": lambda value: "no running text near it",
    "gap_below": lambda value: "no running text near it",
}
#: The densities that a reason may name.
NAMED = tuple(_SAID)
