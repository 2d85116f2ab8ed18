"""Every pattern of a module takes the time of a line on its worst prefix, or is asked of no more than it can bear."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

import cleaner
from tests.conftest import ROOT, table
from tests.growth import steep
from tests.pumped import repetitions

#: What is no module to load here, as in `tests/test_pattern.py`.
ELSEWHERE = ("cleaner.integrations.", "cleaner.batch.warm")
#: Patterns that take more than the time of a line, with what bounds the text that they are asked of.
BOUNDED: dict[str, str] = {
    "cleaner.judge.examples._PICTURE": "an example in a rule, which its author wrote",
    "cleaner.judge.examples._UNSEEN": "an example in a rule, which its author wrote",
    "cleaner.learning.imported._AFTER": "the value of a line, at most CHARACTERS long",
    "cleaner.learning.xpath._AND": "a path, at most CHARACTERS long",
    "cleaner.learning.xpath._AS_WORD": "a path, at most CHARACTERS long",
    "cleaner.learning.xpath._OR": "a path, at most CHARACTERS long",
    "cleaner.metadata.head._SOURCE_EDGES": "the value of a meta, at most VALUE_CHARACTERS long, its blanks single ones",
    "cleaner.metadata.platforms._BARS": "a title, at most LONGEST_CHARACTERS long",
    "cleaner.metadata.platforms._MOTTO": "a name, at most LONGEST_CHARACTERS long",
    "cleaner.metadata.platforms._SET_OFF": "a title, at most LONGEST_CHARACTERS long",
    "cleaner.metadata.platforms._WRITER": "a title, at most LONGEST_CHARACTERS long",
    "cleaner.metadata.suffix._SEPARATOR": "a title, at most LONGEST_CHARACTERS long",
    "cleaner.metadata.suffix._WEAK": "a title, at most LONGEST_CHARACTERS long",
    "cleaner.text.code._SAID": "a line, at most LINE_CHARACTERS long",
    "cleaner.text.code._SIGN": "a line, at most LINE_CHARACTERS long",
    "cleaner.text.prose._CUT_OFF": "the last 16 characters of a text",
    "cleaner.text.prose._NOTES": "the last _NOTES_CHARACTERS of a text",
    "cleaner.text.wrapping._STARTS": "the start of a line, by match",
}
#: What is repeated behind each prefix, beside what the pattern itself repeats.
PUMPED = (" ", "\n", "a", "1", "林", "-", "(", "<!---->")
#: Half the length of a text, in characters: a square of it shows, and a line of it is nothing.
LENGTH = 5_000
#: What is asked of a whole text at each place, where a pattern is not asked of its beginning alone.
EVERYWHERE = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))


def _patterns() -> Iterator[tuple[str, str, Any]]:
    """Every pattern that stands at the level of a module, with the module's name and its own."""
    seen: set[int] = set()
    for found in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
        if found.name.startswith(ELSEWHERE):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            several = (
                value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else [value]
            )
            for one in several:
                pattern = getattr(one, "_compiled", one)
                if isinstance(pattern, re.Pattern) and id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield found.name, name, pattern


SOURCES = {path: path.read_text("utf-8") for path in sorted((ROOT / "cleaner").rglob("*.py"))}


def _asked(where: str, name: str) -> frozenset[str]:
    """The methods by which a pattern is asked, "search" among them where that cannot be told from its name alone."""
    uses = re.compile(rf"(?<![\w.\"']){name}\b(?:\.(\w+)\b)?")
    own = where.replace(".", "/")
    known = [
        source
        for path, source in SOURCES.items()
        if path.as_posix().endswith((f"{own}.py", f"{own}/__init__.py"))
        or re.search(rf"^from {where} import (?:[^\n(]|\([^)]*)*\b{name}\b", source, re.MULTILINE)
    ]
    lines = [line for source in known for line in source.splitlines()]
    made = re.compile(rf"(?:from |\s*#|[^\s=][^=]*\b{name}\b[^=]*=[^=]|{name}\b)")
    said = {use[1] for line in lines if not made.match(line) for use in uses.finditer(line)}
    return frozenset(method or "search" for method in said)


def _baits(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Texts of any length at which the pattern may try again and again."""
    own = repetitions(pattern)
    for before in sorted({before for before, _ in own} | {""}):
        for said in sorted({*PUMPED, *(said for at, said in own if at == before and said)}):
            yield lambda n, b=before, s=said: b + s * (n // len(s)) + "\0"
            yield lambda n, b=before, s=said: (b + s) * (n // len(b + s)) + "\0"


def _is_steep(pattern: re.Pattern[Any], methods: Iterable[str]) -> str | None:
    """The beginning of a text that a pattern takes more than the time of a line for, and how it was asked."""
    everywhere = not EVERYWHERE.isdisjoint(methods)
    ask = (lambda said: sum(1 for _ in pattern.finditer(said))) if everywhere else pattern.match
    for bait in _baits(pattern):
        texts = {n: _of_kind(bait(n), pattern) for n in (LENGTH, 2 * LENGTH)}
        if steep(lambda n: ask(texts[n]), LENGTH, 0.004, 0.5):  # noqa: B023 - asked at once
            return f"{texts[LENGTH][:60]!r}"
    return None


def _of_kind(text: str, pattern: re.Pattern[Any]) -> Any:
    return text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")


def test_what_is_bounded_is_there() -> None:
    assert set(BOUNDED) <= {f"{where}.{name}" for where, name, _ in _patterns()}


#: Patterns that take too long, with the text that shows it, and what is like them and does not.
STEEP = [
    ("blanks before a mark", r"\s*:", True),
    ("the same, begun at the first of them", r"(?:(?<!\s)\s++)?:", False),
    ("comments that end anywhere", r"\A(?:<!--.*?-->)*a", True),
    ("comments that end at the first end", r"\A(?:<!--(?>.*?-->))*+a", False),
    ("blanks behind a word that leads to them", r"rect\(\s*1?\s*\)", True),
    ("the same, given up at once", r"rect\(\s*+1?\s*+\)", False),
    ("pieces that hold what divides them", r"^x(?:[,/][^/]{1,4})*:", True),
    ("pieces that do not", r"^x(?:[,/][^,/]{1,4})*:", False),
    ("a name up to a mark that is not there", r"<[^>]*>", True),
    ("a name up to the next that begins", r"<[^<>]*>", False),
]


@pytest.mark.parametrize(("pattern", "steep"), table(STEEP))
def test_the_worst_prefix_is_found(pattern: str, steep: bool) -> None:
    assert (_is_steep(re.compile(pattern, re.DOTALL), ["search"]) is not None) == steep


@pytest.mark.parametrize(
    ("where", "name", "pattern"),
    [pytest.param(*one, id=f"{one[0]}.{one[1]}") for one in _patterns()],
)
def test_no_pattern_is_slow_on_its_worst_prefix(where: str, name: str, pattern: re.Pattern[Any]) -> None:
    if f"{where}.{name}" not in BOUNDED:
        assert _is_steep(pattern, _asked(where, name)) is None
