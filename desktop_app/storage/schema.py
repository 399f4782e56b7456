"""The tables of a workspace file, and how an older file is brought forward.

Version 1 kept no documents; version 2 added the table `document`; version 3 the table `mark`, which holds the digests
(`content`). Migrations go forward only, one transaction each, and a backup is made first. The journal names places and
values in JSON, so it means the same after any of them.

A file with a password (`locked_store`) has the number LOCKED, and its content a version of its own. The next version of
the plain file is the number after LOCKED.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x46444B31
VERSION = 3
LOCKED = 4
MARKED = 3  # from this version on there are digests

_ENTRIES = """
CREATE TABLE entry (place TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL,
    target INTEGER, changes TEXT NOT NULL
);
CREATE TABLE workspace (id TEXT NOT NULL, created TEXT NOT NULL);
"""
_DOCUMENTS = "CREATE TABLE document (digest TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;"
# At step `number` the entries had the digest `entries`; `steps` is the running digest of the journal to its end.
_MARK = """
CREATE TABLE mark (
    number INTEGER NOT NULL, entries TEXT NOT NULL, steps TEXT NOT NULL
)"""


def _add_mark(connection: sqlite3.Connection) -> None:
    connection.execute(_MARK)
    connection.execute("INSERT INTO mark VALUES (0, '', '')")


def _add_documents(connection: sqlite3.Connection) -> None:
    connection.execute(_DOCUMENTS)


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _add_documents, 2: _add_mark}


def lay(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Makes the tables of an empty file, inside the caller's transaction."""
    for statement in _ENTRIES.split(";"):
        connection.execute(statement)
    for step in range(1, version):
        MIGRATIONS[step](connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def bring_forward(connection: sqlite3.Connection, version: int, finish: Callable[[sqlite3.Connection], object]) -> None:
    """Migrates a file of an older `version` to the present one, all or nothing; `finish` fills in what it lacked."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, VERSION):
            MIGRATIONS[step](connection)
        finish(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:  # whatever went wrong, the file stays as it was
        if connection.in_transaction:
            connection.execute("ROLLBACK")
