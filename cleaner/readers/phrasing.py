"""What opening an element inside a line does: links, emphasis, code, what is raised, line breaks and pictures."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.readers.apart import formula
from cleaner.readers.code_language import language_of
from cleaner.readers.marks import CLOSES, OPENS
from cleaner.readers.page import Attributes, Closing, Opening, Page
from cleaner.readers.pictures import formula_of, picture_of

#: What a link in a heading to that heading shows, and what one in a term shows: no word of it.
_PERMALINKS = {"heading": frozenset(("¶", "#", "§", "🔗", "⚓", "\uf0c1")), "list_item": frozenset(("¶", "\uf0c1"))}
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}


def _open_link(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    url = attributes.get("href")
    if url is None:
        return None
    if page.flow.link is not None:  # there is no link in a link
        page.flow.close_link()
    page.flow.open_link(url.strip(), marked=not page.in_code)
    return _close_link


def _close_link(page: Page) -> None:
    flow = page.flow
    if flow.link is None:
        return
    said = "".join(flow.pieces[flow.linked :]).strip() if "#" in flow.link else ""
    if said in _PERMALINKS.get(page.manners[-1].kind, ()):
        flow.drop_link()
    else:
        flow.close_link()


def _open_emphasis(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    if page.emphasis is not None or page.in_code or page.manners[-1].kind in ("code", "heading"):
        return None
    page.emphasis = _EMPHASIS[tag]
    page.flow.mark(OPENS, page.emphasis)
    return _close_emphasis


def _close_emphasis(page: Page) -> None:
    if page.emphasis is not None:
        page.flow.mark(CLOSES, page.emphasis)
    page.emphasis = None


def _open_raised(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    """Above or below the line. Markdown has no mark of its own for that: 10<sup>6</sup>."""
    if page.in_code or page.manners[-1].kind == "code":
        return None
    page.flow.mark(OPENS, f"<{tag}>")
    return _RAISED[tag]


def _close_raised(page: Page) -> None:
    page.flow.mark(CLOSES, "<sup>")


def _close_lowered(page: Page) -> None:
    page.flow.mark(CLOSES, "<sub>")


_RAISED: Mapping[str, Closing] = {"sup": _close_raised, "sub": _close_lowered}


def _open_code(page: Page, tag: str, attributes: Attributes) -> Closing | None:
    manner = page.manners[-1]
    if manner.kind == "code" and not manner.language and attributes:
        page.manners[-1] = manner._replace(language=language_of(attributes))
    if page.in_code or manner.kind in ("code", "heading"):
        return None
    page.in_code = True
    page.flow.mark(OPENS, "`")
    return _close_code


def _close_code(page: Page) -> None:
    page.in_code = False
    page.flow.mark(CLOSES, "`")


def _line_break(page: Page, tag: str, attributes: Attributes) -> None:
    if page.manners[-1].kind == "code":
        page.pieces.append("\n")
    elif page.break_run():
        page.breaks = 1
    else:
        page.breaks += 1


def _image(page: Page, tag: str, attributes: Attributes) -> None:
    if "mwe-math-fallback-image" in attributes.get("class", ""):
        formula(page, attributes.get("alt", ""), once=True)
    elif page.in_code or page.manners[-1].kind == "code":
        return
    elif (tex := formula_of(attributes)) is not None:
        formula(page, tex, "$$" if attributes.get("eeimg") == "2" else "$")
    elif (image := picture_of(attributes)) is not None:
        page.flow.picture(*image)


#: What opening these elements does.
PHRASING: Mapping[str, Opening] = {
    "a": _open_link,
    **dict.fromkeys(_EMPHASIS, _open_emphasis),
    **dict.fromkeys(_RAISED, _open_raised),
    "code": _open_code,
    "br": _line_break,
    **dict.fromkeys(("img", "amp-img"), _image),
}
