"""Labels in meta lines: ``发布日期: 2024-10-18 来源:武进日报 浏览次数:`` → fields and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import tomli

from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern

#: What a value does not begin or end with.
EDGES = " \t　\xa0,，、;；|｜丨·/:：-—[]【】()（）〔〕\u2003\u2002"


#: What stands between a label and its value; of brackets those that stand around the label, ``【作者】林夏``.
_MARK = re.compile(r"[:|/\]]")
#: Brackets around a label. Not those that are links and buttons: ``[编辑]``.
_OPENING, _CLOSING = "【", "】"
#: Brackets that a value may begin or end with.
_PAIRS = {"[": "]", "(": ")", "（": "）", "【": "】", "〔": "〕"}
#: The labels that speak of another text from here on.
_ELSEWHERE = "elsewhere"
#: How a sentence asks to name the source: what follows is no statement of it.
_ASKS = ("注明", "标注", "標明", "标明")
#: What kind of text it is, glued to the label of its source: ``作者：佚名 教案来源：不详``. Must not match a value.
_KIND = lazy_pattern(r"(?<=\s)(?P<kind>[\u4e00-\u9fff]{2})$")
#: Longest label with the spaces inside it, in characters.
MAX_LABEL = 24


class Labelled(NamedTuple):
    """A label found in a line: its field, the label as printed, the value behind it ("" when there is none), and
    where the label stands."""

    field: str
    label: str
    value: str
    place: int = 0


@cache
def _labels() -> dict[str, str]:
    """The field of each label; labels folded and without spaces."""
    table = tomli.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))
    return {fold(label).replace(" ", ""): field for field, labels in table.items() for label in labels}


@cache
def _last_characters() -> frozenset[str]:
    """The characters that labels end with: what most marks are done with."""
    return frozenset(label[-1] for label in _labels())


def find_labels(text: str) -> Iterator[Labelled]:
    """The labels of a line in order, each with what stands between it and the next label."""
    folded = fold(text)
    marks = (mark.start() for mark in _MARK.finditer(folded))
    found = [label for mark in marks if (label := _label_before(folded, mark)) and _is_mark(text, label)]
    for i, (start, mark, field) in enumerate(found):
        end = found[i + 1][0] if i + 1 < len(found) else len(text)
        if field == _ELSEWHERE:
            return
        yield Labelled(field, text[start:mark].rstrip(), _value(_within(text, start, mark + 1, end)), start)


def _within(text: str, start: int, first: int, end: int) -> str:
    """What stands behind a label up to the bracket that closes one right before it: ``（编辑：林夏）1130108``."""
    closing = _PAIRS.get(text[start - 1 : start])
    behind = text[first:end]
    at = behind.find(closing) if closing else -1
    return behind[:at] if at > 0 else behind


def _value(text: str) -> str:
    """What stands behind a label without the marks around it; a bracket of a pair that one end of the value is of
    stays, ``[美] 艾达·芬``."""
    bare = text.strip(EDGES)
    before, _, behind = text.partition(bare) if bare else ("", "", "")
    opened, closed = before.rstrip()[-1:], behind.lstrip()[:1]
    if opened and opened in _PAIRS and bare.count(_PAIRS[opened]) > bare.count(opened):
        bare = before.rstrip()[-1:] + bare
    if any(bare.count(opening) > bare.count(closing) for opening, closing in _PAIRS.items() if closing == closed):
        bare += closed
    return bare


def _is_mark(text: str, label: tuple[int, int, str]) -> bool:
    """Whether the mark behind a label is one: a bracket is where another opens right before the label."""
    start, mark, _ = label
    return text[mark] in ":：|｜丨/／" or (text[mark] == _CLOSING and text[start - 1 : start] == _OPENING)


def _label_before(folded: str, mark: int) -> tuple[int, int, str] | None:
    """The longest label that ends before a mark: where it starts, the mark's place, its field."""
    labels, word, found = _labels(), "", None
    if folded[max(0, mark - MAX_LABEL) : mark].rstrip(" ")[-1:] not in _last_characters():
        return None
    for start in range(mark - 1, max(-1, mark - 1 - MAX_LABEL), -1):
        character = folded[start]
        if character == " ":
            if folded[mark] == "/" and not word:  # a slash follows its label at once
                return None
            continue
        word = character + word
        whole = folded[mark] != "|" or not folded[start - 1 : start].isalpha() or start == 0
        if word in labels and whole and _begins(folded, start, len(word)) and not folded[:start].endswith(_ASKS):
            found = (start, mark, labels[word])
    if found is not None and found[2] == "source" and (kind := _KIND.search(folded[: found[0]])):
        return (kind.start("kind"), *found[1:])
    return found


def _begins(folded: str, start: int, length: int) -> bool:
    """Whether a label can begin at `start`: a Latin one not inside a word, one of a single character behind nothing
    that is a letter (文: is no label in 语文:)."""
    before = folded[start - 1 : start]
    latin = folded[start].isascii()
    return not before or not (before.isalpha() and (length == 1 or (latin and before.isascii())))
