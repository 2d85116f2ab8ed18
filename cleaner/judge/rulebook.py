"""The rules, compiled: one scan of a block's text finds all phrases of all rules; the rest is asked only then.

Phrases are found by an Aho-Corasick automaton, patterns by RE2: both take time linear in the text, whatever a
rule's author wrote.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

import re2

from cleaner.judge.conditions import VOCABULARY
from cleaner.judge.facts import VERBATIM, BlockFacts, PageFacts, Region
from cleaner.judge.patterns import expand
from cleaner.judge.phrases import PHRASE_CONDITIONS, TAIL, Phrases
from cleaner.judge.rule_file import RuleError, check_ids, shipped_rules
from cleaner.model import Rule
from cleaner.text.characters import key

#: A block of more units is asked only the rules that have no limit below that: most rules are for short lines.
SHORT_UNITS = 100
#: Memory that one compiled pattern may take, in bytes; a pattern that needs more does not load.
PATTERN_BYTES = 8 << 20
#: What of a pattern is no letter to be found: names of groups and classes, escapes.
_NO_LETTERS = re.compile(r"\(\?P?<\w+>|\\[pP]\{\w+\}|\\.")
_UPPER = re.compile(r"[A-Z]")

_NO_HITS: frozenset[int] = frozenset()
_Pattern = Any  # re2 ships no types
_Bound = tuple[Callable[[Any, Any], bool], object]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready to be asked. `needs` and `bars` number the phrase conditions that must and must not be met."""

    rule: Rule
    needs: frozenset[int]
    bars: frozenset[int]
    block_tests: tuple[_Bound, ...]
    pattern: _Pattern | None
    source_pattern: _Pattern | None
    page_tests: tuple[_Bound, ...]
    settled: bool
    part: _Pattern | None
    part_source: _Pattern | None

    def holds_for(self, facts: BlockFacts, hit: frozenset[int]) -> bool:
        """Whether all conditions on the block's own text and facts hold; the cheap ones are asked first."""
        if not self.needs <= hit or self.bars & hit:
            return False
        for test, value in self.block_tests:
            if not test(facts, value):
                return False
        return (
            _found(self.pattern, facts.key_utf8)
            and _found(self.source_pattern, facts.source_utf8)
            and _found(self.part, facts.folded)
            and (self.part_source is None or _found(self.part_source, facts.source_utf8.decode()))
        )

    def holds_at(self, place: PageFacts) -> bool:
        """Whether all conditions on the block's place hold."""
        for test, value in self.page_tests:  # noqa: SIM110 - asked for every block: all() costs twice as much
            if not test(place, value):
                return False
        return True

    @property
    def beyond_doubt(self) -> bool:
        """Whether the block's own text is enough to drop it as a whole."""
        return not self.page_tests and not self.settled and self.whole and self.rule.action == "drop"

    @property
    def trigger(self) -> str:
        """The fact without which the rule cannot hold, "" for none: most blocks have no digit, link or picture."""
        when = dict(self.rule.when)
        if when.get("units_max") == 0:
            return "silent"
        return next((name for name in ("digits", "links", "images") if when.get(f"{name}_min")), "")

    def fits(self, region: str, prose: bool, zoned: bool) -> bool:
        """Whether the rule can hold in a region, for running text or what is none, and under a label or not."""
        when: dict[str, Any] = dict(self.rule.when)
        zones = when.get("zone", ())
        return (
            region in when.get("region", get_args(Region))
            and when.get("prose", prose) is prose
            and (not zones or (zones != ("none",) if zoned else "none" in zones))
        )

    @property
    def structural(self) -> bool:
        """Whether the rule asks for no word at all, only for shape and place."""
        return (
            bool(self.page_tests)
            and not (self.needs or self.bars or self.pattern or self.source_pattern)
            and self.whole
        )

    @property
    def knows_words(self) -> bool:
        """Whether the rule drops whole blocks and asks for certain words, not only for a shape or a place."""
        return self.whole and self.rule.action == "drop" and bool(self.needs or self.pattern or self.source_pattern)

    @property
    def whole(self) -> bool:
        """Whether the rule speaks of the whole block rather than of a part."""
        return self.part is None and self.part_source is None


class Rulebook:
    """Rules and the automaton over their phrases. Immutable once made; the order of the rules changes nothing."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._conditions: list[tuple[str, str, int, bool]] = []
        self._by_phrase: dict[int, list[Compiled]] = defaultdict(list)
        self._wordless: dict[str, list[Compiled]] = defaultdict(list)
        self.rules = tuple(self._compile(rule) for rule in sorted(rules, key=lambda rule: rule.id))
        self._naming_kinds = tuple(
            c for c in self.rules if not c.needs and "kind" in dict(c.rule.when) and not c.structural
        )
        self._structural = {
            (region, prose, zoned): tuple(c for c in self.rules if c.structural and c.fits(region, prose, zoned))
            for region in get_args(Region)
            for prose in (True, False)
            for zoned in (True, False)
        }
        for compiled in self.rules:
            if compiled.needs:
                self._by_phrase[min(compiled.needs)].append(compiled)
            elif not compiled.structural:
                self._wordless[compiled.trigger].append(compiled)
        self._phrases = Phrases(self._conditions)

    def marks(self, facts: BlockFacts) -> tuple[Compiled, ...]:
        """The rules whose conditions on the block itself hold, in the order of their ids.

        Structural rules are not among them: their conditions on the place are asked first, see `at_place`.
        """
        if facts.kind in VERBATIM:
            return tuple(c for c in self._naming_kinds if c.holds_for(facts, _NO_HITS))
        hit = self._phrases.met(facts.key, is_long=facts.units > SHORT_UNITS)
        candidates = [c for n in hit if n in self._by_phrase for c in self._by_phrase[n]]
        for trigger, rules in self._wordless.items():
            if not trigger or getattr(facts, trigger):
                candidates += rules
        held = [compiled for compiled in candidates if compiled.holds_for(facts, hit)]
        return tuple(sorted(held, key=lambda compiled: compiled.rule.id)) if len(held) > 1 else tuple(held)

    def holds_in_place(self, facts: BlockFacts) -> list[Compiled]:
        """The rules that hold for a block wherever its place lets them: for the examples of rules."""
        places = dict.fromkeys(c for rules in self._structural.values() for c in rules)
        return [*self.marks(facts), *(c for c in places if c.holds_for(facts, _NO_HITS))]

    def at_place(self, facts: BlockFacts, marks: Sequence[Compiled], place: PageFacts) -> list[Compiled]:
        """The rules that hold for a block at its place; `marks` are those that hold for it by itself."""
        held = [compiled for compiled in marks if compiled.holds_at(place)]
        if facts.kind in VERBATIM:
            return held
        asked = self._structural[place.region, facts.prose, place.zone is not None]
        held += [c for c in asked if c.holds_at(place) and c.holds_for(facts, _NO_HITS)]
        return held

    def _compile(self, rule: Rule) -> Compiled:
        when = dict(rule.when)
        numbers = {how: self._number(rule, how, when[how]) for how in PHRASE_CONDITIONS if how in when}
        scopes: dict[str, list[_Bound]] = defaultdict(list)
        for name, value in rule.when:
            condition = VOCABULARY[name]
            if condition.test is not None:
                scopes[condition.scope].append((condition.test, value))
        return Compiled(
            rule=rule,
            needs=frozenset(number for how, number in numbers.items() if how != "lacks"),
            bars=frozenset(number for how, number in numbers.items() if how == "lacks"),
            block_tests=tuple(scopes["block"]),
            pattern=_one_of(rule, "matches", when.get("matches")),
            source_pattern=_one_of(rule, "matches_source", when.get("matches_source")),
            page_tests=tuple(sorted(scopes["page"] + scopes["settled"], key=_by_cost)),
            settled=bool(scopes["settled"]),
            part=_pattern(rule, "part", rule.part) if rule.part else None,
            part_source=_pattern(rule, "part_source", rule.part_source) if rule.part_source else None,
        )

    def _number(self, rule: Rule, how: str, phrases: object) -> int:
        """A number for a phrase condition, met when one of `phrases` stands where `how` says."""
        number = len(self._conditions)
        limit = dict(rule.when).get("units_max")
        patient = not isinstance(limit, int) or limit > SHORT_UNITS
        for phrase in phrases:  # type: ignore[attr-defined]
            folded = key(phrase).rstrip(TAIL) if how == "is" else key(phrase)
            if not folded:
                raise RuleError(f"{rule.origin}: rule {rule.id!r}: {how}: {phrase!r} says nothing")
            self._conditions.append((how, folded, number, patient))
        return number


def _by_cost(test: _Bound) -> int:
    """Where a test on a place is asked: flags turn most blocks away, then numbers, then names, which the tables of
    structural rules have looked at already."""
    return 0 if isinstance(test[1], bool) else 1 if isinstance(test[1], int) else 2


def _found(pattern: _Pattern | None, text: bytes | str) -> bool:
    """Whether the pattern is found in `text`; true when there is none to find."""
    return pattern is None or pattern.search(text) is not None


def _one_of(rule: Rule, name: str, patterns: object) -> _Pattern | None:
    """A pattern that is found where one of `patterns` is; None for none."""
    if not isinstance(patterns, tuple):
        return None
    if len(patterns) == 1:
        return _pattern(rule, name, patterns[0])
    try:
        return _pattern(rule, name, "|".join(f"(?:{text})" for text in patterns))
    except RuleError:
        for text in patterns:  # the message shall name the one that is wrong
            _pattern(rule, name, text)
        raise


def _pattern(rule: Rule, name: str, text: str) -> _Pattern:
    """A pattern over folded text, as RE2. Raises `RuleError` for what RE2 does not take."""
    where = f"{rule.origin}: rule {rule.id!r}: {name}"
    over_source = name in ("part_source", "matches_source")
    options = re2.Options()
    options.max_mem = PATTERN_BYTES
    options.log_errors = False
    upper = _UPPER.search(_NO_LETTERS.sub("", text))
    if upper and not over_source:
        raise RuleError(f"{where}: {upper[0]!r} never matches: folded text has no upper case")
    try:
        expanded = expand(text, fold_text=not over_source)
        # UTF-8 for those that are only asked whether they match: encoding a text once a block, not once a pattern
        return re2.compile(expanded if name.startswith("part") else expanded.encode(), options)
    except (re2.error, ValueError) as error:
        reason = str(error).strip() or "RE2 does not take it"
        raise RuleError(f"{where}: {reason} (patterns are RE2: no look-around, no back-references)") from error


@lru_cache(maxsize=8)
def rulebook(extra: tuple[Rule, ...] = ()) -> Rulebook:
    """The shipped rules and `extra` compiled. Raises `RuleError` when an id is taken."""
    rules = (*shipped_rules(), *extra)
    check_ids(rules)
    return Rulebook(rules)
