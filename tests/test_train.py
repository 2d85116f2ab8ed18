"""Training: labels of blocks by alignment, odds of one vote a site, the same weights from the same pages."""

# ruff: noqa: E402 - what is imported below needs the extra

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

for needed in ("rapidfuzz", "lightgbm", "numpy"):
    pytest.importorskip(needed, reason="needs the extra [train]")

from benchmarks.corpus import Page, Row
from benchmarks.train import density
from benchmarks.train.odds import BASE, LARGEST, MIN_SITES, odds, votes
from benchmarks.train.pages import Example, examples, site
from cleaner.judge.densities import NAMES
from tests.conftest import ROOT, table
from tests.pools import PROSE

A, B, C, D = PROSE["hans"][:4]
MENU = "<ul class=menu><li>首页</li><li>新闻</li></ul>"
FOOT = "<div class=foot><p>版权所有</p></div>"


def _written(folder: Path, rows: Sequence[dict[str, Any]], name: str = "own") -> str:
    """The path of a corpus of these rows; `html` is a page as text."""
    lines = [
        json.dumps({**row, "html_b64": base64.b64encode(row["html"].encode()).decode()}, ensure_ascii=False)
        for row in rows
    ]
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def _examples(folder: Path, *rows: dict[str, Any]) -> list[Example]:
    return list(examples([_written(folder, rows)]))


def _html(body: str) -> str:
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>"


# Labels, counted by hand.

ALIGNED = [
    ("nothing marked is on the page", f"<p>{A}</p>", B + C, {A: 0.0}),
    ("all of it", f"<p>{A}</p><p>{B}</p>", f"{A}\n{B}", {A: 1.0, B: 1.0}),
    ("a text among furniture", f"{MENU}<div><p>{A}</p></div>{FOOT}", A, {"首页": 0.0, A: 1.0, "版权所有": 0.0}),
    (
        "half of a block, by its shingles",
        f"<div><p>磨坊的水轮转了又停了</p><p>{A}</p></div>",
        f"磨坊的水轮{A}",
        {"磨坊": 2 / 7, A: 1.0},
    ),
    ("punctuation does not count", f"<p>{A}</p>", A.replace("，", ", "), {A: 1.0}),
    ("a picture is not marked", f"<p>{A}</p><p><img src=a.png></p>", A, {A: 1.0, "": -1.0}),
    ("what stands in another order", f"<p>{A}</p><p>{B}</p>", f"{B}{A}", {B: 1.0, A: 0.0}),
    (
        "English",
        "<p>The ferry leaves at six today.</p><p>Home</p>",
        "The ferry leaves at six today.",
        {"The": 1.0, "Home": 0.0},
    ),
]


@pytest.mark.parametrize(("body", "truth", "labels"), table(ALIGNED))
def test_labels_by_alignment(tmp_path: Path, body: str, truth: str, labels: dict[str, float]) -> None:
    (example,) = _examples(tmp_path, {"html": _html(body), "truth": truth})
    found = dict(zip((block.text for block in example.document.blocks), example.labels, strict=True))
    for start, share in labels.items():
        text = next(text for text in found if text.startswith(start) and bool(text) == bool(start))
        assert found[text] == pytest.approx(share), text


FOUND = [
    ("a piece of a block", [A[:8]], [], {A: 1.0, B: -1.0}),
    ("a piece of several blocks", [f"{A} {B}"], [], {A: 1.0, B: 1.0}),
    ("an unwanted piece", [A], ["版权所有"], {A: 1.0, B: -1.0, "版权所有": 0.0}),
    ("wanted beats unwanted", [A], [A[:8]], {A: 1.0}),
]


@pytest.mark.parametrize(("wanted", "unwanted", "labels"), table(FOUND))
def test_labels_by_pieces(tmp_path: Path, wanted: list[str], unwanted: list[str], labels: dict[str, float]) -> None:
    body = f"<div><p>{A}</p><p>{B}</p></div>{FOOT}"
    (example,) = _examples(tmp_path, {"html": _html(body), "with": wanted, "without": unwanted})
    found = dict(zip((block.text for block in example.document.blocks), example.labels, strict=True))
    assert {text: found[text] for text in labels} == labels


UNLABELLED = [
    ("nothing marked", {"html": _html(f"<p>{A}</p>")}),
    ("pieces that are not there", {"html": _html(f"<p>{A}</p>"), "with": [B]}),
    ("no text", {"html": _html("<div></div>"), "truth": A}),
    ("no page", {"html": "", "truth": A}),
]


@pytest.mark.parametrize("row", table(UNLABELLED))
def test_pages_without_labels_are_left_out(tmp_path: Path, row: dict[str, Any]) -> None:
    assert _examples(tmp_path, row) == []


# Sites.

SITES = [
    ("a host", "https://example.com/a", None, "example.com"),
    ("a host below", "https://news.example.com/a", None, "example.com"),
    ("a registry of a country", "https://www.example.co.uk/", None, "example.co.uk"),
    ("another one", "http://news.example.com.cn:8080/a", None, "example.com.cn"),
    ("a country without", "https://www.example.de/", None, "example.de"),
    ("a long name that looks like a registry", "https://a.co.info/", None, "co.info"),
    ("the host of the corpus", None, "www.example.org", "example.org"),
    ("an address without a host", "file.html", "www.example.org", "example.org"),
    ("upper case", "https://News.Example.COM/", None, "example.com"),
    ("nothing known", None, None, "page-7"),
]


@pytest.mark.parametrize(("url", "host", "name"), table(SITES))
def test_the_site_of_a_page(url: str | None, host: str | None, name: str) -> None:
    assert site(Row("own", "page-7", Page(b"", None, url), host=host)) == name


def test_the_site_of_an_address_of_numbers() -> None:
    pages = [Page(b"", None, f"http://10.{i}.0.1/") for i in range(2)]
    assert len({site(Row("own", "1", page)) for page in pages}) == 2


# Odds.


def _site(number: int, body: str, **known: Any) -> dict[str, Any]:
    return {"html": _html(body), "truth": A, "url": f"https://site{number}.example/a", "id": str(number), **known}


TEXT = f"<div class=story><p>{A}</p></div>"


def test_words_in_main_text_speak_for_it_and_others_against(tmp_path: Path) -> None:
    pages = _examples(tmp_path, *[_site(i, f"{MENU}{TEXT}{FOOT}") for i in range(MIN_SITES)])
    found = odds(votes(pages), pages)
    assert found.names["story"] > 0 > found.names["menu"] == found.names["foot"] >= -LARGEST
    assert found.said["首页"] == found.said["版权"] < 0


def test_each_site_has_one_vote(tmp_path: Path) -> None:
    sites = [_site(i, f"{MENU}{TEXT}") for i in range(MIN_SITES)]
    many = [{**_site(0, f"{MENU}{TEXT}"), "id": f"again {i}"} for i in range(50)]
    alone, together = _examples(tmp_path, *sites), _examples(tmp_path, *sites, *many)
    assert len(together) == len(alone) + 50
    assert odds(votes(alone), alone) == odds(votes(together), together)


def test_a_word_of_few_sites_has_no_odds(tmp_path: Path) -> None:
    pages = _examples(tmp_path, *[_site(i, f"{MENU}{TEXT}") for i in range(MIN_SITES - 1)])
    found = odds(votes(pages), pages)
    assert (found.names, found.said, found.forum) == ({}, {}, {})


def test_sites_left_out_have_no_vote(tmp_path: Path) -> None:
    pages = _examples(tmp_path, *[_site(i, f"{MENU}{TEXT}") for i in range(MIN_SITES + 1)])
    voted = votes(pages)
    assert "menu" in odds(voted, pages, frozenset([pages[0].site])).names
    assert odds(voted, pages, frozenset(page.site for page in pages[:2])).names == {}


def test_a_word_that_tells_nothing_has_no_odds(tmp_path: Path) -> None:
    count = 20
    inside = round(count * BASE)
    bodies = [
        TEXT.replace("story", "plain") if i < inside else f"<div class=plain>{B}</div>{TEXT}" for i in range(count)
    ]
    pages = _examples(tmp_path, *[_site(i, body) for i, body in enumerate(bodies)])
    assert "plain" not in odds(votes(pages), pages).names


def test_words_of_forums(tmp_path: Path) -> None:
    forums = [_site(i, f"<div class=thread>{TEXT}</div>", page_type="forum") for i in range(MIN_SITES)]
    others = [_site(i + 50, f"<div class=column>{TEXT}</div>", page_type="article") for i in range(MIN_SITES)]
    unknown = [_site(i + 90, f"<div class=thread>{TEXT}</div>") for i in range(MIN_SITES)]
    pages = _examples(tmp_path, *forums, *others, *unknown)
    found = odds(votes(pages), pages).forum
    assert found["thread"] == 2.0 == -found["column"]
    assert "story" not in found


# Training.


def _corpus(folder: Path) -> str:
    """A corpus of forty sites, half of them forums: a menu, three paragraphs and a footer each, of differing lengths."""
    rows = []
    for i in range(40):
        text = [PROSE["hans"][(i + j) % 6] for j in range(3)]
        article = "".join(f"<p>{sentence}</p>" for sentence in text)
        entries = "".join(f"<li><a href=/{j}>栏目{j}</a></li>" for j in range(2 + i % 5))
        kind, names = ("forum", "thread post floor") if i % 2 else ("article", "column news story")
        body = f"<ul class=menu>{entries}</ul><div class='{names}'>{article}</div>{FOOT * (1 + i % 3)}"
        rows.append(_site(i, body, page_type=kind) | {"truth": "\n".join(text), "lang": "zh"})
    return _written(folder, rows, "tiny")


def test_the_same_pages_give_the_same_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, first = _corpus(tmp_path), tmp_path / "first.json"
    density.main([corpus, f"--write={first}"])
    assert capsys.readouterr().out.startswith("tiny ")
    _assert_weights(json.loads(first.read_bytes()))
    density.main([corpus, f"--write={tmp_path / 'second.json'}"])
    assert (tmp_path / "second.json").read_bytes() == first.read_bytes()
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    command = [sys.executable, "-m", "benchmarks.train.density", corpus, f"--write={tmp_path / 'third.json'}"]
    subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    assert (tmp_path / "third.json").read_bytes() == first.read_bytes()


def _assert_weights(data: dict[str, Any]) -> None:
    assert tuple(data["densities"]) == NAMES and len(data["trees"]) == density.TREES
    assert data["made"]["pages"] == {"tiny": 40} and data["made"]["licences"] == {"tiny": "not known"}
    figures = data["made"]["cross_validated"]["tiny"]
    assert figures["pages"] == 40 and figures["f1"] == figures["f1_zh"] > 0.9
    assert data["odds"]["names"]["story"] > 0 > data["odds"]["names"]["menu"]


def test_nothing_is_written_unless_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(density, "WEIGHTS", tmp_path / "weights.json")
    corpus = _corpus(tmp_path)
    density.main([corpus])
    assert not (tmp_path / "weights.json").exists()


def test_no_site_is_in_two_folds() -> None:
    sites = [f"site{i}.example" for i in range(40)]
    folds = [density._fold(name) for name in sites]
    assert set(folds) == set(range(density.FOLDS)) and folds == [density._fold(name) for name in sites]


def test_every_corpus_with_figures_has_a_licence_named() -> None:
    assert all(density.LICENCES.values())
