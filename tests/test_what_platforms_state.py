"""What pages of platforms state of themselves in places of their own, and what only looks like it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner import clean
from cleaner.model import Metadata
from tests.conftest import table
from tests.pools import PROSE

TITLE, HANS = "The last ferry waits for nobody", "渡口最后的摆渡人"
BODY = {name: "".join(f"<p>{text}</p>" for text in PROSE[name]) for name in ("en", "hans", "ja")}


def _page(head: str = "", above: str = "", below: str = "", title: str = TITLE, text: str = "en") -> str:
    head = head if "<title" in head else f"<title>{title}</title>{head}"
    body = f"<h1>{title}</h1>{above}<div>{BODY[text]}</div>{below}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _read(page: str, **known: Any) -> Metadata:
    return clean(page, markup="html", **known).metadata


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


# A body that was read from a script: the head speaks of it, and so does what stands beside it there.

RECORD = {
    "title": TITLE,
    "publishedAt": "2023-12-03T06:00:00.000Z",
    "author": {"name": "Ada Fenwick", "bio": "Ada Fenwick lives at the harbour and writes of boats."},
    "body": BODY["en"] * 2,
    "related": [
        {"title": "Another ferry altogether", "publishedAt": "2024-01-02", "author": {"name": "Rafe Ollerton"}}
    ],
}


def _from_script(head: str, record: dict[str, Any]) -> Metadata:
    state = json.dumps({"props": {"menu": [{"title": "Stories"}], "article": record}})
    script = f"<script id=__NEXT_DATA__ type=application/json>{state}</script>"
    return _read(f"<html><head>{head}</head><body><div id=__next></div>{script}</body></html>")


FROM_SCRIPTS = [
    (
        "the script alone",
        "<title>Harbour Post</title>",
        RECORD,
        (TITLE, "2023-12-03T06:00Z", ("Ada Fenwick",), "script: title"),
    ),
    (
        "the head before the script",
        f"<title>{TITLE} – Harbour Post</title>"
        + _meta("og:title", TITLE)
        + _meta("author", "Rafe Ollerton")
        + _meta("article:published_time", "2023-12-02"),
        RECORD,
        (TITLE, "2023-12-02", ("Rafe Ollerton",), "head: title"),
    ),
    (
        "a head that names the site behind the title",
        f"<title>{TITLE} – Harbour Post</title>",
        {"body": BODY["en"] * 2},
        (TITLE, None, (), "head: title"),
    ),
    ("nothing but the body", "", {"body": BODY["en"] * 2}, (None, None, (), None)),
]


@pytest.mark.parametrize(("head", "record", "fields"), table(FROM_SCRIPTS))
def test_a_page_whose_body_is_from_a_script(head: str, record: dict[str, Any], fields: tuple[Any, ...]) -> None:
    found = _from_script(head, record)
    assert (found.title, found.date, found.authors, found.provenance.get("title")) == fields
