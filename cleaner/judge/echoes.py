"""What a page says more than once: lines again, the title among other words, an excerpt above its text, and headings
that a table of contents lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from cleaner.judge.contents import find_listed, heading_key
from cleaner.judge.facts import BlockFacts
from cleaner.text.pattern import lazy_pattern

#: An excerpt has at least so many characters, is made of the next lines, and stands so many lines above them at most.
EXCERPT_CHARACTERS, EXCERPT_LINES, EXCERPT_GAP = 14, 6, 3
#: One of so many characters needs no mark at its end that shows that it was cut.
LONG_EXCERPT = 40
#: A title of fewer characters is a word like any other: a line that says it need not mean it.
TITLE_CHARACTERS = 6
#: The number of an entry, as a folding key has it. Must not match "1海城".
_ENTRY = lazy_pattern(r"^\W{0,2}[\d一二三四五六七八九十]{1,3}[.,、)]\s?")


class Echoes:
    """Answers which blocks of a page it says once more, and where.

    `zones` are the labels that the blocks stand under, `titles` the title's spellings as folding keys; `flat` holds for
    a text without structure, in which a heading is a line like any other.
    """

    def __init__(
        self, facts: Sequence[BlockFacts], zones: Sequence[str | None], titles: frozenset[str], flat: bool
    ) -> None:
        self._facts, self._zones, self._titles, self._flat = facts, zones, titles, flat
        self._long_titles = [title for title in titles if len(title) >= TITLE_CHARACTERS]

    def repeats(self, block: int) -> int:
        """How often the page says what a block says."""
        return self._repeats[self._facts[block].key]

    @cached_property
    def titled(self) -> frozenset[int]:
        """The blocks that are the title once more."""
        return frozenset(i for i, f in enumerate(self._facts) if f.key in self._titles)

    @cached_property
    def naming_title(self) -> frozenset[int]:
        """The blocks that say the title, or one of its spellings, among other words."""
        said = {i for title in self._long_titles for i, f in enumerate(self._facts) if title in f.key}
        return frozenset(said - self.titled)

    @cached_property
    def beginning_below(self) -> frozenset[int]:
        """The blocks that the ones right below begin with: a program made an excerpt of them. On a page with structure
        they are rather the same text twice, for wide screens and narrow ones."""
        return frozenset(filter(self._begins_below, self._alike())) if self._flat else frozenset()

    def _alike(self) -> set[int]:
        """The blocks that begin as one right below does, as far as that goes: the few that need a closer look."""
        first = [facts.key[:EXCERPT_CHARACTERS] for facts in self._facts]
        gaps = range(1, EXCERPT_GAP + 1)
        return {i for gap in gaps for i, (a, b) in enumerate(zip(first, first[gap:], strict=False)) if a.startswith(b)}

    def _begins_below(self, block: int) -> bool:
        whole = self._facts[block].key
        said = whole.rstrip(".…")
        if len(said) < EXCERPT_CHARACTERS or not (whole.endswith(("..", "…")) or len(said) >= LONG_EXCERPT):
            return False
        last = min(block + 1 + EXCERPT_LINES, len(self._facts))
        starts = range(block + 1, min(block + 1 + EXCERPT_GAP, last))
        return any(self._goes_on(said, i, last) for i in starts)

    def _goes_on(self, said: str, first: int, last: int) -> bool:
        """Whether the blocks from `first` to `last` begin with what was said and say more."""
        begins = self._facts[first].key
        if not (begins.startswith(said) or said.startswith(begins)):
            return False
        text = "".join([facts.key for facts in self._facts[first:last]])
        return len(text) > len(said) and text.startswith(said)

    def heads_again(self, block: int) -> bool:
        """Whether a block stands again further down as a heading; the numbered entries of a flat page as a line."""
        said = self._facts[block].key
        if self._last_headings.get(said, -1) > block:
            return True
        numbered = self._flat and self._facts[block].numbered
        return numbered and self._last_lines.get(_ENTRY.sub("", said), -1) > block

    @cached_property
    def listed(self) -> frozenset[int]:
        """The blocks that a table of contents above them lists."""
        return find_listed(self._facts, self._zones)

    @cached_property
    def _repeats(self) -> Counter[str]:
        return Counter(f.key for f in self._facts)

    @cached_property
    def _last_headings(self) -> Mapping[str, int]:
        """The last heading of each text."""
        return {f.key: i for i, f in enumerate(self._facts) if f.kind == "heading"}

    @cached_property
    def _last_lines(self) -> Mapping[str, int]:
        """The last line of each text that is no sentence."""
        return {heading_key(f.key): i for i, f in enumerate(self._facts) if not f.prose}
