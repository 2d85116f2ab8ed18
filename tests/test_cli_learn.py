"""`cleaner learn` and `cleaner profile`: files in, files out, exit codes, what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.cli.main import group
from tests.conftest import table
from tests.sites import ARTICLES, UNKNOWN_FOOT, pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The five clippings of a site."""
    place = tmp_path / "clippings"
    place.mkdir()
    for number, text in enumerate(pages(UNKNOWN_FOOT)):
        (place / f"{number}.txt").write_text(text, "utf-8")
    return place


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_learning_testing_and_cleaning(folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "site.toml"
    learned = _run("learn", folder, "-o", profile)
    assert (learned.exit_code, learned.stdout) == (0, "")
    assert learned.stderr.startswith("clippings: 5 articles share 9 lines")
    tested = _run("profile", "test", profile)
    assert (tested.exit_code, tested.stdout) == (0, "")
    cleaned = _run("clean", folder / "1.txt", "--profile", profile)
    assert cleaned.stdout == "\n\n".join(ARTICLES[1].body).replace(",", "，") + "\n"
    assert "clippings: 把这一篇递给同事" in _run("explain", folder / "1.txt", "--profile", profile).stdout


def test_without_a_file_the_profile_goes_to_standard_output(folder: Path) -> None:
    assert _run("learn", folder).stdout.startswith('[[site]]\nname = "clippings"\n')


def test_a_profile_that_is_there_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "site.toml"
    profile.write_text("# mine\n", "utf-8")
    refused = _run("learn", folder, "-o", profile)
    assert (refused.exit_code, profile.read_text("utf-8")) == (2, "# mine\n")
    assert "--force writes over it" in refused.stderr
    assert _run("learn", folder, "-o", profile, "--force").exit_code == 0
    assert profile.read_text("utf-8") != "# mine\n"


def test_nothing_learned_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(pages()[0], "utf-8")
    done = _run("learn", tmp_path, "-o", tmp_path / "site.toml")
    assert (done.exit_code, (tmp_path / "site.toml").exists()) == (1, False)
    assert "a site needs three articles" in done.stderr


def test_what_cannot_be_read_or_counted_is_told(folder: Path) -> None:
    (folder / "again.txt").write_text(pages(UNKNOWN_FOOT)[0], "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    done = _run("learn", folder)
    assert done.exit_code == 0
    assert "empty.txt: the file is empty" in done.stderr and "1 clippings say what another says" in done.stderr


WRONG = [
    (
        "a line that is not in its example",
        '[[site.line]]\ntext = "甲"\nexamples = ["乙"]\n',
        1,
        "is not found in its own",
    ),
    (
        "a rule that misses its hit",
        "[[site.rule]]\nid='r'\nclass='promo'\nreason='x'\nhits=['甲']\nmisses=['乙']\nwhen={ says = ['丙'] }\n",
        2,
        "does not hold for its own hit",
    ),
    (
        "an example of another site",
        "[[site.example]]\ntext='甲'\nkeeps=['乙']\ndrops=['甲']\n",
        1,
        "does not keep '乙'",
    ),
    ("no profile", "x = 1\n", 2, "unknown key x"),
]


@pytest.mark.parametrize(("toml", "code", "said"), table(WRONG))
def test_profiles_that_do_not_hold(tmp_path: Path, toml: str, code: int, said: str) -> None:
    profile = tmp_path / "site.toml"
    head = '[[site]]\nname = "a"\n' if code == 1 or "rule" in toml else ""
    profile.write_text(head + toml, "utf-8")
    done = _run("profile", "test", profile)
    assert done.exit_code == code and said in done.output


def test_importing(tmp_path: Path) -> None:
    rules, profile = tmp_path / "a.example.com.txt", tmp_path / "site.toml"
    rules.write_text("\ufeffbody: //div[@id='story']\nbody: //div[2]\n", "utf-8")
    done = _run("profile", "import", rules, "-o", profile)
    assert done.exit_code == 0 and f"{rules}:2: body: //div[2]: [2] is no name" in done.stderr
    assert 'hosts = ["a.example.com"]\nmain = ["div#story"]' in profile.read_text("utf-8")
    assert _run("profile", "test", profile).exit_code == 0
    assert _run("profile", "import", tmp_path / "none.txt").exit_code == 1
