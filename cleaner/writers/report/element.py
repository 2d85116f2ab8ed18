"""Pieces of HTML, so typed that text of a clipping cannot get into one without being escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

#: What a reader would not see, or what would move the text around it: controls, marks of direction, characters
#: without width, fillers, lone surrogates, tags. Must not match tabs, line feeds, nor the joiners of emoji and of
#: scripts that need them: those only behind ASCII, Han, kana and Hangul, where they join nothing.
_UNSEEN = re.compile(
    "([\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    "|(?<=[\x20-\x7f\u2e80-\u9fff\uac00-\ud7af])[\u200c\u200d])\\1*"
)
#: Elements without content, which take no end tag.
_VOID = frozenset(("input", "meta"))


class Html(str):
    """Text that is HTML already. Only this module and constants make it."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | int | None) -> Html:
    """An element. Children that are `Html` go in as they are, other text is escaped and its unseen characters shown.

    An underscore in the name of an attribute stands for a hyphen (``data_line``), one at the end for nothing
    (``class_``). An attribute that is None is left out, one that is "" has no value.
    """
    head = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Html(f"<{tag}{head}>")
    return Html(f"<{tag}{head}>{together(children)}</{tag}>")


def together(pieces: Iterable[str]) -> Html:
    """Pieces one behind the other, those that are not `Html` escaped."""
    return Html("".join(piece if isinstance(piece, Html) else shown(piece) for piece in pieces))


def shown(text: str) -> Html:
    """Text of a clipping as HTML: escaped; what a reader would not see stands as its number in an element."""
    pieces: list[str] = []
    at = 0
    for found in _UNSEEN.finditer(text):
        pieces += (escape(text[at : found.start()]), f'<i class="unseen">{_number(found)}</i>')
        at = found.end()
    return Html("".join((*pieces, escape(text[at:]))))


def plainly(text: str) -> str:
    """Text with what a reader would not see written out, as ``‹202E›``: for places that hold no elements."""
    return _UNSEEN.sub(lambda found: f"‹{_number(found)}›", text)


def _number(found: re.Match[str]) -> str:
    count = len(found[0])
    return f"{ord(found[1]):04X}" + (f"×{count}" if count > 1 else "")


def _attribute(name: str, value: str | int) -> str:
    name = name.rstrip("_").replace("_", "-")
    if value == "":
        return f" {name}"
    return f' {name}="{value if isinstance(value, int) else escape(plainly(value))}"'
