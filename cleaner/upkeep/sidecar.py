"""The metadata of a seed in a file of its own: ``seed.txt.yaml`` beside ``seed.txt``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleaner.article import Article
from cleaner.batch.files import FileError
from cleaner.writers.markdown import to_yaml
from cleaner.writers.seed import stated


def sidecar_of(path: Path, articles: Sequence[Article]) -> tuple[tuple[Path, bytes], ...]:
    """The sidecar with what the removed lines of a seed said, behind what it says already; nothing where they said
    nothing new. Raises `FileError` for a sidecar that is there and cannot be read: what it holds is not lost."""
    place = path.with_name(path.name + ".yaml")
    known = _known(place)
    said: dict[str, Any] = {}
    for article in articles:
        said = {**stated(article), **said}
    new = {name: value for name, value in said.items() if name not in known}
    if not new:
        return ()
    before = place.read_bytes() if known else b""
    return ((place, before + to_yaml(new).encode("utf-8", "replace")),)


def _known(place: Path) -> dict[str, Any]:
    """What a sidecar says; nothing where there is none."""
    import yaml  # noqa: PLC0415 - only for sidecars

    try:
        found = yaml.safe_load(place.read_text("utf-8")) if place.exists() else {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise FileError(place, f"the sidecar {place.name} cannot be read") from error
    if not isinstance(found, dict):
        raise FileError(place, f"the sidecar {place.name} is no mapping")
    return found
