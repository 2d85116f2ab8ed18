"""The writers by links to persons' pages, between the title and the text: ``[阿石](https://example.com/people/1)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.fields import Fields
from cleaner.metadata.people import PERSON_PAGE, is_nobody, is_person
from cleaner.model import Block, Document, Verdict
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose

#: How far below the title a writer is named, in blocks; a link of a text without a title stands among its first ones.
BELOW = 20
#: A name is at most so long, in characters.
NAME_CHARACTERS = 30
#: A line of names that was kept is at most so long, in characters.
LINE_CHARACTERS = 60
#: Classes of lines that speak of other people than the writer.
_SILENT = frozenset(("comments", "related", "login", "share"))
#: What else a person's page is called where only bylines are looked at.
_SIGNED = lazy_pattern(
    r"/(?:signataires?|auteurs?|autor(?:en)?|redakt(?:eure?|ion)|authors|editors?|contributors?|columnists?|staff|bio|creators?|writers?|reporters?"
    r"|journalists?|by|@[^/]+)(?:/[^/]|$)"
)
#: An account's name, which need not look like a person's. Must not match a button or a count.
_HANDLE = lazy_pattern(r"@?[\w.·\- ]{2,30}")
#: What a link says before the name itself.
_BEFORE = lazy_pattern(r"^(?:(?:(?:articles|posts|all) )?(?:by|von|par|por)\s+|u/|@)", re.IGNORECASE)
#: What an account is not called: a button, a count, a platform, the address of a site.
_NO_HANDLE = lazy_pattern(
    r"^[\d,.]+$|もっと見る|记事|一览|すべて|더보기|전체보기|view all|all posts|mehr von"
    r"|关注|登录|注册|粉丝|文章|专栏|更多|follow|sign|log|subscri|about|contact|home|首页|主页|プロフィール|投稿"
    r"|^(?:youtube|facebook|medium|twitter|x|instagram|linkedin|rss|weibo|微博)$"
    r"|\d (?:posts|followers)|\.(?:com|cn|net|org|io|dev)$"
)


def read_linked(document: Document, verdicts: Sequence[Verdict], found: Fields) -> None:
    """The names of the first line that links to persons' pages above the text's first sentence, and not above the
    title: of a text a line that was dropped, of a page any short one below a title, since it has links all over."""
    titles = [v.block for v in verdicts if v.role == "title"]
    if "authors" in found.values or (document.boxes and not titles):
        return
    blocks = document.blocks
    if not any(block.links for block in blocks):
        return
    prose = [v.block for v in verdicts if v.role == "body" and is_prose(blocks[v.block].text)]
    title = max((block for block in titles if not prose or block < prose[0]), default=-1)
    first = next((i for i in prose if i > title + 1), len(verdicts))  # a sentence below the title may sum it up
    for verdict in verdicts[title + 1 : min(first, title + BELOW)]:
        block = blocks[verdict.block]
        own = verdict.role == "noise" or (bool(document.boxes) and len(block.text) <= LINE_CHARACTERS)
        if own and verdict.noise_class not in _SILENT and (names := _names(block)):
            found.put("authors", names, f"line {block.line}")
            return


def _names(block: Block) -> tuple[str, ...]:
    """The names that links of a line to persons' pages state."""
    linked = (link for link in block.links if PERSON_PAGE.search(link.url) or _SIGNED.search(link.url))
    names = (_BEFORE.sub("", link.text.replace("\\", "").strip(" \xa0,·|")) for link in linked)
    return tuple(dict.fromkeys(name for name in names if _is_handle(name)))


def _is_handle(name: str) -> bool:
    if len(name) > NAME_CHARACTERS or is_nobody(name) or (name.count(" ") > 2 and not is_person(name)):
        return False
    return _HANDLE.fullmatch(name) is not None and not _NO_HANDLE.search(fold(name))
