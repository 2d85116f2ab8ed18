"""The command line on archives: run as a real process."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import table
from tests.containers import BODY, PAGE, TEXT, enex, lines, members_gzipped, mhtml, note, record, tarred, zipped
from tests.test_cli import cli, tree


def texts(out: bytes) -> dict[str, str]:
    """File → text of what came out as JSON lines."""
    return {row["file"]: row["text"] for row in map(json.loads, out.splitlines())}


def test_a_folder_of_archives_into_a_folder(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    (clips / "sub").mkdir(parents=True)
    (clips / "a.mhtml").write_bytes(mhtml(PAGE.encode()))
    (clips / "b.zip").write_bytes(zipped({"a.txt": TEXT, "x/b.html": PAGE, "../../up.txt": TEXT}))
    (clips / "sub" / "c.warc.gz").write_bytes(members_gzipped(record(), record()))
    (clips / "sub" / "d.enex").write_bytes(enex(note()))
    ran = cli("clean", clips, "-o", tmp_path / "out", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    names = "a.md b.zip/a.md b.zip/up.md b.zip/x/b.md sub/c.warc.gz/record-1.md sub/c.warc.gz/record-2.md"
    written = tree(tmp_path / "out")
    assert sorted(written) == sorted([*names.split(), "sub/d.enex/note-1 老船又下水.md"])
    assert all(BODY in text.decode() for text in written.values())


INTO_LINES: list[tuple[str, bytes, Sequence[str], list[str]]] = [
    ("a zip", zipped({"a.txt": TEXT, "b.html": PAGE}), (), ["!/a.txt", "!/b.html"]),
    ("a packed tar", tarred({"a.txt": TEXT}, "w:gz"), (), ["!/a.txt"]),
    ("lines, packed", gzip.compress(lines({"id": "x", "text": TEXT})), (), ["!/x"]),
    ("lines, the column named", lines({"text": "n", "own": TEXT}), ("--column", "own"), ["!/row-1"]),
]


@pytest.mark.parametrize(("data", "options", "members"), table(INTO_LINES))
def test_an_archive_as_json_lines_from_a_file_and_from_standard_input(
    tmp_path: Path, data: bytes, options: Sequence[str], members: list[str]
) -> None:
    (tmp_path / "a").write_bytes(data)
    ran = cli("clean", tmp_path / "a", "--format", "jsonl", *options)
    piped = cli("clean", "-", "--format", "jsonl", *options, stdin=data)
    assert (ran.code, piped.code, ran.err) == (0, 0, "")
    assert texts(ran.out) == {f"a{member}": BODY for member in members}
    assert texts(piped.out) == {f"standard input{member}": BODY for member in members}


def test_an_archive_needs_a_place_for_its_articles(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    ran = cli("clean", tmp_path / "a.zip")
    assert ran.code == 2 and "several inputs need --output FOLDER or --format jsonl" in ran.err


def test_what_is_no_clipping_is_said_and_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": TEXT, "b.png": b"p"}))
    ran = cli("clean", tmp_path / "a.zip", "-f", "jsonl")
    assert (ran.code, ran.told) == (0, [f"cleaner: {tmp_path}/a.zip: left out, being no clippings: 1 .png"])


def test_what_is_lost_is_said_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(members_gzipped(record(), record())[:-40])
    ran = cli("clean", tmp_path / "a.warc.gz", "-o", tmp_path / "out")
    assert ran.code == 1 and list(tree(tmp_path / "out")) == ["a.warc.gz/record-1.md"]
    cause = "cut off: the file ends within compressed data; what follows the first clipping is lost"
    assert ran.told[0] == f"cleaner: {tmp_path}/a.warc.gz: {cause}"


CHOSEN: list[tuple[str, Sequence[str], list[str]]] = [
    ("by suffix, less what is ignored", (), ["a.md", "b.md"]),
    ("ignored, too", ("--no-ignore",), ["a.md", "b.md", "c.md"]),
    ("by globs", ("--include", "*.log", "--include", "a.*"), ["a.md", "d.log.md"]),
]


@pytest.mark.parametrize(("options", "names"), table(CHOSEN))
def test_what_is_taken_from_a_folder(tmp_path: Path, options: Sequence[str], names: list[str]) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.log"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / ".cleanerignore").write_text("c.txt\n", "utf-8")
    assert cli("clean", tmp_path, "-o", tmp_path / "out", "--quiet", *options).code == 0
    assert list(tree(tmp_path / "out")) == names


def test_a_saved_page_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(mhtml(PAGE.encode()))
    ran = cli("explain", tmp_path / "a.mhtml")
    assert ran.code == 0 and "mhtml: Content-Location" in ran.out.decode()
