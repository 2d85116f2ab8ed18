"""What opening an element does, tag by tag: one function for each, in the table at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.model import Marked
from cleaner.readers.grid import Grid
from cleaner.readers.marks import CLOSES, OPENS, collapse
from cleaner.readers.page import BOXES, CONTROLS, UNREAD, Attributes, Closing, Opening, Page
from cleaner.readers.pictures import picture_of
from cleaner.text.prose import is_prose

#: ... which they do when they hold running text and more characters than this.
CONTROL_CHARACTERS = 1000
_LISTS = "ul ol dir menu".split()
_CODE = "pre listing xmp plaintext".split()
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
#: A script that only sets the state of a framework. Must not match a script of code.
_STATE = re.compile(r"\s*(?:window|self|globalThis)?\s*(?:\.\s*|\[\s*[\"'])?__\w{3,40}__(?:[\"']\s*\])?\s*=\s*[{\[]")


def _open_heading(page: Page, tag: str, attributes: Attributes) -> Closing:
    return page.open_kind("heading", int(tag[1]), tag, attributes)


def _open_item(page: Page, tag: str, attributes: Attributes) -> Closing:
    return page.open_kind("list_item", max(0, page.lists - 1), tag, attributes)


def _open_quote(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.quotes += 1
    page.open_kind("quote", page.quotes, tag, attributes)
    return _close_quote


def _close_quote(page: Page) -> None:
    page.close_kind()
    page.quotes -= 1


def _open_code_block(page: Page, tag: str, attributes: Attributes) -> Closing:
    return page.open_kind("code", 0, tag, attributes)


def _open_list(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.open_box(tag, attributes)
    page.lists += 1
    return _close_list


def _close_list(page: Page) -> None:
    page.close_box()
    page.lists -= 1


# Tables


def _open_table(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.open_box(tag, attributes)
    if page.grids:
        page.grids[-1].plain = False
    page.grids.append(Grid(len(page.runs)))
    return _close_table


def _close_table(page: Page) -> None:
    if page.pieces:
        page.break_run()
    grid = page.grids.pop()
    if page.grids and not grid.plain:
        page.grids[-1].plain = False
    grid.settle(page.runs, page.box)
    page.close_box()


def _open_row(page: Page, tag: str, attributes: Attributes) -> Closing:
    if page.grids:
        page.grids[-1].row()
    return page.open_box(tag, attributes)


def _open_cell(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.open_box(tag, attributes)
    if not page.grids:
        return Page.close_box
    page.grids[-1].cell(len(page.runs), attributes.get("colspan"), attributes.get("rowspan"))
    return _close_cell


def _close_cell(page: Page) -> None:
    page.close_box()
    if page.grids:
        page.grids[-1].end_cell(len(page.runs))


# Inside a line


def _open_link(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    url = attributes.get("href")
    if url is None:
        return None
    if page.flow.link is not None:  # there is no link in a link
        page.flow.close_link()
    page.flow.open_link(url.strip(), marked=not page.in_code)
    return _close_link


def _close_link(page: Page) -> None:
    if page.flow.link is not None:
        page.flow.close_link()


def _open_emphasis(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    if page.emphasis is not None or page.in_code or page.kinds[-1][0] in ("code", "heading"):
        return None
    page.emphasis = _EMPHASIS[tag]
    page.flow.mark(OPENS, page.emphasis)
    return _close_emphasis


def _close_emphasis(page: Page) -> None:
    if page.emphasis is not None:
        page.flow.mark(CLOSES, page.emphasis)
    page.emphasis = None


def _open_code(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    if page.in_code or page.kinds[-1][0] in ("code", "heading"):
        return None
    page.in_code = True
    page.flow.mark(OPENS, "`")
    return _close_code


def _close_code(page: Page) -> None:
    page.in_code = False
    page.flow.mark(CLOSES, "`")


def _line_break(page: Page, tag: str, attributes: Attributes) -> None:
    if page.kinds[-1][0] == "code":
        page.pieces.append("\n")
    elif page.break_run():
        page.breaks = 1
    else:
        page.breaks += 1


def _rule(page: Page, tag: str, attributes: Attributes) -> None:
    page.break_run()
    page.breaks = 0


def _image(page: Page, tag: str, attributes: Attributes) -> None:
    if "mwe-math-fallback-image" in attributes.get("class", ""):
        _formula(page, attributes.get("alt", ""), once=True)
    elif not page.in_code and page.kinds[-1][0] != "code" and (image := picture_of(attributes)) is not None:
        page.flow.picture(*image)


# What is read apart from the line that it stands in


def _no_script(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.lay_aside()
    page.unscripted += 1
    return _end_no_script


def _end_no_script(page: Page) -> None:
    page.take_up()
    page.unscripted -= 1


def _open_math(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.lay_aside()
    page.formulas.append(("$$" if attributes.get("display") == "block" else "$", attributes.get("alttext")))
    return _close_math


def _close_math(page: Page) -> None:
    marks, tex = page.formulas.pop()
    said = collapse("".join(page.pieces))
    page.flow.clear()
    page.pieces = page.flow.pieces
    page.take_up()
    if tex:
        _formula(page, tex, marks)
    elif said:
        page.pieces.append(said)


def _annotation(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    if not page.formulas or attributes.get("encoding") != "application/x-tex":
        return None
    page.gathered = []
    page.skipping = 1
    return _end_annotation


def _end_annotation(page: Page) -> None:
    page.formulas[-1] = (page.formulas[-1][0], page.gathering())


def _formula(page: Page, tex: str, marks: str = "$", once: bool = False) -> None:
    """A formula; one that may be read `once` only is a picture of the one before."""
    tex = _bare(tex)
    if tex and not (once and tex == page.last_tex):
        page.flow.formula(f"{marks}{tex}{marks}")
    page.last_tex = "" if once else tex


# What is not read as text


def _skip(page: Page, tag: str, attributes: Attributes) -> None:
    page.skipping = 1


def _open_title(page: Page, tag: str, attributes: Attributes) -> Closing:
    return page.gather(_close_title)


def _close_title(page: Page) -> None:
    said = collapse(page.gathering())
    if page.title is None and said:
        page.title = said


def _open_script(page: Page, tag: str, attributes: Attributes) -> Closing:
    kind = attributes.get("type", "").lower()
    if kind.startswith("math/tex"):
        return page.gather(_close_display if "display" in kind else _close_tex)
    return page.gather(_close_json if "json" in kind else _close_script)


def _close_json(page: Page) -> None:
    said = page.gathering()
    if said.lstrip()[:1] in ("{", "["):
        page.scripts.append(said)


def _close_script(page: Page) -> None:
    pieces, page.gathered = page.gathered or [""], None
    page.code += (*pieces, "\n")
    if (state := _STATE.match(pieces[0])) is not None:  # other code is not even joined
        page.states.append("".join(pieces)[state.end() - 1 :])


def _close_tex(page: Page) -> None:
    _formula(page, page.gathering())


def _close_display(page: Page) -> None:
    _formula(page, page.gathering(), "$$")


def _control(page: Page, tag: str, attributes: Attributes) -> Closing:
    return page.gather(_close_control)


def _close_control(page: Page) -> None:
    """A control that holds running text was never closed: what it holds is the page's."""
    pieces = [said for piece in page.gathered or () if (said := collapse(piece))]
    page.gathered = None
    if sum(map(len, pieces)) > CONTROL_CHARACTERS and any(map(is_prose, pieces)):
        for piece in pieces:
            page.break_run()
            page.pieces.append(piece)
        page.break_run()


def _meta(page: Page, tag: str, attributes: Attributes) -> None:
    get = attributes.get
    name = get("property") or get("name") or get("itemprop") or get("http-equiv")
    if name and "content" in attributes:
        page.metas.append((name.strip().lower(), attributes["content"].strip()))


def _relation(page: Page, tag: str, attributes: Attributes) -> None:
    relation, url = attributes.get("rel", "").lower(), attributes.get("href", "")
    if page.canonical is None and relation == "canonical":
        page.canonical = url
    elif relation in ("license", "author"):
        page.marked.append(Marked(f"rel={relation}", url, "", page.box))


def _bare(tex: str) -> str:
    r"""A formula on one line, without the wrapper that states its size: ``{\displaystyle x}`` → ``x``."""
    tex = collapse(tex)
    wrapped = re.fullmatch(r"\{\\(?:display|text)style (.*)\}", tex)
    return wrapped[1].strip() if wrapped else tex


#: What opening an element does; one that is not named does nothing, unless it is the author's own.
_OPENINGS: Mapping[str, Opening] = {
    **dict.fromkeys(BOXES, Page.open_box),
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), _open_heading),
    **dict.fromkeys(("li", "dt", "dd"), _open_item),
    **dict.fromkeys(_LISTS, _open_list),
    **dict.fromkeys(_CODE, _open_code_block),
    **dict.fromkeys(_EMPHASIS, _open_emphasis),
    **dict.fromkeys(UNREAD, _skip),
    **dict.fromkeys(CONTROLS, _control),
    **dict.fromkeys(("td", "th"), _open_cell),
    "blockquote": _open_quote,
    "table": _open_table,
    "tr": _open_row,
    "a": _open_link,
    "code": _open_code,
    "br": _line_break,
    "hr": _rule,
    "img": _image,
    "noscript": _no_script,
    "math": _open_math,
    "annotation": _annotation,
    "title": _open_title,
    "script": _open_script,
    "meta": _meta,
    "link": _relation,
}


class Openings(dict[str, Opening | None]):
    """The table of openings, with the tags that a page invents: those with a hyphen are boxes, others say nothing."""

    def __init__(self) -> None:
        super().__init__(_OPENINGS)

    def __missing__(self, tag: str) -> Opening | None:
        opening = self[tag] = Page.open_box if "-" in tag else None
        return opening
