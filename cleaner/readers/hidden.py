"""What a browser would not show: elements hidden by an attribute, by the computed value of a style, or by a class that
means nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping

#: Classes of text for screen readers alone, and of formulas drawn for the eye beside the formula itself.
_HIDING = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only a11y-hidden u-visually-hidden
    govuk-visually-hidden nhsuk-u-visually-hidden usa-sr-only element-invisible katex-html
    MathJax_Preview MathJax MathJax_Display MathJax_SVG MathJax_CHTML""".split()
)
#: Formulas that are hidden because a picture of them is shown.
_SHOWING = frozenset(("mwe-math-mathml-a11y", "mwe-math-mathml-inline", "mwe-math-mathml-display"))
#: A length of nothing, and a number that is nothing. Must not match "0.9em", "0.5%" or "".
_ZERO = re.compile(r"[+-]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]{1,4}|%)?")
#: So far to the left or above that nothing is seen. Must not match "-1px", "-120px" or "-100%".
_FAR = re.compile(r"-(?:[5-9]\d\d|\d{4,})(?:\.\d+)?(?:px|pt|r?em)?|-\d{3,}(?:\.\d+)?(?:r?em|v[wh])")
#: A clip to nothing. Must not match "rect(0, 10px, 10px, 0)".
_CLIPPED = re.compile(r"rect\(\s*+[01]?(?:px)?(?:[\s,]++[01]?(?:px)?){3}\s*\)|inset\(\s*(?:50|100)%[^)]{0,40}\)")

#: The attributes that can hide, class apart.
HIDING_ATTRIBUTES = frozenset(("style", "hidden", "aria-hidden"))


def names_hidden(classes: str) -> bool:
    """Whether the value of a class attribute holds a class that hides."""
    return not _HIDING.isdisjoint(classes.split())


def is_hidden(attributes: Mapping[str, str], known: MutableMapping[str, bool]) -> bool:
    """Whether an element with these attributes is not shown. Scripts and style sheets are not run: what they show or
    hide is not known. `known` keeps what was found of classes and styles that come again."""
    shown = False
    if classes := attributes.get("class"):
        names = classes.split()
        if not _HIDING.isdisjoint(names) and "jax" not in attributes:  # one that holds the formula, too, has that
            return True
        shown = not _SHOWING.isdisjoint(names)
    if style := attributes.get("style"):
        if (hides := known.get(style)) is None:
            hides = known[style] = hides_by_style(style)
        if hides:
            return not shown
    return attributes.get("hidden", "until-found") != "until-found" or attributes.get("aria-hidden") == "true"


def hides_by_style(style: str) -> bool:
    """Whether the declarations of a style hide what they hold; the last one for a property counts."""
    declared: dict[str, str] = {}
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            declared[name.strip()] = value.replace("!important", "").strip()
    if any(name in declared and test(declared[name]) for name, test in _TESTS.items()):
        return True
    cut = declared.get("overflow", declared.get("overflow-x", declared.get("overflow-y", ""))) in ("hidden", "clip")
    return cut and any(_is_zero(declared.get(name, "")) for name in ("width", "height", "max-width", "max-height"))


def _is_zero(value: str) -> bool:
    return _ZERO.fullmatch(value) is not None


def _is_far(value: str) -> bool:
    return _FAR.fullmatch(value) is not None


#: The properties that can hide, and which of their values do.
_TESTS: Mapping[str, Callable[[str], bool]] = {
    "display": "none".__eq__,
    "visibility": ("hidden", "collapse").__contains__,
    "content-visibility": "hidden".__eq__,
    "font-size": _is_zero,
    "opacity": _is_zero,
    "clip": lambda value: _CLIPPED.fullmatch(value) is not None,
    "clip-path": lambda value: _CLIPPED.fullmatch(value) is not None,
    "transform": re.compile(r"scale[xy]?\(\s*0(?:\.0*)?\s*\)").fullmatch,  # type: ignore[dict-item]
    **dict.fromkeys(("left", "right", "top", "text-indent", "margin-left", "margin-top"), _is_far),
}
