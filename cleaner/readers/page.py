"""One pass over the events of a page: its runs of text, the elements that hold them, and its head.

The parser calls `start`, `end` and `data` in document order. Nothing here recurses and nothing looks back, so a page
costs what its bytes cost, however deep or broken it is. What opening an element does stands in one table, in
`tags.py`; it answers with what closing it will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cleaner.model import Box, Marked
from cleaner.readers.folds import UNFOLDING, Folds
from cleaner.readers.grid import Grid
from cleaner.readers.hidden import HIDING_ATTRIBUTES, is_hidden
from cleaner.readers.lines import BLANKS
from cleaner.readers.marks import ATOM, collapse
from cleaner.readers.mathml import Formula
from cleaner.readers.numbers import Numbers
from cleaner.readers.page_runs import Runs
from cleaner.readers.runs import Manner
from cleaner.readers.telling import (
    BEFORE_CHARACTERS,
    MOST_MARKED,
    MOST_PIECES,
    MOST_RUNS,
    TELLING_ATTRIBUTES,
    Naming,
    Speaking,
    Telling,
    marked,
)
from cleaner.readers.tex import delimited, names_display, names_formula
from cleaner.text.naming import is_anchor, words_of

#: Elements whose content is never text of the page.
UNREAD = frozenset("script style template iframe noframes textarea rt rp rtc".split())
#: Elements whose content is no text either, unless they were never closed and hold the rest of the page.
CONTROLS = "svg object select option button canvas audio video map datalist".split()
SKIPPED = frozenset((*UNREAD, *CONTROLS, "title", "script", "meta", "link", "base"))
#: Elements that stand apart from the text before and behind them, and hold blocks.
BOXES = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre section summary table tbody td tfoot th
    thead tr ul listing xmp plaintext""".split()
)
#: More elements than this are read as one: their text, not their boxes.
MAX_BOXES = 500_000
#: The names of an element are looked into so far, in characters: stylesheets have been found in them.
NAME_CHARACTERS = 2000
#: The attributes, class apart, that can hide an element or say what it holds.
_SPEAKING = HIDING_ATTRIBUTES | TELLING_ATTRIBUTES | UNFOLDING

Attributes = Mapping[str, str]
Closing = Callable[["Page"], None]
Opening = Callable[["Page", str, Attributes], "Closing | None"]


class _Words(dict[tuple[str | None, ...], tuple[str, ...]]):
    """The words of an element's class, id and role: `class="postBody art-main"` → post, body, art, main. Elements of a
    page share their names, so each is looked into once."""

    def __missing__(self, named: tuple[str | None, ...]) -> tuple[str, ...]:
        said = " ".join(name for name in named if name and not is_anchor(name))[:NAME_CHARACTERS]
        words = self[named] = words_of(said)
        return words


class Page(Runs):
    """The target of the parser: what has been read so far. `openings` say what opening an element does, by its tag."""

    def __init__(self, openings: Mapping[str, Opening | None]) -> None:
        super().__init__()
        self.boxes: list[Box] = [Box(-1, "", ())]
        self.title: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.canonical: str | None = None
        self.base: str | None = None
        self.scripts: list[str] = []
        self.states: list[str] = []
        self.code: list[str] = []
        self.marked: list[Marked] = []
        self.lang: str | None = None
        self._closings: list[Closing | None] = []  # one for each element that is open
        self._outer: list[int] = []  # the boxes around the box
        self.lists: list[Numbers | None] = []
        self.quotes = 0
        self.grids: list[Grid] = []
        self._hiding: list[Closing | None] = []
        self.emphasis: str | None = None
        self.in_code = False
        self.formulas: list[Formula] = []
        self.displayed: list[bool] = []
        self.last_tex = ""
        self._delimited: list[tuple[int, int, int, Closing | None]] = []
        self.skipping = 0  # how deep within an element that is not read as text
        self.silent = 0  # how deep there a style or a script began: what is gathered is none of its code
        self.gathered: list[str] | None = None
        self._openings = openings
        self._words = _Words()
        telling = Telling()
        self._speaking = Speaking(telling)
        self._naming = Naming(telling)
        self._marking: list[tuple[str, Attributes, int, int, str, Closing | None]] = []
        self._styles: dict[str, bool] = {}
        self._folds = Folds()

    # What the parser calls

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element opens."""
        if self.skipping:
            self.skipping += 1
            if tag in UNREAD and not self.silent:
                self.silent = self.skipping
            return
        opening = self._openings[tag]
        if attributes and (self._speaking[attributes.get("class")] or not _SPEAKING.isdisjoint(attributes)):
            self._closings.append(self._told(opening, tag, attributes))
        else:
            self._closings.append(opening and opening(self, tag, attributes))

    def end(self, tag: str) -> None:
        """An element closes; the parser closes each that it opened."""
        if self.skipping:
            if self.skipping == self.silent:
                self.silent = 0
            self.skipping -= 1
            if self.skipping:
                return
        closing = self._closings.pop() if self._closings else None
        if closing is not None:
            closing(self)

    def data(self, text: str) -> None:
        """Text between tags."""
        if self.skipping:
            if self.gathered is not None and not self.silent:
                self.gathered.append(text)
        elif self.pieces or not text.isspace() or self.manners[-1].kind == "code":
            self.pieces.append(text)

    def close(self) -> Page:
        """The end of the page, or of what could be parsed of it."""
        self.skipping = self.silent = 0
        while self._closings:
            closing = self._closings.pop()
            if closing is not None:
                closing(self)
        self.finish()
        return self

    # Boxes

    def open_box(self, tag: str, attributes: Attributes) -> Closing:
        """An element opens that stands apart and holds blocks."""
        if self.pieces:
            self.break_run()
        self.breaks = 0
        outer, number = self.box, len(self.boxes)
        self._outer.append(outer)
        if number < MAX_BOXES:
            get = attributes.get
            words = self._words[get("class"), get("id"), get("role"), get("itemprop")] if attributes else ()
            self.boxes.append(Box(outer, tag, words))
            self.box = number
        return Page.close_box

    def close_box(self) -> None:
        """It closes."""
        if self.pieces:
            self.break_run()
        self.box = self._outer.pop()

    def around(self) -> Iterator[Box]:
        """The boxes around what is read now, the innermost first."""
        yield self.boxes[self.box]
        for number in reversed(self._outer):
            yield self.boxes[number]

    def open_kind(self, manner: Manner, tag: str, attributes: Attributes) -> Closing:
        """An element opens whose runs are of a kind of their own."""
        self.finish()
        self.open_box(tag, attributes)
        self.manners.append(manner)
        return Page.close_kind

    def close_kind(self) -> None:
        """It closes."""
        self.finish()
        self.close_box()
        self.manners.pop()

    def check(self, done: bool) -> None:
        """A box at the start of an item, checked or not: a mark, no word."""
        if self.manners[-1].kind == "list_item" and not "".join(self.pieces).strip():
            self.flow.mark(ATOM, "[x] " if done else "[ ] ")

    # What is hidden

    def _hide(self, opening: Opening | None, tag: str, attributes: Attributes) -> Closing:
        if tag in BOXES:
            self.break_run()
        self.lay_aside()
        self.hidden += 1
        self._hiding.append(None if opening is None else opening(self, tag, attributes))
        return Page._show

    def _show(self) -> None:
        closing = self._hiding.pop()
        if closing is not None:
            closing(self)
        self.take_up()
        self.hidden -= 1

    # What attributes tell

    def _told(self, opening: Opening | None, tag: str, attributes: Attributes) -> Closing | None:
        """An element opens whose attributes hide it, or say what it holds or unfolds."""
        if not UNFOLDING.isdisjoint(attributes):
            self._folds.control(attributes, self.box, len(self.runs))
        if tag in SKIPPED:
            return opening and opening(self, tag, attributes)
        if is_hidden(attributes, self._styles) and not self._is_folded(tag, attributes):
            return self._hide(opening, tag, attributes)
        if tag == "html":
            self.lang = self.lang or attributes.get("lang")
        if names_formula(attributes.get("class", "")):
            return self._open_delimited(opening, tag, attributes)
        told = self.manners[-1].kind != "code" and not self.in_code  # a program's `keyword` is no tag
        names = self._naming.of(attributes) if told and len(self.marked) + len(self._marking) < MOST_MARKED else ""
        closing = opening and opening(self, tag, attributes)
        if not names:
            return closing
        before = collapse("".join(self.pieces)) if 0 < len(self.pieces) <= MOST_PIECES else ""
        self._marking.append((names, attributes, len(self.runs), len(self.pieces), before, closing))
        return Page._end_marked

    def _is_folded(self, tag: str, attributes: Attributes) -> bool:
        """Whether an element that a browser hides is a part of the text that a control unfolds."""
        if tag in BOXES:
            self.break_run()
        return self._folds.hold(tag, attributes, self.box, len(self.runs))

    def _open_delimited(self, opening: Opening | None, tag: str, attributes: Attributes) -> Closing:
        """An element opens that says that it holds a formula, which may stand between delimiters."""
        closing = opening and opening(self, tag, attributes)
        self._delimited.append((len(self.runs), len(self.pieces), len(self.flow.marks), closing))
        self.displayed.append(names_display(attributes.get("class", "")))
        return Page._end_delimited

    def _end_delimited(self) -> None:
        runs, piece, marks, closing = self._delimited.pop()
        self.displayed.pop()
        if (runs, marks) == (len(self.runs), len(self.flow.marks)) and (found := delimited(self.pieces[piece:])):
            dollars, tex = found
            del self.pieces[piece:]
            self.flow.formula(f"{dollars}{tex}{dollars}")
        if closing is not None:
            closing(self)

    def _end_marked(self) -> None:
        names, attributes, first, piece, before, closing = self._marking.pop()
        runs = self.runs[first : first + MOST_RUNS + 1]
        if runs:
            piece = 0
            runs[0] = runs[0]._replace(text=runs[0].text.removeprefix(before).lstrip(BLANKS))
        links = self.flow.linked_since(piece)
        said = marked(names, attributes, self.box, runs, self.pieces[piece:], links)
        self.marked.append(said._replace(before=before[-BEFORE_CHARACTERS:]))
        if closing is not None:
            closing(self)

    # What is not read as text

    def gather(self, closing: Closing) -> Closing:
        """An element opens whose content is not read as text, but gathered for what `closing` makes of it."""
        self.skipping = 1
        self.gathered = []
        return closing

    def gathering(self) -> str:
        """What was gathered."""
        said = "".join(self.gathered or ())
        self.gathered = None
        return said
