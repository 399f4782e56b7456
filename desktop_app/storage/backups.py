"""Dated copies of a workspace: made whole under another name first, and never thinned below what could be missed."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.services.ports import Backup
from desktop_app.storage import schema
from desktop_app.storage.locked_store import last_kept_step
from desktop_app.storage.refusals import NotCopied

FOLDER = "Filing Desk backups"
KEEP = 20
EXPORTED = (".json", ".xlsx", ".pdf", ".ics")
LEFT = 3600  # seconds after which a file that is not finished never will be
LAST = "9999-12-31T23:59:59"
_NAME = late_pattern(
    r"(?P<stem>.+) (?P<day>\d{4}-\d{2}-\d{2}) (?P<time>\d{6})(?: (?P<nth>\d+))? (?P<reason>[a-z]+)\.filingdesk"
)


def folder_for(path: Path, chosen: Path | None) -> Path:
    """The folder of a workspace's copies: the chosen one, or one beside the file."""
    return chosen if chosen is not None else path.parent / FOLDER


def make(connection: sqlite3.Connection, path: Path, folder: Path, now: str, reason: str) -> Backup:
    """Copies the open database into the folder under its date.

    Raises EnvironmentProblem; a copy that is not whole never has the final name.
    """
    target = name_for(folder, path, now, reason)
    temporary = target.with_suffix(".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy = sqlite3.connect(temporary)
        try:
            copy.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away, one that is whole is flushed
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy)
        finally:
            copy.close()
        flush(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            temporary.unlink()
        raise NotCopied(path, folder, error) from error
    _thin(folder, path, now, target)
    return _described(target)


def keep_as_it_is(path: Path, folder: Path, now: str, reason: str) -> None:
    """Copies a closed file byte for byte, a damaged one too. Raises OSError."""
    target = name_for(folder, path, now, reason)
    temporary = target.with_suffix(".partial")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        copy_file(path, temporary)
        flush(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    finally:
        temporary.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Copies a file byte for byte. Raises OSError."""
    from shutil import copyfile  # with four libraries that compress: most starts copy nothing

    copyfile(source, target)


def name_for(folder: Path, path: Path, now: str, reason: str) -> Path:
    """The name of a copy made now; one that is taken is never used again: further copies of a second are numbered."""
    stamp = f"{now[:10]} {now[11:19].replace(':', '')}"
    target = folder / f"{path.stem} {stamp} {reason}.filingdesk"
    further = count(2)
    while target.exists():
        target = folder / f"{path.stem} {stamp} {next(further)} {reason}.filingdesk"
    return target


def list_backups(folder: Path, path: Path, now: str = LAST) -> Sequence[Backup]:
    """The copies of a workspace in the folder, the newest first.

    Those dated after `now` were made while the clock was wrong, and come last.
    """
    try:
        found = [
            item
            for item in folder.glob("*.filingdesk")
            if (match := _NAME.fullmatch(item.name)) and match["stem"] == path.stem
        ]
        copies = [_described(item) for item in found]
    except OSError:  # no folder, or none that can be read now
        return ()
    return tuple(sorted(copies, key=lambda copy: (copy.at <= now, copy.at, _nth(copy)), reverse=True))


def reaches(copy: Backup) -> int:
    """The number of the last step in a copy; less than any where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{copy.path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            if connection.execute("PRAGMA user_version").fetchone() == (schema.LOCKED,):
                return last_kept_step(connection)
            (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()
            return int(number)
    except (sqlite3.Error, TypeError, ValueError):
        return -1


def clear_leftovers(folder: Path, path: Path) -> None:
    """Deletes what a killed run left half written of this workspace, here and among its copies.

    Only who holds the lock of the workspace may: nobody is writing it then. What was exported beside it under its name
    may still be written by somebody who only reads, so it has to be old.
    """
    import glob  # who only looks into a file clears nothing

    name, stem = re.escape(path.name), re.escape(path.stem)
    patterns = (
        (path.parent, late_pattern(rf"{name}(\.[0-9a-f]{{32}})?\.partial(-journal)?")),
        (folder, late_pattern(rf"{stem} \d{{4}}-\d{{2}}-\d{{2}} \d{{6}}( \d+)? [a-z]+\.partial(-journal)?")),
    )
    with suppress(OSError):
        for item in path.parent.glob(f"{glob.escape(path.stem)}*.*.partial"):
            mine = item.suffixes[-2:][0] in EXPORTED
            if mine and item.is_file() and not item.is_symlink() and time.time() - item.stat().st_mtime > LEFT:
                item.unlink()
    for where, pattern in patterns:
        with suppress(OSError):
            for item in list(where.glob("*.partial*")):
                if pattern.fullmatch(item.name):
                    item.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Makes sure that a file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _nth(copy: Backup) -> tuple[int, str]:
    match = _NAME.fullmatch(copy.path.name)
    return int(match["nth"] or 1) if match else 0, copy.path.name


def _described(path: Path) -> Backup:
    match = _NAME.fullmatch(path.name)
    day, time, reason = (match["day"], match["time"], match["reason"]) if match else ("", "000000", "")
    at = f"{day}T{time[:2]}:{time[2:4]}:{time[4:]}"
    return Backup(path, at, path.stat().st_size, reason)


def _thin(folder: Path, path: Path, now: str, made: Path) -> None:
    """Keeps the newest copies, and of the older ones the last of each month; the one just made in any case."""
    months: set[str] = set()
    for number, backup in enumerate(list_backups(folder, path, now[:19])):
        month = backup.at[:7]
        if number >= KEEP and month in months and backup.path != made:
            with suppress(OSError):  # held by another program: the next time will do
                backup.path.unlink(missing_ok=True)
        months.add(month)
