"""One run's way of cleaning, and the function that does it to one clipping, in whatever process."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files

from cleaner import __version__
from cleaner.batch.clippings import Clipping, clean_clipping
from cleaner.batch.forms import FORMS
from cleaner.batch.result import Result, failed, result_of
from cleaner.memory import TOO_LITTLE
from cleaner.options import Options

#: Length of a hash of a clipping or a configuration, in bytes: no two of a billion agree by chance.
HASH_BYTES = 16
#: The tail of a traceback that is kept, in characters.
TRACE_LENGTH = 8_000


@dataclass(frozen=True)
class Job:
    """How the clippings of one run are cleaned and written: the form, the names of its fields, when they were fetched
    (where they do not say so), and whether near-duplicates are looked for and marked."""

    options: Options = field(default_factory=Options)
    form: str = "md"
    names: str = "own"
    crawled: datetime | None = None
    dedup: bool = False

    @cached_property
    def digest(self) -> str:
        """A hash of all that an article depends on beside its clipping: these choices, rules, and the version of the
        program with its own rules."""
        known = {choice.name: getattr(self, choice.name) for choice in fields(self) if choice.name != "options"}
        said = json.dumps([__version__, known, asdict(self.options)], default=str, sort_keys=True)
        digest = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES)
        for file in sorted(files("cleaner.judge").joinpath("rules").iterdir(), key=lambda file: file.name):
            digest.update(file.read_bytes() if file.is_file() else b"")
        return digest.hexdigest()


#: What cleans one clipping; given the clipping it duplicates, where there is one, it marks that.
Work = Callable[[Clipping, Job, str | None], Result]


def clean_one(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """Clean one clipping and write its article in the job's form."""
    article = clean_clipping(clipping, job.crawled, job.options)
    if duplicate_of is not None:
        article = replace(article, metadata=replace(article.metadata, duplicate_of=duplicate_of))
    text = FORMS[job.form].write(article, job.names) if article.status != "failed" else None
    result = result_of(article, text, duplicate_of)
    if not job.dedup or not article.text:
        return result
    from cleaner.batch.near import sketch  # noqa: PLC0415 - an extra, and only asked for

    return replace(result, sketch=sketch(article.text))


def attempt(work: Work, clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """The result of one clipping; what the work raises is one, too."""
    try:
        return work(clipping, job, duplicate_of)
    except MemoryError:
        return failed(TOO_LITTLE.code, TOO_LITTLE.message, traceback.format_exc()[-TRACE_LENGTH:])
    except Exception as error:  # whatever it is, it is this clipping's, and told
        return failed("raised", f"{type(error).__name__}: {error}", traceback.format_exc()[-TRACE_LENGTH:])


def digest_of(clipping: Clipping) -> bytes:
    """A hash of a clipping: its content and what is known of it, not where it lies."""
    stated = [getattr(clipping, known.name) for known in fields(clipping) if known.name not in ("origin", "data")]
    digest = blake2b(repr((stated, isinstance(clipping.data, str))).encode("utf-8", "replace"), digest_size=HASH_BYTES)
    data = clipping.data
    digest.update(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return digest.digest()
