"""Why a workspace cannot be opened, made or written: one class, one sentence each."""

from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path

from desktop_app.domain.dates import long_date
from desktop_app.domain.disk_trouble import (
    FULL,
    GONE,
    NO_LOCKS,
    NOT_REACHED,
    WINDOWS_NOT_REACHED,
    is_too_long,
    plain_reason,
)
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.ports import Backup, CannotOpen

READ_ONLY = "Open it read-only (File menu, or --read-only), or"


class FileMissing(UserError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no file {path}. Choose an existing company file, or make a new one.")


class FileExists(UserError):
    """Something lies there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already and is never overwritten. Choose another name, or open it.")


class NotAWorkspace(UserError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a Filing Desk company file. Choose a file that ends in .filingdesk.")


class NotReadable(UserError):
    """The file cannot even be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}.")


class NoFolder(UserError):
    """The folder in which something is to be made is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}. Choose another folder, or create it first.")


class DamagedFile(CannotOpen):
    """The file is a workspace, but parts of it cannot be read or are not what was written.

    `what` says in words what, `backup` is the newest dated copy that is whole.
    """

    def __init__(self, path: Path, what: str = "", backup: Backup | None = None) -> None:
        named = f": {what}" if what else ""
        if backup is None:
            way = "No backup of it is intact: open it read-only (File menu, or --read-only) to see what is left"
        else:
            way = f"Restore the backup of {moment_words(backup.at)}, the newest that is intact"
        super().__init__(path, f"{path.name} is damaged{named}. It was left as it is. {way}.", backup=backup)
        self.what = what


class NewerFile(CannotOpen):
    """A later program wrote the file."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            path,
            f"{path.name} was made by a newer Filing Desk (file version {version}; this program reads up to {known}). "
            "Install the newer program to open it.",
            to_read=False,
        )


class InUse(CannotOpen):
    """Somebody has the file open."""

    def __init__(self, path: Path, who: str, since: str) -> None:
        super().__init__(
            path,
            f"{path.name} is in use by {who}, since {moment_words(since)}. Close it there first, "
            "or open it here read-only (File menu, or --read-only).",
        )


class ReadOnly(CannotOpen):
    """The file or its folder cannot be written."""

    def __init__(self, path: Path, reason: str = "you are not allowed to write there") -> None:
        super().__init__(
            path, f"{path} cannot be written: {reason}. {READ_ONLY} move it to a folder of your own first."
        )


class NotReached(CannotOpen):
    """The folder of the file does not answer."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path} cannot be reached: the network folder or the drive is gone. Connect it again, then open the file.",
            to_read=False,
        )


class NoLocks(CannotOpen):
    """The folder cannot keep a file for one user alone."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.parent} cannot keep {path.name} for one user alone, so two people could write into it at once. "
            f"{READ_ONLY} copy it to a folder of this computer and work there.",
        )


class NoRoom(CannotOpen):
    """The disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The disk is full, so {path.name} cannot be opened for writing. {READ_ONLY} free some space first.",
        )


class NotLocked(CannotOpen):
    """The lock could not be made for another reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"{path} cannot be opened for writing: {reason}. {READ_ONLY} copy it elsewhere first.")


class OnlyLookedAt(UserError):
    """The file was opened to read only."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is open read-only, so nothing was changed. Open it for writing, or save a copy and work "
            "there."
        )


class CannotUndo(UserError):
    """What a step changed was changed since by something that the history does not know."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"'{label}' cannot be undone: what it changed is no longer as it left it. Type the earlier value instead."
        )


class NotWritten(EnvironmentProblem):
    """The disk did not take what was to be written; what was there before is still there."""


class NotExported(EnvironmentProblem):
    """The export could not be written; nothing else was touched."""

    def __init__(self, target: Path, error: OSError) -> None:
        super().__init__(f"{target} could not be written: {plain_reason(error, target)}. Choose another folder.")


class NotCopied(EnvironmentProblem):
    """A dated copy could not be made; the file itself was not touched."""

    def __init__(self, path: Path, folder: Path, error: Exception) -> None:
        why = plain_reason(error, folder) if isinstance(error, OSError) else _database_words(error)
        super().__init__(
            f"No backup of {path.name} could be made in {folder}: {why}. Choose another folder in Settings, Backups."
        )


class MadeLater(UserError):
    """A later version of the program encrypted the file."""


class TooLargeToLock(UserError):
    """The content of the file does not fit into memory, where a file with a password is worked on."""

    def __init__(self, path: Path, largest: int) -> None:
        super().__init__(
            f"{path.name} is too large for a password: it may have {largest // 1_000_000:,} MB. Remove large "
            "attachments first."
        )


class ChangedElsewhere(RuntimeError):
    """An edit starts from a value that the file does not hold: a bug, never a user's mistake."""


def moment_words(since: str) -> str:
    """An ISO moment as "February 3, 2026, 9:05"; anything else as it is."""
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        return since
    return f"{long_date(moment.date())}, {moment.hour}:{moment:%M}"


def unlocked(path: Path, error: OSError) -> CannotOpen | NoFolder:
    """Why the lock beside a file cannot be had, by its cause; that somebody else has it is `InUse`."""
    if error.errno in FULL:
        return NoRoom(path)
    windows = getattr(error, "winerror", None)  # several of them share a number that means no locks elsewhere
    if error.errno in NOT_REACHED or windows in WINDOWS_NOT_REACHED:
        return NotReached(path)
    if error.errno in NO_LOCKS and windows is None:
        return NoLocks(path)
    if error.errno in GONE and not path.parent.is_dir() and not is_too_long(error, path):
        return NoFolder(path.parent)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR}:
        return ReadOnly(path, plain_reason(error, path))
    return NotLocked(path, plain_reason(error, path))


def _database_words(error: Exception) -> str:
    words = str(error).lower()
    if isinstance(error, MemoryError):
        return "this computer has not enough memory for it"
    if "full" in words:
        return "the disk is full"
    if "locked" in words or "busy" in words:
        return "another program holds it"
    if "readonly" in words or "unable to open" in words:
        return "you are not allowed to write there"
    return "the disk reports an error"


def unwritten(path: Path, error: Exception) -> EnvironmentProblem:
    """The sentence for a failed write, by its cause."""
    why = plain_reason(error, path) if isinstance(error, OSError) else _database_words(error)
    if why == "the disk is full":
        return NotWritten(
            f"The disk is full: the last entry was not kept in {path.name}. Free some space and enter it again."
        )
    if why == "another program holds it":
        return NotWritten(
            f"{path.name} is in use by another program at the moment. The last entry was not kept; enter it again."
        )
    return NotWritten(f"{path.name} could not be written: {why}. The last entry was not kept; earlier ones are safe.")


def password_unchanged(path: Path, error: Exception) -> EnvironmentProblem:
    """The sentence for a password that could not be set or removed, by its cause."""
    return NotWritten(
        f"The password of {path.name} was not changed: {_database_words(error)}. The file is as it was, with "
        "everything entered. Try again later."
    )
