"""What a reader sees of a run of text, and its source with Markdown marks.

A run comes as pieces of text and marks between them, as the page gives them. Marks are put to their places in the
collapsed text, off the spaces beside them, and kept only where a Markdown reader takes them for marks; characters
that it would take for marks by mistake get a backslash. So the source, rendered, says the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

from cleaner.readers.lines import BLANKS
from cleaner.text.targets import target

#: A mark: the number of the piece that it stands before, whether it opens, closes or stands for itself, and its
#: characters. A link opens with "[" and closes with "](url)", emphasis and code do both with the same, a formula
#: with "$", which is part of its text and not written again.
Mark = tuple[int, int, str]
OPENS, CLOSES, ATOM = range(3)

#: White space that a browser shows as one space. Must not match U+3000 or a no-break space.
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: A character that a Markdown reader would take for a mark, one at a time. Must not match "*" between spaces, "_"
#: inside a word, "[图库]", "a < b", "AT&T" or "100~200".
_LITERAL = re.compile(
    r"[\\`]|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])|\](?=[(:])|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]{1,40};)"
    r"|~(?=~)|(?<=~)~"
)
#: What is one beside emphasis, too.
_EMPHATIC = re.compile(r"[*_~]")
#: What the literals begin with: a cheap test before the pattern. Must not match "[", which alone is none.
_MAYBE_LITERAL = re.compile(r"[\\`*_\]<&~]")
#: A bracket that does not pair would end the text of a link or picture, so none is left bare there.
_BRACKET = re.compile(r"[\[\]]")
_IN_ALT = re.compile(r"[\\`*_\[\]<&~]")
_TICKS = re.compile("`+")
#: A formula as pages leave it to a script, and what makes it one: a command, a raised or lowered sign. Must not match
#: "$5 or $6", nor "$HOME" with another dollar far behind.
_FORMULA, _TEX = re.compile(r"(?<![\\\w$])(\${1,2})(?=[^\s$])[^$]+(?<=\S)\1(?![\w$])"), re.compile(r"\\[a-zA-Z]|[\^_]")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def collapse(text: str) -> str:
    """`text` as a browser shows it: white space of the source as single spaces, none at the ends."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:  # cheaper than the pattern,
        text = _SPACE.sub(" ", text)  # which would change every space into itself
    return text.strip(BLANKS)


def picture(alt: str, url: str) -> str:
    """A picture in Markdown."""
    return f"![{_IN_ALT.sub(_escaped, alt)}]({target(url)})"


def written(pieces: Sequence[str], marks: Sequence[Mark]) -> tuple[str, str, Sequence[int] | None]:
    """The text of a run, its source with marks, and the places of the text's characters in it and of its end (None:
    the two are equal). Linear in their length."""
    if not marks:
        text = collapse("".join(pieces))
        if _MAYBE_LITERAL.search(text) is None:
            return text, text, None
        escapes = [(place, "\\") for place in _literals(text)]
        return (text, *_woven(text, escapes)) if escapes else (text, text, None)
    if closing := _whole_link(pieces, marks):
        text = collapse("".join(pieces))
        if not text:
            return "", "", None
        if _MAYBE_LITERAL.search(text) is None and "[" not in text:
            return text, f"[{text}{closing}", range(1, len(text) + 2)
    text, edges = _joined(pieces)
    placed = _Placed(text, edges, marks, pieces)
    found = placed.settled()
    if escapes := [(place, "\\") for place in _literals(text, placed)]:
        found = sorted(found + escapes, key=_place)
    return text, *_woven(text, found)


def _whole_link(pieces: Sequence[str], marks: Sequence[Mark]) -> str:
    """The end of the link that holds the whole run and no other mark; "" for none. Most runs of most pages are one."""
    if len(marks) != 2 or marks[0] != (0, OPENS, "["):
        return ""
    end, _, closing = marks[1]
    return closing if end == len(pieces) or (end == len(pieces) - 1 and pieces[end].isspace()) else ""


def _place(mark: tuple[int, str]) -> int:
    return mark[0]


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _joined(pieces: Sequence[str]) -> tuple[str, list[int]]:
    """The text of the pieces, and where in it each of them starts and the last one ends."""
    said, edges, length, spaced = [], [0], 0, True
    for piece in pieces:
        words = _SPACE.sub(" ", piece)
        if spaced and words[:1] == " ":
            words = words[1:]
        if words:
            spaced = words[-1] == " "
            said.append(words)
            length += len(words)
        edges.append(length)
    whole = "".join(said)
    text = whole.strip(BLANKS)
    lead = len(whole) - len(whole.lstrip(BLANKS))
    return text, [min(max(edge - lead, 0), len(text)) for edge in edges]


class _Placed:
    """The marks of a run at their places in its text: pairs closed around what they hold, empty ones left out.

    `links` and `verbatim` are the ranges of the text that are links, and code or formulas.
    """

    def __init__(self, text: str, edges: Sequence[int], marks: Sequence[Mark], pieces: Sequence[str]) -> None:
        self.text = text
        self.marks: list[tuple[int, str]] = []
        self.links: list[tuple[int, int]] = []
        self.verbatim: list[tuple[int, int]] = []
        self.emphasis: list[tuple[int, int]] = []
        opened: dict[str, int] = {}
        for at, way, mark in marks:
            name = "[" if mark[0] == "]" else mark
            if way == OPENS:
                opened[name] = len(self.marks)
                self.marks.append((edges[at], ""))
            elif way == ATOM:
                self.marks.append((edges[at], _apart(text, edges[at], mark, pieces, at)))
            elif name in opened:  # else it was opened in another run
                first = opened.pop(name)
                opened = {other: number for other, number in opened.items() if number < first}  # no pair may cross
                self._close(first, edges[at], mark)

    def _close(self, first: int, end: int, mark: str) -> None:
        """Close the pair that opened with mark number `first` at `end`, less the spaces on both sides."""
        start, text = self.marks[first][0], self.text
        atoms = [place for place, held in self.marks[first + 1 :] if "![" in held[:3]]
        while start < end and text[start] in BLANKS:
            start += 1
        while end > start and text[end - 1] in BLANKS:
            end -= 1
        if atoms:
            start, end = min(start, atoms[0]), max(end, atoms[-1])
        if start < end or atoms:
            self._pair(first, start, end, mark)

    def _pair(self, first: int, start: int, end: int, mark: str) -> None:
        opening, closing = mark, mark
        if mark == "`" and any(start == last for _, last in self.verbatim[-1:]):  # its backticks would join theirs
            return
        if mark[0] == "]":
            opening = "["
            self.links.append((start, end))
        elif mark in "`$":
            self.verbatim.append((start, end))
            opening, closing = _fence(self.text[start:end]) if mark == "`" else ("", "")
        elif mark[0] == "<":
            closing = f"</{mark[1:]}"
        else:
            if not any(held for _, held in self.marks[first + 1 :]):
                start, end = _off_punctuation(self.text, start, end)
            self.emphasis.append((first, len(self.marks)))
        self.marks[first] = (start, opening)
        self.marks.append((end, closing))
        if opening == "[" and start and self.text[start - 1] == "!":  # "![" would be a picture
            self.marks.append((start - 1, "\\"))

    def settled(self) -> list[tuple[int, str]]:
        """The marks in order, less emphasis that a Markdown reader would not take for such: "**" between a full stop
        and a letter, or next to other emphasis."""
        if not self.emphasis:
            return sorted([mark for mark in self.marks if mark[1]], key=_place)
        order = sorted((i for i, mark in enumerate(self.marks) if mark[1]), key=lambda i: self.marks[i][0])
        rank = {i: place for place, i in enumerate(order)}
        ends = {i for pair in self.emphasis for i in pair}
        dropped: set[int] = set()
        for first, last in self.emphasis:
            outside, inside = self._sides(order, rank[first], ends)
            within, beyond = self._sides(order, rank[last], ends)
            if not (_flanks(outside, inside) and _flanks(beyond, within)):
                dropped.update((first, last))
        return [self.marks[i] for i in order if i not in dropped]

    def _sides(self, order: Sequence[int], rank: int, emphasis: set[int]) -> tuple[str, str]:
        """The characters of the source on both sides of a mark; "" for other emphasis, which may go yet."""
        place = self.marks[order[rank]][0]
        before, behind = self.text[place - 1 : place] or " ", self.text[place : place + 1] or " "
        if rank and self.marks[order[rank - 1]][0] == place:
            before = "" if order[rank - 1] in emphasis else self.marks[order[rank - 1]][1][-1]
        if rank + 1 < len(order) and self.marks[order[rank + 1]][0] == place:
            behind = "" if order[rank + 1] in emphasis else self.marks[order[rank + 1]][1][0]
        return before, behind


def _apart(text: str, place: int, mark: str, pieces: Sequence[str], at: int) -> str:
    """A picture with the space beside it that the text has no room for: it has one for both sides, none at its end."""
    if place == len(text) and place and at and pieces[at - 1][-1:].isspace():
        return " " + mark
    behind = pieces[at + 1][:1] if at + 1 < len(pieces) else ""
    return mark + " " if behind.isspace() and 0 < place < len(text) and text[place - 1] == " " else mark


def _flanks(outside: str, inside: str) -> bool:
    """Whether emphasis may start (or end) between these characters, by every version of CommonMark: symbols beyond
    ASCII are punctuation to some of them."""
    if not outside or not inside or inside.isspace():
        return False
    if outside.isspace() or outside in _ASCII_PUNCTUATION or unicodedata.category(outside)[0] == "P":
        return True
    return inside not in _ASCII_PUNCTUATION and unicodedata.category(inside)[0] not in "PS"


def _off_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of emphasis without punctuation that stands between its edge and a letter: "粗体。后文" can only have
    its full stop outside of the marks. The whole range if nothing else is in it."""
    first, last = start, end
    while last > first and not _flanks(text[last : last + 1] or " ", text[last - 1]):
        last -= 1
    while first < last and not _flanks(text[first - 1 : first] or " ", text[first]):
        first += 1
    return (first, last) if first < last else (start, end)


def _fence(code: str) -> tuple[str, str]:
    """What stands around code: more backticks than stand in it, and a space where it would touch them."""
    ticks = "`" * (max(map(len, _TICKS.findall(code)), default=0) + 1)
    space = " " if code[:1] == "`" or code[-1:] == "`" else ""
    return ticks + space, space + ticks


def _literals(text: str, placed: _Placed | None = None) -> list[int]:
    """The places of the characters that need a backslash: none in code and formulas, all brackets in links, and all
    that make emphasis where there is any."""
    if _MAYBE_LITERAL.search(text) is None and "[" not in text:
        return []
    places = {match.start() for match in _LITERAL.finditer(text)}
    formulas = [match.span() for match in _FORMULA.finditer(text) if _TEX.search(match[0])] if "$" in text else []
    if placed is None:
        return sorted(_outside(places, formulas))
    if placed.emphasis:
        places.update(match.start() for match in _EMPHATIC.finditer(text))
    for start, end in placed.links:
        places.update(match.start() for match in _BRACKET.finditer(text, start, end))
    return sorted(_outside(places, (*placed.verbatim, *formulas)))


def _outside(places: set[int], ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The places that are in none of the ranges."""
    for start, end in ranges:
        places.difference_update(range(start, end))
    return places


def _woven(text: str, marks: Sequence[tuple[int, str]]) -> tuple[str, Sequence[int]]:
    """`text` with `marks`, which are in order, put in, and the places of its characters and of its end."""
    source: list[str] = []
    parts: list[range] = []
    at = place = 0
    for where, mark in marks:
        if where > at:
            source.append(text[at:where])
            parts.append(range(place, place + where - at))
            place, at = place + where - at, where
        source.append(mark)
        place += len(mark)
    if at < len(text):
        source.append(text[at:])
        parts.append(range(place, place + len(text) - at))
    end = parts[-1].stop if parts else 0
    if len(parts) == 1:
        return "".join(source), range(parts[0].start, end + 1)
    return "".join(source), (*chain.from_iterable(parts), end)
