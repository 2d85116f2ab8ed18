"""Steps of a datatrove pipeline: `CleanerStep` cleans documents, `ClippingReader` reads web archives and the like.

The extra ``[datatrove]`` installs what they need; nothing of it is loaded before a step is asked for, and never in the
processes that clean.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.batch.order import Limits as Limits
    from cleaner.integrations.datatrove.counts import statuses as statuses
    from cleaner.integrations.datatrove.documents import Known as Known
    from cleaner.integrations.datatrove.reader import ClippingReader as ClippingReader
    from cleaner.integrations.datatrove.step import CleanerStep as CleanerStep
    from cleaner.integrations.datatrove.tables import columns as columns

__all__ = ["CleanerStep", "ClippingReader", "Known", "Limits", "columns", "statuses"]

#: Public name → the module that holds it.
_HOMES = {
    "CleanerStep": "cleaner.integrations.datatrove.step",
    "ClippingReader": "cleaner.integrations.datatrove.reader",
    "Known": "cleaner.integrations.datatrove.documents",
    "Limits": "cleaner.batch.order",
    "columns": "cleaner.integrations.datatrove.tables",
    "statuses": "cleaner.integrations.datatrove.counts",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner.integrations.datatrove' has no attribute {name!r}")
    try:
        return getattr(import_module(_HOMES[name]), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "datatrove":
            raise
        raise ImportError(f"{name} needs datatrove: pip install 'clipping-cleaner[datatrove]'") from error
