"""Dated copies of a workspace: made whole under another name first, and never thinned below what could be missed."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop_app.services.ports import Backup
from desktop_app.storage.refusals import NotCopied

FOLDER = "Filing Desk backups"
KEEP = 20
_NAME = re.compile(r"(?P<stem>.+) (?P<day>\d{4}-\d{2}-\d{2}) (?P<time>\d{6}) (?P<reason>[a-z]+)\.filingdesk")


def folder_for(path: Path, chosen: Path | None) -> Path:
    """The folder of a workspace's copies: the chosen one, or one beside the file."""
    return chosen if chosen is not None else path.parent / FOLDER


def make(connection: sqlite3.Connection, path: Path, folder: Path, now: str, reason: str) -> Backup:
    """Copies the open database into the folder under its date.

    Raises EnvironmentProblem; a copy that is not whole never has the final name.
    """
    stamp = f"{now[:10]} {now[11:19].replace(':', '')}"
    target = folder / f"{path.stem} {stamp} {reason}.filingdesk"
    temporary = target.with_suffix(".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy = sqlite3.connect(temporary)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        flush(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            temporary.unlink()
        raise NotCopied(path, folder, error) from error
    _thin(folder, path)
    return _described(target)


def listed(folder: Path, path: Path) -> Sequence[Backup]:
    """The copies of a workspace in the folder, the newest first."""
    if not folder.is_dir():
        return ()
    found = [
        item
        for item in folder.glob("*.filingdesk")
        if (match := _NAME.fullmatch(item.name)) and match["stem"] == path.stem
    ]
    return tuple(_described(item) for item in sorted(found, key=lambda item: item.name[len(path.stem) :], reverse=True))


def flush(path: Path) -> None:
    """Makes sure that a file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _described(path: Path) -> Backup:
    match = _NAME.fullmatch(path.name)
    day, time, reason = (match["day"], match["time"], match["reason"]) if match else ("", "000000", "")
    at = f"{day}T{time[:2]}:{time[2:4]}:{time[4:]}"
    return Backup(path, at, path.stat().st_size, reason)


def _thin(folder: Path, path: Path) -> None:
    """Keeps the newest copies, and of the older ones the last of each month."""
    months: set[str] = set()
    for number, backup in enumerate(listed(folder, path)):
        month = backup.at[:7]
        if number >= KEEP and month in months:
            backup.path.unlink(missing_ok=True)
        months.add(month)
