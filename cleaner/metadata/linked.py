"""The writer by a link to a person's page, between the title and the text: ``[阿石](https://example.com/people/1)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.people import PERSON_PAGE, is_person
from cleaner.model import Block, Document, Verdict
from cleaner.text.characters import fold
from cleaner.text.prose import is_prose

#: How far below the title a writer is named, in blocks; a link of a text without a title stands among its first ones.
BELOW = 20
#: A name is at most so long, in characters.
NAME_CHARACTERS = 30
#: What else a person's page is called where only bylines are looked at.
_SIGNED = re.compile(
    r"/(?:signataires?|auteurs?|autor(?:en)?|redakteure?|contributors?|columnists?|staff|bio|creators?|writers?|reporters?"
    r"|journalists?|by|@[^/]+)(?:/[^/]|$)"
)
#: An account's name, which need not look like a person's. Must not match a button or a count.
_HANDLE = re.compile(r"@?[\w.·\- ]{2,30}")
_NO_HANDLE = re.compile(
    r"^[\d,.]+$|もっと见る|记事|一览|すべて|더보기|전체보기|view all|all posts|mehr von"
    r"|关注|登录|注册|粉丝|文章|专栏|更多|follow|sign|log|subscri|about|contact|home|首页|主页|プロフィール|投稿"
    r"|\d (?:posts|followers)"
)


def read_linked(document: Document, verdicts: Sequence[Verdict], said: Sequence[Said], found: Fields) -> None:
    """The first name that links to a person's page above the text's first sentence, and not above the title."""
    if "authors" in found.values:
        return
    title = max((v.block for v in verdicts if v.role == "title"), default=-1)
    kept = (v.block for v in verdicts if v.role == "body" and is_prose(document.blocks[v.block].text))
    first = next((i for i in kept if i > title + 1), len(verdicts))  # a sentence right below the title may sum it up
    for piece in said:
        if title < piece.block < min(first, title + BELOW) and (name := _name(document.blocks[piece.block])):
            found.put("authors", (name,), piece.origin)
            return


def _name(block: Block) -> str | None:
    """The name that a link of a line to a person's page states."""
    for link in block.links:
        name = link.text.replace("\\", "").strip()
        handle = _HANDLE.fullmatch(name) is not None and not _NO_HANDLE.search(fold(name))
        page = PERSON_PAGE.search(link.url) or _SIGNED.search(link.url)
        if page and len(name) <= NAME_CHARACTERS and handle and (is_person(name) or handle):
            return name.removeprefix("@")
    return None
