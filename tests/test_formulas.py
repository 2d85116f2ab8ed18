"""cleaner.readers.mathml and tex: formulas that state no TeX, and those that a page leaves to a script."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Clip
from cleaner.readers import read
from cleaner.readers.mathml import MOST_DEPTH
from tests.conftest import table


def _said(math: str) -> str:
    """What the page says between two words."""
    page = f"<html><body><p>before {math} behind</p></body></html>"
    [block] = read(Clip(page, "html")).blocks
    return block.text.removeprefix("before ").removesuffix(" behind")


def _row(*signs: str) -> str:
    return "<mrow>" + "".join(f"<mi>{sign}</mi>" for sign in signs) + "</mrow>"


X, Y, TWO = "<mi>x</mi>", "<mi>y</mi>", "<mn>2</mn>"

FORMULAS = [
    ("nothing", "", "behind"),
    ("a line of signs", f"{X}<mo>+</mo><mn>1</mn>", "x+1"),
    ("a line with a sign that is not seen", f"<mi>f</mi><mo>&#x2061;</mo>{X}", "f\u2061x"),
    ("raised", f"<msup>{X}{TWO}</msup>", "$x^{2}$"),
    ("lowered", f"<msub>{X}{TWO}</msub>", "$x_{2}$"),
    ("raised and lowered", f"<msubsup>{X}{TWO}{Y}</msubsup>", "$x_{2}^{y}$"),
    ("a row raised", f"<msup>{_row('a', 'b')}{_row('c', 'd')}</msup>", "${ab}^{cd}$"),
    ("a fraction", f"<mfrac>{X}{TWO}</mfrac>", r"$\frac{x}{2}$"),
    ("a fraction without a bar", f'<mfrac linethickness="0">{X}{TWO}</mfrac>', r"$\genfrac{}{}{0pt}{}{x}{2}$"),
    ("roots", f"<msqrt>{X}{Y}</msqrt><mroot>{X}{TWO}</mroot>", r"$\sqrt{xy}\sqrt[2]{x}$"),
    ("a sum with limits", f"<munderover><mo>∑</mo>{X}{TWO}</munderover>", "$∑_{x}^{2}$"),
    ("a function with a limit", f"<munder><mi>lim</mi>{X}</munder><mi>f</mi>", r"$\lim_{x}f$"),
    ("a function before a letter", f"<msup><mi>sin</mi>{TWO}</msup>{X}", r"$\sin^{2}x$"),
    ("a name of several letters", f"<msub><mi>rank</mi>{X}</msub>", r"${\operatorname{rank}}_{x}$"),
    ("a bar above", f"<mover>{X}<mo>¯</mo></mover>", r"$\overline{x}$"),
    ("something above and below", f"<munderover>{X}{Y}{TWO}</munderover>", r"$\overset{2}{\underset{y}{x}}$"),
    ("brackets", f'<mfenced open="[" close="]">{X}{Y}</mfenced>', "$[x,y]$"),
    ("a matrix", f"<mtable><mtr><mtd>{X}</mtd><mtd>{Y}</mtd></mtr><mtr><mtd>{TWO}</mtd></mtr></mtable>",
     r"$\begin{matrix}x & y \\ 2\end{matrix}$"),
    ("signs before the base", f"<mmultiscripts>{X}{TWO}<none/><mprescripts/><none/>{Y}</mmultiscripts>",
     "${}^{y}x_{2}$"),
    ("words", f"<msub>{X}<mtext>at most</mtext></msub>", r"$x_{\text{at most}}$"),
    ("characters that are marks", f"<msup>{X}<mo>%</mo></msup><mo>{{</mo>", r"$x^{\%}\{$"),
    ("text in no element of its own", f"<msup>x{TWO}</msup> and more", "$x^{2} and more$"),
    ("too few children", f"<mfrac>{X}</mfrac>", "$x$"),
    ("another notation beside it", f"<semantics><msup>{X}{TWO}</msup><annotation encoding='StarMath'>x sup 2</annotation>"
     "</semantics>", "$x^{2}$"),
    ("the notation of TeX beside it", f"<semantics><msup>{X}{TWO}</msup>"
     "<annotation encoding='application/x-tex'>x^2</annotation></semantics>", "$x^2$"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "tex"), table(FORMULAS))
def test_a_formula(parts: str, tex: str) -> None:
    assert _said(f"<math>{parts}</math>") == tex


def test_a_formula_of_a_paper_in_xml() -> None:
    assert _said("<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>") == "$x^{2}$"


def test_elements_of_formulas_outside_of_one_are_text() -> None:
    assert _said("<msup><mi>x</mi><mn>2</mn></msup>") == "x2"


def _around(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = "msup msub mfrac mroot munder mover mrow mtd mstyle msubsup munderover mtr mtable mfenced msqrt".split()
    return st.tuples(st.sampled_from(tags), st.lists(parts, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    )


TREES = st.recursive(
    st.sampled_from(["<mi>a</mi>", "<mn>17</mn>", "<mo>=</mo>", "<mtext>q r</mtext>", "s"]), _around, max_leaves=12
)


@given(st.lists(TREES, max_size=4))
def test_no_sign_of_a_formula_is_lost(trees: list[str]) -> None:
    math = "".join(trees)
    wanted = Counter(re.sub(r"<[^>]*>|\s", "", math))
    assert not wanted - Counter(_said(f"<math>{math}</math>") if math else "")


def test_a_formula_may_be_as_deep_as_a_page() -> None:
    deep = 50 * MOST_DEPTH
    said = _said(f"<math>{'<msup><mi>x</mi><mrow>' * deep}<mi>z</mi>{'</mrow></msup>' * deep}</math>")
    assert said.count("x") == deep and said.count("z") == 1


DELIMITED = [
    ("no delimiters", '<span class="math">numbers</span>', "numbers"),
    ("another class", r'<span class="maths">\(x\)</span>', r"\(x\)"),
    ("a text that has a formula", r'<span class="math">where \(x\) is</span>', r"where \(x\) is"),
    ("two formulas", r'<span class="math">\(x\) \(y\)</span>', r"\(x\) \(y\)"),
    ("in a line", r'<span class="math inline">\(x_1, y^2\)</span>', "$x_1, y^2$"),
    ("displayed", r'<span class="math display">\[ \int x\,dx \]</span>', r"$$\int x\,dx$$"),
    ("over lines", '<span class="math">\\[a \\\\\n  b\\]</span>', r"$$a \\ b$$"),
    (
        "an environment",
        r'<span class="math">\begin{align} a &amp;= b \end{align}</span>',
        r"$$\begin{align} a &= b \end{align}$$",
    ),
    ("longer than any formula", rf'<span class="math">\({"x" * 10_000}\)</span>', rf"\({'x' * 10_000}\)"),
]


@pytest.mark.parametrize(("element", "text"), table(DELIMITED))
def test_a_formula_that_is_left_to_a_script(element: str, text: str) -> None:
    assert _said(element) == text
