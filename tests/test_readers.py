"""cleaner.readers: lines, flat text, Markdown blocks, marks inside lines, the kind of markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner import clean
from cleaner.model import Block
from cleaner.readers import detect_markup
from cleaner.readers.inline import read_inline
from cleaner.readers.lines import split_lines
from cleaner.readers.markdown import read_markdown
from cleaner.readers.text import read_text
from tests.conftest import any_text, clippings, table

SENTENCE = "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。"
WRAPPED = [
    "The ferry leaves at six in the morning and nobody on the island",
    "has ever seen it wait for a latecomer, however loud the shouting",
    "from the pier, and however many bags were still on their way to",
    "the gangway.",
]


LINES = [
    ("nothing is one empty line", "", [""]),
    ("one line without an end", "a", ["a"]),
    ("an end starts no new line", "a\n", ["a"]),
    ("line feeds", "a\nb\n", ["a", "b"]),
    ("carriage returns", "a\rb\r", ["a", "b"]),
    ("both together", "a\r\nb\r\n", ["a", "b"]),
    ("mixed", "a\nb\r\nc\rd", ["a", "b", "c", "d"]),
    ("blank lines stay", "a\n\n\nb", ["a", "", "", "b"]),
    ("line feed before carriage return is two ends", "a\n\rb", ["a", "", "b"]),
    ("form feed stands inside a line", "a\x0cb", ["a\x0cb"]),
    ("line separator stands inside a line", "a\u2028b\x85c", ["a\u2028b\x85c"]),
]


@pytest.mark.parametrize(("text", "lines"), table(LINES))
def test_split_lines(text: str, lines: list[str]) -> None:
    assert [line.text for line in split_lines(text)] == lines


@given(any_text())
def test_lines_know_their_places(text: str) -> None:
    lines = split_lines(text)
    assert all(text[line.start : line.start + len(line.text)] == line.text for line in lines)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def _texts(blocks: tuple[Block, ...]) -> list[tuple[str, bool]]:
    return [(block.text, block.joined) for block in blocks]


TEXTS = [
    ("nothing", "", []),
    ("white space alone", " \n\u3000\n\ufeff\n", []),
    ("one paragraph", SENTENCE, [(SENTENCE, False)]),
    ("space around is no text", f"　　{SENTENCE} \n", [(SENTENCE, False)]),
    ("paragraphs with a blank line between", f"{SENTENCE}\n\n{SENTENCE}", [(SENTENCE, False)] * 2),
    ("paragraphs a line each", f"{SENTENCE}\n{SENTENCE}", [(SENTENCE, False)] * 2),
    (
        "verse is joined",
        "白日依山尽\n黄河入海流\n\n欲穷千里目\n更上一层楼",
        [("白日依山尽", False), ("黄河入海流", True), ("欲穷千里目", False), ("更上一层楼", True)],
    ),
    (
        "an address is joined",
        "Ada Fenwick\n41 Gantry Street\nBrackenholt",
        [("Ada Fenwick", False), ("41 Gantry Street", True), ("Brackenholt", True)],
    ),
    ("a short line behind a sentence is not", f"{SENTENCE}\n周日休息", [(SENTENCE, False), ("周日休息", False)]),
    ("a sentence behind a short line is not", f"周日休息\n{SENTENCE}", [("周日休息", False), (SENTENCE, False)]),
    ("a wrapped paragraph is one block", "\n".join(WRAPPED), [("\n".join(WRAPPED), False)]),
    (
        "wrapped paragraphs are one block each",
        "\n".join(WRAPPED) + "\n\n" + "\n".join(WRAPPED),
        [("\n".join(WRAPPED), False)] * 2,
    ),
    ("marks of Markdown are text", "# 渡口\n\n**灯**", [("# 渡口", False), ("**灯**", False)]),
]


@pytest.mark.parametrize(("text", "blocks"), table(TEXTS))
def test_read_text(text: str, blocks: list[tuple[str, bool]]) -> None:
    assert _texts(read_text(text)) == blocks


@given(clippings())
def test_blocks_of_flat_text_stand_where_they_say(clipping: tuple[str, str]) -> None:
    text = clipping[0]
    for block in read_text(text):
        assert text[block.start : block.start + len(block.source)] == block.source == block.text
        assert block.line == len(split_lines(text[: block.start] + "x"))


KINDS = [
    ("nothing", "", []),
    ("white space alone", "\n \n", []),
    ("a paragraph", "a b", [("paragraph", 0, "a b")]),
    ("hash without a space", "#tag", [("paragraph", 0, "#tag")]),
    ("seven hashes", "####### a", [("paragraph", 0, "####### a")]),
    ("a star within a line", "2 * 3", [("paragraph", 0, "2 * 3")]),
    ("a dash without a space", "-5", [("paragraph", 0, "-5")]),
    ("a year and a point", "2024.", [("paragraph", 0, "2024.")]),
    ("headings", "# a\n\n## b\n\n###### c", [("heading", 1, "a"), ("heading", 2, "b"), ("heading", 6, "c")]),
    ("underlined headings", "a\n===\n\nb\n---", [("heading", 1, "a"), ("heading", 2, "b")]),
    ("rule behind a blank line", "a\n\n---", [("paragraph", 0, "a"), ("rule", 0, "")]),
    ("rules", "---\n\n***\n\n_ _ _", [("rule", 0, "")] * 3),
    ("list items", "- a\n* b\n+ c\n1. d\n2) e", [("list_item", 0, c) for c in "abcde"]),
    (
        "items within items",
        "- a\n  - b\n    - c",
        [("list_item", 0, "a"), ("list_item", 1, "b"), ("list_item", 2, "c")],
    ),
    ("tasks", "- [ ] a\n- [x] b", [("list_item", 0, "a"), ("list_item", 0, "b")]),
    ("quotes", "> a\n>> b\n> > c", [("quote", 1, "a"), ("quote", 2, "b"), ("quote", 2, "c")]),
    ("a picture alone", "![a](b.png)", [("image", 0, "")]),
    ("a linked picture alone", "[![a](b.png)](https://example.com)", [("image", 0, "")]),
    ("a picture in a line", "see ![a](b.png)", [("paragraph", 0, "see")]),
    ("a fence", "```\na\n\n# b\n```\nc", [("code", 0, "```\na\n\n# b\n```"), ("paragraph", 0, "c")]),
    ("a fence with a language", "~~~py\na\n~~~", [("code", 0, "~~~py\na\n~~~")]),
    ("a shorter fence closes nothing", "````\n```\n````\na", [("code", 0, "````\n```\n````"), ("paragraph", 0, "a")]),
    ("another fence closes nothing", "~~~\n```\n~~~\na", [("code", 0, "~~~\n```\n~~~"), ("paragraph", 0, "a")]),
    ("an unclosed fence goes to the end", "a\n\n```\nb\n\n# c", [("paragraph", 0, "a"), ("code", 0, "```\nb\n\n# c")]),
    (
        "a fence in a list",
        "- a\n  ```\n  # b\n  ```\n- c",
        [("list_item", 0, "a"), ("code", 0, "```\n  # b\n  ```"), ("list_item", 0, "c")],
    ),
    ("a fence opened by an item", "- ```\n  a\n  ```\nb", [("code", 0, "- ```\n  a\n  ```"), ("paragraph", 0, "b")]),
    ("a fence in a quote", "> ```\n> # a\n> ```\n> b", [("code", 0, "> ```\n> # a\n> ```"), ("quote", 1, "b")]),
    (
        "a table",
        "| a | b |\n|---|:-:|\n| 1 | 2 |\n\nc",
        [("table", 0, "| a | b |\n|---|:-:|\n| 1 | 2 |"), ("paragraph", 0, "c")],
    ),
    ("a table without outer bars", "a | b\n--- | ---\n1 | 2", [("table", 0, "a | b\n--- | ---\n1 | 2")]),
    ("bars without a row of dashes", "a | b\nc | d", [("paragraph", 0, "a | b"), ("paragraph", 0, "c | d")]),
    ("a formula", "$$\nx = y\n$$\na", [("formula", 0, "$$\nx = y\n$$"), ("paragraph", 0, "a")]),
    ("a formula on one line", "$$ x $$\na", [("formula", 0, "$$ x $$"), ("paragraph", 0, "a")]),
    ("a formula in brackets", "\\[\nx\n\\]\na", [("formula", 0, "\\[\nx\n\\]"), ("paragraph", 0, "a")]),
    ("an unclosed formula is text", "$$\na", [("paragraph", 0, "$$"), ("paragraph", 0, "a")]),
    ("a comment", "<!-- a\nb -->\nc", [("html", 0, "<!-- a\nb -->"), ("paragraph", 0, "c")]),
    ("a comment on one line", "<!-- a -->\nb", [("html", 0, "<!-- a -->"), ("paragraph", 0, "b")]),
    ("front matter", "---\na: b\n---\n\nc", [("front_matter", 0, "---\na: b\n---"), ("paragraph", 0, "c")]),
    (
        "front matter closed by dots",
        "---\na: b\n...\nc",
        [("front_matter", 0, "---\na: b\n..."), ("paragraph", 0, "c")],
    ),
    ("front matter behind a byte-order mark", "\ufeff---\na: b\n---\n", [("front_matter", 0, "---\na: b\n---")]),
    ("front matter with a list", "---\na:\n- b\n- c\n---", [("front_matter", 0, "---\na:\n- b\n- c\n---")]),
    (
        "hidden lines",
        '[#]: a: "b"\n[#]: c: d\n\ne',
        [("front_matter", 0, '[#]: a: "b"\n[#]: c: d'), ("paragraph", 0, "e")],
    ),
    ("two rules are no front matter", "---\n---\na", [("rule", 0, ""), ("rule", 0, ""), ("paragraph", 0, "a")]),
    (
        "text between rules is no front matter",
        f"---\n\n{SENTENCE}\n\n---\n",
        [("rule", 0, ""), ("paragraph", 0, SENTENCE), ("rule", 0, "")],
    ),
    (
        "a dialogue between rules with a line that no one says is no front matter",
        "---\nA: b\nC: d\ne\n---",
        [("rule", 0, ""), ("paragraph", 0, "A: b"), ("paragraph", 0, "C: d"), ("heading", 2, "e")],
    ),
    (
        "a line of text under as many keys is no front matter",
        "---\ntitle: b\nc\n---",
        [("rule", 0, ""), ("paragraph", 0, "title: b"), ("heading", 2, "c")],
    ),
    (
        "front matter with a line that is no YAML",
        "---\ntitle: b\nc\ndate: 2024-03-05\n---\n\nd",
        [("front_matter", 0, "---\ntitle: b\nc\ndate: 2024-03-05\n---"), ("paragraph", 0, "d")],
    ),
    (
        "front matter not at the start",
        "a\n\n---\nb: c\n---",
        [("paragraph", 0, "a"), ("rule", 0, ""), ("heading", 2, "b: c")],
    ),
    ("code marks within a line open no fence", "```a``` b\nc", [("paragraph", 0, "a b"), ("paragraph", 0, "c")]),
    (
        "a quote four columns in that opens a fence",
        "a\n\n     > ```\nb",
        [("paragraph", 0, "a"), ("code", 0, "> ```"), ("paragraph", 0, "b")],
    ),
    ("the end of a quote closes its fence", "> ```\n> a\n\nb", [("code", 0, "> ```\n> a"), ("paragraph", 0, "b")]),
]


@pytest.mark.parametrize(("text", "blocks"), table(KINDS))
def test_read_markdown(text: str, blocks: list[tuple[str, int, str]]) -> None:
    assert [(block.kind, block.level, block.text) for block in read_markdown(text)] == blocks


def test_a_wrapped_paragraph_of_markdown_is_one_block() -> None:
    [block] = read_markdown("\n".join(WRAPPED))
    assert block.text == "\n".join(WRAPPED)


def test_hard_breaks_are_not_wrapping() -> None:
    assert len(read_markdown("  \n".join(WRAPPED))) == len(WRAPPED)


@given(clippings())
def test_blocks_of_markdown_stand_where_they_say(clipping: tuple[str, str]) -> None:
    text = clipping[0]
    for block in read_markdown(text):
        assert text[block.start : block.start + len(block.source)] == block.source
        offsets = range(len(block.text) + 1) if block.offsets is None else block.offsets
        assert "".join(block.source[i] for i in offsets[:-1]) == block.text


INLINE = [
    ("nothing", "", ""),
    ("plain text", "渡口 the ferry", "渡口 the ferry"),
    ("snake case", "snake_case_name", "snake_case_name"),
    ("stars between spaces", "a * b * c", "a * b * c"),
    ("a star that is never closed", "a **b", "a **b"),
    ("a foot note", "text[^1] more", "text[^1] more"),
    ("a foot note's definition", "[^1]: note", "[^1]: note"),
    ("brackets without a target", "a [b] c", "a [b] c"),
    ("a reference", "[a][1]", "[a][1]"),
    ("less and greater", "a < b > c", "a < b > c"),
    ("prices", "$5 and $6", "$5 and $6"),
    ("prices with a link between them", "$700 at [a shop](u), or $5", "$700 at a shop, or $5"),
    ("a range of prices with strong text in it", "$5 to **about**$7", "$5 to about$7"),
    ("a formula", "$x_1$ and $x_2$", "$x_1$ and $x_2$"),
    ("a lone backtick", "a`b", "a`b"),
    ("a backslash at the end", "a\\", "a\\"),
    ("emphasis", "a *b* _c_", "a b c"),
    ("strong", "**a** __b__", "a b"),
    ("both", "***a***", "a"),
    ("strong within emphasis", "*a **b** c*", "a b c"),
    ("emphasis glued to Chinese", "渡口的**灯**亮着", "渡口的灯亮着"),
    ("struck out", "~~a~~ b", "a b"),
    ("code", "a `b` c", "a b c"),
    ("code with stars and lines", "`a *b* _c_`", "a *b* _c_"),
    ("code with a link", "`[a](b)`", "[a](b)"),
    ("code between two backticks", "``a ` b``", "a ` b"),
    ("escaped marks", "\\*a\\* \\[b\\]", "*a* [b]"),
    ("a link", "[a](https://example.com/b_c_d)", "a"),
    ("a link with a title", '[a](https://example.com "b")', "a"),
    ("a link with brackets in its target", "[a](b(c)d)e", "ae"),
    ("a link with emphasis", "[*a*](b)", "a"),
    ("an empty link", "[](#a)b", "b"),
    ("a picture", "![a](b.png)", ""),
    ("a picture in a line", "c ![a](b.png) d", "c  d"),
    ("a picture in a link", "[![a](b.png)](https://example.com)", ""),
    ("a picture and words in a link", "[![a](b.png) c](https://example.com)", "c"),
    ("an address in angles", "<https://example.com/a>", "https://example.com/a"),
    ("tags", "<b>a</b><br/>b", "ab"),
    ("a comment", "a <!-- b --> c", "a  c"),
    ("brackets with backslashes", r"\(a\) \[b\]", "(a) [b]"),
    ("emphasis between such brackets", r"\(a *b* c\)", "(a b c)"),
    ("a formula in a line", r"a \(x_i, y\, *z^2\) b", r"a \(x_i, y\, *z^2\) b"),
    ("a formula set apart", r"\[ \int_a f\,dx \]", r"\[ \int_a f\,dx \]"),
    ("a formula without its end", r"\(x^2 and \(y", "(x^2 and (y"),
    ("a link opened", "[", ""),
    ("a link closed", "](https://example.com)", ""),
    ("white space around", "　　a b ", "a b"),
]


@pytest.mark.parametrize(("source", "text"), table(INLINE))
def test_read_inline(source: str, text: str) -> None:
    assert read_inline(source).text == text


def _places_hold(source: str) -> bool:
    read = read_inline(source)
    if read.offsets is None:
        return read.text == source
    return "".join(source[i] for i in read.offsets[:-1]) == read.text and len(read.offsets) == len(read.text) + 1


@pytest.mark.parametrize("source", [row[1] for row in INLINE])
def test_places_in_a_line(source: str) -> None:
    assert _places_hold(source)


@given(any_text())
def test_places_in_any_line(source: str) -> None:
    assert _places_hold(source)


LINKS = [
    ("none", "a [b] c", [], []),
    ("a link", "[a](https://example.com)", [("a", "https://example.com")], []),
    ("a link with a title", '[a](b "c")', [("a", "b")], []),
    ("two links", "[a](b) [c](d)", [("a", "b"), ("c", "d")], []),
    ("marks are not part of a link's text", "[**a**](b)", [("a", "b")], []),
    ("brackets in the target", "[a](b(c)d)", [("a", "b(c)d")], []),
    ("a picture", "![a](b.png)", [], [("a", "b.png")]),
    ("a picture in a link", "[![a](b.png)](c)", [("", "c")], [("a", "b.png")]),
    ("code is no link", "`[a](b)`", [], []),
]


@pytest.mark.parametrize(("source", "links", "images"), table(LINKS))
def test_links_of_a_line(source: str, links: list[tuple[str, str]], images: list[tuple[str, str]]) -> None:
    read = read_inline(source)
    assert ([tuple(link) for link in read.links], [tuple(image) for image in read.images]) == (links, images)


@pytest.mark.parametrize(
    ("source", "opens", "closes"),
    table(
        [
            ("a whole link", "[a](b)", False, False),
            ("a bracket in text", "a [b", False, False),
            ("opened", "[", True, False),
            ("opened behind text", "a [", True, False),
            ("closed", "](b)", False, True),
        ]
    ),
)
def test_torn_links(source: str, opens: bool, closes: bool) -> None:
    read = read_inline(source)
    assert (read.opens, read.closes) == (opens, closes)


def test_the_lines_of_a_torn_link_are_linked() -> None:
    blocks = read_markdown("a\n\n[\nb\n](https://example.com)\n\nc")
    assert [bool(block.links) for block in blocks] == [False, True, True, True, False]


def _fenced_here(text: str) -> set[int]:
    blocks = [block for block in read_markdown(text) if block.kind == "code"]
    return {block.line + i for block in blocks for i in range(block.source.count("\n") + 1)}


def _fenced_there(text: str) -> set[int]:
    fences = [token.map for token in MarkdownIt().parse(text) if token.type == "fence" and token.map]
    return {line + 1 for start, end in fences for line in range(start, end)}


FENCES = [
    ("none", "a\n\nb\n"),
    ("plain", "a\n\n```\nb\n```\n\nc\n"),
    ("right below text", "a\n```\nb\n```\nc\n"),
    ("two kinds", "~~~\n```\n~~~\n\n```\n~~~\n```\n"),
    ("longer than what it holds", "`````\n```\n````\n`````\na\n"),
    ("longer at the close", "```\na\n`````\nb\n"),
    ("with a language", '```python title="a"\nb\n```\n'),
    ("something behind the close", "```\na\n``` b\n```\nc\n"),
    ("indented", "  ```\n  a\n  ```\nb\n"),
    ("in a list", "- a\n\n  ```\n  b\n  ```\n\n- c\n"),
    ("in a numbered list", "1. a\n   ```\n   b\n   ```\n2. c\n"),
    ("in a quote", "> ```\n> a\n> ```\n>\n> b\n"),
    ("blank lines inside", "```\na\n\n\nb\n```\nc\n"),
    ("headings and lists inside", "```\n# a\n- b\n> c\n```\n"),
    ("never closed", "a\n\n```\nb\n\nc\n"),
    ("code within a line", "```a``` b\n\nc\n"),
    ("too far in to close", "```\na\n    ```\nb\n```\n"),
]


@pytest.mark.parametrize("text", table(FENCES))
def test_fenced_lines_as_markdown_it_has_them(text: str) -> None:
    assert _fenced_here(text) == _fenced_there(text)


@st.composite
def _fence(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from("`~")) * draw(st.integers(3, 5))
    inner = st.sampled_from(["", "a", "# a", "- a", "> a", "--", "| a | b |", "$$", "<!--", "``", "~~", "{{a}}"])
    return "\n".join([mark + draw(st.sampled_from(["", "py", " text"])), *draw(st.lists(inner, max_size=4)), mark])


@given(st.lists(st.one_of(_fence(), st.sampled_from(["a", "# b", "- c", "> d", "e *f*"])), max_size=6))
def test_fenced_lines_of_any_document(parts: list[str]) -> None:
    text = "\n\n".join(parts) + "\n"
    assert _fenced_here(text) == _fenced_there(text)


MARKUPS = [
    ("nothing", "", None, "text"),
    ("running text", SENTENCE, None, "text"),
    ("one heading mark may be chance", f"# 一号\n{SENTENCE}", None, "text"),
    ("a tag in a sentence", "He wrote <html> on the board.", None, "text"),
    ("rules around text", f"---\n\n{SENTENCE}", None, "text"),
    ("suffix of text", "# a\n\n**b** **c**", "clips/a.txt", "text"),
    ("suffix of Markdown", SENTENCE, "a.md", "markdown"),
    ("suffix of a page", SENTENCE, "C:\\clips\\a.HTM", "html"),
    ("unknown suffix", SENTENCE, "a.dat", "text"),
    ("name without a suffix", "# a\n\n## b", "clips/README", "markdown"),
    ("headings", "# a\n\n## b\n\nc", None, "markdown"),
    ("a link and a picture", "[a](https://example.com)\n\n![b](c.png)", None, "markdown"),
    ("front matter", "---\ntitle: a\n---\n\nb", None, "markdown"),
    ("front matter behind a byte-order mark", "\ufeff---\ntitle: a\n---\nb", None, "markdown"),
    ("a document type", "<!DOCTYPE html>\n<title>a</title>", None, "html"),
    ("a root element", "\n <html lang='zh'><body>a", None, "html"),
    ("a comment before it", "<!-- saved -->\n<html>", None, "html"),
    ("a piece of a page", "<div class='a'>b</div>", None, "html"),
]


@pytest.mark.parametrize(("text", "path", "markup"), table(MARKUPS))
def test_detect_markup(text: str, path: str | None, markup: str) -> None:
    assert detect_markup(text, path) == markup


@pytest.mark.parametrize("path", table([("a str", "a.md"), ("a path", Path("a.md"))]))
def test_a_path_may_be_any_that_the_system_takes(path: str | Path) -> None:
    article = clean("# 渡口\n\n老船停了三十年。", path=path)
    assert (article.document.clip.path, article.document.clip.markup, article.title) == ("a.md", "markdown", "渡口")


def test_what_is_no_markup_or_no_path_is_refused() -> None:
    with pytest.raises(ValueError, match="markup is html or text or markdown, or None, not 'md'"):
        clean("渡口", markup="md")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not int"):
        clean("渡口", path=3)  # type: ignore[arg-type]
