"""A company file with a password: a database on the disk that holds another one, encrypted.

::

    lock   one row: which key, how it is kept under the password and the recovery key, and which content is meant
    part   the whole inner database as it was when it was last written anew, in encrypted parts
    step   what was committed since, one encrypted row for each step

The inner database is in memory while the company is open and nowhere else. The outer one keeps what `storage` promises
for every file: one transaction for a step, forced to the disk. It has a file version of its own, so a program that
knows no passwords says that a newer one made it. Each part and step is bound to its key, its content and its number:
none can be exchanged, left out or repeated.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from typing import NamedTuple

from desktop_app.storage import schema
from desktop_app.storage.content import ContentDamaged
from desktop_app.storage.encryption import DataKey, KeyCost, NotOpened
from desktop_app.storage.statements import Statement, carry_out, read_statements, written_statements

PART = 16_000_000  # bytes of the inner database in one row
LARGEST = 900_000_000  # bytes of an inner database: SQLite takes one of 1 GB into memory
ENOUGH = 1_000_000  # bytes of steps that are always borne before the whole is written anew
SHARE = 4  # and else the steps may come to this part of the whole
PATIENCE, PAUSE = 10, 0.2  # tries, and the seconds between them, while another program reads the file
_TABLES = """
CREATE TABLE lock (
    key TEXT NOT NULL, rounds INTEGER NOT NULL, block INTEGER NOT NULL, lanes INTEGER NOT NULL, salt BLOB NOT NULL,
    by_password BLOB NOT NULL, by_recovery BLOB NOT NULL, content TEXT NOT NULL, parts INTEGER NOT NULL,
    reaches INTEGER NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE part (number INTEGER PRIMARY KEY, sealed BLOB NOT NULL);
CREATE TABLE step (number INTEGER PRIMARY KEY, reaches INTEGER NOT NULL, sealed BLOB NOT NULL);
"""


class LockRow(NamedTuple):
    """The row of `lock`, without its digest, which finds accidents: for forgery there are the keys."""

    key: str
    rounds: int
    block: int
    lanes: int
    salt: bytes
    by_password: bytes
    by_recovery: bytes
    content: str = ""
    parts: int = 0
    reaches: int = 0

    @property
    def cost(self) -> KeyCost:
        """What a try costs."""
        return KeyCost(self.rounds, self.block, self.lanes)

    @property
    def digest(self) -> str:
        """What a flipped bit changes."""
        return hashlib.sha256(repr(tuple(self)).encode()).hexdigest()


def read_lock(connection: sqlite3.Connection) -> LockRow:
    """The lock of a file. Raises ContentDamaged, sqlite3.DatabaseError."""
    rows = connection.execute("SELECT * FROM lock").fetchall()
    if len(rows) == 1:
        row = LockRow(*rows[0][:-1])
        if row.digest == rows[0][-1] and row.cost.bearable:
            return row
    raise ContentDamaged("what its password opens cannot be read")


def last_kept_step(connection: sqlite3.Connection) -> int:
    """The number of the newest step of the inner journal, which is told without a password."""
    query = "SELECT max(reaches) FROM (SELECT reaches FROM lock UNION ALL SELECT reaches FROM step)"
    return int(connection.execute(query).fetchone()[0])


class LockedStore:
    """The encrypted database below an open company. `inner` is its content, in memory.

    `broken` says in words from where on the steps could not be read, if that was allowed.
    """

    def __init__(self, disk: sqlite3.Connection, key: DataKey, lock: LockRow, inner: sqlite3.Connection) -> None:
        self.disk = disk
        self.key = key
        self.broken = ""
        self.inner = inner
        self._lock = lock
        self._next = 1
        self._weight = 0

    @classmethod
    def read(cls, disk: sqlite3.Connection, key: DataKey, *, as_far_as_possible: bool = False) -> LockedStore:
        """Reads the content. Raises ContentDamaged, sqlite3.DatabaseError."""
        disk.execute("BEGIN")  # one moment of the file, whoever writes it meanwhile
        try:
            lock = read_lock(disk)
            store = cls(disk, key, lock, _inner(_whole(disk, key, lock)))
            rows = disk.execute("SELECT number, sealed FROM step ORDER BY number").fetchall()
        finally:
            if disk.in_transaction:
                disk.execute("ROLLBACK")
        store._play(rows, as_far_as_possible=as_far_as_possible)
        return store

    @classmethod
    def encrypt(
        cls, disk: sqlite3.Connection, content: bytes, key: DataKey, lock: LockRow, reaches: int
    ) -> LockedStore:
        """Puts the content, encrypted, in the place of whatever the database holds, and goes on with it.

        All that may fail comes before the one transaction: what raises changed nothing. Raises as `put_locked`.
        """
        with ExitStack() as failing:
            inner = failing.enter_context(closing(_inner(content)))
            store = cls(disk, key, put_locked(disk, content, key, lock, reaches), inner)
            failing.pop_all()
        return store

    def _play(self, rows: Sequence[tuple[int, bytes]], *, as_far_as_possible: bool) -> None:
        for _, sealed in rows:
            try:
                statements = read_statements(self.key.opened(_step_label(self._lock, self._next), sealed))
                self.inner.execute("BEGIN")
                carry_out(self.inner, statements)
                self.inner.execute("COMMIT")
            except (NotOpened, ValueError, KeyError, TypeError, sqlite3.Error):
                if self.inner.in_transaction:
                    self.inner.execute("ROLLBACK")
                self.broken = "the steps done last cannot be decrypted, a part of the file was altered"
                if not as_far_as_possible:
                    raise ContentDamaged(self.broken) from None
                return
            self._next += 1
            self._weight += len(sealed)

    @property
    def lock(self) -> LockRow:
        """What the password and the recovery key open."""
        return self._lock

    def keep(self, statements: Sequence[Statement], reaches: int) -> None:
        """Keeps one step on the disk. Raises sqlite3.Error."""
        sealed = self.key.sealed(_step_label(self._lock, self._next), written_statements(statements))
        self.disk.execute("BEGIN IMMEDIATE")
        self.disk.execute("INSERT INTO step VALUES (?, ?, ?)", (self._next, reaches, sealed))
        self.disk.execute("COMMIT")
        self._next += 1
        self._weight += len(sealed)

    def settle(self, reaches: int) -> None:
        """Writes the whole anew where the steps have become many. Raises sqlite3.Error."""
        (pages,) = self.inner.execute("PRAGMA page_count").fetchone()
        (size,) = self.inner.execute("PRAGMA page_size").fetchone()
        if self._weight > ENOUGH and self._weight * SHARE > pages * size:
            self.write_whole(reaches)

    def write_whole(self, reaches: int) -> None:
        """Writes the inner database as it is now in the place of all parts and steps. Raises sqlite3.Error."""
        self._lock = put_locked(self.disk, self.inner.serialize(), self.key, self._lock, reaches)
        self._next, self._weight = 1, 0


def put_locked(disk: sqlite3.Connection, content: bytes, key: DataKey, lock: LockRow, reaches: int) -> LockRow:
    """Puts the content, encrypted, in the place of whatever the database holds, all or nothing.

    Raises sqlite3.Error, OverflowError for a content that no memory takes.
    """
    if len(content) > LARGEST:
        raise OverflowError
    cut = [content[start : start + PART] for start in range(0, len(content), PART)]
    row = lock._replace(key=key.id, content=os.urandom(16).hex(), parts=len(cut), reaches=reaches)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for statement in _TABLES.split(";"):
            made.execute(statement)
        made.execute("BEGIN")
        made.execute("INSERT INTO lock VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, row.digest))
        for number, piece in enumerate(cut, 1):
            made.execute("INSERT INTO part VALUES (?, ?)", (number, key.sealed(_part_label(row, number), piece)))
        made.execute("COMMIT")
        made.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        made.execute(f"PRAGMA user_version = {schema.LOCKED}")
        _take_over(made, disk)
    return row


def put_plain(disk: sqlite3.Connection, content: bytes) -> None:
    """Puts the content, a database as bytes, in the place of whatever the database holds. Raises sqlite3.Error."""
    with closing(_inner(content)) as made:
        _take_over(made, disk)


def _take_over(made: sqlite3.Connection, disk: sqlite3.Connection) -> None:
    """Writes every page of one database over the other in one transaction, and waits only so long for who reads it."""
    tries = 0

    def wait(_status: int, _remaining: int, _total: int) -> None:
        nonlocal tries
        tries += 1
        if tries > PATIENCE:
            raise sqlite3.OperationalError("database is locked")

    made.backup(disk, progress=wait, sleep=PAUSE)


def _inner(content: bytes) -> sqlite3.Connection:
    inner = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    inner.deserialize(content)
    inner.execute("PRAGMA temp_store = MEMORY")  # nothing of it on the disk, not for a moment
    inner.execute("PRAGMA journal_mode = MEMORY")
    return inner


def _whole(disk: sqlite3.Connection, key: DataKey, lock: LockRow) -> bytes:
    rows = disk.execute("SELECT number, sealed FROM part ORDER BY number").fetchall()
    if [number for number, _ in rows] != list(range(1, lock.parts + 1)):
        raise ContentDamaged("a part of it is missing")
    try:
        return b"".join(key.opened(_part_label(lock, number), sealed) for number, sealed in rows)
    except NotOpened:
        raise ContentDamaged("a part of it cannot be decrypted, it was altered") from None


def _part_label(lock: LockRow, number: int) -> str:
    return f"part/{lock.content}/{number}/{lock.parts}"


def _step_label(lock: LockRow, number: int) -> str:
    return f"step/{lock.content}/{number}"
