"""Workspaces on disk: making, opening, copying, restoring, carrying in and out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.ports import Backup, Clock, FileLocked, InputFile, Workspace
from desktop_app.storage import backups, exchange, schema
from desktop_app.storage.connections import (
    brought_forward,
    cause_of,
    checked_version,
    connected,
    connected_to_read,
    holds_database,
    hot_journal,
    in_memory,
    look_at_file,
    name_new_file,
    settle_file,
    write_whole_database,
)
from desktop_app.storage.content import (
    ContentDamaged,
    WorkspaceContent,
    read_as_it_is,
    read_content,
    write_entries,
    write_mark,
)
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.identity import FileIdentity, free_beside, kept_beside
from desktop_app.storage.lock import WorkspaceLock, lock_holder
from desktop_app.storage.locked_store import LockedStore
from desktop_app.storage.passwords import KnownPasswords
from desktop_app.storage.refusals import (
    DamagedFile,
    FileExists,
    NoFolder,
    NotCopied,
    ReadOnly,
    moment_words,
    unwritten,
)
from desktop_app.storage.workspace import SqliteWorkspace

UNREADABLE = "a part of it cannot be read"


class SqliteFiles:
    """The WorkspaceFiles of this machine.

    `backup_folder` is where dated copies go; None means a folder beside each file. `cost` is what a try at a password
    costs in files that get one from now on.
    """

    def __init__(self, clock: Clock, backup_folder: Path | None = None, cost: KeyCost | None = None) -> None:
        self._clock = clock
        self.backup_folder = backup_folder
        self.passwords = KnownPasswords(cost or KeyCost())

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
        look_at_file(path)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            folder = backups.folder_for(path, self.backup_folder)
            backups.clear_leftovers(folder, path)
            try:
                disk = connected(path, read_only=False)
                undoing.callback(disk.close)
                store, version = self._store(disk, path)
                if not os.access(path, os.W_OK):
                    raise ReadOnly(path)
                connection = disk if store is None else store.inner
                older = version < schema.VERSION
                content = self._bring_forward(connection, disk, path, version) if older else read_content(connection)
                if content.mended:
                    self._mend(connection, path, content)
                if store is not None and (older or content.mended):
                    store.write_whole(content.last)
                workspace = SqliteWorkspace(path, connection, lock, self._clock, content, store)
                self._settle(workspace, content)
            except (sqlite3.DatabaseError, ContentDamaged, DamagedFile, ValueError, TypeError) as error:
                raise cause_of(path, error) from error
            undoing.pop_all()
        return workspace

    def _open_to_read(self, path: Path, *, as_it_is: bool) -> SqliteWorkspace:
        look_at_file(path)
        with ExitStack() as undoing:
            try:
                disk = connected_to_read(path)
            except sqlite3.DatabaseError as error:
                raise cause_of(path, error) from error
            undoing.callback(disk.close)
            connection, store = disk, None
            try:
                store, version = self._store(disk, path, as_far_as_possible=as_it_is)
                if store is not None:
                    connection = brought_forward(store.inner)
                    version = checked_version(connection, path)
                content = read_content(connection, marked=version >= schema.MARKED)
                content.doubtful = content.doubtful or ("" if store is None else store.broken)
                if content.mended:  # exports and copies are made of the database
                    connection = in_memory(connection) if store is None else connection
                    _write_entries(connection, content)
            except (sqlite3.DatabaseError, ContentDamaged, DamagedFile, ValueError, TypeError) as error:
                cause = cause_of(path, error)
                if not as_it_is or not isinstance(cause, DamagedFile):
                    raise cause from error
                content = _what_is_left(connection, cause)
            if connection is not disk:
                disk.close()
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            workspace = SqliteWorkspace(path, connection, None, self._clock, content, encrypted=store is not None)
            workspace.notice = _told(path, content)
            undoing.pop_all()
        return workspace

    def back_up(self, workspace: Workspace, reason: str) -> Backup:
        """Makes a dated copy of an open workspace. Raises NotCopied."""
        folder = backups.folder_for(workspace.path, self.backup_folder)
        return backups.make(_opened(workspace).disk, workspace.path, folder, self._clock.now(), reason)

    def backups(self, path: Path) -> Sequence[Backup]:
        """The dated copies of a workspace, the newest first."""
        return backups.list_backups(backups.folder_for(path, self.backup_folder), path)

    def used_by(self, path: Path) -> str:
        """Which other program has the file open, in a sentence; empty if none has."""
        holder = lock_holder(path)
        return "" if holder is None else f"It is open now: {holder[0]}, since {moment_words(holder[1])}."

    def restore(self, backup: Backup, path: Path) -> None:
        """Puts a copy in the place of a closed workspace, after a copy of what is there now.

        Raises as `open` does when the copy cannot be read or the workspace is open somewhere. What takes the place of
        a file with a password has one.
        """
        self.open(backup.path, read_only=True).close()
        lock = self._locked(path)
        temporary = path.with_name(f"{path.name}.partial")
        try:
            if path.exists():
                settle_file(path)
                folder = backups.folder_for(path, self.backup_folder)
                backups.keep_as_it_is(path, folder, self._clock.now(), "restore")
            backups.copy_file(backup.path, temporary)
            if self.passwords.has_password(path):
                self.passwords.keep_locked(temporary, like=path)
            backups.flush(temporary)
            hot_journal(path).unlink(missing_ok=True)  # it belongs to the file that goes
            os.replace(temporary, path)  # noqa: PTH105 - one atomic step
        except (OSError, sqlite3.Error) as error:
            raise unwritten(path, error) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            lock.release()

    def export_json(self, workspace: Workspace, target: Path, *, nonpublic: bool = False) -> None:
        """Writes the whole workspace as JSON, its first line saying `nonpublic`.

        Raises NoFolder, NotExported, and as `exported`.
        """
        exchange.write_export(self.exported(workspace, nonpublic=nonpublic), target)

    def exported(self, workspace: Workspace, *, nonpublic: bool = False) -> bytes:
        """What `export_json` writes. Raises DamagedFile for a file of which a part cannot be read."""
        try:
            return exchange.export_bytes(_opened(workspace).connection, nonpublic=nonpublic)
        except (sqlite3.DatabaseError, ValueError, TypeError):
            raise DamagedFile(workspace.path, UNREADABLE, self._whole_copy(workspace.path)) from None

    def _made(self, path: Path, content: dict[str, Any] | None) -> SqliteWorkspace:
        if path.exists():
            raise FileExists(path)
        if not path.parent.is_dir():
            raise NoFolder(path.parent)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            self._lay(path, content)
            connection = connected(path, read_only=False)
            workspace = SqliteWorkspace(path, connection, lock, self._clock, read_content(connection))
            self._watch(workspace, path)
            undoing.pop_all()
        return workspace

    def _lay(self, path: Path, content: dict[str, Any] | None) -> None:
        """Makes the file under another name first, so that what has the name is whole."""
        import uuid  # most runs make no file

        temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.partial")
        try:
            connection = connected(temporary, read_only=False)
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
            hot_journal(path).unlink(missing_ok=True)  # of a file that is gone: it must not be played into this one
            name_new_file(temporary, path)
        except FileExistsError:
            raise FileExists(path) from None
        except (OSError, sqlite3.Error) as error:
            raise unwritten(path, error) from error
        finally:
            temporary.unlink(missing_ok=True)

    def _locked(self, path: Path) -> WorkspaceLock:
        return WorkspaceLock(path, self._clock.now())

    def _store(
        self, disk: sqlite3.Connection, path: Path, *, as_far_as_possible: bool = False
    ) -> tuple[LockedStore | None, int]:
        """What keeps the content of a file with a password, and the version of the content.

        Raises FileLocked while nobody has given the password.
        """
        version = checked_version(disk, path)
        if version != schema.LOCKED:
            return None, version
        store = self.passwords.store(disk, path, as_far_as_possible=as_far_as_possible)
        return store, checked_version(store.inner, path)

    def _bring_forward(
        self, connection: sqlite3.Connection, disk: sqlite3.Connection, path: Path, version: int
    ) -> WorkspaceContent:
        content = read_content(connection, marked=False)
        folder = backups.folder_for(path, self.backup_folder)
        backups.make(disk, path, folder, self._clock.now(), "migration")
        schema.bring_forward(connection, version, lambda made: write_entries(made, content))
        return content

    def _mend(self, connection: sqlite3.Connection, path: Path, content: WorkspaceContent) -> None:
        """Writes what was made right again, after a copy of the damaged file as it is."""
        folder = backups.folder_for(path, self.backup_folder)
        with suppress(OSError):
            backups.keep_as_it_is(path, folder, self._clock.now(), "damaged")
        _write_entries(connection, content)

    def _settle(self, workspace: SqliteWorkspace, content: WorkspaceContent) -> None:
        """Makes the dated copy if something was changed since the last, and begins to watch the file."""
        connection, path = workspace.disk, workspace.path
        self._watch(workspace, path)
        words = [_told(path, content)]
        words.append(self._copied_if_changed(connection, path, content.last))
        if workspace.store is not None:  # copies that a killed run left in clear
            copies = [copy.path for copy in self.backups(path)]
            clear = [one for one in copies if hot_journal(one).exists() or not self.passwords.has_password(one)]
            self.passwords.follow(clear, workspace.id, workspace.store.key, workspace.store.lock)
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
            try:
                with closing(self._open_to_read(copy.path, as_it_is=False)) as found:
                    whole.append((max((step.number for step in found.journal(1)), default=0), copy))
            except FileLocked:  # its pages are whole; its password is asked for when it is restored
                whole.append((backups.reaches(copy), copy))
            except (UserError, EnvironmentProblem):
                continue
        return max(whole, key=lambda item: item[0], default=(0, None))[1]

    def _watch(self, workspace: SqliteWorkspace, path: Path) -> None:
        """From now on, before each step, looks whether the file is still the one that was opened."""
        identity = FileIdentity(path)

        def stands() -> None:
            if identity.same:
                return
            if holds_database(path, workspace.disk):  # the same bytes, put there anew
                workspace.go_on_at(workspace.path, connected(path, read_only=False), None)
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
                write_whole_database(workspace.disk, target)
                connection = connected(target, read_only=False)
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


def _write_entries(connection: sqlite3.Connection, content: WorkspaceContent) -> None:
    connection.execute("BEGIN IMMEDIATE")
    write_entries(connection, content)
    connection.execute("COMMIT")


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
    what = damage.what or UNREADABLE
    left.doubtful = f"{what}. What you see is what can still be read, and may be wrong"
    return left


def beside_words(beside: Sequence[Path]) -> str:
    """The sentence about work that lies beside its file, empty if there is none."""
    if not beside:
        return ""
    names = ", ".join(item.name for item in beside)
    return f"Work that could not be put into this file is kept as {names}. Open it, compare the two, and keep one."


def _opened(workspace: Workspace) -> SqliteWorkspace:
    if not isinstance(workspace, SqliteWorkspace):
        raise TypeError("Only a workspace of this storage can be copied.")
    return workspace
