"""Text that a program keeps as HTML, without its tags."""

from __future__ import annotations

import html
import re

#: Tags of a text kept as HTML: those that end a line, and the others. Must not match "a < b".
_LINE_TAG = re.compile(r"<(?:br|/?(?:p|div|li|h[1-6]|section|tr|blockquote|figure))\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def untagged(text: str) -> str:
    """A text kept as HTML without tags and entities, its paragraphs as lines with an empty one between two."""
    lines = html.unescape(_TAG.sub("", _LINE_TAG.sub("\n", text))).splitlines()
    return "\n\n".join(line.strip() for line in lines if line.strip())
