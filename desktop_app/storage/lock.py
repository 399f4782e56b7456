"""The lock beside a workspace: who has it open since when. It holds as long as the process lives, not longer.

The operating system's own lock on the small file decides; its text only tells whom to ask. A process that was killed
leaves the text behind but not the lock.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from pathlib import Path
from typing import IO

from desktop_app.storage.refusals import InUse, ReadOnly


class Lock:
    """The lock of one workspace, held from construction to `release`.

    Raises InUse when somebody else holds it, ReadOnly when the folder cannot be written.
    """

    def __init__(self, path: Path, now: str) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._file = self._taken(path)
        while not self._stands():  # its holder has just put it away: what was locked is no longer there
            self._file.close()
            self._file = self._taken(path)
        self._file.seek(1)
        self._file.truncate(0)
        self._file.write(" " + json.dumps({"who": _who(), "since": now}))
        self._file.flush()

    def _taken(self, path: Path) -> IO[str]:
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError:
            raise ReadOnly(path) from None
        if not _take(file):
            who, since = _read(file)
            file.close()
            raise InUse(path, who, since)
        return file

    def _stands(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Gives the workspace free. Doing it twice does no harm."""
        if not self._file.closed:
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
            self._file.close()
            if sys.platform == "win32":
                self._path.unlink(missing_ok=True)


def _who() -> str:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "somebody"
    return f"{name} on {platform.node() or 'this computer'} (process {os.getpid()})"


def _read(file: IO[str]) -> tuple[str, str]:
    try:
        file.seek(1)
        found = json.loads(file.read())
        return str(found["who"]), str(found["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return "another program", "a moment ago"


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
