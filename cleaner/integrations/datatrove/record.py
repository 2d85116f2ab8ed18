"""The inside of a worker: a clipping is cleaned, and what a document will say of its article is written down.

No datatrove here: a worker starts without it.
"""

from __future__ import annotations

import json
from typing import Any

from cleaner.article import Article
from cleaner.batch.clippings import Clipping, clean_clipping
from cleaner.batch.job import Job
from cleaner.batch.result import Result, result_of
from cleaner.writers.names import paths, renamed
from cleaner.writers.record import metadata_dict

SCHEME = "datatrove"
#: What of an article stands in a document's metadata, by the names of `cleaner.writers`; the file is the reader's.
ARTICLE_KEYS = tuple(
    name
    for place, _, name in (path.partition(".") for path in paths(SCHEME))
    if place == "metadata" and name != "file_path"
)


def clean_to_record(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """Clean one clipping; the text of the result is JSON with what goes into its document: the body in the job's form,
    Markdown or plain."""
    article = clean_clipping(clipping, job.crawled, job.options)
    if article.status == "failed":
        return result_of(article, None)
    return result_of(
        article, json.dumps(_record(article, job.form), ensure_ascii=False).encode("utf-8", "replace").decode()
    )


def _record(article: Article, form: str) -> dict[str, Any]:
    stated = metadata_dict(article.metadata)
    text = article.to_markdown(front_matter=False) if form == "md" else article.text
    return renamed({**stated, "text": text, "status": article.status, "confidence": article.confidence}, SCHEME)
