"""The step that cleans: documents in, the same documents with clean texts out, each with what became of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, nullcontext
from typing import Any

from datatrove.pipeline.base import PipelineStep
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import StatHints

from cleaner.batch.clippings import Clipping, Unreadable
from cleaner.batch.job import Job, Work
from cleaner.batch.order import Limits
from cleaner.batch.result import Result
from cleaner.batch.run import Running, run
from cleaner.integrations.datatrove.documents import STATED, Document, Known, account, as_it_came, clipping_of, page_of
from cleaner.integrations.datatrove.record import clean_to_record
from cleaner.model import Status
from cleaner.options import Options

_DEFAULTS = Options()
_LIMITS = Limits(memory_bytes=4 << 30)
_WHERE = Known()


class CleanerStep(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Clean the clipping in every document: HTML, Markdown or flat text in `text`, or bytes in `media`.

    Every document goes on, in its order, with the article's body as `text` (plain; with `markdown` title and body as
    Markdown) and all `KEYS` in its metadata, among them
    status, confidence and warnings. With an `exclusion_writer` those whose status is among `excluded` go there instead,
    as they came, with the same metadata and the `filter_reason`. None is left out.

    `jobs` processes clean for each task. A document that crashes them, takes longer or needs more memory than `limits`
    allow, costs itself alone: its status is "failed". With 0 jobs cleaning is done in the task's own process, and
    nothing stops such a document. Statistics count documents by status, removed characters by noise class, and rules.
    Pickles with all of its options, profiles and rules among them.
    """

    type = "🧹 - CLEANER"
    name = "Cleaner"
    #: What cleans one clipping. A function of a module: worker processes load it by its name.
    work: Work = staticmethod(clean_to_record)

    def __init__(
        self,
        options: Options = _DEFAULTS,
        exclusion_writer: Any = None,
        *,
        excluded: Collection[Status] = ("failed", "needs_review"),
        limits: Limits = _LIMITS,
        jobs: int = 1,
        known: Known = _WHERE,
        markdown: bool = False,
    ) -> None:
        super().__init__()
        self.options = options
        self.exclusion_writer = exclusion_writer
        self.excluded = tuple(excluded)
        self.limits = limits
        self.jobs = jobs
        self.known = known
        self.markdown = markdown
        if exclusion_writer is not None:
            exclusion_writer.save_media_bytes = True  # a dead letter without its page would be none

    def run(self, data: Iterable[Document] | None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Clean one task's documents. Raises `WorkerError` where no process can be started: the task is not complete
        then, and is done when the pipeline is run again."""
        waiting: deque[Document] = deque()
        job = Job(self.options, form="md" if self.markdown else "txt")
        how = Running(job, self.work, self.limits, self.jobs, tell=logger.warning)
        writer: Any = self.exclusion_writer or nullcontext()
        with writer as letters, closing(run(self._found(data, waiting), how)) as steps:
            while True:
                with self.track_time():
                    done = next(steps, None)
                    if done is None:
                        break
                    document = waiting.popleft()
                    excluded = self._settle(document, done.result, letters is not None)
                if excluded:
                    letters.write(document, rank)
                else:
                    yield document

    def _found(self, data: Iterable[Document] | None, waiting: deque[Document]) -> Iterator[Clipping | Unreadable]:
        """The clippings of documents, which wait here for what becomes of them."""
        for document in data or ():
            waiting.append(document)
            yield clipping_of(document, self.known)

    def _settle(self, document: Document, result: Result, letters: bool) -> bool:
        """Write into a document what became of it, and count it; whether it is excluded."""
        text, told = account(document, result, self.known)
        excluded = letters and result.status in self.excluded
        if excluded or result.status == "failed":
            told["input"] = as_it_came(document, excluded)
            told |= {"filter_reason": _reason(result)} if excluded else {}
        else:
            page = page_of(document)
            document.text = text
            document.media = [one for one in document.media if one is not page]
            document.metadata.pop(STATED, None)
        document.metadata |= told
        self._count(document, result, excluded)
        return excluded

    def _count(self, document: Document, result: Result, excluded: bool) -> None:
        self.stat_update(StatHints.total, f"status_{result.status}")
        if excluded:
            self.stat_update(StatHints.dropped, f"dropped_{_reason(result)}")
        else:
            self.stat_update(StatHints.forwarded)
            self.update_doc_stats(document)
        for warning in result.warnings:
            self.stat_update(f"warning_{warning.code}")
        for noise_class, characters in result.removed:
            self.stat_update(f"removed_{noise_class}", value=characters)
        for rule, count in result.rules:
            self.stat_update(f"rule_{rule}", value=count)


def _reason(result: Result) -> str:
    """Why a document is excluded, in a word: what broke, or the status."""
    return result.warnings[0].code if result.status == "failed" and result.warnings else str(result.status)
