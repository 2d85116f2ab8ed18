"""The metadata of a seed in a file of its own: ``seed.txt.yaml`` beside ``seed.txt``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleaner.article import Article
from cleaner.batch.files import FileError
from cleaner.upkeep.files import Beside, Seen, read_beside
from cleaner.writers.markdown import line_end, to_yaml
from cleaner.writers.seed import stated


def sidecar_of(path: Path, articles: Sequence[Article], max_bytes: int) -> tuple[tuple[str, ...], tuple[Beside, ...]]:
    """The fields that the removed lines of a seed said and its sidecar does not, and the sidecar with them; nothing
    where there are none. Raises `FileError` for a sidecar that cannot be read or added to: what it holds is not lost.
    """
    said: dict[str, Any] = {}
    for article in articles:
        said = {**stated(article), **said}
    if not said:
        return (), ()
    place = path.with_name(path.name + ".yaml")
    seen = read_beside(place, max_bytes)
    before = _text(place, seen)
    known = _known(place, before)
    new = {name: value for name, value in said.items() if name not in known}
    if not new:
        return (), ()
    return tuple(new), (Beside(place, _with(place, before, new).encode("utf-8", "replace"), seen),)


def _text(place: Path, seen: Seen | None) -> str:
    try:
        return seen.data.decode("utf-8") if seen else ""
    except UnicodeDecodeError as error:
        raise FileError(place, "is no UTF-8; left as it is") from error


def _known(place: Path, text: str) -> dict[Any, Any]:
    """What a sidecar says; nothing where it is empty, or nothing but comments."""
    import yaml  # noqa: PLC0415 - only for sidecars

    try:
        found = yaml.safe_load(text)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise FileError(place, "is no YAML; left as it is") from error
    if not isinstance(found, dict | None):
        raise FileError(place, "is no mapping; left as it is")
    return found or {}


def _with(place: Path, before: str, new: dict[str, Any]) -> str:
    """A sidecar with more fields: behind those that it has, or above them where something ends the mapping. A reader
    must find both in it, each as it was, or nothing is written: behind ``{a: 1}`` or within the last text of a mapping
    no line can stand."""
    end = line_end(before)
    written = to_yaml(new).replace("\n", end)
    behind = before if not before or before.endswith(("\n", "\r")) else before + end
    wanted = sorted([*_entries(before), *_entries(written)])
    for made in (behind + written, written + before):
        if sorted(_entries(made)) == wanted:
            return made
    raise FileError(place, "takes no more fields as it is written, which lines `name: value` do; left as it is")


def _entries(text: str) -> list[str]:
    """What the entries of a mapping in YAML say, each written out by the reader of YAML; nothing for any other text."""
    import yaml  # noqa: PLC0415 - only for sidecars

    try:
        whole = yaml.compose(text, yaml.SafeLoader)
        entries = whole.value if isinstance(whole, yaml.MappingNode) else []
        return [yaml.serialize(yaml.MappingNode(whole.tag, [entry])) for entry in entries]
    except (ValueError, yaml.YAMLError, RecursionError):
        return []
