"""What a clipping says beside its body, and that none of it costs the body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import cleaner.described
from cleaner import Article, Options, clean
from cleaner.text.moments import browser_moment, day_behind, iso_moment, mail_moment
from tests.conftest import table
from tests.containers import PAGE, mhtml
from tests.pools import PROSE

BODY = "\n\n".join(PROSE["hans"][:4])
DATED = f"渡口最后的摆渡人\n\n来源：河口晚报 2024-03-05\n\n{BODY}"


# Moments as machines write them.

_MARCH = datetime(2024, 3, 9, 14, 5, 11)
Reader = Callable[[str], datetime | None]
MOMENTS: list[tuple[str, Reader, str, datetime | None]] = [
    ("mail", mail_moment, "Sat, 09 Mar 2024 14:05:11 +0000", _MARCH.replace(tzinfo=UTC)),
    ("mail, no zone", mail_moment, "Sat, 09 Mar 2024 14:05:11 -0000", _MARCH),
    ("mail, a zone without end", mail_moment, "Sat, 09 Mar 2024 14:05:11 +99999999999999", None),
    ("mail, a zone of four days", mail_moment, "Sat, 09 Mar 2024 14:05:11 +9999", None),
    ("mail, a year without end", mail_moment, "Sat, 09 Mar 99999999999999999999 14:05:11 +0000", None),
    ("mail, nothing", mail_moment, "", None),
    ("browser", browser_moment, "Sat Mar 09 2024 14:05:11 GMT+0000 (UTC)", _MARCH.replace(tzinfo=UTC)),
    ("browser, a zone without end", browser_moment, "Sat, 09 Mar 2024 14:05:11 +99999999999999", None),
    ("browser, no moment", browser_moment, "yesterday, I think", None),
    ("ISO", iso_moment, " 2024-03-09T14:05:11Z\n", _MARCH.replace(tzinfo=UTC)),
    ("ISO without marks", iso_moment, "20240309T140511Z", _MARCH.replace(tzinfo=UTC)),
    ("ISO, a zone of four days", iso_moment, "2024-03-09T14:05:11+99:99", None),
    ("ISO, a number in a circle", iso_moment, "2024-03-0①", None),
]


@pytest.mark.parametrize(("read", "said", "moment"), table(MOMENTS))
def test_a_moment(read: Reader, said: str, moment: datetime | None) -> None:
    assert read(said) == moment


@pytest.mark.parametrize("said", [None, 5, b"2024-03-09", float("nan")])
def test_what_is_no_text_is_no_moment(said: object) -> None:
    assert iso_moment(said) is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [(_MARCH, "2024-03-10"), (datetime(2024, 12, 31, 23), "2025-01-01"), (datetime.max, "9999-12-31")],
)
def test_the_day_behind(moment: datetime, day: str) -> None:
    assert day_behind(moment).isoformat() == day


# Odd moments cost nothing.

DAY = PAGE.replace("<html>", "<html><meta name=pubdate content=2024-03-05>")


def _saved(said: str) -> Article:
    return clean(
        f"<!DOCTYPE html> <!-- Page saved with SingleFile url: https://a.example/b saved date: {said} -->{PAGE}"
    )


ODD: list[tuple[str, Callable[[], Article]]] = [
    ("fetched on the last day there is", lambda: clean(DATED, crawled=datetime(9999, 12, 31, 23, 59))),
    (
        "an age, fetched on the first day there is",
        lambda: clean(DATED.replace("2024-03-05", "3天前"), crawled=datetime.min),
    ),
    (
        "a page saved in the year 9999",
        lambda: clean(mhtml(DAY.encode()).replace(b"Sat, 9 Mar 2024", b"Fri, 31 Dec 9999")),
    ),
    ("a comment with a zone without end", lambda: _saved("Sat, 09 Mar 2024 14:05:11 +99999999999999")),
    ("a comment with a year without end", lambda: _saved("Sat, 09 Mar 99999999999999999999 14:05:11 +0000")),
    ("clipped in a zone of four days", lambda: clean(f"---\nclipped: 2024-03-05T10:20+99:99\n---\n\n{DATED}")),
    (
        "a list in a list in a list",
        lambda: clean(DAY.replace("<html>", f"""<html><meta name=author content='["a",{"[" * 3_000}'>""")),
    ),
]


@pytest.mark.parametrize("cleaned", table(ODD))
def test_odd_moments_and_metas_cost_nothing(cleaned: Callable[[], Article]) -> None:
    article = cleaned()
    assert article.status == "ok" and article.text
    assert {warning.code for warning in article.warnings}.isdisjoint({"internal_error", "metadata_failed"})


# What no clipping should do, and one will.


def _fails(error: BaseException) -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize("stage", ["read_metadata", "find_posts", "identified", "without_entries"])
def test_a_stage_that_only_tells_does_not_cost_the_body(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    whole = clean(DATED)
    monkeypatch.setattr(cleaner.described, stage, _fails(KeyError("day")))
    article = clean(DATED)
    assert (article.text, article.title) == (whole.text, whole.title)
    assert (article.blocks, article.removed) == (whole.blocks, whole.removed)
    assert (whole.status, article.status) == ("ok", "needs_review")
    assert [warning.code for warning in article.warnings] == ["metadata_failed"]
    assert "KeyError: 'day'" in article.warnings[0].message
    assert whole.text in article.to_markdown()


def test_want_of_memory_is_no_failure_of_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.described, "read_metadata", _fails(MemoryError()))
    article = clean(DATED)
    assert (article.status, article.warnings[0].code) == ("failed", "memory")


def test_what_was_empty_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.described, "find_posts", _fails(ValueError()))
    assert clean("", options=Options()).status == "empty"
