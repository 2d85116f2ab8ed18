"""What a browser would not show: elements hidden by an attribute, a style or a class that means nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Styles that hide what they hold. Must not match "font-size:0.9em", "left:-1px" or "opacity:0.5".
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}|opacity\s*:\s*0*(?:\.0+)?\s*(?:;|!|$)"
    r"|clip\s*:\s*rect\(\s*[01]?(?:px)?[\s,]+[01]?|(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
#: Classes of text for screen readers alone.
_CLASSES = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only a11y-hidden".split())


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element with these attributes is not shown. Scripts and style sheets are not run: what they show or
    hide is not known."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _STYLE.search(style):
        return True
    classes = attributes.get("class")
    return bool(classes) and not _CLASSES.isdisjoint(classes.split())
