"""Why the disk, the folder or the network refused, in the words of somebody who sits before it. No file is touched."""

from __future__ import annotations

import errno
from pathlib import PurePath

LONGEST_ON_WINDOWS = 259


def _codes(*names: str) -> frozenset[int]:
    """The numbers of errors that this system knows by these names."""
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


FULL = _codes("ENOSPC", "EDQUOT", "EFBIG")
FORBIDDEN = _codes("EACCES", "EPERM")
GONE = _codes("ENOENT", "ENOTDIR")
IN_THE_WAY = _codes("EEXIST", "ENOTEMPTY")
HELD = _codes("EBUSY", "ETXTBSY")
NOT_REACHED = _codes(
    *("ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNABORTED", "ECONNRESET", "ECONNREFUSED", "ETIMEDOUT"),
    *("EHOSTDOWN", "EHOSTUNREACH", "ENOTCONN", "ESTALE", "ENODEV", "ENXIO"),
)
NO_LOCKS = _codes("ENOLCK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL")
# What Windows says: the code of the system beside the translated one.
WINDOWS_NOT_REACHED = frozenset({15, 21, 51, 53, 54, 55, 59, 64, 65, 67, 71, 121, 1222, 1231, 1232, 1234, 1236})
WINDOWS_FULL = frozenset({39, 112})
WINDOWS_HELD = frozenset({32, 33})
WINDOWS_TOO_LONG = frozenset({2, 3, 123, 206})
WINDOWS_WRITE_PROTECTED = 19


def plain_reason(error: OSError, path: PurePath | None = None) -> str:
    """The reason as the end of a sentence, without its period."""
    windows = getattr(error, "winerror", None)
    causes = (
        (error.errno in FULL or windows in WINDOWS_FULL, "the disk is full"),
        (is_too_long(error, path), "its path is too long for this system; choose a folder with a shorter name"),
        (
            error.errno in NOT_REACHED or windows in WINDOWS_NOT_REACHED,
            "its folder cannot be reached; the network or the drive is gone",
        ),
        (error.errno == errno.EROFS or windows == WINDOWS_WRITE_PROTECTED, "the disk can only be read"),
        (error.errno in HELD or windows in WINDOWS_HELD, "another program holds it"),
        (error.errno in FORBIDDEN, "you are not allowed to write there"),
        (error.errno in GONE, "its folder is not there"),
        (error.errno == errno.EISDIR, "a folder of that name is in the way"),
        (error.errno in IN_THE_WAY, "something else of that name is in the way"),
        (error.errno == errno.EIO, "the disk reports an error"),
    )
    return next((words for holds, words in causes if holds), error.strerror or str(error))


def refused_file(error: OSError) -> str:
    """The sentence for a file that the system refused where nobody expected it."""
    name = str(error.filename or "A file")
    return f"{name} could not be read or written: {plain_reason(error, PurePath(name))}. Nothing else was changed."


def is_too_long(error: OSError, path: PurePath | None) -> bool:
    """Whether the path is longer than the system takes; Windows then says that there is no such file or name."""
    if error.errno == errno.ENAMETOOLONG:
        return True
    windows = getattr(error, "winerror", None)
    return windows in WINDOWS_TOO_LONG and path is not None and len(str(path)) > LONGEST_ON_WINDOWS
