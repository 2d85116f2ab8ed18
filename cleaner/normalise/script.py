"""Chinese script converted by whichever `opencc` package is installed, and by a table of what both get wrong.

`opencc-python-reimplemented` (the dependency) and the official `OpenCC` install the same `opencc` folder and are called
the same way. Only characters are converted, never vocabulary (tw2sp and its like: 核心 → 内核).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from cleaner.model import Change, Grade, Span
from cleaner.normalise.script_tables import Tables, tables
from cleaner.text.pattern import lazy_pattern
from cleaner.text.protected import ProtectedKind, gaps, protected
from cleaner.text.script import has_traditional, script_characters
from cleaner.text.spans import common
from cleaner.text.units import HAN

Target = Literal["hans", "hant", "tw", "hk"]

#: OpenCC's configuration for each target: for a line of the other script, and for one of traditional script.
_CONFIGURATIONS: Mapping[Target, tuple[str, str | None]] = {
    "hans": ("t2s", None),
    "hant": ("s2t", None),
    "tw": ("s2tw", "t2tw"),
    "hk": ("s2hk", "t2hk"),
}
_PROTECTED: frozenset[ProtectedKind] = frozenset({"code", "url", "email", "tag"})
_LINE = re.compile("[^\n]+")
#: Han characters that are converted together. The bound is for the dependency, whose time and depth grow faster than
#: the run; a phrase is cut only in a run of more Han than sentences have.
_RUN = lazy_pattern(f"[{HAN}]{{1,200}}")


class _Piece(NamedTuple):
    """A piece of the text with its place, and what it becomes: by a configuration of OpenCC, or as the table says."""

    start: int
    text: str
    configuration: str
    after: str | None = None


def convert(text: str, target: Target, *, mostly_other: bool = False) -> tuple[Change, ...]:
    """The changes that put `text` into a script: "hans" simplified, "hant" traditional, "tw" and "hk" as written there.

    One change for each run of characters that differ. Lines that need none are not looked at; code, addresses and
    elements of HTML stay. For a piece of a document `mostly_other` says what `is_mostly_other` says of the whole:
    他看著我 is of either script, and 著 is to become 着 in a traditional document alone. Graded "lossless" where each
    character has one form alone, else "context".
    """
    if not mostly_other:
        if not needs(text, target):
            return ()
        mostly_other = is_mostly_other(text, target)
    known = tables(target)
    kept = [Span(*piece[:2]) for piece in protected(text, _PROTECTED)]
    pieces = sorted(_pieces(text, _lines(text, target, mostly_other), kept, known))
    converted = _with_aspect(pieces, _converted(pieces, known), known)
    return tuple(
        change for piece, after in zip(pieces, converted, strict=True) for change in _changes(piece, after, known)
    )


def needs(text: str, target: Target) -> bool:
    """Whether `text` has any character that only the other script has, or that the target writes otherwise. Quick."""
    if target == "hans":
        return has_traditional(text)
    characters = set(text)
    known = tables(target)
    return not (known.other.isdisjoint(characters) and known.variants.isdisjoint(characters))


def ambiguous(text: str, target: Target) -> tuple[Span, ...]:
    """The characters of which a conversion to `target` has to guess the form, by their context: what to look over."""
    guessed = tables(target).ambiguous
    if guessed.isdisjoint(text):
        return ()
    return tuple(Span(place, place + 1) for place, character in enumerate(text) if character in guessed)


def is_mostly_other(text: str, target: Target) -> bool:
    """Whether most of the characters that tell the scripts apart are of the script that is not the target's."""
    known = script_characters()
    ours = known.simplified if target == "hans" else known.traditional
    return sum(map(tables(target).other.__contains__, text)) > sum(map(ours.__contains__, text))


def _lines(text: str, target: Target, mostly_other: bool) -> list[tuple[Span, str]]:
    """The lines that need to be converted, with the configuration that does it."""
    from_other, from_traditional = _CONFIGURATIONS[target]
    known = script_characters()
    ours = known.simplified if target == "hans" else known.traditional
    theirs = tables(target).other
    found = []
    for line in _LINE.finditer(text):
        characters = set(line.group())
        if not theirs.isdisjoint(characters) or (mostly_other and ours.isdisjoint(characters)):
            found.append((Span(*line.span()), from_other))
        elif from_traditional:
            found.append((Span(*line.span()), from_traditional))
    return found


def _pieces(text: str, lines: Sequence[tuple[Span, str]], kept: Sequence[Span], known: Tables) -> Iterator[_Piece]:
    """Runs of Han that are to be converted, and by themselves the phrases of the table."""
    open_to_change = tuple(gaps(len(text), kept))
    for configuration in {name for _, name in lines}:
        own = [line for line, name in lines if name == configuration]
        for stretch in common(own, open_to_change):
            yield from _cut(text, stretch, configuration, known)


def _cut(text: str, stretch: Span, configuration: str, known: Tables) -> Iterator[_Piece]:
    start = stretch.start
    for phrase in (*known.phrase.finditer(text, *stretch), None):
        end = phrase.start() if phrase else stretch.end
        yield from (_Piece(run.start(), run.group(), configuration) for run in _RUN.finditer(text, start, end))
        if phrase:
            yield _Piece(phrase.start(), phrase.group(), configuration, known.phrases[phrase.group()])
            start = phrase.end()


def _converted(pieces: Sequence[_Piece], known: Tables) -> list[str]:
    """What each piece becomes: those of one configuration in one call, since a call costs as much as a line."""
    after = [piece.after or "" for piece in pieces]
    for configuration in {piece.configuration for piece in pieces}:
        own = [n for n, piece in enumerate(pieces) if piece.configuration == configuration and piece.after is None]
        joined = "\n".join(pieces[n].text for n in own).translate(known.characters)
        for n, converted in zip(own, _converter(configuration)(joined).split("\n"), strict=True):
            after[n] = converted
    return after


def _with_aspect(pieces: Sequence[_Piece], converted: Sequence[str], known: Tables) -> list[str]:
    """The pieces with 著 made 着 where it follows a verb, be that the end of the piece before."""
    if not any("著" in after for after in converted):
        return [*converted]
    ends = [-1, *(piece.start + len(piece.text) for piece in pieces)]
    apart = ["" if piece.start == end else "\n" for piece, end in zip(pieces, ends, strict=False)]
    whole = known.aspect.sub("着", "".join(map("".join, zip(apart, converted, strict=True))))
    out, place = [], 0
    for gap, after in zip(apart, converted, strict=True):
        place += len(gap)
        out.append(whole[place : place + len(after)])
        place += len(after)
    return out


@cache
def _converter(configuration: str) -> Callable[[str], str]:
    """OpenCC's conversion by name. Cached, because reading its dictionaries takes longer than most articles."""
    from opencc import OpenCC  # noqa: PLC0415 - its dictionaries are heavy, and few texts are converted

    convert_text: Callable[[str], str] = OpenCC(configuration).convert
    return convert_text


def _changes(piece: _Piece, after: str, known: Tables) -> Iterator[Change]:
    """One change for each run of characters of the piece that become others."""
    if len(after) != len(piece.text):
        yield from _trimmed(piece, after)
        return
    place = piece.start
    for differs, group in groupby(zip(piece.text, after, strict=True), lambda pair: pair[0] != pair[1]):
        pairs = [*group]
        if differs:
            before, now = map("".join, zip(*pairs, strict=True))
            grade: Grade = "lossless" if known.ambiguous.isdisjoint(before) else "context"
            yield Change("script", place, before, now, grade)
        place += len(pairs)


def _trimmed(piece: _Piece, after: str) -> Iterator[Change]:
    """The change of a piece that becomes longer or shorter, less what it has in common at both ends."""
    before = piece.text
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    yield Change("script", piece.start + head, before, after, "context")


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    differing = (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))
