"""Where each article goes within the output folder: names that any file system takes, none of them twice."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from cleaner.batch.clippings import Origin
from cleaner.batch.files import SUFFIXES

#: The folder within an output folder that holds what a run knows: never the place of an article.
OWN = ".cleaner"
#: How long a name may be, in bytes of UTF-8: what the common file systems take.
MAX_BYTES = 255
#: Devices of Windows, whatever their suffix. Must not match a longer word (console, com10).
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
#: What some file system refuses in a name: controls, and the signs that Windows keeps for itself.
_REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class Names:
    """The names of a run's articles, given one after the other.

    A clipping's place with the suffix of the form, or with `flat` its name alone. What would meet (``a.txt`` and
    ``a.md``, what is `one_name` to some file system, a file and a folder) is numbered in the order of the clippings:
    the same clippings get the same names every run, whatever was already done. Names are cut at 255 bytes, between
    characters.
    """

    def __init__(self, suffix: str, flat: bool = False) -> None:
        self._suffix = suffix
        self._flat = flat
        self._files: set[str] = set()
        self._folders: dict[str, PurePosixPath] = {"": PurePosixPath()}
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def of(self, origin: Origin) -> Path:
        """The name of the next article, relative to the output folder."""
        *folders, name = [safe(part) for part in place_of(origin).parts]
        folder = self._folder(() if self._flat else tuple(folders))
        stem, suffix = os.path.splitext(name)
        stem = stem if suffix.lower() in SUFFIXES and stem else name
        taken = self._free(folder, stem, self._suffix)
        self._files.add(one_name(taken.as_posix()))
        return Path(taken)

    def _folder(self, parts: tuple[str, ...]) -> PurePosixPath:
        """The folder for these places; one that an article's name has taken is numbered."""
        wanted = "/".join(parts)
        if wanted not in self._folders:
            above = self._folder(parts[:-1])
            name = f"_{parts[-1]}" if not above.parts and one_name(parts[-1]) == OWN else parts[-1]
            self._folders[wanted] = self._free(above, name, "", folder=True)
            self._given.add(one_name(self._folders[wanted].as_posix()))
        return self._folders[wanted]

    def _free(self, above: PurePosixPath, stem: str, suffix: str, folder: bool = False) -> PurePosixPath:
        """The first of ``stem``, ``stem-2``, ``stem-3`` that nothing has; files and folders keep out of each other's
        way, folders of one name are one."""
        wanted = above / cut(stem, suffix)
        key = one_name(wanted.as_posix())
        if key not in self._files and (folder or key not in self._given):
            return wanted
        count = self._counts.get(key, 1)
        while True:
            count += 1
            name = above / cut(stem, f"-{count}{suffix}")
            said = one_name(name.as_posix())
            if said not in self._files and said not in self._given:
                self._counts[key] = count
                return name


def place_of(origin: Origin) -> PurePosixPath:
    """Where a clipping lies, as a path: an archive is a folder with its name. It leads nowhere else: no ``..``, no
    root."""
    inner = (origin.member or "").replace("\\", "/").replace("!/", "/")
    parts = [*origin.source.relative.as_posix().split("/"), *inner.split("/")]
    return PurePosixPath(*[part for part in parts if part not in ("", ".", "..")] or ["_"])


def safe(name: str) -> str:
    """A name that every file system takes: signs that one refuses are ``_``, devices of Windows get one before them,
    and no name ends in a dot or a blank."""
    name = _REFUSED.sub("_", name)
    name = name.rstrip(". ") or "_"
    return f"_{name}" if _DEVICE.match(name) else name


def one_name(name: str) -> str:
    """What names have in common that one file system or another takes for one: those of Windows and macOS do not look
    at case, those of macOS not at how an accent is written either (``é``, or ``e`` and the accent behind it)."""
    return normalize("NFC", normalize("NFD", name).casefold())


def cut(stem: str, suffix: str) -> str:
    """`stem` and `suffix` in at most 255 bytes, the stem cut between characters."""
    room = MAX_BYTES - len(os.fsencode(suffix))
    data = os.fsencode(stem)
    if len(data) <= room:
        return stem + suffix
    return data[:room].decode("utf-8", "ignore") + suffix
