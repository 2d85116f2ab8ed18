"""The Markdown of a page: its marks, what must not be taken for one, its addresses; and that it says what the page said."""

from __future__ import annotations

import re
from html import escape
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from cleaner import Article, clean
from cleaner.model import Clip, Markup
from cleaner.readers.html import read_html
from cleaner.readers.markdown import read_markdown
from cleaner.writers.grid import grid
from cleaner.writers.html import to_html
from cleaner.writers.page_markdown import page_markdown
from tests.conftest import TEX, table

SENTENCES = (
    "渡轮清晨离开码头，整整一个小时里，甲板上没有人谈起天气，大家只是望着远处的灯塔。",
    "老船长说，那是他最后一次出海，往后的日子，他要在岸上守着灯，看年轻人把船开出去。",
)
_RENDERED = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(inner: str, url: str | None = None) -> str:
    """All of a page's body as Markdown, nothing removed."""
    document = read_html(Clip(f"<html><body>{inner}</body></html>", "html", url))
    return page_markdown(Article("ok", 1.0, document, blocks=document.blocks))


PIECES = [
    ("nothing", "", ""),
    ("a paragraph", "<p>渡口的灯亮了。</p>", "渡口的灯亮了。"),
    ("two paragraphs", "<p>one</p><p>two</p>", "one\n\ntwo"),
    ("short lines of one paragraph", "<p>one<br>two</p>", "one  \ntwo"),
    ("marks within a line", "<p>a <b>b</b> <i>c</i> <code>d</code> <del>e</del></p>", "a **b** *c* `d` ~~e~~"),
    ("a formula that a script draws", "<p>let $\\alpha_1 * b_{2}$ be</p>", "let $\\alpha_1 * b_{2}$ be"),
    ("a formula beside marks", "<p><b>let</b> $$a_*b_*$$ be_</p>", "**let** $$a_*b_*$$ be\\_"),
    ("prices", "<p>$5_ and $6_</p>", "$5\\_ and $6\\_"),
    ("a path", "<p>$A/*x* is $B</p>", "$A/\\*x\\* is $B"),
    ("above and below the line", "<p>10<sup>6</sup> H<sub>2</sub>O</p>", "10<sup>6</sup> H<sub>2</sub>O"),
    (
        "a note's number above the line",
        "<p>a<sup><a href='https://b.c/#d'>[1]</a></sup></p>",
        "a<sup>[\\[1\\]](https://b.c/#d)</sup>",
    ),
    ("headings", "<h2>one</h2><p>a</p><h3>two</h3>", "## one\n\na\n\n### two"),
    ("the first level is the title's", "<h1>one</h1>", "## one"),
    ("a heading that ends in a sharp", "<h2>C#</h2>", "## C#"),
    ("a heading that ends in hashes", "<h2>one ##</h2>", "## one \\##"),
    ("a list", "<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    ("a numbered list", "<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
    ("a list from another number", '<ol start="3"><li>one</li><li>two</li></ol>', "3. one\n4. two"),
    ("an item with a number of its own", '<ol><li>one</li><li value="7">two</li><li>three', "1. one\n7. two\n8. three"),
    ("a list from nought", '<ol start="0"><li>one</li></ol>', "0. one"),
    ("a list that counts from below nought", '<ol start="-2"><li>one</li></ol>', "- one"),
    ("a list that counts down", "<ol reversed><li>one</li><li>two</li></ol>", "- one\n- two"),
    ("numbers that are none", '<ol start="b"><li value="">one</li></ol>', "1. one"),
    ("a numbered list with a line in it", "<ol><li>one</li><p>two</p><li>three</li></ol>", "1. one\n\ntwo\n\n2. three"),
    ("two lists", "<ul><li>one</li></ul><ul><li>two</li></ul>", "- one\n\n* two"),
    ("three numbered lists", "<ol><li>a</ol><ol><li>b</ol><ol><li>c</ol>", "1. a\n\n1) b\n\n1. c"),
    ("a numbered list behind a list", "<ul><li>one</li></ul><ol><li>two</li></ol>", "- one\n\n1. two"),
    ("two lists in an item", "<ul><li>a<ul><li>b</ul><ul><li>c</ul></ul>", "- a\n  - b\n  * c"),
    ("a list in a list", "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "- one\n  - two\n- three"),
    ("numbers in a list", "<ul><li>one<ol><li>two</li></ol></li></ul>", "- one\n  1. two"),
    ("a list in a numbered list", "<ol><li>one<ul><li>two</li></ul></li></ol>", "1. one\n   - two"),
    ("an item of two lines", "<ul><li>one<br>two</li></ul>", "- one  \n  two"),
    ("an item of two paragraphs", "<ol><li><p>one</p><p>two</p></li><li>three</li></ol>", "1. one\n\n   two\n2. three"),
    (
        "code and a quotation in an item",
        "<ol><li>one<pre>a\n\nb</pre></li><li>two<blockquote>c</blockquote></li></ol>",
        "1. one\n\n   ```\n   a\n\n   b\n   ```\n2. two\n\n   > c",
    ),
    (
        "an item that goes on behind its list",
        "<ul><li>one<ul><li>two</li></ul>three</li></ul>",
        "- one\n  - two\n\n  three",
    ),
    ("a list behind a line", "<p>one</p><ul><li>two</li></ul><p>three</p>", "one\n\n- two\n\nthree"),
    ("terms", "<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>", "- a\n  - b\n  - c\n- d\n  - e"),
    ("terms in a definition", "<dl><dt>a<dd><p>b</p><dl><dt>c<dd>d</dl></dd></dl>", "- a\n  - b\n    - c\n      - d"),
    ("a list in a definition", "<dl><dt>a<dd><ul><li>b<li>c</ul><dt>d</dl>", "- a\n  - b\n  - c\n- d"),
    ("definitions of nothing", "<dl><dd>a<dd>b</dl>", "- a\n- b"),
    ("terms in an item", "<ul><li>a<dl><dt>b<dd>c</dl><li>d</ul>", "- a\n  - b\n    - c\n- d"),
    (
        "a list in a quotation in an item",
        "<ul><li>a<blockquote>b<ul><ul><li>c</ul></ul></blockquote><li>d</ul>",
        "- a\n\n  > b\n  - c\n- d",
    ),
    ("a quotation", "<blockquote><p>one</p><p>two</p></blockquote>", "> one\n>\n> two"),
    ("two lines of a quotation", "<blockquote>one<br>two</blockquote>", "> one  \n> two"),
    ("a quotation in a quotation", "<blockquote>one<blockquote>two</blockquote></blockquote>", "> one\n>\n> > two"),
    ("code", "<pre>a  = 1\n\n# b</pre>", "```\na  = 1\n\n# b\n```"),
    ("code with a fence in it", "<pre>```\na\n```</pre>", "````\n```\na\n```\n````"),
    ("code with its language", '<pre><code class="language-c++">a</code></pre>', "```c++\na\n```"),
    ("code whose element says it", '<pre data-lang="python">a</pre>', "```python\na\n```"),
    ("code with a brush", '<pre class="brush: js; toolbar: false">a</pre>', "```js\na\n```"),
    ("code that is coloured", '<pre><code class="hljs rust">a</code></pre>', "```rust\na\n```"),
    (
        "code in an element that says it",
        '<div class="highlight-python notranslate"><div class="highlight"><pre>a</pre></div></div>',
        "```python\na\n```",
    ),
    (
        "code beside the numbers of its lines",
        "<table><tr><td class=gutter><pre>7\n8\n9\n</pre><td><pre>a\n\nb</pre></table>",
        "```\na\n\nb\n```",
    ),
    (
        "numbers that are not those of the lines",
        "<table><tr><td><pre>1\n3</pre><td><pre>a\nb</pre></table>",
        "```\n1\n3\n```\n\n```\na\nb\n```",
    ),
    (
        "fewer numbers than lines",
        "<table><tr><td><pre>1\n2</pre><td><pre>a\nb\nc</pre></table>",
        "```\n1\n2\n```\n\n```\na\nb\nc\n```",
    ),
    ("a number with a letter", "<table><tr><td><pre>1a</pre><td><pre>a</pre></table>", "```\n1a\n```\n\n```\na\n```"),
    ("what a program prints", "<pre>1\n2</pre><pre>a\nb</pre>", "```\n1\n2\n```\n\n```\na\nb\n```"),
    ("code of no language", '<pre><code class="language-plaintext">a</code></pre>', "```\na\n```"),
    ("code in a class like any other", '<pre class="go there">a</pre>', "```\na\n```"),
    ("code far below a name", f'<div class="highlight python">{"<div>" * 3}<pre>a</pre>', "```\na\n```"),
    (
        "marks in a table",
        "<table><tr><th>a</th><th>b</th></tr><tr><td><a href='https://c.d/e'>f</a></td><td><b>1</b> g</td></tr></table>",
        "| a | b |\n| --- | --- |\n| [f](https://c.d/e) | **1** g |",
    ),
    (
        "pictures in a table",
        "<table><tr><td>a<td><img src='https://a.b/c.png' alt='d'><tr><td>e<td>f <img src='https://a.b/g.png'></table>",
        "| a | ![d](https://a.b/c.png) |\n| --- | --- |\n| e | f ![](https://a.b/g.png) |",
    ),
    (
        "bars and lines in a table",
        "<table><tr><td>a|b<td>c<br>d<tr><td><code>e|f</code><td><b>g|</b>h</table>",
        "| a\\|b | c d |\n| --- | --- |\n| `e\\|f` | **g**\\|h |",
    ),
    (
        "a table",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
    ),
    ("a picture", '<p>a</p><img src="https://a.b/c.png" alt="d"><p>e</p>', "a\n\n![d](https://a.b/c.png)\n\ne"),
]


_TEX = "<math><semantics><mrow></mrow><annotation encoding='application/x-tex'>a^2</annotation></semantics></math>"
_KIX = "<ul class='lst-kix_a-{0}'><li>{1}</li></ul>".format
_WORD = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>".format
_STANZA = "<div class=stanza>{}</div>".format
_MATHJAX = "<script src='https://cdn.example.com/mathjax@3/es5/tex-mml-chtml.js'></script>"
PIECES += [
    (
        "verses in boxes",
        _STANZA("<div>one<br></div><div>two</div>") + _STANZA("<div>three</div>"),
        "one  \ntwo\n\nthree",
    ),
    ("boxes that are no verses", "<div class=stance><div>one</div><div>two</div></div>", "one\n\ntwo"),
    ("a list of Word's", _WORD(1, "1.&nbsp; ", "a") + _WORD(2, "·", "b") + _WORD(1, "2.", "c"), "1. a\n   - b\n2. c"),
    ("letters in a list of Word's", _WORD(1, "a) ", "one"), "- a) one"),
    ("a paragraph of Word's", "<p class=MsoNormal style='mso-list-id:3'>a</p>", "a"),
    ("lists of Google's, nested by name", _KIX(0, "a") + _KIX(1, "b") + _KIX(0, "c"), "- a\n  - b\n- c"),
    (
        "items in lists of their own",
        "<ul class=to-do-list><li>a</li></ul><ul class=to-do-list><li>b</li></ul>",
        "- a\n- b",
    ),
    (
        "boxes of tasks",
        "<ul><li><input type=checkbox disabled checked> a</li><li><input type=checkbox disabled> b</li></ul>",
        "- [x] a\n- [ ] b",
    ),
    ("a box that can be checked", "<ul><li><input type=checkbox checked> a</li></ul>", "- a"),
    ("a box within an item", "<ul><li>a <input type=checkbox disabled></li></ul>", "- a"),
    ("numbers of lines", "<pre><code>a</code><ul class=pre-numbering><li>1</li></ul></pre>", "```\na\n```"),
    ("a formula of its own line", f"<p>so <span class=katex-display>{_TEX}</span></p>", "so $$a^2$$"),
    ("a formula behind one", f"<p><span class=katex--display>{_TEX}</span> or {_TEX}</p>", "$$a^2$$ or $a^2$"),
    ("a post as a quotation", "<blockquote class='postcontent restore'>a</blockquote>", "a"),
    ("a quotation", "<blockquote class=content>a</blockquote>", "> a"),
    (
        "a table of one column with empty ones",
        "<table><tr><td></td><td>a</td></tr><tr><td></td><td>b</td></tr></table>",
        "a\n\nb",
    ),
    ("formulas of a script", _MATHJAX + r"<p>\(x_0\) and \[a < b_1\]</p>", "$x_0$ and $$a < b_1$$"),
    ("formulas of a script behind them", r"<p>\(x_0\)</p>" + _MATHJAX, "$x_0$"),
    (
        "lines of formulas",
        _MATHJAX + r"<p>\begin{align}a &amp;= b\\[2pt] c &amp;= d\end{align}</p>",
        r"$$\begin{align}a &= b\\[2pt] c &= d\end{align}$$",
    ),
    ("brackets without a script", r"<p>\(x_0\)</p>", r"\\(x_0\\)"),
    ("brackets in code", _MATHJAX + r"<p><code>\(x_0\)</code></p>", r"`\(x_0\)`"),
    ("a bracket that does not close", _MATHJAX + r"<p>\(x</p><p>y\)</p>", "\\\\(x\n\ny\\\\)"),
]


@pytest.mark.parametrize(("inner", "markdown"), table(PIECES))
def test_pieces_of_a_page(inner: str, markdown: str) -> None:
    assert written(inner) == markdown


#: What a line begins with, and what of it is written.
BEGINNINGS = [
    ("words", "one", "one"),
    ("a number that counts nothing", "2026. one", "2026\\. one"),
    ("a tag", "#1 of one", "#1 of one"),
    ("a temperature", "-5 degrees", "-5 degrees"),
    ("a year's end", "2026.", "2026\\."),
    ("a decimal", "1.5 one", "1.5 one"),
    ("a number with a bracket", "1) one", "1\\) one"),
    ("a dash", "- one", "\\- one"),
    ("a plus", "+ one", "\\+ one"),
    ("hashes", "## one", "\\## one"),
    ("an angle", "> one", "\\> one"),
    ("a line of dashes", "---", "\\---"),
    ("a line of equals signs", "===", "\\==="),
    ("the ruler of a table", "|---|---|", "\\|---|---|"),
    ("a fence", "~~~ one", "\\~\\~\\~ one"),
]


@pytest.mark.parametrize(("text", "line"), table(BEGINNINGS))
@pytest.mark.parametrize(("inner", "before"), [("<p>{}</p>", ""), ("<ul><li>{}</li></ul>", "- ")])
def test_a_line_that_begins_like_a_mark_is_no_mark(text: str, line: str, inner: str, before: str) -> None:
    markdown = written(inner.format(escape(text)))
    assert markdown == before + line
    assert _said(markdown) == _bare(text)


PAGE = "https://example.org/b/c.html"
#: The address in the page, and what is written of it.
LINKS = [
    ("a whole one", "https://a.b/c", "[go](https://a.b/c)"),
    ("a relative one", "d.html", "[go](https://example.org/b/d.html)"),
    ("one from the root", "/d", "[go](https://example.org/d)"),
    ("a place on the page", "#d", "[go](https://example.org/b/c.html#d)"),
    ("parentheses", "d_(e)", "[go](<https://example.org/b/d_(e)>)"),
    ("a space", "d e", "[go](https://example.org/b/d%20e)"),
    ("mail", "mailto:a@b.c", "[go](mailto:a@b.c)"),
    ("no address", "http://[d", "[go](http://[d)"),
    ("a script", "javascript:void(0)", "go"),
]


@pytest.mark.parametrize(("url", "line"), table(LINKS))
def test_links_are_made_whole(url: str, line: str) -> None:
    assert written(f'<p>one <a href="{url}">go</a> two</p>', PAGE) == f"one {line} two"


def test_without_an_address_of_the_page_links_stay_as_they_are() -> None:
    assert written('<p>one <a href="d.html">go</a> <img src="e.png" alt="f"></p>') == "one [go](d.html) ![f](e.png)"


@pytest.mark.parametrize(
    ("base", "whole"),
    [
        pytest.param("/f/", "https://example.org/f/d.html", id="on the same host"),
        pytest.param("https://a.b/g/h", "https://a.b/g/d.html", id="on another"),
        pytest.param("", "https://example.org/b/d.html", id="an empty one is none"),
    ],
)
def test_links_count_from_the_base_that_a_page_states(base: str, whole: str) -> None:
    inner = '<p>渡轮清晨离开码头，整整一个小时里，<a href="d.html">甲板</a>上没有人谈起天气，大家只是望着灯塔。</p>' * 3
    page = f'<html><head><base href="{base}"><base href="/z/"></head><body><article>{inner}</article></body></html>'
    article = clean(page, url=PAGE)
    assert f"]({whole})" in article.to_markdown()
    assert f'href="{whole}"' in article.to_html()


def test_pictures_are_made_whole_and_trackers_left_out() -> None:
    inner = '<p>one <img src="d.png" alt="a [b]"> <img src="https://stats.example.com/1" alt="c"> two</p>'
    assert written(inner, PAGE).split() == ["one", "![a", "\\[b\\]](https://example.org/b/d.png)", "two"]


def test_a_link_keeps_its_marks_and_what_only_looks_like_one_stays() -> None:
    inner = '<p>a](x) <a href="d"><b>go</b> [1]</a> <code>[e](f)</code></p>'
    assert written(inner, PAGE) == "a\\](x) [**go** \\[1\\]](https://example.org/b/d) `[e](f)`"


# What the page said is what its Markdown says, to whoever reads it.


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _said(markdown: str) -> str:
    """What a reader of Markdown makes of it, less white space."""
    said: list[str] = []
    tokens = _RENDERED.parse(markdown)
    while tokens:
        token = tokens.pop(0)
        if token.children and token.type != "image":
            tokens = [*token.children, *tokens]
        elif token.type == "html_inline" and re.fullmatch(r"</?su[bp]>", token.content):
            continue
        elif token.type in ("text", "text_special", "code_inline", "fence", "code_block", "html_block", "html_inline"):
            said.append(token.content)
    return _bare("".join(said))


_WORDS = st.lists(
    st.sampled_from(
        [*"ab渡口。#-*+_`~<>[]()!|\\&;:1.=$\"'", " ", " ", "\n", "\u3000", "1. ", "- ", "--", "**", "](u)", "&lt;"]
    ),
    min_size=1,
    max_size=12,
).map("".join)
_ELEMENTS = ["<p>{}</p>", "<h3>{}</h3>", "<ul><li>{}</li></ul>", "<ol><li>{}</ol>", "<blockquote>{}</blockquote>"]
_ELEMENTS += ["<pre>{}</pre>", "<p>a<br>{}</p>", "<p>a <b>{}</b> c</p>", "<p><a href='d'>{}</a> c</p>", "<li>{}"]
_ELEMENTS += ["<p>a<sup>{}</sup>c</p>", "<p><sub>{}</sub></p>", "<ol start=3><li value=9>{}<li>a</ol>"]
_ROWS = "<tr><td>{}</td><td>a <b>{}</b></td></tr><tr><td><a href='d'>{}</a></td><td><code>{}</code></td></tr>"


@settings(max_examples=500)
@given(st.lists(st.tuples(st.sampled_from(_ELEMENTS), _WORDS), min_size=1, max_size=5))
def test_whatever_a_page_says_its_markdown_says(pieces: list[tuple[str, str]]) -> None:
    inner = "".join(element.format(escape(text)) for element, text in pieces)
    document = read_html(Clip(f"<html><body>{inner}</body></html>", "html", PAGE))
    assume(not any(TEX.search(block.text) for block in document.blocks))  # left to readers that know formulas
    markdown = page_markdown(Article("ok", 1.0, document, blocks=document.blocks))
    assert _said(markdown) == _bare("".join(block.text for block in document.blocks))


_TAGS = "ul ol dl li dt dd blockquote p div pre table h2".split()
_NESTED = st.recursive(
    st.sampled_from(["a", "b c", "<br>", ""]),
    lambda inner: st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=24,
)


@settings(max_examples=300)
@given(_NESTED, st.randoms(use_true_random=False))
def test_whatever_is_kept_of_lists_in_lists_is_written(inner: str, chance: Random) -> None:
    document = read_html(Clip(f"<body><ul><li>{inner}</ul>", "html"))
    article = Article("ok", 1.0, document, blocks=tuple(b for b in document.blocks if chance.random() < 0.85))
    assert _said(page_markdown(article)).count("a") == sum(block.text.count("a") for block in article.blocks)
    tree = etree.fromstring(to_html(article).encode(), etree.HTMLParser())
    assert "".join(tree.find("body").itertext()).count("a") == sum(block.text.count("a") for block in article.blocks)


@settings(max_examples=200)
@given(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS))
def test_whatever_a_table_says_its_markdown_says(texts: tuple[str, str, str, str]) -> None:
    document = read_html(Clip(f"<body><table>{_ROWS.format(*map(escape, texts))}</table>", "html", PAGE))
    markdown = page_markdown(Article("ok", 1.0, document, blocks=document.blocks))
    (block,) = document.blocks
    assume(not TEX.search(block.text))
    assert block.kind == "table"
    assert block.offsets is None or [block.source[place] for place in block.offsets[: len(block.text)]] == [*block.text]
    said = "".join(cell.text for row in grid(block.text).rows for cell in row)
    assert _said(markdown) == _bare(said)


@pytest.mark.parametrize(
    ("data", "markup", "body"),
    [
        pytest.param("---\nauthor: x\n---\n# 渡口的灯\n\n{}\n", "markdown", "# 渡口的灯\n\n{}\n", id="Markdown"),
        pytest.param("渡口的灯\n\n{}\n\n{}", "text", "# 渡口的灯\n\n{}\n\n{}\n", id="flat text"),
        pytest.param(
            "<h1>渡口的灯</h1><p>{}</p><h2>灯</h2><p>{}</p>", "html", "# 渡口的灯\n\n{}\n\n## 灯\n\n{}\n", id="a page"
        ),
        pytest.param("", "text", "", id="nothing"),
    ],
)
def test_without_front_matter_it_is_title_and_body(data: str, markup: Markup, body: str) -> None:
    article = clean(data.format(*SENTENCES), markup=markup)
    assert article.to_markdown(front_matter=False) == body.format(*SENTENCES)


def test_an_article_read_again_from_its_markdown_has_its_headings_lists_and_links() -> None:
    said = "渡轮清晨离开码头，整整一个小时里，甲板上没有人谈起天气，大家只是望着远处的灯塔。"
    inner = f"<h1>渡口最后的摆渡人</h1><p>{said}</p><h2>航班</h2><ul><li>第一班七点开船，载客四十人。</li>"
    inner += f'<li>末班九点回港，<a href="t.html">时刻表</a>在码头上。</li></ul><p>{said}</p>'
    article = clean(
        f"<html><head><title>渡口最后的摆渡人</title></head><body><article>{inner}</article></body></html>", url=PAGE
    )
    again = read_markdown(article.to_markdown())
    kinds = [(block.kind, block.text, tuple(link.url for link in block.links)) for block in again]
    assert ("heading", "航班", ()) in kinds
    assert ("list_item", "末班九点回港，时刻表在码头上。", ("https://example.org/b/t.html",)) in kinds
    assert clean(article.to_markdown(), markup="markdown").text.split() == article.text.split()


def test_whom_a_quotation_quotes_stays_with_it() -> None:
    quotation = f"<blockquote><p>{SENTENCES[1]}</p><footer>— <cite>Old Operator</cite></footer></blockquote>"
    table = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    text = f"<h1>渡口的灯</h1><p>{SENTENCES[0]}</p>{table}{quotation}<p>{SENTENCES[0][::-1]}</p><ul><li>a</li><li>b</li></ul>"
    page = f"<nav><a href=/>Home</a></nav><article>{text}</article><footer>Copyright 2024 Field notes</footer>"
    assert f"> {SENTENCES[1]}\n>\n> — Old Operator\n" in clean(f"<html><body>{page}</body></html>").to_markdown()
