"""The help of every command, with examples that work; and the completion of the shells."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from cleaner.cli.main import _COMMANDS, group
from cleaner.cli.standard import NO_READER
from tests.conftest import table
from tests.containers import zipped
from tests.sites import pages
from tests.test_batch import TEXT, lay
from tests.test_cli import COMMAND, OWN, own_rule, surroundings

#: A line of an example: the command, then two spaces or more and what it is for.
_EXAMPLE = re.compile(r"^ {2,4}(cleaner .*?)(?:\s{2,}.*)?$", re.MULTILINE)
PAGE = f"<html><head><title>渡口</title></head><body>{''.join(f'<p>{line}</p>' for line in TEXT.splitlines())}</body></html>"


def helped(*command: str) -> str:
    """What a command says of itself."""
    return CliRunner().invoke(group, [*command, "--help"]).output


#: Every command, those of a group of commands by two words.
ALL = [*((name,) for name in _COMMANDS), ("profile", "test"), ("profile", "import")]


#: What click prints by itself.
BY_CLICK = [
    ("the help", ("--help",)),
    ("the version", ("--version",)),
    ("the help of a command", ("clean", "--help")),
    ("that of a command within", ("profile", "test", "--help")),
]


@pytest.mark.parametrize("command", table(BY_CLICK))
def test_a_help_that_nobody_reads_ends_as_other_output_does(command: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run(
            [*COMMAND, *command], stdout=writer, stderr=subprocess.PIPE, env=surroundings(), check=False
        )
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (NO_READER, b"")


def _examples() -> list[Any]:
    said = (helped(), *(helped(*names) for names in ALL))
    commands = dict.fromkeys(match[1].partition(" | ")[0].strip() for text in said for match in _EXAMPLE.finditer(text))
    return [pytest.param(shlex.split(command)[1:], id=command) for command in commands]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that the examples speak of, which is the working directory."""
    lay(tmp_path, "clips/a.txt", "clips/sub/b.txt", "notes/a.md", "clip.txt")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    own_rule(tmp_path / "own.toml")
    (tmp_path / "site.zip").write_bytes(zipped({"a.txt": TEXT, "a/b.html": PAGE}))
    (tmp_path / "pages").mkdir()
    for number, text in enumerate(pages()):
        (tmp_path / "pages" / f"{number}.txt").write_text(text, "utf-8")
    (tmp_path / "sites.toml").write_text('[[site]]\nname = "park"\n', "utf-8")
    (tmp_path / "news.example.com.txt").write_text("body: //article\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", _examples())
@pytest.mark.usefixtures("desk")
def test_every_example_of_the_help_works(example: list[str]) -> None:
    if any("parquet" in word for word in example):
        pytest.importorskip("pyarrow")
    ran = CliRunner().invoke(group, example, input=OWN)
    news = example[0] in ("check", "fix", "diff")  # 1 says that something would change
    assert ran.exit_code == int(news), ran.output


def _command(names: tuple[str, ...]) -> click.Command:
    command: click.Command | None = group
    for name in names:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)
    assert command is not None
    return command


@pytest.mark.parametrize("names", ALL, ids=" ".join)
def test_every_command_says_what_it_does_and_shows_it(names: tuple[str, ...]) -> None:
    command = _command(names)
    assert command.help and (command.epilog or "").strip().startswith("\b\nExamples:")
    assert _EXAMPLE.search(helped(*names)), f"{names}: no examples"
    assert all(option.help for option in command.params if isinstance(option, click.Option)), names


def test_no_command_is_forgotten_here() -> None:
    groups = [name for name in _COMMANDS if isinstance(_command((name,)), click.Group)]
    within = [(name, one) for name in groups for one in _command((name,)).list_commands(click.Context(group))]  # type: ignore[attr-defined]
    assert sorted(names for names in ALL if len(names) > 1) == within


def test_the_help_names_every_exit_code() -> None:
    assert re.findall(r"\b(\d+) \w", helped().partition("Exit codes:")[2]) == ["0", "1", "2", "130", "143"]


# Completion: what the shells ask and are answered.

#: What has been typed, the word that the cursor is in, what is offered, what is not.
COMPLETED = [
    ("the commands", ["cleaner", ""], {"clean", "explain", "rules", "config"}, {"page.html"}),
    ("a command begun", ["cleaner", "cl"], {"clean"}, {"explain"}),
    ("a flag begun", ["cleaner", "clean", "--eng"], {"--engine"}, {"--mode"}),
    ("a flag both ways", ["cleaner", "clean", "--no-"], {"--no-repairs", "--no-config"}, {"--repairs"}),
    ("the words of a flag", ["cleaner", "clean", "--script", "h"], {"hans", "hant", "hk"}, {"keep"}),
    ("the forms", ["cleaner", "clean", "--format", ""], {"md", "html", "tei", "parquet"}, {"doc"}),
]


def _asked(shell: str, words: list[str]) -> Mapping[str, str]:
    """How a shell asks for the completion of the last word."""
    line = " ".join(words)
    if shell == "bash":
        return {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    if shell == "zsh":
        return {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    return {"COMP_WORDS": line, "COMP_CWORD": words[-1]}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("words", "offered", "not_offered"), table(COMPLETED[2:5]))
def test_the_protocol_of_each_shell(shell: str, words: list[str], offered: set[str], not_offered: set[str]) -> None:
    answered = set(re.split(r"[\s,]+", _complete(shell, words)))
    assert offered <= answered
    assert not not_offered & answered


@pytest.mark.parametrize(("words", "offered", "not_offered"), table([*COMPLETED[:2], *COMPLETED[5:]]))
def test_what_is_completed(words: list[str], offered: set[str], not_offered: set[str]) -> None:
    answered = set(re.split(r"[\s,]+", _complete("bash", words)))
    assert offered <= answered
    assert not not_offered & answered


def _complete(shell: str, words: list[str]) -> str:
    """What the command answers when a shell asks. In this process: the variable is all that tells."""
    environment = {"_CLEANER_COMPLETE": f"{shell}_complete", **_asked(shell, words)}
    ran = CliRunner().invoke(group, [], prog_name="cleaner", env=environment)
    return ran.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_of_the_readme_gives_each_shell_its_script(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("click asks bash for its version, and there is no bash here")
    done = subprocess.run(
        COMMAND, capture_output=True, text=True, check=True, env=surroundings(_CLEANER_COMPLETE=f"{shell}_source")
    )
    assert f"_CLEANER_COMPLETE={shell}_complete" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_itself_completes(tmp_path: Path) -> None:
    command = tmp_path / "cleaner"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleaner.cli.main "$@"\n')
    command.chmod(0o755)
    script = (
        'eval "$(_CLEANER_COMPLETE=bash_source cleaner)"\n'
        'COMP_WORDS=(cleaner ex); COMP_CWORD=1; _cleaner_completion cleaner; echo "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, env=surroundings(PATH=path)
    )
    assert done.stdout.split() == ["explain"]
