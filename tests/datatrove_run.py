"""A datatrove pipeline over shards of JSON lines, with workers that break where a document says so; as a program of its
own, so that it can be killed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.faults import break_or_record

TASKS = 4


def executor(folder: Path, out: Path, workers: int = 2) -> Any:
    """``folder`` into ``out/clean`` and ``out/dead``."""
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415 - an extra
    from datatrove.pipeline.readers import JsonlReader  # noqa: PLC0415
    from datatrove.pipeline.writers import JsonlWriter  # noqa: PLC0415

    from cleaner.integrations.datatrove import CleanerStep, Limits  # noqa: PLC0415

    cleaning = CleanerStep(
        exclusion_writer=JsonlWriter(str(out / "dead"), compression=None),
        excluded=("failed",),
        limits=Limits(seconds=1.5, memory_bytes=600 << 20),
    )
    cleaning.work = break_or_record
    return LocalPipelineExecutor(
        [JsonlReader(str(folder)), cleaning, JsonlWriter(str(out / "clean"), compression=None)],
        tasks=TASKS,
        workers=workers,
        logging_dir=str(out / "logs"),
    )


if __name__ == "__main__":
    executor(Path(sys.argv[1]), Path(sys.argv[2])).run()
