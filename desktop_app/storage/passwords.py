"""The passwords of company files: giving one, taking it away, and the keys of those that were unlocked.

The dated copies of a company have the same password as its file. Setting a password makes a new data key, so that one
who knows an old password opens old copies elsewhere and nothing newer.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.ports import FileLocked, NotThePassword, Workspace
from desktop_app.storage import schema
from desktop_app.storage.connections import cause_of, checked_version, connected, connected_to_read, look_at_file
from desktop_app.storage.content import ContentDamaged
from desktop_app.storage.encryption import (
    SALT,
    DataKey,
    KeyCost,
    LockedLater,
    NotOpened,
    decrypted,
    encrypted,
    is_locked_content,
    locked_content,
    looks_like_recovery_key,
    new_data_key,
    new_recovery_key,
    normal_recovery_key,
    password_key,
    recovery_secret,
    unlocked_content,
)
from desktop_app.storage.locked_store import (
    LARGEST,
    LockedStore,
    LockRow,
    last_kept_step,
    put_locked,
    put_plain,
    read_lock,
)
from desktop_app.storage.refusals import MadeLater, OnlyLookedAt, TooLargeToLock, password_unchanged
from desktop_app.storage.workspace import SqliteWorkspace

BY_PASSWORD, BY_RECOVERY = "password", "recovery"
_VERSION_AT, _NUMBER = 60, 4  # where SQLite keeps the file version, and how many bytes it has


class KnownPasswords:
    """The FilePasswords of this process. `cost` is what a try costs in files that get a password from now on."""

    def __init__(self, cost: KeyCost) -> None:
        self._cost = cost
        self._keys: dict[str, DataKey] = {}

    def has_password(self, path: Path) -> bool:
        """Whether the file is encrypted; one that cannot be read is not."""
        try:
            with path.open("rb") as file:
                head = file.read(_VERSION_AT + _NUMBER)
        except OSError:
            return False
        return int.from_bytes(head[_VERSION_AT:]) == schema.LOCKED

    def unlock(self, path: Path, secret: str) -> None:
        """Remembers the key of the file, which the password or the recovery key opens.

        Raises NotThePassword, or what opening the file raises.
        """
        look_at_file(path)
        try:
            with closing(connected_to_read(path)) as disk:
                if checked_version(disk, path) != schema.LOCKED:
                    return
                lock = read_lock(disk)
        except (sqlite3.DatabaseError, ContentDamaged, ValueError, TypeError) as error:
            raise cause_of(path, error) from error
        for kept, key in ((lock.by_recovery, _recovery), (lock.by_password, _password)):
            with suppress(NotOpened):
                self._keys[lock.key] = DataKey(lock.key, key(kept, lock, secret))
                return
        raise NotThePassword(_wrong_words(path, secret))

    def forget(self, but: Path | None = None) -> None:
        """Forgets all keys, except that of the file still open: what is opened from now on is asked for again."""
        kept = ""
        if but is not None and self.has_password(but):
            with suppress(sqlite3.Error, ContentDamaged), closing(connected_to_read(but)) as disk:
                kept = read_lock(disk).key
        self._keys = {name: key for name, key in self._keys.items() if name == kept}

    def new_recovery_key(self) -> str:
        """See `encryption`."""
        return new_recovery_key()

    def encrypted_file(self, content: bytes, password: str) -> bytes:
        """Another file under a password of its own, as a review file is sent."""
        return locked_content(content, password, self._cost)

    def is_encrypted_file(self, content: bytes) -> bool:
        """Whether a file is one of those."""
        return is_locked_content(content)

    def decrypted_file(self, content: bytes, password: str, name: str) -> bytes:
        """What is in it. Raises NotThePassword, MadeLater."""
        try:
            return unlocked_content(content, password)
        except LockedLater:
            raise MadeLater(
                f"{name} was made by a later version of Filing Desk. Install that version, then open the file again."
            ) from None
        except NotOpened:
            raise NotThePassword(
                f"This is not the password of {name}, or the file was altered. Type it again."
            ) from None

    def store(self, disk: sqlite3.Connection, path: Path, *, as_far_as_possible: bool = False) -> LockedStore:
        """The content of a file with a password. Raises FileLocked, ContentDamaged, sqlite3.DatabaseError."""
        key = self._keys.get(read_lock(disk).key)
        if key is None:
            raise FileLocked(path)
        return LockedStore.read(disk, key, as_far_as_possible=as_far_as_possible)

    def protect(self, workspace: Workspace, password: str, recovery: str, copies: Sequence[Path]) -> Sequence[Path]:
        """Encrypts the open file and its dated copies with a new key. Tells which files could not follow.

        Raises OnlyLookedAt, TooLargeToLock, EnvironmentProblem; then nothing was changed.
        """
        opened = _writable(workspace)
        opened.stands()
        key = new_data_key()
        lock = self._new_lock(key, password, recovery)
        try:
            disk, content = opened.disk, opened.connection.serialize()
            store = LockedStore.encrypt(disk, content, key, lock, opened.last_step)
        except OverflowError:
            raise TooLargeToLock(opened.path, LARGEST) from None
        except (sqlite3.Error, MemoryError) as error:
            raise password_unchanged(opened.path, error) from error
        self._keys[key.id] = key
        opened.kept_in(store.inner, store)
        left = self.follow(copies, opened.id, key, lock)
        return (*left, *_not_brought_back(opened))

    def unprotect(self, workspace: Workspace, copies: Sequence[Path]) -> Sequence[Path]:
        """Writes the open file and its dated copies in clear again. Tells which files could not follow.

        Raises OnlyLookedAt, EnvironmentProblem; then nothing was changed.
        """
        opened = _writable(workspace)
        opened.stands()
        disk = opened.disk
        try:
            put_plain(disk, opened.connection.serialize())
        except (sqlite3.Error, MemoryError) as error:
            raise password_unchanged(opened.path, error) from error
        opened.kept_in(disk, None)
        left = self.follow(copies, opened.id, None, None)
        return (*left, *_not_brought_back(opened))

    def keep_locked(self, copy: Path, like: Path) -> None:
        """Gives a copy in clear the lock of the file at `like`. Raises FileLocked, sqlite3.Error, ContentDamaged."""
        if self.has_password(copy):
            return
        with closing(connected_to_read(like)) as disk:
            lock = read_lock(disk)
        key = self._keys.get(lock.key)
        if key is None:
            raise FileLocked(like)
        with closing(connected(copy, read_only=False)) as disk:
            put_locked(disk, disk.serialize(), key, lock, _last_plain(disk))

    def follow(self, copies: Sequence[Path], company: str, key: DataKey | None, lock: LockRow | None) -> Sequence[Path]:
        """Gives the copies of that company the same lock, or none; a copy of another company is left alone.

        Tells which could not follow: they cannot be read or written, or have a password that is not known.
        """
        left = []
        for path in copies:
            try:
                look_at_file(path)
                with closing(connected(path, read_only=False)) as disk:
                    disk.execute("PRAGMA user_version").fetchone()  # takes back what a crash cut off
                    self._follow_one(disk, path, company, key, lock)
            except (OSError, sqlite3.Error, ContentDamaged, UserError, OverflowError, MemoryError):
                left.append(path)
        return tuple(left)

    def _follow_one(
        self, disk: sqlite3.Connection, path: Path, company: str, key: DataKey | None, lock: LockRow | None
    ) -> None:
        locked = self.has_password(path)
        if key is None and not locked:
            return
        inner = self.store(disk, path).inner if locked else disk
        if inner.execute("SELECT id FROM workspace").fetchone() != (company,):
            return
        content = inner.serialize()
        if key is not None and lock is not None:
            put_locked(disk, content, key, lock, last_kept_step(disk) if locked else _last_plain(disk))
        else:
            put_plain(disk, content)

    def _new_lock(self, key: DataKey, password: str, recovery: str) -> LockRow:
        salt, cost = os.urandom(SALT), self._cost
        by_password = encrypted(password_key(password, salt, cost), f"{BY_PASSWORD}/{key.id}", key.secret)
        by_recovery = encrypted(recovery_secret(recovery, salt), f"{BY_RECOVERY}/{key.id}", key.secret)
        return LockRow(key.id, *cost, salt, by_password, by_recovery)


def _not_brought_back(opened: SqliteWorkspace) -> Sequence[Path]:
    """The file of a shared folder where it cannot follow at once; it follows when the company is closed."""
    try:
        opened.bring_back()
    except (UserError, EnvironmentProblem):
        return (opened.path,)
    return ()


def _password(kept: bytes, lock: LockRow, secret: str) -> bytes:
    return decrypted(password_key(secret, lock.salt, lock.cost), f"{BY_PASSWORD}/{lock.key}", kept)


def _recovery(kept: bytes, lock: LockRow, secret: str) -> bytes:
    if not normal_recovery_key(secret):
        raise NotOpened
    return decrypted(recovery_secret(secret, lock.salt), f"{BY_RECOVERY}/{lock.key}", kept)


def _wrong_words(path: Path, secret: str) -> str:
    if normal_recovery_key(secret):
        return f"This recovery key is not the one of {path.name}. Find the sheet that was made with its password."
    if looks_like_recovery_key(secret):
        return "The recovery key has a typing mistake. Compare it with the sheet, group by group, and type it again."
    return f"This is not the password of {path.name}. Type it again, or type the recovery key from its recovery sheet."


def _writable(workspace: Workspace) -> SqliteWorkspace:
    if not isinstance(workspace, SqliteWorkspace):
        raise TypeError("Only a workspace of this storage can have a password.")
    if workspace.read_only:
        raise OnlyLookedAt(workspace.path)
    return workspace


def _last_plain(disk: sqlite3.Connection) -> int:
    return int(disk.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()[0])
