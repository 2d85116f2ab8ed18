"""Dead letters: clippings that broke what cleaned them, kept with the cause, for whoever mends it."""

from __future__ import annotations

import json
from pathlib import Path

from cleaner.batch.files import write_atomic
from cleaner.batch.run import Done

#: Suffixes of the two files of a letter: what is known of it, and the clipping's own bytes.
ACCOUNT, CONTENT = ".why.json", ".clipping"


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
        """No letter any more: the clipping has its article now."""
        if self.folder.is_dir():
            for path in self._paths(name):
                path.unlink(missing_ok=True)

    def _paths(self, name: str) -> tuple[Path, Path]:
        place = self.folder / name
        return place.with_name(place.stem + ACCOUNT), place.with_name(place.stem + CONTENT)
