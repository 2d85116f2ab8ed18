"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.text.pattern import lazy_pattern


def test_a_lazy_pattern_answers_as_a_compiled_one() -> None:
    lazy, compiled = lazy_pattern("[渡口]+(船)?", re.IGNORECASE), re.compile("[渡口]+(船)?", re.IGNORECASE)
    text = "老渡口船"
    assert lazy.sub("-", text) == compiled.sub("-", text)
    assert [match.span(1) for match in lazy.finditer(text)] == [match.span(1) for match in compiled.finditer(text)]
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)


def test_a_lazy_pattern_can_be_copied_and_sent() -> None:
    for lazy in (lazy_pattern("船"), copy.deepcopy(lazy_pattern("船")), pickle.loads(pickle.dumps(lazy_pattern("船")))):
        assert lazy.search("渡船") is not None


def test_a_mistake_is_told_at_the_first_use() -> None:
    lazy = lazy_pattern("(")
    with pytest.raises(re.error):
        lazy.search("")


#: What is no module to load here: steps want engines that may not be there, and a worker's server ignores interrupts.
ELSEWHERE = ("cleaner.integrations.", "cleaner.batch.warm")


def _lazy_ones() -> Iterator[Any]:
    """Every lazy pattern that stands at the level of a module."""
    kind = type(lazy_pattern(""))
    for module in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
        if module.name.startswith(ELSEWHERE):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            several = value.values() if isinstance(value, dict) else [value]
            yield from (pytest.param(one, id=f"{module.name}.{name}") for one in several if isinstance(one, kind))


@pytest.mark.parametrize("lazy", list(_lazy_ones()))
def test_every_lazy_pattern_compiles(lazy: re.Pattern[str]) -> None:
    lazy.search("")


def _worded() -> list[Any]:
    return [one for one in _lazy_ones() if getattr(one.values[0], "_words", ())]


def test_a_pattern_with_words_is_not_compiled_for_a_text_without_them() -> None:
    lazy = lazy_pattern("(船", words=("船",))  # a mistake, which would be told
    assert (lazy.search("渡口"), lazy.match("渡口")) == (None, None)
    with pytest.raises(re.error):
        lazy.search("渡船")


@pytest.mark.parametrize("lazy", _worded())
@given(data=st.data())
def test_all_that_a_pattern_with_words_matches_holds_one(lazy: Any, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(lazy._compiled))
    assert any(word in text for word in lazy._words)
