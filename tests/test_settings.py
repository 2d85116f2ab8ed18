"""Configuration: which file counts, what it may say, what counts in the end and where it came from."""

from __future__ import annotations

import json
import pickle
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaner import ConfigurationError, Options
from cleaner.cli.clean import command as clean_command
from cleaner.cli.main import group
from cleaner.options import load_profiles, load_rules
from cleaner.settings.declared import declared
from cleaner.settings.effective import effective, made
from cleaner.settings.files import NAMES, nearest, written
from tests.conftest import table
from tests.test_cli import own_rule

OPTIONS = declared(Options)


def laid(folder: Path, files: Mapping[str, str]) -> Path:
    """Files with their contents below a folder; a name that ends in a slash is a folder."""
    for name, content in files.items():
        path = folder / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_text(content, "utf-8")
    return folder


PYPROJECT, SETUP = '[tool.cleaner]\nmode = "recall"\n', "[cleaner]\nmode = recall\n"
TOML = 'mode = "recall"\n'

#: What lies there, where we stand, the file that counts.
NEAREST = [
    ("nothing anywhere", {"a/b/": ""}, "a/b", None),
    ("files of others", {"a/pyproject.toml": "[tool.ruff]\n", "a/setup.cfg": "[metadata]\nname = x\n"}, "a", None),
    ("others that speak of a cleaner", {"a/pyproject.toml": '[project]\nname = "cleaner"\n'}, "a", None),
    ("a broken file of others", {"a/pyproject.toml": "[tool", "a/setup.cfg": "x"}, "a", None),
    ("beside us", {"a/cleaner.toml": TOML}, "a", "a/cleaner.toml"),
    ("two folders up", {"cleaner.toml": TOML, "a/b/": ""}, "a/b", "cleaner.toml"),
    ("the nearer one", {"cleaner.toml": TOML, "a/setup.cfg": SETUP, "a/b/": ""}, "a/b", "a/setup.cfg"),
    ("one below does not count", {"cleaner.toml": TOML, "a/b/cleaner.toml": TOML}, "a", "cleaner.toml"),
    ("three in one folder", {"cleaner.toml": TOML, "pyproject.toml": PYPROJECT, "setup.cfg": SETUP}, "", NAMES[0]),
    ("two in one folder", {"pyproject.toml": PYPROJECT, "setup.cfg": SETUP}, "", NAMES[1]),
    ("an empty one counts, too", {"cleaner.toml": TOML, "a/cleaner.toml": ""}, "a", "a/cleaner.toml"),
    (
        "an empty table counts, too",
        {"cleaner.toml": TOML, "a/pyproject.toml": "[tool.cleaner]"},
        "a",
        "a/pyproject.toml",
    ),
    ("not beyond the root of a repository", {"cleaner.toml": TOML, "a/.git/": "", "a/b/": ""}, "a/b", None),
    ("at the root of a repository", {"a/cleaner.toml": TOML, "a/.git/": "", "a/b/": ""}, "a/b", "a/cleaner.toml"),
    ("at the root of a work tree", {"cleaner.toml": TOML, "a/.git": "gitdir: x", "a/b/": ""}, "a/b", None),
    ("not beyond home", {"cleaner.toml": TOML, "home/a/": ""}, "home/a", None),
    ("at home", {"home/cleaner.toml": TOML, "home/a/": ""}, "home/a", "home/cleaner.toml"),
    ("a folder of that name is none", {"cleaner.toml/": "", "setup.cfg": SETUP}, "", "setup.cfg"),
]


@pytest.mark.parametrize(("files", "start", "found"), table(NEAREST))
def test_the_nearest_file_counts(tmp_path: Path, files: Mapping[str, str], start: str, found: str | None) -> None:
    laid(tmp_path, files)
    got = nearest(tmp_path / start, tmp_path / "home")
    assert (got and got.path) == (found and tmp_path / found)


SAME = [
    ("our own file", "cleaner.toml", 'rules = ["own.toml"]\nmode = "recall"\nthorough = true\nmax_bytes = 9\n'),
    (
        "pyproject.toml",
        "pyproject.toml",
        '[tool.cleaner]\nrules = ["own.toml"]\nmode = "recall"\nthorough = true\nmax_bytes = 9\n',
    ),
    (
        "setup.cfg",
        "setup.cfg",
        "[metadata]\nname = 100%\n[cleaner]\nrules =\n    own.toml\nmode = recall\nthorough = yes\nmax_bytes = 9\n",
    ),
    ("setup.cfg, a list in a line", "setup.cfg", "[cleaner]\nrules=own.toml,\nmode=recall\nthorough=1\nmax_bytes=9\n"),
]


@pytest.mark.parametrize(("name", "text"), table(SAME))
def test_every_file_says_the_same_in_its_own_way(tmp_path: Path, name: str, text: str) -> None:
    own_rule(tmp_path / "own.toml")
    laid(tmp_path, {name: text})
    options = Options.from_file(tmp_path / name)
    assert [rule.id for rule in options.rules] == ["night-talk"]
    assert (options.mode, options.thorough, options.max_bytes, options.script) == ("recall", True, 9, "keep")


@pytest.mark.parametrize(("name", "text"), table(SAME))
def test_a_mark_of_the_encoding_says_nothing(tmp_path: Path, name: str, text: str) -> None:
    rules = own_rule(tmp_path / "own.toml")
    rules.write_text("\ufeff" + rules.read_text("utf-8"), "utf-8")
    laid(tmp_path, {name: "\ufeff" + text, "sites.toml": '\ufeff[[site]]\nname = "park"\n'})
    assert Options.from_file(tmp_path / name).mode == "recall"
    assert nearest(tmp_path) == written(tmp_path / name)
    assert [profile.name for profile in load_profiles([tmp_path / "sites.toml"])] == ["park"]


LISTS = [
    ("one a line", "\n  dashes\n  quotes", ("dashes", "quotes")),
    ("commas", "dashes, quotes", ("dashes", "quotes")),
    ("none", "", ()),
]


@pytest.mark.parametrize(("text", "values"), table(LISTS))
def test_a_list_in_an_ini_file(tmp_path: Path, text: str, values: tuple[str, ...]) -> None:
    laid(tmp_path, {"setup.cfg": f"[cleaner]\nnormalise = {text}\n"})
    assert Options.from_file(tmp_path / "setup.cfg").normalise == values


#: The file, what it says, what the message says.
WRONG = [
    ("no TOML", "cleaner.toml", "mode = ", "Invalid value"),
    ("brackets without end", "cleaner.toml", "mode = " + "[" * 5000, "nested"),
    ("a number without end", "cleaner.toml", "max_bytes = " + "9" * 5000, "4300 digits"),
    ("unknown key", "cleaner.toml", "modes = 1", "unknown option modes; did you mean mode?"),
    ("unknown key in a table", "pyproject.toml", "[tool.cleaner]\nscrypt = 1", "unknown option scrypt; did you mean script?"),
    ("unknown key in a section", "setup.cfg", "[cleaner]\nrepair = yes", "unknown option repair; did you mean repairs?"),
    ("unknown table", "cleaner.toml", "[rule]\nx = 1", "unknown option rule; did you mean rules?"),
    ("a word it does not know", "cleaner.toml", 'script = "hanss"', "script is keep or auto or hans or hant or tw or hk, not 'hanss'; did you mean hans?"),
    ("text for a flag", "cleaner.toml", 'thorough = "yes"', "thorough is true or false, not 'yes'"),
    ("a number for a flag", "cleaner.toml", "thorough = 1", "thorough is true or false, not 1"),
    ("a word for a flag", "setup.cfg", "[cleaner]\nthorough = maybe", "thorough is true or false, not 'maybe'"),
    ("a word for a number", "setup.cfg", "[cleaner]\nmax_bytes = 1k", "max_bytes takes a whole number above 0, not '1k'"),
    ("thousands of digits", "setup.cfg", f"[cleaner]\nmax_bytes = {'9' * 5_000}", "max_bytes takes a whole number above 0, not '9999"),
    ("too small a number", "setup.cfg", "[cleaner]\nmax_bytes = 0", "max_bytes takes a whole number above 0, not 0"),
    ("a word for a list", "cleaner.toml", 'normalise = "dashes"', "normalise takes a list of "),
    ("a wrong word in a list", "cleaner.toml", 'normalise = ["dash"]', "not 'dash'; did you mean dashes?"),
    ("a table in a list", "cleaner.toml", "normalise = [{}]", "normalise takes a list of "),
    ("a number among files", "cleaner.toml", "rules = [1]", "rules takes a list of file names, not [1]"),
    ("no part for us", "pyproject.toml", "[tool.cleaners]\n", "there is no [tool.cleaner] in it"),
    ("no section for us", "setup.cfg", "[cleaners]\n", "there is no [cleaner] in it"),
    ("a value for a table", "pyproject.toml", "[tool]\ncleaner = 1", "tool.cleaner is a table, not 1"),
    ("no TOML", "cleaner.toml", "mode = ", "at end of document"),
    ("no INI", "setup.cfg", "cleaner", "no section headers"),
    ("said twice", "setup.cfg", "[cleaner]\nmode = recall\nmode = recall", "'mode'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "message"), table(WRONG))
def test_a_mistake_names_the_file_the_key_and_what_is_right(tmp_path: Path, name: str, text: str, message: str) -> None:
    laid(tmp_path, {name: text})
    with pytest.raises(ConfigurationError) as caught:
        Options.from_file(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    assert message in str(caught.value) and "\n" not in str(caught.value)


#: What the file, the environment and the flags say; what counts, and who said it.
COUNTS = [
    ("nothing said", "", {}, {}, "balanced", "default"),
    ("the file", TOML, {}, {}, "recall", "FILE"),
    ("an empty variable says nothing", TOML, {"CLEANER_MODE": " "}, {}, "recall", "FILE"),
    ("the environment before the file", TOML, {"CLEANER_MODE": "precision"}, {}, "precision", "environment: CLEANER_MODE"),
    ("a flag before all", TOML, {"CLEANER_MODE": "precision"}, {"mode": "balanced"}, "balanced", "--mode"),
    ("somebody else's variables", TOML, {"CLEANER_HOME": "x", "CLEANER_CORPORA": "y"}, {}, "recall", "FILE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "environment", "flags", "value", "origin"), table(COUNTS))
def test_what_is_said_later_counts(
    tmp_path: Path, text: str, environment: Mapping[str, str], flags: Mapping[str, object], value: str, origin: str
) -> None:
    file = laid(tmp_path, {"cleaner.toml": text}) / "cleaner.toml"
    settings = {one.option.name: one for one in effective(Options, written(file), environment, flags)}
    assert settings["mode"].value == value
    assert settings["mode"].origin == origin.replace("FILE", str(file))


def test_files_of_rules_add_up_and_each_is_read_once(tmp_path: Path) -> None:
    own_rule(tmp_path / "one.toml", id='"one"')
    own_rule(tmp_path / "two.toml", id='"two"')
    file = written(laid(tmp_path, {"cleaner.toml": 'rules = ["one.toml"]'}) / "cleaner.toml")
    environment = {"CLEANER_RULES": f"{tmp_path / 'two.toml'},{tmp_path / 'one.toml'}"}
    settings = effective(Options, file, environment, {"rules": (tmp_path / "two.toml",)})
    assert [rule.id for rule in made(Options, settings).rules] == ["one", "two"]
    assert settings[0].origin == f"{file.path}, environment: CLEANER_RULES, --rules"


@pytest.mark.parametrize(
    ("variable", "message"),
    table(
        [
            ("a wrong value", "CLEANER_SCRIPT", "environment: CLEANER_SCRIPT: script is keep or auto"),
            ("a slip of the pen", "CLEANER_SCRPT", "unknown variable CLEANER_SCRPT; did you mean CLEANER_SCRIPT?"),
        ]
    ),
)
def test_a_mistake_in_the_environment_names_the_variable(variable: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        effective(Options, None, {variable: "?"}, {})
    assert message in str(caught.value)


#: What a program gives, the error, what the message says.
GIVEN: list[tuple[str, dict[str, Any], str]] = [
    ("a mode of nobody", {"mode": "recal"}, "Options: mode is balanced or precision or recall, not 'recal'; did you mean recall?"),
    ("an engine of nobody", {"engine": "q"}, "Options: engine is density or trafilatura or agree, not 'q'"),
    ("a script of nobody", {"script": None}, "Options: script is keep or auto or hans or hant or tw or hk, not None"),
    ("a list as a word", {"mode": ["recall"]}, "not ['recall']"),
    ("a word as a list", {"normalise": "dashes"}, "Options: normalise takes a list of commas, ellipses, dashes"),
    ("a wrong word in a list", {"normalise": ("dash",)}, "not 'dash'; did you mean dashes?"),
    ("a number as a flag", {"thorough": 1}, "Options: thorough is true or false, not 1"),
    ("a flag as a number", {"max_bytes": True}, "Options: max_bytes takes a whole number above 0, not True"),
    ("too small a number", {"max_bytes": 0}, "Options: max_bytes takes a whole number above 0, not 0"),
    ("a file in the place of what it holds", {"rules": ("own.toml",)}, "Options: rules takes a tuple of Rule, as cleaner.options.load_rules makes it of files, not 'own.toml'"),
    ("a file alone", {"profiles": Path("a")}, "Options: profiles takes a tuple of Profile, as cleaner.options.load_profiles makes it"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "message"), table(GIVEN))
def test_a_mistake_of_a_program_names_the_option_the_value_and_what_is_right(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Options(**given)
    assert message in str(caught.value)
    with pytest.raises(ConfigurationError):
        replace(Options(), **given)


def test_lists_of_a_program_become_tuples(tmp_path: Path) -> None:
    rules = load_rules([own_rule(tmp_path / "own.toml")])
    options = Options(normalise=["dashes"], rules=list(rules))  # type: ignore[arg-type]
    assert options == Options(normalise=("dashes",), rules=rules)
    assert pickle.loads(pickle.dumps(options)) == options and hash(options.normalise)


def test_the_library_reads_neither_the_environment_nor_files_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path, {"cleaner.toml": TOML})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEANER_MODE", "precision")
    assert Options().mode == "balanced"
    assert Options.from_file("cleaner.toml").mode == "recall"


# Each option is declared once; the rest follows.


def test_every_option_has_a_flag_and_says_what_it_does() -> None:
    flags = {flag for parameter in clean_command.params for flag in parameter.opts}
    assert {option.flag for option in OPTIONS.values()} <= flags
    assert all(option.help.endswith(".") for option in OPTIONS.values())


@pytest.mark.parametrize("name", OPTIONS)
def test_every_default_is_one_of_the_values_allowed(name: str) -> None:
    option = OPTIONS[name]
    assert getattr(Options(), name) == option.default
    assert option.kind != "choice" or option.default in option.choices
    assert option.kind != "choices" or option.choices


# `cleaner config`


def told(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["config", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder below one with a configuration, which is the working directory."""
    own_rule(tmp_path / "own.toml")
    laid(tmp_path, {".git/": "", "cleaner.toml": 'rules = ["own.toml"]\nscript = "hans"\n', "a/": ""})
    monkeypatch.chdir(tmp_path / "a")
    monkeypatch.setenv("CLEANER_MODE", "recall")
    return tmp_path


def test_config_says_for_every_option_what_counts_and_who_said_it(here: Path) -> None:
    record = json.loads(told("-f", "json", "--thorough").output)
    assert record["file"] == str(here / "cleaner.toml")
    assert list(record["options"]) == list(OPTIONS)
    said = {
        name: (one["value"], one["origin"]) for name, one in record["options"].items() if one["origin"] != "default"
    }
    assert said == {
        "rules": ([str(here / "own.toml")], str(here / "cleaner.toml")),
        "script": ("hans", str(here / "cleaner.toml")),
        "mode": ("recall", "environment: CLEANER_MODE"),
        "thorough": (True, "--thorough"),
    }


def test_config_for_people_has_a_line_for_every_option(here: Path) -> None:
    head, _, *lines = told().output.splitlines()
    assert head == f"configuration file: {here / 'cleaner.toml'}"
    assert [line.split()[0] for line in lines] == list(OPTIONS)


def test_what_config_prints_as_toml_is_a_configuration(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = told("-f", "toml", "--normalise", "dashes").output
    laid(here, {"b/printed.toml": printed})
    monkeypatch.delenv("CLEANER_MODE")
    settings = json.loads(told("-f", "json", "--config", str(here / "b" / "printed.toml")).output)["options"]
    assert {name: one["value"] for name, one in settings.items()} == tomllib.loads(printed)
    assert Options.from_file(here / "b" / "printed.toml").normalise == ("dashes",)


def test_without_a_configuration_file_config_says_so(here: Path) -> None:
    record = json.loads(told("-f", "json", "--no-config").output)
    assert (record["file"], record["options"]["script"]["origin"]) == (None, "default")


def test_a_mistake_ends_config_with_a_usage_error(here: Path) -> None:
    laid(here, {"cleaner.toml": "modes = 1"})
    result = told()
    assert result.exit_code == 2
    assert "unknown option modes; did you mean mode?" in result.output


def test_clean_takes_the_nearest_configuration(here: Path) -> None:
    clipping = "渡口的老船停了三十年，今年春天又下了水，撐船的是當年船工的孫女，她說槳還是那一支。\n"
    cleaned = CliRunner().invoke(group, ["clean", "-"], input=clipping).output
    assert "撑船的是当年船工的孙女" in cleaned
    assert CliRunner().invoke(group, ["clean", "-", "--no-config"], input=clipping).output == clipping
