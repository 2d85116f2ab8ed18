"""Web archives in, clean articles out, as JSON lines and as Parquet, with datatrove.

    pip install 'clipping-cleaner[datatrove]'
    python examples/datatrove_warc.py ARCHIVES OUT --tasks 4 --workers 2

Run it again after whatever stopped it: what is complete is left alone. The exit code is 1 where something could not be
cleaned; it lies in OUT/failed then, with the reason.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor, SlurmPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from cleaner import Options
from cleaner.integrations.datatrove import CleanerStep, ClippingReader, Limits, columns, statuses


def steps(archives: str, out: str) -> list[Any]:
    """What is done with every archive; folders may be local or those of a store (``s3://...``)."""
    return [
        ClippingReader(archives),
        CleanerStep(
            Options(),  # or Options.from_file("cleaner.toml"), with rules and profiles of your own
            # Not gzip, which writes the time of day into its files: resumed, they would not be the same bytes.
            exclusion_writer=JsonlWriter(f"{out}/failed", compression="zstd"),
            excluded=("failed",),
            limits=Limits(seconds=30, memory_bytes=2 << 30),
        ),
        JsonlWriter(f"{out}/jsonl", compression="zstd"),
        ParquetWriter(f"{out}/parquet", expand_metadata=True, schema=columns(), compression="zstd"),
    ]


def executor(wanted: argparse.Namespace) -> Any:
    """The same steps on one machine, or on many."""
    logs = f"{wanted.out}/logs"
    given = {"pipeline": steps(wanted.archives, wanted.out), "tasks": wanted.tasks, "logging_dir": logs}
    if wanted.on == "slurm":
        return SlurmPipelineExecutor(**given, time="20:00:00", partition=wanted.partition, mem_per_cpu_gb=4)
    if wanted.on == "ray":
        return RayPipelineExecutor(**given, workers=wanted.workers, mem_per_cpu_gb=4)
    return LocalPipelineExecutor(**given, workers=wanted.workers)


def main() -> int:
    """Run, and say what became of the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives")
    parser.add_argument("out")
    parser.add_argument("--tasks", type=int, default=4, help="shards; each is resumed as a whole")
    parser.add_argument("--workers", type=int, default=2, help="tasks at a time")
    parser.add_argument("--on", choices=("local", "slurm", "ray"), default="local")
    parser.add_argument("--partition", default="cpu", help="of Slurm")
    wanted = parser.parse_args()
    executor(wanted).run()
    if wanted.on == "slurm":  # which has only taken the job; ask statuses() when it is done
        return 0
    counts = statuses(f"{wanted.out}/logs")
    print(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "nothing")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
