"""The pages of a report, without a browser: what they hold, that nothing of a clipping gets out of its place, files."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Article, Options, clean
from cleaner.batch.clippings import Clipping, Origin, Unreadable
from cleaner.batch.files import FileError, Source
from cleaner.batch.reports import TOGETHER, Found, write_page, write_report
from cleaner.model import NOISE_CLASSES
from cleaner.writers.changed import explain_changes
from cleaner.writers.explained import explain_lines
from cleaner.writers.report.document import Way, to_page
from cleaner.writers.report.element import Html, element, plainly, shown
from cleaner.writers.report.families import families, family_of
from cleaner.writers.report.index import to_index
from cleaner.writers.report.record import Record, record_of
from cleaner.writers.report.shell import MARK
from tests.conftest import ROOT, table
from tests.forums import discuz
from tests.test_batch import BODY, FURNITURE, TEXT, lay
from tests.test_cli import CLIP, cli, tree

SEEDS = [path for path in sorted((ROOT / "seeds").iterdir()) if path.name != "README.md"]
#: Texts that try to get out of their place, each with what must not be in a page because of it.
HOSTILE = [
    ("end of a script", "</script><script>alert(1)</script>"),
    ("start of a comment", "<!-- <script> --!><!--"),
    ("handler in a tag", '"><img src=x onerror=alert(1)>'),
    ("single quotes", "' onfocus=alert(1) autofocus='"),
    ("end of a title and a style", "</title></style><svg onload=alert(1)>"),
    ("entities", "&lt;script&gt;&#60;script&#62;&amp;"),
    ("another base and a refresh", '<base href="//x.example/"><meta http-equiv=refresh content="0;url=//x.example/">'),
    ("lines for scripts alone", "a\u2028alert(1)\u2029b"),
    ("direction turned around", "abc\u202efdp.exe\u202c\u2066x\u2069"),
    ("controls", "a\x01b\x1b[31mc\x7f\x85d"),
    ("half of a pair", "a\ud800b"),
    ("template of other programs", "{{ 7 * 7 }} ${alert(1)} <% x %>"),
]


def page_of(text: str, **known: str) -> lxml.html.HtmlElement:
    return parsed(to_page(clean(text, path=known.get("path", "clip.txt"))))


def parsed(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.encode("utf-8", "replace"))


def seen(one: lxml.html.HtmlElement) -> str:
    """The text of an element as it was in the clipping: numbers of unseen characters made characters again."""
    pieces = [one.text or ""]
    for child in one:
        if child.get("class") == "unseen":
            number, _, count = child.text_content().partition("×")
            pieces.append(chr(int(number, 16)) * int(count or 1))
        elif child.get("class") not in ("c", "picture"):
            pieces.append(seen(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


# Pieces of HTML.

SHOWN: list[tuple[str, str, str]] = [
    ("nothing", "", ""),
    ("text", "渡口 a", "渡口 a"),
    ("tabs and line feeds", "a\tb\nc", "a\tb\nc"),
    ("an emoji made of three", "👩\u200d👧\ufe0f", "👩\u200d👧\ufe0f"),
    ("a joiner in Persian", "می\u200cشود", "می\u200cشود"),
    ("an ideographic space", "\u3000a", "\u3000a"),
    ("markup", "<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"),
    ("a joiner between Han", "渡\u200d口", '渡<i class="unseen">200D</i>口'),
    ("a run of one character", "\u200b\u200b\u200b", '<i class="unseen">200B×3</i>'),
    ("two characters", "\u202e\u2066", '<i class="unseen">202E</i><i class="unseen">2066</i>'),
    ("half of a pair", "\ud800", '<i class="unseen">D800</i>'),
]


@pytest.mark.parametrize(("text", "html"), table(SHOWN))
def test_text_is_shown(text: str, html: str) -> None:
    assert shown(text) == html


ELEMENTS: list[tuple[str, Html, str]] = [
    ("without anything", element("p"), "<p></p>"),
    ("void", element("meta", charset="utf-8"), '<meta charset="utf-8">'),
    ("text is escaped", element("p", "<b>"), "<p>&lt;b&gt;</p>"),
    ("an element is not", element("p", element("b", "x")), "<p><b>x</b></p>"),
    ("names", element("a", class_="n", data_line=3, aria_label="x"), '<a class="n" data-line="3" aria-label="x"></a>'),
    ("absent and bare", element("a", id=None, hidden=""), "<a hidden></a>"),
    ("quotes", element("a", title="\"'<"), '<a title="&quot;&#x27;&lt;"></a>'),
    ("unseen characters in a value", element("a", title="a\u202eb"), '<a title="a‹202E›b"></a>'),
]


@pytest.mark.parametrize(("made", "html"), table(ELEMENTS))
def test_an_element_is_written(made: Html, html: str) -> None:
    assert made == html


def test_every_class_has_one_family_and_every_family_its_colours_and_pattern() -> None:
    classes = [noise_class for family in families() for noise_class in family.classes]
    assert sorted(classes) == sorted(NOISE_CLASSES)
    style = files("cleaner.writers.report").joinpath("report.css").read_text("utf-8")
    for family in families():
        assert style.count(f"--{family.name}-fill: ") == 2
        assert re.search(rf"\.{family.name} {{ --pattern: ", style)
    assert family_of("made-up") == "remains"


# The page of a document.


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SEEDS])
def test_the_page_gives_the_account_line_by_line(path: Path) -> None:
    article = clean(path.read_bytes(), path=path.name)
    page = parsed(to_page(article))
    rows = [row for row in explain_lines(article) if row.fate != "cut"]
    lines = page.xpath("//*[@id='clipping']//li")
    assert [line.get("id") for line in lines] == [f"l{row.line}" for row in rows]
    for line, row in zip(lines, rows, strict=True):
        text = line.xpath("*[@class='t']")
        assert (seen(text[0]) if text else "") == row.text
        assert (line.get("data-why"), line.get("data-class")) == (row.reason or None, row.noise_class or None)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SEEDS])
def test_the_article_is_shown_to_the_character(path: Path) -> None:
    article = clean(path.read_bytes(), path=path.name)
    assert shown_article(article) == [block.text for block in article.blocks]
    marks = parsed(to_page(article)).xpath("//article//ins")
    assert [(mark.get("data-before"), seen(mark)) for mark in marks] == [(c.before, c.after) for c in article.changes]


def shown_article(article: Article) -> list[str]:
    page = parsed(to_page(article))
    return [
        seen(one) for one in page.xpath("//*[@class='group']/*[starts-with(@class,'paragraph')]/*[not(@class='n')]")
    ]


DAMAGED = [
    ("folded punctuation", "老船停了三十年,今年又下了水,撑船的是船工的孙女,她说:还是那一支。"),
    ("a radical", "这是全县最老的⼀条船,撑船的是船工的孙女,她今年三十二岁,从没有离开过渡口。"),
    (
        "characters without width",
        "老船\u200b停了\u200b三十年，今年\u200b又下了水，撑船的是船工的孙女。\n\n\u200b\u200b她说还是那一支。",
    ),
    ("lost characters", "老船停了三十年，今年又\ufffd\ufffd水，撑船的是船工的孙女。\n\n她说还是那一支\ufffd。"),
    (
        "the first character of a paragraph",
        f"{BODY}\n\n⼀条船停了三十年，今年又下了水，撑船的是船工的孙女。\n\n⼀条桨还是那一支。",
    ),
    (
        "pictures without words between paragraphs",
        "老船停了三十年,今年又下了水。\n\n![](a.png)\n\n撑船的是船工的孙女,她说还是那一支。",
    ),
]


@pytest.mark.parametrize("text", table(DAMAGED))
def test_every_change_stands_where_the_ledger_says(text: str) -> None:
    article = clean(text)
    assert article.changes or "\ufffd" in text
    page = parsed(to_page(article))
    for row, mark in zip(explain_changes(article), page.xpath("//article//ins"), strict=True):
        paragraph = mark.xpath("ancestor::*[starts-with(@class,'paragraph')]")[0]
        assert paragraph.xpath("a[@class='n']")[0].get("href") == f"#l{row.line}"
        assert seen(mark) == row.after and mark.get("data-before") == plainly(row.before)
    assert [text for text in shown_article(article) if text] == [block.text for block in article.blocks if block.text]


def test_a_part_cut_out_is_marked_where_it_stood() -> None:
    page = parsed(to_page(clean(CLIP, markup="markdown")))
    (cut,) = page.xpath("//mark")
    assert (seen(cut), cut.get("data-class"), cut.getparent().getparent().get("id")) == (
        "返回搜狐，查看更多",
        "portal_residue",
        "l11",
    )
    assert seen(cut.getparent()).endswith("石头的味道。返回搜狐，查看更多")


def test_posts_of_a_thread_are_headed_by_their_writers() -> None:
    article = clean(discuz())
    assert len(article.posts) > 2
    heads = parsed(to_page(article)).xpath("//*[@class='poster']")
    assert [head.text_content().removeprefix("post ").split(", ")[0] for head in heads] == [
        post.author or post.date or "" for post in article.posts
    ]


def test_every_way_on_the_page_leads_somewhere() -> None:
    for path in SEEDS:
        page = parsed(to_page(clean(path.read_bytes(), path=path.name)))
        places = {one.get("id") for one in page.xpath("//*[@id]")}
        assert len(places) == len(page.xpath("//*[@id]"))
        assert {one.get("href")[1:] for one in page.xpath("//a[starts-with(@href,'#')]")} <= places


def test_the_metadata_says_where_it_was_found() -> None:
    rows = page_of(TEXT.replace("\n", "\n来源：河岸晚报 2024-03-05\n\n", 1)).xpath("//*[@id='metadata']//tbody/tr")
    told = {row[0].text_content(): (row[1].text_content(), row[2].xpath("string()")) for row in rows}
    assert told["source"][0] == "河岸晚报" and told["source"][1].startswith("line 2")
    assert rows[1].xpath(".//a[starts-with(@href,'#l')]")


LANGUAGES = [
    ("simplified Chinese", BODY, "zh-Hans"),
    (
        "traditional Chinese",
        "渡口的老船停了三十年，今年春天又下了水，撐船的是當年船工的孫女，她說槳還是那一支。",
        "zh-Hant",
    ),
    (
        "English",
        "The ferry leaves at six, and nobody on the island has seen it wait for a latecomer, or ever will.",
        "en",
    ),
    ("unknown", "1234 5678\n", None),
]


@pytest.mark.parametrize(("text", "lang"), table(LANGUAGES))
def test_the_clipping_and_the_article_have_their_language(text: str, lang: str | None) -> None:
    page = page_of(text)
    assert page.get("lang") == "en"
    assert [one.get("lang") for one in page.xpath("//*[@class='text']")] == [lang, lang]


ODD: list[tuple[str, str | bytes]] = [
    ("nothing", b""),
    ("white space", "\n \n"),
    ("furniture alone", FURNITURE),
    ("binary", b"%PDF-1.4\n\0\0"),
]


@pytest.mark.parametrize("data", table(ODD))
def test_what_has_no_article_has_a_page(data: str | bytes) -> None:
    page = parsed(to_page(clean(data)))
    assert page.xpath("//h1") and page.xpath("//*[contains(@class,'warnings')]/li")


# Nothing of a clipping gets out of its place.

_HANDLER = re.compile(r"on[a-z]+\Z")


def free_of_scripts(page: str) -> None:
    """The page holds its own script and data alone, no handler, and no address but places within it and links."""
    found = parsed(page)
    scripts = [one for one in found.iter("script") if one.get("type") != "application/json"]
    assert len(scripts) == 1 and not scripts[0].attrib
    assert not list(found.iter("iframe", "object", "embed", "base", "form", "img", "link", "audio", "video"))
    for one in found.iter():
        if isinstance(one.tag, str):
            assert not [name for name in one.attrib if _HANDLER.match(name) or name in ("src", "style", "srcdoc")]
            assert not str(one.get("href", "")).lower().startswith(("javascript", "data", "//"))


@pytest.mark.parametrize("text", table(HOSTILE))
def test_hostile_text_stays_text(text: str) -> None:
    article = clean(f"{text}\n\n{BODY}{text}\n\n{text}\n", path=f"{text}.txt")
    page = to_page(article, Way(up="../index.html"))
    free_of_scripts(page)
    free_of_scripts(to_index([record_of(article, text, "pages/000/00000.html")], text, "cleaner"))
    assert not re.search("[\u2028\u2029\u202e\u2066\x01\x1b]", page)


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    free_of_scripts(to_page(clean(f"{text}\n\n{BODY}\n{text}", path=text)))
    record = Record(text, "ok", "a.html", text, remarks=(text,))
    data = parsed(to_index([record], text, "cleaner")).xpath("string(//script[@id='data'])")
    assert json.loads(data)["rows"][0][1:3] == [plainly(text), plainly(text)]


def test_hostile_attributes_of_a_page_stay_text() -> None:
    html = (
        '<html lang="&quot; onload=x"><head><link rel=canonical href="javascript:alert(1)">'
        '<meta property="og:url" content="javascript:alert(1)"><title>&lt;script&gt;</title></head>'
        f'<body><p>{BODY}</p><img src="x" alt="&quot; onerror=alert(1) &lt;b&gt;"><p>{BODY}</p></body></html>'
    )
    free_of_scripts(to_page(clean(html, url="javascript:alert(1)")))


@pytest.mark.parametrize("kind", ["document", "index"])
def test_the_policy_lets_the_page_s_own_script_and_style_run_and_nothing_else(kind: str) -> None:
    page = to_page(clean(TEXT)) if kind == "document" else to_index([], "seeds", "cleaner")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    assert policy is not None and page.index("Content-Security-Policy") < page.index("<title>")
    said = dict(one.split(" ", 1) for one in policy[1].replace("&#x27;", "'").split("; "))
    for tag in ("script", "style"):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert inner is not None
        assert said[f"{tag}-src"] == f"'sha256-{b64encode(sha256(inner[1].encode()).digest()).decode()}'"
    assert {name: value for name, value in said.items() if name not in ("script-src", "style-src")} == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("name", ["report.css", "document.css", "index.css", "report.js", "document.js", "index.js"])
def test_an_asset_asks_for_nothing_and_does_not_end_its_element(name: str) -> None:
    text = files("cleaner.writers.report").joinpath(name).read_text("utf-8")
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttp|innerHTML|eval\(|</(script|style)|<!--|https?://(?!www\.w3)", text
    )


# A run.


def found(*texts: str) -> list[Found]:
    return [Clipping(Origin(Source(Path(f"{i}.txt"), Path(f"{i}.txt"))), text) for i, text in enumerate(texts)]


def test_a_run_of_nothing_has_an_index(tmp_path: Path) -> None:
    assert list(write_report([], tmp_path / "r", "none", Options())) == []
    assert list(tree(tmp_path)) == ["r/index.html"]


def test_a_run_is_numbered_in_order_and_its_pages_lead_to_one_another(tmp_path: Path) -> None:
    gone = Unreadable(Origin(Source(Path("x"), Path("gone.txt"))), "no such file or directory")
    records = list(write_report([*found(TEXT), gone, *found(TEXT, TEXT)], tmp_path, "few", Options()))
    assert [(one.file, one.status, one.page) for one in records] == [
        ("0.txt", "ok", "pages/000/00000.html"),
        ("gone.txt", "failed", None),
        ("0.txt", "ok", "pages/000/00001.html"),
        ("1.txt", "ok", "pages/000/00002.html"),
    ]
    ways = {
        path.name: {link.get("rel"): link.get("href") for link in parsed(path.read_text()).xpath("//nav/a")}
        for path in tmp_path.rglob("0*.html")
    }
    assert ways == {
        "00000.html": {"up": "../../index.html", "next": "00001.html"},
        "00001.html": {"up": "../../index.html", "prev": "00000.html", "next": "00002.html"},
        "00002.html": {"up": "../../index.html", "prev": "00001.html"},
    }


def test_pages_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    list(write_report(found(*["渡口。"] * (TOGETHER + 1)), tmp_path, "many", Options()))
    last = tmp_path / "pages" / "001" / f"{TOGETHER:05}.html"
    before = parsed(last.read_text()).xpath("//nav/a[@rel='prev']")[0].get("href")
    assert (last.parent / before).resolve().is_file()


def test_the_same_clippings_give_the_same_report(tmp_path: Path) -> None:
    for name in ("one", "two"):
        list(write_report(found(TEXT, CLIP), tmp_path / name, "x", Options()))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_index_counts(tmp_path: Path) -> None:
    records = list(write_report(found(TEXT + "\n扫码关注我们\n", "首页 > 文化\n"), tmp_path, "two", Options()))
    page = parsed((tmp_path / "index.html").read_text())
    data = json.loads(page.xpath("string(//script[@id='data'])"))
    assert [row[1] for row in data["rows"]] == ["0.txt", "1.txt"]
    assert [data["statuses"][row[3]][0] for row in data["rows"]] == [one.status for one in records]
    for row, record in zip(data["rows"], records, strict=True):
        assert {data["classes"][i][0]: count for i, count in row[6]} == dict(record.removed)
    assert {one.get("data-status") for one in page.xpath("//button[@data-status]")} == {one.status for one in records}


# What may be written over.

MINE = "a file of mine"


@pytest.mark.parametrize(
    ("write", "place"),
    table(
        [
            ("a page", lambda path: write_page(found(TEXT)[0], path / "index.html", Options()), "index.html"),
            ("an index", lambda path: list(write_report(found(TEXT), path, "x", Options())), "index.html"),
            (
                "a page of a run",
                lambda path: list(write_report(found(TEXT), path, "x", Options())),
                "pages/000/00000.html",
            ),
        ]
    ),
)
def test_nothing_but_a_report_is_written_over(tmp_path: Path, write: Callable[[Path], object], place: str) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(MINE)
    with pytest.raises(FileError, match="is no report") as error:
        write(tmp_path)
    assert error.value.path == tmp_path / place
    assert (tmp_path / place).read_text() == MINE


def test_a_report_is_written_over(tmp_path: Path) -> None:
    for text in (TEXT, BODY):
        write_page(found(text)[0], tmp_path / "r.html", Options())
    assert (tmp_path / "r.html").read_text("utf-8") == to_page(clean(BODY, path="0.txt"))
    assert (tmp_path / "r.html").read_text("utf-8").startswith(MARK)


def test_of_an_earlier_longer_report_nothing_is_left(tmp_path: Path) -> None:
    list(write_report(found(TEXT, TEXT, TEXT), tmp_path / "one", "x", Options()))
    (tmp_path / "one" / "mine.txt").write_text(MINE)
    for name in ("one", "two"):
        list(write_report(found(TEXT), tmp_path / name, "x", Options()))
    assert tree(tmp_path / "one") == {**tree(tmp_path / "two"), "mine.txt": MINE.encode()}


def test_a_run_that_is_broken_off_leaves_no_index_of_an_earlier_one(tmp_path: Path) -> None:
    list(write_report(found(TEXT), tmp_path, "x", Options()))
    next(write_report(found(TEXT, TEXT), tmp_path, "x", Options()))
    assert list(tree(tmp_path)) == ["pages/000/00000.html"]


# On the command line.


def test_one_clipping_gives_one_page(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    ran = cli("explain", "a.txt", "--html", "r.html", cwd=tmp_path)
    assert ran == (0, b"", "1 document: r.html\n")
    assert (tmp_path / "r.html").read_text("utf-8") == to_page(clean(TEXT.encode(), path="a.txt"))


def test_standard_input_gives_one_page(tmp_path: Path) -> None:
    assert cli("explain", "-", "--html", "r.html", stdin=TEXT.encode(), cwd=tmp_path).code == 0
    assert list(tree(tmp_path)) == ["r.html"]


def test_a_folder_gives_a_folder_that_is_no_input_of_the_next_run(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "sub/b.txt", "draft.txt")
    (tmp_path / "empty.txt").write_bytes(b"")
    runs = [cli("explain", ".", "--html", "r", "--exclude", "draft.*", cwd=tmp_path) for _ in range(2)]
    assert runs[0] == runs[1] == (1, b"", "cleaner: empty.txt: the file is empty\n3 documents: r/index.html\n")
    pages = [name for name in tree(tmp_path) if name.startswith("r/")]
    assert pages == ["r/index.html", "r/pages/000/00000.html", "r/pages/000/00001.html"]


WRONG = [
    ("several without a report", ("a.txt", "b.txt"), 2, "several clippings need --html REPORT"),
    ("another form beside a report", ("a.txt", "--html", "r", "-f", "tsv"), 2, "leave --format and --changes out"),
    ("standard input beside a file", ("-", "a.txt", "--html", "r"), 2, "- is explained by itself"),
    ("a report over a clipping", ("a.txt", "--html", "b.txt"), 1, "b.txt: is there already, and is no report"),
    ("a clipping that is missing", ("none.txt", "--html", "r.html"), 1, "none.txt: no such file or directory"),
    ("a place below a file", ("a.txt", "--html", "b.txt/r.html"), 1, "not a directory"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), table(WRONG))
def test_what_cannot_be_reported_is_told(tmp_path: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    lay(tmp_path, "a.txt", "b.txt")
    before = tree(tmp_path)
    ran = cli("explain", *arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (code, b"") and told in ran.err
    assert tree(tmp_path) == before
