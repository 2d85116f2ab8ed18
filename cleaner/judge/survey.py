"""What is known of a page before its title is: facts, rules that hold for each block by itself, the body."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.judge.compiled import Compiled
from cleaner.judge.engines import body_by_trafilatura
from cleaner.judge.facts import UNREAD, BlockFacts, measure
from cleaner.judge.main_text import MainText, has_structure, main_text
from cleaner.judge.region import Region, find_region
from cleaner.judge.rulebook import Rulebook
from cleaner.judge.zones import Marks
from cleaner.model import Document, Engine, Mode


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a page before its title is.

    For each block its facts, the rules that hold for it by itself, its class if it is page furniture beyond doubt,
    and its class if a rule knows its words, wherever it stands; and where the body stands. `main` is what the
    densities of an HTML page say; None where there is nothing but lines to go by.
    """

    facts: tuple[BlockFacts, ...]
    marks: tuple[tuple[Compiled, ...], ...]
    region: Region
    furniture: tuple[str | None, ...]
    suspects: tuple[str | None, ...]
    book: Rulebook
    main: MainText | None = None

    @property
    def keys(self) -> list[str]:
        """The folding keys of the blocks."""
        return [facts.key for facts in self.facts]


def survey(document: Document, book: Rulebook, engine: Engine = "density", mode: Mode = "balanced") -> Survey:
    """Measure every block, ask the rules about each by itself, find the body: by density, or by another engine.

    Only HTML that has structure has anything for weights or another engine to see.
    """
    weighed = engine == "density" and has_structure(document)
    main = main_text(document, mode) if weighed else None
    read = main.near() if main is not None else [True] * len(document.blocks)
    facts = tuple(measure(block) if near else UNREAD for block, near in zip(document.blocks, read, strict=True))
    marks = tuple(
        book.marks(f) if near and f.kind != "front_matter" else () for f, near in zip(facts, read, strict=True)
    )
    known = main.span if main is not None else None
    if engine == "trafilatura" and has_structure(document):
        known = body_by_trafilatura(document, facts)
    return Survey(facts, marks, find_region(facts, marks, known), *known_classes(marks), book, main)


def known_classes(marks: Marks) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """For each block its class if it is page furniture beyond doubt, and its class if a rule knows its words."""
    furniture = [next((m.rule.noise_class for m in held if m.beyond_doubt), None) if held else None for held in marks]
    suspects = [next((m.rule.noise_class for m in held if m.knows_words), None) if held else None for held in marks]
    return tuple(furniture), tuple(suspects)
