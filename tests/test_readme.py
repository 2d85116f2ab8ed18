"""README does what it says: its Python examples run, its commands exist, its rule loads."""

from __future__ import annotations

import configparser
import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.judge.examples import failing_examples
from cleaner.judge.rule_file import parse_rules
from tests import sites

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def _commands(page: Path) -> list[str]:
    """The commands of a page, in their order."""
    return re.findall(r"^\$ cleaner (.*?)\s*(?:#.*)?$", page.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>> " in page.read_text("utf-8")], ids=lambda page: page.name
)
def test_the_python_examples_run(page: Path) -> None:
    failures, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failures, tried > 1) == (0, True)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the seeds, and clippings of one site: under the names that the pages use."""
    for name in ("seeds", "seeds-clean"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "clippings").mkdir()
    for number, text in enumerate(sites.pages(sites.UNKNOWN_FOOT)):
        (tmp_path / "clippings" / f"{number}.txt").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if _commands(page)], ids=lambda page: page.name)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, desk: Path) -> None:
    for command in _commands(page):
        done = subprocess.run(
            [sys.executable, "-m", "cleaner", *shlex.split(command)],
            cwd=desk,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"


def test_there_are_commands_to_run() -> None:
    assert len(_commands(PAGES[0])) >= 6


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)|(?:src|href)=\"(?!https?:)([^\"#]+)", page.read_text("utf-8"))
    assert [one or other for one, other in targets if not (page.parent / (one or other)).exists()] == []


def test_the_rule_of_the_five_minutes_loads_and_works() -> None:
    found = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert found is not None
    rules = parse_rules(re.sub(r"^   ", "", found[1], flags=re.MULTILINE), "readme.toml")
    assert failing_examples(rules) == []


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_two_commands_are_targets_of_make(target: str) -> None:
    assert f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8")
    assert f"$ make {target}" in README


def test_every_dependency_has_its_reason() -> None:
    setup = configparser.RawConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    for line in setup["options"]["install_requires"].strip().splitlines():
        assert re.split(r"[ >=]", line.strip())[0] in README
