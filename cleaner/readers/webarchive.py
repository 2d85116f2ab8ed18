"""Safari's web archives: a property list, binary or XML, around a page and what it loads."""

from __future__ import annotations

import plistlib
from typing import Any
from xml.parsers.expat import ExpatError

from cleaner.model import Markup, Stated, Warn
from cleaner.readers.decode import ReadError
from cleaner.readers.saved import SavedPage

_MARKUPS: dict[str, Markup] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


def page_of_webarchive(data: bytes) -> SavedPage | None:
    """The main page of a web archive; None for another property list.

    Raises `ReadError` for one that is damaged, which says nothing to anybody as text. Entities of XML are refused by
    plistlib, and what a binary list refers to many times is read once.
    """
    if b"WebMainResource" not in data:
        return None
    try:
        whole = plistlib.loads(data)
    except (ExpatError, ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
        raise ReadError("undecodable", f"the web archive is damaged: {error or type(error).__name__}") from error
    main = whole.get("WebMainResource") if isinstance(whole, dict) else None
    if not isinstance(main, dict) or not isinstance(main.get("WebResourceData"), bytes):
        return None
    kind = _text(main, "WebResourceMIMEType").lower() or "text/html"
    if kind not in _MARKUPS:
        raise ReadError("binary", f"the web archive holds {kind}, not a page")
    return SavedPage("webarchive", main["WebResourceData"], _MARKUPS[kind], _stated(main), None, _warned(whole))


def _stated(main: dict[str, Any]) -> tuple[Stated, ...]:
    encoding, address = _text(main, "WebResourceTextEncodingName"), _text(main, "WebResourceURL")
    said = (
        Stated("encoding", encoding, "webarchive: WebResourceTextEncodingName"),
        Stated("url", address if address.startswith(("http://", "https://")) else "", "webarchive: WebResourceURL"),
    )
    return tuple(one for one in said if one.value)


def _text(main: dict[str, Any], name: str) -> str:
    value = main.get(name)
    return value.strip() if isinstance(value, str) else ""


def _warned(whole: dict[str, Any]) -> tuple[Warn, ...]:
    frames = whole.get("WebSubframeArchives")
    if not isinstance(frames, list) or not frames:
        return ()
    plural = "s" if len(frames) > 1 else ""
    return (Warn("frames_left_out", f"{len(frames)} framed page{plural} of the web archive left out"),)
