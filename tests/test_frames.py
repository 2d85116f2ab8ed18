"""Batches of pandas, pyarrow, numpy and plain columns: rows in are rows out, whatever stands in them."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import ConfigurationError, Options, clean
from cleaner.batch.order import WorkerError
from cleaner.batch.parquet import schema
from cleaner.integrations.frames import FIELDS, BatchCleaner, Columns, ColumnsError, Limits, clean_batch
from tests.conftest import ROOT, any_bytes, any_text, table
from tests.faults import break_or_clean
from tests.pools import PROSE

HANS = PROSE["hans"]
#: A clipping with something to remove and to read.
CLIPPING = "\n\n".join(("渡口最后的摆渡人", "来源：河口晚报 2024-03-05 09:10", *HANS, "分享到："))
PAGE = f"<html><head><title>渡口最后的摆渡人</title></head><body><article><p>{'</p><p>'.join(HANS)}</p></article></body></html>"
ROWS: dict[str, list[Any]] = {
    "text": [
        CLIPPING,
        PAGE,
        CLIPPING.encode("gb18030"),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        "",
        None,
        CLIPPING,
    ],
    "url": [None, "https://example.com/a", "", None, None, None, "https://example.com/b"],
    "row": [3, 1, 4, 1, 5, 9, 2],
}
STATUS = ["ok", "ok", "ok", "failed", "empty", "failed", "ok"]


class Breaking(BatchCleaner):
    """Workers that do what the first line of a clipping says."""

    work = staticmethod(break_or_clean)


def as_pandas(columns: dict[str, list[Any]]) -> Any:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    return pandas.DataFrame(columns, index=range(10, 10 + len(columns["text"])))


def as_table(columns: dict[str, list[Any]]) -> Any:
    data = [cell.encode() if isinstance(cell, str) else cell for cell in columns["text"]]
    return pa.table({**columns, "text": pa.array(data, pa.binary())})


def as_batch(columns: dict[str, list[Any]]) -> Any:
    return as_table(columns).combine_chunks().to_batches()[0]


def as_numpy(columns: dict[str, list[Any]]) -> Any:
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    return {name: numpy.array(column, dtype=object) for name, column in columns.items()}


KINDS: list[Callable[[dict[str, list[Any]]], Any]] = [dict, as_pandas, as_table, as_batch, as_numpy]
kinds = pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.__name__) for kind in KINDS])


def column(piece: Any, name: str) -> list[Any]:
    cells = piece[name]
    return cells.to_pylist() if hasattr(cells, "to_pylist") else cells.tolist() if hasattr(cells, "tolist") else cells


def column_names(piece: Any) -> list[str]:
    return list(piece.column_names if hasattr(piece, "column_names") else piece)


@kinds
def test_what_was_there_stays(kind: Callable[..., Any]) -> None:
    piece = kind(ROWS)
    out = clean_batch(piece)
    assert type(out) is type(piece)
    for name in ROWS:
        assert column(out, name) == column(piece, name)
    if kind is as_pandas:
        assert list(out.index) == list(piece.index)
        assert list(piece.columns) == list(ROWS), "the frame that was given is as it was"


@kinds
@pytest.mark.parametrize("limits", table([("here", None), ("in a worker", Limits(20))]))
def test_rows_are_those_of_clean(kind: Callable[..., Any], limits: Limits | None) -> None:
    out = BatchCleaner(Columns(fields=(*FIELDS, "url", "provenance", "removed")), limits=limits)(kind(ROWS))
    assert column(out, "clean_status") == STATUS
    for number, (data, url) in enumerate(zip(ROWS["text"], ROWS["url"], strict=True)):
        if data is not None:
            wanted = clean(data, url=url or None).to_dict()
            for field in (*FIELDS, "url"):
                cell = column(out, f"clean_{field}")[number]
                assert (None if str(cell) == "<NA>" else cell) == wanted[field], field  # pandas has a None of its own
            assert dict(column(out, "clean_provenance")[number]) == wanted["provenance"]
            assert [piece["text"] for piece in column(out, "clean_removed")[number]] == [
                piece["text"] for piece in wanted["removed"]
            ]


@kinds
@pytest.mark.parametrize("limits", table([("here", None), ("in a worker", Limits(20))]))
def test_markdown_is_a_field_for_who_asks(kind: Callable[..., Any], limits: Limits | None) -> None:
    out = BatchCleaner(Columns(fields=("markdown", "status")), limits=limits)(kind(ROWS))
    assert "clean_markdown" not in column_names(clean_batch(kind(ROWS)))
    wanted = [
        "" if status == "failed" else clean(data, url=url or None).to_markdown(front_matter=False)
        for data, url, status in zip(ROWS["text"], ROWS["url"], STATUS, strict=True)
    ]
    assert column(out, "clean_markdown") == wanted


@pytest.mark.parametrize(
    ("piece", "kinds_of"),
    table(
        [
            ("a table", as_table, lambda piece: piece.schema),
            ("a batch", as_batch, lambda piece: piece.schema),
            ("a frame", as_pandas, lambda piece: piece.dtypes.to_dict()),
            ("columns", dict, list),
        ]
    ),
)
def test_a_piece_without_rows_has_the_same_columns(piece: Callable[..., Any], kinds_of: Callable[..., Any]) -> None:
    full = piece(ROWS)
    empty = {name: cells[:0] for name, cells in full.items()} if piece is dict else full[:0]
    assert kinds_of(clean_batch(empty)) == kinds_of(clean_batch(full))


def test_types_in_arrow_are_those_of_our_parquet() -> None:
    every = tuple(schema().names)
    out = clean_batch(as_table(ROWS), Columns(fields=every, prefix="x_"))
    assert [out.schema.field(f"x_{name}").type for name in every] == [schema().field(name).type for name in every]


def test_what_a_table_says_of_itself_stays() -> None:
    piece = as_table(ROWS).replace_schema_metadata({"from": "a crawl"})
    assert clean_batch(piece).schema.metadata == {b"from": b"a crawl"}


def test_pieces_of_a_table_that_is_in_pieces() -> None:
    piece = pa.concat_tables([as_table(ROWS), as_table(ROWS)])
    assert column(clean_batch(piece), "clean_status") == STATUS * 2


@pytest.mark.parametrize(
    "cells",
    table(
        [
            ("text", pa.array([CLIPPING, None])),
            ("large text", pa.array([CLIPPING, None], pa.large_string())),
            ("few values often", pa.array([CLIPPING, None]).dictionary_encode()),
            ("text that is none", pa.array([CLIPPING.encode(), None], pa.binary()).view(pa.string())),
            (
                "text, and bytes that are none",
                pa.array([CLIPPING.encode("gb18030"), None], pa.binary()).view(pa.string()),
            ),
        ]
    ),
)
def test_columns_of_arrow(cells: Any) -> None:
    out = clean_batch(pa.table({"text": cells}))
    assert column(out, "clean_status") == ["ok", "failed"]
    assert column(out, "clean_text")[0] == clean(CLIPPING).text


@pytest.mark.parametrize(
    ("cell", "word"),
    table(
        [
            ("nothing", None, "the row holds nothing"),
            ("not a number", float("nan"), "no text but float"),
            ("a number", 3, "no text but int"),
            ("a list", ["a"], "no text but list"),
        ]
    ),
)
def test_cells_that_hold_no_clipping(cell: object, word: str) -> None:
    out = clean_batch({"html": [cell, PAGE]})
    assert out["clean_status"] == ["failed", "ok"]
    assert out["clean_warnings"][0] == [{"code": "unreadable", "message": word}]


def test_what_pandas_takes_for_missing() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"html": [PAGE, None, pandas.NA, float("nan")], "day": pandas.to_datetime(["2024-03-05", None, None, None])})  # fmt: skip
    out = clean_batch(frame, Columns(crawled="day"))
    assert [warning[0]["message"] for warning in out["clean_warnings"][1:]] == ["the row holds nothing"] * 3


@pytest.mark.parametrize(
    "moment",
    table(
        [
            ("a moment", datetime(2024, 3, 5, 8, tzinfo=UTC)),
            ("ISO 8601", "2024-03-05T08:00:00Z"),
            ("a day", "2024-03-05"),
        ]
    ),
)
def test_days_count_from_the_crawl(moment: object) -> None:
    data = CLIPPING.replace("2024-03-05 09:10", "3天前")
    out = clean_batch({"text": [data, data], "when": [moment, "once"]}, Columns(crawled="when"))
    assert out["clean_date"] == ["2024-03-02", None]


@pytest.mark.parametrize(
    ("names", "columns", "word"),
    table(
        [
            ("none that is known", ["a"], Columns(), "name one with Columns(data=...); its columns: a"),
            ("not the one asked for", ["html"], Columns("page"), "no column 'page'; its columns: html"),
            ("no such address", ["html"], Columns(url="where"), "no column 'where'"),
            ("one that we would write over", ["html", "clean_text"], Columns(), "a column 'clean_text' already"),
            ("the data itself", ["text"], Columns(prefix=""), "a column 'text' already"),
        ]
    ),
)
def test_tables_that_do_not_fit(names: list[str], columns: Columns, word: str) -> None:
    with pytest.raises(ColumnsError) as caught:
        clean_batch({name: [PAGE] for name in names}, columns)
    assert word in str(caught.value)


def test_two_columns_of_one_name() -> None:
    with pytest.raises(ColumnsError, match="two columns are called 'html'"):
        clean_batch(pa.Table.from_arrays([pa.array([PAGE])] * 2, ["html", "html"]))


def test_a_field_that_no_article_has() -> None:
    with pytest.raises(ConfigurationError, match="no field 'titel'; its fields: id, title"):
        clean_batch({"html": []}, Columns(fields=("titel",)))


def test_something_else() -> None:
    with pytest.raises(TypeError, match="columns by name, not list"):
        clean_batch([PAGE])


def test_options_and_the_markup_count() -> None:
    piece = {"text": [PAGE]}
    assert clean_batch(piece, Columns(markup="text"))["clean_text"] == [clean(PAGE, markup="text").text]
    assert clean_batch(piece, options=Options(max_bytes=9))["clean_warnings"][0][0]["code"] == "too_large"


FAULTS = {"SEGFAULT": "crashed", "HANG": "deadline", "LEAK": "memory", "RAISE": "raised", "EXIT": "crashed"}


def test_a_row_that_breaks_its_worker_costs_itself_alone() -> None:
    cells = [CLIPPING, *(f"{fault}\n\n{CLIPPING}" for fault in FAULTS), CLIPPING]
    cleaner = Breaking(limits=Limits(1.5, 500_000_000), jobs=2)
    out = cleaner({"text": cells})
    assert out["clean_status"] == ["ok", *["failed"] * len(FAULTS), "ok"]
    assert [warnings[0]["code"] for warnings in out["clean_warnings"][1:-1]] == list(FAULTS.values())
    assert out["clean_text"][0] == out["clean_text"][-1] == clean(CLIPPING).text
    assert cleaner({"text": [CLIPPING]})["clean_status"] == ["ok"], "the next piece is none the worse"


def test_what_raises_here_is_told_too() -> None:
    assert Breaking(limits=None)({"text": [f"RAISE\n\n{CLIPPING}"]})["clean_warnings"][0][0]["code"] == "raised"


def test_it_travels_with_its_processes_left_behind() -> None:
    cleaner = BatchCleaner(Columns("body", fields=("text",)), limits=Limits(20))
    piece = {"body": [CLIPPING]}
    out = cleaner(piece)
    assert pickle.loads(pickle.dumps(cleaner))(piece) == out
    cleaner.close()
    assert cleaner(piece) == out


def test_threads_share_it() -> None:
    cleaner = BatchCleaner(limits=Limits(20))
    found: list[list[str]] = []
    pieces = [{"text": [f"{CLIPPING}\n\n{number}号渡船今年又下了水，撑船的是船工的孙女。"]} for number in range(8)]
    threads = [
        threading.Thread(target=lambda piece=piece: found.append(cleaner(piece)["clean_text"])) for piece in pieces
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(clean_batch(piece)["clean_text"] for piece in pieces)


def test_threads_that_start_processes_at_once_leave_the_script_in_its_place() -> None:
    before = sys.modules["__main__"]
    cleaners = [BatchCleaner(limits=Limits(20)) for _ in range(6)]
    threads = [threading.Thread(target=cleaner, args=({"text": [CLIPPING]},)) for cleaner in cleaners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sys.modules["__main__"] is before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_fork_does_not_meddle_with_processes_of_another() -> None:
    cleaner = BatchCleaner(limits=Limits(20))
    piece = {"text": [CLIPPING]}
    out = cleaner(piece)
    child = os.fork()
    if not child:
        try:
            cleaner(piece)
        except WorkerError as error:
            os._exit(0 if "fork first" in str(error) else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert cleaner(piece) == out


def _in_a_daemon(answer: Any) -> None:
    try:
        BatchCleaner(limits=Limits(20))({"text": [CLIPPING]})
    except WorkerError as error:
        answer.send(str(error))


def test_a_daemon_says_why_it_can_start_no_process() -> None:
    import multiprocessing  # noqa: PLC0415

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    context.Process(target=_in_a_daemon, args=(there,), daemon=True).start()
    assert here.poll(60) and "give no limits" in here.recv()


def test_nothing_is_loaded_that_is_not_there() -> None:
    script = (
        "import sys; from cleaner.integrations.frames import clean_batch\n"
        "clean_batch({'text': ['渡口']}); print([n for n in ('pandas', 'pyarrow', 'numpy', 'ray', 'scrapy') if n in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"


def test_a_script_without_its_guard_is_not_run_again(tmp_path: Any) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from cleaner.integrations.frames import BatchCleaner, Limits\n"
        "print(BatchCleaner(limits=Limits(20))({'text': ['渡口']})['clean_status'])\n",
        "utf-8",
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, str(script)], env=env, capture_output=True, check=False, text=True)
    assert (found.stdout.count("["), found.stderr) == (1, "")


@given(st.lists(st.one_of(any_text(60), any_bytes(60), st.none(), st.integers()), max_size=6))
def test_rows_in_are_rows_out(cells: list[Any]) -> None:
    out = clean_batch({"text": cells})
    assert all(len(values) == len(cells) for values in out.values())
    records = pa.table({name: values for name, values in out.items() if name.startswith("clean_") and values})
    assert records.num_rows in (0, len(cells))
