"""Pieces of a text that no repair or normalisation may touch: code, addresses, numbers, file names, formulas.

Every pattern takes time linear in the text, whatever the text: it starts where a run starts (a look-behind refuses
the middle of one) and its runs are possessive, so that none of its pieces tries a character twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import Literal, NamedTuple, get_args

from cleaner.model import Span
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import HAN_KANA

ProtectedKind = Literal["code", "url", "email", "file", "number", "formula", "tag", "entity"]
ALL_KINDS: frozenset[ProtectedKind] = frozenset(get_args(ProtectedKind))


class Protected(NamedTuple):
    """A half-open range of characters that stays as it is, and what stands there."""

    start: int
    end: int
    kind: ProtectedKind


#: What an address is made of, less the marks that also stand behind one in a sentence.
_ADDRESS = r"[A-Za-z0-9%&\#=/~@_$*+\-|\\^]"

#: The line that opens or closes a block of code in Markdown. Must not match "```a``` b", which is code in a line.
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)([^`\n]*+)$", re.MULTILINE)
_BACKTICKS = re.compile(r"`++")

#: What stands for itself, one group for each kind. What may hold another comes before it.
_PIECES = lazy_pattern(
    rf"""(?= [!-~] ) (?:  # every piece starts in ASCII: most characters are done with here
    # <a href="...">, </p>, <!-- -->, <https://...>. Must not match "a < b > c" or "<书名>".
    (?P<tag> < (?: ! | /?[A-Za-z] ) [^<>\n]*+ > )
    # &lt; &#12298; &#x300B;. Must not match "AT&T;" followed by nothing that ends it, or "A & B;".
  | (?P<entity> & (?: \#[0-9]{{1,7}}+ | \#[xX][0-9A-Fa-f]{{1,6}}+ | [A-Za-z][A-Za-z0-9]{{1,31}}+ ) ; )
    # $x_1,y$ and $$...$$, without Han. Must not match the prices of "$5 or $6" and "$5,$6".
  | (?P<formula> (?<!\$) (?: \${{2}} [^${HAN_KANA}]++ \${{2}} | \$ (?![\s$]) [^$\n{HAN_KANA}]++ (?<!\s)\$ (?![0-9$]) ) )
    # https://…, www.…: marks only where the address goes on behind them, Han as one short name behind a slash.
    # Must not match "www" alone or the sentence behind an address.
  | (?P<url> (?<![A-Za-z0-9]) (?: [A-Za-z][A-Za-z0-9+.\-]{{0,15}}+ :// | mailto: | tel: | [wW]{{3}}\. )
      (?: {_ADDRESS}++ | [,.;:!?'()\[\]]++ (?={_ADDRESS}) | (?<=[/=\#]) [{HAN_KANA}]{{1,12}}+ (?![{HAN_KANA}]) )++ )
    # a@example.com. Must not match "@name" or a local part of more than 64 characters, which no mail has.
  | (?P<email> (?<![A-Za-z0-9._%+\-]) (?=[A-Za-z0-9._%+\-]{{1,64}}@)
      [A-Za-z0-9._%+\-]++ @ [A-Za-z0-9\-]{{1,63}}+ (?: \. [A-Za-z0-9\-]{{1,63}}+ )++ )
    # a.txt, node.js, (通用).exe: of a name in Han what a mark could be changed in. Must not match "U.S." or "1.8T".
  | (?P<file> (?: (?<![A-Za-z0-9_.\-]) [A-Za-z0-9_\-]++ | \( [\w\-]{{1,40}}+ \) ) (?: \. [A-Za-z0-9_\-]++ )++
      (?: (?<=\.[a-z][a-z0-9]) | (?<=\.[a-z][a-z0-9]{{2}}) | (?<=\.[a-z][a-z0-9]{{3}}) ) )
    # 1,585.37  12:30:05  2024-11-25  3:4  1/4. Must not match "1.安装" or "3,".
  | (?P<number> (?<![0-9]) [0-9]++ (?: [,.:/\-][0-9]++ )++ )
    )""",
    re.VERBOSE,
)

#: What every piece has in it. Most texts have none of it, and are done with in a tenth of the time that `_PIECES`
#: takes, which tries every kind at every character. Must not match the marks of a folded text: "船,灯:亮了.".
_SIGN = re.compile(r"[<&$@]|[0-9][,.:/\-][0-9]|://|mailto:|tel:|[wW]\.|\.[A-Za-z0-9_\-]")


def protected(text: str, kinds: frozenset[ProtectedKind] = ALL_KINDS) -> tuple[Protected, ...]:
    """The pieces of `text` that stay as they are: in order, not overlapping, none empty; of these `kinds`.

    Code is what Markdown fences or puts between backticks. Takes time linear in the text; never raises.
    """
    code = tuple(_code(text)) if "code" in kinds else ()
    if kinds == {"code"} or not _SIGN.search(text):
        return code
    pieces = [piece for piece in _pieces(text) if piece.kind in kinds]  # which do not overlap one another
    return tuple(_merged(code, pieces) if code else pieces)


def free(matches: Iterable[re.Match[str]], pieces: Sequence[Protected | Span]) -> Iterator[re.Match[str]]:
    """Those matches that touch none of the pieces; both in order. An empty match at a piece's edge touches it not."""
    place = 0
    for match in matches:
        while place < len(pieces) and pieces[place].end <= match.start():
            place += 1
        if place == len(pieces) or match.end() <= pieces[place].start:
            yield match


def gaps(size: int, pieces: Iterable[Protected | Span]) -> Iterator[Span]:
    """The ranges of a text of `size` characters between its pieces, in order; none is empty."""
    place = 0
    for piece in pieces:
        if piece.start > place:
            yield Span(place, piece.start)
        place = piece.end
    if place < size:
        yield Span(place, size)


def _merged(*several: Iterable[Protected]) -> Iterator[Protected]:
    """Pieces of several kinds in order; of two that overlap the one that starts first, of two such the longer."""
    end = 0
    for piece in merge(*several, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= end:
            yield piece
            end = piece.end


def _pieces(text: str) -> Iterator[Protected]:
    for match in _PIECES.finditer(text):
        kind: ProtectedKind = match.lastgroup  # type: ignore[assignment]  # every group is named after a kind
        yield Protected(match.start(), _with_bracket(match) if kind == "url" else match.end(), kind)


def _with_bracket(match: re.Match[str]) -> int:
    """The end of an address, a closing bracket behind it included where the address opened one."""
    address, end = match.group(), match.end()
    return end + (match.string[end : end + 1] == ")" and address.count("(") > address.count(")"))


def _code(text: str) -> Iterator[Protected]:
    """Blocks of code between fences, and code between backticks on one line outside of them."""
    fenced = tuple(_fenced(text)) if "```" in text or "~~~" in text else ()
    return _merged(fenced, _ticked(text, fenced)) if "`" in text else iter(fenced)


def _fenced(text: str) -> Iterator[Protected]:
    """From a fence to the next one of its kind, as long or longer and bare; an open one runs to the end of the text."""
    opener: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opener is None:
            opener = match
        elif match.group(1).startswith(opener.group(1)) and not match.group(2).strip():
            yield Protected(opener.start(), match.end(), "code")
            opener = None
    if opener is not None:
        yield Protected(opener.start(), len(text), "code")


def _ticked(text: str, fenced: Sequence[Protected]) -> Iterator[Protected]:
    """From a run of backticks to the next one as long on the same line."""
    runs = tuple(free(_BACKTICKS.finditer(text), fenced))
    later: dict[int, list[re.Match[str]]] = defaultdict(list)
    for run in reversed(runs):
        later[len(run.group())].append(run)
    end = 0
    for run in runs:
        same = later[len(run.group())]
        same.pop()  # the run itself: the lists are in reverse
        if run.start() >= end and same and "\n" not in text[run.end() : same[-1].start()]:
            end = same[-1].end()
            yield Protected(run.start(), end, "code")
