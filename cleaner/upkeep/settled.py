"""A seed that stays as it is when it is cleaned again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cleaner.article import Article

#: How often a seed is cleaned until it stays as it is: nearly all are clean after the first time.
ROUNDS = 4


class Settled(NamedTuple):
    """The text that a seed comes to, the articles on the way there, each made of what the one before it left, and
    whether cleaning it once more would leave it as it is."""

    text: str
    articles: tuple[Article, ...]
    stable: bool


def settle(article: Article, written: Callable[[Article], str], again: Callable[[str], Article]) -> Settled:
    """What `article` comes to: `written` as a file, and read and cleaned `again`, until that changes nothing."""
    articles = [article]
    text = written(article)
    if text == article.document.clip.text and not article.document.clip.reread:
        return Settled(text, (article,), stable=True)
    for _ in range(ROUNDS):
        article = again(text)
        left = written(article)
        if left == text:
            return Settled(text, tuple(articles), stable=True)
        articles.append(article)
        text = left
    return Settled(text, tuple(articles), stable=False)
