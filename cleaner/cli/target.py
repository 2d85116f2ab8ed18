"""What --output names: a folder for articles, one file for many of them, or the file of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, NamedTuple

import click

from cleaner.batch.forms import FORMS
from cleaner.batch.walk import PACKED, is_known

#: Other endings of forms, by which people call the same.
_ALSO = {".ndjson": "jsonl", ".markdown": "md", ".htm": "html", ".text": "txt"}
_ENDINGS = {**{form.suffix: name for name, form in FORMS.items()}, **_ALSO}


class Target(NamedTuple):
    """A place for articles, what it holds and the form that they are written in."""

    path: Path
    holds: Literal["articles", "many", "one"]
    form: str

    @property
    def file(self) -> Path | None:
        """The file that is written; None for a folder of files."""
        return None if self.holds == "articles" else self.path


def is_folder(said: str) -> bool:
    """Whether a path that somebody gave is that of a folder: one that is there, or one with a slash behind it."""
    return said.endswith(("/", os.sep)) or os.path.isdir(said)


def target_of(said: str, form: str | None) -> Target:
    """What a path stands for with the form asked for: the ending of a form names a file of that form, whatever its
    case; all else a folder. Ends the command where both say different things, and for the name of a file that is none
    of ours: a folder of such a name is nobody's wish."""
    path = Path(said)
    ending = None if is_folder(said) else _form_of(path.name)
    if ending is not None and form not in (None, ending):
        raise click.UsageError(f"{path.name} holds {ending}, not {form}")
    if ending is not None:
        return Target(path, "many" if FORMS[ending].many else "one", ending)
    if path.is_file():
        raise click.UsageError(f"--output {path} is a file")
    if not is_folder(said) and (is_known(path.name) or path.suffix.lower() in PACKED):
        endings = ", ".join(one.suffix for one in FORMS.values())
        raise click.UsageError(f"{path.name} is no file that is written (those end in {endings}); a folder is {said}/")
    if form is not None and FORMS[form].gather:
        raise click.UsageError(f"{form} needs --output FILE{FORMS[form].suffix}")
    return Target(path, "articles", form or "md")


def _form_of(name: str) -> str | None:
    """The form of a file by its name; None where it does not tell."""
    found = [ending for ending in _ENDINGS if name.lower().endswith(ending) and len(name) > len(ending)]
    return _ENDINGS[max(found, key=len)] if found else None
