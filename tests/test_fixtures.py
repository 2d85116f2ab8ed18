"""Every folder in fixtures/: what is removed, what is left, and that the article left is clean.

A missing expected file fails. `python -m tests.accept FOLDER...` writes it.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from cleaner import Article
from cleaner.model import NOISE_CLASSES
from tests.accept import FIXTURES, cleaned, clip_of, main, removed_table

FOLDERS = sorted(path for path in FIXTURES.iterdir() if path.is_dir())
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])


@cache
def _article(path: Path) -> Article:
    return cleaned(path)


def _expected(folder: Path, name: str) -> str:
    path = folder / name
    assert path.exists(), f"{name} is missing; look at what `python -m tests.accept {folder.name}` would write"
    return path.read_bytes().decode()


def _body(markdown: str) -> str:
    """A Markdown article without its front matter."""
    return markdown.partition("\n---\n")[2] if markdown.startswith("---\n") else markdown


def test_there_are_fixtures() -> None:
    assert FOLDERS


@each_folder
def test_a_folder_is_named_after_its_class(folder: Path) -> None:
    noise_class, dashes, shape = folder.name.partition("--")
    assert noise_class in {*NOISE_CLASSES, "clean"} and dashes and shape
    assert {path.name for path in folder.iterdir()} == {clip_of(folder).name, "article.md", "removed.tsv"}


@each_folder
def test_expectations_fit_the_class(folder: Path) -> None:
    classes = {line.partition("\t")[0] for line in _expected(folder, "removed.tsv").splitlines()}
    noise_class = folder.name.partition("--")[0]
    assert classes <= NOISE_CLASSES.keys()
    assert not classes if noise_class == "clean" else noise_class in classes


@each_folder
def test_removed(folder: Path) -> None:
    expected = _expected(folder, "removed.tsv")
    assert removed_table(_article(clip_of(folder))).split("\n") == expected.split("\n")


@each_folder
def test_article(folder: Path) -> None:
    expected = _expected(folder, "article.md")
    assert _article(clip_of(folder)).to_markdown() == expected


@each_folder
def test_the_article_is_clean(folder: Path) -> None:
    expected = _expected(folder, "article.md")
    once, twice = _article(clip_of(folder)), _article(folder / "article.md")
    assert removed_table(twice) == ""
    assert _body(twice.to_markdown()) == _body(expected)
    titles = once.title, twice.title
    assert titles[0] == titles[1]


def test_accept_writes_what_is_missing_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "clean--invented"
    folder.mkdir()
    (folder / "clip.txt").write_text(
        "渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。\n\n分享到：\n", "utf-8"
    )
    assert main([str(folder)]) == 0
    assert "+share\t分享到：" in capsys.readouterr().out
    assert (folder / "article.md").exists()
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_accept_shows_what_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / FOLDERS[0].name
    shutil.copytree(FOLDERS[0], folder)
    main([str(folder)])
    capsys.readouterr()
    (folder / "article.md").write_text("no such article\n", "utf-8")
    main([str(folder)])
    assert "-no such article" in capsys.readouterr().out


@pytest.mark.parametrize("names", [[], ["no--such-folder"]], ids=["none", "unknown"])
def test_accept_without_a_folder_is_a_mistake(names: list[str]) -> None:
    assert main(names) == 2


def test_a_folder_with_two_clippings_is_a_mistake(tmp_path: Path) -> None:
    for name in ("clip.md", "clip.txt"):
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(ValueError, match="one file"):
        clip_of(tmp_path)
