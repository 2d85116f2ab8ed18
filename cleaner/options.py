"""What a user can choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.model import Engine, Mode, Profile, Rule, Script
from cleaner.settings.declared import ConfigurationError, declared, option
from cleaner.settings.values import held

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


def load_rules(paths: Sequence[Path], known: tuple[Rule, ...] = ()) -> tuple[Rule, ...]:
    """`known` and the rules of a user's files, checked as the shipped ones are: compiled, held against their examples.

    Raises `ConfigurationError` with the file, the rule and what to mend.
    """
    from cleaner.judge.examples import failing_examples  # noqa: PLC0415 - only for a user's own rules
    from cleaner.judge.rule_file import RuleError, parse_rules  # noqa: PLC0415
    from cleaner.judge.rulebook import rulebook  # noqa: PLC0415

    try:
        rules = tuple(rule for path in paths for rule in parse_rules(path.read_text("utf-8-sig"), str(path)))
        rulebook((*known, *rules))
        failing = failing_examples(rules)
    except (OSError, UnicodeDecodeError, RuleError) as error:
        raise ConfigurationError(str(error)) from error
    if failing:
        raise ConfigurationError(failing[0])
    return (*known, *rules)


def load_profiles(paths: Sequence[Path], known: tuple[Profile, ...] = ()) -> tuple[Profile, ...]:
    """`known` and the profiles of a user's files, read strictly, their rules compiled and held against their examples.

    Raises `ConfigurationError` with the file, the site and what to mend.
    """
    if not paths:
        return known
    from cleaner.judge.examples import failing_examples  # noqa: PLC0415 - only for those who have profiles
    from cleaner.judge.profile_file import parse_profiles  # noqa: PLC0415
    from cleaner.judge.rule_file import RuleError  # noqa: PLC0415
    from cleaner.judge.rulebook import rulebook, with_rules  # noqa: PLC0415

    try:
        profiles = tuple(one for path in paths for one in parse_profiles(path.read_text("utf-8-sig"), str(path)))
        for profile in profiles:
            with_rules(rulebook(()), profile.rules)
        failing = failing_examples([rule for profile in profiles for rule in profile.rules])
    except (OSError, UnicodeDecodeError, RuleError) as error:
        raise ConfigurationError(str(error)) from error
    if failing:
        raise ConfigurationError(failing[0])
    return (*known, *profiles)


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for `clean`. Frozen and picklable. What each does is said where it is declared, and by the commands'
    help.

    This is the one place that declares them: the commands' flags, the names in the environment, the check of
    configuration files and `cleaner config` are derived from it. What no option takes raises `ConfigurationError` (a
    ValueError), which names the option and what it takes; lists become tuples.
    """

    rules: tuple[Rule, ...] = option(
        (),
        "A rule file of your own, asked together with the shipped rules. May be given more than once.",
        load=load_rules,
    )
    profiles: tuple[Profile, ...] = option(
        (),
        "Profiles of sites, as `cleaner learn` writes them. May be given more than once.",
        load=load_profiles,
        flag="--profile",
    )
    engine: Engine = option(
        "density",
        "What finds the body of an HTML page: our densities; trafilatura, whose extraction our rules then judge; or "
        'agree: our densities, and the status "needs_review" where trafilatura says otherwise.',
    )
    mode: Mode = option(
        "balanced",
        "What becomes of doubtful parts of an HTML page: precision drops them, recall keeps them.",
    )
    thorough: bool = option(False, "Ask trafilatura and htmldate for metadata that a page leaves open.")
    max_bytes: int = option(
        MAX_BYTES, 'A larger input is not read: its article has the status "failed". In bytes.', least=1
    )
    script: Script = option(
        "keep",
        "The Chinese script of what comes out: keep leaves it, auto converts back what a program converted, hans, "
        "hant, tw and hk ask for one.",
    )
    repairs: bool = option(True, "Undo damage, such as text that was decoded wrongly.")
    restore_evasions: bool = option(
        False, "Put back words that were replaced to evade advertising law, ordinary words (头部 for 第一), too."
    )
    normalise: tuple[str, ...] = option(
        (),
        "Make uniform, too: " + "; ".join(f"{name}: {what}" for name, what in NORMALISERS.items()) + ".",
        choices=tuple(NORMALISERS),
    )

    def __post_init__(self) -> None:
        for name, one in declared(Options).items():
            object.__setattr__(self, name, held(one, getattr(self, name), "Options"))

    @classmethod
    def from_file(cls, path: str | Path) -> Options:
        """Options from a configuration file: ``rules = ["mine.toml"]`` (paths beside the file), ``mode = "recall"``,
        ``max_bytes = 1000``; the table ``[tool.cleaner]`` of a pyproject.toml, the section ``[cleaner]`` of an INI
        file (.cfg, .ini).

        Raises `ConfigurationError` for a file that cannot be read or says what is not known.
        """
        from cleaner.settings.effective import effective, made  # noqa: PLC0415 - most callers have no file
        from cleaner.settings.files import written  # noqa: PLC0415

        return made(cls, effective(cls, written(Path(path)), {}, {}))
