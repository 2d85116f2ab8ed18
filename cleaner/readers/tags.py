"""What opening an element does, tag by tag: one function for each, in the table at the end. Those that are read apart
and those inside a line have modules of their own (`apart`, `phrasing`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from cleaner.readers.apart import APART, control
from cleaner.readers.code_language import language_around, language_of
from cleaner.readers.folds import is_state, unfolded
from cleaner.readers.grid import Grid
from cleaner.readers.hidden import is_hidden
from cleaner.readers.marks import collapse
from cleaner.readers.numbers import Numbers
from cleaner.readers.page import BOXES, Attributes, Closing, Opening, Page
from cleaner.readers.phrasing import PHRASING
from cleaner.readers.runs import Manner

#: Elements whose buttons unfold no text: menus, a search, a share of the page.
_BESIDE = frozenset("nav header footer form aside menu".split())
_LISTS = "ul ol dir menu dl".split()
_CODE = "pre listing xmp plaintext".split()
#: What the tags begin with that a script invents for parts of a formula: they stand in a line.
_IN_LINE = "mjx-"
#: Quotations that are none: what a program sets the text of a post in; and lists that are the numbers of lines.
_POSTS, _COUNTING = frozenset(("postcontent",)), frozenset(("pre-numbering",))
#: How deep the lists of a document that Google exports are nested: it sets them beside one another.
_DEPTH = re.compile(r"\blst-kix_\w+-(?P<depth>[0-8])\b")
#: The level of an item in a style of Word's, and a number that it drew before one.
_WORD_LIST = re.compile(r"mso-list:\s{0,4}[^\s:]{1,12}\s{1,4}level(?P<level>[1-9])", re.IGNORECASE)
_WORD_NUMBER = re.compile(r"(\d{1,4})[.)]")


def _open_heading(page: Page, tag: str, attributes: Attributes) -> Closing:
    return page.open_kind(Manner("heading", int(tag[1])), tag, attributes)


def _open_button(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    """A button that is all of a heading, or that names the part of the text that it unfolds, is text; others are not
    read."""
    heads = page.manners[-1].kind == "heading"
    other = page.pieces if heads else not unfolded(attributes) or any(box.tag in _BESIDE for box in page.around())
    if other or is_hidden(attributes, {}):
        return control(page, tag, attributes)
    if heads:
        return _end_button
    page.open_box(tag, attributes)
    return _close_button


def _end_button(page: Page) -> None:
    """It closes: what says at its end what a click does is no word of it."""
    pieces = page.pieces
    for i in range(len(pieces) - 1, -1, -1):
        if pieces[i].strip() and not is_state(pieces[i]):
            break
        pieces[i] = ""


def _close_button(page: Page) -> None:
    _end_button(page)
    page.close_box()


def _open_item(page: Page, tag: str, attributes: Attributes) -> Closing:
    numbers = page.lists[-1] if page.lists and tag == "li" else None
    number = numbers.take(attributes.get("value"), page.hidden) if numbers is not None else None
    return page.open_kind(Manner("list_item", max(0, len(page.lists) - 1), number), tag, attributes)


def _open_division(page: Page, tag: str, attributes: Attributes) -> Closing:
    """A box; of a stanza each is one line."""
    if "stanza" not in page.boxes[page.box].words:
        return page.open_box(tag, attributes)
    _end_verse(page)
    return _end_verse


def _end_verse(page: Page) -> None:
    if page.break_run():
        page.breaks = 1


def _open_paragraph(page: Page, tag: str, attributes: Attributes) -> Closing:
    """A paragraph; one that Word wrote for an item of a list is that."""
    style = attributes.get("style", "")
    found = _WORD_LIST.search(style) if "mso-list" in style else None
    if found is None:
        return page.open_box(tag, attributes)
    return page.open_kind(Manner("list_item", int(found["level"]) - 1), tag, attributes)


def _open_span(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    """A piece of a line; in such an item the one that Word drew the number or the point in is none of it."""
    if "mso-list:ignore" in attributes.get("style", "").lower() and page.manners[-1].kind == "list_item":
        return page.gather(_close_marker)
    return None


def _close_marker(page: Page) -> None:
    marker = collapse(page.gathering().replace("\xa0", " "))
    if number := _WORD_NUMBER.fullmatch(marker):
        page.manners[-1] = page.manners[-1]._replace(number=int(number[1]))
    elif len(marker) > 1:  # "a)", which no mark of Markdown says
        page.pieces.append(f"{marker} ")


def _open_definition(page: Page, tag: str, attributes: Attributes) -> Closing:
    """What is said of a term stands below it, one deeper."""
    page.lists.append(None)
    _open_item(page, tag, attributes)
    return _close_definition


def _close_definition(page: Page) -> None:
    page.close_kind()
    page.lists.pop()


def _open_quote(page: Page, tag: str, attributes: Attributes) -> Closing:
    if not _POSTS.isdisjoint(attributes.get("class", "").split()):
        return page.open_box("div", attributes)
    page.quotes += 1
    page.open_kind(Manner("quote", page.quotes), tag, attributes)
    return _close_quote


def _close_quote(page: Page) -> None:
    page.close_kind()
    page.quotes -= 1


def _open_footer(page: Page, tag: str, attributes: Attributes) -> Closing:
    """The foot of a quotation names whom it quotes: none of the page's own."""
    return page.open_box("div" if page.quotes else tag, attributes)


def _open_code_block(page: Page, tag: str, attributes: Attributes) -> Closing:
    language = language_of(attributes) or language_around(page.around())
    return page.open_kind(Manner("code", language=language), tag, attributes)


def _open_list(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    classes = attributes.get("class", "")
    if not _COUNTING.isdisjoint(classes.split()):
        page.skipping = 1
        return None
    page.open_box(tag, attributes)
    depth = int(found["depth"]) if "lst-kix" in classes and (found := _DEPTH.search(classes)) else 0
    above = len(page.lists)
    page.lists += [None] * depth
    page.lists.append(Numbers.of(attributes, page.hidden) if tag == "ol" else None)
    return partial(_close_list, above=above)


def _close_list(page: Page, above: int) -> None:
    page.close_box()
    del page.lists[above:]


def _rule(page: Page, tag: str, attributes: Attributes) -> None:
    page.break_run()
    page.breaks = 0


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
    page.grids[-1].cell(len(page.runs), attributes.get("colspan"), attributes.get("rowspan"), tag == "th")
    return _close_cell


def _close_cell(page: Page) -> None:
    page.close_box()
    if page.grids:
        page.grids[-1].end_cell(len(page.runs))


#: What opening an element does; one that is not named does nothing, unless it is the author's own.
_OPENINGS: Mapping[str, Opening] = {
    **APART,
    **PHRASING,
    **dict.fromkeys(BOXES, Page.open_box),
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), _open_heading),
    "button": _open_button,
    **dict.fromkeys(("li", "dt"), _open_item),
    "dd": _open_definition,
    **dict.fromkeys(_LISTS, _open_list),
    **dict.fromkeys(_CODE, _open_code_block),
    **dict.fromkeys(("td", "th"), _open_cell),
    "div": _open_division,
    "p": _open_paragraph,
    "span": _open_span,
    "blockquote": _open_quote,
    "footer": _open_footer,
    "table": _open_table,
    "tr": _open_row,
    "hr": _rule,
}


class Openings(dict[str, Opening | None]):
    """The table of openings, with the tags that a page invents: those with a hyphen are boxes, others say
    nothing."""

    def __init__(self) -> None:
        super().__init__(_OPENINGS)

    def __missing__(self, tag: str) -> Opening | None:
        opening = self[tag] = Page.open_box if "-" in tag and not tag.startswith(_IN_LINE) else None
        return opening
