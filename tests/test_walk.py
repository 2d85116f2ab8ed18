"""What is taken from folders: by suffix, by globs, less what .gitignore and .cleanerignore leave out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from cleaner.batch.walk import Inputs, bare_name, find_sources, is_known
from tests.conftest import table
from tests.test_batch import lay

ALL = ["a.txt", "b.md", "out/c.html", "sub/d.txt", "sub/deep/e.md", "sub/f.log.txt"]


def found(folder: Path, **how: object) -> list[str]:
    return sorted(source.relative.as_posix() for source in find_sources([folder], inputs=Inputs(**how)))  # type: ignore[arg-type]


IGNORED: list[tuple[str, Mapping[str, str], list[str]]] = [
    ("no file of rules", {}, ALL),
    ("an empty one", {".gitignore": ""}, ALL),
    ("comments and blank lines", {".gitignore": "# a.txt; ; "}, ALL),
    ("a rule that nothing matches", {".gitignore": "*.png; a; /d.txt; ?.text"}, ALL),
    ("a rule of another folder", {"sub/.gitignore": "a.txt; /e.md; out/"}, ALL),
    ("a file by name, wherever it is", {".gitignore": "d.txt"}, [n for n in ALL if n != "sub/d.txt"]),
    ("a file in its place alone", {".gitignore": "/a.txt"}, ALL[1:]),
    ("a suffix", {".gitignore": "*.md"}, ["a.txt", "out/c.html", "sub/d.txt", "sub/f.log.txt"]),
    ("a folder", {".gitignore": "out/"}, [n for n in ALL if not n.startswith("out")]),
    ("a folder that a file is called like", {".gitignore": "a.txt/"}, ALL),
    ("folders at any depth", {".gitignore": "**/deep"}, [n for n in ALL if "deep" not in n]),
    ("all but one", {".gitignore": "*; !*/; !b.md"}, ["b.md"]),
    ("what is in a folder that is left out stays so", {".gitignore": "sub/; !sub/d.txt"}, ["a.txt", "b.md", "out/c.html"]),
    ("ours alone", {".cleanerignore": "sub"}, ["a.txt", "b.md", "out/c.html"]),
    ("ours counts more", {".gitignore": "*.md", ".cleanerignore": "!b.md"}, ["a.txt", "b.md", "out/c.html", "sub/d.txt", "sub/f.log.txt"]),
    ("the deeper counts more", {".gitignore": "*.txt", "sub/.gitignore": "!d.txt"}, ["b.md", "out/c.html", "sub/d.txt", "sub/deep/e.md"]),
    ("lines that are no patterns", {".gitignore": "!; [z-a]; [[:alpha:]]; \\; b.md"}, [n for n in ALL if n != "b.md"]),
    ("behind a mark of the encoding", {".gitignore": "\ufeff*.md"}, ["a.txt", "out/c.html", "sub/d.txt", "sub/f.log.txt"]),
    ("bytes that are no text", {".gitignore": "\udcff\n"}, ALL),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Possible nested set:FutureWarning")
@pytest.mark.parametrize(("files", "left"), table(IGNORED))
def test_what_files_of_rules_leave_out(tmp_path: Path, files: Mapping[str, str], left: list[str]) -> None:
    lay(tmp_path, *ALL)
    for name, text in files.items():
        path = tmp_path / name
        path.write_bytes(os.fsencode(text.replace("; ", "\n")))
    assert found(tmp_path) == left
    assert found(tmp_path, ignored=True) == ALL


def test_rules_of_a_repository_hold_below_its_top_and_not_above_it(tmp_path: Path) -> None:
    top = lay(tmp_path / "repository", *(f"notes/{name}" for name in ALL), ".git/")
    (tmp_path / ".gitignore").write_text("*\n", "utf-8")
    (top / ".gitignore").write_text("/notes/a.txt\n*.md\n", "utf-8")
    assert found(top / "notes") == ["out/c.html", "sub/d.txt", "sub/f.log.txt"]
    assert found(top / "notes" / "sub") == ["d.txt", "f.log.txt"]


def test_rules_above_a_folder_without_a_repository_do_not_hold(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n", "utf-8")
    assert found(lay(tmp_path / "notes", *ALL)) == ALL


def test_a_folder_that_is_left_out_is_taken_when_it_is_asked_for(tmp_path: Path) -> None:
    top = lay(tmp_path, *(f"out/raw/{name}" for name in ALL), ".git/")
    (top / ".gitignore").write_text("/out/\n", "utf-8")
    assert found(top) == []
    assert found(top / "out" / "raw") == ALL


def test_a_file_that_is_named_is_taken_whatever_the_rules(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    (tmp_path / ".gitignore").write_text("*\n", "utf-8")
    assert [source.path for source in find_sources([tmp_path / "a.txt"])] == [tmp_path / "a.txt"]


INCLUDED = [
    ("nothing that is there", ("*.png",), []),
    ("a suffix", ("*.md",), ["b.md", "sub/deep/e.md"]),
    ("another suffix", ("*.bak", "README"), ["README", "x.bak"]),
    ("a path", ("sub/*",), ["sub/d.txt", "sub/deep/e.md", "sub/f.log.txt"]),
    ("hidden files never", (".*", "*hid*"), []),
]


@pytest.mark.parametrize(("include", "left"), table(INCLUDED))
def test_include(tmp_path: Path, include: tuple[str, ...], left: list[str]) -> None:
    assert found(lay(tmp_path, *ALL, "x.bak", "README", ".hidden.txt"), include=include) == left


def test_exclude_counts_more_than_include(tmp_path: Path) -> None:
    sources = find_sources([lay(tmp_path, *ALL)], ("sub",), inputs=Inputs(include=("*.md", "*.txt")))
    assert [source.relative.as_posix() for source in sources] == ["a.txt", "b.md"]


SUFFIXES = [
    ("clippings", "a.txt a.md a.html a.HTM a.xhtml a.mhtml a.mht a.eml a.webarchive", True),
    ("archives", "a.zip a.tar a.tgz a.tbz2 a.txz a.enex a.jsonl a.ndjson a.parquet a.warc", True),
    ("packed", "a.tar.gz a.tar.bz2 a.tar.xz a.tar.zst a.jsonl.gz a.warc.gz a.warc.zst a.html.gz a.txt.xz", True),
    ("others", "a a.png a.gz gz .gz a.json a.docx a.txt.bak a.png.gz txt.gz a.zip.part", False),
]


@pytest.mark.parametrize(("names", "known"), table(SUFFIXES))
def test_what_is_known_by_its_name(names: str, known: bool) -> None:
    assert [name for name in names.split() if is_known(name) is not known] == []


BARE = [
    ("a text", "a.txt", "a.txt"),
    ("packed", "a.txt.gz", "a.txt"),
    ("in capitals", "a.WARC.ZST", "a.WARC"),
    ("nothing within", "a.gz", "a.gz"),
    ("hidden", ".gz", ".gz"),
]


@pytest.mark.parametrize(("name", "bare"), table(BARE))
def test_a_name_without_its_packing(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_loop_of_links_is_not_walked(tmp_path: Path) -> None:
    lay(tmp_path, *ALL)
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert found(tmp_path) == ALL
