"""The posts of a thread: the parts of a page that are made alike, hold what was kept, and say who wrote it and when.

Nothing is known of any forum program. Elements of one name, or children of one parent, are candidates; those count of
which most name an author or a day in what was dropped around the kept text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

import tomli

from cleaner.metadata.dates import Found, find_date
from cleaner.metadata.marked import less_sidebars
from cleaner.metadata.people import PERSON_PAGE
from cleaner.model import Block, Document, Post, Verdict, last_boxes
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose

#: The posts of a thread hold this share of what was kept, at least.
COVERED = 0.5
#: So many of them, as a share, name an author, or a day.
TOLD = 0.7
#: How many makes of elements are looked into, those first that hold most of what was kept.
MAKES = 6
#: A name, and a line that names a day, are at most so long, in characters.
NAME_CHARACTERS, LINE_CHARACTERS = 40, 120
#: A thread shows itself within so many short lines.
ASKED = 2000
#: So many lines around the text of a post are looked into: more are a part of the page rather than of a post.
LINES = 24
#: The words of a byline before a name, or all of it, and behind one. Must not match "Byron" or "Vonnegut".
_BYLINE = lazy_pattern(
    r"^(?:by|von|par|por|作者|楼主)(?:\s*[:：]\s*|\s+|$)|(?<!\s)\s++(?:says|said|wrote|writes|sagt|schrieb|dit)\s*:?$|(?:(?<!\s)\s++)?[:：]$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[a-z]+")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


class _Words(NamedTuple):
    author: frozenset[str]
    no_author: frozenset[str]
    other_days: tuple[str, ...]
    counters: frozenset[str]


class _Part(NamedTuple):
    """One of the parts alike: its kept blocks, and the lines around them that may say whose they are."""

    kept: list[Block]
    around: list[Block]


def find_posts(document: Document, verdicts: Sequence[Verdict]) -> tuple[Post, ...]:
    """The posts of a page that is a thread, in order; none for any other page."""
    if not any(map(_tells, islice(_between(document, verdicts), ASKED))):
        return ()
    tree = _Tree(document, verdicts)
    best: tuple[int, list[Post]] = (0, [])
    for members in tree.makes():
        posts = [_post(tree, part) for part in tree.parts(members) if part.kept]
        named, dated = sum(p.author is not None for p in posts), sum(p.date_raw is not None for p in posts)
        if _is_thread(len(posts), named, dated) and named + dated > best[0]:
            best = named + dated, [*_opening(tree, members), *posts]
    return _apart(best[1])


def _is_thread(count: int, named: int, dated: int) -> bool:
    """Whether so many parts, of which so many name an author and a day, are posts. Two have to name both: the lead and
    the rest of an article are two parts, too."""
    if count == 2:
        return named == dated == count
    return count > 2 and max(named, dated) >= TOLD * count


def _apart(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts in the order of the page, each up to the next: an answer may stand within what it answers."""
    ordered = sorted(posts, key=lambda post: post.start)
    ends = [*(post.start for post in ordered[1:]), None]
    return tuple(
        post if end is None or post.end <= end else post._replace(end=end)
        for post, end in zip(ordered, ends, strict=False)  # of no post there is one end
    )


def _between(document: Document, verdicts: Sequence[Verdict]) -> Iterator[Block]:
    """The short lines between the first that was kept and the last, those kept only if very short: few, on a page of
    one text."""
    kept = [verdict.block for verdict in verdicts if verdict.role == "body"]
    for verdict in verdicts[kept[0] : kept[-1]] if kept and document.boxes else ():
        block = document.blocks[verdict.block]
        if 0 < len(block.text) <= (LINE_CHARACTERS if verdict.role == "noise" else NAME_CHARACTERS):
            yield block


def _tells(block: Block) -> bool:
    """Whether a block may say who wrote a post, or when."""
    if any(PERSON_PAGE.search(link.url) for link in block.links):
        return True
    return _date(block) is not None


def _date(block: Block) -> Found | None:
    """The date in a line; most lines have no figure, and none."""
    return find_date(block.text) if _DIGIT.search(block.text) is not None else None


def _post(tree: _Tree, part: _Part) -> Post:
    day = _day(part.around)
    start, end = part.kept[0].index, part.kept[-1].index + 1
    return Post(_author(tree, part.around), day and day.iso, day.raw if day else None, start, end)


def _opening(tree: _Tree, members: Sequence[int]) -> Iterator[Post]:
    """The post above the parts alike, which has a make of its own: the question, where the others are answers."""
    first = next((block for block in tree.kept if is_prose(block.text)), None)
    if first is None or tree.box(first) >= members[0]:
        return
    box = tree.box(first)
    while box and tree.last[tree.parent(box)] < members[0]:
        box = tree.parent(box)
    post = next((_post(tree, part) for part in tree.parts([box]) if part.kept), None)
    if box and post is not None and (post.author or post.date_raw):
        yield post


def _author(tree: _Tree, around: Iterable[Block]) -> str | None:
    """The first name that a link to a person's page states, or an element named for it."""
    named = None
    for block in around:
        linked = (_bare(link.text) for link in block.links if PERSON_PAGE.search(link.url))
        if name := next(filter(_is_name, linked), None):
            return name
        if named is None:
            said = (block.text,) if tree.names_author(block) else tree.said_in(block)
            named = next(filter(_is_name, map(_bare, said)), None)
    return named


def _nearest(part: _Part) -> list[Block]:
    """The lines around the text of a part, those above it first that stand next to it: a page may stand above."""
    start = part.kept[0].index if part.kept else 0
    above = [block for block in part.around if block.index < start]
    return [*above, *part.around[len(above) :]][max(0, len(above) - LINES) :][:LINES]


def _bare(name: str) -> str:
    """A name without the words that make it a byline: "By Ada", "Ada says:"."""
    return _BYLINE.sub("", name.strip())


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= NAME_CHARACTERS
        and _LETTER.search(text) is not None
        and not (len(text) == 1 and text.isascii())  # what stands for a picture of whoever wrote it
        and key(text) not in _words().counters
        and not (_DIGIT.search(text) and find_date(text))
    )


def _day(around: Sequence[Block]) -> Found | None:
    """The first day that is not said to be another one: since when somebody is a member, when a post was edited."""
    above = ""
    vague = None
    for block in around:
        said = key(block.text)
        found = _date(block)
        before = key(block.text[: found.start]).rstrip(" :") if found is not None else ""
        other = said.startswith(_words().other_days) or (above.startswith(_words().other_days) and len(above) < 20)
        other = other or before.endswith(_words().other_days)
        if found is not None and found.iso and not other:
            return found
        vague = vague or (None if other else found)
        above = said if found is None else ""
    return vague


class _Tree:
    """A page's elements with what they hold of the kept text."""

    def __init__(self, document: Document, verdicts: Sequence[Verdict]) -> None:
        self.document = document
        self.kept = [document.blocks[v.block] for v in verdicts if v.role == "body" and document.blocks[v.block].text]
        self._body = frozenset(block.index for block in self.kept)
        self._said: dict[int, list[str]] = {}
        for one in less_sidebars(document.head.marked, document.boxes):
            if one.text and not _words().author.isdisjoint(_NAME_WORD.findall(one.names)):
                self._said.setdefault(max(one.box, 0), []).append(one.text)
        self._parents = [max(box.parent, 0) for box in document.boxes]
        self.last = last_boxes(document.boxes)
        self._held = [0] * len(document.boxes)
        for block in self.kept if document.boxes else ():
            self._held[self.box(block)] += len(block.text)
        for i in range(len(document.boxes) - 1, 0, -1):
            self._held[self._parents[i]] += self._held[i]

    def box(self, block: Block) -> int:
        """The element that a block stands in."""
        return max(block.hints.box, 0)

    def parent(self, box: int) -> int:
        """The element around an element; the page's for the outermost."""
        return self._parents[box]

    def makes(self) -> list[list[int]]:
        """The elements made alike that hold most of the kept text together, each make in order of the page. Of those
        that hold the same the outermost: what says whose a post is may stand around it."""
        alike: dict[tuple[object, ...], list[int]] = {}
        for i, box in enumerate(self.document.boxes):
            if i and self._held[i]:
                alike.setdefault((box.parent, box.tag), []).append(i)
                if box.words:
                    alike.setdefault((box.tag, box.words), []).append(i)
        outermost: dict[tuple[int, int], list[int]] = {}
        for members in sorted(members for members in alike.values() if len(members) > 1):
            outermost.setdefault((-self._covered(members), len(members)), members)
        enough = [found for found in outermost if -found[0] >= COVERED * self._held[0]]
        return [outermost[found] for found in sorted(enough)[:MAKES]]

    def _covered(self, members: Sequence[int]) -> int:
        """How much of the kept text elements hold, one within another counted once."""
        total, end = 0, -1
        for box in members:
            if box > end:
                total, end = total + self._held[box], self.last[box]
        return total

    def parts(self, members: Sequence[int]) -> list[_Part]:
        """The blocks of each of these elements, of one within another those of the inner one left out."""
        number = {box: i for i, box in enumerate(members)}
        owner = [-1]
        for i, parent in enumerate(self._parents[1:], 1):
            owner.append(number.get(i, owner[parent]))
        held: list[list[Block]] = [[] for _ in members]
        for block in self.document.blocks:
            part = owner[self.box(block)]
            if part >= 0 and block.text:
                held[part].append(block)
        return [self._part(blocks) for blocks in held]

    def _part(self, blocks: Sequence[Block]) -> _Part:
        """What was kept of a part, and its short lines: those dropped, and those kept above its running text."""
        part, running = _Part([], []), False
        for block in blocks:
            kept = block.index in self._body
            if len(block.text) <= LINE_CHARACTERS and not (kept and running):
                part.around.append(block)
            if kept:
                part.kept.append(block)
                running = running or is_prose(block.text)
        return part._replace(around=_nearest(part))

    def said_in(self, block: Block) -> Sequence[str]:
        """What elements within a line that are named for an author say."""
        return [said for said in self._said.get(self.box(block), ()) if said in block.text]

    def names_author(self, block: Block) -> bool:
        """Whether the element of a block, or the one around it, is named for an author."""
        box = self.box(block)
        named = (*self.document.boxes[box].words, *self.document.boxes[self.parent(box)].words)
        return not _words().author.isdisjoint(named) and _words().no_author.isdisjoint(self.document.boxes[box].words)


@cache
def _words() -> _Words:
    data: Mapping[str, list[str]] = tomli.loads(files(__package__).joinpath("posts.toml").read_text("utf-8"))
    days = tuple(map(key, data["other_days"]))
    counters = frozenset(map(key, data["counters"]))
    return _Words(frozenset(data["author"]), frozenset(data["no_author"]), days, counters)
