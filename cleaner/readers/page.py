"""One pass over the events of a page: its runs of text, the elements that hold them, and its head.

The parser calls `start`, `end` and `data` in document order. Nothing here recurses and nothing looks back, so a page
costs what its bytes cost, however deep or broken it is. What opening an element does stands in one table at the end;
it answers with what closing it will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cleaner.model import Box, Kind, Marked
from cleaner.readers.grid import Grid
from cleaner.readers.hidden import HIDING_ATTRIBUTES, is_hidden
from cleaner.readers.marks import CLOSES, OPENS, collapse
from cleaner.readers.pictures import picture_of
from cleaner.readers.runs import Flow, Run
from cleaner.readers.telling import MOST_MARKED, MOST_RUNS, TELLING_ATTRIBUTES, Speaking, Telling, marked, names_of
from cleaner.text.prose import is_prose

#: Elements whose content is never text of the page.
_UNREAD = "script style template iframe noframes textarea rt rp rtc".split()
#: Elements whose content is no text either, unless they were never closed and hold the rest of the page.
_CONTROLS = "svg object select option button canvas audio video map datalist".split()
#: ... which they do when they hold running text and more characters than this.
CONTROL_CHARACTERS = 1000
#: Elements that stand apart from the text before and behind them, and hold blocks.
BOXES = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre section summary table tbody td tfoot th
    thead tr ul listing xmp plaintext""".split()
)
_LISTS = "ul ol dir menu".split()
_CODE = "pre listing xmp plaintext".split()
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
#: More elements than this are read as one: their text, not their boxes.
MAX_BOXES = 500_000
#: The words of the names of an element. Must not match a digit or a single letter.
_WORD = re.compile(r"[a-z]{2,}|[A-Z]+(?![a-z])|[A-Z][a-z]+")
#: The names of an element are looked into so far, in characters: stylesheets have been found in them.
NAME_CHARACTERS = 2000
#: A script that only sets the state of a framework. Must not match a script of code.
_STATE = re.compile(r"\s*(?:window|self|globalThis)?\s*(?:\.\s*|\[\s*[\"'])?__\w{3,40}__(?:[\"']\s*\])?\s*=\s*[{\[]")

_Attributes = Mapping[str, str]
_Closing = Callable[["Page"], None]


class _Words(dict[tuple[str | None, ...], tuple[str, ...]]):
    """The words of an element's class, id and role: `class="postBody art-main"` → post, body, art, main. Elements of a
    page share their names, so each is looked into once."""

    def __missing__(self, named: tuple[str | None, ...]) -> tuple[str, ...]:
        said = " ".join(filter(None, named))[:NAME_CHARACTERS]
        words = self[named] = tuple(dict.fromkeys(map(str.lower, _WORD.findall(said))))
        return words


class Page:
    """The target of the parser: what has been read so far."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.boxes: list[Box] = [Box(-1, "", ())]
        self.title: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.canonical: str | None = None
        self.scripts: list[str] = []
        self.states: list[str] = []
        self.code: list[str] = []
        self.marked: list[Marked] = []
        self.lang: str | None = None
        self._closings: list[_Closing | None] = []  # one for each element that is open
        self._outer: list[int] = []  # the boxes around the box
        self._box = 0
        self._kinds: list[tuple[Kind, int]] = [("paragraph", 0)]
        self._lists = self._quotes = self._hidden = self._unscripted = 0
        self._grids: list[Grid] = []
        self._flow = Flow()
        self._pieces = self._flow.pieces
        self._set_aside: list[Flow] = []
        self._hiding: list[_Closing | None] = []
        self._breaks = 0
        self._emphasis: str | None = None
        self._code = False
        self._formulas: list[tuple[str, str | None]] = []
        self._last_tex = ""
        self._skipping = 0
        self._gathered: list[str] | None = None
        self._openings = _Openings(_OPENINGS)
        self._words = _Words()
        self._speaking = Speaking()
        self._telling = Telling()
        self._marking: list[tuple[str, _Attributes, int, int, _Closing | None]] = []
        self._styles: dict[str, bool] = {}

    # What the parser calls

    def start(self, tag: str, attributes: _Attributes) -> None:
        """An element opens."""
        if self._skipping:
            self._skipping += 1
            return
        opening = self._openings[tag]
        if attributes and (self._speaking[attributes.get("class")] or not _SPEAKING.isdisjoint(attributes)):
            self._closings.append(self._told(opening, tag, attributes))
        else:
            self._closings.append(opening and opening(self, tag, attributes))

    def end(self, tag: str) -> None:
        """An element closes; the parser closes each that it opened."""
        if self._skipping:
            self._skipping -= 1
            if self._skipping:
                return
        closing = self._closings.pop() if self._closings else None
        if closing is not None:
            closing(self)

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._skipping:
            if self._gathered is not None:
                self._gathered.append(text)
        elif self._pieces or not text.isspace() or self._kinds[-1][0] == "code":
            self._pieces.append(text)

    def close(self) -> Page:
        """The end of the page, or of what could be parsed of it."""
        self._skipping = 0
        while self._closings:
            closing = self._closings.pop()
            if closing is not None:
                closing(self)
        self._finish()
        return self

    # Boxes

    def _open_box(self, tag: str, attributes: _Attributes) -> _Closing:
        if self._pieces:
            self._break()
        self._breaks = 0
        outer, number = self._box, len(self.boxes)
        self._outer.append(outer)
        if number < MAX_BOXES:
            get = attributes.get
            words = self._words[get("class"), get("id"), get("role"), get("itemprop")] if attributes else ()
            self.boxes.append(Box(outer, tag, words))
            self._box = number
        return Page._close_box

    def _close_box(self) -> None:
        if self._pieces:
            self._break()
        self._box = self._outer.pop()

    def _open_kind(self, kind: Kind, level: int, tag: str, attributes: _Attributes) -> _Closing:
        self._finish()
        self._open_box(tag, attributes)
        self._kinds.append((kind, level))
        return Page._close_kind

    def _close_kind(self) -> None:
        self._finish()
        self._close_box()
        self._kinds.pop()

    def _open_heading(self, tag: str, attributes: _Attributes) -> _Closing:
        return self._open_kind("heading", int(tag[1]), tag, attributes)

    def _open_item(self, tag: str, attributes: _Attributes) -> _Closing:
        return self._open_kind("list_item", max(0, self._lists - 1), tag, attributes)

    def _open_quote(self, tag: str, attributes: _Attributes) -> _Closing:
        self._quotes += 1
        self._open_kind("quote", self._quotes, tag, attributes)
        return Page._close_quote

    def _close_quote(self) -> None:
        self._close_kind()
        self._quotes -= 1

    def _open_code_block(self, tag: str, attributes: _Attributes) -> _Closing:
        return self._open_kind("code", 0, tag, attributes)

    def _open_list(self, tag: str, attributes: _Attributes) -> _Closing:
        self._open_box(tag, attributes)
        self._lists += 1
        return Page._close_list

    def _close_list(self) -> None:
        self._close_box()
        self._lists -= 1

    # Tables

    def _open_table(self, tag: str, attributes: _Attributes) -> _Closing:
        self._open_box(tag, attributes)
        if self._grids:
            self._grids[-1].plain = False
        self._grids.append(Grid(len(self.runs)))
        return Page._close_table

    def _close_table(self) -> None:
        if self._pieces:
            self._break()
        grid = self._grids.pop()
        if self._grids and not grid.plain:
            self._grids[-1].plain = False
        grid.settle(self.runs, self._box)
        self._close_box()

    def _open_row(self, tag: str, attributes: _Attributes) -> _Closing:
        if self._grids:
            self._grids[-1].row()
        return self._open_box(tag, attributes)

    def _open_cell(self, tag: str, attributes: _Attributes) -> _Closing:
        self._open_box(tag, attributes)
        if not self._grids:
            return Page._close_box
        self._grids[-1].cell(len(self.runs), attributes.get("colspan"), attributes.get("rowspan"))
        return Page._close_cell

    def _close_cell(self) -> None:
        self._close_box()
        if self._grids:
            self._grids[-1].end_cell(len(self.runs))

    # Inside a line

    def _open_link(self, tag: str, attributes: _Attributes) -> _Closing | None:
        url = attributes.get("href")
        if url is None:
            return None
        if self._flow.link is not None:  # there is no link in a link
            self._flow.close_link()
        self._flow.open_link(url.strip(), marked=not self._code)
        return Page._close_link

    def _close_link(self) -> None:
        if self._flow.link is not None:
            self._flow.close_link()

    def _open_emphasis(self, tag: str, attributes: _Attributes) -> _Closing | None:
        if self._emphasis is not None or self._code or self._kinds[-1][0] in ("code", "heading"):
            return None
        self._emphasis = _EMPHASIS[tag]
        self._flow.mark(OPENS, self._emphasis)
        return Page._close_emphasis

    def _close_emphasis(self) -> None:
        if self._emphasis is not None:
            self._flow.mark(CLOSES, self._emphasis)
        self._emphasis = None

    def _open_code(self, tag: str, attributes: _Attributes) -> _Closing | None:
        if self._code or self._kinds[-1][0] in ("code", "heading"):
            return None
        self._code = True
        self._flow.mark(OPENS, "`")
        return Page._close_code

    def _close_code(self) -> None:
        self._code = False
        self._flow.mark(CLOSES, "`")

    def _line_break(self, tag: str, attributes: _Attributes) -> None:
        if self._kinds[-1][0] == "code":
            self._pieces.append("\n")
        elif self._break():
            self._breaks = 1
        else:
            self._breaks += 1

    def _rule(self, tag: str, attributes: _Attributes) -> None:
        self._break()
        self._breaks = 0

    def _image(self, tag: str, attributes: _Attributes) -> None:
        if "mwe-math-fallback-image" in attributes.get("class", ""):
            self._formula(attributes.get("alt", ""), once=True)
        elif not self._code and self._kinds[-1][0] != "code" and (image := picture_of(attributes)) is not None:
            self._flow.picture(*image)

    # What is read apart from the line that it stands in

    def _lay_aside(self) -> None:
        """Start a run of its own; the one being gathered goes on behind it."""
        self._set_aside.append(self._flow)
        self._flow = Flow()
        self._pieces = self._flow.pieces

    def _take_up(self) -> None:
        self._finish()
        self._flow = self._set_aside.pop()
        self._pieces = self._flow.pieces

    def _hide(self, opening: _Opening | None, tag: str, attributes: _Attributes) -> _Closing:
        if tag in BOXES:
            self._break()
        self._lay_aside()
        self._hidden += 1
        self._hiding.append(None if opening is None else opening(self, tag, attributes))
        return Page._show

    def _show(self) -> None:
        closing = self._hiding.pop()
        if closing is not None:
            closing(self)
        self._take_up()
        self._hidden -= 1

    def _no_script(self, tag: str, attributes: _Attributes) -> _Closing:
        self._lay_aside()
        self._unscripted += 1
        return Page._end_no_script

    def _end_no_script(self) -> None:
        self._take_up()
        self._unscripted -= 1

    def _open_math(self, tag: str, attributes: _Attributes) -> _Closing:
        self._lay_aside()
        self._formulas.append(("$$" if attributes.get("display") == "block" else "$", attributes.get("alttext")))
        return Page._close_math

    def _close_math(self) -> None:
        marks, tex = self._formulas.pop()
        said = collapse("".join(self._pieces))
        self._flow.clear()
        self._pieces = self._flow.pieces
        self._take_up()
        if tex:
            self._formula(tex, marks)
        elif said:
            self._pieces.append(said)

    def _annotation(self, tag: str, attributes: _Attributes) -> _Closing | None:
        if not self._formulas or attributes.get("encoding") != "application/x-tex":
            return None
        self._gathered = []
        self._skipping = 1
        return Page._end_annotation

    def _end_annotation(self) -> None:
        self._formulas[-1] = (self._formulas[-1][0], self._gathering())

    def _formula(self, tex: str, marks: str = "$", once: bool = False) -> None:
        """A formula; one that may be read `once` only is a picture of the one before."""
        tex = _bare(tex)
        if tex and not (once and tex == self._last_tex):
            self._flow.formula(f"{marks}{tex}{marks}")
        self._last_tex = "" if once else tex

    # What attributes tell

    def _told(self, opening: _Opening | None, tag: str, attributes: _Attributes) -> _Closing | None:
        """An element opens whose attributes hide it, or say what it holds."""
        if tag in _SKIPPED:
            return opening and opening(self, tag, attributes)
        if is_hidden(attributes, self._styles):
            return self._hide(opening, tag, attributes)
        if tag == "html":
            self.lang = self.lang or attributes.get("lang")
        names = names_of(attributes, self._telling) if len(self.marked) + len(self._marking) < MOST_MARKED else ""
        closing = opening and opening(self, tag, attributes)
        if not names:
            return closing
        self._marking.append((names, attributes, len(self.runs), len(self._pieces), closing))
        return Page._end_marked

    def _end_marked(self) -> None:
        names, attributes, first, piece, closing = self._marking.pop()
        within = self._pieces if len(self.runs) > first else self._pieces[piece:]
        runs = self.runs[first : first + MOST_RUNS + 1]
        self.marked.append(marked(names, attributes, self._box, runs, within))
        if closing is not None:
            closing(self)

    # What is not read as text

    def _skip(self, tag: str, attributes: _Attributes) -> None:
        self._skipping = 1

    def _gather(self, closing: _Closing) -> _Closing:
        self._skipping = 1
        self._gathered = []
        return closing

    def _gathering(self) -> str:
        said = "".join(self._gathered or ())
        self._gathered = None
        return said

    def _open_title(self, tag: str, attributes: _Attributes) -> _Closing:
        return self._gather(Page._close_title)

    def _close_title(self) -> None:
        said = collapse(self._gathering())
        if self.title is None and said:
            self.title = said

    def _open_script(self, tag: str, attributes: _Attributes) -> _Closing:
        kind = attributes.get("type", "").lower()
        if kind.startswith("math/tex"):
            return self._gather(Page._close_display if "display" in kind else Page._close_tex)
        return self._gather(Page._close_json if "json" in kind else Page._close_script)

    def _close_json(self) -> None:
        said = self._gathering()
        if said.lstrip()[:1] in ("{", "["):
            self.scripts.append(said)

    def _close_script(self) -> None:
        pieces, self._gathered = self._gathered or [""], None
        self.code += (*pieces, "\n")
        if (state := _STATE.match(pieces[0])) is not None:  # other code is not even joined
            self.states.append("".join(pieces)[state.end() - 1 :])

    def _close_tex(self) -> None:
        self._formula(self._gathering())

    def _close_display(self) -> None:
        self._formula(self._gathering(), "$$")

    def _control(self, tag: str, attributes: _Attributes) -> _Closing:
        return self._gather(Page._close_control)

    def _close_control(self) -> None:
        """A control that holds running text was never closed: what it holds is the page's."""
        pieces = [said for piece in self._gathered or () if (said := collapse(piece))]
        self._gathered = None
        if sum(map(len, pieces)) > CONTROL_CHARACTERS and any(map(is_prose, pieces)):
            for piece in pieces:
                self._break()
                self._pieces.append(piece)
            self._break()

    def _meta(self, tag: str, attributes: _Attributes) -> None:
        get = attributes.get
        name = get("property") or get("name") or get("itemprop") or get("http-equiv")
        if name and "content" in attributes:
            self.metas.append((name.strip().lower(), attributes["content"].strip()))

    def _relation(self, tag: str, attributes: _Attributes) -> None:
        relation, url = attributes.get("rel", "").lower(), attributes.get("href", "")
        if self.canonical is None and relation == "canonical":
            self.canonical = url
        elif relation in ("license", "author"):
            self.marked.append(Marked(f"rel={relation}", url, "", self._box))

    # Runs

    def _break(self) -> bool:
        """End the run being gathered, or within code the line. Whether a run ended that said or showed anything."""
        if self._kinds[-1][0] != "code":
            return self._finish()
        if self._pieces and self._pieces[-1][-1:] != "\n":
            self._pieces.append("\n")
        return False

    def _finish(self) -> bool:
        """End the run being gathered. Whether it said or showed anything."""
        flow = self._flow
        if not flow.pieces:
            return False
        kind, level = self._kinds[-1]
        if kind == "code":
            text, source, offsets = flow.verbatim()
        else:
            text, source, offsets = flow.written()
        said = text != "" or bool(flow.images)
        if said:
            box, hidden, images = self._box, self._hidden > 0, tuple(flow.images)
            joined = self._breaks == 1 and self._continues(box, hidden)
            kind, links = kind if text else "image", flow.links_in(text)
            unscripted = self._unscripted > 0
            self.runs.append(Run(kind, level, text, source, offsets, joined, links, images, box, hidden, unscripted))
            self._breaks = 0
        flow.clear()
        self._pieces = flow.pieces
        return said

    def _continues(self, box: int, hidden: bool) -> bool:
        """Whether a run behind a line break stands where the one before it does."""
        return bool(self.runs) and self.runs[-1].box == box and self.runs[-1].hidden == hidden


_Opening = Callable[[Page, str, _Attributes], "_Closing | None"]


class _Openings(dict[str, "_Opening | None"]):
    """The table of openings, with the tags that a page invents: those with a hyphen are boxes, others say nothing."""

    def __missing__(self, tag: str) -> _Opening | None:
        opening = self[tag] = Page._open_box if "-" in tag else None
        return opening


#: What opening an element does; one that is not named does nothing, unless it is the author's own.
_OPENINGS: Mapping[str, _Opening] = {
    **dict.fromkeys(BOXES, Page._open_box),
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), Page._open_heading),
    **dict.fromkeys(("li", "dt", "dd"), Page._open_item),
    **dict.fromkeys(_LISTS, Page._open_list),
    **dict.fromkeys(_CODE, Page._open_code_block),
    **dict.fromkeys(_EMPHASIS, Page._open_emphasis),
    **dict.fromkeys(_UNREAD, Page._skip),
    **dict.fromkeys(_CONTROLS, Page._control),
    **dict.fromkeys(("td", "th"), Page._open_cell),
    "blockquote": Page._open_quote,
    "table": Page._open_table,
    "tr": Page._open_row,
    "a": Page._open_link,
    "code": Page._open_code,
    "br": Page._line_break,
    "hr": Page._rule,
    "img": Page._image,
    "noscript": Page._no_script,
    "math": Page._open_math,
    "annotation": Page._annotation,
    "title": Page._open_title,
    "script": Page._open_script,
    "meta": Page._meta,
    "link": Page._relation,
}
#: The attributes, class apart, that can hide an element or say what it holds.
_SPEAKING = HIDING_ATTRIBUTES | TELLING_ATTRIBUTES
_SKIPPED = frozenset((*_UNREAD, *_CONTROLS, "title", "script", "meta", "link"))


def _bare(tex: str) -> str:
    r"""A formula on one line, without the wrapper that states its size: ``{\displaystyle x}`` → ``x``."""
    tex = collapse(tex)
    wrapped = re.fullmatch(r"\{\\(?:display|text)style (.*)\}", tex)
    return wrapped[1].strip() if wrapped else tex
