"""Connections to the database of a workspace: to write, to read, in memory, and what is wrong where none can be had."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.storage import backups, schema
from desktop_app.storage.content import ContentDamaged
from desktop_app.storage.refusals import (
    DamagedFile,
    FileMissing,
    NewerFile,
    NotAWorkspace,
    NotReadable,
    ReadOnly,
    unwritten,
)

_MAGIC = b"SQLite format 3\x00"


def look_at_file(path: Path) -> None:
    try:
        if not path.exists():
            raise FileMissing(path)
        if not path.is_file():
            raise NotAWorkspace(path)
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise NotAWorkspace(path)
    except PermissionError:
        raise NotReadable(path, "you are not allowed to read it") from None
    except OSError as error:
        raise NotReadable(path, plain_reason(error, path)) from None


def checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a file that is a workspace whose pages are whole. Raises NotAWorkspace, NewerFile, DamagedFile."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotAWorkspace(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > schema.VERSION and version != schema.LOCKED:
        raise NewerFile(path, version, schema.VERSION)
    if version < 1:
        raise DamagedFile(path, f"it says that it is of version {version}, which never was")
    if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise DamagedFile(path, "its pages do not fit together")
    return int(version)


def connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=2, check_same_thread=False)
    if not read_only:
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def connected_to_read(path: Path) -> sqlite3.Connection:
    """The file as it is, or in memory where something must be done first that the disk may not take.

    That is a step which a crash cut off, in a folder that cannot be written, and a file of an older version.
    """
    connection = connected(path, read_only=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return brought_forward(connection)
    except sqlite3.OperationalError:
        connection.close()
        return _settled_in_memory(path)
    except sqlite3.DatabaseError:
        return connection  # whoever reads on says what is wrong


def brought_forward(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The database, or a copy of an older one in memory that can be read like one of today."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return in_memory(connection, version) if 1 <= version < schema.MARKED else connection


def in_memory(connection: sqlite3.Connection, version: int = schema.VERSION) -> sqlite3.Connection:
    """A copy of the database, an older one brought forward, but for the digests, which nobody kept."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.backup(copy)
    connection.close()
    for step in range(max(version, 1), schema.MARKED - 1):
        schema.MIGRATIONS[step](copy)
    return copy


def _settled_in_memory(path: Path) -> sqlite3.Connection:
    from desktop_app.services.workers.scratch import scratch_folder  # few files have to be settled first

    with scratch_folder() as folder:
        copy = folder / path.name
        for source in (path, hot_journal(path)):
            if source.exists():
                backups.copy_file(source, copy.with_name(source.name))
        with closing(connected(copy, read_only=False)) as settled:
            (version,) = settled.execute("PRAGMA user_version").fetchone()
            return in_memory(settled, version)


def holds_database(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file at the path is the open database, byte for byte."""
    try:
        return path.read_bytes() == connection.serialize()
    except OSError:
        return False


def write_whole_database(connection: sqlite3.Connection, target: Path) -> None:
    """Writes the open database under another name first, then puts it in its place."""
    temporary = target.with_name(f"{target.name}.partial")
    try:
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        backups.flush(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    finally:
        temporary.unlink(missing_ok=True)


def cause_of(path: Path, error: Exception) -> Exception:
    if isinstance(error, ContentDamaged):
        return DamagedFile(path, error.what)
    if isinstance(error, DamagedFile):
        return error
    words = str(error).lower()
    if isinstance(error, sqlite3.OperationalError) and ("readonly" in words or "unable to open" in words):
        return ReadOnly(path)
    if isinstance(error, sqlite3.OperationalError) and ("full" in words or "locked" in words or "i/o" in words):
        return unwritten(path, error)
    return DamagedFile(path, "its pages cannot be read" if "malformed" in words else "")


def hot_journal(path: Path) -> Path:
    """The rollback journal of a file: there while a step is being written, and after a crash in the middle of one."""
    return path.with_name(f"{path.name}-journal")


def name_new_file(temporary: Path, path: Path) -> None:
    """Gives a finished file its name, never over another one. Raises FileExistsError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (a memory stick): the lock keeps other programs of ours away
        if path.exists():
            raise FileExistsError(path) from None
        os.rename(temporary, path)  # noqa: PTH104 - one atomic step


def settle_file(path: Path) -> None:
    """Takes back a step that was cut off, so that the file can be copied; a damaged one is left as it is."""
    with suppress(sqlite3.Error):
        connection = connected(path, read_only=False)
        try:
            connection.execute("SELECT count(*) FROM journal")
        finally:
            connection.close()
