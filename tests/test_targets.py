"""Where articles go by what --output names: a folder, one file for many, the file of one; and standard output."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import table
from tests.containers import PAGE, lines, zipped
from tests.test_batch import TEXT, lay
from tests.test_cli import Ran, cli, tree


def laid(folder: Path) -> Path:
    """A folder with a page, and one with two texts."""
    lay(folder, "in/a.txt", "in/b.txt")
    (folder / "page.html").write_text(PAGE, "utf-8")
    return folder


FILES = [
    ("Markdown", "article.md", "md"),
    ("Markdown by its long name", "article.markdown", "md"),
    ("whatever the case", "Article.MD", "md"),
    ("text", "article.txt", "txt"),
    ("JSON", "sub/all.json", "json"),
    ("a page", "article.html", "html"),
    ("TEI", "article.tei.xml", "tei"),
    ("a line of JSON", "article.jsonl", "jsonl"),
]


@pytest.mark.parametrize(("name", "form"), table(FILES))
def test_one_article_goes_into_the_file_that_is_named(tmp_path: Path, name: str, form: str) -> None:
    laid(tmp_path)
    said = cli("clean", "page.html", "-f", form, cwd=tmp_path)
    for more in ([], ["-f", form]):
        assert cli("clean", "page.html", "-o", name, "-q", *more, cwd=tmp_path) == (0, b"", "")
        assert (tmp_path / name).read_bytes() == said.out


MANY = [("in capitals", "all.JSONL"), ("by its other name", "all.ndjson")]


@pytest.mark.parametrize("name", table(MANY))
def test_many_articles_go_into_one_file_however_it_is_written(tmp_path: Path, name: str) -> None:
    laid(tmp_path)
    assert cli("clean", "in", "-o", name, "-q", cwd=tmp_path).code == 0
    assert (tmp_path / name).read_bytes() == cli("clean", "in", "-f", "jsonl", cwd=tmp_path).out


FOLDERS = [
    ("one that is there", "there.md", "there.md"),
    ("one with a slash", "new.md/", "new.md"),
    ("a name without an ending", "out", "out"),
    ("an ending that is nobody's", "v1.2", "v1.2"),
    ("an ending alone", ".md", ".md"),
]


@pytest.mark.parametrize(("said", "name"), table(FOLDERS))
def test_a_folder_is_one_whatever_its_name(tmp_path: Path, said: str, name: str) -> None:
    (laid(tmp_path) / "there.md").mkdir()
    assert cli("clean", "page.html", "-o", said, "-q", cwd=tmp_path).code == 0
    assert list(tree(tmp_path / name)) == ["page.md"]


#: What is wrong, the arguments, what is told.
REFUSED: list[tuple[str, list[str], str]] = [
    ("two into the file of one", ["in", "-o", "a.md"], "a.md is the file of one article; several need a folder, a .jsonl"),
    ("two into one of JSON", ["in", "-o", "all.json"], "all.json is the file of one article"),
    ("another form", ["page.html", "-o", "a.md", "-f", "html"], "a.md holds md, not html"),
    ("one of many in another form", ["in", "-o", "a.jsonl", "-f", "md"], "a.jsonl holds jsonl, not md"),
    ("a compressed file", ["in", "-o", "all.jsonl.gz"], "all.jsonl.gz is no file that is written (those end in .md, .txt"),
    ("an archive", ["in", "-o", "all.zip"], "a folder is all.zip/"),
    ("the clipping itself", ["own.md", "-o", "own.md"], "own.md is the clipping itself; --in-place writes over it"),
    ("the clipping by a link", ["own.md", "-o", "link.md"], "link.md is the clipping itself"),
    ("a file that is nobody's", ["page.html", "-o", "log"], "--output log is a file"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), table(REFUSED))
def test_what_cannot_be_meant_is_refused_and_nothing_written(tmp_path: Path, arguments: list[str], told: str) -> None:
    (lay(laid(tmp_path), "own.md") / "log").write_text("x")
    (tmp_path / "link.md").symlink_to("own.md")
    before = tree(tmp_path)
    ran = cli("clean", *arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"") and told in ran.told[-1]
    assert tree(tmp_path) == before


def test_a_file_with_another_content_stays_until_all_is_to_be_made_anew(tmp_path: Path) -> None:
    article = laid(tmp_path) / "article.md"
    article.write_text("mine\n")
    ran = cli("clean", "page.html", "-o", "article.md", "-q", cwd=tmp_path)
    told = "cleaner: article.md: is there already, with another content; --fresh writes over it\n"
    assert (ran, article.read_text()) == ((1, b"", told), "mine\n")
    assert cli("clean", "page.html", "-o", "article.md", "-q", "--fresh", cwd=tmp_path).code == 0
    assert "老船又下水" in article.read_text("utf-8")


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (laid(tmp_path) / "article.md").symlink_to("elsewhere.md")
    assert cli("clean", "page.html", "-o", "article.md", "-q", cwd=tmp_path).code == 0
    assert (tmp_path / "article.md").is_symlink() and "老船" in (tmp_path / "elsewhere.md").read_text("utf-8")


def test_the_file_of_one_article_is_no_clipping_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    for _ in range(2):
        assert cli("clean", ".", "-o", "article.md", "-q", cwd=tmp_path) == (0, b"", "")


def test_what_cannot_be_cleaned_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert cli("clean", "a.txt", "-o", "a.md", "-q", cwd=tmp_path).code == 1
    assert list(tree(tmp_path)) == ["a.txt"]


# Standard output and standard input.

ROWS = lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT})


def both_ways(folder: Path, data: bytes, *arguments: str) -> tuple[Ran, Ran]:
    """The run over a file, and over the same on standard input."""
    (folder / "rows").write_bytes(data)
    return cli("clean", folder / "rows", *arguments), cli("clean", "-", *arguments, stdin=data)


@pytest.mark.parametrize("form", ["txt", "json", "md", "html", "tei"])
def test_several_clippings_are_refused_however_they_come_in(tmp_path: Path, form: str) -> None:
    named, given = both_ways(tmp_path, ROWS, "-f", form)
    assert [(ran.code, ran.out) for ran in (named, given)] == [(2, b"")] * 2
    assert named.told[-1] == "Error: several inputs need --output FOLDER or --format jsonl"
    assert given.told[-1] == "Error: several clippings need --format jsonl"


def test_several_clippings_are_lines_of_json_however_they_come_in(tmp_path: Path) -> None:
    texts = [
        [json.loads(row)["text"] for row in ran.out.splitlines()] for ran in both_ways(tmp_path, ROWS, "-f", "jsonl")
    ]
    assert texts[0] == texts[1] and len(texts[0]) == 2


ONE = [
    ("a row", ROWS.splitlines(keepends=True)[0]),
    ("a compressed text", gzip.compress(TEXT.encode())),
    ("an archive with pictures", zipped({"1.png": b"p", "a.txt": TEXT, "b.png": b"p"})),
]


@pytest.mark.parametrize("data", table(ONE))
def test_one_clipping_of_an_archive_is_written_by_itself(tmp_path: Path, data: bytes) -> None:
    named, given = both_ways(tmp_path, data)
    assert named.code == given.code == 0
    assert named.out == given.out == cli("clean", "-", stdin=TEXT.encode()).out


# The report.


@pytest.mark.parametrize(("said", "page"), table([("a slash", "new/", "new/index.html"), ("none", "new", "new")]))
def test_a_report_with_a_slash_is_a_folder(tmp_path: Path, said: str, page: str) -> None:
    laid(tmp_path)
    assert cli("explain", "page.html", "--html", said, cwd=tmp_path) == (0, b"", f"1 document: {page}\n")
    assert (tmp_path / page).is_file()
