"""cleaner.upkeep and its commands: what is found in seeds, what they become on disk, what keeps them as they are."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

import cleaner.upkeep.files
from cleaner import Options, clean
from cleaner.batch.files import FileError
from cleaner.cli.main import group
from cleaner.upkeep.files import conflict_line, read_seed, rewrite_seed
from cleaner.upkeep.findings import Finding
from cleaner.upkeep.formats import FORMATS, SHOWN
from cleaner.upkeep.rewriting import rewrite
from cleaner.upkeep.seed import Look, Wishes, look_at
from cleaner.writers.seed import FrontMatter, to_seed
from tests.conftest import ROOT, Clipping, clippings, table
from tests.containers import enex, letter, lines, mhtml, note, tarred, webarchive, zipped
from tests.test_batch import BODY

TITLE = "渡口最后的摆渡人"
CLEAN = f"{TITLE}\n\n{BODY}\n"
SECOND = "船工的孙女今年春天回到渡口，把停了三十年的老船又撑了起来。"
FRONT = "---\nauthor: 林夏\n---\n\n"
DIRTY = f"首页 > 文化 > 正文\n\n{TITLE}\n\n来源：河岸晚报 2024-03-05 09:10\n\n{BODY}\n\n扫码关注\n"
OFF = "<!-- cleaner: off -->"
ON = "<!-- cleaner: on -->"
KEEP = "<!-- cleaner: keep-line -->"


def lay(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def fixed(path: Path, wishes: Wishes | None = None) -> Look:
    """A file after it was looked at and rewritten."""
    look = look_at(path, wishes or Wishes())
    assert rewrite(look) == look.findings
    return look


def found(look: Look) -> list[tuple[int, str, str]]:
    return [(finding.line, finding.noise_class, finding.rule) for finding in look.findings]


def run(*arguments: str | Path, cwd: Path | None = None) -> Result:
    """A command in this process; its output is that of a pipe."""
    before = Path.cwd()
    os.chdir(cwd or before)
    try:
        return CliRunner().invoke(group, [str(argument) for argument in arguments])
    finally:
        os.chdir(before)


# What stays as it is.

UNTOUCHED: list[tuple[str, str, str | bytes]] = [
    ("text with its title", "a.txt", CLEAN),
    ("text without a title", "a.txt", f"{BODY}\n\n{SECOND}\n"),
    ("text that ends its lines as Windows does", "a.txt", CLEAN.replace("\n", "\r\n")),
    ("text with a byte-order mark", "a.txt", "\ufeff" + CLEAN),
    ("text below front matter", "a.txt", FRONT + CLEAN),
    ("markdown", "a.md", f"# {TITLE}\n\n{BODY}\n"),
    ("markdown whose title is not set off", "a.md", f"# {TITLE}\n{BODY}\n"),
    ("markdown below front matter", "a.md", FRONT + f"# {TITLE}\n\n{BODY}\n"),
    ("markdown with hard breaks and code", "a.md", f"# {TITLE}\n\n{BODY}  \n{SECOND}\n\n```\n扫码关注\n```\n"),
    ("markdown with blank lines of its own", "a.md", f"# {TITLE}\n\n\n{BODY}\n\n\n\n{SECOND}\n"),
    ("front matter that no reader takes", "a.md", "---\na: [b\n---\n\n" + CLEAN),
    ("a line that a mark keeps", "a.txt", f"{CLEAN}\n扫码关注 {KEEP}\n"),
    ("lines between marks", "a.md", f"{CLEAN}\n{OFF}\n扫码关注\n\n\n分享到：\n{ON}\n"),
    ("lines below a mark, to the end", "a.txt", f"{OFF}\n首页 > 文化 > 正文\n  {TITLE},\n扫码关注\n"),
    ("misread text that a mark keeps", "a.txt", f"{CLEAN}\n{OFF}\nÖÐÎÄÖÐÎÄÖÐÎÄÖÐÎÄ\n{ON}\n"),
    ("a mark in front of its line", "a.md", f"{CLEAN}\n{KEEP} 扫码关注\n"),
    ("code that shows a mark", "a.md", f"# {TITLE}\n\n{BODY}\n\n```\n{OFF}\n```\n\n{SECOND}\n"),
    ("a text that begins with a label", "a.txt", f"From: 河岸晚报\n\n{BODY}\n"),
    ("a tutorial that shows a merge", "a.md", f"# {TITLE}\n\n{BODY}\n\n```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n"),
]


@pytest.mark.parametrize(("name", "data"), table(UNTOUCHED))
def test_a_clean_seed_is_untouched(tmp_path: Path, name: str, data: str | bytes) -> None:
    path = lay(tmp_path, name, data)
    look = fixed(path)
    assert look.findings == () and look.made is None
    assert path.read_bytes() == (data.encode() if isinstance(data, str) else data)


# What is rewritten, and into what.

HEAD = "---\nsource: 河岸晚报\ndate: 2024-03-05T09:10\ncategory: 文化\n---\n\n"
REWRITTEN: list[tuple[str, str, str | bytes, str | bytes]] = [
    ("lines that go say what they said", "a.txt", DIRTY, HEAD + CLEAN),
    ("markdown stands as it did", "a.md", f"# {TITLE}\n\n{BODY}  \n{SECOND}\n\n扫码关注\n", f"# {TITLE}\n\n{BODY}  \n{SECOND}\n"),
    ("front matter gets what it lacks", "a.md", FRONT + DIRTY, FRONT[:-5] + HEAD[4:] + CLEAN),
    ("paragraphs stand apart", "a.txt", f"{TITLE}\n{BODY}\n{SECOND}", f"{TITLE}\n\n{BODY}\n\n{SECOND}\n"),
    ("blank lines above and below", "a.txt", f"\n\n{CLEAN}\n\n", CLEAN),
    ("no last line end", "a.txt", CLEAN[:-1], CLEAN),
    ("lines end as the first one does", "a.txt", CLEAN.replace("\n", "\r\n", 1), CLEAN.replace("\n", "\r\n")),
    ("lines end as Windows has them", "a.txt", (CLEAN + "\n扫码关注\n").replace("\n", "\r\n"), CLEAN.replace("\n", "\r\n")),
    ("a byte-order mark stays", "a.txt", f"\ufeff{CLEAN}\n扫码关注\n", "\ufeff" + CLEAN),
    ("GB18030", "a.txt", CLEAN.encode("gb18030"), CLEAN),
    ("UTF-16", "a.txt", CLEAN.encode("utf-16"), CLEAN),
    ("damage is undone", "a.txt", CLEAN.replace("第一", "第⼀"), CLEAN),
    ("what marks keep stays beside what goes", "a.txt", f"{CLEAN}\n{OFF}\n分享到：\n\n\n扫码,关注\n{ON}\n\n扫码关注\n", f"{CLEAN}\n{OFF}\n分享到：\n\n\n扫码,关注\n{ON}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), table(REWRITTEN))
def test_a_seed_is_rewritten_once(tmp_path: Path, name: str, before: str | bytes, after: str | bytes) -> None:
    path = lay(tmp_path, name, before)
    assert fixed(path).findings
    assert path.read_bytes().decode() == (after if isinstance(after, str) else after.decode())
    assert look_at(path, Wishes()).findings == ()


def test_findings_name_the_line_the_class_and_the_rule(tmp_path: Path) -> None:
    look = look_at(lay(tmp_path, "a.txt", DIRTY), Wishes())
    assert [(line, noise_class) for line, noise_class, _ in found(look)] == [
        (1, "breadcrumb"), (1, "form"), (5, "meta_line"), (9, "qr_prompt"),
    ]  # fmt: skip
    assert look.findings[-1].text == "扫码关注" and look.findings[-1].whole


#: Seeds of which lines go, and the line at which their layout is told beside that, None where it is that of a seed.
GOES = "扫码关注\n"
LAID: list[tuple[str, str, str, int | None]] = [
    ("as a seed is", "a.txt", DIRTY, None),
    ("blank lines around what goes", "a.txt", f"{TITLE}\n\n{BODY}\n\n\n{GOES}\n", None),
    ("no line end behind what goes", "a.txt", f"{CLEAN}\n扫码关注", None),
    ("blank lines above what goes", "a.txt", f"\n\n{GOES}\n{CLEAN}", None),
    ("lines that end as Windows has them", "a.txt", f"{CLEAN}\n{GOES}".replace("\n", "\r\n"), None),
    ("markdown of its own make", "a.md", f"# {TITLE}\n{BODY}  \n{SECOND}\n\n\n* {BODY}\n\n{GOES}", None),
    ("a short verse", "a.txt", f"{CLEAN}\n桨声远\n灯火近\n\n{GOES}", None),
    ("a byte-order mark", "a.txt", f"\ufeff{CLEAN}\n{GOES}", None),
    ("front matter", "a.txt", f"{FRONT}{CLEAN}\n{GOES}", None),
    ("lines that a mark keeps", "a.txt", f"{CLEAN}\n{OFF}\n 一\n\n\n二\n{ON}\n\n{GOES}", None),
    ("paragraphs close together", "a.txt", f"{TITLE}\n\n{BODY}\n{SECOND}\n\n{GOES}", 4),
    ("a line that goes close between two", "a.txt", f"{TITLE}\n\n{BODY}\n{GOES}{SECOND}\n", 5),
    ("a paragraph that is set in", "a.txt", f"{TITLE}\n\n　　{BODY}\n\n{GOES}", 3),
    ("blanks behind a paragraph", "a.txt", f"{TITLE}\n\n{BODY}  \n\n{SECOND}\n\n{GOES}", 5),
    ("line ends of two kinds", "a.txt", f"{TITLE}\r\n\r\n{BODY}\n\n{SECOND}\r\n\r\n扫码关注\r\n", 5),
    ("no line end behind what stays", "a.txt", f"首页 > 文化 > 正文\n\n{CLEAN[:-1]}", 5),
    ("blank lines above what stays", "a.txt", f"\n\n{CLEAN}\n{GOES}", 3),
    ("front matter close above", "a.txt", f"{FRONT[:-1]}{CLEAN}\n{GOES}", 4),
    ("markdown with blank lines at its end", "a.md", f"{GOES}\n# {TITLE}\n\n{BODY}\n\n\n", 5),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "line"), table(LAID))
def test_layout_is_told_beside_what_goes(tmp_path: Path, name: str, data: str, line: int | None) -> None:
    told = found(fixed(lay(tmp_path, name, data)))
    assert [at for at, _, rule in told if rule == "layout"] == ([] if line is None else [line])
    assert [rule for *_, rule in told if rule != "layout"]


def test_a_title_that_is_made_whole_is_told(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", f"{CLEAN.replace('人', '⼈', 1)}\n扫码关注\n")
    told = fixed(path).findings
    assert [(f.line, f.rule) for f in told] == [(1, "title"), (5, "qr-prompt")] and "渡口最后的摆渡人" in told[0].reason
    assert path.read_text("utf-8") == CLEAN


def test_front_matter_that_takes_nothing_is_not_said_to(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.md", f"---\na: [b\n---\n\n{DIRTY}")
    assert "front-matter" not in [finding.rule for finding in fixed(path).findings]
    assert path.read_text("utf-8") == f"---\na: [b\n---\n\n{CLEAN}"


def test_a_part_of_a_line_is_no_whole_line(tmp_path: Path) -> None:
    look = look_at(lay(tmp_path, "a.txt", CLEAN[:-1] + "返回搜狐，查看更多\n"), Wishes())
    assert [finding.whole for finding in look.findings if finding.kind == "change" and finding.text] == [False]


# Front matter.

MODES: list[tuple[str, FrontMatter, str]] = [
    ("what removed lines said", "auto", HEAD + CLEAN),
    ("nothing", "never", CLEAN),
    ("a file of its own", "sidecar", CLEAN),
]


@pytest.mark.parametrize(("mode", "after"), table(MODES))
def test_where_metadata_goes(tmp_path: Path, mode: FrontMatter, after: str) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    fixed(path, Wishes(front_matter=mode))
    assert path.read_text("utf-8") == after
    assert (tmp_path / "a.txt.yaml").exists() == (mode == "sidecar")
    assert look_at(path, Wishes(front_matter=mode)).findings == ()


def test_all_that_is_known_goes_into_a_clean_seed_too(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", CLEAN)
    assert found(fixed(path, Wishes(front_matter="always"))) == [(1, "form", "front-matter")]
    assert yaml.safe_load(path.read_text("utf-8").split("---")[1])["title"] == TITLE
    assert look_at(path, Wishes(front_matter="always")).findings == ()
    assert look_at(path, Wishes()).findings == ()


def test_a_sidecar_keeps_what_it_says(tmp_path: Path) -> None:
    path, beside = lay(tmp_path, "a.txt", DIRTY), lay(tmp_path, "a.txt.yaml", "source: 别处\nmine: 1\n")
    fixed(path, Wishes(front_matter="sidecar"))
    assert yaml.load(beside.read_text("utf-8"), yaml.BaseLoader) == {
        "source": "别处", "mine": "1", "date": "2024-03-05T09:10", "category": "文化",
    }  # fmt: skip


#: What the removed lines of the seed say, as lines of its sidecar.
SAID = "source: 河岸晚报\ndate: 2024-03-05T09:10\ncategory: 文化\n"
ADDED: list[tuple[str, str, str]] = [
    ("nothing", "", SAID),
    ("blank lines", "\n\n", "\n\n" + SAID),
    ("a comment alone", "# mine\n", "# mine\n" + SAID),
    ("a mark that nothing follows", "---\n", "---\n" + SAID),
    ("lines and comments", "# mine\na: 1 # one\n\n", "# mine\na: 1 # one\n\n" + SAID),
    ("lines that end as Windows has them", "a: 1\r\n", "a: 1\r\n" + SAID.replace("\n", "\r\n")),
    ("no last line end", "title: x", "title: x\n" + SAID),
    ("a list at the end", "tags:\n- x\n- y", "tags:\n- x\n- y\n" + SAID),
    ("a byte-order mark", "\ufeffa: 1\n", "\ufeffa: 1\n" + SAID),
    ("a text in lines", "a: |\n  one\n  two\n", "a: |\n  one\n  two\n" + SAID),
    ("a text in lines that has no last line end", "a: |\n  one", SAID + "a: |\n  one"),
    ("a mark of its end", "a: 1\n...\n", SAID + "a: 1\n...\n"),
    ("what it says of an alias", "a: &x 1\nb: *x\n", "a: &x 1\nb: *x\n" + SAID),
]


@pytest.mark.parametrize(("before", "after"), table(ADDED))
def test_a_sidecar_says_the_old_and_the_new(tmp_path: Path, before: str, after: str) -> None:
    path, beside = lay(tmp_path, "a.txt", DIRTY), lay(tmp_path, "a.txt.yaml", before)
    look = fixed(path, Wishes(front_matter="sidecar"))
    assert (1, "form", "sidecar") in found(look) and beside.read_bytes().decode() == after
    old, new = (yaml.load(text, yaml.BaseLoader) for text in (before, after))
    assert new == {**(old or {}), **yaml.load(SAID, yaml.BaseLoader)}
    assert path.read_text("utf-8") == CLEAN and look_at(path, Wishes(front_matter="sidecar")).findings == ()


CLOSED = "takes no more fields as it is written"
UNFIT: list[tuple[str, str | bytes, str]] = [
    ("a list", "- a list\n", "is no mapping"),
    ("a text", "a text\n", "is no mapping"),
    ("no YAML", "a: [1\n", "is no YAML"),
    ("two texts", "a: 1\n---\nb: 2\n", "is no YAML"),
    ("another encoding", "a: 渡口\n".encode("gb18030"), "is no UTF-8"),
    ("braces", "{a: 1}\n", CLOSED),
    ("marks on both sides", "---\na: 1\n...\n", CLOSED),
    ("lines that are set in", "  a: 1\n  b: 2\n", CLOSED),
    ("a null", "null\n", CLOSED),
    ("very deep brackets", "a: " + "[" * 5000 + "]" * 5000 + "\n", "is no YAML"),
]


@pytest.mark.parametrize(("data", "why"), table(UNFIT))
def test_a_sidecar_that_takes_nothing_keeps_both_files_as_they_are(tmp_path: Path, data: str | bytes, why: str) -> None:
    path, beside = lay(tmp_path, "a.txt", DIRTY), lay(tmp_path, "a.txt.yaml", data)
    before = beside.read_bytes()
    (finding,) = fixed(path, Wishes(front_matter="sidecar")).findings
    assert (finding.kind, finding.path) == ("hindrance", path)
    assert finding.reason.startswith(f"a.txt.yaml: {why}") and finding.reason.endswith("; the seed stays, too")
    assert (path.read_text("utf-8"), beside.read_bytes()) == (DIRTY, before)


def test_nobody_reads_a_sidecar_that_gets_nothing(tmp_path: Path) -> None:
    path, beside = lay(tmp_path, "a.txt", f"{CLEAN}\n扫码关注\n"), lay(tmp_path, "a.txt.yaml", "- a list\n")
    fixed(path, Wishes(front_matter="sidecar"))
    assert (path.read_text("utf-8"), beside.read_text("utf-8")) == (CLEAN, "- a list\n")


def test_the_mode_of_a_sidecar_stays(tmp_path: Path) -> None:
    path, beside = lay(tmp_path, "a.txt", DIRTY), lay(tmp_path, "a.txt.yaml", "a: 1\n")
    beside.chmod(0o640)
    fixed(path, Wishes(front_matter="sidecar"))
    assert stat.S_IMODE(beside.stat().st_mode) == 0o640 and beside.read_text("utf-8") == "a: 1\n" + SAID


@pytest.mark.parametrize("name", ["a.txt", "a.txt.yaml"])
def test_where_a_seed_or_its_sidecar_is_read_only_both_stay(tmp_path: Path, name: str) -> None:
    path, beside = lay(tmp_path, "a.txt", DIRTY), lay(tmp_path, "a.txt.yaml", "a: 1\n")
    (tmp_path / name).chmod(0o444)
    (failed,) = rewrite(look_at(path, Wishes(front_matter="sidecar")))
    assert "read-only" in failed.reason and ("a.txt.yaml" in failed.reason) == (name != "a.txt")
    assert (path.read_text("utf-8"), beside.read_text("utf-8")) == (DIRTY, "a: 1\n")


def test_a_sidecar_that_is_a_link_within_the_tree_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    path, real = lay(tmp_path, "a.txt", DIRTY), lay(tmp_path, "real/a.yaml", "a: 1\n")
    (tmp_path / "a.txt.yaml").symlink_to(real)
    fixed(path, Wishes(front_matter="sidecar"))
    assert (tmp_path / "a.txt.yaml").is_symlink() and real.read_text("utf-8") == "a: 1\n" + SAID


@pytest.mark.parametrize("there", [True, False])
def test_a_sidecar_that_is_a_link_out_of_the_tree_keeps_both_as_they_are(tmp_path: Path, there: bool) -> None:
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    path, link = lay(tmp_path, "tree/a.txt", DIRTY), tmp_path / "tree" / "a.txt.yaml"
    link.symlink_to(lay(tmp_path, "real.yaml", "a: 1\n") if there else tmp_path / "gone.yaml")
    (finding,) = fixed(path, Wishes(front_matter="sidecar")).findings
    assert "out of the tree" in finding.reason and link.is_symlink() and path.read_text("utf-8") == DIRTY


@pytest.mark.parametrize("was", [None, "a: 1\n"])
def test_a_sidecar_that_somebody_writes_meanwhile_stays(tmp_path: Path, was: str | None) -> None:
    path, beside = lay(tmp_path, "a.txt", DIRTY), tmp_path / "a.txt.yaml"
    if was is not None:
        beside.write_text(was, "utf-8")
    look = look_at(path, Wishes(front_matter="sidecar"))
    beside.write_text("mine: somebody's work\n", "utf-8")
    (failed,) = rewrite(look)
    assert failed.kind == "hindrance" and failed.reason.startswith("a.txt.yaml: ")
    assert (path.read_text("utf-8"), beside.read_text("utf-8")) == (DIRTY, "mine: somebody's work\n")


# Stable under a second run, without being settled: what the reader and the judge make of a clean seed.


def _development(corpora: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((corpora / "clippings").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield record["path_like_name"].rpartition("/")[2], record["text"].encode("utf-8", "surrogatepass")
    for path in sorted((corpora.parent / "seeds").iterdir()):
        yield path.name, path.read_bytes()


def unstable(data: bytes, name: str, front: FrontMatter = "auto") -> str | None:
    """What cleaning a clean seed again would change."""
    once = to_seed(clean(data, path=name), front)
    again = clean(once.encode("utf-8", "replace"), path=name)
    if to_seed(again, front) == once and not again.removed and not again.changes:
        return None
    return f"{name}: {[piece.text for piece in again.removed]} {again.changes}"


OURS = sorted([*(ROOT / "fixtures").glob("*/*.md"), *(ROOT / "fixtures").glob("*/*.txt"), *(ROOT / "seeds").glob("0*")])


@pytest.mark.parametrize("front", ["auto", "never"])
def test_fixtures_and_seeds_are_fixed_at_once(front: FrontMatter) -> None:
    assert [why for path in OURS if (why := unstable(path.read_bytes(), path.name, front))] == []


def test_seeds_with_all_that_is_known_are_fixed_once(tmp_path: Path) -> None:
    wishes = Wishes(front_matter="always")
    for source in (ROOT / "seeds").glob("0*"):
        path = lay(tmp_path, source.name, source.read_bytes())
        assert fixed(path, wishes).made is not None
        assert look_at(path, wishes).findings == (), source.name


def test_development_clippings_are_fixed_at_once(corpora: Path) -> None:
    assert [why for name, data in _development(corpora) if (why := unstable(data, name))] == []


@given(clippings(specks=False))
def test_whatever_is_rewritten_is_clean_then(tmp_path_factory: pytest.TempPathFactory, clipping: Clipping) -> None:
    name = "a.md" if clipping.markup == "markdown" else "a.txt"
    path = lay(tmp_path_factory.mktemp("any"), name, clipping.text)
    look = fixed(path)
    again = look_at(path, Wishes())
    assert again.findings == () or [f.kind for f in look.findings] == ["hindrance"] * len(look.findings)


def test_the_clean_seeds_of_this_repository_are_clean() -> None:
    paths = [path for path in (ROOT / "seeds-clean").iterdir() if path.name != "README.md"]
    assert paths and [look.findings for path in paths if (look := look_at(path, Wishes())).findings] == []


# What keeps a file as it is.

HINDERED: list[tuple[str, str, bytes, str]] = [
    ("an unresolved merge", "a.txt", f"{TITLE}\n\n<<<<<<< HEAD\n{BODY}\n=======\n{SECOND}\n>>>>>>> b\n".encode(), "merge-conflict"),
    ("a merge as Windows has it", "a.md", f"<<<<<<< HEAD\r\n{BODY}\r\n=======\r\n>>>>>>> b\r\n".encode(), "merge-conflict"),
    ("half-saved UTF-16", "a.txt", CLEAN.encode("utf-16")[:-1] + b"\xd8", "lost-characters"),
    ("characters that cannot be known", "a.txt", DIRTY.encode() + b"\xe6\x9c\n", "lost-characters"),
    ("a mark that is none", "a.txt", f"{DIRTY}\n<!-- cleaner: of -->\n分享到：\n".encode(), "mark_unknown"),
    ("no text", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
    ("an empty file", "a.txt", b"\n", "unreadable"),
    ("nothing but furniture", "a.txt", "首页 > 文化 > 正文\n扫码关注\n分享到：\n".encode(), "empty"),
    ("most of it would go", "a.txt", ("扫码关注，获取更多资讯\n\n" * 40 + f"首页 > 文化 > 正文\n\n{BODY}\n").encode(), "mostly_removed"),
    ("a page that holds nothing", "a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "empty"),
]  # fmt: skip


#: Files that hold more than the text that can be taken out of them: put in their place, it would be all that is left.
CONTAINERS: list[tuple[str, str, bytes, str]] = [
    ("a letter", "a.eml", letter(DIRTY), "a letter"),
    ("a letter by another name", "a.txt", letter(DIRTY), "a letter"),
    ("a letter that needs no change", "a.eml", letter(CLEAN), "a letter"),
    ("a page saved as MHTML", "a.mhtml", mhtml(f"<p>{BODY}</p>".encode()), "a page saved as MHTML"),
    ("a text saved as MHTML", "a.mhtml", mhtml(DIRTY.encode(), "base64", "text/plain"), "a page saved as MHTML"),
    ("a page that Safari saved", "a.webarchive", webarchive(f"<p>{BODY}</p>".encode()), "a page that Safari saved"),
    ("a text that Safari saved", "a.webarchive", webarchive(DIRTY.encode(), main={"WebResourceMIMEType": "text/plain"}), "a page that Safari saved"),
    ("a compressed text", "a.txt.gz", gzip.compress(DIRTY.encode()), "a compressed file"),
    ("lines of JSON", "a.jsonl", lines({"text": DIRTY}, {"text": CLEAN}), "an archive of clippings"),
    ("notes", "a.enex", enex(note()), "an archive of clippings"),
    ("a zip", "a.zip", zipped({"a.txt": DIRTY}), "an archive of clippings"),
    ("a tar", "a.tar", tarred({"a.txt": DIRTY}), "an archive of clippings"),
]  # fmt: skip
HINDERED += [(said, name, data, "no-seed") for said, name, data, _ in CONTAINERS]


@pytest.mark.parametrize(("name", "data", "said"), table(CONTAINERS))
def test_what_was_taken_out_of_a_file_never_stands_in_its_place(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    lay(tmp_path, name, data)
    for command in ("check", "fix"):
        told = run(command, name, "--force", cwd=tmp_path)
        assert (told.exit_code, told.stdout) == (1, f"{name}:1: seed [no-seed] is {said}, no seed; left as it is\n")
    told = run("clean", name, "--in-place", "--backup", ".orig", cwd=tmp_path)
    assert (told.exit_code, told.stderr) == (1, f"cleaner: {name}: {said} cannot be rewritten in place\n")
    assert (tmp_path / name).read_bytes() == data and os.listdir(tmp_path) == [name]


def test_the_article_of_a_saved_page_is_written_beside_it(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.mhtml", mhtml(PAGE.encode()))
    assert found(fixed(path, Wishes(rewrite_html=True))) == [(1, "form", "article-beside")]
    assert (tmp_path / "a.md").read_text("utf-8").endswith(f"# {TITLE}\n\n{BODY}\n\n{SECOND}\n")
    assert path.read_bytes() == mhtml(PAGE.encode())


@pytest.mark.parametrize(("name", "data", "rule"), table(HINDERED))
def test_a_file_is_left_as_it_is_and_says_why(tmp_path: Path, name: str, data: bytes, rule: str) -> None:
    path = lay(tmp_path, name, data)
    look = fixed(path)
    assert rule in [finding.rule for finding in look.findings]
    assert {finding.kind for finding in look.findings} == {"hindrance"}
    assert path.read_bytes() == data and os.listdir(tmp_path) == [name]


def test_force_rewrites_what_needs_an_eye_and_never_empties_a_file(tmp_path: Path) -> None:
    doubtful = lay(tmp_path, "a.txt", "扫码关注，获取更多资讯\n\n" * 40 + f"{BODY}\n")
    nothing = lay(tmp_path, "b.txt", "首页 > 文化 > 正文\n扫码关注\n分享到：\n")
    for path in (doubtful, nothing):
        fixed(path, Wishes(force=True))
    assert doubtful.read_text("utf-8") == f"{BODY}\n"
    assert nothing.read_text("utf-8").startswith("首页")


def test_what_does_not_exist_is_told(tmp_path: Path) -> None:
    assert found(look_at(tmp_path / "a.txt", Wishes())) == [(1, "seed", "unreadable")]


def test_a_folder_named_like_a_seed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert found(look_at(tmp_path / "a.txt", Wishes())) == [(1, "seed", "unreadable")]


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, who may read everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    path.chmod(0o000)
    with nobody():
        (finding,) = look_at(path, Wishes()).findings
    assert (finding.kind, finding.reason) == ("hindrance", "permission denied")


def test_a_read_only_file_stays(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    path.chmod(0o444)
    (failed,) = rewrite(look_at(path, Wishes()))
    assert "read-only" in failed.reason
    assert path.read_text("utf-8") == DIRTY and os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_changed_since_stays(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    look = look_at(path, Wishes())
    path.write_text("somebody's work\n", "utf-8")
    (failed,) = rewrite(look)
    assert "changed" in failed.reason
    assert path.read_text("utf-8") == "somebody's work\n" and os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    read = cleaner.upkeep.files.read_bytes

    def slow(place: Path, max_bytes: int) -> bytes:
        data = read(place, max_bytes)
        with place.open("a") as file:
            file.write("more")
        return data

    monkeypatch.setattr(cleaner.upkeep.files, "read_bytes", slow)
    assert found(look_at(path, Wishes())) == [(1, "seed", "unreadable")]
    assert path.read_text("utf-8") == DIRTY + "more"


def test_a_link_out_of_the_tree_stays(tmp_path: Path) -> None:
    outside = lay(tmp_path, "elsewhere/a.txt", DIRTY)
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    link = tmp_path / "tree" / "a.txt"
    link.symlink_to(outside)
    assert "out of the tree" in fixed(link).findings[0].reason
    assert outside.read_text("utf-8") == DIRTY and link.is_symlink()


def test_a_link_within_the_tree_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    real = lay(tmp_path, "real/a.txt", f"{CLEAN}\n扫码关注\n")
    link = tmp_path / "a.txt"
    link.symlink_to(real)
    fixed(link)
    assert link.is_symlink() and real.read_text("utf-8") == CLEAN


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_the_mode_of_a_file_stays(tmp_path: Path, mode: int) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    path.chmod(mode)
    fixed(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_disk_that_is_full_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    seen = read_seed(path, 10**6)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="no space left"):
        rewrite_seed(path, seen, b"x")
    assert path.read_text("utf-8") == DIRTY and os.listdir(tmp_path) == ["a.txt"]


CONFLICTS: list[tuple[str, str, int | None]] = [
    ("nothing", "", None),
    ("a heading with its line", "标题\n=======\n正文\n", None),
    ("a quotation of quotations", ">>>>>>> 有人说\n", None),
    ("one side alone", "<<<<<<< HEAD\n正文\n", None),
    ("without a middle", "<<<<<<< HEAD\n>>>>>>> b\n", None),
    ("in code", "```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n", None),
    ("a merge", "一\n<<<<<<< HEAD\n二\n=======\n三\n>>>>>>> b\n", 2),
    ("a merge with its ancestor", "<<<<<<< HEAD\n二\n||||||| base\n=======\n三\n>>>>>>> b\n", 1),
    ("a merge behind half of one", "<<<<<<< a\n<<<<<<< HEAD\n=======\n>>>>>>> b\n", 2),
]


@pytest.mark.parametrize(("text", "line"), table(CONFLICTS))
def test_where_a_merge_is_unresolved(text: str, line: int | None) -> None:
    assert conflict_line(text) == line


# Pages.

PAGE = f"<html><body><h1>{TITLE}</h1><p>{BODY}</p><p>{SECOND}</p><p>扫码关注</p></body></html>"


def test_a_page_is_left_alone(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.html", PAGE)
    assert fixed(path).findings == ()
    assert os.listdir(tmp_path) == ["a.html"] and path.read_text("utf-8") == PAGE


def test_the_article_of_a_page_is_written_beside_it_once(tmp_path: Path) -> None:
    path, wishes = lay(tmp_path, "a.html", PAGE), Wishes(rewrite_html=True)
    assert found(fixed(path, wishes)) == [(1, "form", "article-beside")]
    beside = tmp_path / "a.md"
    assert beside.read_text("utf-8").endswith(f"# {TITLE}\n\n{BODY}\n\n{SECOND}\n")
    assert path.read_text("utf-8") == PAGE
    assert look_at(path, wishes).findings == look_at(beside, wishes).findings == ()
    beside.write_text("somebody's work\n", "utf-8")
    fixed(path, wishes)
    assert beside.read_text("utf-8") == "somebody's work\n"


# Formats.

ODD = Path("seeds/100%, a:b 渡.txt")
FINDINGS = [
    Finding(ODD, 3, 4, "change", "qr_prompt", "qr-prompt", "asks to scan", "扫码\n关注" + "\x1b[31m" + "很" * SHOWN, whole=True),
    Finding(Path("b.md"), 1, 1, "hindrance", "seed", "merge-conflict", "an unresolved merge; left as it is"),
]  # fmt: skip


@pytest.mark.parametrize("form", list(FORMATS))
def test_nothing_found_is_said_in_every_format(form: str) -> None:
    said = FORMATS[form]([])
    assert said == "" if form in ("text", "github") else json.loads(said) is not None


def test_as_text() -> None:
    first, second = FORMATS["text"](FINDINGS).splitlines()
    assert first.startswith("seeds/100%, a:b 渡.txt:3: qr_prompt [qr-prompt] asks to scan: 扫码 关注\\x1b[31m很")
    assert first.endswith("很…")
    assert second == "b.md:1: seed [merge-conflict] an unresolved merge; left as it is"


def test_as_json() -> None:
    first, second = json.loads(FORMATS["json"](FINDINGS))
    assert first["text"] == FINDINGS[0].text and (first["line"], first["last_line"]) == (3, 4)
    assert list(second) == ["file", "line", "last_line", "kind", "class", "rule", "reason", "text"]


def test_as_commands_of_github() -> None:
    first, second = FORMATS["github"](FINDINGS).splitlines()
    assert first.startswith(
        "::warning file=seeds/100%25%2C a%3Ab 渡.txt,line=3,endLine=4,title=qr_prompt (qr-prompt)::"
    )
    assert (
        second == "::error file=b.md,line=1,endLine=1,title=seed (merge-conflict)::an unresolved merge; left as it is"
    )


def test_as_sarif() -> None:
    """What the schema of SARIF 2.1.0 requires of each object that we write."""
    log = json.loads(FORMATS["sarif"](FINDINGS))
    assert log["version"] == "2.1.0" and "sarif-2.1.0" in log["$schema"]
    (one,) = log["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "cleaner"
    for finding, result in zip(FINDINGS, one["results"], strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] == finding.line <= place["region"]["endLine"]
        assert " " not in place["artifactLocation"]["uri"] and place["artifactLocation"]["uri"].isascii()
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])


def test_as_rdjson() -> None:
    result = json.loads(FORMATS["rdjson"](FINDINGS))
    assert set(result) <= {"diagnostics", "source", "severity"} and result["source"]["name"] == "cleaner"
    first, second = result["diagnostics"]
    assert first["location"] == {"path": ODD.as_posix(), "range": {"start": {"line": 3}, "end": {"line": 4}}}
    assert first["suggestions"] == [
        {"range": {"start": {"line": 3, "column": 1}, "end": {"line": 5, "column": 1}}, "text": ""}
    ]
    assert second["severity"] == "ERROR" and "suggestions" not in second


# The commands.


def test_the_check_tells_and_writes_nothing(tmp_path: Path) -> None:
    path = lay(tmp_path, "seeds/a.txt", DIRTY)
    done = run("check", "seeds", cwd=tmp_path)
    assert done.exit_code == 1 and "seeds/a.txt:9: qr_prompt [" in done.stdout
    assert path.read_text("utf-8") == DIRTY


def test_the_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", f"{CLEAN}\n扫码关注")
    done = run("diff", "a.txt", cwd=tmp_path)
    shown = "--- a/a.txt\n+++ b/a.txt\n@@ -1,5 +1,3 @@\n"
    shown += f" {TITLE}\n \n {BODY}\n-\n-扫码关注\n\\ No newline at end of file\n"
    assert (done.exit_code, done.stdout) == (1, shown)
    assert path.read_text("utf-8").endswith("扫码关注")


DIRTY_HANT = (
    "首頁 > 文化 > 正文\n\n老船又下水\n\n渡口的老船停了三十年，今年春天又下了水，撐船的是當年船工的孫女。\n\n掃碼關注\n"
)
#: What the file holds, the options of the command.
APPLIED: list[tuple[str, bytes, list[str]]] = [
    ("UTF-8", DIRTY.encode(), []),
    ("a mark of the encoding", b"\xef\xbb\xbf" + DIRTY.encode(), []),
    ("GBK", DIRTY.encode("gb18030"), []),
    ("Big5", DIRTY_HANT.encode("big5"), []),
    ("UTF-16", DIRTY.encode("utf-16"), []),
    ("line ends of Windows", DIRTY.replace("\n", "\r\n").encode(), []),
    ("no line end at the end", DIRTY.rstrip("\n").encode(), []),
    ("a new file beside it", DIRTY.encode(), ["--front-matter", "sidecar"]),
]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
@pytest.mark.parametrize(("data", "options"), table(APPLIED))
def test_the_diff_applied_is_the_fix(tmp_path: Path, data: bytes, options: list[str]) -> None:
    for place in ("applied", "fixed"):
        lay(tmp_path / place, "渡口 1.txt", data)
    done = run("diff", "渡口 1.txt", *options, cwd=tmp_path / "applied")
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=done.stdout_bytes, cwd=tmp_path / "applied", check=True
    )
    run("fix", "渡口 1.txt", *options, cwd=tmp_path / "fixed")
    after = [{path.name: path.read_bytes() for path in (tmp_path / place).iterdir()} for place in ("applied", "fixed")]
    assert after[0] == after[1] and after[0]["渡口 1.txt"] != data


def test_the_fix_tells_what_it_did(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt", DIRTY)
    first, second = run("fix", "a.txt", cwd=tmp_path), run("fix", "a.txt", cwd=tmp_path)
    assert (first.exit_code, second.exit_code, second.stdout) == (1, 0, "")
    assert "a.txt:9: qr_prompt" in first.stdout and path.read_text("utf-8") == HEAD + CLEAN


@pytest.mark.parametrize("command", ["check", "fix", "diff"])
def test_clean_seeds_are_no_news(tmp_path: Path, command: str) -> None:
    lay(tmp_path, "a.txt", CLEAN)
    done = run(command, "a.txt", cwd=tmp_path)
    assert (done.exit_code, done.output) == (0, "")


def test_of_a_folder_seeds_are_taken_whatever_the_case_of_their_suffix(tmp_path: Path) -> None:
    for name in ("A.TXT", "b.Md", "c.txt.orig", "d.log"):
        lay(tmp_path, name, DIRTY)
    done = run("check", ".", cwd=tmp_path)
    assert {line.partition(":")[0] for line in done.stdout.splitlines()} == {"A.TXT", "b.Md"}


@pytest.mark.parametrize("command", ["check", "fix", "diff"])
def test_no_path_is_a_mistake(command: str) -> None:
    assert run(command).exit_code == 2


IGNORED: list[tuple[str, str, str, bool]] = [
    ("no pattern", "", "seeds/a.txt", True),
    ("another file", "b.txt\n", "seeds/a.txt", True),
    ("a comment", "# a.txt\n", "seeds/a.txt", True),
    ("its name", "a.txt\n", "seeds/a.txt", False),
    ("its folder", "/seeds/\n", "seeds/a.txt", False),
    ("a folder of that name elsewhere", "/seeds/\n", "more/seeds/a.txt", True),
    ("taken back", "*.txt\n!a.txt\n", "seeds/a.txt", True),
]


@pytest.mark.parametrize(("patterns", "name", "seen"), table(IGNORED))
def test_what_is_ignored(tmp_path: Path, patterns: str, name: str, seen: bool) -> None:
    lay(tmp_path, ".cleanerignore", patterns)
    lay(tmp_path, name, DIRTY)
    assert run("check", name, cwd=tmp_path).exit_code == seen
    assert run("check", Path(name).name, cwd=(tmp_path / name).parent).exit_code == seen


def test_the_nearer_patterns_count_more(tmp_path: Path) -> None:
    lay(tmp_path, ".cleanerignore", "*.txt\n")
    lay(tmp_path, "seeds/.cleanerignore", "!a.txt\n")
    for name in ("seeds/a.txt", "seeds/b.txt"):
        lay(tmp_path, name, DIRTY)
    assert run("check", "seeds/a.txt", cwd=tmp_path).exit_code == 1
    assert run("check", "seeds/b.txt", cwd=tmp_path).exit_code == 0


def test_patterns_above_the_repository_are_none_of_ours(tmp_path: Path) -> None:
    lay(tmp_path, ".cleanerignore", "*.txt\n")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    lay(tmp_path, "repository/a.txt", DIRTY)
    assert run("check", "a.txt", cwd=tmp_path / "repository").exit_code == 1


# Marks.


@given(clippings(specks=False), st.integers(0, 12), st.integers(1, 6))
def test_what_marks_keep_is_there_to_the_last_character(clipping: Clipping, start: int, count: int) -> None:
    lines = clipping.text.replace("\r", "").split("\n")
    head = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    kept = [OFF, *lines[head + start : head + start + count], ON]
    assume(
        not any(mark in line for line in kept for mark in ("```", "~~~", "<!--", "$$", "\\[") if line not in (OFF, ON))
    )
    assume(not any(mark in line for line in lines for mark in ("```", "~~~", "$$", "\\[")))
    text = "\n".join([*lines[: head + start], "", *kept, "", *lines[head + start + count :]])
    article = clean(text, markup=clipping.markup)
    assert "\n".join(kept) in to_seed(article)


def test_a_mark_is_none_of_the_text() -> None:
    for name in ("a.txt", "a.md"):
        article = clean(f"{CLEAN}\n扫码关注 {KEEP}\n\n{OFF}\n分享到：\n{ON}\n", path=name)
        assert article.text.endswith("扫码关注\n\n分享到：") and article.removed == () and article.warnings == ()


def test_a_mark_that_says_nothing_is_warned_of() -> None:
    article = clean(f"{CLEAN}\n<!-- cleaner: of -->\n", path="a.md")
    assert [warning.code for warning in article.warnings] == ["mark_unknown"]


def test_fixed_lines_are_neither_repaired_nor_made_uniform() -> None:
    line = "“蕞后一条船”,他说...是⼯人的"
    article = clean(f"{CLEAN}\n{line} {KEEP}\n", options=Options(normalise=("ellipses",)))
    assert article.text.endswith(line)


def _lines(count: int) -> str:
    return "".join(f"{OFF}\n扫码关注\n{ON}\n扫码关注 {KEEP}\n" for _ in range(count))


def test_many_marks_are_read_as_one_is() -> None:
    article = clean(_lines(2000), path="a.txt")
    assert article.text.count("扫码关注") == 4000 and article.removed == ()
