"""The whole page around its body: everything it needs within it, and nothing of a clipping that could run."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from cleaner.writers.report.element import Html, element, together

#: What the first line of every page of a report says: by it a report is known, so that nothing else is written over.
MARK = "<!DOCTYPE html><!-- a report of cleaner -->"


class Assets(NamedTuple):
    """The style and the script of a kind of page, with a policy that lets these run and nothing else."""

    style: str
    script: str
    policy: str


@cache
def assets(kind: str) -> Assets:
    """The assets of a kind of page, "document" or "index": what all pages share, then its own."""
    style, script = ("\n".join(_read(f"{name}.{suffix}") for name in ("report", kind)) for suffix in ("css", "js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return Assets(style, script, policy)


def whole_page(kind: str, title: str, *body: str) -> str:
    """A page in one piece, which loads nothing. The policy stands before anything that it is to hold."""
    own = assets(kind)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=own.policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", http_equiv="x-dns-prefetch-control", content="off"),
        element("meta", name="robots", content="noindex"),
        element("title", title),
        element("style", Html(own.style)),
    )
    script = element("script", Html(own.script))
    page = element("html", head, element("body", *body, script, class_=kind), lang="en")
    return together((Html(MARK), page)) + "\n"


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
