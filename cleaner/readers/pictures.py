"""Pictures: where one has its address, and which are none of the page's content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote_plus

from cleaner.readers.marks import collapse
from cleaner.text.numbers import whole_number

#: Where a picture that is loaded late has its address, the likeliest first.
_SOURCES = ("data-src", "data-original", "data-original-src", "data-lazy-src", "data-actualsrc", "data-url", "src")
_SETS = ("data-srcset", "srcset")
#: The address of a formula as a picture, which states the formula.
_DRAWN = re.compile(r"(?:/equation\?tex=|/latex\.php\?latex=|/render/math\?math=)([^&#\s]{1,4000})")
#: Layouts of AMP in which width and height state a ratio: 16 and 9.
_RATIO = ("responsive", "fill", "intrinsic")
#: A picture of at most so many pixels is an icon, a spacer or a counter.
ICON_PIXELS = 40
#: The size of a picture is stated in at most so many digits.
SIZE_DIGITS = 8


def formula_of(attributes: Mapping[str, str]) -> str | None:
    """The TeX of a formula that the page shows as a picture, which a service draws from it; None for other pictures."""
    if (found := _DRAWN.search(attributes.get("src", ""))) is None:
        return None
    return unquote_plus(found[1])


def picture_of(attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """The alternative text and the address of a picture; None for icons, spacers and what has no address."""
    if attributes.get("layout") not in _RATIO and any(
        side in attributes and _pixels(attributes[side]) <= ICON_PIXELS for side in ("width", "height")
    ):
        return None
    for name in _SOURCES:
        if (url := attributes.get(name, "").strip()) and url[:5].lower() != "data:":
            return collapse(attributes.get("alt", "")), url
    for name in _SETS:
        if (url := _first(attributes.get(name, ""))) and url[:5].lower() != "data:":
            return collapse(attributes.get("alt", "")), url
    return None


def _first(candidates: str) -> str:
    """The first address of a set: "a.jpg 1x, b.jpg 2x" → "a.jpg"."""
    addresses = candidates.split(None, 1)
    return addresses[0].rstrip(",") if addresses else ""


def _pixels(size: str) -> float:
    """The size of a picture as it is stated; infinite when it is not."""
    pixels = whole_number(size.strip().removesuffix("px"), SIZE_DIGITS)
    return float("inf") if pixels is None else pixels
