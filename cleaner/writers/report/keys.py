"""The keys of a page, and the dialog that shows them."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.writers.report.element import Html, element, together

#: Keys of a document's page → what they do. The keys themselves are known to document.js.
DOCUMENT_KEYS: Mapping[str, str] = {
    "j k": "next, previous removed block (or ↓ ↑ while one is marked)",
    "J K": "next, previous run of removed blocks",
    "n p": "next, previous paragraph of the article",
    "c C": "next, previous change",
    "Enter": "from a line to its paragraph, and back",
    "1 2 3 4": "article, metadata, rules, changes",
    "h": "hide or show the kept lines",
    "b": "show what stood there before each change",
    "] [ u": "next document, previous document, all documents",
    "Esc": "let go: mark and classes",
    "?": "these keys",
}
#: Keys of the index → what they do. The keys themselves are known to index.js.
INDEX_KEYS: Mapping[str, str] = {
    "j k": "next, previous document (or ↓ ↑ while one is marked)",
    "Enter": "open the document",
    "] [": "next, previous page of the table",
    "/": "search",
    "Esc": "let go of search and filters",
    "?": "these keys",
}


def keys_dialog(keys: Mapping[str, str]) -> Html:
    """The dialog with all keys; in it they can be switched off, for those whose tools type letters of their own."""
    rows = (element("div", element("dt", _caps(names)), element("dd", does)) for names, does in keys.items())
    box = element("input", type="checkbox", data_switch="keys", checked="")
    return element(
        "dialog",
        element("h2", "Keys", id="keys-title"),
        element("dl", *rows),
        element("label", box, " Letters and signs are keys", class_="switch"),
        element("button", "Close", type="button", data_closes="keys"),
        id="keys",
        aria_labelledby="keys-title",
    )


def _caps(names: str) -> Html:
    return together(element("kbd", name) for name in names.split())
