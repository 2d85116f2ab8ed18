"""What became of the documents of a whole run, on whatever machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from datatrove.io import get_datafolder

from cleaner.integrations.datatrove.step import CleanerStep

_PREFIX = "status_"


def statuses(logging_dir: Any) -> Counter[str]:
    """How many documents have each status, by what the completed tasks of a run have left in its `logging_dir`,
    whichever executor it was and however often it was resumed."""
    counts: Counter[str] = Counter()
    folder = get_datafolder(logging_dir)
    for path in folder.list_files("stats"):
        with folder.open(path, "r") as file:
            steps = json.load(file)
        for step in steps:
            if step["name"].endswith(CleanerStep.name):
                counts.update(_counted(step["stats"]))
    return counts


def _counted(stats: dict[str, Any]) -> dict[str, int]:
    """A count is a number or, where there is more to say of it, a record with its total."""
    return {
        key.removeprefix(_PREFIX): int(value["total"] if isinstance(value, dict) else value)
        for key, value in stats.items()
        if key.startswith(_PREFIX)
    }
