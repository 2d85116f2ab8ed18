"""The part of XPath that boxes can answer, as selectors."""

from __future__ import annotations

import re
from itertools import islice, product

from cleaner.judge.selectors import parse_selector
from cleaner.readers.page import BOXES

#: A path has so many characters at the most, and comes to so many selectors.
CHARACTERS, SELECTORS = 1_000, 20
_QUOTED = r"(?:'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\")"
_ATTRIBUTE = r"@(?P<name>class|id|role|itemprop)"
_EQUALS = re.compile(rf"{_ATTRIBUTE}\s*=\s*{_QUOTED}")
_CONTAINS = re.compile(rf"contains\(\s*{_ATTRIBUTE}\s*,\s*{_QUOTED}\s*\)")
#: ``contains(concat(' ', normalize-space(@class), ' '), ' post ')``: the class as a word.
_SPACE = r"\s*['\"] ['\"]\s*"
_AS_WORD = re.compile(
    rf"contains\(\s*concat\({_SPACE},\s*(?:normalize-space\(\s*)?@(?P<name>class|id)\s*\)?\s*,{_SPACE}\)"
    rf"\s*,\s*{_QUOTED}\s*\)"
)
_STEP = re.compile(r"(?P<axis>//?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*|\*)(?P<tests>(?:\[[^\[\]]*\])*)")
_TEST = re.compile(r"\[([^\[\]]*)\]")
_META = re.compile(rf"//meta\[@(?:name|property|itemprop)\s*=\s*{_QUOTED}\]/@content")
_OR, _AND = re.compile(r"\s+or\s+"), re.compile(r"\s+and\s+")


class XPathError(ValueError):
    """A path that boxes cannot answer; the message says what of it."""


def meta_of(path: str) -> str:
    """The meta whose content a path asks for, "" for none."""
    found = _META.fullmatch(path.strip())
    return (found["one"] or found["two"] or "").lower() if found else ""


def as_selectors(path: str, inline: bool) -> list[str]:
    """The selectors that select what a path does, one for each way to read its alternatives. Elements within lines are
    no boxes: with `inline` they are asked for by their names. Raises `XPathError`."""
    if len(path) > CHARACTERS:
        raise XPathError(f"is longer than {CHARACTERS} characters")
    found = [selector for part in path.split("|") for selector in _path(part.strip(), inline)]
    if len(found) > SELECTORS:
        raise XPathError(f"comes to more than {SELECTORS} selectors")
    for selector in found:
        parse_selector(selector)
    return found


def _path(path: str, inline: bool) -> list[str]:
    path = path.removesuffix("/text()").removesuffix("//text()")
    steps = list(_STEP.finditer(path))
    if not steps or "".join(step[0] for step in steps) != path:
        raise XPathError("is no path of tags with the names of class and id")
    ways = [_step(step, inline and step is steps[-1]) for step in steps]
    gaps = [" > " if step["axis"] == "/" else " " for step in steps]
    if len(ways) > 1 and steps[0]["tag"].lower() == "html":
        ways, gaps = ways[1:], gaps[1:]
    found = []
    for way in product(*ways):
        found.append("".join(gap + one for gap, one in zip(gaps, way, strict=True)).strip(" >"))
        if len(found) > SELECTORS:
            raise XPathError(f"comes to more than {SELECTORS} selectors")
    return found


def _step(step: re.Match[str], inline: bool) -> list[str]:
    """The ways to select what one step does, one more than there may be at the most."""
    tag = "" if step["tag"] == "*" else step["tag"].lower()
    if tag and tag not in BOXES:
        if not inline or not step["tests"]:
            raise XPathError(f"{tag} is no element that holds lines")
        tag = ""
    ways = islice(product(*(_OR.split(test) for test in _TEST.findall(step["tests"]))), SELECTORS + 1)
    return [tag + "".join(name for test in way for one in _AND.split(test) for name in _names(one)) for way in ways]


def _names(test: str) -> list[str]:
    """What a test asks of the names, as a selector does."""
    for form in (_EQUALS, _CONTAINS, _AS_WORD):
        if found := form.fullmatch(test.strip()):
            mark = "#" if found["name"] == "id" else "."
            return [mark + word for word in (found["one"] or found["two"] or "").split()]
    raise XPathError(f"[{test}] is no name of class or id")
