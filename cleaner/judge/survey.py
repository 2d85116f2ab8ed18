"""What is known of a page before its title is: facts, rules that hold for each block by itself, the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.judge.compiled import Compiled, Marks
from cleaner.judge.engines import body_by_trafilatura
from cleaner.judge.facts import UNREAD, BlockFacts, measure
from cleaner.judge.main_text import MainText, has_structure, main_text
from cleaner.judge.own_links import NO_LINKS, OwnLinks, find_own_links
from cleaner.judge.reach import Reach
from cleaner.judge.region import Region, find_region
from cleaner.judge.rows import find_rows
from cleaner.judge.rulebook import Book
from cleaner.judge.site import Known, Site
from cleaner.judge.template import going, with_counts
from cleaner.judge.zones import FOOT
from cleaner.model import BELOW_TITLE, Document, Engine, Mode

#: Classes of the lines that pages put below a text within the text's own element: prompts, shares, who edited it.
TAIL = frozenset(("promo", "qr_prompt", "share", "permalink", "editor_credit", "portal_residue", "meta_line"))
#: How many lines from the end of a page the foot of its site begins, at the most, below running text.
FOOT_LINES = 6


class How(NamedTuple):
    """How a page is surveyed: what finds the body of HTML, where the cut is, and the site that it is known to be of."""

    engine: Engine = "density"
    mode: Mode = "balanced"
    site: Site | None = None


AS_USUAL = How()


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a page before its title is.

    For each block its facts, the rules that hold for it by itself, its class if it is page furniture beyond doubt,
    and its class if a rule knows its words, wherever it stands; and where the body stands. `main` is what the
    densities of an HTML page say; None where there is nothing but lines to go by. `engine` is what was asked.
    `template` says which blocks go as lines that the pages of their site share; it is empty without a profile. `rows`
    are the lines of tables that state the page's particulars, a label or a value each; `own_links` those that lead to
    the page's own site alone, which is asked of flat texts; `chosen` says that all blocks are what the densities of a
    page took for its main text, looked at again.
    """

    facts: tuple[BlockFacts, ...]
    marks: tuple[tuple[Compiled, ...], ...]
    region: Region
    furniture: tuple[str | None, ...]
    suspects: tuple[str | None, ...]
    book: Book
    main: MainText | None = None
    engine: Engine = "density"
    template: tuple[Known | None, ...] = ()
    rows: frozenset[int] = frozenset()
    own_links: OwnLinks = NO_LINKS
    chosen: bool = False

    @property
    def flat(self) -> bool:
        """Whether there is nothing but lines to go by."""
        return self.main is None and not self.chosen

    @property
    def around_title(self) -> tuple[str | None, ...]:
        """The suspects as whoever looks for the title must see them. A day in figures reads like a headline of a list
        and like a byline, and there a byline says more; so does a row of the page's particulars. A single headline
        right above a byline or the page's tools is its own, and so is one between a byline and the text."""
        seen = [
            "meta_line" if i in self.rows or (suspect == "headline_list" and _is_byline(held)) else suspect
            for i, (suspect, held) in enumerate(zip(self.suspects, self.marks, strict=True))
        ]
        above, below = [None, *seen], [*seen[1:], None]
        return tuple(
            None if one == "headline_list" != over and (under in BELOW_TITLE or (over, under) == _FROM_TO) else one
            for over, one, under in zip(above, seen, below, strict=False)
        )

    @property
    def keys(self) -> list[str]:
        """The folding keys of the blocks."""
        return [facts.key for facts in self.facts]


#: Between which classes of lines a single headline is the page's own: a byline and the text.
_FROM_TO = ("meta_line", None)


def _is_byline(held: Sequence[Compiled]) -> bool:
    return any(m.knows_words and m.rule.noise_class == "meta_line" for m in held)


def survey(document: Document, book: Book, how: How = AS_USUAL) -> Survey:
    """Measure every block, ask the rules about each by itself, find the body: by density, or by another engine.

    Only HTML that has structure has anything for weights or another engine to see.
    """
    engine, mode, site = how
    weighed = engine != "trafilatura" and has_structure(document)
    main = main_text(document, mode, site) if weighed else None
    read = main.near() if main is not None else [True] * len(document.blocks)
    facts = tuple(measure(block) if near else UNREAD for block, near in zip(document.blocks, read, strict=True))
    if site is not None:
        facts = with_counts(facts, site.lines)
    marks = tuple(
        book.marks(f) if near and f.kind != "front_matter" else () for f, near in zip(facts, read, strict=True)
    )
    furniture, suspects = known_classes(marks)
    rows = find_rows(facts, suspects)
    known = _body(main, facts, suspects) if main is not None else None
    if engine == "trafilatura" and has_structure(document):
        known = body_by_trafilatura(document, facts)
    region = find_region(facts, marks, known, Reach(document) if main is not None else None, main is None)
    own = find_own_links(document.blocks, region.start, region.end) if main is None else NO_LINKS
    if site is None:
        return Survey(facts, marks, region, furniture, suspects, book, main, engine, rows=rows, own_links=own)
    template = going(facts, site.lines, (region.start, region.end), main is None)
    furniture, suspects = _with_template(furniture, template), _with_template(suspects, template)
    return Survey(facts, marks, region, furniture, suspects, book, main, engine, template, rows, own)


def _with_template(classes: Sequence[str | None], template: Sequence[Known | None]) -> tuple[str | None, ...]:
    """The classes of the blocks, with "template" for those that nothing but a profile knows."""
    return tuple(c or ("template" if known else None) for c, known in zip(classes, template, strict=True))


def _body(main: MainText, facts: Sequence[BlockFacts], suspects: Sequence[str | None]) -> tuple[int, int]:
    """The span of the main text, the whole page where there is none; without what pages put below a text, which the
    weights take along: rules that know such a line by its words hold behind the text. Above the last lines of the page
    what reads like the foot of a site is that only below a text without a sentence."""
    first, end = main.span
    start = first
    if start == end:
        return 0, len(facts)
    if any(f.prose and suspect not in FOOT for f, suspect in zip(facts[start:end], suspects[start:end], strict=True)):
        start = min(max(start, len(facts) - FOOT_LINES), end)
    while end > first and (suspects[end - 1] in TAIL or (end > start and suspects[end - 1] in FOOT)):
        end -= 1
    return first, end


def known_classes(marks: Marks) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """For each block its class if it is page furniture beyond doubt, and its class if a rule knows its words."""
    furniture = [next((m.rule.noise_class for m in held if m.beyond_doubt), None) if held else None for held in marks]
    suspects = [next((m.rule.noise_class for m in held if m.knows_words), None) if held else None for held in marks]
    return tuple(furniture), tuple(suspects)
