"""Workspaces on disk: making, opening, copying, restoring, carrying in and out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from desktop_app.services.ports import Backup, Clock, Workspace
from desktop_app.storage import backups, exchange, schema
from desktop_app.storage.lock import Lock
from desktop_app.storage.refusals import (
    Damaged,
    Exists,
    Missing,
    Newer,
    NoFolder,
    NotAWorkspace,
    NotCopied,
    ReadOnly,
    unwritten,
)
from desktop_app.storage.workspace import SqliteWorkspace

_MAGIC = b"SQLite format 3\x00"


class SqliteFiles:
    """The WorkspaceFiles of this machine.

    `backup_folder` is where dated copies go; None means a folder beside each file.
    """

    def __init__(self, clock: Clock, backup_folder: Path | None = None) -> None:
        self._clock = clock
        self.backup_folder = backup_folder

    def create(self, path: Path) -> SqliteWorkspace:
        """Makes a new, empty workspace. Raises NoFolder, Exists, ReadOnly, EnvironmentProblem."""
        return self._made(path, None)

    def import_json(self, source: Path, path: Path) -> SqliteWorkspace:
        """Makes a workspace from an export. Raises NotAnExport, Exists, ReadOnly, EnvironmentProblem."""
        return self._made(path, exchange.read(source))

    def open(self, path: Path, *, read_only: bool = False) -> SqliteWorkspace:
        """Opens a workspace; an older one is brought forward after a backup, and one changed since gets its dated copy.

        A copy that cannot be made is told by the workspace's `notice`; before a migration it is a refusal.
        Raises Missing, NotAWorkspace, Damaged, Newer, InUse, ReadOnly or EnvironmentProblem.
        """
        _look_at(path)
        with ExitStack() as undoing:
            lock = None if read_only else self._locked(path)
            if lock is not None:
                undoing.callback(lock.release)
            try:
                connection = _connected(path, read_only=read_only)
                undoing.callback(connection.close)
                self._prepare(connection, path, read_only=read_only)
                workspace = SqliteWorkspace(path, connection, lock, self._clock)
                if not read_only:
                    workspace.notice = self._copied_if_changed(connection, path)
            except sqlite3.DatabaseError as error:
                raise _cause(path, error) from error
            except (ValueError, IndexError):  # entries or steps that no program of ours wrote
                raise Damaged(path) from None
            undoing.pop_all()
        return workspace

    def back_up(self, workspace: Workspace, reason: str) -> Backup:
        """Makes a dated copy of an open workspace. Raises NotCopied."""
        folder = backups.folder_for(workspace.path, self.backup_folder)
        return backups.make(_database(workspace), workspace.path, folder, self._clock.now(), reason)

    def backups(self, path: Path) -> Sequence[Backup]:
        """The dated copies of a workspace, the newest first."""
        return backups.listed(backups.folder_for(path, self.backup_folder), path)

    def restore(self, backup: Backup, path: Path) -> None:
        """Puts a copy in the place of a closed workspace, after a copy of what is there now.

        Raises as `open` does when the copy cannot be read or the workspace is open somewhere.
        """
        self.open(backup.path, read_only=True).close()
        lock = self._locked(path)
        temporary = path.with_name(f"{path.name}.partial")
        try:
            if path.exists():
                _settle(path)
                folder = backups.folder_for(path, self.backup_folder)
                _copy_as_it_is(path, folder, self._clock.now())
            shutil.copyfile(backup.path, temporary)
            backups.flush(temporary)
            _hot_journal(path).unlink(missing_ok=True)  # it belongs to the file that goes
            os.replace(temporary, path)  # noqa: PTH105 - one atomic step
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise unwritten(path, error) from error
        finally:
            lock.release()

    def export_json(self, workspace: Workspace, target: Path, *, nonpublic: bool = False) -> None:
        """Writes the whole workspace as JSON, its first line saying `nonpublic`. Raises NoFolder, NotExported."""
        exchange.write(_database(workspace), target, nonpublic=nonpublic)

    def _made(self, path: Path, content: dict[str, Any] | None) -> SqliteWorkspace:
        if path.exists():
            raise Exists(path)
        if not path.parent.is_dir():
            raise NoFolder(path.parent)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            self._lay(path, content)
            workspace = SqliteWorkspace(path, _connected(path, read_only=False), lock, self._clock)
            undoing.pop_all()
        return workspace

    def _lay(self, path: Path, content: dict[str, Any] | None) -> None:
        """Makes the file under another name first, so that what has the name is whole."""
        temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.partial")
        try:
            connection = _connected(temporary, read_only=False)
            try:
                connection.execute("BEGIN")
                schema.lay(connection)
                connection.execute("INSERT INTO workspace VALUES (?, ?)", (uuid.uuid4().hex, self._clock.now()))
                if content is not None:
                    exchange.fill(connection, content)
                connection.execute("COMMIT")
            finally:
                connection.close()
            _hot_journal(path).unlink(missing_ok=True)  # of a file that is gone: it must not be played into this one
            _name_it(temporary, path)
        except FileExistsError:
            raise Exists(path) from None
        except (OSError, sqlite3.Error) as error:
            raise unwritten(path, error) from error
        finally:
            temporary.unlink(missing_ok=True)

    def _locked(self, path: Path) -> Lock:
        return Lock(path, self._clock.now())

    def _prepare(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != schema.APPLICATION_ID:
            raise NotAWorkspace(path)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > schema.VERSION:
            raise Newer(path, version, schema.VERSION)
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Damaged(path)
        if read_only and version < schema.VERSION:
            raise ReadOnly(path)
        if version < schema.VERSION:
            folder = backups.folder_for(path, self.backup_folder)
            backups.make(connection, path, folder, self._clock.now(), "migration")
            schema.bring_forward(connection, version)

    def _copied_if_changed(self, connection: sqlite3.Connection, path: Path) -> str:
        """Why no dated copy could be made, if so: a file is not kept shut because its copies have no place."""
        folder = backups.folder_for(path, self.backup_folder)
        (last,) = connection.execute("SELECT max(at) FROM journal").fetchone()
        known = backups.listed(folder, path)
        if last is None or (known and known[0].at >= last[:19]):
            return ""
        try:
            backups.make(connection, path, folder, self._clock.now(), "opened")
        except NotCopied as trouble:
            return str(trouble)
        return ""


def _look_at(path: Path) -> None:
    if not path.exists():
        raise Missing(path)
    if not path.is_file():
        raise NotAWorkspace(path)
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise NotAWorkspace(path)
    except PermissionError:
        raise ReadOnly(path) from None


def _connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=2, check_same_thread=False)
    if not read_only:
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _cause(path: Path, error: sqlite3.DatabaseError) -> Exception:
    words = str(error).lower()
    if isinstance(error, sqlite3.OperationalError) and ("readonly" in words or "unable to open" in words):
        return ReadOnly(path)
    if isinstance(error, sqlite3.OperationalError) and ("full" in words or "locked" in words or "i/o" in words):
        return unwritten(path, error)
    return Damaged(path)


def _database(workspace: Workspace) -> sqlite3.Connection:
    if not isinstance(workspace, SqliteWorkspace):
        raise TypeError("Only a workspace of this storage can be copied.")
    return workspace.connection


def _hot_journal(path: Path) -> Path:
    """The rollback journal of a file: there while a step is being written, and after a crash in the middle of one."""
    return path.with_name(f"{path.name}-journal")


def _name_it(temporary: Path, path: Path) -> None:
    """Gives a finished file its name, never over another one. Raises FileExistsError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (a memory stick): the lock keeps other programs of ours away
        if path.exists():
            raise FileExistsError(path) from None
        os.rename(temporary, path)  # noqa: PTH104 - one atomic step


def _settle(path: Path) -> None:
    """Takes back a step that was cut off, so that the file can be copied; a damaged one is left as it is."""
    with suppress(sqlite3.Error):
        connection = _connected(path, read_only=False)
        try:
            connection.execute("SELECT count(*) FROM journal")
        finally:
            connection.close()


def _copy_as_it_is(path: Path, folder: Path, now: str) -> None:
    """Copies a file that is about to be replaced; a damaged one too, byte for byte."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"{now[:10]} {now[11:19].replace(':', '')}"
    shutil.copyfile(path, folder / f"{path.stem} {stamp} restore.filingdesk")
