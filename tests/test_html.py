"""HTML → blocks: what a browser shows, in order, with the marks that make it Markdown."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cleaner.model import Clip, Document
from cleaner.readers.hidden import hides_by_style
from cleaner.readers.html import read_html
from cleaner.readers.marks import picture
from cleaner.text.targets import target
from tests.conftest import TEX

LONG = "渡口的老船停了三十年，今年春天又下了水，撑船的是当年船工的孙女，她说桨还是那一支。"
#: Enough text for a page not to count as bare.
FILLED = f"<p>{LONG * 12}</p>"


def read(page: str) -> Document:
    document = read_html(Clip(page, "html"))
    _assert_covered(document)
    return document


def _assert_covered(document: Document) -> None:
    """The blocks give the flattened page back, and each knows where its characters stand."""
    assert "".join(document.text[b.span.start : b.span.end] for b in document.blocks) == document.text
    for block in document.blocks:
        assert document.text.startswith(block.source, block.start)
        if block.offsets is None:
            assert block.source == block.text
        else:
            assert "".join(block.source[at] for at in block.offsets[:-1]) == block.text
            assert list(block.offsets) == sorted(set(block.offsets)) and len(block.offsets) == len(block.text) + 1


def texts(page: str) -> list[str]:
    return [block.text for block in read(page).blocks]


def kinds(page: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read(page).blocks]


def source(page: str) -> str:
    return read(page).text


NO_MARKS = [
    ("plain words", "老船又下水"),
    ("a lone bracket", "见图库[1"),
    ("a bracketed label", "[图库] 老船"),
    ("a star between spaces", "3 * 4 = 12"),
    ("an underscore in a word", "snake_case"),
    ("less than", "a < b"),
    ("an ampersand", "AT&T"),
    ("one tilde", "100~200"),
    ("an exclamation", "好！很好!"),
    ("full-width marks", "＊注＊ ［一］"),
]


@pytest.mark.parametrize(("name", "text"), NO_MARKS, ids=[name for name, _ in NO_MARKS])
def test_text_without_marks_is_its_own_source(name: str, text: str) -> None:
    (block,) = read(f"<p>{html.escape(text)}</p>").blocks
    assert (block.text, block.source, block.offsets) == (text, text, None)


BLOCKS = [
    ("a bare text", "x", [("paragraph", 0, "x")]),
    ("text in a div", "<div>a<div>b</div>c</div>", [("paragraph", 0, t) for t in "abc"]),
    ("headings", "".join(f"<h{n}>{n}</h{n}>" for n in range(1, 7)), [("heading", n, str(n)) for n in range(1, 7)]),
    ("unclosed paragraphs", "<p>a<p>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ("nested lists", "<ul><li>a<ol><li>b</ol>c<li>d</ul>", [("list_item", n, t) for n, t in zip((0, 1, 0, 0), "abcd", strict=True)]),
    ("paragraphs in an item", "<ul><li><p>a<p>b</ul>", [("list_item", 0, "a"), ("list_item", 0, "b")]),
    ("an item without a list", "<li>a", [("list_item", 0, "a")]),
    ("a glossary", "<dl><dt>a<dd>b</dl>", [("list_item", 0, "a"), ("list_item", 1, "b")]),
    ("quotes", "<blockquote>a<blockquote><p>b</blockquote></blockquote>c", [("quote", 1, "a"), ("quote", 2, "b"), ("paragraph", 0, "c")]),
    ("code", "<pre class='language-c'>\n  if (a)\n\tb<br>c\n</pre>", [("code", 0, "  if (a)\n\tb\nc")]),
    ("code, a line each", "<pre><div>a</div><div> b</div></pre>", [("code", 0, "a\n b")]),
    ("a heading's link to itself", '<h2>a <a href="#a">¶</a></h2><p>b</p>', [("heading", 2, "a"), ("paragraph", 0, "b")]),
    ("such a link before it", '<h2><a href="/x#a">#</a> a</h2>', [("heading", 2, "a")]),
    ("a link that leads elsewhere", '<h2>C<a href="/tags/c">#</a></h2>', [("heading", 2, "C#")]),
    ("a term's mark", '<dl><dt>a()<a href="#a">¶</a></dl>', [("list_item", 0, "a()")]),
    ("a paragraph's mark", '<p>a <a href="#a">¶</a></p>', [("paragraph", 0, "a ¶")]),
    ("a heading in unclosed code", "<pre>a<h2>b</h2>", [("code", 0, "a"), ("heading", 2, "b")]),
    ("the author's own elements", "<my-box>a<my-box>b</my-box></my-box>", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ("details", "<details><summary>a</summary>b</details>", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ("a rule", "a<hr>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ("a form around the page", "<form><p>a<input value=x><button>go</button></form>", [("paragraph", 0, "a")]),
    ("a heading that is a button", "<h2><button aria-controls=a>q<span>Show</span></button></h2><p>a", [("heading", 2, "q"), ("paragraph", 0, "a")]),
    ("a button beside a heading", "<h2>q<button>Copy link</button></h2>", [("heading", 2, "q")]),
    ("a button that unfolds the text below", "<p>a<button aria-controls=b>q</button><div id=b>c</div>", [("paragraph", 0, "a"), ("paragraph", 0, "q"), ("paragraph", 0, "c")]),
    ("one that unfolds a menu", "<nav><button aria-controls=b aria-expanded=false>Menu</button><ul id=b><li>c</ul></nav>", [("list_item", 0, "c")]),
    ("one that opens a dialog", "<button data-toggle=modal data-target=#b>Subscribe</button><div id=b>c</div>", [("paragraph", 0, "c")]),
    ("one that says nothing but what a click does", "<button aria-controls=b>Show</button><div id=b>c</div>", [("paragraph", 0, "c")]),
    ("a button in a heading that is not shown", "<h2><button style='display:none'>q</button>a</h2>", [("heading", 2, "a")]),
    ("controls in a line", "a<select><option>1</select>b<textarea>c</textarea>", [("paragraph", 0, "ab")]),
    ("text behind the page", "<html><body><p>a</body></html>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ("text within the head", "<head><title>t</title>a</head>", [("paragraph", 0, "a")]),
    ("what is not shown", "<script>x</script><style>y</style><template><p>z</template><iframe>f</iframe>a", [("paragraph", 0, "a")]),
    ("a figure", "<figure><img src=a.jpg><figcaption>b</figcaption></figure>", [("image", 0, ""), ("paragraph", 0, "b")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "want"), BLOCKS, ids=[case[0] for case in BLOCKS])
def test_blocks(name: str, page: str, want: list[tuple[str, int, str]]) -> None:
    assert kinds(page) == want


LINES = [
    ("white space", "<p> a\n b\t c </p>", "a b c"),
    ("a no-break space inside", "<p>a&nbsp;b</p>", "a\xa0b"),
    ("an indent", "<p>　　渡口</p>", "渡口"),
    ("entities", "<p>a&amp;b&lt;c&#20013;</p>", "a&b\\<c中"),
    ("soft hyphen and word break", "<p>a&shy;b<wbr>c</p>", "a\xadbc"),
    ("one line break, short lines", "<p>春眠不觉晓<br>处处闻啼鸟</p>", "春眠不觉晓\n处处闻啼鸟"),
    ("one line break, sentences", f"<p>{LONG}<br>{LONG}", f"{LONG}\n\n{LONG}"),
    ("one line break behind a sentence", f"<p>{LONG}<br>短", f"{LONG}\n\n短"),
    ("one line break before a sentence", f"<p>短<br>{LONG}", f"短\n\n{LONG}"),
    ("two line breaks", "<p>a<br><br>b</p>", "a\n\nb"),
    ("a line break between boxes", "<div>a<br></div><div>b</div>", "a\n\nb"),
    (
        "a reading beside a word is left out: it is a gloss",
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字",
        "漢字",
    ),
    ("a comment in a line", "<p>a<!-- x -->b", "ab"),
    ("a conditional comment", "<p>a<![if IE]>b<![endif]>c", "abc"),
    ("a title of a drawing", "<p>a<svg><title>x</title><text>y</text></svg>b", "ab"),
]


@pytest.mark.parametrize(("name", "page", "want"), LINES, ids=[case[0] for case in LINES])
def test_lines(name: str, page: str, want: str) -> None:
    assert source(page) == want


MARKS = [
    ("a link", '<p>a <a href="/u">b</a> c', "a [b](/u) c"),
    ("a link alone", "<li><a href=u>b</a>\n", "[b](u)"),
    ("spaces in a link", "<p>a<a href=u> b </a>c", "a [b](u) c"),
    ("a link around blocks", "<a href=u><h3>a</h3><p>b</p></a>c", "[a](u)\n\n[b](u)\n\nc"),
    ("a link in a link", "<a href=u>a<div><a href=v>b</a></div></a>", "[a](u)\n\n[b](v)"),
    ("an empty link", "<p>a<a href=u></a>b", "ab"),
    ("a link without target", "<p>a<a>b</a><a href=''>c</a>", "abc"),
    ("a script for a target", "<p><a href='JavaScript:go()'>a</a>", "a"),
    ("a bracket in a link", "<p><a href=u>[1]</a>", "[\\[1\\]](u)"),
    ("an exclamation before a link", "<p>Oh!<a href=u>b</a>", "Oh\\![b](u)"),
    ("emphasis", "<p>a <b>b</b> <i>c</i> <s>d</s>", "a **b** *c* ~~d~~"),
    ("spaces in emphasis", "<p>a<b> b </b>c", "a **b** c"),
    ("empty emphasis", "<p>a<b> </b>c", "a c"),
    ("emphasis within emphasis", "<p><b>a <i>b</i></b>", "**a b**"),
    ("emphasis over blocks", "<b>x<div>a</div>y</b>b", "x\n\na\n\nyb"),
    ("emphasis beside emphasis", "<p><b>a</b><i>b</i>", "ab"),
    ("a full stop in emphasis, a letter behind it", "<p>渡口<b>老船。</b>又下水", "渡口**老船**。又下水"),
    ("quotes in emphasis", "<p>他说<b>“好”</b>了", "他说“**好**”了"),
    ("emphasis around a link", "<p><b><a href=u>a</a></b>", "**[a](u)**"),
    ("emphasis around a link between letters", "<p>甲<b><a href=u>a</a></b>乙", "甲[a](u)乙"),
    ("emphasis in a heading", "<h2><b>a</b></h2>", "a"),
    ("code", "<p><code>a*b</code>", "`a*b`"),
    ("backticks in code", "<p><code>`a`</code>", "`` `a` ``"),
    ("a link in code", "<p><code><a href=u>f</a>(x)</code>", "`f(x)`"),
    ("code in a link", "<p><a href=u><code>f</code></a>", "[`f`](u)"),
    ("marks in the text", "<p>*a* _b_ `c` \\d [e](f) &lt;b> &amp;amp; ~~g~~", "\\*a\\* \\_b\\_ \\`c\\` \\\\d [e\\](f) \\<b> \\&amp; \\~\\~g\\~\\~"),
    ("a picture", "<p>a <img src=b.jpg alt='c [d]'> e", "a ![c \\[d\\]](b.jpg) e"),
    ("a picture at the end", "<p>a <img src=b.jpg> ", "a ![](b.jpg)"),
    ("a picture in a word", "<p>a<img src=b.jpg>c", "a![](b.jpg)c"),
    ("a picture in a link", "<a href=u><img src=b.jpg></a>", "[![](b.jpg)](u)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "want"), MARKS, ids=[case[0] for case in MARKS])
def test_marks(name: str, page: str, want: str) -> None:
    assert source(page) == want


def test_links_are_listed_with_their_texts() -> None:
    (block,) = read("<p>a <a href=' /u '>b <b>c</b></a><a href='javascript:;'>d</a><a href=x></a>").blocks
    assert block.links == (("b c", "/u"), ("d", "javascript:;"))


def test_targets() -> None:
    assert target("/a?b=c&d#e") == "/a?b=c&d#e"
    assert target("/船") == "/船"
    assert target("/a b") == "/a%20b"
    assert target("/a_(b)") == "</a_(b)>"
    assert target("/a>\\\n") == "/a%3E%5C%0A"
    assert picture("a]b", "u v") == "![a\\]b](u%20v)"


PICTURES = [
    ("nothing", "<img>", []),
    ("an address", "<img src=a.jpg>", ["a.jpg"]),
    ("loaded late", "<img src=blank.gif data-src=a.jpg>", ["a.jpg"]),
    ("loaded late, otherwise", "<img src=data:x data-original=a.jpg>", ["a.jpg"]),
    ("loaded late, under the name of a library", "<img src=data:x data-original-src=a.jpg>", ["a.jpg"]),
    ("of a page for telephones", "<amp-img src=a.jpg width=640 height=480></amp-img>", ["a.jpg"]),
    ("there with a ratio for its size", "<amp-img src=a.jpg width=16 height=9 layout=responsive></amp-img>", ["a.jpg"]),
    ("an icon there", "<amp-img src=a.jpg width=16 height=16></amp-img>", []),
    ("a set alone", "<img srcset='a.jpg 1x, b.jpg 2x'>", ["a.jpg"]),
    ("in the page itself", "<img src='DATA:image/gif;base64,xx'>", []),
    ("a counter", "<img src=a.gif width=1 height=1>", []),
    ("an icon", "<img src=a.png width=16px>", []),
    ("a stated size", "<img src=a.jpg width=640 height=100%>", ["a.jpg"]),
]


@pytest.mark.parametrize(("name", "page", "want"), PICTURES, ids=[case[0] for case in PICTURES])
def test_pictures(name: str, page: str, want: list[str]) -> None:
    assert [image.url for block in read(f"<p>甲{page}乙</p>").blocks for image in block.images] == want


def test_a_picture_for_pages_without_scripts_is_not_a_second_one() -> None:
    page = FILLED + "<p>甲<img data-src=a.jpg><noscript><img src=a.jpg></noscript>乙</p>"
    assert [b.source for b in read(page).blocks[1:]] == ["甲![](a.jpg)乙"]


def test_a_page_in_noscript_is_read_when_there_is_no_other() -> None:
    assert texts(f"<div>请启用脚本</div><noscript><p>{LONG}</p></noscript>") == ["请启用脚本", LONG]
    assert texts(f"{FILLED}<noscript><p>{LONG}</p></noscript>") == [LONG * 12]


FORMULAS = [
    ("a script", r"能量<script type='math/tex'>E = mc^2</script>守恒", "能量$E = mc^2$守恒"),
    ("a script apart", "<script type='math/tex; mode=display'>a_b*c*</script>", "$$a_b*c*$$"),
    ("an annotation", "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>a&lt;x</annotation></semantics></math>", "$a<x$"),
    ("no source", "<math><mi>x</mi><mo>=</mo><mn>1</mn></math>", "x=1"),
    ("drawn beside it", "<span class=katex><span class=katex-mathml><math><annotation encoding='application/x-tex'>x</annotation></math></span><span class=katex-html aria-hidden=true>x</span></span>", "$x$"),
    ("hidden beside its picture", "<span style='display: none' class='mwe-math-mathml-inline'><math><mi>x</mi><annotation encoding='application/x-tex'>{\\displaystyle x}</annotation></math></span><img class='mwe-math-fallback-image-inline' aria-hidden=true alt='{\\displaystyle x}' src=x.svg>", "$x$"),
    ("beside its picture", "<math alttext='x'></math><img class='mwe-math-fallback-image-inline' alt='x' src=x.svg>", "$x$"),
    ("what a script drew of it", "<mjx-container class=MathJax jax=CHTML><mjx-math aria-hidden=true>x</mjx-math><mjx-assistive-mml><math><mi>x</mi></math></mjx-assistive-mml></mjx-container>也是", "x也是"),
    ("what a script drew of it, with its source", "<mjx-container class=MathJax jax=SVG><svg></svg><mjx-assistive-mml><math data-latex='x^2'><mi>x</mi></math></mjx-assistive-mml></mjx-container>也是", "$x^2$也是"),
    ("a service's picture", "能量<img src='https://www.zhihu.com/equation?tex=E%3Dmc%5E2' alt='[公式]' eeimg=1>守恒", "能量$E=mc^2$守恒"),
    ("a service's picture apart", "<img src='https://www.zhihu.com/equation?tex=x%5E2+%2B+y' alt='[公式]' eeimg=2>", "$$x^2 + y$$"),
    ("a blog's picture", "<img src='https://s0.wp.com/latex.php?latex=x_1&#038;bg=ffffff' alt='x_1' class=latex>", "$x_1$"),
    ("its picture alone", "<img class='mwe-math-fallback-image-inline' alt='{\\displaystyle y}' src=x.svg>", "$y$"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "want"), FORMULAS, ids=[case[0] for case in FORMULAS])
def test_formulas(name: str, page: str, want: str) -> None:
    assert [block.source for block in read(f"<p>{page}</p>").blocks if not block.hints.hidden] == [want]


TABLE = "<table><caption>船期</caption><tr><th>日<th>时</tr><tr><td>一<td>六|七</tr></table>"
HEADED, FACTS = "<tr><th>x<td>1<tr><th>y<td>2", "| x | 1 |\n| --- | --- |\n| y | 2 |"
TABLES = [
    ("data", TABLE, ["船期", "| 日 | 时 |\n| --- | --- |\n| 一 | 六\\|七 |"]),
    ("empty cells", "<table><tr><td>a<td>b<tr><td><td>d</table>", ["| a | b |\n| --- | --- |\n|  | d |"]),
    ("spans", "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td colspan=2>d<tr><td>e<td>f</table>", None),
    ("one column is layout", "<table><tr><td>a<tr><td>b</table>", ["a", "b"]),
    ("long cells are layout", f"<table><tr><td>a<td>{LONG * 3}<tr><td>b<td>c</table>", ["a", LONG * 3, "b", "c"]),
    ("headings and lists are layout", "<table><tr><td>a<td><ul><li>b</ul><tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
    ("a table in a table", f"<table><tr><td>x<td>{TABLE}<tr><td>y<td>z</table>", ["x", "船期", "| 日 | 时 |\n| --- | --- |\n| 一 | 六\\|七 |", "y", "z"]),
    ("text beside cells", "<table>a<tr><td>b<td>c<tr><td>d<td>e</table>", ["a", "| b | c |\n| --- | --- |\n| d | e |"]),
    ("a hidden cell", "<table><tr><td>b<td>c<tr><td>d<td>e<td hidden>f</table>", ["| b | c |  |\n| --- | --- | --- |\n| d | e |  |", "f"]),
    ("a picture for pages without scripts", f"{FILLED}<table><tr><td>b<td><noscript><img src=a></noscript>c<tr><td>d<td>e</table>", [LONG * 12, "| b | c |\n| --- | --- |\n| d | e |"]),
    ("a cell without a table", "<td>a<td>b", ["a", "b"]),
    ("rows with heads hold lists", f"<table><tr><th colspan=2>a{HEADED}<tr><th>d<td><ul><li>e<li>f</ul></table>", ["| a |  |\n| --- | --- |\n| x | 1 |\n| y | 2 |\n| d | e f |"]),
    ("rows with heads around a table", f"<table>{HEADED}<tr><td colspan=2>{TABLE}{HEADED}</table>", [FACTS, "船期", "| 日 | 时 |\n| --- | --- |\n| 一 | 六\\|七 |", FACTS]),
    ("rows with heads around the text of a page", f"<table>{HEADED}<tr><th>z<td>{LONG * 20}{HEADED}</table>", [FACTS, "z", LONG * 20, FACTS]),
    ("heads of columns above lists", "<table><tr><th>x<th>y<tr><td>1<td><ul><li>e<li>f</ul><tr><td>2<td>g</table>", ["| x | y |\n| --- | --- |\n| 1 | e f |\n| 2 | g |"]),
    ("no heads above lists are layout", "<table><tr><td>x<td>y<tr><td>1<td><ul><li>e<li>f</ul><tr><td>2<td>g</table>", ["x", "y", "1", "e", "f", "2", "g"]),
    ("heads of columns above the text of a page", f"<table><tr><th>x<th>y<tr><td>1<td><ul><li>e</ul>{LONG * 20}<tr><td>2<td>g</table>", ["x", "y", "1", "e", LONG * 20, "2", "g"]),
    ("two heads of rows are layout where lists stand in them", "<table><tr><th>x<td><ul><li>1</ul><tr><th>y<td>2</table>", ["x", "1", "y", "2"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "want"), TABLES, ids=[case[0] for case in TABLES])
def test_tables(name: str, page: str, want: list[str] | None) -> None:
    spans = ["| a | b |\n| --- | --- |\n|  | c |\n| d |  |\n| e | f |"]
    assert texts(page) == (spans if want is None else want)


def test_a_table_of_data_keeps_its_links_and_pictures() -> None:
    (table,) = read("<table><tr><td>a<td><a href=u>b</a><tr><td><img src=c.jpg><td>d</table>").blocks
    assert table.kind == "table"
    assert table.links == (("b", "u"),) and table.images == (("", "c.jpg"),)


SHOWN_STYLES = """font-size:0.9em;left:-1px;opacity:0.5;max-height:0.5em;overflow:hidden;width:0.5%|opacity:1|display:block
backface-visibility:hidden|-webkit-backface-visibility: hidden|fill-opacity:0|margin-top:-120px|left:-100%|height:0
background:url(a;display:none)|font-size:|opacity:|font-size:10px|font-size:0.0625rem|text-indent:2em|visibility:visible
display:none;display:block|clip:rect(0,10px,10px,0)|transform:scale(0.5)|width:100%;overflow:hidden|top:-0px|none|::|;""".replace(
    "\n", "|"
).split("|")
HIDDEN_STYLES = """display:none|DISPLAY : NONE !important|visibility:hidden|visibility: collapse|opacity:0|opacity: 0.0|opacity:.0
font-size:0|font-size: 0px;|color:red;font-size:0.0em|position:absolute;left:-9999px|text-indent:-999em|top:-10000px|margin-left:-5000px
width:0;overflow:hidden|max-height:0px;overflow:hidden|clip:rect(0,0,0,0)|clip: rect(1px 1px 1px 1px)|clip-path:inset(50%)
transform:scale(0)|display:block;display:none|left:-100vw""".replace("\n", "|").split("|")


@pytest.mark.parametrize("style", [style for style in SHOWN_STYLES if style != "background:url(a;display:none)"])
def test_styles_that_hide_nothing(style: str) -> None:
    assert not hides_by_style(style)


@pytest.mark.parametrize("style", HIDDEN_STYLES)
def test_styles_that_hide(style: str) -> None:
    assert hides_by_style(style)


HIDDEN = [
    ("nothing", "<p>甲<span class='hidden-sm' aria-hidden=false>乙</span>", []),
    ("found by searching", "<p>甲<p hidden=until-found>乙", []),
    (
        "what a control above unfolds",
        "<p>甲<a aria-expanded=false aria-controls=b>问</a><div id=b style='display:none'>乙</div>",
        [],
    ),
    (
        "what it names as a place on the page",
        "<p>甲<a data-toggle=collapse data-target='#b'>问</a><div id=b hidden>乙</div>",
        [],
    ),
    (
        "what stands right behind it",
        "<div><div role=button aria-expanded=false>问</div><div style='display:none'>乙</div></div>",
        [],
    ),
    ("the sheet of a tab", "<p>甲<div role=tabpanel hidden>乙</div>", []),
    (
        "what stands further behind",
        "<div><div role=button aria-expanded=false>问</div><p>甲<div style='display:none'>乙</div></div>",
        ["乙"],
    ),
    (
        "a menu that a control unfolds",
        "<a aria-expanded=false aria-controls=b>甲</a><ul id=b hidden><li>乙</ul>",
        ["乙"],
    ),
    (
        "a dialog that it opens",
        "<a aria-expanded=false aria-controls=b>甲</a><div id=b role=dialog hidden>乙</div>",
        ["乙"],
    ),
    ("a dialog that its page opens", "<a data-toggle=modal data-target='#b'>甲</a><div id=b hidden>乙</div>", ["乙"]),
    ("an attribute", "<p>甲<p hidden>乙", ["乙"]),
    ("for no reader", "<p>甲<span aria-hidden=true>乙</span>", ["乙"]),
    ("a class for readers aloud", "<p>甲<span class='x sr-only'>乙</span>", ["乙"]),
    ("a whole part", "<p>甲<div style='display:none'><p>乙<ul><li>丙</ul></div>", ["乙", "丙"]),
    ("a link", "<p>甲<a href=u hidden>乙</a>", ["乙"]),
    (
        "delivered to be shown by a script",
        "甲<div id=js_content style='visibility: hidden;opacity: 0'><p>乙</div>",
        ["乙"],
    ),
]


@pytest.mark.parametrize(("name", "page", "want"), HIDDEN, ids=[case[0] for case in HIDDEN])
def test_hidden_text_is_flagged_and_never_lost(name: str, page: str, want: list[str]) -> None:
    blocks = read(page).blocks
    assert [block.text for block in blocks if block.hints.hidden] == want
    assert "".join(sorted(block.text for block in blocks)).count("乙") == 1


def test_hidden_words_do_not_tear_their_line() -> None:
    blocks = read("<p>渡口的<b>老<span style='font-size:0'>qwx</span>船</b>停了</p>").blocks
    assert [(block.text, block.source, block.hints.hidden) for block in blocks] == [
        ("qwx", "qwx", True),
        ("渡口的老船停了", "渡口的**老船**停了", False),
    ]


def test_boxes_are_numbered_as_they_open() -> None:
    document = read('<div class="postBody art-main" id=9><p itemprop=text>a<i>b</i></p></div><p role=Note>c</p>')
    boxes = document.boxes
    assert [(box.parent, box.tag, box.words) for box in boxes] == [
        (-1, "", ()),
        (0, "html", ()),
        (1, "body", ()),
        (2, "div", ("post", "body", "art", "main")),
        (3, "p", ("text",)),
        (2, "p", ("note",)),
    ]
    assert [boxes[block.hints.box].tag for block in document.blocks] == ["p", "p"]
    assert [block.hints.box for block in document.blocks] == [4, 5]


def test_the_head() -> None:
    head = read(
        """<head><title> </title><title>老船\n又下水</title><meta name=Author content=' 周小雨 '><meta property=og:title content=T>
        <meta itemprop=datePublished content=2024><meta http-equiv=refresh content=5><meta name=empty><meta content=x>
        <link rel=CANONICAL href=/a><link rel=canonical href=/b><script type='application/ld+json'>{"a": 1}</script>
        <script type='application/json'>go()</script></head><svg><title>图</title></svg><title>另一个</title><h1>a</h1><h1>b</h1>"""
    ).head
    assert head.title == "老船 又下水"
    assert head.metas == (("author", "周小雨"), ("og:title", "T"), ("datepublished", "2024"), ("refresh", "5"))
    assert head.canonical == "/a"
    assert head.scripts == ('{"a": 1}',)


BODY = {"articleBody": "\n".join((LONG, LONG, LONG))}
STATES = [
    ("linked data", f"<script type=application/ld+json>{json.dumps([{'@graph': [BODY]}])}</script>"),
    ("state of Next.js", f"<script id=__NEXT_DATA__ type=application/json>{json.dumps({'props': BODY})}</script>"),
    ("state in a script", f"<script>window.__INITIAL_STATE__ = {json.dumps(BODY)};(function(){{}})()</script>"),
    ("state that is no JSON", f'<script>window.__INITIAL_STATE__={{"a":undefined,"b":{json.dumps(BODY)}}}</script>'),
    ("state of Nuxt", f'<script>window["__NUXT__"]={json.dumps({"data": [BODY]}, ensure_ascii=False)}</script>'),
]


@pytest.mark.parametrize(("name", "script"), STATES, ids=[name for name, _ in STATES])
def test_a_bare_page_is_read_from_its_scripts(name: str, script: str) -> None:
    document = read(f"<div id=app></div>{script}")
    assert [block.text for block in document.blocks] == [LONG, LONG, LONG]
    assert [warning.code for warning in document.warnings] == ["body_from_script"]
    assert texts(FILLED + script) == [LONG * 12]


def test_a_page_that_shows_nothing_has_no_other_body_than_a_short_one_in_its_script() -> None:
    said = "摊位上只有一把桨，渡口的人说，那是去年发大水以后留下来的，谁要谁拿走，拿走了记得还。"
    script = f"<script type=application/json>{json.dumps({'body': said}, ensure_ascii=False)}</script>"
    assert texts(f"<div id=app></div>{script}") == [said]
    shown = "<p>" + "渡口的船停了三十年。" * 9 + "</p>"
    assert texts(shown + script) != [said]


@pytest.mark.parametrize("fault", ["1", "undefined"], ids=["in JSON", "beside what is undefined"])
def test_a_body_in_a_script_keeps_its_words(fault: str) -> None:
    said = f"其中的值是, undefined, 所以[甲, ]也在，{LONG * 3}"
    script = f'<script>window.__INITIAL_STATE__={{"a":{fault},"b":{json.dumps({"body": said}, ensure_ascii=False)}}}</script>'
    assert texts(f"<div id=app></div>{script}") == [said]


NO_STATES = ["var a = {}", "window.__x__ = go()", "window.__INITIAL_STATE__ = {", "[", '{"body": 5}', "__A_B__ == [1]"]


@pytest.mark.parametrize("script", NO_STATES)
def test_a_script_without_a_body_is_none(script: str) -> None:
    document = read(f"<p>甲</p><script>{script}</script><script type=application/json>{script}</script>")
    assert [block.text for block in document.blocks] == ["甲"] and not document.warnings


# What a Markdown reader makes of it

_MARKDOWN = MarkdownIt("commonmark").enable("strikethrough")
_WORDS = st.text(alphabet=st.sampled_from("ab渡口 。“”，!*_[]()<>\\`~&;:#-+.1$amp/￥\u3000"), max_size=12)
_INLINE = st.recursive(
    _WORDS.map(html.escape),
    lambda inner: st.tuples(st.sampled_from("b i em s code a span q".split()), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}{' href=/u' if made[0] == 'a' else ''}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=12,
)


def _rendered(tokens: list[Token]) -> str:
    said = []
    for token in tokens:
        said.append(_rendered(token.children) if token.children is not None else token.content)
        assert token.type != "html_inline"
    return "".join(said)


@given(st.lists(_INLINE, max_size=5).map("".join))
@example("<b>a</b>_b_")
@example("[a](b) <a href=/u>]</a>!<a href=/u>[</a>")
@example("<i>a*</i><b>*b</b>")
@example("<code>`</code>`")
@example("<b>。</b>a<b>“a</b>”")
@example("<a href=/u><b>1<a href=/u></a></b></a>")
@example("<code>1</code><code>1</code>")
@example("1<s>:~</s>")
@example("__a__ &amp;amp; &lt;b&gt; &lt;!-- \\")
def test_a_markdown_reader_shows_the_same_text(line: str) -> None:
    """But for formulas, which are left to readers that know them."""
    assume(not TEX.search(line))
    for block in read(f"<p>{line}</p>").blocks:
        assert _rendered(_MARKDOWN.parseInline(block.source)).split() == block.text.split()


@pytest.mark.parametrize(
    ("page", "feet"),
    [
        pytest.param("<p>a</p><footer>b</footer>", 1, id="the page's"),
        pytest.param(
            "<blockquote><p>a</p><footer>b</footer></blockquote>", 0, id="a quotation's, which names whom it quotes"
        ),
    ],
)
def test_feet(page: str, feet: int) -> None:
    document = read_html(Clip(page, "html"))
    assert [box.tag for box in document.boxes].count("footer") == feet
    assert [block.text for block in document.blocks] == ["a", "b"]
