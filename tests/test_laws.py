"""The ten laws of the program, on any text, any bytes, and generated clippings."""

from __future__ import annotations

import gzip
import html
import json
import os
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from benchmarks.damage import broken, folded, misread, noted, strewn
from cleaner import Article, Options, clean, repair
from cleaner.judge.account import kept_blocks
from cleaner.judge.judge import judge
from cleaner.judge.rule_file import parse_rules, shipped_rules
from cleaner.judge.rulebook import Rulebook, rulebook
from cleaner.judge.survey import survey
from cleaner.metadata.title import find_title
from cleaner.model import Change, Document, Markup, Script, Verdict
from cleaner.readers.lines import BLANKS, split_lines
from cleaner.readers.markdown import read_markdown
from cleaner.text.prose import is_prose
from cleaner.text.units import units
from cleaner.writers.text import to_text
from tests.conftest import ROOT, Clipping, any_bytes, any_text, articles, clippings, heaps, pages, table
from tests.growth import steep
from tests.pools import FOOT, FRONT_MATTER, HEAD, META, PROSE, TEASERS

MARKUPS: tuple[Markup, ...] = ("text", "markdown", "html")
markups = st.sampled_from(MARKUPS)
any_clipping = st.one_of(clippings(), st.builds(Clipping, any_text(), markups))
#: Readings that a program puts behind characters of the pools' sentences.
NOTES = {"的": "de", "了": "le", "一": "yī", "那": "nà", "有": "yǒu", "不": "bù", "開": "kāi", "來": "lái", "這": "zhè"}
SENTENCES = [sentence for pool in PROSE.values() for sentence in pool]


def _cleaned(clipping: Clipping) -> Article:
    return clean(clipping.text, markup=clipping.markup)


def _bare(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


# 1. Each block has exactly one verdict, in order; kept + dropped = the input.


@given(any_clipping)
def test_1_spans_cover_the_source(clipping: Clipping) -> None:
    document = _cleaned(clipping).document
    covered = "".join(document.text[block.span.start : block.span.end] for block in document.blocks)
    assert covered == document.text or not (covered or document.text.strip(BLANKS))
    for block in document.blocks:
        assert block.span.start <= block.start <= block.start + len(block.source) <= block.span.end
        assert document.text.startswith(block.source, block.start)


@given(any_clipping)
def test_1_one_verdict_for_each_block_in_order(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    assert [verdict.block for verdict in article.verdicts] == [block.index for block in article.document.blocks]
    assert [block.index for block in article.document.blocks] == list(range(len(article.document.blocks)))


@given(any_clipping)
def test_1_kept_and_dropped_are_the_input(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    pieces = [piece for verdict in article.verdicts for piece in _pieces(article.document, verdict)]
    assert "".join(text for _, text in pieces) == "".join(block.source for block in article.document.blocks)
    assert [text for kept, text in pieces if not kept] == [piece.text for piece in article.removed]


def _pieces(document: Document, verdict: Verdict) -> list[tuple[bool, str]]:
    """A block's source in pieces: whether each is kept, and what it says."""
    source = document.blocks[verdict.block].source
    if verdict.role == "noise":
        return [(False, source)]
    pieces, at = [], 0
    for cut in verdict.cuts:
        pieces += [(True, source[at : cut.start]), (False, source[cut.start : cut.end])]
        at = cut.end
    return [*pieces, (True, source[at:])]


@given(any_clipping)
def test_1_kept_blocks_are_what_is_left(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    body = [verdict for verdict in article.verdicts if verdict.role == "body"]
    left = ["".join(text for kept, text in _pieces(article.document, verdict) if kept) for verdict in body]
    kept = kept_blocks(article.document, article.verdicts)
    assert [_bare(block.source) for block in kept] == [_bare(source) for source in left]
    if clipping.markup == "text":
        assert [_bare(block.text) for block in kept] == [_bare(source) for source in left]
    assert [block.index for block in article.blocks] == [block.index for block in kept]


@given(any_clipping)
def test_1_removed_pieces_stand_where_they_say(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    text = article.document.text
    for piece in article.removed:
        assert text[piece.span.start : piece.span.end] == piece.text
        assert piece.rules and piece.reason and piece.noise_class
        if clipping.markup != "html":
            assert piece.line == len(split_lines(text[: piece.span.start] + "x"))


# 2. Shuffling the rules changes nothing.


def _shuffled(seed: int) -> Rulebook:
    rules = list(shipped_rules())
    random.Random(seed).shuffle(rules)
    return Rulebook(rules)


BOOKS = [rulebook(()), *map(_shuffled, range(3))]


def _verdicts(document: Document, book: Rulebook) -> Sequence[Verdict]:
    page = survey(document, book)
    title = find_title(document, page.region.start, page.suspects, page.keys)
    return judge(document, page, title.blocks, title.keys)


@given(clippings())
def test_2_the_order_of_the_rules_changes_nothing(clipping: Clipping) -> None:
    document = _cleaned(clipping).document
    first, *others = (_verdicts(document, book) for book in BOOKS)
    assert all(verdicts == first for verdicts in others)


OWN = """
[[rule]]
id = "{a}"
class = "promo"
reason = "first"
hits = ["渡口的灯"]
misses = ["磨坊"]
when = {{ says = ["渡口"] }}

[[rule]]
id = "{b}"
class = "share"
action = "{action}"
reason = "second"
hits = ["渡口的灯"]
misses = ["磨坊"]
when = {{ says = ["的灯"] }}
"""


@pytest.mark.parametrize(("a", "b"), [("a", "b"), ("b", "a")])
def test_2_keep_beats_drop_whatever_the_order(a: str, b: str) -> None:
    rules = parse_rules(OWN.format(a=a, b=b, action="keep"), "own.toml")
    articles = [clean("渡口的灯", options=Options(rules=order)) for order in (rules, rules[::-1])]
    assert [article.removed for article in articles] == [(), ()]


def test_2_the_order_of_a_users_rules_changes_nothing() -> None:
    rules = parse_rules(OWN.format(a="a", b="b", action="drop"), "own.toml")
    text = "\n\n".join([*SENTENCES[:3], "渡口的灯"])
    first, second = (clean(text, options=Options(rules=order)) for order in (rules, rules[::-1]))
    assert first == second and first.removed


# 3. The ledger is empty exactly when the text is unchanged; replaying it on the raw body gives the output.


def _replayed(raw: str, changes: Sequence[Change]) -> str:
    pieces, at = [], 0
    for change in changes:
        assert raw.startswith(change.before, change.start) and change.before != change.after
        pieces += [raw[at : change.start], change.after]
        at = change.start + len(change.before)
    return "".join([*pieces, raw[at:]])


@given(any_clipping)
def test_3_replaying_the_ledger_gives_the_text(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    raw = to_text(kept_blocks(article.document, article.verdicts))
    assert _replayed(raw, article.changes) == article.text
    assert (article.changes == ()) == (raw == article.text)


@st.composite
def _damaged(draw: st.DrawFn, markdown: bool = False, ways: int | None = None) -> str:
    """A page whose text was damaged in one way or several (of the first so many ways)."""
    text = "\n\n".join(draw(pages(markdown)))
    for damage in draw(st.lists(st.sampled_from(DAMAGE[:ways]), max_size=3, unique=True)):
        text = damage(text)
    return text


#: Ways to damage a text, each as a program does it.
DAMAGE: tuple[Callable[[str], str], ...] = (
    folded,
    strewn,
    lambda text: noted(text, NOTES),
    lambda text: text.replace("的", "\u200b的").replace("一", "⼀"),
    lambda text: text.replace("最", "蕞").replace("“", "&ldquo;").replace("”", "&rdquo;"),
    lambda text: misread(text, "utf-8", "latin-1"),
    lambda text: broken(text, text.index("，")) if "，" in text else text,
)
scripts = st.sampled_from(("keep", "auto", "hans", "tw"))


@given(_damaged(), scripts)
def test_3_replaying_the_ledger_of_a_damaged_text_gives_it(text: str, script: Script) -> None:
    article = clean(text, markup="text", options=Options(script=script))
    raw = to_text(kept_blocks(article.document, article.verdicts))
    assert _replayed(raw, article.changes) == article.text
    assert (article.changes == ()) == (raw == article.text)
    assert _replayed(text, article.document.clip.reread) == article.document.text


@given(_damaged(markdown=True, ways=-1))  # bytes out of line are judged by the script of the page, its foot included
def test_3_markdown_is_changed_as_its_text_is(text: str) -> None:
    article = clean(text, markup="markdown")
    again = clean(article.to_markdown(), markup="markdown")
    assert _bare(again.text) == _bare(article.text)


@given(_damaged(), scripts)
def test_3_a_repair_is_what_its_ledger_says(text: str, script: Script) -> None:
    mended = repair(text, options=Options(script=script))
    assert _replayed(text, mended.changes) == mended.text
    assert (mended.changes == ()) == (text == mended.text)


@given(_damaged())
def test_1_spans_cover_a_damaged_source(text: str) -> None:
    article = clean(text, markup="text")
    document = article.document
    assert "".join(document.text[b.span.start : b.span.end] for b in document.blocks) == document.text
    pieces = [piece for verdict in article.verdicts for piece in _pieces(document, verdict)]
    assert "".join(piece for _, piece in pieces) == "".join(block.source for block in document.blocks)
    assert [piece for kept, piece in pieces if not kept] == [piece.text for piece in article.removed]


@settings(max_examples=150)
@given(_damaged())
def test_4_a_repair_of_what_is_repaired_changes_nothing(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(any_text())
def test_8_any_text_is_repaired(text: str) -> None:
    mended = repair(text)
    assert mended.text or not text.strip() or not mended.text.strip()


@given(st.lists(st.sampled_from(PROSE["hans"]), min_size=2, max_size=6, unique=True))
def test_9_sentences_come_out_of_their_damage_whole(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    for damage in (folded, strewn, lambda text: misread(text, "utf-8", "cp1252")):
        assert clean(damage(text), markup="text").text == text


# 4. The whole program applied twice = once. What is promised:
#    - the Markdown of an article that is "ok" gives itself: the same title and the same body, nothing removed;
#    - for what was Markdown, its text is the same too (flat text may hold marks that Markdown reads);
#    - the text of a flat article that begins with running text gives the same text;
#    - the text of one that begins with a short line gives the same lines: that line may be taken for the title.


def _ok(clipping: Clipping) -> Article:
    article = _cleaned(clipping)
    assume(article.status == "ok")
    return article


def _body(markdown: str) -> str:
    return markdown.partition("\n---\n")[2].lstrip("\n") if markdown.startswith("---\n") else markdown


def _assert_same_again(article: Article) -> None:
    again = clean(article.to_markdown(), markup="markdown")
    assert again.title == article.title
    assert [piece.text for piece in again.removed] == []
    assert _body(again.to_markdown()) == _body(article.to_markdown())


@st.composite
def _flat_pages(draw: st.DrawFn, markdown: bool = False) -> str:
    return "\n\n".join(draw(pages(markdown)))


@settings(max_examples=250)
@given(_flat_pages())
def test_4_markdown_of_a_flat_page_gives_itself(text: str) -> None:
    _assert_same_again(_ok(Clipping(text, "text")))


@settings(max_examples=250)
@given(_flat_pages(markdown=True))
def test_4_markdown_of_a_markdown_page_gives_itself(text: str) -> None:
    _assert_same_again(_ok(Clipping(text, "markdown")))


@settings(max_examples=200)
@given(clippings(specks=False))
def test_4_markdown_of_any_clipping_gives_itself(clipping: Clipping) -> None:
    _assert_same_again(_ok(clipping))


@settings(max_examples=200)
@given(clippings(specks=False, markdown=True))
def test_4_text_of_what_was_markdown_stays(clipping: Clipping) -> None:
    article = _ok(clipping)
    assert clean(article.to_markdown(), markup="markdown").text == article.text


#: A line that only what was cut from its end had made one that could continue the line above.
CUT_INTO_A_SENTENCE = "\n".join((PROSE["en"][0], "第一步：把水烧开", f"{PROSE['en'][1]}[图库]", ""))


@settings(max_examples=250)
@given(clippings(specks=False, markdown=False))
@example(Clipping(CUT_INTO_A_SENTENCE, "text"))
def test_4_text_gives_itself(clipping: Clipping) -> None:
    article = _ok(clipping)
    assume(is_prose(article.text.partition("\n")[0]))
    assert clean(article.text, markup="text").text == article.text


@settings(max_examples=250)
@given(_flat_pages())
def test_4_no_line_of_a_text_is_lost(text: str) -> None:
    article = _ok(Clipping(text, "text"))
    again = clean(article.text, markup="text")
    titles = [again.document.blocks[v.block].text for v in again.verdicts if v.role == "title"]
    assert sorted("\n".join([*titles, again.text]).split()) == sorted(article.text.split())


#: Clippings of which the second cleaning once made something else.
AGAIN = [
    (
        "menu words above the title",
        "text",
        ["新闻", "首页", "山腳下的雜貨店與四十年的糖果", "第一步：把水烧开", *PROSE["hant"][:2]],
    ),
    (
        "a menu word for a title",
        "markdown",
        ["ホーム", "\n".join(["体育", HEAD[11], PROSE["ja"][1], "記者周念慈／台北報導"]), PROSE["ja"][3]],
    ),
    (
        "a heading above a byline",
        "markdown",
        ['[#]: subject: "The Ferry"', "体育", "Home", "## 磨坊的来历", META[0], "### The wheel", *PROSE["ja"][:2]],
    ),
    ("a bracket that is never closed", "markdown", [HEAD[0], "首页", "新闻", "[", *PROSE["en"][:2], *FOOT[:3]]),
    ("the title under a label", "markdown", [FRONT_MATTER[0], "相关文章", "渡口最后的摆渡人", "- 第一项\n- 第二项"]),
]


@pytest.mark.parametrize(("markup", "lines"), table(AGAIN))
def test_4_clippings_that_once_changed_again(markup: Markup, lines: list[str]) -> None:
    _assert_same_again(_cleaned(Clipping("\n\n".join(lines), markup)))


JOINED = [
    (
        "behind a cut sentence",
        "text",
        [PROSE["en"][0], PROSE["en"][1] + "[图库]", META[0], "Related articles", TEASERS[3]],
    ),
    ("above a table", "markdown", ["脚注在这里[^1]。", HEAD[11], "", TEASERS[3], "| 月份 |\n|---|\n| 六月 |"]),
]


@pytest.mark.parametrize(("markup", "lines"), table(JOINED))
def test_4_lines_join_as_they_will_when_read_again(markup: Markup, lines: list[str]) -> None:
    article = _cleaned(Clipping("\n".join(lines), markup))
    written = article.text if markup == "text" else article.to_markdown()
    assert clean(written, markup=markup).text == article.text


@given(articles())
def test_4_a_clean_article_comes_out_unchanged(lines: list[str]) -> None:
    article = clean("\n\n".join(lines), markup="text")
    assert article.removed == ()
    assert _bare((article.title or "") + article.text) == _bare("".join(lines))


# 5. Same input, same output.


@given(any_clipping)
def test_5_the_same_twice(clipping: Clipping) -> None:
    assert _cleaned(clipping) == _cleaned(clipping)


@given(clippings(), clippings())
def test_5_what_was_cleaned_before_does_not_matter(one: Clipping, other: Clipping) -> None:
    first = _cleaned(one)
    _cleaned(other)
    assert _cleaned(one) == first


@given(any_clipping)
def test_5_articles_can_be_pickled(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    assert pickle.loads(pickle.dumps(article)) == article


@given(any_clipping)
def test_5_articles_can_be_keys(clipping: Clipping) -> None:
    assert {_cleaned(clipping): 1, clean("渡口"): 2}[_cleaned(clipping)] in (1, 2)


@pytest.mark.parametrize(
    "page", [f"---\ntags: [a]\n---\n# a\n\n{SENTENCES[0]}", f"<p>{SENTENCES[0]} <b>a</b><ol><li>a"]
)
def test_5_articles_with_metadata_can_be_keys(page: str) -> None:
    assert len({clean(page), clean(page), clean(page + "a")}) == 2


def test_5_options_can_be_pickled_and_can_be_keys() -> None:
    options = Options(rules=parse_rules(OWN.format(a="a", b="b", action="keep"), "own.toml"), max_bytes=9)
    assert {pickle.loads(pickle.dumps(options)): 1} == {options: 1}


def test_5_options_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Options().max_bytes = 1  # type: ignore[misc]


_PAGE = "\n\n".join(
    [*HEAD[:4], "渡口最后的摆渡人", META[0], *SENTENCES[:3], *FOOT[:6], "相关文章", "柳镇旧桥完成检修", "山裡"]
)
_SCRIPT = "import json, sys; from cleaner import clean; print(ascii(clean(sys.stdin.buffer.read()).to_dict()))"


def _elsewhere(folder: Path, seed: str, locale: str, zone: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
    command = [sys.executable, "-c", _SCRIPT]
    found = subprocess.run(command, input=_PAGE.encode(), env=environment, cwd=folder, capture_output=True, check=True)
    return found.stdout.decode("ascii").strip()


@pytest.mark.parametrize(("seed", "locale", "zone"), [("1", "C", "UTC"), ("77", "zh_CN.UTF-8", "Asia/Tokyo")])
def test_5_the_same_in_another_process(tmp_path: Path, seed: str, locale: str, zone: str) -> None:
    assert _elsewhere(tmp_path, seed, locale, zone) == ascii(clean(_PAGE.encode()).to_dict())


# 6. HTML and its flattened copy lose the same sentences.


def _page_of(lines: Sequence[str]) -> str:
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<!DOCTYPE html><html><body>{paragraphs}</body></html>"


#: A mark of Markdown that means itself. Must not match a lone backslash.
_ESCAPED = re.compile(r"\\([^\w\s])")


def _seen(source: str) -> str:
    """What a reader sees of a piece of a page's source, which is Markdown."""
    return _ESCAPED.sub(r"\1", source)


@settings(max_examples=200)
@given(st.one_of(pages(), heaps()))
def test_6_a_page_and_its_flat_copy_lose_the_same(lines: list[str]) -> None:
    page, flat = clean(_page_of(lines), markup="html"), clean("\n\n".join(lines), markup="text")
    assert [_seen(piece.text) for piece in page.removed] == [piece.text for piece in flat.removed]
    assert (page.title, page.text) == (flat.title, flat.text)


# 7. Doubling the input at most ×2.5 the work, counted in calls; at most ×3 the processor's time: no limit in seconds.

BAIT: list[tuple[str, Callable[[int], str]]] = [
    ("opened brackets", lambda n: "[" * n),
    ("closed links", lambda n: "](" * n),
    ("opened pictures", lambda n: "![a](" * n),
    ("links", lambda n: "[a](b) " * n),
    ("torn links", lambda n: "[\na\n](b)\n" * n),
    ("opened comments", lambda n: "<!-- a\n" * n),
    ("opened formulas", lambda n: "$$\n" * (2 * n + 1)),
    ("a line of stars", lambda n: "*" * n),
    ("stars before words", lambda n: "*a " * n),
    ("backticks in runs of all lengths", lambda n: "".join("`" * (i % 50 + 1) + "a" for i in range(n))),
    ("fences in all lengths", lambda n: "".join("`" * (i % 200 + 3) + "\n" for i in range(n))),
    ("deep quotes", lambda n: ">" * n + " a\n"),
    ("rows of a table", lambda n: "a | b\n-|-\n" * n),
    ("short lines", lambda n: "首页\n" * n),
    ("short lines apart", lambda n: "首页\n\n" * n),
    ("sentences", lambda n: f"{SENTENCES[0]}\n" * n),
    ("wrapped lines", lambda n: "The ferry leaves at six in the morning and nobody on the island\n" * n),
    ("labels of other articles", lambda n: "相关文章\n" * n),
    ("labels with headlines", lambda n: "相关文章\n柳镇旧桥完成检修\n" * n),
    ("labels in one line", lambda n: "来源：" * n),
    ("portal stubs in one line", lambda n: "渡口" + "[图库]" * n),
    ("brackets at the end", lambda n: SENTENCES[0] + "（记者 林夏）" * n),
    ("the title many times", lambda n: "渡口最后的摆渡人的故事\n\n" * n + SENTENCES[0]),
    ("front matter without an end", lambda n: "---\n" + "a: b\n" * n),
    ("white space", lambda n: "\u3000 \t" * n + "a"),
]


def _work(text: str, markup: Markup) -> int:
    """How many calls cleaning takes, generators' steps among them."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        article = clean(text, markup=markup)
    finally:
        sys.setprofile(None)
    assert article.status != "failed"
    return count


@pytest.mark.parametrize("markup", ["text", "markdown"])
@pytest.mark.parametrize("bait", table(BAIT))
def test_7_twice_the_input_is_about_twice_the_work(bait: Callable[[int], str], markup: Markup) -> None:
    clean(bait(2), markup=markup)
    small, large = (_work(bait(n), markup) for n in (200, 400))
    assert large <= 2.5 * small


PAGE_BAIT: list[tuple[str, Callable[[int], str]]] = [
    ("paragraphs", lambda n: "<p>首页" * n),
    ("deep boxes", lambda n: "<div>" * n + "a"),
    ("links", lambda n: "<p>" + "<a href=b>c</a> " * n),
    ("opened links", lambda n: "<a href=b>c<p>" * n),
    ("opened tags", lambda n: "<" * n),
    ("opened comments", lambda n: "<!--" * n),
]


@pytest.mark.parametrize("bait", table(PAGE_BAIT))
def test_7_twice_the_page_is_about_twice_the_work(bait: Callable[[int], str]) -> None:
    clean(f"<html>{bait(2)}", markup="html")
    small, large = (_work(f"<html>{bait(n)}", "html") for n in (200, 400))
    assert large <= 2.5 * small


@pytest.mark.parametrize("markup", ["text", "markdown"])
def test_7_ten_thousand_short_lines_are_cleaned(markup: Markup) -> None:
    assert clean("首页\n" * 10_000, markup=markup).status != "failed"


#: What patterns may try again and again, which no count of calls shows: told by the ratio of the processor's time.
LONG_BAIT: list[tuple[str, Markup | None, Callable[[int], str]]] = [
    ("comments before what is no page", None, lambda n: "<!---->" * n + "<section>a"),
    ("comments in lines before what is no page", None, lambda n: "<!-- a -->\n" * n + "<section>a"),
    (
        "blanks in a title that a meta states",
        "html",
        lambda n: f"<html><meta property=og:title content='渡口的灯{' ' * 5 * n}亮了'><p>{SENTENCES[0]}",
    ),
    (
        "the site's name again and again before a title",
        "html",
        lambda n: (
            "<html><meta property=og:site_name content=河岸新闻网><meta property=og:title content='"
            + "河岸新闻网 | " * n
            + f"渡口的灯亮了很久'><p>{SENTENCES[0]}"
        ),
    ),
    (
        "blanks in a title of the front matter",
        "markdown",
        lambda n: f"---\ntitle: a{' ' * 5 * n}b\n---\n\n{SENTENCES[0]}",
    ),
    ("blanks in a heading", "markdown", lambda n: f"# a{' ' * 5 * n}b\n\n{SENTENCES[0]}"),
    ("a script of blanks", "html", lambda n: f"<html><script>{' ' * 5 * n}x</script><p>{SENTENCES[0]}"),
    ("blanks in a link", "markdown", lambda n: f"[a]({' ' * 5 * n}\n"),
    ("addresses that do not end", "markdown", lambda n: "[a](http://a.example/" * n),
    ("titles of links that do not end", "markdown", lambda n: "[a](b 'c\n" * n),
    ("blanks in the row of a table", "markdown", lambda n: f"a|b\n{' ' * 4 * n}|x\n"),
    ("dashes in the row of a table", "markdown", lambda n: f"a|b\n{'-' * 4 * n}|x\n"),
    ("quoted fences above one that is not", "markdown", lambda n: "> ```x\n\n" * n + "```"),
    ("code with changes between", "markdown", lambda n: "`a` 你好(hǎo)的," * n),
    ("a clipping path of blanks", "html", lambda n: f"<html><p style='clip: rect({' ' * n}x)'>a<p>{SENTENCES[0]}"),
    ("blanks behind a day", "markdown", lambda n: f"---\ntitle: a\ndate: 2024-03-05{' ' * n}x\n---\n\n{SENTENCES[0]}"),
    ("blank lines above a mark", None, lambda n: "\n" * 9 * n + "a ** b"),
]


@pytest.mark.parametrize(("markup", "bait"), table(LONG_BAIT))
def test_7_twice_the_input_takes_about_twice_the_time(markup: Markup | None, bait: Callable[[int], str]) -> None:
    clean(bait(2), markup=markup)
    assert not steep(lambda n: _done(bait(n), markup), 1000)


def _done(text: str, markup: Markup | None) -> Article:
    article = clean(text, markup=markup)
    assert article.status != "failed"
    return article


#: What only writers and those who look at an article do.
WRITTEN: list[tuple[str, Callable[[Article], object], Callable[[int], str]]] = [
    ("a long fence to HTML", Article.to_html, lambda n: "`" * n + "\n" + "a b c d e f\n" * n),
    ("blank lines in code to HTML", Article.to_html, lambda n: "```\na\n" + "\n" * 2 * n + "x"),
]


@pytest.mark.parametrize(("work", "bait"), table(WRITTEN))
def test_7_twice_the_article_is_written_in_about_twice_the_time(
    work: Callable[[Article], object], bait: Callable[[int], str]
) -> None:
    articles = {n: clean(bait(n), markup="markdown") for n in (1000, 2000)}
    assert not steep(lambda n: work(articles[n]), 1000)


# 8. `clean` never raises; JSON always serialises; front matter always parses.


def _assert_written(article: Article) -> None:
    assert not [warning for warning in article.warnings if warning.code == "internal_error"]
    json.dumps(article.to_dict(), allow_nan=False)
    written = article.to_markdown()
    first = next(iter(read_markdown(written)), None)
    if first is not None and first.kind == "front_matter" and not first.source.startswith("[#]:"):
        yaml.safe_load(first.source.removesuffix("---"))


@settings(max_examples=300)
@given(any_bytes(), st.one_of(st.none(), markups))
def test_8_any_bytes(data: bytes, markup: Markup | None) -> None:
    _assert_written(clean(data, markup=markup))


@settings(max_examples=200)
@given(any_text(), st.one_of(st.none(), markups))
def test_8_any_text(text: str, markup: Markup | None) -> None:
    _assert_written(clean(text, markup=markup))


@settings(max_examples=200)
@given(clippings())
def test_8_any_clipping(clipping: Clipping) -> None:
    _assert_written(_cleaned(clipping))


@given(clippings(), st.sampled_from(["utf-8", "gb18030", "utf-16", "big5", "shift_jis"]), st.binary(max_size=4))
def test_8_clippings_with_odd_bytes(clipping: Clipping, encoding: str, odd: bytes) -> None:
    data = clipping.text.encode(encoding, "replace")
    _assert_written(clean(data[: len(data) // 2] + odd + data[len(data) // 2 :]))


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</div>",
                "<table>",
                "<tr>",
                "<!--",
                "-->",
                "<a href='",
                "<br",
                "&#0;",
                "&bogus;",
                "渡口",
                "<script>",
                "]]>",
                "\0",
                "\ud800",
            ]
        ),
        max_size=20,
    )
)
def test_8_broken_pages(pieces: list[str]) -> None:
    _assert_written(clean("<html>" + "".join(pieces)))


#: Values with a tag of YAML that they do not bear: each reader's constructor raises an error of its own.
TAGGED = (
    "!!bool q",
    "!!timestamp x",
    "!!int ''",
    "!!int 0x",
    "!!int 1:x",
    "!!float ''",
    "!!float .",
    "!!binary 渡口",
    "!!set [a]",
    "!!omap a",
    "!!null x",
    "!!map a",
    "!!seq a",
    "2001-01-01 00:00:00 +99:99",
    "9999-12-31 23:59:59 -23:59",
    "0001-01-01 00:00:00 +23:59",
    "0000-00-00",
    "0o9",
    "1__",
    "1e999",
)
#: What stands behind a day, an age or a number, or in the place of one.
ODD = (
    "①",
    "²",
    "１２",
    "٣",
    "½",
    "〇",
    "9" * 5_000,
    "-",
    "+99:99",
    "+99999999999999",
    "\ud800",
    "Z",
    "元",
    "[[[",
    "㋀",
)
DAYS = (
    "2024-03-05",
    "9999-12-31 23:59",
    "0000-00-00",
    "99999-01-01",
    "民国九九年十二月",
    "二〇二四年三月",
    "3小时前",
    "999999999天前",
    "昨天 14:05",
    "Sat, 09 Mar 2024 14:05:11",
    "Fri, 31 Dec 9999 23:59:59",
    "2024-03-05T10:20",
)
NAMED = (
    "",
    "来源：",
    "海城新闻 ",
    "发布时间：",
    "作者：",
    "阅读：",
    "By Ada Fenwick ",
    "責任編輯：",
    "views: ",
    "(2024) ",
)
SAID_IN_HEAD = (
    "author",
    "pubdate",
    "og:title",
    "og:site_name",
    "keywords",
    "article:modified_time",
    "source",
    "copyright",
    "url",
)
KEYS = ("title", "date", "views", "author", "tags", "clipped", "url", "x", "modified", "source")
ODD_DAYS = st.builds("{}{}{}".format, st.sampled_from(DAYS), st.sampled_from(("", " ")), st.sampled_from(("", *ODD)))
ODD_VALUES = st.one_of(ODD_DAYS, st.sampled_from(ODD), st.sampled_from(TAGGED))
MOMENTS = st.sampled_from((None, datetime(2024, 5, 1), datetime.max, datetime.min, datetime.max.replace(tzinfo=UTC)))


@st.composite
def _dated_texts(draw: st.DrawFn) -> str:
    """An article below lines that name days, numbers and people in odd forms."""
    lines = draw(st.lists(st.builds(str.__add__, st.sampled_from(NAMED), ODD_VALUES), max_size=4))
    return "\n\n".join(
        ["首页 > 新闻 > 正文", "渡口的灯亮到天明", *lines, *SENTENCES[:3], *draw(st.lists(ODD_DAYS, max_size=1))]
    )


@st.composite
def _headed_texts(draw: st.DrawFn) -> str:
    """An article below front matter with odd values."""
    pairs = draw(st.lists(st.builds("{}: {}".format, st.sampled_from(KEYS), ODD_VALUES), min_size=1, max_size=4))
    return "\n".join(["---", *pairs, "---", "", *SENTENCES[:3]])


@st.composite
def _stating_pages(draw: st.DrawFn) -> str:
    """A page whose head, JSON-LD and comments state odd values."""
    metas = draw(st.dictionaries(st.sampled_from(SAID_IN_HEAD), ODD_VALUES, max_size=4))
    data = {
        "@type": "NewsArticle",
        "datePublished": draw(ODD_VALUES),
        "author": draw(st.recursive(ODD_VALUES, st.lists)),
    }
    saved = f"<!-- Page saved with SingleFile url: https://a.example/b saved date: {draw(ODD_DAYS)} -->"
    said = "".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in metas.items())
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in (draw(ODD_VALUES), *SENTENCES[:3]))
    return (
        f"<!DOCTYPE html>{saved}<html><head>{said}{script}</head><body><h1>渡口的灯亮到天明</h1>{lines}</body></html>"
    )


@settings(max_examples=150)
@given(
    st.one_of(
        st.tuples(_dated_texts(), st.sampled_from(("text", "markdown"))),
        st.tuples(_headed_texts(), st.just("markdown")),
        st.tuples(_stating_pages(), st.just("html")),
    ),
    MOMENTS,
)
def test_8_odd_days_and_numbers_cost_nothing(clipping: tuple[str, Markup], crawled: datetime | None) -> None:
    text, markup = clipping
    article = clean(text, markup=markup, crawled=crawled)
    _assert_written(article)
    assert not [warning for warning in article.warnings if warning.code == "metadata_failed"]
    assert all(sentence in article.text for sentence in SENTENCES[:3])


STATUSES = [
    ("nothing", "", "empty"),
    ("no bytes", b"", "empty"),
    ("white space", " \n\u3000\n", "empty"),
    ("a lone surrogate", "\ud800", None),
    ("a page without text", "<html></html>", "empty"),
    ("no text at all", b"%PDF-1.7", "failed"),
    ("furniture alone", "分享到：微信 微博 QQ空间\n\n责任编辑：周小川\n\n登录  注册", "empty"),
    ("a label that heads nothing", "分享到：微信 微博 QQ空间\n\n相关文章\n\n登录  注册", "needs_review"),
    ("running text", "\n\n".join(SENTENCES[:2]), "ok"),
]


@pytest.mark.parametrize(("data", "status"), table(STATUSES))
def test_8_what_cannot_be_cleaned_says_why(data: bytes | str, status: str | None) -> None:
    article = clean(data)
    _assert_written(article)
    assert status in (None, article.status)
    assert article.status == "ok" or article.warnings


FRONT = [
    ("values that look like other types", "title: 2024\ndate: 2024-01-02\ntags: [yes, 1.0, null]"),
    ("a day that there is not", "date: 2024-02-30"),
    ("a tab in a key", "tit\tle: a"),
    ("a form feed in a value", 'title: "a\x0cb"'),
    ("colons in a value", "title: a: b: c"),
    ("a quote that is not closed", 'title: "渡口'),
    ("two titles", "title: a\ntitle: b"),
    ("an alias", "a: &b c\nd: *b"),
    ("a tag", "a: !!python/object:os.system b"),
    *((f"a value that is not what its tag says: {said}", f"title: a\nx: {said}") for said in TAGGED),
    ("no mapping", "- a\n- b"),
    ("a list that is not closed", "tags: [a, b"),
    ("deep lists", "a: " + "[" * 200),
]


@pytest.mark.parametrize("head", table(FRONT))
def test_8_front_matter_of_any_kind(head: str) -> None:
    article = clean(f"---\n{head}\n---\n\n# 渡口最后的摆渡人\n\n{SENTENCES[0]}\n", markup="markdown")
    _assert_written(article)
    assert article.text.endswith(SENTENCES[0])


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029", "\t", "'", '"', ": ", " #", "\ue66a", "😀", "-"])
def test_8_front_matter_says_what_the_metadata_says(mark: str) -> None:
    article = clean(f"渡口最后的{mark}摆渡人的船\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}", markup="text")
    written = article.to_markdown()
    front = written.removeprefix("---\n").partition("\n---\n")[0]
    assert article.title is not None and mark.strip() in article.title
    assert yaml.safe_load(front)["title"] == article.title
    assert clean(written, markup="markdown").title == article.title


def test_8_too_much_is_not_read() -> None:
    article = clean("渡口" * 6, options=Options(max_bytes=10))
    assert (article.status, [warning.code for warning in article.warnings]) == ("failed", ["too_large"])


# 9. In doubt, keep the text. Dropping most of a document sets needs_review.


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_9_running_text_alone_is_kept_whole(sentences: list[str], end: str) -> None:
    article = clean(end.join(sentences))
    assert (article.removed, article.title) == ((), None)
    assert _bare(article.text) == _bare("".join(sentences))


@settings(max_examples=150)
@given(_flat_pages())
def test_9_sentences_of_a_page_are_kept(text: str) -> None:
    kept = clean(text).text
    assert [sentence for sentence in SENTENCES if sentence in text and sentence not in kept] == []


@settings(max_examples=150)
@given(any_clipping)
def test_9_dropping_most_asks_for_a_second_look(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    blocks = article.document.blocks
    dropped = sum(units(blocks[verdict.block].text) for verdict in article.verdicts if verdict.role == "noise")
    kept = sum(units(block.text) for block in article.blocks)
    if dropped > 0.8 * (dropped + kept) > 0:
        assert article.status in ("needs_review", "empty")


@pytest.mark.parametrize("times", [1, 5])
def test_9_a_sentence_above_a_heap_of_furniture_needs_review(times: int) -> None:
    article = clean("\n\n".join([SENTENCES[0], *FOOT * times]))
    assert article.text == SENTENCES[0]
    assert (article.status, [warning.code for warning in article.warnings]) == ("needs_review", ["mostly_removed"])


# 10. Nothing invented: every output character comes from the input or from a recorded change.


def _comes_from(output: str, source: str) -> bool:
    """Whether the characters of `output`, white space aside, stand in `source` in this order."""
    rest = iter(source)
    return all(character in rest for character in _bare(output))


@given(any_clipping)
def test_10_the_text_comes_from_the_input(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    assert article.changes or _comes_from(article.text, article.document.text)


@given(clippings(specks=False))
def test_10_a_flat_text_is_read_as_it_is(clipping: Clipping) -> None:
    assert _cleaned(clipping).document.text == clipping.text


@given(clippings())
def test_10_metadata_comes_from_the_input(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    metadata = article.metadata
    said = [metadata.title, metadata.source, metadata.site, metadata.via, metadata.editor, metadata.category]
    said += [metadata.date_raw, metadata.url, metadata.original_title, *metadata.authors, *metadata.tags]
    assert all(_comes_from(value, article.document.clip.text) for value in said if value)


@given(clippings())
def test_10_every_field_says_where_it_comes_from(clipping: Clipping) -> None:
    article = _cleaned(clipping)
    stated = {name for name, value in article.to_dict().items() if name in article.metadata.provenance}
    empty = (None, "", [], ())
    assert all(article.to_dict()[name] not in empty for name in stated)
    told = ("title", "authors", "date", "source", "site", "url", "views", "category", "editor", "language")
    assert all(name in stated for name in told if article.to_dict()[name] not in empty)


@pytest.mark.parametrize(
    ("crawled", "date"),
    [
        pytest.param(None, None, id="nobody knows when it was fetched"),
        pytest.param(datetime(2024, 5, 1), "2023-05-04T08:30", id="the last such day before it was fetched"),
    ],
)
def test_10_a_date_without_its_year_is_one_only_where_the_day_of_fetching_is_known(
    crawled: datetime | None, date: str | None
) -> None:
    text = f"渡口最后的摆渡人\n\n来源：河口晚报 05-04 08:30\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}"
    assert clean(text, crawled=crawled).metadata.date == date


# The laws on real clippings, where the corpora are at hand.


def _real(corpora: Path) -> list[str]:
    path = corpora / "clippings" / "clippings.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line).get("text", "") for line in lines]


def test_laws_on_real_clippings(corpora: Path) -> None:
    for text in _real(corpora):
        article = clean(text)
        _assert_written(article)
        assert _replayed(to_text(kept_blocks(article.document, article.verdicts)), article.changes) == article.text
        assert article.changes or _comes_from(article.text, text)
        assert article == clean(text)
        assert len(article.verdicts) == len(article.document.blocks)
