"""The main text of pages: trees compiled to what walking them gives, weights well formed, pages of our own judged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Article, Options, clean
from cleaner.judge import forest as forest_module
from cleaner.judge.account import UNSURE
from cleaner.judge.between import with_between
from cleaner.judge.densities import DENSITIES, NAMES
from cleaner.judge.forest import FIRST, REASONS, SETTLED, Forest, compiled, forest
from cleaner.judge.insets import find_captions
from cleaner.judge.left_out import TEXT_UNITS, Reason
from cleaner.judge.main_text import FAR_STEPS, NAMED, has_structure, main_text, weigh
from cleaner.judge.words import Odds
from cleaner.model import NOISE_CLASSES, Clip, Document, Mode
from cleaner.readers import read
from tests.conftest import table
from tests.pools import HEADLINES, PROSE, TEASERS
from tests.test_densities import any_page

NO_ODDS = Odds({}, {}, {})
MADE: Sequence[Mode] = ("precision", "balanced", "recall")


# Trees, compiled and walked.

numbers = st.floats(-100, 100, allow_nan=False)
trees = st.recursive(
    numbers,
    lambda tree: st.tuples(st.integers(0, 4), numbers, tree, tree).map(list),
    max_leaves=24,
)
rows = st.lists(numbers, min_size=5, max_size=5)


def _walked(tree: Any, row: Sequence[float]) -> float:
    """What a tree says of a row, node by node."""
    while isinstance(tree, list):
        density, limit, below, above = tree
        tree = below if row[density] <= limit else above
    return float(tree)


def _score(grown: Sequence[Any], row: Sequence[float]) -> float:
    """What compiled trees say of a row, the first of them and the others; the densities that it lacks are 0."""
    first, others = compiled(grown)
    whole = [*row, *[0.0] * (len(NAMES) - len(row))]
    return first(*whole) + others(*whole)


@given(st.lists(trees, max_size=6), rows)
def test_compiled_trees_say_what_walked_ones_say(grown: list[Any], row: list[float]) -> None:
    assert _score(grown, row) == pytest.approx(sum(_walked(tree, row) for tree in grown))


TREES = [
    ("no tree", [], [0.0], 0.0),
    ("a leaf", [2.5], [0.0], 2.5),
    ("below the limit", [[0, 1.0, 3.0, 4.0]], [0.5], 3.0),
    ("at the limit", [[0, 1.0, 3.0, 4.0]], [1.0], 3.0),
    ("above the limit", [[0, 1.0, 3.0, 4.0]], [1.5], 4.0),
    ("numbers with an exponent", [[0, 1e-35, 1e-7, -1e22]], [2e-35], -1e22),
    ("two trees", [[0, 1.0, 3.0, 4.0], 0.5], [1.5], 4.5),
    ("a tree in a tree", [[0, 1.0, [1, 0.0, 1.0, 2.0], 4.0]], [0.5, 1.0], 2.0),
]


@pytest.mark.parametrize(("grown", "row", "score"), table(TREES))
def test_what_a_tree_says(grown: list[Any], row: list[float], score: float) -> None:
    assert _score(grown, row) == score


PARTS = [
    ("no tree", 0, (0.0, 0.0)),
    ("as many as the first", FIRST, (FIRST, 0.0)),
    ("one more", FIRST + 1, (FIRST, 1.0)),
    ("three times as many", 3 * FIRST, (FIRST, 2.0 * FIRST)),
]


@pytest.mark.parametrize(("count", "said"), table(PARTS))
def test_the_first_trees_and_the_others(count: int, said: tuple[float, float]) -> None:
    first, others = compiled([1.0] * count)
    assert (first(*NAMES), others(*NAMES)) == said


@pytest.mark.parametrize(
    "tree",
    [["x", 1.0, 0.0, 1.0], [0, "__import__('os')", 0.0, 1.0], [0, 1.0, "print()", 1.0], "print()", None, [0, 1.0]],
    ids=["a name for a density", "code for a limit", "code for a leaf", "code", "nothing", "half a node"],
)
def test_trees_that_are_no_numbers_are_refused(tree: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        compiled([tree])


# The forest.


def _forest(score: float = 0.0, **changed: Any) -> Forest:
    """Weights that give every block the same score."""
    return Forest(lambda *row: score, lambda *row: 0.0, NO_ODDS, (), ((0.0, 1.0), (0.0, 1.0)))._replace(**changed)


def test_chances() -> None:
    chances = [_forest(score).chance(()) for score in (-30.0, 0.0, 30.0)]
    assert chances == [pytest.approx(0.0), 0.5, pytest.approx(1.0)]


def _unasked(*row: float) -> float:
    raise AssertionError("the others were asked")


SETTLED_SCORES = [
    ("settled for it", SETTLED),
    ("settled against it", -SETTLED),
    ("sure", 10 * SETTLED),
    ("sure of the other", -10 * SETTLED),
]


@pytest.mark.parametrize("score", table(SETTLED_SCORES))
def test_a_settled_score_does_not_ask_the_others(score: float) -> None:
    assert _forest(score, others=_unasked).chance(()) == _forest(score).chance(())


UNSETTLED = [("nothing said", 0.0), ("nearly settled", SETTLED - 0.01), ("nearly settled against it", 0.01 - SETTLED)]


@pytest.mark.parametrize("score", table(UNSETTLED))
def test_an_unsettled_score_asks_the_others(score: float) -> None:
    assert _forest(score, others=lambda *row: row[0]).chance((2.5,)) == _forest(score + 2.5).chance(())


CALIBRATION = ((0.0, 0.5, 1.0), (0.2, 0.4, 0.9))
CONFIDENCES = [
    ("below all points", -1.0, 0.2),
    ("the first point", 0.0, 0.2),
    ("between two points", 0.25, 0.3),
    ("a point", 0.5, 0.4),
    ("nearer to the last", 0.9, 0.8),
    ("the last point", 1.0, 0.9),
    ("above all points", 2.0, 0.9),
]


@pytest.mark.parametrize(("expected", "reached"), table(CONFIDENCES))
def test_confidence_goes_by_what_pages_reached(expected: float, reached: float) -> None:
    assert _forest(calibration=CALIBRATION).confidence(expected) == pytest.approx(reached)


def test_reasons_are_the_facts_that_weigh_most_against() -> None:
    weights = tuple((i, (0.5,), (0.0, weight)) for i, weight in enumerate([-1.0, -3.0, 2.0, -2.0, -0.5]))
    weighed = _forest(weights=weights)
    assert weighed.against([1.0] * 5) == [1, 3, 0]
    assert weighed.against([0.0] * 5) == []
    assert weighed.against([0.0, 0.0, 1.0, 1.0, 0.0]) == [3]


# The weights that come with the package.


@cache
def _shipped() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(files("cleaner.judge").joinpath("weights.json").read_text("utf-8"))
    return data


def _nodes(tree: Any) -> Iterator[list[Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            yield node
            waiting += node[2:]


def test_the_weights_know_the_densities() -> None:
    assert tuple(_shipped()["densities"]) == NAMES


def test_every_tree_asks_for_densities_that_there_are() -> None:
    nodes = [node for tree in _shipped()["trees"] for node in _nodes(tree)]
    assert nodes and all(len(node) == 4 for node in nodes)
    assert all(isinstance(node[0], int) and 0 <= node[0] < len(NAMES) for node in nodes)
    assert all(abs(node[1]) < inf for node in nodes)


def test_the_calibration_rises() -> None:
    points, reached = _shipped()["calibration"]
    assert len(points) == len(reached) > 2
    assert (points[0], points[-1]) == (0.0, 1.0)
    assert points == sorted(set(points)) and reached == sorted(reached)
    assert all(0.0 <= value <= 1.0 for value in reached)


def test_the_weights_say_what_made_them() -> None:
    made = _shipped()["made"]
    assert made["by"] == "benchmarks/train/density.py" and made["figures"]
    assert made["pages"].keys() == made["licences"].keys() == made["cross_validated"].keys()
    assert all(pages > 0 for pages in made["pages"].values()) and all(made["licences"].values())
    for corpus, figures in made["cross_validated"].items():
        assert figures["pages"] == made["pages"][corpus]
        assert any(0.0 < figures.get(name, 0.0) <= 1.0 for name in ("f1", "segments"))


def test_the_weights_of_reasons_are_ranges_of_densities_that_can_be_named() -> None:
    weights = _shipped()["weights"]
    assert weights.keys() == set(NAMED) <= set(DENSITIES)
    for edges, odds in weights.values():
        assert edges == sorted(edges) and len(odds) == len(edges) + 1


def test_the_odds_are_of_words_that_pages_can_have() -> None:
    odds = _shipped()["odds"]
    assert odds.keys() == set(Odds._fields)
    assert all(word == word.lower() and abs(value) <= 3.0 for part in odds.values() for word, value in part.items())
    assert all(word.isascii() for word in (*odds["names"], *odds["forum"]))


def test_weights_trained_on_other_densities_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = {**_shipped(), "densities": [*NAMES[1:], NAMES[0]]}
    (tmp_path / "weights.json").write_text(json.dumps(other), "utf-8")
    monkeypatch.setattr(forest_module, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match="other densities"):
        forest.__wrapped__()


# Pages.

HEAD = "<html><head><title>渡口最后的摆渡人 - 柳镇新闻网</title></head><body>"
WORDS = "首页 新闻 财经 体育 文化 科技 教育".split()
MENU = "<ul class=nav>" + "".join(f"<li><a href=/{word}>{word}</a></li>" for word in WORDS) + "</ul>"
OFFERED = (*TEASERS[:1], *HEADLINES["hans"][1:], "渡口的灯又亮了", "水库的水位回升两米")
RELATED = "<div class=related><h3>相关文章</h3><ul>{}</ul></div>".format(
    "".join(f"<li><a href=/{i}>{title}</a></li>" for i, title in enumerate(OFFERED))
)
COMMENT = "写得真好，我小时候也坐过这条船，那时候还是木头的桨。"
COMMENTS_OF = "<div class=comments><h3>{}</h3><div class=comment><span>小林</span><p>{}</p></div></div>"
COMMENTS = COMMENTS_OF.format("网友评论", COMMENT)
ENGLISH = COMMENTS_OF.format("Comments", "Lovely piece, I took that ferry as a child when the oars were made of wood.")
RIGHTS = "版权所有 柳镇新闻网 未经许可不得转载"
FOOTER = f"<div class=footer><p>关于我们 | 联系我们</p><p>{RIGHTS}</p><p>苏ICP备00000000号-1</p></div>"
PICTURE = "<p><img src=https://img.example.com/{}.jpg></p>"


def _article(sentences: Sequence[str], title: str = "渡口最后的摆渡人", between: str = "", end: str = "") -> str:
    paragraphs = [f"<p>{sentence}</p>" for sentence in sentences]
    body = "".join([*paragraphs[:2], between, *paragraphs[2:]])
    return f"<div class=article><h1>{title}</h1><p>来源：河口晚报 2024-03-05 09:10</p>{body}{end}</div>"


def _clean(page: str, mode: Mode = "balanced") -> Article:
    return clean(page, markup="html", options=Options(mode=mode))


def _read(page: str) -> Document:
    return read(Clip(page, "html"))


def _classes(article: Article) -> Mapping[str, str | None]:
    """For each block's text its noise class."""
    return {article.document.blocks[v.block].text: v.noise_class for v in article.verdicts}


LANGUAGES = [(language, language, list(PROSE[language])) for language in sorted(PROSE)]
AROUND = MENU + "{}" + RELATED + COMMENTS + FOOTER


@pytest.mark.parametrize(("language", "sentences"), table(LANGUAGES))
def test_an_article_among_menu_offers_comments_and_footer(language: str, sentences: list[str]) -> None:
    title = HEADLINES[language][0]
    page = (HEAD + AROUND).replace(COMMENTS, ENGLISH if language == "en" else COMMENTS)
    article = _clean(page.replace("渡口最后的摆渡人", title).format(_article(sentences, title)))
    assert (article.title, article.text, article.status) == (title, "\n\n".join(sentences), "ok")
    assert article.metadata.source == "河口晚报"


PAGES = [
    ("an article", HEAD + AROUND.format(_article(PROSE["hans"]))),
    ("an article in a page of links", HEAD + MENU * 5 + _article(PROSE["hans"][:2]) + RELATED * 5),
    ("a list", HEAD + MENU + RELATED * 3 + FOOTER),
    ("a footer alone", HEAD + FOOTER),
    ("comments alone", HEAD + MENU + COMMENTS * 3 + FOOTER),
    ("pictures alone", HEAD + "<div>" + PICTURE.format("a") * 3 + "</div>"),
    ("short lines in boxes", HEAD + "".join(f"<div>{title}</div>" for title in OFFERED)),
]


@pytest.mark.parametrize("mode", MADE)
@pytest.mark.parametrize("page", table(PAGES))
def test_every_dropped_block_has_a_class_and_a_reason(page: str, mode: Mode) -> None:
    article = _clean(page, mode)
    dropped = [verdict for verdict in article.verdicts if verdict.role == "noise"]
    assert all(v.reason and v.noise_class in NOISE_CLASSES for v in dropped)
    assert len(article.removed) >= len(dropped)
    assert dropped or page == PAGES[-1][1]


@pytest.mark.parametrize("mode", MADE)
@pytest.mark.parametrize("page", table(PAGES))
def test_confidence_is_a_share(page: str, mode: Mode) -> None:
    article = _clean(page, mode)
    assert 0.0 <= article.confidence <= 1.0
    assert article.status == "ok" or article.warnings


ERROR = "<div class=error><h1>404</h1><p>您访问的页面不存在</p></div>"
NO_ARTICLE = [
    ("a list of links", f"{MENU}{RELATED * 3}{FOOTER}"),
    ("a footer alone", FOOTER),
    ("menus alone", f"{MENU * 4}{FOOTER}"),
    ("an error", f"{MENU}{ERROR}{FOOTER}"),
]


@pytest.mark.parametrize("page", table([PAGES[0], PAGES[1], PAGES[4]]))
def test_a_footer_is_not_in_the_article(page: str) -> None:
    assert RIGHTS not in _clean(page).text


@pytest.mark.parametrize("page", table(NO_ARTICLE))
def test_a_footer_is_never_the_article(page: str) -> None:
    assert RIGHTS not in _clean(HEAD + page).text


@pytest.mark.parametrize("page", table(NO_ARTICLE))
def test_a_page_without_an_article_asks_for_a_second_look(page: str) -> None:
    assert _clean(HEAD + page).status in ("needs_review", "empty")


@pytest.mark.parametrize("page", table(PAGES))
def test_modes_keep_less_or_more(page: str) -> None:
    weights = forest()
    kept = [set(_chosen(page, mode, weights)) for mode in MADE]
    assert kept[0] <= kept[1] <= kept[2]


def _chosen(page: str, mode: Mode, weights: Forest) -> list[int]:
    return [i for i, take in enumerate(weigh(_read(page), mode, weights).chosen) if take]


# Any page at all.


@settings(max_examples=150)
@given(any_page)
def test_any_page_is_accounted_for(page: str) -> None:
    article = _clean(f"<html>{page}")
    assert [verdict.block for verdict in article.verdicts] == list(range(len(article.document.blocks)))
    assert all(v.reason and v.noise_class in NOISE_CLASSES for v in article.verdicts if v.role == "noise")
    assert article.status != "failed" and 0.0 <= article.confidence <= 1.0
    assert _clean(f"<html>{page}") == article


@settings(max_examples=150)
@given(any_page)
def test_modes_keep_less_or_more_text_of_any_page(page: str) -> None:
    document = _read(f"<html><div>{page}")
    kept = []
    for mode in MADE:
        chosen = main_text(document, mode).chosen
        kept.append({block.text for block, take in zip(document.blocks, chosen, strict=True) if take and block.text})
    assert kept[0] <= kept[1] <= kept[2]


EMPTY = [
    ("nothing", ""),
    ("no body", "<html></html>"),
    ("boxes without text", "<html><body><div class=a><div></div></div></body></html>"),
    ("a shell of scripts", HEAD + "<div id=app></div><script>load('渡口')</script></body></html>"),
    ("a shell with a style", HEAD + "<style>p {}</style><div id=root></div><script src=a.js></script>"),
]


@pytest.mark.parametrize("page", table(EMPTY))
def test_a_page_without_text_is_empty(page: str) -> None:
    article = _clean(page)
    assert (article.status, article.text, article.confidence) == ("empty", "", 0.0)
    assert [warning.code for warning in article.warnings] == ["empty"]


@pytest.mark.parametrize(("score", "status", "codes"), [(3.0, "ok", []), (-0.2, "needs_review", ["low_confidence"])])
def test_the_status_goes_by_confidence(
    score: float, status: str, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.judge.main_text.forest", lambda: _forest(score, calibration=((0.0, 1.0), (0.0, 0.7))))
    article = _clean(f"<div><p>{PROSE['hans'][0]}</p></div>")
    assert (article.status, article.text) == (status, PROSE["hans"][0])
    assert [warning.code for warning in article.warnings] == codes and (article.confidence < UNSURE) == bool(codes)


# Hidden text.

SECRET = "这一句话谁也看不见，它不该出现在文章里，也不该被数进去。"
HIDDEN = [
    ("by an attribute", f"<p hidden>{SECRET}</p>"),
    ("by a style", f"<p style='display: none'>{SECRET}</p>"),
    ("for screen readers", f"<p class=sr-only>{SECRET}</p>"),
    ("for screen readers only", f"<p aria-hidden=true>{SECRET}</p>"),
]


@pytest.mark.parametrize("hidden", table(HIDDEN))
def test_hidden_text_goes(hidden: str) -> None:
    article = _clean(HEAD + MENU + _article(PROSE["hans"], between=hidden) + FOOTER)
    assert article.text == "\n\n".join(PROSE["hans"])
    assert _classes(article)[SECRET] == "hidden"


@pytest.mark.parametrize("attribute", ["hidden", "style=display:none", "style=visibility:hidden"])
def test_a_page_delivered_hidden_is_read(attribute: str) -> None:
    article = _clean(HEAD + MENU + f"<div {attribute}>{_article(PROSE['hans'])}</div>" + FOOTER)
    assert article.text == "\n\n".join(PROSE["hans"])


# What stands twice.


def test_a_text_that_stands_twice_counts_once() -> None:
    again = f"<div>{''.join(f'<p>{sentence}</p>' for sentence in PROSE['hans'][:2])}</div>"
    article = _clean(HEAD + MENU + _article(PROSE["hans"], end=again) + FOOTER)
    assert article.text == "\n\n".join(PROSE["hans"])
    reasons = [v.reason for v in article.verdicts if "second time" in v.reason]
    assert len(reasons) == 2


def test_what_an_introduction_says_again_is_left_out_there_and_stays_where_it_is_told() -> None:
    told = [f"<p>{text}</p>" for text in PROSE["hans"][:5]]
    article = clean(
        f"<article><div class=intro><p>{PROSE['hans'][2]}</p></div>{''.join(told)}</article>", markup="html"
    )
    assert article.text == "\n\n".join(PROSE["hans"][:5])


def test_a_post_quotes_what_it_answers() -> None:
    quoted = f"<article><blockquote>{PROSE['hans'][0]}</blockquote><p>{LAST}</p></article>"
    posts = f"<div>{_article(PROSE['hans'])}{quoted}</div>"
    said = [clean(posts, url=f"https://example.com/{kind}/1", markup="html").text for kind in ("threads", "news")]
    assert [text.count(PROSE["hans"][0]) for text in said] == [2, 1]


def test_a_short_line_may_stand_twice() -> None:
    page = f"<div><p>{PROSE['hans'][0]}</p><p>渡口！</p><p>{PROSE['hans'][1]}</p><p>渡口！</p></div>"
    assert weigh(_read(page), "balanced", _forest(5.0)).chosen == (True,) * 4


@pytest.mark.parametrize(("lists", "kept"), [pytest.param(2, 1, id="two"), pytest.param(3, 3, id="three")])
def test_an_entry_that_more_than_two_lists_share_belongs_to_each(lists: int, kept: int) -> None:
    shared = f"<li>{PROSE['hans'][0]}</li>"
    page = "".join(f"<div><p>{sentence}</p><ul>{shared}</ul></div>" for sentence in PROSE["hans"][1 : lists + 1])
    document = _read(page)
    chosen = weigh(document, "balanced", _forest(5.0)).chosen
    assert sum(keep and block.kind == "list_item" for keep, block in zip(chosen, document.blocks, strict=True)) == kept


# Pictures.


def test_pictures_between_paragraphs_stay_and_those_outside_go() -> None:
    body = _article(PROSE["hans"], between=PICTURE.format("inside"))
    article = _clean(HEAD + PICTURE.format("above") + MENU + body + FOOTER + PICTURE.format("below"))
    shown = [image.url.rpartition("/")[2] for block in article.blocks for image in block.images]
    assert shown == ["inside.jpg"]
    assert article.text == "\n\n".join(PROSE["hans"])


def test_a_dropped_picture_is_no_menu() -> None:
    article = _clean(HEAD + PICTURE.format("above") + MENU + _article(PROSE["hans"]) + FOOTER)
    assert article.verdicts[0].noise_class == "template"


PICTURES = [
    ("between two that stay", f"<p>{PROSE['hans'][0]}</p>{{}}<p>{PROSE['hans'][1]}</p>", [True, True, True]),
    ("above the first", f"{{}}<p>{PROSE['hans'][0]}</p>", [False, True]),
    ("behind the last", f"<p>{PROSE['hans'][0]}</p>{{}}", [True, False]),
    ("nothing else", "{}", [False]),
]


@pytest.mark.parametrize(("page", "chosen"), table(PICTURES))
def test_which_pictures_are_main_text(page: str, chosen: list[bool]) -> None:
    document = _read("<div>" + page.format(PICTURE.format("a")) + "</div>")
    assert list(weigh(document, "balanced", _forest(5.0)).chosen) == chosen


def test_no_picture_is_main_text_where_no_text_is() -> None:
    document = _read(f"<div><p>{PROSE['hans'][0]}</p>{PICTURE.format('a')}<p>{PROSE['hans'][1]}</p></div>")
    found = weigh(document, "balanced", _forest(-5.0))
    assert (found.chosen, found.span) == ((False,) * 3, (0, 0))


# Comments.

TWICE = "stands on the page a second time"
#: Words for search engines, without end and without a mark.
HEAP = " ".join(["渡口 老船 柳镇 河口 摆渡人"] * 120)
LEAD, NEXT, LAST = PROSE["hans"][:3]
#: More text than comments need to stand below.
TEXT = f"<div><p>{LEAD}</p><p>{NEXT}</p></div>"
BELOW = f"<div class=comments><p>{LAST}</p></div>"
SAID_BY_READERS = Reason("comments", "among readers' comments below the text")
FORUMS = Odds({}, {}, {"board": 1.0, "news": -1.0})
STAYING = [
    ("no comments", TEXT),
    ("a name with comment in it", f"{TEXT}<div class=commentator><p>{LAST}</p></div>"),
    (
        "a section with its heading as address",
        f"{TEXT}<section id=how-to-reply-to-a-message-twice><p>{LAST}</p></section>",
    ),
    ("comments alone", BELOW),
    ("comments among short lines", f"<ul><li>首页<li>新闻</ul>{BELOW}<p>版权</p>"),
    ("an article in an element named commentary", f"<div class=commentary><h1>渡口</h1>{TEXT}<p>{LAST}</p></div>"),
    ("a title above such an article", f"<h1>渡口最后的摆渡人</h1><div class=commentary>{TEXT}<p>{LAST}</p></div>"),
    ("too little text above them", f"<p>{'渡' * (TEXT_UNITS - 1)}</p>{BELOW}"),
    ("text enough, but below them", BELOW + TEXT),
    (
        "an article whose element says that it has comments, above others",
        f"<div class='post comments-0'>{LAST}</div>{TEXT}",
    ),
    ("a thread", f"<div class=phpbb>{TEXT}{BELOW}</div>"),
    ("a forum by its words", f"<div class=board>{TEXT}{BELOW}</div>"),
    ("a thread whose words speak against a forum", f"<div class='phpbb news'>{TEXT}{BELOW}</div>"),
    ("a text in an element named for a column", f"<div class=with-sidebar>{TEXT}<p>{LAST}</p></div>"),
    ("a dialogue alone", f"<div id=onetrust-consent-sdk>{TEXT}</div>"),
    ("a text that is paid for", f"<div class=paywall-content>{TEXT}<p>{LAST}</p></div>"),
    ("an article about cookies", f"<div class=cookie-recipes>{TEXT}<p>{LAST}</p></div>"),
    ("other texts alone", f"<div class=related>{TEXT}</div>"),
    ("a column above the text", f"<div class=sidebar>{LAST}</div>{TEXT}"),
    ("a name with a word for other texts in it", f"{TEXT}<div class=correlated><p>{LAST}</p></div>"),
]


def _all_taken(page: str, **changed: Any) -> tuple[list[str], list[Reason | None]]:
    """What stays of a page all of whose blocks look like main text, and the reasons."""
    document = _read(page)
    found = weigh(document, "balanced", _forest(5.0, odds=FORUMS)._replace(**changed))
    return [block.text for block, keep in zip(document.blocks, found.chosen, strict=True) if keep], list(found.reasons)


@pytest.mark.parametrize("page", table(STAYING))
def test_which_comments_stay(page: str) -> None:
    texts = [block.text for block in _read(page).blocks]
    assert _all_taken(page) == (texts, [None] * len(texts))


GOING = [
    ("below an article", TEXT + BELOW, [LEAD, NEXT]),
    ("below just enough text", f"<p>{'渡' * TEXT_UNITS}</p>{BELOW}", ["渡" * TEXT_UNITS]),
    ("on a page that speaks against a forum", f"<div class=news>{TEXT}{BELOW}</div>", [LEAD, NEXT]),
    ("on a page with too weak a sign of a thread", f"<div class=forum>{TEXT}{BELOW}</div>", [LEAD, NEXT]),
    ("deep in comments", f"{TEXT}<ol id=commentlist><li><div><p>{LAST}</p></div></li></ol>", [LEAD, NEXT]),
]


@pytest.mark.parametrize(("page", "kept"), table(GOING))
def test_which_comments_go(page: str, kept: list[str]) -> None:
    assert _all_taken(page) == (kept, [*[None] * len(kept), SAID_BY_READERS])


BESIDE = [
    ("other texts", "<div class=related-posts><p>{}</p></div>", "related"),
    ("deep in what is recommended", "<div id=recommend><ul><li><div><p>{}</p></div></li></ul></div>", "related"),
    ("in a thread, too", "<div class=phpbb><div class=recommended><p>{}</p></div></div>", "related"),
    ("the column beside the text", "<aside class='right sidebar'><p>{}</p></aside>", "template"),
    ("the dialogue for consent", "<div id=onetrust-consent-sdk><div><p>{}</p></div></div>", "footer"),
    ("the banner for cookies", "<div class='site cookie-banner'><p>{}</p></div>", "footer"),
    ("the wall of a publisher", "<div id=sp_message_container_1 class=x><p>{}</p></div>", "footer"),
    ("the box before what is to be paid for", "<div class=paywall-gate><p>{}</p></div>", "login"),
]


@pytest.mark.parametrize(("page", "noise_class"), table(BESIDE))
def test_what_stands_beside_a_text_goes(page: str, noise_class: str) -> None:
    texts, reasons = _all_taken(TEXT + page.format(LAST))
    assert texts == [LEAD, NEXT]
    assert [reason and reason.noise_class for reason in reasons] == [None, None, noise_class]


def test_text_that_is_no_body_makes_no_comments_of_what_stands_below() -> None:
    among = NAMES.index("comment")
    texts, _ = _all_taken(TEXT + BELOW, first=lambda *row: 5.0 if row[among] else -5.0)
    assert texts == [LAST]


def test_comments_that_are_no_body_by_themselves_go_for_their_own_facts() -> None:
    among = NAMES.index("comment")
    texts, reasons = _all_taken(TEXT + BELOW, first=lambda *row: -5.0 if row[among] else 5.0)
    assert (texts, reasons) == ([LEAD, NEXT], [None, None, Reason(None, "unlike the main text")])


def test_what_comments_say_and_the_text_says_again_is_kept_once() -> None:
    texts, reasons = _all_taken(f"{TEXT}{BELOW}<div><p>{LAST}</p></div>")
    assert (texts, reasons) == ([LEAD, NEXT, LAST], [None, None, SAID_BY_READERS, None])


def test_what_the_text_says_and_a_comment_says_again_is_a_comment() -> None:
    texts, reasons = _all_taken(f"{TEXT}<div class=comments><p>{LEAD}</p></div>")
    assert (texts, reasons) == ([LEAD, NEXT], [None, None, SAID_BY_READERS])


def test_comments_left_out_do_not_lower_the_confidence() -> None:
    page = TEXT + BELOW * 20
    found = weigh(_read(page), "balanced", _forest(5.0))
    alone = weigh(_read(TEXT), "balanced", _forest(5.0))
    assert found.confidence == alone.confidence > 0.9


def test_comments_below_an_article_are_removed_as_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.judge.main_text.forest", lambda: _forest(5.0))
    article = _clean(TEXT + BELOW)
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert [(r.text, r.noise_class, r.reason) for r in article.removed] == [(LAST, *SAID_BY_READERS)]


# Which pages have a make that can be weighed.

STRUCTURE = [
    ("nothing", "", False),
    ("paragraphs", f"<p>{COMMENT}</p><p>{COMMENT}</p>", False),
    ("headings and breaks", f"<h1>渡口</h1>{COMMENT}<br>{COMMENT}", False),
    ("an element", f"<div>{COMMENT}</div>", True),
    ("a list", "<ul><li>渡口</li></ul>", True),
    ("a name", f"<p class=text>{COMMENT}</p>", True),
    ("a name on the body", f"<body id=top>{COMMENT}</body>", True),
]


@pytest.mark.parametrize(("page", "structure"), table(STRUCTURE))
def test_which_pages_have_structure(page: str, structure: bool) -> None:
    assert has_structure(_read(f"<html>{page}</html>")) is structure


def test_a_page_of_bare_paragraphs_goes_the_way_of_flat_text() -> None:
    lines = [*WORDS[:3], "渡口最后的摆渡人", "来源：河口晚报 2024-03-05 09:10", *PROSE["hans"], "分享到：", RIGHTS]
    page = _clean("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>")
    flat = clean("\n\n".join(lines), markup="text")
    assert (page.title, page.text, page.confidence) == (flat.title, flat.text, flat.confidence)
    assert [(v.role, v.rules) for v in page.verdicts] == [(v.role, v.rules) for v in flat.verdicts]


def test_flat_text_knows_no_mode() -> None:
    text = "\n\n".join([*WORDS, *PROSE["hans"], *OFFERED])
    assert len({clean(text, options=Options(mode=mode)).text for mode in MADE}) == 1


# Reasons.


def _facts(reason: Reason | None) -> set[str]:
    return set(reason.facts.split("; ")) if reason else set()


def test_reasons_name_the_facts() -> None:
    document = _read(HEAD + AROUND.format(_article(PROSE["hans"])))
    reasons = main_text(document, "balanced").reasons
    said = {block.text: reason for block, reason in zip(document.blocks, reasons, strict=True)}
    assert "link density 1.00" in _facts(said["财经"]) and said[PROSE["hans"][0]] is None
    assert all(len(_facts(reason)) <= REASONS for reason in reasons)


def test_what_is_kept_needs_no_reason() -> None:
    found = main_text(_read(HEAD + AROUND.format(_article(PROSE["hans"]))), "balanced")
    assert all((reason is None) is kept for kept, reason in zip(found.chosen, found.reasons, strict=True))
    assert all(reason.facts for reason in found.reasons if reason)


@pytest.mark.parametrize("name", NAMED)
def test_every_density_that_can_speak_against_a_block_has_words(name: str) -> None:
    weights = _forest(-5.0, weights=((NAMES.index(name), (), (-1.0,)),))
    (reason,) = weigh(_read("<div><p>渡口</p></div>"), "balanced", weights).reasons
    assert reason is not None and reason.noise_class is None
    assert len(reason.facts) > 4 and reason.facts != "unlike the main text"


WAYS = [
    ("beside the main element", 0, "outside of the main element"),
    ("as far as is not far", FAR_STEPS - 2, "outside of the main element"),
    ("farther", FAR_STEPS - 1, "far from the main text"),
]


@pytest.mark.parametrize(("deep", "facts"), table(WAYS))
def test_how_far_from_the_main_element(deep: int, facts: str) -> None:
    weights = _forest(-5.0, weights=((NAMES.index("way"), (0.5,), (0.0, -1.0)),))
    page = f"<main><p>{LEAD}</p></main>{'<div>' * deep}<div>渡口</div>"
    reasons = weigh(_read(page), "balanced", weights).reasons
    assert reasons == (Reason(None, "unlike the main text"), Reason(None, facts))


def test_a_text_that_stands_twice_says_so() -> None:
    page = f"<div><p>{LEAD}</p><div><p>{LEAD}</p></div></div>"
    assert weigh(_read(page), "balanced", _forest(5.0)).reasons == (None, Reason(None, TWICE))


REFRAINS = [
    ("paragraphs", "<div><p>{0}</p><p>渡口</p><p>{0}</p></div>"),
    ("lines", "<div>{0}<br><br>渡口<br><br>{0}</div>"),
    ("entries", "<ul><li>{0}</li><li>渡口</li><li>{0}</li></ul>"),
]


@pytest.mark.parametrize("page", table(REFRAINS))
def test_a_refrain_stays(page: str) -> None:
    assert set(weigh(_read(page.format(LEAD)), "balanced", _forest(5.0)).reasons) == {None}


HEAPS = [
    ("a heap of words below the text", HEAP, False),
    ("as many words with marks", HEAP.replace(" ", "，"), True),
    ("a few words", HEAP[:90], True),
]


@pytest.mark.parametrize(("words", "stays"), table(HEAPS))
def test_a_heap_of_words_is_no_text(words: str, stays: bool) -> None:
    text = f"<div><p>{'</p><p>'.join(PROSE['hans'])}</p></div>"
    reasons = weigh(_read(f"{text}<div><p>{words}</p></div>"), "balanced", _forest(5.0)).reasons
    assert (reasons[-1] is None) is stays


LIST = ["导出为表格", "按月备份", "打印", "夜间模式", "删掉开屏动画", "发布日期：2024-03-18", "余额不再显示成负数"]


def _page_of_a_list() -> str:
    menu = "".join(
        f'<li><a href="/{i}.html">{word}</a></li>' for i, word in enumerate(["首页", "新闻", "视频", "登录"])
    )
    entries = "".join(f"<li>{entry}</li>" for entry in LIST)
    return (
        f'<html><head><title>青瓦记账更新说明</title></head><body><nav class="menu"><ul>{menu}</ul></nav><main><article>'
        "<h1>青瓦记账更新说明</h1><div class='entry-content'><p>这次只改了导出和备份两处，旧版本的备份可以直接打开，不用再"
        f"转换一次，手机和平板上的账本也会自己合到一起。</p><ul>{entries}</ul></div></article></main>"
        '<footer class="site-footer"><p>关于我们 | 联系我们</p><p>山ICP备00112233号-1</p></footer></body></html>'
    )


def test_a_list_below_the_last_sentence_stays() -> None:
    lines = clean(_page_of_a_list().encode(), markup="html").text.split("\n")
    assert [entry for entry in LIST if entry not in lines] == []
    assert "首页" not in lines


@pytest.mark.parametrize(
    ("chosen", "free", "kept"),
    [
        pytest.param([True, True, True], [True, True, True], [True, True, True], id="taken anyway"),
        pytest.param([True, False, False], [True, True, True], [True, False, False], id="behind the text"),
        pytest.param([True, False, True], [True, False, True], [True, False, True], id="hidden, or left out"),
        pytest.param([True, False, True], [True, True, True], [True, True, True], id="amid the text"),
    ],
)
def test_code_amid_the_text_is_main_text(chosen: list[bool], free: list[bool], kept: list[bool]) -> None:
    page = "<div><p>先跑这一条命令。</p><pre><code>share --to mama</code></pre><p>再跑一次。</p></div>"
    document = read(Clip(page, markup="html"))
    assert [block.kind for block in document.blocks] == ["paragraph", "code", "paragraph"]
    assert list(with_between(document, free, chosen)) == kept


AMID = [
    ("a sentence amid the text", "<p>先跑这一条命令。</p><p>它要等上一会儿，不要关窗口。</p><p>再跑一次。</p>", True),
    ("a button", "<p>先跑这一条命令。</p><p>点此下载</p><p>再跑一次。</p>", False),
    ("a link", "<p>先跑这一条命令。</p><p><a href='/1'>另一篇讲的是怎样关窗口。</a></p><p>再跑一次。</p>", False),
    (
        "another element",
        "<p>先跑这一条命令。</p><div><p>它要等上一会儿，不要关窗口。</p></div><p>再跑一次。</p>",
        False,
    ),
]


@pytest.mark.parametrize(("page", "kept"), table(AMID))
def test_sentences_amid_the_text_are_main_text(page: str, kept: bool) -> None:
    document = read(Clip(f"<div>{page}</div>", markup="html"))
    assert with_between(document, [True, True, True], [True, False, True]) == (True, kept, True)
    assert with_between(document, [True, False, True], [True, False, True]) == (True, False, True)
    assert with_between(document, [True, True, True], [True, False, False]) == (True, False, False)


UPPER, LOWER = "<p>渡口的船停了三十年，今年又下了水。</p>", "<p>桨还是那一支。</p>"
ANNOUNCED = "<p>船上还有三样旧东西：</p>"
FORMULA = "<math display='block' alttext='缆绳=x^2'></math>"
LINKED_ROWS = "<tr><th>{}<th>{}" + "<tr><td><a href='/1'>缆绳要三个人才拉得动</a><td><a href='/2'>三条</a>" * 3
OUT, OWN = "https://b.example/1", "https://a.example/1"


def _kept(html: str, *dropped: str) -> list[str]:
    """The lines of a page that are main text where the weights leave out those that hold one of `dropped`."""
    document = read(Clip(html, markup="html", url="https://a.example/page"))
    chosen = [not any(word in block.text for word in dropped) for block in document.blocks]
    kept = with_between(document, [True] * len(chosen), chosen)
    return [block.text for block, keep in zip(document.blocks, kept, strict=True) if keep]


@pytest.mark.parametrize(
    ("html", "dropped"),
    [
        pytest.param(f"<div>{UPPER}</div><ul><li>缆绳</li></ul><div>{LOWER}</div>", "缆绳", id="between two elements"),
        pytest.param(f"<div>{UPPER}<ul><li>缆绳</li></ul></div>", "缆绳", id="behind the text"),
        pytest.param(f"<div><ul><li>缆绳</li></ul>{UPPER}</div>", "缆绳", id="above the text"),
        pytest.param(f"<div>{UPPER}<p>缆绳</p>{LOWER}</div>", "缆绳", id="a paragraph: a button, a day"),
        pytest.param(
            f"<div>{UPPER}<ul><li><a href='{OWN}'>缆绳</a></li></ul>{LOWER}</div>", "缆绳", id="other pages of the site"
        ),
        pytest.param(
            f"<div>{UPPER}<ul><li><a href='/2'>缆绳</a></li></ul>{LOWER}</div>", "缆绳", id="an address without a host"
        ),
        pytest.param(
            f"<div>{UPPER}<div><ul><li>缆绳</li></ul></div>{LOWER}</div>", "缆绳", id="in an element of its own"
        ),
        pytest.param(f"<div>{ANNOUNCED}</div><div><ul><li>缆绳</li></ul></div>", "缆绳", id="announced elsewhere"),
        pytest.param(
            f"<div>{UPPER}<table>{LINKED_ROWS.format('', '')}</table>{LOWER}</div>",
            "缆绳",
            id="links in a table, no heads",
        ),
        pytest.param(
            f"<div>{UPPER}<table><tr><th>物<th>数<tr><td><a href='/1'>缆绳要三个人才拉得动，从早到晚</a><td>3</table>{LOWER}</div>",
            "缆绳",
            id="links in a table of one row",
        ),
        pytest.param(
            f"<div>{UPPER}<h3>缆绳</h3><p><a href='/1'>缆绳怎么打结才牢</a></p></div>", "缆绳", id="no text below"
        ),
        pytest.param(f"<div>{UPPER}</div><p>{FORMULA}</p>", "缆绳", id="a formula behind the text"),
        pytest.param(f"<div>{UPPER}</div><p>见{FORMULA}</p><div>{LOWER}</div>", "缆绳", id="a line with a formula"),
        pytest.param(
            f"<div>{UPPER}</div><h3>缆绳一</h3><h3>缆绳二</h3><div>{LOWER}</div>",
            "缆绳",
            id="a heading above one as high",
        ),
    ],
)
def test_what_stands_beside_the_text_is_left_out(html: str, dropped: str) -> None:
    assert not [line for line in _kept(html, dropped) if dropped in line]


@pytest.mark.parametrize(
    ("html", "dropped"),
    [
        pytest.param(f"<div>{UPPER}<ul><li>缆绳</li><li>铁锚</li></ul>{LOWER}</div>", ("缆绳", "铁锚"), id="a list"),
        pytest.param(
            f"<div>{UPPER}<table><tr><th>物<th>数<tr><td>缆绳<td>3</table>{LOWER}</div>", ("缆绳",), id="a table"
        ),
        pytest.param(
            f"<div>{UPPER}<h3>缆绳</h3><ul><li>铁锚</li></ul>{LOWER}</div>", ("缆绳", "铁锚"), id="a headed list"
        ),
        pytest.param(f"<div>{ANNOUNCED}<ul><li>缆绳</li></ul></div>", ("缆绳",), id="announced, at the end"),
        pytest.param(f"<div>{ANNOUNCED}<ul><li>缆绳</li></ul></div><div>{LOWER}</div>", ("缆绳",), id="a post's list"),
        pytest.param(
            f"<div>{UPPER}<ul><li><a href='{OUT}'>缆绳</a></li></ul>{LOWER}</div>", ("缆绳",), id="links to other sites"
        ),
        pytest.param(
            f"<div>{UPPER}</div><div><h3>缆绳</h3></div>{LOWER}", ("缆绳",), id="a heading of its own element"
        ),
        pytest.param(
            f"{UPPER}<h3><a href='/1'>缆绳</a></h3>{LOWER}", ("缆绳",), id="a heading that leads to its section"
        ),
        pytest.param(
            f"{UPPER}<div><h3>缆绳</h3><a href='/e'>[编辑]</a></div>{LOWER}", ("缆绳", "编辑"), id="a button below it"
        ),
        pytest.param(
            f"{UPPER}<h2>缆绳</h2><h3>铁锚</h3>{LOWER}", ("缆绳", "铁锚"), id="the headings of a section and its part"
        ),
        pytest.param(
            f"{UPPER}<div><h2>缆绳</h2><a href='/e'>[编辑]</a></div><div><h3>铁锚</h3><a href='/e'>[编辑]</a></div>{LOWER}",
            ("缆绳", "铁锚", "编辑"),
            id="the same, a button below each",
        ),
        pytest.param(
            f"<div>{UPPER}<table>{LINKED_ROWS.format('物', '数')}</table>{LOWER}</div>",
            ("缆绳",),
            id="a table whose cells link",
        ),
        pytest.param(
            f"<div>{UPPER}<div><h2>船</h2></div><ul><li>缆绳</li></ul><div><h2>桨</h2></div>{LOWER}</div>",
            ("缆绳",),
            id="a list between headings that stand in elements of their own",
        ),
        pytest.param(
            f"<div>{UPPER}<h3>渡船</h3>{LOWER}<p>目录</p><h3>缆绳[<a href='/e'>改动</a>]</h3>{LOWER}</div>",
            ("缆绳", "目录"),
            id="a heading made like another, below what is no text",
        ),
        pytest.param(
            f"{UPPER}<h3>缆绳</h3><p hidden>这一段浏览器不显示，只给机器读。</p>{LOWER}",
            ("缆绳", "这一段"),
            id="above hidden words",
        ),
        pytest.param(
            f"<div>{UPPER}</div><table><tr><td>{FORMULA}<td>(1)</table><div>{LOWER}</div>",
            ("缆绳", "(1)"),
            id="a formula",
        ),
    ],
)
def test_what_the_text_holds_is_of_it(html: str, dropped: tuple[str, ...]) -> None:
    kept = _kept(html, *dropped)
    besides = ("编辑", "这一段", "目录")
    assert [word for word in dropped if word not in besides and not any(word in line for line in kept)] == []
    assert not any(word in line for word in besides for line in kept)


INSET = "<div><p>渡口的船停了三十年，今年又下了水。</p>{}<p>桨还是那一支。</p></div>"
IMAGE = "<img src='boat.jpg'>"
INSETS = [
    ("a figure", f"<figure>{IMAGE}<figcaption>缆绳</figcaption></figure>", [""]),
    ("a line in the element of a picture", f"<div><div>{IMAGE}</div><div>缆绳</div></div>", [""]),
    ("a line beside the picture in one block", f"<div>{IMAGE}<span>缆绳</span></div>", ["缆绳"]),
    ("a caption right below a picture", f"<p>{IMAGE}</p><p class=caption>缆绳</p>", [""]),
    (
        "a number and a caption of a table",
        "<div><h3>表一</h3><p>缆绳</p><div><table><tr><th>物<th>数<tr><td>桨<td>1</table></div></div>",
        ["表一", "缆绳", "| 物 | 数 |\n| --- | --- |\n| 桨 | 1 |"],
    ),
    ("the name of a file", "<div><div>a.py</div><pre>x = 1</pre></div>", ["a.py", "x = 1"]),
    ("the number of a picture among others", f"<div>{IMAGE}<p>1 of 6</p><p>缆绳</p></div>", [""]),
    ("a picture without a caption", f"<figure>{IMAGE}</figure>", [""]),
    ("a line right below a picture", f"<p>{IMAGE}</p><p>缆绳</p>", [""]),
    ("a card of another page", f"<div>{IMAGE}<p><a href='/1'>缆绳怎么打结</a></p></div>", []),
    ("an offer with a picture", f"<div>{IMAGE}<h3>订阅</h3><p>缆绳</p><p>每周一封</p></div>", []),
    ("a line without a picture", "<div><p>缆绳</p></div>", []),
]


@pytest.mark.parametrize(("inset", "want"), table(INSETS))
def test_pictures_amid_the_text_stay_and_tables_and_code_with_what_is_said_of_them(inset: str, want: list[str]) -> None:
    document = read(Clip(INSET.format(inset), markup="html", url="https://a.example/page"))
    ends = {0, len(document.blocks) - 1}
    kept = with_between(document, [True] * len(document.blocks), [i in ends for i in range(len(document.blocks))])
    among = [block.text for block, keep in zip(document.blocks, kept, strict=True) if keep][1:-1]
    assert among == want
    hidden = with_between(document, [i in ends for i in range(len(kept))], [i in ends for i in range(len(kept))])
    assert not any(keep and block.text for keep, block in list(zip(hidden, document.blocks, strict=True))[1:-1])


CAPTIONED = [
    ("a figure", f"<figure>{IMAGE}<figcaption>缆绳</figcaption></figure>", True),
    ("a line in the element of a picture", f"<div><div>{IMAGE}</div><div>缆绳</div></div>", True),
    ("a link in the element of a picture", f"<div><div>{IMAGE}</div><div><a href='/1'>缆绳</a></div></div>", False),
    ("a line without a picture", "<div><p>缆绳</p></div>", False),
]


@pytest.mark.parametrize(("inset", "is_caption"), table(CAPTIONED))
def test_which_lines_are_captions_of_the_pictures_that_stay(inset: str, is_caption: bool) -> None:
    document = read(Clip(INSET.format(inset), markup="html", url="https://a.example/page"))
    kept = [not block.text or block.index in (0, len(document.blocks) - 1) for block in document.blocks]
    found = find_captions(document, kept)
    assert {document.blocks[i].text for i in found} == ({"缆绳"} if is_caption else set())


NOTED = "<div><p>渡口的船停了三十年，今年又下了水<a href='#fn:1'>1</a>。</p></div>{}"
NOTES = [
    ("an arrow back", "<ol><li id='fn:1'>十月里开。<a href='#fnref:1'>↩︎</a></ol>", True),
    ("its number leads back", "<p><a href='#ref1'>1</a>：十月里开。</p>", True),
    ("another number", "<p><a href='#ref2'>2</a>：十月里开。</p>", False),
    ("an arrow to the top", "<p><a href='#top'>↑</a></p>", False),
    ("a page of its number", "<p><a href='/p/1'>1</a>：十月里开。</p>", False),
    ("nothing that leads back", "<p>十月里开。</p>", False),
]


@pytest.mark.parametrize(("note", "stays"), table(NOTES))
def test_notes_that_lead_back_to_the_text_are_of_it(note: str, stays: bool) -> None:
    document = read(Clip(NOTED.format(note), markup="html"))
    assert with_between(document, [True, True], [True, False]) == (True, stays)
    assert with_between(document, [True, False], [True, False]) == (True, False)


def test_a_text_without_numbers_has_no_notes() -> None:
    document = read(Clip("<div><p>渡口的船停了三十年。</p></div><p>十月里开。<a href='#a'>↩</a></p>", markup="html"))
    assert with_between(document, [True, True], [True, False]) == (True, False)


CARD = "<div style='display:none'><p>微信号</p><p>river_old</p></div>"
WHOLE = "".join(f"<p>{text}</p>" for text in PROSE["hans"])


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param(f"<div>{WHOLE}</div>{CARD}", False, id="a body that is shown"),
        pytest.param(
            f"<h1>旧渡口</h1>{CARD}<p>2024-03-05</p><div style='visibility:hidden'>{WHOLE}</div>",
            False,
            id="a card beside the body",
        ),
        pytest.param(
            "<p>一</p>".join(
                f"<div style='display:none'><p>{text}</p></div>" for text in (*PROSE["hans"][:3], "微信号")
            ),
            True,
            id="a body in pieces",
        ),
    ],
)
def test_what_stays_hidden_beside_a_body_that_is_delivered_hidden(html: str, shown: bool) -> None:
    document = _read(html)
    main = weigh(document, "balanced", _forest(5.0))
    card = next(block.index for block in document.blocks if "微信号" in block.text)
    assert main.chosen[card] is shown
