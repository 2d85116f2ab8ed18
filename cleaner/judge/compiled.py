"""One rule ready to be asked: its conditions sorted by what they ask of, its patterns as RE2 when they are first asked.

Most patterns of most rules are asked of no block of a clipping, and RE2 takes a millisecond for each: a third of a
second for all, more than the cleaning of a hundred clippings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any, cast

import re2

from cleaner.judge.conditions import VOCABULARY
from cleaner.judge.facts import BlockFacts, PageFacts, asked_source
from cleaner.judge.patterns import expand
from cleaner.judge.rule_file import RuleError
from cleaner.model import Rule
from cleaner.text.characters import key, plain_spaces
from cleaner.text.units import units

#: Memory that one compiled pattern may take, in bytes; a pattern that needs more does not load.
PATTERN_BYTES = 8 << 20
#: Memory that the patterns of a condition may take together, in bytes: the least of these that they fit in. RE2 leaves
#: three quarters of it for the states that it meets, and keeps those: after 1,800 pages a process held 246 MB with the
#: most for each condition, and grew, and 191 MB with the least, which is as fast; half of that costs 4 % of the time.
SET_BYTES = (512 << 10, 2 << 20, PATTERN_BYTES)
#: What of a pattern is no letter to be found: names of groups and classes, escapes.
_NO_LETTERS = re.compile(r"\(\?P?<\w+>|\\[pP]\{\w+\}|\\.")
_UPPER = re.compile(r"[A-Z]")
#: What stands between the words of a row: blanks, bars, counts. Must not match a digit of a word, "x3".
_GAP = re.compile(r"[\s|/·>]+|(?<!\w)\d+(?!\w)")
#: Facts that few blocks have: a rule that wants one is asked of no other block.
TRIGGER_FACTS = ("silent", "images", "links", "digits")
#: The conditions whose phrases a block must have.
PRESENT_PHRASES = ("says", "starts", "ends", "is")
#: What stands around a word of a row.
_EDGES = "[]()<>《》:;,.+-*#~●\x00"

_Pattern = Any  # re2 ships no types
_Bound = tuple[Callable[[Any, Any], bool], object]


class _Patterns:
    """The patterns of one condition of a rule, compiled when they are first asked. Raises `RuleError` then for what
    RE2 does not take."""

    def __init__(self, rule: Rule, name: str, texts: tuple[str, ...]) -> None:
        self._rule, self._name, self._texts = rule, name, texts

    @cached_property
    def found(self) -> Callable[[bytes], object]:
        """Answers whether one of the patterns is found in UTF-8, with None for no.

        Asked as a set of RE2, which says yes or no without looking for where: a third of the time of a search. One
        set a rule: the states of one set for all rules do not fit into any memory worth spending.
        """
        texts = [_expanded(self._rule, self._name, text) for text in self._texts]
        for memory in SET_BYTES:
            patterns = re2.Set.SearchSet(_options(memory))
            try:
                for text in texts:
                    patterns.Add(text)
                patterns.Compile()
            except re2.error:  # too large for so little memory, or wrong
                continue
            return patterns.Match  # type: ignore[no-any-return]
        for text in self._texts:  # a set does not say which pattern is wrong, nor why
            _compiled(self._rule, self._name, text)
        raise RuleError(f"{_where(self._rule, self._name)}: the patterns together take too much memory")


class _Part:
    """The pattern of what a rule drops of a block, compiled when it is first asked; raises as `_Patterns` does."""

    def __init__(self, rule: Rule, name: str, text: str) -> None:
        self._rule, self._name, self._text = rule, name, text

    @cached_property
    def pattern(self) -> _Pattern:
        """The pattern as RE2, over text."""
        return _compiled(self._rule, self._name, self._text)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready to be asked.

    `needs` and `bars` number the phrase conditions that must and must not be met; one of the first finds the rule, and
    `more_needs` are the others. `trigger` is the fact without which the rule cannot hold, "" for none; `units_max` the
    length of the longest block that it can hold for. `made_of` are the folded words that a row may be made of, none for
    a rule that does not ask.
    `whole`: the rule speaks of the whole block, not of a part. `beyond_doubt`: the block's own text is enough to
    drop it as a whole.
    `structural`: no word is asked for, only shape and place. `knows_words`: whole blocks are dropped for certain
    words, not only for a shape or a place. `regions`: where it may stand about the body, none for anywhere.
    """

    rule: Rule
    needs: frozenset[int]
    more_needs: frozenset[int]
    bars: frozenset[int]
    block_tests: tuple[_Bound, ...]
    page_tests: tuple[_Bound, ...]
    own_shape: tuple[_Bound, ...]
    shape_of_place: tuple[_Bound, ...]
    matches: _Patterns | None
    matches_source: _Patterns | None
    part: _Part | None
    part_source: _Part | None
    made_of: frozenset[str]
    trigger: str
    units_max: float
    whole: bool
    beyond_doubt: bool
    structural: bool
    knows_words: bool
    regions: frozenset[str]

    def holds_for(self, facts: BlockFacts, hit: Set[int]) -> bool:
        """Whether all conditions on the block's own text and facts hold; the cheap ones are asked first."""
        if (self.more_needs and not self.more_needs <= hit) or (self.bars and self.bars & hit):
            return False
        for test, value in self.block_tests:
            if not test(facts, value):
                return False
        if self.made_of and not _is_made_of(facts.folded, self.made_of):
            return False
        return (
            (self.matches is None or self.matches.found(facts.key_utf8) is not None)
            and (self.matches_source is None or self.matches_source.found(asked_source(facts.source)) is not None)
            and (self.part is None or self.part.pattern.search(facts.folded) is not None)
            and (self.part_source is None or self.part_source.pattern.search(plain_spaces(facts.source)) is not None)
        )

    def holds_at(self, place: PageFacts) -> bool:
        """Whether all conditions on the block's place hold."""
        for test, value in self.page_tests:  # noqa: SIM110 - asked for every block: all() costs twice as much
            if not test(place, value):
                return False
        return True

    def check(self) -> None:
        """Compile all patterns now. Raises `RuleError` for one that RE2 does not take, and for a phrase that is longer
        than any block that the rule holds for."""
        for name in PRESENT_PHRASES:
            for phrase in cast("tuple[str, ...]", dict(self.rule.when).get(name, ())):
                if (size := units(phrase)) > self.units_max:
                    where = _where(self.rule, name)
                    raise RuleError(f"{where}: {phrase!r} never holds: {size} units are more than units_max")
        for patterns in (self.matches, self.matches_source):
            _ = patterns and patterns.found
        for part in (self.part, self.part_source):
            _ = part and part.pattern

    def fits(self, shape: Any) -> bool:
        """Whether the rule can hold for a block of this shape: a `Shape`, which has the facts of few values."""
        return self.fits_block(shape) and all(test(shape, value) for test, value in self.shape_of_place)

    def fits_block(self, shape: Any) -> bool:
        """Whether the rule can hold for a block of this shape in some place: a `Shape` without its place will do."""
        return all(test(shape, value) for test, value in self.own_shape)


#: For each block the rules whose conditions on the block itself hold.
Marks = Sequence[tuple[Compiled, ...]]


def compile_rule(rule: Rule, number: Callable[[Rule, str], int | None]) -> Compiled:
    """`rule` ready to be asked; `number` gives the number of its phrase condition of a name, None for none.

    Its patterns are looked at when they are asked, or by `Compiled.check`.
    """
    when, tests = dict(rule.when), _tests(rule)
    page_tests = sorted(tests["page"] + tests["settled"], key=_by_cost)
    needs = frozenset(n for how in PRESENT_PHRASES if (n := number(rule, how)) is not None)
    bars = frozenset(n for n in (number(rule, "lacks"),) if n is not None)
    matches, matches_source = _patterns(rule, "matches"), _patterns(rule, "matches_source")
    made_of = _words(when)
    whole = rule.part is None and rule.part_source is None
    drops, worded = whole and rule.action == "drop", bool(needs or matches or matches_source or made_of)
    return Compiled(
        rule=rule,
        needs=needs,
        more_needs=needs - {min(needs, default=-1)},
        bars=bars,
        block_tests=tuple(tests["block"]),
        page_tests=tuple(page_tests),
        own_shape=tuple(tests["own shape"]),
        shape_of_place=tuple(tests["shape of place"]),
        matches=matches,
        matches_source=matches_source,
        part=_Part(rule, "part", rule.part) if rule.part else None,
        part_source=_Part(rule, "part_source", rule.part_source) if rule.part_source else None,
        made_of=made_of,
        trigger=_trigger(when),
        units_max=_longest(when),
        whole=whole,
        beyond_doubt=drops and not page_tests,
        structural=whole and bool(page_tests) and not (worded or bars),
        knows_words=drops and worded and "near" not in when,  # else its words alone tell nothing
        regions=frozenset(cast("tuple[str, ...]", when.get("region", ()))),
    )


def _tests(rule: Rule) -> defaultdict[str, list[_Bound]]:
    """The tests of a rule's conditions by what they are asked of; those that a shape answers are once more apart."""
    tests: defaultdict[str, list[_Bound]] = defaultdict(list)
    for name, value in rule.when:
        condition = VOCABULARY[name]
        if condition.test is not None:
            tests[condition.scope].append((condition.test, value))
            if condition.of_shape:
                tests["own shape" if condition.scope == "block" else "shape of place"].append((condition.test, value))
    return tests


def _by_cost(test: _Bound) -> int:
    """Where a test on a place is asked: flags turn most blocks away, then numbers, then names."""
    return 0 if isinstance(test[1], bool) else 1 if isinstance(test[1], int) else 2


def _trigger(when: dict[str, object]) -> str:
    """The fact without which a rule cannot hold, "" for none: most blocks have no digit, link or picture."""
    if when.get("units_max") == 0:
        return "silent"
    return next((name for name in ("images", "links", "digits") if when.get(f"{name}_min")), "")


def _longest(when: dict[str, object]) -> float:
    """The longest block, in units, that a rule can hold for: most rules want short ones, and most text is long."""
    longest = when.get("units_max")
    return longest if isinstance(longest, int) else inf


def _words(when: dict[str, object]) -> frozenset[str]:
    """The words that a row may be made of, as they are compared."""
    words = when.get("made_of")
    return frozenset(map(key, words)) if isinstance(words, tuple) else frozenset()


def _is_made_of(folded: str, known: frozenset[str]) -> bool:
    """Whether a text is a row of known words, at least two, with gaps, bars and counts between them."""
    words = [word for piece in _GAP.split(folded) if (word := piece.strip(_EDGES))]
    return len(words) > 1 and all(word in known for word in words)


def _patterns(rule: Rule, name: str) -> _Patterns | None:
    texts = dict(rule.when).get(name)
    return _Patterns(rule, name, texts) if isinstance(texts, tuple) else None


def _compiled(rule: Rule, name: str, text: str) -> _Pattern:
    """A pattern as RE2. Raises `RuleError` for what RE2 does not take."""
    try:
        return re2.compile(_expanded(rule, name, text), _options())
    except re2.error as error:
        reason = str(error).strip() or "RE2 does not take it"
        reason += " (patterns are RE2: no look-around, no back-references)"
        raise RuleError(f"{_where(rule, name)}: {reason}") from error


def _expanded(rule: Rule, name: str, text: str) -> str:
    """A pattern with its names put in, and folded unless it is over the source. Raises `RuleError`."""
    over_source = name in ("part_source", "matches_source")
    upper = _UPPER.search(_NO_LETTERS.sub("", text))
    if upper and not over_source:
        raise RuleError(f"{_where(rule, name)}: {upper[0]!r} never matches: folded text has no upper case")
    try:
        return expand(text, fold_text=not over_source)
    except ValueError as error:
        raise RuleError(f"{_where(rule, name)}: {error}") from error


def _where(rule: Rule, name: str) -> str:
    return f"{rule.origin}: rule {rule.id!r}: {name}"


def _options(memory: int = PATTERN_BYTES) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options
