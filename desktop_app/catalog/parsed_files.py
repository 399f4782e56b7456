"""What was read from ``forms/`` once, kept beside the program, so that the next start need not read it again.

Each value is a file of its own. Its first line holds two digests: that of everything it was read from, the reading code
included, and that of the rest of the file. Where either is not as it must be, the forms are read: what is kept can be
deleted, cut off or overwritten, and nothing changes but the time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from desktop_app import __version__
from desktop_app.catalog.kept_values import NotKept, kept_value, text_to_keep
from desktop_app.domain.late_dataclasses import dataclass

T = TypeVar("T")
CODE = ("catalog", "domain", "formspec", "rulebook")
SUFFIXES = (".toml", ".py")


@dataclass(frozen=True)
class ParsedFiles:
    """The kept values of the forms in the folder `forms`. Without a `folder` nothing is kept, and all is read.

    `code` is the folder of the program's source, which counts too; a packaged program has none, and its version stands
    for it. A worker and a packaged program write nothing: for them it is not `writable`.
    """

    forms: Path
    folder: Path | None = None
    code: Path | None = None
    writable: bool = False

    def value(self, name: str, read: Callable[[], T]) -> T:
        """The value of that name: as it is kept, or else as `read` gives it. Raises what `read` raises."""
        if self.folder is None:
            return read()
        path = self.folder / f"{name}.json"
        try:
            head, _, text = path.read_bytes().partition(b"\n")
            if head == self._head(text):
                kept: T = kept_value(text.decode("utf-8"))
                return kept
        except (OSError, NotKept, UnicodeDecodeError):
            pass
        found = read()
        if self.writable:
            self._keep(path, text_to_keep(found).encode("utf-8"))
        return found

    def _keep(self, path: Path, text: bytes) -> None:
        """Writes a file whole or not at all; where nothing can be written, the next start reads again."""
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(b"\n".join([self._head(text), text]))
            partial.replace(path)
        except OSError:
            return

    def _head(self, text: bytes) -> bytes:
        return f"{self._sources} {hashlib.sha256(text).hexdigest()}".encode("ascii")

    @cached_property
    def _sources(self) -> str:
        """The digest of all files that the values are made from, with their names."""
        digest = hashlib.sha256(__version__.encode("ascii"))
        roots = [self.forms, *(() if self.code is None else (self.code / name for name in CODE))]
        for number, root in enumerate(roots):
            for path in _files(str(root)):
                with open(path, "rb") as file:  # noqa: PTH123 - two hundred of them at each start
                    content = file.read()
                name = path[len(str(root)) :].replace(os.sep, "/")
                digest.update(f"{number}{name}\n{len(content)}\n".encode("utf-8", "surrogateescape"))
                digest.update(content)
        return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(SUFFIXES):
                yield entry.path
