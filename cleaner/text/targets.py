"""Addresses as the targets of links and pictures in Markdown."""

from __future__ import annotations

import re

#: What a target cannot hold as it is. Must not match letters beyond ASCII.
_UNSAFE = re.compile(r"[\s<>\\\x00-\x1f]")


def target(url: str) -> str:
    """`url` as the target of a Markdown link: spaces, angle brackets and backslashes as %-codes, and in angle brackets
    if it has parentheses."""
    if _UNSAFE.search(url) is not None:
        url = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
    return f"<{url}>" if "(" in url or ")" in url else url
