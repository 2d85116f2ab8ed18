"""README does what it says: its Python examples run, its commands exist, its rule loads."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.judge.examples import failing_examples
from cleaner.judge.rule_file import parse_rules

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ cleaner (.*?)\s*(?:#.*)?$", README, re.MULTILINE)


def test_the_python_examples_run() -> None:
    failures, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert (failures, tried > 5) == (0, True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the seeds, under the names that README uses; commands run there one after the other."""
    folder = tmp_path_factory.mktemp("desk")
    for name, copy in (("seeds", "seeds"), ("seeds", "clippings"), ("seeds-clean", "seeds-clean")):
        shutil.copytree(ROOT / name, folder / copy)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_run(command: str, desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cleaner.cli.main", *command.split()],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 6


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
    setup = (ROOT / "setup.cfg").read_text("utf-8")
    required = re.search(r"install_requires =\n(.*?)\n\n", setup, re.DOTALL)
    assert required is not None
    for line in required[1].splitlines():
        assert re.split(r"[ >=]", line.strip())[0] in README
