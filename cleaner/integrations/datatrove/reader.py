"""A reader of whatever holds clippings: web archives first of all, in which nothing is passed over in silence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from datatrove.data import Document, Media, MediaType
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.utils.logging import logger

from cleaner.batch.clippings import Clipping, Unreadable, clippings_in
from cleaner.batch.files import HEAD_BYTES, Source
from cleaner.batch.walk import Inputs
from cleaner.integrations.datatrove.documents import STATED, UNREADABLE
from cleaner.options import MAX_BYTES


class ClippingReader(BaseDiskReader):  # type: ignore[misc]  # datatrove has no types
    """Read web archives (WARC), JSON lines, Parquet, zip, tar and single pages, packed or not, from any folder that
    datatrove knows, as streams. What a file is, its content says.

    A page is a document without text and with its bytes as first medium: `CleanerStep` decodes them by all that is
    stated of them. Unlike datatrove's own reader, it passes over nothing: what is cut off, damaged, or larger than
    `max_bytes` is a document, too, which `CleanerStep` gives the status "failed" with the reason. What is no page
    (pictures, redirects) is counted as "left_out".

    `column` names the column of tables that holds the clippings; `more` is what `BaseDiskReader` takes: `paths_file`,
    `glob_pattern`, `limit` ...
    """

    name = "📰 Clippings"

    def __init__(self, data_folder: Any, *, max_bytes: int = MAX_BYTES, column: str | None = None, **more: Any) -> None:
        super().__init__(data_folder, **more)
        self.max_bytes = max_bytes
        self.column = column

    def read_file(self, filepath: str) -> Iterator[Document]:
        """The documents of one file. Raises OSError where the file cannot be reached: the task is not complete then."""
        source = Source(Path(filepath), Path(filepath))
        with self.data_folder.open(filepath, "rb") as file:
            reached = _Reached(file)
            stream = io.BufferedReader(reached, HEAD_BYTES)
            for found in clippings_in(stream, source, self.max_bytes, Inputs(column=self.column)):
                if reached.trouble is not None:
                    raise reached.trouble
                if isinstance(found, Clipping):
                    yield self._document(found, filepath)
                elif found.lost:
                    yield self._document(Clipping(found.origin, ""), filepath, found)
                else:
                    self.stat_update("left_out", unit="remark")
                    logger.info(f"{found.origin.name}: {found.cause}")

    def _document(self, clipping: Clipping, filepath: str, lost: Unreadable | None = None) -> Document:
        """A clipping with all that is known of it; one that is lost with the reason."""
        name, data = clipping.origin.name, clipping.data
        metadata: dict[str, Any] = {
            "url": clipping.url,
            "date": clipping.crawled.isoformat() if clipping.crawled else None,
            **(self.default_metadata or {}),
        }
        if self.add_file_path:
            metadata.setdefault("file_path", self.data_folder.resolve_paths(filepath))
        if lost:
            return Document("", name, metadata={**metadata, UNREADABLE: lost.cause})
        metadata[STATED] = {
            "markup": clipping.markup,
            "encoding": clipping.encoding,
            "stated": [list(one) for one in clipping.stated],
            "warnings": [[one.code, one.message] for one in clipping.warnings],
        }
        if isinstance(data, str):
            return Document(data, name, metadata=metadata)
        page = Media(name, MediaType.DOCUMENT, clipping.url or "", media_bytes=data)
        return Document("", name, [page], metadata)


class _Reached(io.RawIOBase):
    """A file that remembers when it could not be reached: that is no damage of the archive in it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.trouble: OSError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return cast(bool, self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return cast(int, self._file.seek(offset, whence))

    def tell(self) -> int:
        return cast(int, self._file.tell())

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except OSError as error:
            self.trouble = error
            raise
        buffer[: len(data)] = data
        return len(data)
