"""`python -m benchmarks speed|linear|start`."""

from __future__ import annotations

import sys

from benchmarks import speed

_RUNS = {"speed": speed.speed, "linear": speed.linear, "start": speed.start}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in _RUNS:
        sys.exit(f"usage: python -m benchmarks {'|'.join(_RUNS)}")
    sys.exit(_RUNS[sys.argv[1]]())
