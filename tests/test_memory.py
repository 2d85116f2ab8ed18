"""The search for circles: off while a clipping is cleaned, and as it was before and after."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from cleaner import clean
from cleaner.memory import circles_kept
from tests.conftest import table


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("on", [True, False], ids=["on before", "off before"])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with circles_kept():
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_the_collector_comes_back_after_an_error() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="an error"), circles_kept():
        raise ValueError("an error")
    assert gc.isenabled()


CLIPPINGS = [
    ("flat text", "\n\n".join(f"第{i}段：渡口的老船停了三十年，今年春天又下了水。" for i in range(200)), "text"),
    ("Markdown", "# 渡口\n\n" + "\n\n".join(f"[第{i}段](/{i})：老船**又**下了水。" for i in range(200)), "markdown"),
]


@pytest.mark.parametrize(("text", "markup"), table(CLIPPINGS))
def test_a_clipping_leaves_no_circles(text: str, markup: str) -> None:
    clean(text, markup=markup)  # type: ignore[arg-type]  # what is made once, is made here
    gc.collect()
    gc.disable()
    clean(text, markup=markup)  # type: ignore[arg-type]
    assert gc.collect() < 20


def test_cleaning_gives_the_collector_back() -> None:
    gc.enable()
    assert clean("").status == "empty" and gc.isenabled()
