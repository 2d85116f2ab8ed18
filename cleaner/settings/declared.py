"""What an option is: its name, type, default and help, declared once, in the dataclass that holds its value.

The flags of the commands, the names of the environment, the check of configuration files and `cleaner config` are all
derived from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol, get_args, get_type_hints

#: What an option takes: one of several words, yes or no, a whole number, several words of a list, several files.
Kind = Literal["choice", "flag", "number", "choices", "files"]


class Loader(Protocol):
    """A function of a module that makes values of files. Raises `ConfigurationError`."""

    __module__: str
    __name__: str

    def __call__(self, paths: Sequence[Path], /) -> tuple[Any, ...]:
        """A value for each thing that the files hold."""


class ConfigurationError(ValueError):
    """A configuration, an option or a rule file that cannot be used; the message names the place to mend."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One option. `least` is the smallest number allowed; `load` makes values of the files that are named, each of the
    type `loaded`."""

    name: str
    kind: Kind
    default: object
    help: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    load: Loader | None = None
    own_flag: str = ""
    loaded: type = object

    @property
    def flag(self) -> str:
        """How the command line calls it."""
        return self.own_flag or "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """How the environment calls it."""
        return "CLEANER_" + self.name.upper()

    @property
    def adds_up(self) -> bool:
        """Whether all that was said of it counts, rather than what was said last."""
        return self.kind == "files"


def option(
    default: object,
    says: str,
    choices: Sequence[str] = (),
    least: int | None = None,
    load: Loader | None = None,
    flag: str = "",
) -> Any:
    """The declaration of an option as the default of a dataclass's field.

    `says` is its help. `choices` are the words of a list; those of a single word are its type. `load` makes the
    values of the files that are named, and raises `ConfigurationError`. `flag` is its flag where that is not its name.
    """
    more = {"choices": tuple(choices), "least": least, "load": load, "flag": flag}
    return field(default=default, metadata={"help": says, **more})


@lru_cache(maxsize=4)
def declared(settings: type) -> Mapping[str, Declared]:
    """The options that a dataclass declares, by name, in their order."""
    types = get_type_hints(settings)
    found = {one.name: _declared(one.name, types[one.name], one.default, **one.metadata) for one in fields(settings)}
    return MappingProxyType(found)


def _declared(name: str, of_type: Any, default: object, help: str, **more: Any) -> Declared:
    words = get_args(of_type) if not more["choices"] and more["load"] is None else more["choices"]
    kind: Kind = "choice"
    loaded: type = object
    if more["load"] is not None:
        kind, loaded = "files", get_args(of_type)[0]
    elif of_type is bool or of_type is int:
        kind = "flag" if of_type is bool else "number"
    elif more["choices"]:
        kind = "choices"
    return Declared(name, kind, default, help, tuple(words), more["least"], more["load"], more["flag"], loaded)
