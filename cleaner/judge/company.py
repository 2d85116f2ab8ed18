"""What stands right around a block: words that rules know, lines that a rule keeps, main text, or nothing such."""

from __future__ import annotations

from functools import cached_property

from cleaner.judge.survey import Survey

#: How far two blocks stand apart, at the most, to be near each other.
NEAR = 2
#: Shortest line that is a sentence for its full stop, in units: "etc." is none.
SENTENCE_UNITS = 6


class Company:
    """Answers for each block of a page what company it keeps; `title` are the blocks that state the title."""

    def __init__(self, page: Survey, title: frozenset[int]) -> None:
        self._page, self._title = page, title

    def near(self, block: int) -> frozenset[str]:
        """The classes whose words stand close to a block, the block itself left out, and the title, which says what it
        likes."""
        suspects = self._page.suspects
        around = range(max(0, block - NEAR), min(block + NEAR + 1, len(suspects)))
        said = (suspects[i] for i in around if i != block and i not in self._title)
        return frozenset(noise_class for noise_class in said if noise_class is not None)

    def alone(self, block: int) -> bool:
        """Whether lines whose words no rule knows stand around a block: page furniture keeps company. Labels that open
        a zone have what they head below them, and above the first sentence of a page is its head."""
        if block < self._first_sentence or any(mark.rule.opens for mark in self._page.marks[block]):
            return False
        return all(self._is_plain(i) for i in range(block - NEAR, block + NEAR + 1) if i != block)

    def _is_plain(self, block: int) -> bool:
        """Whether a block may be of the text, for all that its words, the title and the densities of a page say."""
        page = self._page
        if not 0 <= block < len(page.facts) or block in self._title:
            return False
        if page.suspects[block] is not None:
            return block in page.region.interludes
        return page.main is None or page.main.reasons[block] is None

    def beside_kept(self, block: int) -> bool:
        """Whether a rule keeps the line above a block or the one below it for its words."""
        return self._keeps(block - 1) or self._keeps(block + 1)

    def _keeps(self, block: int) -> bool:
        marks = self._page.marks
        return 0 <= block < len(marks) and any(mark.rule.action == "keep" for mark in marks[block])

    def amid_text(self, block: int) -> bool:
        """Whether the densities of a page take what stands right above a block and right below it for main text."""
        main = self._page.main
        if main is None or not 0 < block < len(main.chosen) - 1:
            return False
        return main.chosen[block - 1] and main.chosen[block + 1]

    @cached_property
    def _first_sentence(self) -> int:
        """The first line of the page that ends like a sentence and has no words of furniture, 0 for none."""
        suspects = self._page.suspects
        said = (i for i, f in enumerate(self._page.facts) if f.ends_sentence and f.units >= SENTENCE_UNITS)
        return next((i for i in said if suspects[i] is None), 0)
