"""The head that clippers write above a Markdown text: where it ends and what it says.

Two forms: YAML between lines of three dashes, and lines ``[#]: key: value`` (link definitions that a Markdown
renderer hides).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaner.model import Warn
from cleaner.readers.lines import Line
from cleaner.text.pattern import lazy_pattern

#: Longest head that is looked at, in lines and in characters; a longer one is no head.
MAX_LINES = 400
MAX_CHARACTERS = 64_000

#: A line of a YAML mapping or a continuation of one. Must not match running text without a colon.
_YAML_LINE = lazy_pattern(r"\s*$|\s*#|\s+\S|-\s|-$|[\]}]|[^\s:]([^:]|:(?!\s))*:(\s|$)")
#: Where a line ends. Must not split at form feeds or U+2028, which stand inside values.
_LINE_END = re.compile(r"\r\n|\r|\n")
#: The keys that nearly every clipper writes: a head with lines that are no YAML is known by them.
_USUAL_KEY = re.compile(r"(?i:title|date|url|source|author|tags|created|标题|链接|来源|作者|标签)\s*:(?:\s|$)")
_HIDDEN_LINE = re.compile(r"\[#\]:\s")
#: An anchor or alias of YAML: with them a few lines can stand for gigabytes. Must not match "a & b" or "*bold*".
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[&*][A-Za-z0-9_-]+(?=\s*(?:$|[,\]}\s]))", re.MULTILINE)


def front_matter_lines(lines: Sequence[Line]) -> int:
    """How many lines the head takes, its fences included; 0 when there is none."""
    if not lines:
        return 0
    if _HIDDEN_LINE.match(lines[0].text):
        return next((i for i, line in enumerate(lines[:MAX_LINES]) if not _HIDDEN_LINE.match(line.text)), len(lines))
    if lines[0].text.lstrip("\ufeff").rstrip() != "---" or len(lines) < 2:
        return 0
    ends = (i for i, line in enumerate(lines[:MAX_LINES]) if i and line.text.rstrip() in ("---", "..."))
    end = next(ends, 1)
    inner = [line.text for line in lines[1:end]]
    return end + 1 if inner and (all(map(_YAML_LINE.match, inner)) or _is_damaged(inner)) else 0


def _is_damaged(inner: Sequence[str]) -> bool:
    """Whether the lines between fences are a head although some of them are no YAML: it begins with a usual key, has
    more of them than other lines, and no blank line as text has."""
    usual = sum(_USUAL_KEY.match(text) is not None for text in inner)
    strays = sum(_YAML_LINE.match(text) is None for text in inner)
    return _USUAL_KEY.match(inner[0]) is not None and strays < usual and all(text.strip() for text in inner)


def parse_front_matter(source: str) -> tuple[Mapping[str, object], tuple[Warn, ...]]:
    """The keys and values of a head; every scalar is a string, as printed.

    A head that is no YAML mapping, or one with aliases, gives an empty mapping and a warning.
    """
    import yaml  # noqa: PLC0415 - only clippings with a head need it

    inner = yaml_of(source)
    if len(inner) > MAX_CHARACTERS or _ALIAS.search(inner):
        return {}, (Warn("front_matter_unread", "the front matter is too large or uses aliases; it was kept unread"),)
    try:
        found = yaml.load(inner, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = str(error).split("\n")[0]
        return {}, (Warn("front_matter_invalid", f"the front matter is no YAML and was kept unread: {reason}"),)
    if not isinstance(found, dict):
        return {}, (
            Warn("front_matter_invalid", "the front matter is no mapping and was kept unread"),
        ) if found else ()
    return {str(key): value for key, value in found.items()}, ()


def yaml_of(source: str) -> str:
    """The YAML inside a head, of either form, without its fences."""
    lines = _LINE_END.split(source.lstrip("\ufeff").rstrip("\r\n"))
    if lines and _HIDDEN_LINE.match(lines[0]):
        return "\n".join(_HIDDEN_LINE.sub("", line, count=1) for line in lines)
    return "\n".join(lines[1:-1])
