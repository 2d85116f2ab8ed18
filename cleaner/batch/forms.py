"""The forms an article is written in: for each its suffix and how it is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cleaner.article import Article


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the suffix of its files, and what writes an article under the names of a scheme."""

    suffix: str
    write: Callable[[Article, str], str]


def _markdown(article: Article, names: str) -> str:
    return article.to_markdown(names)


def _text(article: Article, _names: str) -> str:
    return article.text + "\n" if article.text else ""


def _json(article: Article, names: str) -> str:
    return json.dumps(article.to_dict(names), ensure_ascii=False, indent=2) + "\n"


def _json_line(article: Article, names: str) -> str:
    return json.dumps(article.to_dict(names), ensure_ascii=False) + "\n"


#: Name → form. `md` is what folders are written in, `txt` what standard output gets.
FORMS: Mapping[str, Form] = {
    "md": Form(".md", _markdown),
    "txt": Form(".txt", _text),
    "json": Form(".json", _json),
    "jsonl": Form(".jsonl", _json_line),
}
