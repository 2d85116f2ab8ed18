"""Elements that hold no text of the line they stand in: formulas, scripts and what stands for them, controls, the head.
One function for what opening each does, in the table at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.model import Marked
from cleaner.readers.marks import collapse
from cleaner.readers.mathml import ELEMENTS, Formula
from cleaner.readers.page import CONTROLS, UNREAD, Attributes, Closing, Opening, Page
from cleaner.readers.tex import bare
from cleaner.text.prose import is_prose

#: A control that holds running text and more characters than this was never closed.
CONTROL_CHARACTERS = 1000
#: A script that only sets the state of a framework. Must not match a script of code.
_STATE = re.compile(r"\s*+(?:window|self|globalThis)?\s*+(?:\.\s*|\[\s*[\"'])?__\w{3,40}__(?:[\"']\s*\])?\s*=\s*[{\[]")


def _no_script(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.lay_aside()
    page.unscripted += 1
    return _end_no_script


def _end_no_script(page: Page) -> None:
    page.take_up()
    page.unscripted -= 1


def _open_math(page: Page, tag: str, attributes: Attributes) -> Closing:
    page.lay_aside()
    marks = "$$" if attributes.get("display") == "block" or any(page.displayed) else "$"
    page.formulas.append(Formula(marks, attributes.get("alttext") or attributes.get("data-latex")))
    return _close_math


def _close_math(page: Page) -> None:
    drawn = page.formulas.pop()
    said, behind = collapse("".join(page.pieces)), drawn.take(page.pieces)
    page.flow.clear()
    page.pieces = page.flow.pieces
    page.take_up()
    if tex := drawn.tex or (drawn.parts.structured and drawn.parts.tex(behind)):
        formula(page, tex, drawn.marks)
    elif said:
        page.pieces.append(said)


def _open_part(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    if not page.formulas:
        return None
    drawn = page.formulas[-1]
    drawn.parts.open(tag.rpartition(":")[2], attributes, drawn.take(page.pieces))
    return _close_part


def _close_part(page: Page) -> None:
    if page.formulas:
        drawn = page.formulas[-1]
        drawn.parts.close(drawn.take(page.pieces))


def _annotation(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    if not page.formulas:
        return None
    page.skipping = 1
    if attributes.get("encoding") != "application/x-tex":
        return None
    page.gathered = []
    return _end_annotation


def _end_annotation(page: Page) -> None:
    page.formulas[-1].tex = page.gathering()


def formula(page: Page, tex: str, marks: str = "$", once: bool = False) -> None:
    """A formula; one that may be read `once` only is a picture of the one before."""
    tex = bare(tex)
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
    formula(page, page.gathering())


def _close_display(page: Page) -> None:
    formula(page, page.gathering(), "$$")


def control(page: Page, tag: str, attributes: Attributes) -> Closing:
    """A control opens, whose content is no text."""
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
    said = attributes.get("content", attributes.get("value"))  # programs that save pages write "value"
    if name and said is not None:
        page.metas.append((name.strip().lower(), said.strip()))


def _relation(page: Page, tag: str, attributes: Attributes) -> None:
    relation, url = attributes.get("rel", "").lower(), attributes.get("href", "")
    if page.canonical is None and relation == "canonical":
        page.canonical = url
    elif relation in ("license", "author"):
        page.marked.append(Marked(f"rel={relation}", url, "", page.box))


def _check_box(page: Page, tag: str, attributes: Attributes) -> None:
    """The box of a task in a list; one that can be checked is a control of the page."""
    if attributes.get("type") == "checkbox" and "disabled" in attributes:
        page.check("checked" in attributes)


def _base(page: Page, tag: str, attributes: Attributes) -> None:
    if page.base is None and "href" in attributes:
        page.base = attributes["href"].strip()


def _spelled(*tags: str) -> list[str]:
    """The names of elements of MathML, as HTML and as papers in XML spell them."""
    return [f"{space}{tag}" for tag in tags for space in ("", "mml:", "m:")]


#: What opening such an element does, by its tag.
APART: Mapping[str, Opening] = {
    **dict.fromkeys(UNREAD, _skip),
    **dict.fromkeys(CONTROLS, control),
    "noscript": _no_script,
    **dict.fromkeys(_spelled("math"), _open_math),
    **dict.fromkeys(_spelled("annotation", "annotation-xml"), _annotation),
    **dict.fromkeys(_spelled(*ELEMENTS), _open_part),
    "title": _open_title,
    "script": _open_script,
    "meta": _meta,
    "link": _relation,
    "base": _base,
    "input": _check_box,
}
