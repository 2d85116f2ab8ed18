"""The command line on archives: run as a real process."""

from __future__ import annotations

import bz2
import gzip
import json
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


def test_a_packed_tar_as_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(tarred({"a.txt": TEXT, "b.html": PAGE}, "w:gz"))
    ran = cli("clean", tmp_path / "a", "--format", "jsonl")
    assert (ran.code, ran.err, texts(ran.out)) == (0, "", {"a!/a.txt": BODY, "a!/b.html": BODY})


def test_a_column_of_packed_lines_from_standard_input() -> None:
    rows = gzip.compress(lines({"text": "n", "own": TEXT}, {"id": "x", "own": TEXT}))
    ran = cli("clean", "-", "--format", "jsonl", "--column", "own", stdin=rows)
    assert (ran.code, ran.err) == (0, "")
    assert texts(ran.out) == {"standard input!/row-1": BODY, "standard input!/x": BODY}


def test_a_packed_clipping_from_standard_input_has_no_name() -> None:
    ran = cli("clean", "-", "-f", "json", stdin=gzip.compress(f"{BODY}\n".encode()))
    row = json.loads(ran.out)
    assert (ran.code, ran.err, row["text"], row["file"], row["title"]) == (0, "", BODY, None, None)


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


def test_what_is_taken_from_a_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.log"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / ".cleanerignore").write_text("b.txt\n", "utf-8")
    assert cli("clean", tmp_path, "-o", tmp_path / "1", "-q").code == 0
    assert cli("clean", tmp_path, "-o", tmp_path / "2", "-q", "--no-ignore", "--include", "[bc].*").code == 0
    assert list(tree(tmp_path / "1")) == ["a.md"]
    assert list(tree(tmp_path / "2")) == ["b.md", "c.log.md"]


INNER = zipped({"b.html": PAGE})
#: What lies there by its name, what is explained beside it.
EXPLAINED: list[tuple[str, dict[str, bytes], list[str]]] = [
    ("a compressed page", {"page.html.gz": gzip.compress(PAGE.encode())}, ["page.html.gz"]),
    ("a compressed text", {"a.txt.bz2": bz2.compress(TEXT.encode())}, ["a.txt.bz2"]),
    ("an archive of one", {"a.zip": INNER}, ["a.zip"]),
    ("an archive of one and pictures", {"a.zip": zipped({"b.html": PAGE, "b.png": b"p"})}, ["a.zip"]),
    ("one of an archive", {"a.zip": zipped({"a.txt": "x", "x/b.html": PAGE})}, ["a.zip!/x/b.html"]),
    ("one of an archive within", {"a.zip": zipped({"a.txt": "x", "i.zip": INNER})}, ["a.zip!/i.zip!/b.html"]),
    ("a row by its number", {"a.jsonl": lines({"text": "x"}, {"text": TEXT})}, ["a.jsonl!/row-2"]),
    (
        "a row by its name, of a column",
        {"r.jsonl": lines({"a": "x"}, {"id": "k", "a": TEXT})},
        ["r.jsonl!/k", "--column", "a"],
    ),
    ("a note", {"n.enex": enex(note("x", "<div>x</div>"), note())}, ["n.enex!/note-2 老船又下水"]),
    ("a file that is called so", {"a.zip": INNER, "a.zip!/b.html": PAGE.encode()}, ["a.zip!/b.html"]),
    ("a folder of one", {"f/a.txt": TEXT.encode()}, ["f"]),
    ("a folder, but for others", {"f/a.txt": TEXT.encode(), "f/b.md": b"x"}, ["f", "--exclude", "*.md"]),
    ("what is wanted of a folder", {"f/a.log": TEXT.encode(), "f/b.md": b"x"}, ["f", "--include", "*.log"]),
    ("what is ignored", {"f/a.txt": TEXT.encode(), "f/.cleanerignore": b"a.txt"}, ["f", "--no-ignore"]),
]


@pytest.mark.parametrize(("files", "arguments"), table(EXPLAINED))
def test_what_can_be_cleaned_can_be_explained(tmp_path: Path, files: dict[str, bytes], arguments: list[str]) -> None:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    ran = cli("explain", *arguments, cwd=tmp_path)
    assert ran.code == 0 and BODY.split()[0] in ran.out.decode()
    assert cli("explain", *arguments, "--html", "r.html", cwd=tmp_path).told[-1] in (
        "1 document: r.html",
        "1 document: r.html/index.html",
    )


def test_a_packed_page_on_standard_input_is_explained() -> None:
    ran = cli("explain", "-", stdin=gzip.compress(PAGE.encode()))
    assert ran.code == 0 and BODY.split()[0] in ran.out.decode()


TWO = {"a.txt": TEXT, "x/b.html": PAGE}
#: What lies there by its name, what is to be explained, the exit code, what is told.
UNEXPLAINED: list[tuple[str, dict[str, bytes], str, int, str]] = [
    ("an archive of two", {"a.zip": zipped(TWO)}, "a.zip", 2, 'need --html REPORT, or the name of one, such as "a.zip!/a.txt"'),
    ("an archive of two in a folder", {"f/a.zip": zipped(TWO)}, "f", 2, 'or the name of one, such as "f/a.zip!/a.txt"'),
    ("a folder of two", {"f/a.txt": b"x", "f/b.txt": b"x"}, "f", 2, "Error: several clippings need --html REPORT\n"),
    ("a folder of nothing", {"f/a.png": b"x"}, "f", 1, "cleaner: f: there is no clipping in it\n"),
    ("nothing of an archive", {"a.zip": zipped({"a.png": b"x"})}, "a.zip", 1, "cleaner: a.zip: no clipping in it, but 1 .png\n"),
    ("none of this name", {"a.zip": zipped(TWO)}, "a.zip!/b", 1, "cleaner: a.zip!/b: there is no such clipping in it\n"),
    ("one of an archive that is not there", {}, "a.zip!/b", 1, "cleaner: a.zip!/b: no such file or directory\n"),
    ("a damaged one", {"a.gz": gzip.compress(TEXT.encode())[:-12]}, "a.gz", 1, "cleaner: a.gz: cut off: "),
    ("an empty one", {"a.zip": zipped({"a.txt": ""})}, "a.zip", 1, "cleaner: a.zip!/a.txt: the file is empty\n"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "path", "code", "told"), table(UNEXPLAINED))
def test_what_cannot_be_explained_says_why(
    tmp_path: Path, files: dict[str, bytes], path: str, code: int, told: str
) -> None:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    ran = cli("explain", path, cwd=tmp_path)
    assert (ran.code, ran.out) == (code, b"") and told in ran.err


def test_a_saved_page_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(mhtml(PAGE.encode()))
    ran = cli("explain", tmp_path / "a.mhtml")
    assert ran.code == 0 and "mhtml: Content-Location" in ran.out.decode()
