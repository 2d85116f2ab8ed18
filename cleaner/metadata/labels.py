"""Labels in meta lines: ``发布日期: 2024-10-18 来源:武进日报 浏览次数:`` → fields and their values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.text.characters import fold

#: What a value does not begin or end with.
EDGES = " \t　\xa0,，、;；|｜丨·/:：-—[]【】()（）〔〕\u2003\u2002"


_MARK = re.compile(r"[:|/]")


class Labelled(NamedTuple):
    """A label found in a line: its field, the label as printed, and the value behind it ("" when there is none)."""

    field: str
    label: str
    value: str


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that finds any label before its mark, and the field of each label."""
    table = tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))
    fields = {fold(label): field for field, labels in table.items() for label in labels}
    spaced = [_spaced(label) for label in sorted(fields, key=len, reverse=True)]
    return re.compile(rf"(?<![a-z])({'|'.join(spaced)})\s*(?:[:|]|(?<=[^\W\d_])/)"), fields


def _spaced(label: str) -> str:
    """A Han label with room for spaces between its characters, others as they are."""
    if label.isascii():
        return re.escape(label)
    return r"\s?".join(map(re.escape, label))


def find_labels(text: str) -> Iterator[Labelled]:
    """The labels of a line in order, each with what stands between it and the next label."""
    folded = fold(text)
    if not _MARK.search(folded):
        return
    pattern, fields = _labels()
    found = list(pattern.finditer(folded))
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        label = re.sub(r"\s", "", match[1]) if not match[1].isascii() else match[1]
        yield Labelled(fields[label], text[match.start(1) : match.end(1)], text[match.end() : end].strip(EDGES))
