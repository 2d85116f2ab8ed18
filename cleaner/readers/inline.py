"""Marks inside a line of Markdown: what a reader sees of it, and where each character of that stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.model import Link
from cleaner.text.pattern import lazy_pattern

#: An address and the title of its page. Programs that break lines break addresses behind hyphens.
_ADDRESS = r"<[^<>]*>|[^()\s<>]*(?:(?<=-)\n[ \t]*[^()\s<>]+)*(?:\([^()\s]*\)[^()\s]*)*"
_URL = rf"""\s*+(?:{_ADDRESS})(?:(?:\s++|(?<=\s))(?:"[^"]*"|'[^']*'))?\s*+"""
_BROKEN_URL = re.compile(r"(?<=-)\n[ \t]*")
#: What stands in a formula between ``\\(`` and ``\\)``, or ``\\[`` and ``\\]``.
_TEX = r"(?:(?!\\[()\[\]])[^\n])"
#: The marks, the one that hides others first. Each alternative stops at the first character that cannot belong
#: to it, so that scanning stays linear. Formulas hide what they hold and are text, marks and all: what makes one is a
#: command, a raised or a lowered sign. Must not match "*" and "_" between spaces, "_" inside a word, or what stands
#: between two prices, "$5 and $6".
_MARK = lazy_pattern(
    rf"""(?P<code>(?P<ticks>`{{1,3}})(?!`)[^`].{{0,1000}}?(?<!`)(?P=ticks)(?!`)|`[^`]+`
              |\$[^$\s](?:[^$]{{0,300}}[^$\s])?\$(?!\d)
              |\\\((?={_TEX}{{0,300}}?(?:\\[a-zA-Z]|[\^_])){_TEX}{{1,300}}\\\)
              |\\\[(?={_TEX}{{0,300}}?(?:\\[a-zA-Z]|[\^_])){_TEX}{{1,300}}\\\])
       |(?P<escape>\\[!-/:-@\[-`{{-~])
       |(?P<close>\]\((?P<url>{_URL})\))
       |(?P<image>!\[)
       |(?P<open>\[)
       |(?P<shut>\])
       |(?P<auto><https?://[^<>\s]*>)
       |(?P<tag></?[a-zA-Z][^<>]*>|<!--(?:[^-]|-(?!->)){{0,500}}-->)
       |(?P<strong>\*{{1,6}}|~~|(?<!\w)_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?!\w))""",
    re.VERBOSE,
)


#: The characters that marks begin with. A line without them is what it says.
_MARKED = re.compile(r"[\\`$\[\]<*~_]")


class Inline(NamedTuple):
    """A line as a reader sees it. `offsets` is None where nothing is hidden; `opens`: a link goes on below."""

    text: str
    offsets: Sequence[int] | None
    links: tuple[Link, ...]
    images: tuple[Link, ...]
    opens: bool
    closes: bool


class _Scan:
    """What has been found so far in one line: ranges to hide, links and pictures, brackets still open."""

    def __init__(self, source: str, leads: Sequence[tuple[int, int]]) -> None:
        self.source = source
        self.hidden: list[tuple[int, int]] = [*leads]
        self.links: list[tuple[int, int, str]] = []
        self.images: list[Link] = []
        self.brackets: list[tuple[int, bool]] = []
        self.emphasis: dict[str, list[int]] = {}
        self.closes = False

    def mark(self, match: re.Match[str]) -> None:
        """Take one mark into account."""
        start, end = match.span()
        group = match.lastgroup
        if group in ("open", "image"):
            self.brackets.append((start, group == "image"))
        elif group == "close":
            self._close(start, end, match["url"].strip())
        elif group == "shut":
            if self.brackets:
                self.brackets.pop()
        elif group == "strong":
            self._strong(start, match[0])
        elif group == "auto" or (group == "code" and match[0][0] == "`"):
            marks = len(match["ticks"] or "`")
            self.hidden += [(start, start + marks), (end - marks, end)]
        elif group == "escape":
            self.hidden.append((start, start + 1))
        elif group == "tag":
            self.hidden.append((start, end))

    def _close(self, start: int, end: int, url: str) -> None:
        target = next(iter(_BROKEN_URL.sub("", url).split(maxsplit=1)), "").strip("<>")
        if not self.brackets:  # the link was opened on a line above
            self.closes = True
            self.hidden.append((start, end))
            return
        opened, image = self.brackets.pop()
        if image:
            self.images.append(Link(self.source[opened + 2 : start], target))
            self.hidden.append((opened, end))
        else:
            self.links.append((opened + 1, start, target))
            self.hidden += [(opened, opened + 1), (start, end)]

    def _strong(self, start: int, mark: str) -> None:
        opened = self.emphasis.setdefault(mark, [])
        if opened:
            first = opened.pop()
            self.hidden += [(first, first + len(mark)), (start, start + len(mark))]
        elif not self.source[start + len(mark) : start + len(mark) + 1].isspace():
            opened.append(start)


def read_inline(source: str, inner: int = 0, leads: Sequence[tuple[int, int]] = ()) -> Inline:
    """`source` from `inner` on without its marks, nor what stands at `leads`, before the text of its later lines.

    Linear in the length of `source`; nothing in it raises.
    """
    if not leads and _MARKED.search(source, inner) is None:
        return _plain(source, inner)
    scan = _Scan(source, leads)
    for match in _MARK.finditer(source, inner):
        scan.mark(match)
    opens = bool(scan.brackets) and source.rstrip().endswith("[")
    if opens:
        opened, image = scan.brackets[-1]
        scan.hidden.append((opened, opened + 1 + image))
    kept = _kept(scan.hidden, inner, len(source))
    text = "".join(source[a:b] for a, b in kept)
    lead, body = len(text) - len(text.lstrip()), text.strip()
    links = tuple(Link(_visible(source, kept, a, b), url) for a, b, url in scan.links)
    if body == source:
        return Inline(body, None, links, tuple(scan.images), opens, scan.closes)
    return Inline(body, _offsets(kept, lead, len(body)), links, tuple(scan.images), opens, scan.closes)


def _plain(source: str, inner: int) -> Inline:
    """A line without marks: what stands from `inner` on, less the space around it."""
    text = source[inner:].strip()
    lead = len(source) - len(source[inner:].lstrip())
    offsets = None if text == source else range(lead, lead + len(text) + 1)
    return Inline(text, offsets, (), (), opens=False, closes=False)


def _offsets(kept: list[tuple[int, int]], lead: int, length: int) -> Sequence[int]:
    """The places of `length` characters from the kept ranges, the first `lead` left out, and the place behind."""
    if len(kept) == 1:
        return range(kept[0][0] + lead, kept[0][0] + lead + length + 1)
    places = [i for a, b in kept for i in range(a, b)][lead : lead + length]
    return (*places, places[-1] + 1 if places else kept[-1][1] if kept else 0)


def _kept(hidden: list[tuple[int, int]], inner: int, end: int) -> list[tuple[int, int]]:
    """The ranges from `inner` to `end` that no hidden range covers."""
    kept, at = [], inner
    for a, b in sorted(hidden):
        if a > at:
            kept.append((at, a))
        at = max(at, b)
    if at < end:
        kept.append((at, end))
    return kept


def _visible(source: str, kept: list[tuple[int, int]], start: int, end: int) -> str:
    if len(kept) > 400:  # a line of thousands of links: their text as it stands, to stay linear
        return source[start:end]
    return "".join(source[max(a, start) : min(b, end)] for a, b in kept if a < end and b > start)
