"""What was read from ``forms/`` once, kept beside the program, so that the next start need not read it again.

Each value is a file of its own. Its first line holds three digests: of the names, sizes and times of all files that it
was read from, the reading code included; of what is in them; and of the rest of the file itself. The second is found
out only where the first has changed. Where what is kept does not agree with them, the forms are read: it can be
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
_ENCODING = ("utf-8", "surrogateescape")


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
            self._stamps  # noqa: B018 - as they are before anything is read
            head, _, text = path.read_bytes().partition(b"\n")
            if self._agrees(head, text):
                kept: T = kept_value(text.decode("utf-8"))
                if self.writable and not head.startswith(self._stamps):
                    self._keep(path, text)
                return kept
        except (OSError, NotKept, UnicodeDecodeError):
            pass
        found = read()
        if self.writable:
            self._keep(path, text_to_keep(found).encode("utf-8"))
        return found

    def _keep(self, path: Path, text: bytes) -> None:
        """Writes a file whole or not at all; where nothing can be written, the next start reads again.

        So it does where one of the files was changed meanwhile: nobody knows which of the two was read.
        """
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            whole = b"\n".join([self._head(text), text])
            if self._stamped() != self._stamps:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(whole)
            partial.replace(path)
        except OSError:
            return

    def _head(self, text: bytes) -> bytes:
        return b" ".join((self._stamps, self.sources, _digest(text)))

    def _agrees(self, head: bytes, text: bytes) -> bool:
        """Whether a file with that first line holds what the forms hold."""
        stamps, _, rest = head.partition(b" ")
        sources, _, own = rest.partition(b" ")
        if own != _digest(text) or not (stamps == self._stamps or sources == self.sources):
            return False
        vars(self).setdefault("sources", sources)
        return True

    @cached_property
    def _stamps(self) -> bytes:
        """What `_stamped` gave when a value was first asked for."""
        return self._stamped()

    def _stamped(self) -> bytes:
        """The digest of the names, sizes and times of all files that the values are made from."""
        seen = (f"{name}\n{size} {time}" for name, _, size, time in self._files())
        return _digest("\n".join((__version__, *seen)).encode(*_ENCODING))

    @cached_property
    def sources(self) -> bytes:
        """The digest of all those files, with their names; a kept value that agrees with their stamps knows it."""
        digest = hashlib.sha256(__version__.encode("ascii"))
        for name, path, _, _ in self._files():
            content = Path(path).read_bytes()
            digest.update(f"{name}\n{len(content)}\n".encode(*_ENCODING))
            digest.update(content)
        return digest.hexdigest().encode("ascii")

    def _files(self) -> Iterator[tuple[str, str, int, int]]:
        """Each file that the values are made from: what it is called here, its path, size, and when it was changed."""
        roots = [self.forms, *(() if self.code is None else (self.code / name for name in CODE))]
        for number, root in enumerate(roots):
            start = len(str(root))
            for path, size, time in _found(str(root)):
                yield f"{number}{path[start:].replace(os.sep, '/')}", path, size, time


def _found(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(SUFFIXES):
                known = entry.stat()
                yield entry.path, known.st_size, known.st_mtime_ns
            elif entry.is_dir():
                yield from _found(entry.path)


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode("ascii")
