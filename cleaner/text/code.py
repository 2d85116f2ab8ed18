"""Which lines of a flat text are a program's: code that lost the element or the fences it stood in.

A line by itself proves little: the points of a law end in semicolons, too. A run of lines is code when most of them
have signs of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.text.pattern import lazy_pattern

#: A run of code has so many lines with signs of code, and they are so large a share of its lines.
LEAST_LINES, LEAST_SHARE = 3, 0.6
#: So many lines without a sign may stand between two with one, none of them longer: names and arguments on lines of
#: their own.
GAP_LINES, GAP_CHARACTERS = 2, 60
#: A longer line is none of a program that people read.
LINE_CHARACTERS = 400
#: A line without any of these has no sign of code: what most lines are spared by.
_MARKS = re.compile(r"[]\[(){};=<>$]|^(?:  |\t|import |from )")
#: What code says rather than does: comments and quoted strings. Must not match the slashes of an address.
_SAID = lazy_pattern(
    r"/\*.*|^\*.*|(?<![:\w])//.*|(?:^|\s)(?:#|--)(?=\s).*|<!--.*?(?:-->|$)"
    r"|\"[^\"]*\"|(?<!\w)'[^']*'|`[^`]*`|“[^”]*”"
)
#: A sentence that speaks of code ends like one.
_ENDS = (".", "?", "!")
_QUOTES = "\"'`“"
#: Signs of code, each of a whole line.
_SIGNS = (
    r"[\])}>;,]+",  # brackets that close
    r".*(?:[)\]}\d]|\w\s?=.*)\s?;",  # a statement; must not match "the first point;"
    r".*(?:[)=>\w]\s?|^)\{",  # what begins a block
    r"\}.*[({;]",  # what goes on with another
    r".*(?:=>|\w\(\)[;.{:,)]).*",  # a function, or what is done with what one gives
    r"[\w.$]+\((?:.*[^\w\s].*\)[;:,]?|\w*\);)",  # a call and nothing else; must not match "all()" or "Name(required)"
    r"</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>.*",  # an element
    r"(?:\w+\s){0,3}[\w.$\[\]*&]+\s?(?:[-+*/|&:]|==)?=\s?\S.*",  # an assignment
    r"(?:async\s)?(?:def|class|for|while|if|elif|with|except|switch)\b.*[:(]",  # what stands above an indented block
    r"\"?[\w-]*\"?\s?:\s.*[,\[({]",  # a key with its value
    r"from\s[\w.]+\simport\s.*|import\s(?:[\w.]+(?:,\s?[\w.]+)*(?:\sas\s\w+)?|.*\sfrom\s.*);?|#include\s?<.*",
    r"(?:SELECT|FROM|WHERE|JOIN|INSERT INTO|UPDATE|CREATE|ALTER|DROP|GROUP BY|ORDER BY|VALUES)\b.*",
    r"(?:create|alter|drop)\s(?:table|index|view|database)\b.*|insert\sinto\b.*|select\s.*\sfrom\s.*",
    r"\$\s[a-z][\w./-]*(?:\s.*)?",  # a command behind a prompt; must not match "$ 30"
)
_SIGN = lazy_pattern("|".join(f"(?:{sign})$" for sign in _SIGNS))


#: A key with or without its value, or an entry, set in: of a configuration.
_SET_IN = lazy_pattern(r"\s+(?:-\s+\S.*|[\w.\"-]+:(?:\s.*)?)$")
#: A key alone, at the edge. Must not match a label of several words or in Chinese.
_KEY = lazy_pattern(r"[A-Za-z_][\w.-]*:\s*")


def code_runs(lines: Sequence[str]) -> Iterator[range]:
    """The runs of lines that are code, from the first with a sign of it to the last; blank lines may stand between."""
    signs: list[int] = []
    between = 0
    for i, line in enumerate(lines):
        marked = _MARKS.search(line) is not None
        done = _done(line[: LINE_CHARACTERS + 1]) if signs or marked else ""
        if marked and len(line) <= LINE_CHARACTERS and _is_sign(line, done):
            signs.append(i)
            between = 0
        elif signs and done:
            between += 1
            if between > GAP_LINES or len(done) > GAP_CHARACTERS or not done.isascii():
                yield from _run(lines, signs)
                signs, between = [], 0
    yield from _run(lines, signs)


def _is_sign(line: str, done: str) -> bool:
    if not done.isascii() or done.endswith(_ENDS):
        return False
    return bool(_SIGN.match(done) or _SET_IN.match(line))


def _done(line: str) -> str:
    """What a line of code does: without its comments, its strings empty. A program that speaks another language than
    English does so in these."""
    return _SAID.sub(lambda match: '""' if match[0][0] in _QUOTES else "", line.strip()).strip()


def _heads(lines: Sequence[str], first: int) -> bool:
    """Whether the line above a run is a key alone whose values are set in below it."""
    return first > 0 and lines[first][:1].isspace() and _KEY.fullmatch(lines[first - 1]) is not None


def _run(lines: Sequence[str], signs: Sequence[int]) -> Iterator[range]:
    """The run from the first sign to the last, if it is code."""
    if len(signs) >= LEAST_LINES:
        run = range(signs[0] - _heads(lines, signs[0]), signs[-1] + 1)
        if len(signs) >= LEAST_SHARE * sum(bool(lines[i].strip()) for i in run):
            yield run
