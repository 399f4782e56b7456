"""Workspaces on disk: making, opening, copying, restoring, carrying in and out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.ports import Backup, Clock, InputFile, Workspace
from desktop_app.services.workers.scratch import scratch_folder
from desktop_app.storage import backups, exchange, schema
from desktop_app.storage.content import (
    ContentDamaged,
    WorkspaceContent,
    read_as_it_is,
    read_content,
    write_entries,
    write_mark,
)
from desktop_app.storage.identity import FileIdentity, free_beside, kept_beside
from desktop_app.storage.lock import WorkspaceLock, lock_holder
from desktop_app.storage.refusals import (
    DamagedFile,
    FileExists,
    FileMissing,
    NewerFile,
    NoFolder,
    NotAWorkspace,
    NotCopied,
    NotReadable,
    ReadOnly,
    moment_words,
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
        """Makes a new, empty workspace. Raises NoFolder, FileExists, ReadOnly, EnvironmentProblem."""
        return self._made(path, None)

    def import_json(self, source: InputFile, path: Path) -> SqliteWorkspace:
        """Makes a workspace from an export. Raises NotAnExport, FileExists, ReadOnly, EnvironmentProblem."""
        return self._made(path, exchange.read_export(source))

    def open(self, path: Path, *, read_only: bool = False, as_it_is: bool = False) -> SqliteWorkspace:
        """Opens a workspace; an older one is brought forward after a backup, and one changed since gets its dated copy.

        What was found and mended on the way is told by the workspace's `notice`, as is a copy that cannot be made;
        before a migration that is a refusal. A damaged file is opened only to read, and only `as_it_is`.
        Raises FileMissing, NotAWorkspace, CannotOpen (Damaged, Newer, InUse, ReadOnly ...) or EnvironmentProblem.
        """
        try:
            return self._open_to_read(path, as_it_is=as_it_is) if read_only else self._open_to_write(path)
        except DamagedFile as damage:
            raise DamagedFile(path, damage.what, self._whole_copy(path)) from None

    def _open_to_write(self, path: Path) -> SqliteWorkspace:
        _look_at(path)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            folder = backups.folder_for(path, self.backup_folder)
            backups.clear_leftovers(folder, path)
            try:
                connection = _connected(path, read_only=False)
                undoing.callback(connection.close)
                version = _checked(connection, path)
                if not os.access(path, os.W_OK):
                    raise ReadOnly(path)
                older = version < schema.VERSION
                content = self._bring_forward(connection, path, version) if older else read_content(connection)
                if content.mended:
                    self._mend(connection, path, content)
                workspace = SqliteWorkspace(path, connection, lock, self._clock, content)
                self._settle(workspace, content)
            except (sqlite3.DatabaseError, ContentDamaged, DamagedFile, ValueError, TypeError) as error:
                raise _cause(path, error) from error
            undoing.pop_all()
        return workspace

    def _open_to_read(self, path: Path, *, as_it_is: bool) -> SqliteWorkspace:
        _look_at(path)
        with ExitStack() as undoing:
            try:
                connection = _connected_to_read(path)
            except sqlite3.DatabaseError as error:
                raise _cause(path, error) from error
            undoing.callback(connection.close)
            try:
                version = _checked(connection, path)
                content = read_content(connection, marked=version >= schema.MARKED)
            except (sqlite3.DatabaseError, ContentDamaged, DamagedFile, ValueError, TypeError) as error:
                cause = _cause(path, error)
                if not as_it_is or not isinstance(cause, DamagedFile):
                    raise cause from error
                content = _what_is_left(connection, cause)
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            workspace = SqliteWorkspace(path, connection, None, self._clock, content)
            workspace.notice = _told(path, content)
            undoing.pop_all()
        return workspace

    def back_up(self, workspace: Workspace, reason: str) -> Backup:
        """Makes a dated copy of an open workspace. Raises NotCopied."""
        folder = backups.folder_for(workspace.path, self.backup_folder)
        return backups.make(_database(workspace), workspace.path, folder, self._clock.now(), reason)

    def backups(self, path: Path) -> Sequence[Backup]:
        """The dated copies of a workspace, the newest first."""
        return backups.list_backups(backups.folder_for(path, self.backup_folder), path)

    def used_by(self, path: Path) -> str:
        """Which other program has the file open, in a sentence; empty if none has."""
        holder = lock_holder(path)
        return "" if holder is None else f"It is open now: {holder[0]}, since {moment_words(holder[1])}."

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
                backups.keep_as_it_is(path, folder, self._clock.now(), "restore")
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
        exchange.write_export(_database(workspace), target, nonpublic=nonpublic)

    def exported(self, workspace: Workspace, *, nonpublic: bool = False) -> bytes:
        """What `export_json` writes."""
        return exchange.export_bytes(_database(workspace), nonpublic=nonpublic)

    def _made(self, path: Path, content: dict[str, Any] | None) -> SqliteWorkspace:
        if path.exists():
            raise FileExists(path)
        if not path.parent.is_dir():
            raise NoFolder(path.parent)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            self._lay(path, content)
            connection = _connected(path, read_only=False)
            workspace = SqliteWorkspace(path, connection, lock, self._clock, read_content(connection))
            self._watch(workspace, path)
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
                write_mark(connection, read_content(connection, marked=False))
                connection.execute("COMMIT")
            finally:
                connection.close()
            _hot_journal(path).unlink(missing_ok=True)  # of a file that is gone: it must not be played into this one
            _name_it(temporary, path)
        except FileExistsError:
            raise FileExists(path) from None
        except (OSError, sqlite3.Error) as error:
            raise unwritten(path, error) from error
        finally:
            temporary.unlink(missing_ok=True)

    def _locked(self, path: Path) -> WorkspaceLock:
        return WorkspaceLock(path, self._clock.now())

    def _bring_forward(self, connection: sqlite3.Connection, path: Path, version: int) -> WorkspaceContent:
        content = read_content(connection, marked=False)
        folder = backups.folder_for(path, self.backup_folder)
        backups.make(connection, path, folder, self._clock.now(), "migration")
        schema.bring_forward(connection, version, lambda made: write_entries(made, content))
        return content

    def _mend(self, connection: sqlite3.Connection, path: Path, content: WorkspaceContent) -> None:
        """Writes what was made right again, after a copy of the damaged file as it is."""
        folder = backups.folder_for(path, self.backup_folder)
        with suppress(OSError):
            backups.keep_as_it_is(path, folder, self._clock.now(), "damaged")
        connection.execute("BEGIN IMMEDIATE")
        write_entries(connection, content)
        connection.execute("COMMIT")

    def _settle(self, workspace: SqliteWorkspace, content: WorkspaceContent) -> None:
        """Makes the dated copy if something was changed since the last, and begins to watch the file."""
        connection, path = workspace.connection, workspace.path
        self._watch(workspace, path)
        words = [_told(path, content)]
        words.append(self._copied_if_changed(connection, path, content.last))
        workspace.kept_beside = kept_beside(path, path.parent)
        words.append(beside_words(workspace.kept_beside))
        workspace.notice = " ".join(filter(None, words))

    def _copied_if_changed(self, connection: sqlite3.Connection, path: Path, last: int) -> str:
        """Makes a copy unless one reaches to the last step already; tells why it could not: that keeps no file shut."""
        folder = backups.folder_for(path, self.backup_folder)
        if not last or any(
            backups.reaches(copy) == last for copy in backups.list_backups(folder, path, self._clock.now())
        ):
            return ""
        try:
            backups.make(connection, path, folder, self._clock.now(), "opened")
        except NotCopied as trouble:
            return str(trouble)
        return ""

    def _whole_copy(self, path: Path) -> Backup | None:
        """The dated copy that is whole and reaches furthest, whatever the clock said when it was made."""
        whole: list[tuple[int, Backup]] = []
        for copy in self.backups(path):
            with (
                suppress(UserError, EnvironmentProblem),
                closing(self._open_to_read(copy.path, as_it_is=False)) as found,
            ):
                whole.append((max((step.number for step in found.journal(1)), default=0), copy))
        return max(whole, key=lambda item: item[0], default=(0, None))[1]

    def _watch(self, workspace: SqliteWorkspace, path: Path) -> None:
        """From now on, before each step, looks whether the file is still the one that was opened."""
        identity = FileIdentity(path)

        def stands() -> None:
            if identity.same:
                return
            if _holds(path, workspace.connection):  # the same bytes, put there anew
                workspace.go_on_at(workspace.path, _connected(path, read_only=False), None)
                self._watch(workspace, path)
            else:
                self._go_on_beside(workspace, identity)

        workspace.stands = stands

    def _go_on_beside(self, workspace: SqliteWorkspace, identity: FileIdentity) -> None:
        """Puts the work where nothing is lost, in the same place if that is free, and goes on there.

        Raises EnvironmentProblem when it cannot be written anywhere.
        """
        path = identity.path
        target = path if identity.gone else free_beside(path, path.parent)
        with ExitStack() as undoing:
            lock = self._locked(target) if target != path else None
            if lock is not None:
                undoing.callback(lock.release)
            try:
                _written_whole(workspace.connection, target)
                connection = _connected(target, read_only=False)
            except (OSError, sqlite3.Error) as error:
                raise unwritten(target, error) from error
            undoing.pop_all()
        workspace.go_on_at(target if workspace.path == path else workspace.path, connection, lock)
        self._watch(workspace, target)
        self.exchanged(path)
        workspace.notice = (
            f"{path.name} was moved or deleted by another program while it was open. Your work was written again to "
            f"{path} and goes on there."
            if target == path
            else f"{path.name} was replaced by another program while it was open, as services that synchronize folders "
            f"do. Your work is kept beside it and goes on in {target.name}. Compare the two, and keep one."
        )

    def exchanged(self, path: Path) -> None:
        """Told when the file at the path was exchanged by another program while it was open."""


def _look_at(path: Path) -> None:
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


def _checked(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a file that is a workspace whose pages are whole. Raises NotAWorkspace, NewerFile, DamagedFile."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotAWorkspace(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > schema.VERSION:
        raise NewerFile(path, version, schema.VERSION)
    if version < 1:
        raise DamagedFile(path, f"it says that it is of version {version}, which never was")
    if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise DamagedFile(path, "its pages do not fit together")
    return int(version)


def _told(path: Path, content: WorkspaceContent) -> str:
    """What was found when the content was compared with its digests, in sentences."""
    if content.mended:
        return (
            f"A part of {path.name} had been damaged on the disk and was made right again from its history: "
            f"{content.mended}. Nothing is lost. Check the disk: it may fail again."
        )
    if content.doubtful:
        return (
            f"{path.name} was opened as it is, but one thing does not agree with its own history: {content.doubtful}. "
            "Compare it with a backup."
        )
    return ""


def _what_is_left(connection: sqlite3.Connection, damage: DamagedFile) -> WorkspaceContent:
    """What can be shown of a damaged file. Raises DamagedFile if nothing can."""
    try:
        left = read_as_it_is(connection)
    except (sqlite3.DatabaseError, ValueError, TypeError):
        raise damage from None
    what = damage.what or "a part of it cannot be read"
    left.doubtful = f"{what}. What you see is what can still be read, and may be wrong"
    return left


def _connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=2, check_same_thread=False)
    if not read_only:
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _connected_to_read(path: Path) -> sqlite3.Connection:
    """The file as it is, or in memory where something must be done first that the disk may not take.

    That is a step which a crash cut off, in a folder that cannot be written, and a file of an older version.
    """
    connection = _connected(path, read_only=True)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        return _settled_in_memory(path)
    except sqlite3.DatabaseError:
        return connection  # whoever reads on says what is wrong
    older = 1 <= version < schema.MARKED
    return _in_memory(connection, version) if older else connection


def _in_memory(connection: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """A copy of an older file brought forward, but for the digests, which nobody kept."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.backup(copy)
    connection.close()
    for step in range(max(version, 1), schema.MARKED - 1):
        schema.MIGRATIONS[step](copy)
    return copy


def _settled_in_memory(path: Path) -> sqlite3.Connection:
    with scratch_folder() as folder:
        copy = folder / path.name
        for source in (path, _hot_journal(path)):
            if source.exists():
                shutil.copyfile(source, copy.with_name(source.name))
        with closing(_connected(copy, read_only=False)) as settled:
            (version,) = settled.execute("PRAGMA user_version").fetchone()
            return _in_memory(settled, version)


def _holds(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file at the path is the open database, byte for byte."""
    try:
        return path.read_bytes() == connection.serialize()
    except OSError:
        return False


def beside_words(beside: Sequence[Path]) -> str:
    """The sentence about work that lies beside its file, empty if there is none."""
    if not beside:
        return ""
    names = ", ".join(item.name for item in beside)
    return f"Work that could not be put into this file is kept as {names}. Open it, compare the two, and keep one."


def _written_whole(connection: sqlite3.Connection, target: Path) -> None:
    """Writes the open database under another name first, then puts it in its place."""
    temporary = target.with_name(f"{target.name}.partial")
    try:
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        backups.flush(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    finally:
        temporary.unlink(missing_ok=True)


def _cause(path: Path, error: Exception) -> Exception:
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
