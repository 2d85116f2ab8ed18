"""The title: which blocks state it, and its text without the site's name.

A clipping states its title in many places: front matter, the first heading, a label (标题：), a repetition, the
file's name, or simply the last short line above the byline. The places are asked in the order in which they are
to be trusted, and agreement between them counts most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaner.metadata.above_byline import (
    less_deck,
    line_above_authors,
    line_above_byline,
    line_below_day,
    line_under_path,
)
from cleaner.metadata.address import path_title
from cleaner.metadata.best_line import best_line, first_saying
from cleaner.metadata.found_title import LABEL, MAX_UNITS, NO_TITLE, REACH, Title
from cleaner.metadata.glued_head import glued_head
from cleaner.metadata.headings import (
    SOUNDS_LIKE,
    as_headed,
    before_names,
    first_heading,
    less_site,
    line_named_first,
    with_site,
)
from cleaner.metadata.list_head import list_head
from cleaner.metadata.page_title import page_title
from cleaner.metadata.platforms import is_platform, without_platform, without_writer
from cleaner.metadata.suffix import MIN_UNITS, split_site
from cleaner.metadata.thread_title import BUTTON, line_asked, thread_line
from cleaner.metadata.title_points import NUMBERED, OF_PAPER, is_row
from cleaner.model import NO_HEAD, Block, Document
from cleaner.text.characters import fold, key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose
from cleaner.text.units import units

#: A title is set on at most so many lines.
MAX_LINES = 5
#: A line that goes on with the title has at least so many units: a shorter one is an account's name or a kicker.
JOINED_UNITS = 8
#: The label of a bulletin board, glued to the kind of the thread. Must not match a title.
_GLUED = lazy_pattern(r"[标標][题題]\s?[\[【]")
#: What the first line of an article without a title ends or begins with.
_NO_HEAD = lazy_pattern(
    r"[,;:.]\s*$|https?://|^\s*(?:https?:|\d{1,2}[.、)])|^[^:]{1,8}:\s|^[^:]{1,8}:\s?\d{4}|^日[时期]:|^(?:地点|场所|出席者?|作者):"
)
#: What shows that a line beside the title is the page's: a path, a byline, a row of words, somebody's time of day.
#: Must not match a headline with one gap, or with figures.
_OF_PAGE = lazy_pattern(
    r"\s[/>]\s|^\S{2,8}/\S{2,12}$|\d{1,2}:\d\d$|^(?:[^\s\x00-\x7f]{1,8}\s+){2,}[^\s\x00-\x7f]{1,8}$"
    r"|^(?:登[录入錄]|注册|註冊|搜索|首页|首頁|设为首页|返回)"
)
#: A row of words, as menus are: no title.
_ROW = re.compile(r"^(?:[^\s\x00-\x7f]{1,6}\s+){3,}[^\s\x00-\x7f]{1,6}$")
#: The kind of a thread before its title: [求助]. Must not match a title in brackets.
_TAG = re.compile(r"^[\[【][^\]】]{1,6}[\]】]\s*(?=\S)")
#: A link for jumping, glued before a title. Must not match a title that is about one.
_SKIP = re.compile(r"^\s*(?:skip|jump) to (?:main |primary |site )?(?:content|navigation)\s{2,}(?=\S)", re.IGNORECASE)
#: The site that a link leads to, behind its title. Must not match a remark.
_DOMAIN = lazy_pattern(r"\s\((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?:/[\w./-]{1,40})?\)$")
_QUOTES = re.compile(r"^[《\"'“「](.*)[》\"'”」]$")


def find_title(document: Document, body_start: int, suspects: Sequence[str | None], keys: Sequence[str]) -> Title:
    """The title of a document.

    `body_start` is the block the body starts with, `suspects` for each block the noise class
    that its words suggest, or None, `keys` its folding key.
    """
    blocks = document.blocks
    if (document.boxes or document.head != NO_HEAD) and (of_page := page_title(document)) is not None:
        return of_page
    stated = _stated(document, suspects)
    path_name = path_title(document.clip.path)
    heading = first_heading(blocks, body_start, suspects, path_name or "")
    name, origin = next(((text, where) for text, where in stated), (None, ""))
    if name is not None:
        at = _lines_saying(blocks, keys, key(name), body_start) or (
            _agreeing(heading, name) if heading is not None else ()
        )
        found = _title(document, path_name, name, at, origin)
        if not at and found.site is not None and found.text:
            found = replace(found, blocks=frozenset(_lines_saying(blocks, keys, key(found.text), body_start)))
        return found
    if heading is not None:
        found = _title(document, path_name, heading.text, (heading.index,), f"line {heading.line}: heading")
        return less_site(found, blocks[: heading.index])
    placed = _placed(blocks, path_name, body_start, suspects, keys)
    if placed is not None:
        lines = _continued(blocks, placed, suspects, body_start)
        text = " ".join(blocks[i].text.replace("\n", " ") for i in lines)
        found = _title(document, path_name, text, lines, f"line {blocks[lines[0]].line}")
        around = with_site(blocks[lines[-1] + 1 : body_start], found) | before_names(blocks[: lines[0]], found)
        return replace(found, keys=found.keys | around)
    if (glued := glued_head(blocks, body_start, suspects)) is not None:
        return _title(document, path_name, glued[0], (), f"line {glued[1].line}")
    if path_name is not None:
        return _title(document, path_name, path_name, (), "path")
    return NO_TITLE


def _placed(
    blocks: Sequence[Block],
    path_name: str | None,
    body_start: int,
    suspects: Sequence[str | None],
    keys: Sequence[str],
) -> Block | None:
    """The line that states the title by where it stands: beside a thread's button, under a path, above a byline, above
    the body, at the head of the text."""
    placed = thread_line(blocks, body_start) or line_asked(blocks, body_start)
    placed = placed or line_under_path(blocks, body_start, suspects) or line_named_first(blocks, body_start, keys)
    placed = placed or line_below_day(blocks, body_start, suspects) or line_above_authors(blocks, body_start, suspects)
    placed = placed or line_above_byline(blocks, body_start, suspects)
    placed = first_saying(blocks, keys, suspects, placed) if placed is not None else None
    placed = placed or best_line(blocks, path_name, body_start, suspects, keys)
    if placed is not None:
        return less_deck(blocks, placed, suspects)
    return _head_line(blocks, body_start, suspects) or list_head(blocks, suspects)


def _title(document: Document, path_name: str | None, text: str, blocks: Sequence[int], origin: str) -> Title:
    """The title without the site's name, where something else on the page is evidence that it is one."""
    text = _DOMAIN.sub("", _SKIP.sub("", BUTTON.sub("", text)))
    said, path_said = key(text), key(path_name or "")
    page_titles = {key(link.text) for block in document.blocks[:6] for link in block.links} | {path_said}
    clean, site = split_site(text) if said in page_titles else (text, None)
    if site is None:
        clean, site = as_headed(document.blocks[:REACH], text)
    if site is None and not document.boxes:
        clean, site = without_platform(clean)
    clean, writer = without_writer(clean) if site and is_platform(site) else (clean, "")
    if site is None and path_name and path_said.startswith(said):
        before, behind = split_site(path_name)
        site = behind if key(before) == said else None
    spellings = (text, clean, _unquoted(clean), _TAG.sub("", clean))
    keys = frozenset(k for k in map(key, spellings) if k)
    return Title(clean.strip(), frozenset(blocks), keys, site, origin, writer)


def _stated(document: Document, suspects: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """Titles that the clipping gives under a label, with where."""
    front = document.front_matter.get("title")
    if isinstance(front, str) and front.strip():
        yield front.strip(), "front matter: title"
    if not document.boxes and (named := document.clip.said("title")) is not None:
        yield named.value.strip(), named.origin
    for block in document.blocks[:REACH]:
        if (
            len(block.text) < 200
            and (":" in block.text or "：" in block.text or _GLUED.match(block.text))
            and (match := LABEL.match(fold(block.text)))
        ):
            value = block.text[match.start("value") :].strip()
            if MIN_UNITS <= units(value) <= MAX_UNITS and not fold(block.text).startswith(("原", "(原", "本文原")):
                yield value, f"line {block.line}: label"


def _agreeing(heading: Block, name: str) -> tuple[int, ...]:
    """The heading's place, when it is the stated title with something more or less behind it."""
    a, b = key(heading.text), key(name)
    return (heading.index,) if a.startswith(b) or b.startswith(a) else ()


def _lines_saying(blocks: Sequence[Block], all_keys: Sequence[str], wanted: str, body_start: int) -> tuple[int, ...]:
    """The first run of lines above the body's text that together say `wanted`."""
    keys = all_keys[: body_start + 2]
    for start, first in enumerate(keys):
        if not first or not wanted.startswith(first) or blocks[start].kind == "front_matter":
            continue
        said = ""
        for end in range(start, min(start + MAX_LINES, len(keys))):
            said += keys[end]
            if said == wanted:
                return tuple(range(start, end + 1))
            if not wanted.startswith(said):
                break
    return ()


def _head_line(blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None]) -> Block | None:
    """The very first line, when it has the shape of a headline and the body follows at once: what it says may
    sound like an advert or a notice, but those do not stand there."""
    first = next((block for block in blocks[:2] if block.kind != "front_matter"), None)
    if (
        first is None
        or suspects[first.index] not in SOUNDS_LIKE
        or first.kind not in ("paragraph", "heading")
        or first.index + 1 >= len(blocks)
    ):
        return None
    size = units(first.text)
    alone = not blocks[first.index + 1].joined and body_start <= first.index + 1 and not NUMBERED.match(first.text)
    shaped = (
        2 * MIN_UNITS < size <= MAX_UNITS and not is_prose(first.text, size) and not _NO_HEAD.search(fold(first.text))
    )
    return first if alone and shaped and not (_ROW.match(first.text.strip()) or is_row(first.text)) else None


def _continued(
    blocks: Sequence[Block], first: Block, suspects: Sequence[str | None], body_start: int
) -> tuple[int, ...]:
    """The title's lines: those above and below it in the same paragraph that are as much a headline. Where a page was
    flattened without a blank line, all lines are one paragraph, which says nothing."""
    start = end = first.index
    if _paragraph(blocks, start, body_start) > MAX_LINES + 1 or _runs_on(blocks, body_start):
        return (start,)
    said = key(BUTTON.sub("", first.text))
    while blocks[start].joined and start > 0 and _goes_on(blocks[start - 1], suspects, said):
        start -= 1
    while end + 1 < body_start and blocks[end + 1].joined and _goes_on(blocks[end + 1], suspects, said):
        end += 1
    return tuple(range(start, end + 1))


def _paragraph(blocks: Sequence[Block], at: int, body_start: int) -> int:
    """How many lines above the body are of one paragraph with the line at `at`."""
    start, end = at, at + 1
    while start > 0 and blocks[start].joined:
        start -= 1
    while end < body_start and blocks[end].joined:
        end += 1
    return end - start


def _runs_on(blocks: Sequence[Block], body_start: int) -> bool:
    """Whether the body begins on the line right below the head of the page, with no blank line between them."""
    return 0 < body_start < len(blocks) and blocks[body_start].line == blocks[body_start - 1].line + 1


def _goes_on(block: Block, suspects: Sequence[str | None], said: str) -> bool:
    """Whether a line beside the title is more of it: a headline too, without a label, that says something else."""
    size = units(block.text)
    again = key(block.text).startswith(said[:20]) or _NO_HEAD.search(fold(block.text)) or _OF_PAGE.search(block.text)
    again = again or OF_PAPER.search(block.text)
    return suspects[block.index] is None and JOINED_UNITS <= size <= 40 and not is_prose(block.text, size) and not again


def _unquoted(text: str) -> str:
    match = _QUOTES.match(text.strip())
    return match[1] if match else text
