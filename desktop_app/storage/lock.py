"""The lock beside a workspace: who has it open since when. It holds as long as the process lives, not longer.

The operating system's own lock on the small file decides; its text only tells whom to ask. A process that was killed
leaves the text behind but not the lock.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from desktop_app.storage.refusals import InUse, unlocked

ROUNDS = 20  # more holders do not come and go in this moment: the disk gives its files no lasting numbers
HELD_BY_ANOTHER = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class WorkspaceLock:
    """The lock of one workspace, held from construction to `release`.

    Raises InUse when somebody else holds it, and otherwise what `refusals.unlocked` makes of the reason.
    """

    def __init__(self, path: Path, now: str) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._file = self._taken(path)
        for _ in range(ROUNDS):
            if self._stands():
                break
            self._file.close()  # its holder has just put it away: what was locked is no longer there
            self._file = self._taken(path)
        with suppress(OSError):  # a full disk: the words are only for others, what holds is the system's own lock
            self._file.seek(1)
            self._file.truncate(0)
            self._file.write(" " + json.dumps({"who": _who(), "since": now}))
            self._file.flush()

    def _taken(self, path: Path) -> IO[str]:
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise unlocked(path, error) from None
        try:
            taken = _take(file)
        except OSError as error:
            file.close()
            raise unlocked(path, error) from None
        if not taken:
            who, since = _read(file)
            file.close()
            raise InUse(path, who, since)
        return file

    def _stands(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Gives the workspace free. Doing it twice does no harm."""
        if self._file.closed:
            return
        with suppress(OSError):  # a folder that is gone meanwhile: the lock goes with this process
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            if sys.platform == "win32":
                self._path.unlink(missing_ok=True)


def lock_holder(path: Path) -> tuple[str, str] | None:
    """Who has the workspace open and since when, None if nobody; looking neither makes nor changes the lock's file."""
    try:
        with path.with_name(f"{path.name}.lock").open("r", encoding="utf-8") as file:
            return None if _take(file, shared=True) else _read(file)
    except OSError:  # no lock, or one that cannot be asked: opening the file says more
        return None


def _who() -> str:
    import getpass  # who only looks into a file takes no lock

    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "somebody"
    computer = os.environ.get("COMPUTERNAME") if sys.platform == "win32" else os.uname().nodename
    return f"{name} on {computer or 'this computer'} (process {os.getpid()})"


def _read(file: IO[str]) -> tuple[str, str]:
    try:
        file.seek(1)
        found = json.loads(file.read())
        return str(found["who"]), str(found["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return "another program", "a moment ago"


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str], *, shared: bool = False) -> bool:  # noqa: ARG001 - Windows knows one kind
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno and error.errno not in HELD_BY_ANOTHER:  # 0: the runtime gave no reason, as wine's does
                raise
            return False
        return True

else:
    import fcntl

    def _take(file: IO[str], *, shared: bool = False) -> bool:
        try:
            fcntl.flock(file.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in HELD_BY_ANOTHER:
                raise
            return False
        return True
