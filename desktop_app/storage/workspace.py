"""A company's file, open: entries by key and the journal of all their changes.

Rollback journal and ``synchronous = FULL``: when `commit` returns, the edit is on disk. The entries are also kept in
memory (`entry_table`), so that reading never waits; the two stacks of what can be undone and redone are derived from
the journal once, at opening. Every commit runs the digest of the journal on (`content`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.values import Json
from desktop_app.services.ports import Clock, DocumentLost, EntryChange, JournalEntry, JournalKind
from desktop_app.storage.content import StepRow, WorkspaceContent, add_steps, kept_digest
from desktop_app.storage.kept_changes import KeptChanges
from desktop_app.storage.kept_results import KeptResults
from desktop_app.storage.lock import WorkspaceLock
from desktop_app.storage.refusals import CannotUndo, ChangedElsewhere, OnlyLookedAt, unwritten
from desktop_app.storage.statements import DOCUMENT, DROP, ENTRIES, PUT, STEP, STEPS, Statement, carry_out, encoded

if TYPE_CHECKING:
    from desktop_app.storage.locked_store import LockedStore

NewStep = tuple[str, JournalKind, int | None, Sequence[EntryChange]]


class SqliteWorkspace:
    """An open workspace file. Everything that changes it is one transaction; a failed one leaves all as it was.

    One with a password is worked on in memory, and its `store` keeps each step encrypted.
    Before each, `stands` may be asked whether the file is still the one that was opened; it raises, or moves the
    workspace to where it is (`go_on_at`).
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: WorkspaceLock | None,
        clock: Clock,
        content: WorkspaceContent,
        store: LockedStore | None = None,
        *,
        encrypted: bool = False,
    ) -> None:
        self._path = path
        self._connection = connection
        self._store = store
        self._encrypted = encrypted
        self._lock = lock
        self._clock = clock
        self._ends: tuple[Callable[[], object], ...] = ()
        self._published: Callable[[], object] = lambda: None
        self.stands: Callable[[], object] = lambda: None
        self.notice = ""
        self.kept_beside: tuple[Path, ...] = ()
        self._entries = content.table
        self._results = KeptResults()
        self._last_edits: dict[str, JournalEntry | None] = {}
        self._undoable, self._redoable = content.stacks
        self._newest: JournalEntry | None = None  # as it was written here: a long step is not read back at once
        self._looked_at: JournalEntry | None = None  # so is what is undone next: several ask for it
        self._last = content.last
        self._marked = content.marked
        self._digest = content.steps_digest

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @property
    def id(self) -> str:
        """What the file is known by, wherever it is moved or copied."""
        row = self._connection.execute("SELECT id FROM workspace").fetchone()
        return "" if row is None else str(row[0])

    @property
    def read_only(self) -> bool:
        """Whether it was opened only to look at."""
        return self._lock is None

    @property
    def has_password(self) -> bool:
        """Whether the file is encrypted."""
        return self._store is not None or self._encrypted

    @property
    def connection(self) -> sqlite3.Connection:
        """The open database with what was entered, for exports."""
        return self._connection

    @property
    def disk(self) -> sqlite3.Connection:
        """The database on the disk, for copies of the whole file."""
        return self._connection if self._store is None else self._store.disk

    @property
    def last_step(self) -> int:
        """The number of the newest step."""
        return self._last

    @property
    def store(self) -> LockedStore | None:
        """What keeps the steps of a file with a password."""
        return self._store

    def get(self, key: str) -> Json:
        """The entry at the key, None if there is none."""
        return self._entries.get(key)

    def under(self, prefix: str) -> Mapping[str, Json]:
        """All entries whose key starts with `prefix`, in order."""
        return self._entries.under(prefix)

    def commit(self, label: str, changes: Sequence[EntryChange]) -> JournalEntry:
        """Makes the changes as one durable step of the journal.

        Raises EnvironmentProblem when the disk refuses, ChangedElsewhere when a change starts from another value.
        """
        (entry,) = self._write([(label, JournalKind.EDIT, None, tuple(changes))])
        return entry

    def next_undo(self) -> JournalEntry | None:
        """The edit that `undo` would take back."""
        return self._read(self._undoable[-1]) if self._undoable else None

    def next_redo(self) -> JournalEntry | None:
        """The edit that `redo` would repeat."""
        return self._read(self._redoable[-1]) if self._redoable else None

    def undo(self) -> JournalEntry | None:
        """Takes back the last edit that stands; None if there is none. Raises EnvironmentProblem, CannotUndo."""
        return next(iter(self.undo_steps(1)), None)

    def next_undos(self, count: int) -> Sequence[JournalEntry]:
        """The edits that `undo_steps` would take back, the newest first."""
        return [self._read(number) for number in reversed(self._undoable[-count:])]

    def undo_steps(self, count: int) -> Sequence[JournalEntry]:
        """Takes back so many of the last edits that stand, as far as there are any: all of them or none.

        Gives the steps that were written, one for each. Raises EnvironmentProblem, CannotUndo.
        """
        steps, known = [], dict[str, Json]()
        for edit in self.next_undos(count):
            if any(known.get(change.key, self._entries.get(change.key)) != change.after for change in edit.changes):
                raise CannotUndo(edit.label)
            inverse = tuple(EntryChange(change.key, change.after, change.before) for change in reversed(edit.changes))
            known |= {change.key: change.after for change in inverse}
            steps.append((edit.label, JournalKind.UNDO, edit.number, inverse))
        return self._write(steps) if steps else ()

    def redo(self) -> JournalEntry | None:
        """Repeats the edit taken back last; None if there is none. Raises EnvironmentProblem."""
        edit = self.next_redo()
        if edit is None:
            return None
        (entry,) = self._write([(edit.label, JournalKind.REDO, edit.number, edit.changes)])
        return entry

    def journal(self, newest: int | None = None) -> Sequence[JournalEntry]:
        """The steps, the newest first; only so many if `newest` is given."""
        if newest == 1 and self._newest is not None:
            return [self._newest]
        limit = -1 if newest is None else newest
        rows = self._connection.execute(
            "SELECT number, at, label, kind, target, changes FROM journal ORDER BY number DESC LIMIT ?", (limit,)
        )
        return [_entry(row) for row in rows]

    def last_edit_of(self, key: str) -> JournalEntry | None:
        """The newest edit that gave an entry a value, also one that was taken back; None where there was none."""
        if key not in self._last_edits:
            self._last_edits[key] = self._found_last_edit(key)
        return self._last_edits[key]

    def _found_last_edit(self, key: str) -> JournalEntry | None:
        rows = self._connection.execute(
            "SELECT number, at, label, kind, target, changes FROM journal WHERE kind = ? AND instr(changes, ?) > 0 "
            "ORDER BY number DESC",
            (JournalKind.EDIT.value, key),
        )
        steps = (_entry(row) for row in rows)
        return next((one for one in steps if any(c.key == key and c.after is not None for c in one.changes)), None)

    def digest_under(self, prefix: str) -> str:
        """What changes when an entry does whose key starts with `prefix`, a kind with its filing."""
        return self._entries.digest_under(prefix)

    def kept_result(self, name: str, depends: str) -> str | None:
        """What `keep_result` kept of that name; None where it depends on something that is another now."""
        return self._results.get(self._connection, name, depends)

    def keep_result(self, name: str, depends: str, content: str) -> None:
        """Keeps a result with the digest of all that it depends on: on the disk with the next step, if there is one."""
        self._results.put(name, depends, content)

    def keep_document(self, content: bytes) -> str:
        """Keeps a file's bytes and gives their digest. Raises EnvironmentProblem."""
        digest = hashlib.sha256(content).hexdigest()
        self._transaction([(DOCUMENT, (digest, content))])
        return digest

    def document(self, digest: str) -> bytes:
        """The bytes kept under the digest. Raises DocumentLost for one that is missing or no longer what it was."""
        row = self._connection.execute("SELECT content FROM document WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise DocumentLost(self._path.name, digest)
        content = bytes(row[0])
        if hashlib.sha256(content).hexdigest() != digest:
            raise DocumentLost(self._path.name, digest, altered=True)
        return content

    def close(self) -> None:
        """Lets go of the file, whose entries get their digest if they were changed.

        Raises what `stands` and what is left to do then (`lies_at`) may raise, after everything was let go.
        """
        ends, self._ends = self._ends, ()
        with ExitStack() as ending:
            for end in reversed(ends):
                ending.callback(end)
            ending.callback(self._let_go)
            if self._lock is not None and self._last != self._marked:
                self._marked = self._last
                self.stands()
                with suppress(sqlite3.Error):  # a full disk: the next opening takes the steps back first, that is all
                    digest = kept_digest(self._connection)
                    if digest == self._entries.digest:  # what was damaged while it was open is found by that opening
                        self._keep([(ENTRIES, (self._last, digest))])
                    if self._store is not None:
                        self._store.settle(self._last)

    def _let_go(self) -> None:
        self.disk.close()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def go_on_at(self, path: Path, connection: sqlite3.Connection, lock: WorkspaceLock | None) -> None:
        """Works on in another file with the same content, under another lock if one is given."""
        before, held = self.disk, self._lock
        self._path = path
        if self._store is None:
            self._connection = connection
        else:
            self._store.disk = connection
        before.close()
        if lock is not None and held is not None:
            held.release()
            self._lock = lock

    def lies_at(self, path: Path, publish: Callable[[], object], end: Callable[[], object]) -> None:
        """Calls the workspace under another path than that of its database, where `publish` brings it.

        That is done when it is closed, and `end` after it.
        """
        self._path, self._published = path, publish
        self._ends = (publish, end)

    def kept_in(self, connection: sqlite3.Connection, store: LockedStore | None) -> None:
        """Goes on with the same content, encrypted from now on or no longer."""
        before = self._connection
        self._connection, self._store = connection, store
        if before is not self.disk:
            before.close()

    def bring_back(self) -> None:
        """Brings the file where it belongs, while it stays open. Raises what that raises."""
        self._published()

    def _write(self, steps: Sequence[NewStep]) -> list[JournalEntry]:
        """Writes steps of the journal in one transaction, and of each entry only what it comes to."""
        after: dict[str, Json] = {}
        entries: list[JournalEntry] = []
        statements: list[Statement] = []
        digest = self._digest.copy()
        for label, kind, target, changes in steps:
            for change in changes:
                there = after[change.key] if change.key in after else self._entries.get(change.key)
                if there != change.before:
                    raise ChangedElsewhere(f"{change.key} does not hold what the edit started from.")
            after |= {change.key: change.after for change in changes}
            entry = JournalEntry(self._last + len(entries) + 1, self._clock.now(), label, kind, target, changes)
            listed: Json = [[change.key, change.before, change.after] for change in changes]
            row = StepRow(entry.number, entry.at, label, kind.value, target, encoded(listed))
            add_steps(digest, [row])
            statements.append((STEP, row))
            entries.append(entry)
        kept: list[Statement] = [
            (DROP, (key,)) if value is None else (PUT, (key, encoded(value))) for key, value in after.items()
        ]
        self._transaction([*kept, *statements, (STEPS, (digest.hexdigest(),))], entries[-1].number)
        self._digest = digest
        self._newest = entries[-1]
        self._entries.put(after)
        for key in self._last_edits.keys() & after.keys():
            del self._last_edits[key]
        for entry in entries:
            self._last = entry.number
            self._stack(entry.number, entry.kind, entry.target)
        return entries

    def _transaction(self, statements: Sequence[Statement], reaches: int | None = None) -> None:
        if self._lock is None:
            raise OnlyLookedAt(self._path)
        self.stands()
        try:
            self._keep(statements, reaches)
        except sqlite3.Error as error:
            raise unwritten(self._path, error) from error

    def _keep(self, statements: Sequence[Statement], reaches: int | None = None) -> None:
        """Does the statements, all or none; `reaches` is the last step then. Raises sqlite3.Error."""
        results = self._results if self._store is None else KeptResults()
        try:
            self._keep_with(results, statements, reaches)
        except sqlite3.Error:
            if not results:
                raise
            results.written()  # on a full disk what can be worked out again keeps no step from being written
            self._keep_with(results, statements, reaches)
        results.written()

    def _keep_with(self, results: KeptResults, statements: Sequence[Statement], reaches: int | None) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            carry_out(self._connection, statements)
            results.write(self._connection)
            if self._store is not None:
                self._store.keep(statements, self._last if reaches is None else reaches)
            self._connection.execute("COMMIT")
        finally:
            for connection in (self._connection, self.disk):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _stack(self, number: int, kind: JournalKind, target: int | None) -> None:
        if kind is JournalKind.EDIT:
            self._undoable.append(number)
            self._redoable.clear()
        elif kind is JournalKind.UNDO and target is not None:
            self._undoable.pop()
            self._redoable.append(target)
        elif target is not None:
            self._redoable.pop()
            self._undoable.append(target)

    def _read(self, number: int) -> JournalEntry:
        for known in (self._newest, self._looked_at):
            if known is not None and known.number == number:
                return known
        row = self._connection.execute(
            "SELECT number, at, label, kind, target, changes FROM journal WHERE number = ?", (number,)
        ).fetchone()
        self._looked_at = _entry(row)
        return self._looked_at


def _entry(row: tuple[int, str, str, str, int | None, str]) -> JournalEntry:
    number, at, label, kind, target, changes = row
    return JournalEntry(number, at, label, JournalKind(kind), target, KeptChanges(changes))
