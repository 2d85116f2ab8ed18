"""Dead letters: clippings that broke what cleaned them, kept with the cause, for whoever mends it."""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path

from cleaner.batch.files import told_of
from cleaner.batch.names import cut
from cleaner.batch.run import Done
from cleaner.batch.writing import write_atomic

#: Suffixes of the two files of a letter: what is known of it, and the clipping's own bytes.
ACCOUNT, CONTENT = ".why.json", ".clipping"
#: The digest in the name of a letter whose own is too long, in bytes.
DIGEST_BYTES = 6


class Letters:
    """The folder of dead letters; it is there from the first letter on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, done: Done) -> None:
        """Keep a clipping that broke, under the name that its article would have. Raises `FileError`."""
        result = done.result
        account = {
            "clipping": done.origin.name,
            "file": str(done.origin.source.path),
            "code": [warning.code for warning in result.warnings],
            "cause": result.remarks,
            "trace": result.trace,
        }
        data = done.data.encode("utf-8", "surrogatepass") if isinstance(done.data, str) else done.data or b""
        account_path, content_path = self._paths(done.name)
        write_atomic(content_path, data)
        write_atomic(account_path, json.dumps(account, ensure_ascii=False, indent=2) + "\n")

    def drop(self, name: str) -> None:
        """No letter any more: the clipping has its article now. Raises `FileError`."""
        for path in self._paths(name) if self.folder.is_dir() else ():
            with told_of(path):
                path.unlink(missing_ok=True)

    def _paths(self, name: str) -> tuple[Path, Path]:
        place = self.folder / name
        return place.with_name(_named(place.stem, ACCOUNT)), place.with_name(_named(place.stem, CONTENT))


def _named(stem: str, suffix: str) -> str:
    """The name of a letter's file. An article's name may be as long as a name can be: of one that has no room for the
    suffix a digest tells it from others that begin as it does."""
    whole = stem + suffix
    if cut(stem, suffix) == whole:
        return whole
    return cut(stem, f"-{blake2b(os.fsencode(stem), digest_size=DIGEST_BYTES).hexdigest()}{suffix}")
