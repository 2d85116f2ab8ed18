"""The forms an article is written in: for each its suffix and how it is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cleaner.article import Article
from cleaner.batch.files import told_of
from cleaner.batch.writing import replace


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the suffix of its files, and what writes an article under the names of a scheme.

    `many`: one file can hold many articles, one written text behind the other. `gather` makes the file of these texts
    instead, where it is no text itself; they are read as they come. It raises `FormError` where a package is missing,
    OSError where the file cannot be written.
    """

    suffix: str
    write: Callable[[Article, str], str]
    many: bool = False
    gather: Callable[[Iterable[str], Path], None] | None = None


class FormError(Exception):
    """A form that cannot be written here; the message says what is missing."""


def _markdown(article: Article, names: str) -> str:
    return article.to_markdown(names)


def _text(article: Article, _names: str) -> str:
    return article.text + "\n" if article.text else ""


def _json(article: Article, names: str) -> str:
    return json.dumps(article.to_dict(names), ensure_ascii=False, indent=2) + "\n"


def _json_line(article: Article, names: str) -> str:
    return json.dumps(article.to_dict(names), ensure_ascii=False) + "\n"


def _html(article: Article, _names: str) -> str:
    return article.to_html()


def _tei(article: Article, _names: str) -> str:
    from cleaner.writers.tei import to_tei  # noqa: PLC0415 - writing is asked for, not paid for

    return to_tei(article)


def _row(article: Article, _names: str) -> str:
    """The record of a row of a table, whose columns are always ours."""
    return _json_line(article, "own")


def _rows(records: Iterable[str], path: Path) -> None:
    from cleaner.batch.parquet import write_parquet  # noqa: PLC0415

    try:
        write_parquet(records, path)
    except ImportError as error:
        raise FormError("parquet needs pyarrow: pip install 'clipping-cleaner[parquet]'") from error


#: Name → form. `md` is what folders are written in, `txt` what standard output gets. `html`, `tei` and `parquet` have
#: names of their own for the fields.
FORMS: Mapping[str, Form] = {
    "md": Form(".md", _markdown),
    "txt": Form(".txt", _text),
    "json": Form(".json", _json),
    "jsonl": Form(".jsonl", _json_line, many=True),
    "html": Form(".html", _html),
    "tei": Form(".tei.xml", _tei),
    "parquet": Form(".parquet", _row, many=True, gather=_rows),
}


def gather(form: Form, texts: Iterable[str], path: Path) -> None:
    """Make one file of many written texts, in one step: it is there when it is whole. Nobody else may make it
    meanwhile: what a process left that was killed at it is written over.

    Raises `FormError` where a package is missing, `FileError` where the file cannot be written.
    """
    if form.gather is None:
        raise FormError(f"{form.suffix} files hold one article each")
    with told_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, partial(form.gather, texts), path.with_name(f".{path.name}.part"))
