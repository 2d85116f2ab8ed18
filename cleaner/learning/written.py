"""Profiles as a file that people read, change and commit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from cleaner.model import Finder, Profile, Rule, SiteExample

#: The fields of a rule that a file calls by another name.
_NAMES: Mapping[str, str] = {"noise_class": "class"}


def to_toml(profiles: Iterable[Profile]) -> str:
    """The profiles as TOML: what `parse_profiles` reads back as the same."""
    return "\n".join(line for profile in profiles for line in _site(profile)) + "\n"


def _site(profile: Profile) -> Iterator[str]:
    yield "[[site]]"
    yield f"name = {_text(profile.name)}"
    yield from _list("hosts", profile.hosts)
    if profile.documents:
        yield f"documents = {profile.documents}  # that it was learned from"
    yield from _list("main", profile.main)
    yield from _list("strip", profile.strip)
    for field in dict.fromkeys(finder.field for finder in profile.finders):
        yield f"{field} = [{', '.join(_finder(f) for f in profile.finders if f.field == field)}]"
    for line in profile.lines:
        yield from ("", "[[site.line]]", f"text = {_text(line.text)}", *_count(line.on))
        yield from _list("examples", line.examples)
    for box in profile.boxes:
        yield from ("", "[[site.box]]", f"path = {_text(box.path)}", *_count(box.on), f"kept = {box.kept}")
        yield from _list("examples", box.examples)
    for rule in profile.rules:
        yield from ("", "[[site.rule]]", *_rule(rule))
    for example in profile.examples:
        yield from ("", "[[site.example]]", *_example(example))
    yield ""


def _count(on: int) -> tuple[str, ...]:
    return (f"on = {on}",) if on else ()


def _finder(finder: Finder) -> str:
    given = {key: value for key, value in finder._asdict().items() if value and key != "field"}
    return f"{{ {', '.join(f'{key} = {_text(value)}' for key, value in given.items())} }}"


def _rule(rule: Rule) -> Iterator[str]:
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name == "origin" or not value:
            continue
        if field.name == "when":
            yield f"when = {{ {', '.join(f'{name} = {_value(asked)}' for name, asked in value)} }}"
        elif isinstance(value, tuple):
            yield from _list(field.name, value)
        else:
            yield f"{_NAMES.get(field.name, field.name)} = {_value(value)}"


def _example(example: SiteExample) -> Iterator[str]:
    yield f"text = {_text(example.text)}"
    yield from _list("keeps", example.keeps)
    yield from _list("drops", example.drops)


def _list(name: str, texts: Sequence[str]) -> Iterator[str]:
    if len(texts) == 1:
        yield f"{name} = [{_text(texts[0])}]"
    elif texts:
        yield from (f"{name} = [", *(f"    {_text(text)}," for text in texts), "]")


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    """A text as TOML writes it: as JSON does, less the one control character that only TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
