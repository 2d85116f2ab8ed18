"""The rules, compiled: one scan of a block's text finds all phrases of all rules; the rest is asked only then.

Phrases are found by an Aho-Corasick automaton, patterns by RE2: both take time linear in the text, whatever a
rule's author wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from cleaner.judge.compiled import TRIGGER_FACTS, Compiled, compile_rule
from cleaner.judge.conditions import SHAPE_OF_BLOCK, Shape
from cleaner.judge.facts import NEVER_RUNNING, BlockFacts
from cleaner.judge.phrases import TAIL, Phrases
from cleaner.judge.rule_file import RuleError, check_ids, shipped_rules
from cleaner.model import Rule
from cleaner.text.characters import key

#: How many shapes of blocks are remembered with the rules that fit them; a folder of clippings has some hundreds.
SHAPES = 4096

#: What triggers rules, of the facts of a block.
TRIGGERS = attrgetter(*TRIGGER_FACTS)

#: No phrase is met: structural rules ask for none.
NO_HITS: frozenset[int] = frozenset()


class Rulebook:
    """Rules and the automaton over their phrases. Immutable once made; the order of the rules changes nothing.

    All patterns of `rules` are compiled at once, so that a mistake is told here: raises `RuleError`. Those of `tried`
    rules, which were checked before, are compiled when they are first asked.
    """

    def __init__(self, rules: Sequence[Rule], tried: Sequence[Rule] = ()) -> None:
        self._conditions: list[tuple[str, str, int]] = []
        self._by_phrase: dict[int, list[Compiled]] = defaultdict(list)
        self.rules = tuple(compile_rule(rule, self._number) for rule in sorted((*rules, *tried), key=lambda r: r.id))
        self._naming_kinds = tuple(
            c for c in self.rules if not c.needs and "kind" in dict(c.rule.when) and not c.structural
        )
        self._structural = tuple(c for c in self.rules if c.structural)
        self._wordless = tuple(c for c in self.rules if not (c.needs or c.structural))
        self._fitting = lru_cache(maxsize=SHAPES)(self._of_shape)
        self._askable = lru_cache(maxsize=SHAPES)(self._without_words)
        for compiled in self.rules:
            if compiled.needs:
                self._by_phrase[min(compiled.needs)].append(compiled)
        self._phrases = Phrases(self._conditions)
        fresh = {rule.id for rule in rules}
        for compiled in self.rules:
            if compiled.rule.id in fresh:
                compiled.check()

    def marks(self, facts: BlockFacts) -> tuple[Compiled, ...]:
        """The rules whose conditions on the block itself hold, in the order of their ids.

        Structural rules are not among them: their conditions on the place are asked first, see `fitting`.
        """
        if facts.kind in NEVER_RUNNING:
            return tuple(c for c in self._naming_kinds if c.holds_for(facts, NO_HITS))
        hit = self._phrases.met(facts.key)
        candidates = [c for n in hit if n in self._by_phrase for c in self._by_phrase[n]]
        candidates += self._askable(SHAPE_OF_BLOCK(facts), tuple(map(bool, TRIGGERS(facts))))
        size = facts.units
        held = [compiled for compiled in candidates if size <= compiled.units_max and compiled.holds_for(facts, hit)]
        return tuple(sorted(held, key=lambda compiled: compiled.rule.id)) if len(held) > 1 else tuple(held)

    def holds_in_place(self, facts: BlockFacts) -> list[Compiled]:
        """The rules that hold for a block wherever its place lets them: for the examples of rules."""
        return [*self.marks(facts), *(c for c in self._structural if c.holds_for(facts, NO_HITS))]

    def fitting(self, facts: BlockFacts, place: tuple[object, ...]) -> tuple[Compiled, ...]:
        """The structural rules that can hold for a block: `place` is what its place adds to its shape."""
        return self._fitting(SHAPE_OF_BLOCK(facts) + place) if facts.kind not in NEVER_RUNNING else ()

    def _of_shape(self, values: tuple[object, ...]) -> tuple[Compiled, ...]:
        """The structural rules that can hold for blocks of a shape, given as its values."""
        shape = Shape._make(values)
        return tuple(c for c in self._structural if c.fits(shape))

    def _without_words(self, values: tuple[object, ...], has: tuple[bool, ...]) -> tuple[Compiled, ...]:
        """The rules without words, structural ones aside, that can hold for blocks of a shape, given as its values;
        `has` says which of the facts that trigger rules the blocks have."""
        shape = Shape._make(values + (None,) * (len(Shape._fields) - len(values)))
        given = dict(zip(TRIGGER_FACTS, has, strict=True))
        return tuple(c for c in self._wordless if given.get(c.trigger, True) and c.fits_block(shape))

    def _number(self, rule: Rule, how: str) -> int | None:
        """A number for a rule's phrase condition, met when one of its phrases stands where `how` says; None without."""
        phrases = dict(rule.when).get(how)
        if not isinstance(phrases, tuple):
            return None
        number = len(self._conditions)
        for phrase in phrases:
            folded = key(phrase).rstrip(TAIL) if how == "is" else key(phrase)
            if not folded:
                raise RuleError(f"{rule.origin}: rule {rule.id!r}: {how}: {phrase!r} says nothing")
            self._conditions.append((how, folded, number))
        return number


class Joined:
    """A rulebook with the few rules of a site, which are compiled by themselves. Both are asked."""

    def __init__(self, book: Rulebook, own: Rulebook) -> None:
        self._books = book, own

    def marks(self, facts: BlockFacts) -> tuple[Compiled, ...]:
        """The rules of both whose conditions on the block itself hold, in the order of their ids."""
        held = [compiled for book in self._books for compiled in book.marks(facts)]
        return tuple(sorted(held, key=lambda compiled: compiled.rule.id))

    def fitting(self, facts: BlockFacts, place: tuple[object, ...]) -> tuple[Compiled, ...]:
        """The structural rules of both that can hold for a block."""
        return tuple(compiled for book in self._books for compiled in book.fitting(facts, place))


Book = Rulebook | Joined


def with_rules(book: Rulebook, rules: tuple[Rule, ...]) -> Book:
    """`book` with the rules of a site."""
    return Joined(book, _book(rules)) if rules else book


@lru_cache(maxsize=64)
def _book(rules: tuple[Rule, ...]) -> Rulebook:
    return Rulebook(rules)


@lru_cache(maxsize=8)
def rulebook(extra: tuple[Rule, ...]) -> Rulebook:
    """The shipped rules and `extra` compiled. Raises `RuleError` when an id is taken or a pattern of `extra` is wrong;
    those of the shipped rules are checked by the tests."""
    check_ids((*shipped_rules(), *extra))
    return Rulebook(extra, tried=shipped_rules())
