"""One pass over the events of a page: its runs of text, the elements that hold them, and its head.

The parser calls `start`, `end` and `data` in document order. Nothing here recurses and nothing looks back, so a page
costs what its bytes cost, however deep or broken it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cleaner.model import Box, Kind, Link
from cleaner.readers.grid import Grid
from cleaner.readers.hidden import is_hidden
from cleaner.readers.runs import Mark, Run, collapse, shown

#: Elements whose content is not read.
SKIPPED = frozenset(
    "script style template svg iframe object embed select option button textarea canvas audio video map datalist".split()
)
#: Elements that stand apart from the text before and behind them, and hold blocks.
BOXES = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre section summary table tbody td tfoot th
    thead tr ul listing xmp plaintext""".split()
)
_KINDS: Mapping[str, tuple[Kind, int]] = {
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), ("list_item", 0)),
    "blockquote": ("quote", 1),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), ("code", 0)),
}
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "del": "~~", "s": "~~", "strike": "~~"}
#: Where a picture that is loaded late has its address, the likeliest first.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url", "src")
#: A picture of at most so many pixels is an icon, a spacer or a counter.
ICON_PIXELS = 40
#: More elements than this are read as one: their text, not their boxes.
MAX_BOXES = 500_000
#: The attributes that name an element, and their words. Must not match a digit or a single letter.
_NAMES = ("class", "id", "role", "itemprop")
_WORD = re.compile(r"[a-z]{2,}|[A-Z]+(?![a-z])|[A-Z][a-z]+")


class Page:
    """The target of the parser: what has been read so far."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.boxes: list[Box] = [Box(-1, "", ())]
        self.title: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.canonical: str | None = None
        self.scripts: list[str] = []
        self._open: list[Callable[[], None] | None] = []
        self._skipping = 0
        self._gathered: list[str] | None = None
        self._formula = False
        self._box = 0
        self._kinds: list[tuple[Kind, int]] = [("paragraph", 0)]
        self._lists = 0
        self._hidden = 0
        self._unscripted = 0
        self._grids: list[Grid] = []
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._links: list[Link] = []
        self._images: list[Link] = []
        self._link: tuple[int, str] | None = None
        self._breaks = 0
        self._names: dict[str, tuple[str, ...]] = {"": ()}

    # What the parser calls

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if self._skipping:
            self._skipping += 1
            return
        if tag in SKIPPED or tag == "title":
            self._skip(tag, attributes)
            return
        close = self._opened(tag, attributes) if tag in _ACTIONS or tag in BOXES or "-" in tag else None
        if attributes and is_hidden(attributes):
            close = self._hide(close)
        self._open.append(close)

    def end(self, tag: str) -> None:
        """An element closes; the parser closes each that it opened."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping:
                self._skipped(tag)
            return
        close = self._open.pop() if self._open else None
        if close is not None:
            close()

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._skipping:
            if self._pieces or not text.isspace():
                self._pieces.append(text)
        elif self._gathered is not None:
            self._gathered.append(text)

    def close(self) -> Page:
        """The end of the page."""
        self._break()
        return self

    # Elements

    def _opened(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None] | None:
        action = _ACTIONS.get(tag)
        return action(self, tag, attributes) if action is not None else self._open_box(tag, attributes)

    def _open_box(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        self._break()
        outer = self._box
        if len(self.boxes) < MAX_BOXES:
            self.boxes.append(Box(outer, tag, self._words_of(attributes)))
            self._box = len(self.boxes) - 1
        kind = _KINDS.get(tag)
        if kind is not None:
            self._kinds.append((kind[0], self._lists) if kind[0] == "list_item" else kind)

        def close() -> None:
            self._break()
            self._box = outer
            if kind is not None:
                self._kinds.pop()

        return close

    def _words_of(self, attributes: Mapping[str, str]) -> tuple[str, ...]:
        """The words of an element's class, id and role: `class="postBody art-main"` → post, body, art, main."""
        if not attributes:
            return ()
        named = " ".join([attributes[name] for name in _NAMES if name in attributes])
        if named not in self._names:
            self._names[named] = tuple(dict.fromkeys(word.lower() for word in _WORD.findall(named)))
        return self._names[named]

    def _open_list(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        close_box = self._open_box(tag, attributes)
        self._lists += 1

        def close() -> None:
            close_box()
            self._lists -= 1

        return close

    def _open_table(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        close_box = self._open_box(tag, attributes)
        self._grids.append(Grid(len(self.runs)))

        def close() -> None:
            close_box()
            self.runs[:] = self._grids.pop().settled(self.runs, self._box)

        return close

    def _open_row(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        close = self._open_box(tag, attributes)
        if self._grids:
            self._grids[-1].row()
        return close

    def _open_cell(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        close = self._open_box(tag, attributes)
        if self._grids:
            self._grids[-1].cell(len(self.runs), attributes.get("colspan"), attributes.get("rowspan"))
        return close

    def _open_link(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None] | None:
        url = attributes.get("href")
        if url is None or self._link is not None:
            return None
        self._link = (len(self._pieces), url.strip())
        self._marks.append(Mark(len(self._pieces), "[", opens=True))

        def close() -> None:
            self._end_link()
            self._link = None

        return close

    def _open_emphasis(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None] | None:
        if self._kinds[-1][0] in ("code", "heading"):
            return None
        mark, run = _EMPHASIS[tag], len(self.runs)
        self._marks.append(Mark(len(self._pieces), mark, opens=True))

        def close() -> None:
            if run == len(self.runs):  # emphasis over several blocks is that of the blocks, not of words
                self._marks.append(Mark(len(self._pieces), mark))

        return close

    def _image(self, tag: str, attributes: Mapping[str, str]) -> None:
        url = next((a for name in _SOURCES if (a := attributes.get(name, "").strip()) and a[:5] != "data:"), None)
        if url is None or any(_pixels(attributes.get(side)) <= ICON_PIXELS for side in ("width", "height")):
            return
        image = Link(collapse(attributes.get("alt", "")), url)
        self._images.append(image)
        self._marks.append(Mark(len(self._pieces), f"![{image.text}]({url})", atom=True))

    def _line_break(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._kinds[-1][0] == "code":
            self._pieces.append("\n")
            return
        breaks = self._breaks
        said = self._break()
        self._breaks = 1 if said else breaks + 1

    def _rule(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._break()

    def _no_script(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        self._break()
        self._unscripted += 1

        def close() -> None:
            self._break()
            self._unscripted -= 1

        return close

    def _meta(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and "content" in attributes:
            self.metas.append((name.strip().lower(), attributes["content"].strip()))

    def _relation(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("rel", "").lower() == "canonical" and self.canonical is None:
            self.canonical = attributes.get("href")

    def _hide(self, close: Callable[[], None] | None) -> Callable[[], None]:
        if close is None:
            self._break()
        self._hidden += 1

        def show() -> None:
            (close or self._break)()
            self._hidden -= 1

        return show

    # What is not read as text

    def _skip(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._skipping = 1
        script = attributes.get("type", "").lower() if tag == "script" else None
        if (
            (tag == "title" and self.title is None)
            or (script is not None and "json" in script)
            or (script is not None and script.startswith("math/tex"))
        ):
            self._gathered = []
        self._formula = script is not None and script.startswith("math/tex")

    def _skipped(self, tag: str) -> None:
        if self._gathered is None:
            return
        said = "".join(self._gathered)
        self._gathered = None
        if tag == "title":
            self.title = collapse(said) or None
        elif not self._formula:
            self.scripts.append(said)
        else:
            self._pieces.append(f"${said.strip()}$")

    # Runs

    def _end_link(self) -> None:
        """Finish the link that is open, as far as this run holds it."""
        if self._link is None:
            return
        start, url = self._link
        text = collapse("".join(self._pieces[start:]))
        self._marks.append(Mark(len(self._pieces), f"]({url})"))
        if text:
            self._links.append(Link(text, url))

    def _break(self) -> bool:
        """Finish the run being gathered. Whether it said or showed anything."""
        if not self._pieces and not self._images:
            return False
        self._end_link()
        kind, level = self._kinds[-1]
        if kind == "code":
            text = source = "".join(self._pieces).strip("\r\n")
            offsets = None
        else:
            text, source, offsets = shown(self._pieces, self._marks)
        said = bool(text.strip()) or bool(self._images)
        if said:
            self._add(kind if text else "image", level, text, source, offsets)
            self._breaks = 0
        self._pieces, self._marks, self._links, self._images = [], [], [], []
        if self._link is not None:
            self._link = (0, self._link[1])
            self._marks.append(Mark(0, "[", opens=True))
        return said

    def _add(self, kind: Kind, level: int, text: str, source: str, offsets: object) -> None:
        joined = self._breaks == 1 and bool(self.runs) and self.runs[-1].box == self._box
        self.runs.append(
            Run(
                kind,
                level,
                text,
                source,
                offsets,  # type: ignore[arg-type]
                joined,
                tuple(self._links),
                tuple(self._images),
                self._box,
                self._hidden > 0,
                self._unscripted > 0,
            )
        )


_Action = Callable[[Page, str, Mapping[str, str]], Callable[[], None] | None]

#: What opening an element does that is more than opening a box.
_ACTIONS: Mapping[str, _Action] = {
    "a": Page._open_link,
    "br": Page._line_break,
    "hr": Page._rule,
    "img": Page._image,
    "link": Page._relation,
    "meta": Page._meta,
    "noscript": Page._no_script,
    "table": Page._open_table,
    "tr": Page._open_row,
    **dict.fromkeys(("td", "th"), Page._open_cell),
    **dict.fromkeys(("ul", "ol", "dir", "menu"), Page._open_list),
    **dict.fromkeys(_EMPHASIS, Page._open_emphasis),
}


def _pixels(size: str | None) -> float:
    """The size of a picture as it is stated; infinite when it is not."""
    digits = (size or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else float("inf")
