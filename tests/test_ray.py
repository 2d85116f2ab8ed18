"""Ray Data on two CPUs: every row comes back, and what breaks a worker costs itself alone. Run by `tox -e ray`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from cleaner import clean
from cleaner.integrations.frames import BatchCleaner, Columns, Limits
from tests.conftest import ROOT
from tests.faults import break_or_clean
from tests.pools import PROSE

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'clipping-cleaner[ray]'")

COUNT = 400
FAULTS = {7: ("SEGFAULT", "crashed"), 111: ("HANG", "deadline"), 200: ("RAISE", "raised"), 333: ("KILLED", "crashed")}


class Breaking(BatchCleaner):
    """Workers that do what the first line of a clipping says."""

    work = staticmethod(break_or_clean)


@pytest.fixture(scope="module")
def rows() -> Iterator[list[dict[str, Any]]]:
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    os.environ["PYTHONPATH"] = paths  # inherited by Ray's processes, which load this module
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    lines = PROSE["hans"]
    yield [
        {
            "row": number,
            "url": f"https://example.com/{number}",
            "text": "\n\n".join(
                (
                    *([FAULTS[number][0]] if number in FAULTS else []),
                    f"渡口 {number}",
                    "来源：河口晚报 2024-03-05 09:10",
                    *(lines[(number + step) % len(lines)] for step in range(4)),
                    "分享到：",
                )
            ),
        }
        for number in range(COUNT)
    ]
    ray.shutdown()


@pytest.mark.parametrize("form", ["pyarrow", "pandas", "numpy"])
def test_every_row_comes_back(rows: list[dict[str, Any]], form: str) -> None:
    given = {"columns": Columns(url="url"), "limits": Limits(2)}
    data = ray.data.from_items(rows, override_num_blocks=8).map_batches(
        Breaking,
        fn_constructor_kwargs=given,
        compute=ray.data.ActorPoolStrategy(size=2),
        batch_format=form,
        batch_size=32,
    )
    found = sorted(data.take_all(), key=lambda row: row["row"])
    assert [row["row"] for row in found] == list(range(COUNT))
    codes = {row["row"]: row["clean_warnings"][0]["code"] for row in found if row["clean_status"] == "failed"}
    assert codes == {number: code for number, (_, code) in FAULTS.items()}
    for row in found:
        if row["row"] not in FAULTS:
            wanted = clean(row["text"], url=row["url"])
            assert (row["clean_text"], row["clean_date"]) == (wanted.text, wanted.metadata.date)
