"""Loaded by the process that workers are forked from, and by nobody else: what every worker needs is loaded once.

The interrupt of a terminal goes to all its processes; those here leave it to the one that people talk to.
"""

from __future__ import annotations

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)

import gc  # noqa: E402 - first of all the line above

import cleaner.batch.serve  # noqa: E402, F401 - what workers run
from cleaner.pipeline import clean  # noqa: E402

#: Cleaned once, so that rules, weights and tables are loaded.
_PAGE = "<html><head><title>Ferry</title></head><body><div><p>The ferry left at seven.</p></div></body></html>"
_TEXT = "渡口的灯\n\n清晨的渡轮离开码头，甲板上的人整整一个小时都没有谈起天气，只是望着远处的灯塔。\n"

clean(_PAGE)
clean(_TEXT).to_markdown()
gc.freeze()  # what is here stays: no collection touches it, so that workers share its memory
