"""Why a workspace cannot be opened, made or written: one class, one sentence each."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import EnvironmentProblem, UserError


class Missing(UserError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no file {path}. Choose an existing company file, or make a new one.")


class Exists(UserError):
    """Something lies there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already and is never overwritten. Choose another name, or open it.")


class NotAWorkspace(UserError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a Filing Desk company file. Choose a file that ends in .filingdesk.")


class NoFolder(UserError):
    """The folder in which something is to be made is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}. Choose another place, or make the folder first.")


class Damaged(UserError):
    """The file is a workspace, but parts of it cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is damaged and was left as it is. Restore the newest of its dated backups.")


class Newer(UserError):
    """A later program wrote the file."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"{path.name} was made by a newer Filing Desk (file version {version}; this program reads up to {known}). "
            "Install the newer program to open it."
        )


class InUse(UserError):
    """Somebody has the file open."""

    def __init__(self, path: Path, who: str, since: str) -> None:
        super().__init__(f"{path.name} is open since {_when(since)} by {who}. Close it there first, or open a copy.")


class ReadOnly(UserError):
    """The file or its folder cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} cannot be written. Move the file to a folder of your own, or open it to read only.")


class NotWritten(EnvironmentProblem):
    """The disk did not take what was to be written; what was there before is still there."""


class NotExported(EnvironmentProblem):
    """The export could not be written; nothing else was touched."""

    def __init__(self, target: Path, error: OSError) -> None:
        super().__init__(f"{target} could not be written: {error.strerror or error}. Choose another place.")


class NotCopied(EnvironmentProblem):
    """A dated copy could not be made; the file itself was not touched."""

    def __init__(self, path: Path, folder: Path, error: Exception) -> None:
        why = getattr(error, "strerror", None) or error
        super().__init__(
            f"No dated copy of {path.name} could be made in {folder}: {why}. Choose another folder under Backups."
        )


class ChangedElsewhere(RuntimeError):
    """An edit starts from a value that the file does not hold: a bug, never a user's mistake."""


def _when(since: str) -> str:
    """An ISO moment as "February 3, 2026, 9:05"; anything else as it is."""
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        return since
    return f"{long_date(moment.date())}, {moment.hour}:{moment:%M}"


def unwritten(path: Path, error: Exception) -> EnvironmentProblem:
    """The sentence for a failed write, by its cause."""
    words = str(error).lower()
    if "full" in words or "no space" in words:
        return NotWritten(
            f"The disk is full: the last entry was not kept in {path.name}. Free some space and repeat it."
        )
    if isinstance(error, sqlite3.OperationalError) and ("locked" in words or "busy" in words):
        return NotWritten(
            f"{path.name} is held by another program at the moment. The last entry was not kept; repeat it."
        )
    if "readonly" in words or "read-only" in words or "permission" in words:
        return NotWritten(f"{path.name} cannot be written here. The last entry was not kept.")
    return NotWritten(
        f"{path.name} could not be written ({error}). The last entry was not kept; earlier ones are safe."
    )
