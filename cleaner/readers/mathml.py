"""MathML that states no TeX, as TeX: what stands raised, below, under a root or a bar would run into its line as text.

Presentation MathML (MathML Core, W3C). Each element is made of the TeX of its children when it closes, so nothing here
goes deeper than the page does; below `MOST_DEPTH` elements are read as rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from cleaner.text.pattern import lazy_pattern

#: Elements within more than so many others add nothing but what stands in them.
MOST_DEPTH = 60

#: Functions that TeX knows by name; other names of several letters are set upright by `\operatorname`.
_FUNCTIONS = frozenset(
    """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max
    min sec sin sinh sup tan tanh Pr""".split()
)
#: Characters that TeX takes for marks, but for the backslash.
_SPECIAL = re.compile(r"[{}%&#_$]")
_BLANKS = re.compile(r"\s+")
#: Signs without a shape: that a function is applied, that numbers are multiplied or a comma left out.
_UNSEEN = dict.fromkeys((0x2061, 0x2062, 0x2063, 0x2064, 0x200B))
_ACCENTS = {
    **dict.fromkeys("¯‾―_\u0304\u0305", r"\overline"),
    **dict.fromkeys("^ˆ\u0302", r"\hat"),
    **dict.fromkeys("~˜∼\u0303", r"\tilde"),
    **dict.fromkeys("→⃗⟶\u20d7", r"\vec"),
    **dict.fromkeys("˙.\u0307", r"\dot"),
    **dict.fromkeys("¨\u0308", r"\ddot"),
}
#: Signs whose limits stand above and below them.
_LARGE = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂⨀∫∮∬∭")
#: What needs no braces around it: a character, a command, a number.
_SINGLE = lazy_pattern(r"\s*(?:[^\s\\{}]|\\[a-zA-Z]+|\\[{}%&#_$]|\d+)\s*")


class Parts:
    """The elements of a formula as the page gives them; `structured` once one of them says more than a line of text."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Mapping[str, str], list[str]]] = [("mrow", {}, [])]
        self._deeper = 0
        self.structured = False

    def open(self, tag: str, attributes: Mapping[str, str], before: str) -> None:
        """An element opens, behind some text that stands in none of its own."""
        self._say(before)
        if len(self._open) > MOST_DEPTH:
            self._deeper += 1
        else:
            self._open.append((tag, attributes, []))

    def close(self, before: str) -> None:
        """The last one that opened closes, behind some text."""
        if self._deeper:
            self._deeper -= 1
            self._say(before)
            return
        tag, attributes, children = self._open[-1]
        if tag in _TOKENS:
            made = _TOKENS[tag]((_row(children) + before).translate(_UNSEEN))
        else:
            self._say(before)
            self.structured = self.structured or tag in _SHAPES
            made = _made(tag, attributes, children)
        self._open.pop()
        self._open[-1][2].append(made)

    def _say(self, text: str) -> None:
        if text.strip():
            self._open[-1][2].append(_escaped(text))

    def tex(self, behind: str) -> str:
        """The formula as TeX, on one line; `behind` is the text behind its last element."""
        self._say(behind)
        return " ".join(_row(self._open[0][2]).replace(_PRE, "").split())


class Formula:
    """A formula that is being read: the dollars to set around it, its TeX where the page states it, and its parts."""

    __slots__ = ("_taken", "marks", "parts", "tex")

    def __init__(self, marks: str, tex: str | None) -> None:
        self.marks, self.tex = marks, tex
        self.parts = Parts()
        self._taken = 0

    def take(self, pieces: Sequence[str]) -> str:
        """The text of the pieces that were not taken yet."""
        said = "".join(pieces[self._taken :])
        self._taken = len(pieces)
        return said


def _made(tag: str, attributes: Mapping[str, str], children: Sequence[str]) -> str:
    """An element as TeX; one with a wrong number of children is a row of them, as the standard has it."""
    if tag in _SHAPES and len(children) == _CHILDREN.get(tag, len(children)):
        return _SHAPES[tag](attributes, children)
    return "" if tag == "mphantom" else _row(children)


def _row(children: Sequence[str]) -> str:
    return "".join(children)


def _grouped(tex: str) -> str:
    """One sign, or braces around several."""
    return tex.strip() if _SINGLE.fullmatch(tex) else f"{{{tex.strip()}}}"


def _braced(tex: str) -> str:
    return f"{{{tex.strip()}}}"


# Tokens


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text.replace("\\", r"\backslash "))


def _number(text: str) -> str:
    return _escaped(text.strip())


def _name(text: str) -> str:
    text = text.strip()
    if len(text) < 2 or not text.isalpha() or not text.isascii():
        return _escaped(text)
    return f"\\{text} " if text in _FUNCTIONS else rf"\operatorname{{{text}}}"


def _said(text: str) -> str:
    return rf"\text{{{_escaped(_BLANKS.sub(' ', text))}}}" if text else ""


def _sign(text: str) -> str:
    text = text.strip()
    return f"\\{text} " if text in _FUNCTIONS else _escaped(text)


_TOKENS: Mapping[str, Callable[[str], str]] = {
    "mi": _name,
    "mn": _number,
    "mo": _sign,
    "mtext": _said,
    "ms": lambda text: _said(f'"{text}"'),
}


# Shapes: what an element makes of its children


def _scripts(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return f"{_grouped(children[0])}^{_braced(children[1])}"


def _lowered(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return f"{_grouped(children[0])}_{_braced(children[1])}"


def _both(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return f"{_grouped(children[0])}_{_braced(children[1])}^{_braced(children[2])}"


def _under(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    if _takes_limits(children[0]):
        return _lowered(attributes, children)
    if children[1].strip() in ("_", r"\_", "¯", "‾", "̲"):
        return rf"\underline{_braced(children[0])}"
    return rf"\underset{_braced(children[1])}{_braced(children[0])}"


def _over(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    accent = _ACCENTS.get(children[1].strip().lstrip("\\"))
    if accent:
        return f"{accent}{_braced(children[0])}"
    if _takes_limits(children[0]):
        return _scripts(attributes, children)
    return rf"\overset{_braced(children[1])}{_braced(children[0])}"


def _under_over(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    if _takes_limits(children[0]):
        return _both(attributes, children)
    return _over(attributes, (_under(attributes, children), children[2]))


def _takes_limits(base: str) -> bool:
    bare = base.strip()
    return bare in _LARGE or bare.removeprefix("\\") in _FUNCTIONS


def _fraction(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    bar = attributes.get("linethickness", "").strip()
    command = r"\genfrac{}{}{0pt}{}" if re.match(r"0(?:\D|$)", bar) else r"\frac"
    return f"{command}{_braced(children[0])}{_braced(children[1])}"


def _root(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return rf"\sqrt[{children[1].strip()}]{_braced(children[0])}"


def _square_root(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return rf"\sqrt{_braced(_row(children))}"


def _fenced(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    marks = "".join(attributes.get("separators", ",").split())
    inner = "".join(
        child if i == 0 or not marks else marks[min(i, len(marks)) - 1] + child for i, child in enumerate(children)
    )
    return f"{_escaped(attributes.get('open', '('))}{inner}{_escaped(attributes.get('close', ')'))}"


def _pre_scripts(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    """A base with pairs of a lowered and a raised sign behind it and, behind `_PRE`, before it."""
    base, *rest = children or ("",)
    at = rest.index(_PRE) if _PRE in rest else len(rest)
    return f"{_pairs(rest[at + 1 :], '{}')}{_pairs(rest[:at], _grouped(base))}"


def _pairs(scripts: Sequence[str], base: str) -> str:
    pairs = zip(scripts[::2], [*scripts[1::2], ""], strict=False)
    said = "".join(
        (f"_{_braced(low)}" if low.strip() else "") + (f"^{_braced(high)}" if high.strip() else "")
        for low, high in pairs
    )
    return f"{base}{said}" if said or base != "{}" else ""


def _table(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return r"\begin{matrix}" + r" \\ ".join(children) + r"\end{matrix}"


def _table_row(attributes: Mapping[str, str], children: Sequence[str]) -> str:
    return " & ".join(children)


#: What stands for the element that parts the scripts behind a base from those before it.
_PRE = "\x00"
_SHAPES: Mapping[str, Callable[[Mapping[str, str], Sequence[str]], str]] = {
    "msup": _scripts,
    "msub": _lowered,
    "msubsup": _both,
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
    "mfrac": _fraction,
    "mroot": _root,
    "msqrt": _square_root,
    "mfenced": _fenced,
    "mmultiscripts": _pre_scripts,
    "mprescripts": lambda attributes, children: _PRE,
    "mtable": _table,
    "mtr": _table_row,
    "mlabeledtr": _table_row,
}
#: How many children such an element has; with more or fewer it is a row.
_CHILDREN = {"msup": 2, "msub": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3, "mfrac": 2, "mroot": 2}

#: The elements of a formula, in which what they hold is gathered.
ELEMENTS = (
    *_TOKENS,
    *_SHAPES,
    *"mrow mstyle mpadded mphantom merror mtd mspace menclose maction none semantics".split(),
)
