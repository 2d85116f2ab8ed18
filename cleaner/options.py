"""What a user can choose."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args

from cleaner.model import Engine, Mode, Rule, Script

#: The largest input that is read, in bytes (or characters of a str). Cleaning needs about forty times as much memory.
MAX_BYTES = 50_000_000


#: What can be made uniform when somebody asks for it, with what that does.
NORMALISERS: Mapping[str, str] = {
    "commas": "， for a single , between clauses of Han",
    "ellipses": "…… for ... beside Han",
    "dashes": "—— for -- between Han",
    "full-stops": "。 for . behind Han",
    "quotes": "“” for pairs of straight quotes around Han",
    "narrow": "ASCII punctuation in Latin sentences",
    "space-latin": "a space between Han and Latin words or numbers",
    "unspace-latin": "no space between Han and Latin words or numbers",
    "join-lines": "paragraphs that a program wrapped, joined",
}
#: The values of the options that are one of several.
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "engine": get_args(Engine),
    "mode": get_args(Mode),
    "script": get_args(Script),
    "thorough": (True, False),
    "repairs": (True, False),
    "restore_evasions": (True, False),
}


class ConfigurationError(ValueError):
    """A configuration or a rule file that cannot be used; the message names the place to mend."""


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for `clean`. Frozen and picklable.

    `rules` are a user's own rules, asked together with the shipped ones. `engine` says what finds the body of an
    HTML page: our densities; "trafilatura", whose extraction our rules then judge; or "agree", our densities with
    trafilatura for a second opinion: where the two disagree the status is "needs_review". `mode` says whether what is
    doubtful is kept rather ("recall") or dropped rather ("precision"). `thorough` asks trafilatura and htmldate for
    metadata that a page leaves open. An input of more than `max_bytes` is not read: its article has the status
    "failed".

    `script` says which Chinese script the text comes out in: "keep" leaves it, "auto" converts back what a program
    converted, "hans", "hant", "tw" and "hk" ask for one. `repairs` undoes damage, `restore_evasions` also words put in
    the place of others (头部 for 第一) that are ordinary words, too. `normalise` names what else is to be made uniform,
    of `NORMALISERS`.
    """

    rules: tuple[Rule, ...] = ()
    engine: Engine = "density"
    mode: Mode = "balanced"
    thorough: bool = False
    max_bytes: int = MAX_BYTES
    script: Script = "keep"
    repairs: bool = True
    restore_evasions: bool = False
    normalise: tuple[str, ...] = ()

    @classmethod
    def from_file(cls, path: str | Path) -> Options:
        """Options from a TOML file: ``rules = ["mine.toml"]`` (paths beside the file), ``engine = "trafilatura"``,
        ``max_bytes = 1000``.

        Raises `ConfigurationError` for a file that cannot be read or says what is not known.
        """
        path = Path(path)
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigurationError(f"{path}: {error}") from error
        known = tuple(field.name for field in fields(cls))
        for name in data:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                raise ConfigurationError(
                    f"{path}: unknown option {name}" + (f"; did you mean {near[0]}?" if near else "")
                )
        return cls(**_checked(data, path))


def _checked(data: dict[str, Any], path: Path) -> dict[str, Any]:
    names = data.get("rules", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ConfigurationError(f"{path}: rules takes a list of file names")
    size = data.get("max_bytes", MAX_BYTES)
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise ConfigurationError(f"{path}: max_bytes takes a whole number above 0")
    for name, choices in _CHOICES.items():
        if name in data and data[name] not in choices:
            raise ConfigurationError(f"{path}: {name} is {' or '.join(map(str, choices))}, not {data[name]!r}")
    asked = data.get("normalise", [])
    if not isinstance(asked, list) or not all(name in NORMALISERS for name in asked):
        raise ConfigurationError(f"{path}: normalise takes a list of {', '.join(NORMALISERS)}")
    return {**data, "normalise": tuple(asked), "rules": load_rules([path.parent / name for name in names])}


def load_rules(paths: list[Path], known: tuple[Rule, ...] = ()) -> tuple[Rule, ...]:
    """`known` and the rules of a user's files, checked as the shipped ones are: compiled, held against their examples.

    Raises `ConfigurationError` with the file, the rule and what to mend.
    """
    from cleaner.judge.examples import failing_examples  # noqa: PLC0415 - only for a user's own rules
    from cleaner.judge.rule_file import RuleError, parse_rules  # noqa: PLC0415
    from cleaner.judge.rulebook import rulebook  # noqa: PLC0415

    try:
        rules = tuple(rule for path in paths for rule in parse_rules(path.read_text("utf-8"), str(path)))
        rulebook((*known, *rules))
        failing = failing_examples(rules)
    except (OSError, UnicodeDecodeError, RuleError) as error:
        raise ConfigurationError(str(error)) from error
    if failing:
        raise ConfigurationError(failing[0])
    return (*known, *rules)
