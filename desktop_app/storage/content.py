"""What a workspace file holds, read whole and compared with its digests: a flipped bit is found before it is used.

The journal has one running digest: each step changes it, and every commit keeps it. The entries have a digest as they
were when the file was last closed (`mark.number`); steps after that, left by a killed run, are taken back first. Where
the entries alone are damaged, the journal makes them again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.ports import JournalKind
from desktop_app.storage.entry_table import AFTER, PARTS, EntryTable, KeptPiece, group_of
from desktop_app.storage.replay import Replay
from desktop_app.storage.statements import encoded

if TYPE_CHECKING:
    from hashlib import _Hash

AT_ONCE = 4  # steps that go into the digest as one text: an import makes a long one
NAMED = 3  # so many damaged entries are named
_ENTRIES = "SELECT place, value FROM entry ORDER BY place"
_NEXT = "SELECT place FROM entry WHERE place >= ? ORDER BY place LIMIT 1"
_FROM = "SELECT place, value FROM entry WHERE place >= ? ORDER BY place"
# A group as the digest takes it: the table is searched, and lies, in the order of its keys.
_GROUP = """
SELECT count(*), CAST(group_concat(place || char(10) || value, char(10)) AS BLOB)
FROM entry WHERE place >= ? AND place < ?"""
_STEPS = "SELECT number, at, label, kind, target, changes FROM journal ORDER BY number"
_KINDS = {kind.value for kind in JournalKind}


class StepRow(NamedTuple):
    """A row of the journal."""

    number: int
    at: str
    label: str
    kind: str
    target: int | None
    changes: str


class ContentDamaged(Exception):
    """The content is not what was written. `what` says in words where."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass
class WorkspaceContent:
    """The entries and the steps of a file.

    `steps_digest` runs on with every commit, `stacks` are the edits that can be undone and redone. `marked` is the step
    at which the entries have their digest. `mended` names what was damaged and is right again, `doubtful` what the
    journal does not account for.
    """

    table: EntryTable
    steps: Sequence[StepRow]
    steps_digest: _Hash
    stacks: tuple[list[int], list[int]]
    marked: int = 0
    mended: str = ""
    doubtful: str = ""

    @property
    def last(self) -> int:
        """The number of the newest step."""
        return self.steps[-1].number if self.steps else 0


def read_content(connection: sqlite3.Connection, *, marked: bool = True) -> WorkspaceContent:
    """Reads and compares everything; a file of an older version has no mark yet, and its journal is replayed.

    Raises ContentDamaged, sqlite3.DatabaseError.
    """
    pieces, steps = _pieces(connection), _steps(connection)
    stacks = _stacks(steps)
    digest = steps_digest(connection, steps)
    if not marked:
        table = _table(_texts(connection))
        return WorkspaceContent(table, steps, digest, stacks, doubtful=_unaccounted(table, steps))
    mark = connection.execute("SELECT number, entries, steps FROM mark").fetchone()
    if mark is None:
        raise ContentDamaged("its digests are gone")
    number, entries_then, steps_now = mark
    if pieces is not None and mark == (len(steps), _digest_of_pieces(pieces), digest.hexdigest()):
        return WorkspaceContent(EntryTable(pieces), steps, digest, stacks, number)
    texts, mended = _texts(connection), ""
    if steps_now != digest.hexdigest():
        mended = _only_words_differ(texts, steps)
    elif _taken_back(texts, steps, number) != entries_then:
        mended = _differing(texts, steps)
        texts = _made_by(steps)
    return WorkspaceContent(_table(texts), steps, digest, stacks, number, mended)


def read_as_it_is(connection: sqlite3.Connection) -> WorkspaceContent:
    """What can still be read of a damaged file, to be looked at: nothing in it can be relied upon."""
    texts = dict(connection.execute("SELECT place, value FROM entry"))
    table = EntryTable()
    for key, text in texts.items():
        with suppress(ValueError, TypeError):
            table.put({str(key): json.loads(text)})
    return WorkspaceContent(table, (), hashlib.sha256(), ([], []))


def write_mark(connection: sqlite3.Connection, content: WorkspaceContent) -> None:
    """Keeps the digests of the content as it is now."""
    row = (content.last, kept_digest(connection), content.steps_digest.hexdigest())
    connection.execute("UPDATE mark SET number = ?, entries = ?, steps = ?", row)
    content.marked = content.last


def kept_digest(connection: sqlite3.Connection) -> str:
    """The digest of the entries as they are kept now."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {_GROUP}", ("", "")).fetchall()
    pieces = _pieces(connection) if any("PRIMARY KEY" in row[-1] for row in plan) else None
    return entries_digest(dict(connection.execute(_ENTRIES))) if pieces is None else _digest_of_pieces(pieces)


def write_entries(connection: sqlite3.Connection, content: WorkspaceContent) -> None:
    """Writes the entries anew in their canonical text, with their digest, inside the caller's transaction."""
    content.steps = [_readable(connection, step) for step in content.steps]
    content.steps_digest = steps_digest(connection, content.steps)
    connection.execute("DELETE FROM entry")
    texts = ((key, encoded(value)) for key, value in content.table.under("").items())
    connection.executemany("INSERT INTO entry VALUES (?, ?)", texts)
    write_mark(connection, content)


def _readable(connection: sqlite3.Connection, step: StepRow) -> StepRow:
    """The step, kept again with a sign of doubt where its words are no text."""
    words = [part.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for part in (step.at, step.label)]
    if words == [step.at, step.label]:
        return step
    connection.execute("UPDATE journal SET at = ?, label = ? WHERE number = ?", (*words, step.number))
    return step._replace(at=words[0], label=words[1])


def entries_digest(texts: Mapping[str, str]) -> str:
    """The digest of the entries, in the order of their keys."""
    whole = "\n".join(chain.from_iterable(sorted(texts.items())))
    return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()


def _digest_of_pieces(pieces: Sequence[KeptPiece]) -> str:
    """The same of entries that were read in pieces."""
    digest = hashlib.sha256()
    for number, piece in enumerate(pieces):
        digest.update(b"\n" if number else b"")
        digest.update(piece.content)
    return digest.hexdigest()


def steps_digest(connection: sqlite3.Connection, steps: Iterable[StepRow]) -> _Hash:
    """The running digest of the journal, begun with what tells this workspace from any other."""
    digest = hashlib.sha256("\n".join(connection.execute("SELECT id, created FROM workspace").fetchone()).encode())
    add_steps(digest, steps)
    return digest


def add_steps(digest: _Hash, steps: Iterable[StepRow]) -> None:
    """Runs the digest on over further steps."""
    waiting = iter(steps)
    while some := list(islice(waiting, AT_ONCE)):
        parts = [*map(str, chain.from_iterable(some)), ""]
        digest.update("\n".join(parts).encode("utf-8", "surrogateescape"))


def _pieces(connection: sqlite3.Connection) -> list[KeptPiece] | None:
    """The entries as they are kept; None where a key or what it holds is no line of text, as none of ours is."""
    found: list[KeptPiece] = []
    start = ""
    try:
        while (row := connection.execute(_NEXT, (start,)).fetchone()) is not None:
            name = group_of(row[0])
            if name.count("/") == PARTS:
                start = f"{name[:-1]}{AFTER}"
                count, content = connection.execute(_GROUP, (name, start)).fetchone()
            else:  # few, and those of other groups may lie between them
                few = next(groupby(connection.execute(_FROM, row), key=_group_of_row))[1]
                lines = [*chain.from_iterable(few)]
                start, count = f"{lines[-2]}\0", len(lines) // 2
                content = "\n".join(lines).encode("utf-8")
            if content.count(b"\n") != 2 * count - 1:
                return None
            found.append(KeptPiece(name, count, content))
    except (sqlite3.OperationalError, TypeError, AttributeError):  # bytes that are no text, or no text at all
        return None
    return found


def _group_of_row(row: tuple[str, str]) -> str:
    return group_of(row[0])


def _texts(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(_rows(connection, _ENTRIES))


def _steps(connection: sqlite3.Connection) -> list[StepRow]:
    return list(map(StepRow._make, _rows(connection, _STEPS)))


def _rows(connection: sqlite3.Connection, query: str) -> list[Any]:
    """The rows as they are kept; bytes that are no text are carried along as they are."""
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
    connection.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.text_factory = str


def _stacks(steps: Sequence[StepRow]) -> tuple[list[int], list[int]]:
    """The edits that can be undone and redone; every step is of a known kind and undoes or repeats what can be."""
    undoable: list[int] = []
    redoable: list[int] = []
    for number, step in enumerate(steps, 1):
        if step.number != number or step.kind not in _KINDS:
            raise ContentDamaged(_step_words(step))
        if step.kind == JournalKind.EDIT:
            undoable.append(number)
            redoable.clear()
            continue
        source, target = (undoable, redoable) if step.kind == JournalKind.UNDO else (redoable, undoable)
        if not source or source[-1] != step.target:
            raise ContentDamaged(_step_words(step))
        target.append(source.pop())
    return undoable, redoable


def _table(texts: Mapping[str, str]) -> EntryTable:
    """The entries of a file whose texts need not be what was written. Raises ContentDamaged."""
    table = EntryTable()
    for key, text in texts.items():
        try:
            table.put({key: json.loads(text)})
        except (ValueError, TypeError):
            raise ContentDamaged(f"the entry '{key}' cannot be read") from None
    return table


def _taken_back(texts: Mapping[str, str], steps: Sequence[StepRow], number: int) -> str:
    """The digest of the entries as they were at the step of that number."""
    earlier = dict(texts)
    try:
        for step in reversed(steps[number:]):
            for key, before, after in reversed(json.loads(step.changes)):
                if earlier.get(key) != (None if after is None else encoded(after)):
                    return ""
                if before is None:
                    earlier.pop(key, None)
                else:
                    earlier[key] = encoded(before)
        return entries_digest(earlier)
    except (ValueError, TypeError):  # what is kept is no text, or no step
        return ""


def _made_by(steps: Sequence[StepRow]) -> dict[str, str]:
    """The entries as the journal makes them. Raises ContentDamaged if it makes nothing."""
    right = Replay().run(_parsed(steps))
    if right.broken:
        raise ContentDamaged(_step_words(steps[right.broken - 1]))
    return {key: encoded(value) for key, value in right.entries.items()}


def _differing(texts: Mapping[str, str], steps: Sequence[StepRow]) -> str:
    """What stands otherwise in the entries than the journal makes it."""
    made = _made_by(steps)
    return _named(sorted(str(key) for key in made | dict(texts) if made.get(key) != texts.get(key)))


def _only_words_differ(texts: Mapping[str, str], steps: Sequence[StepRow]) -> str:
    """What was damaged where no answer was: the journal still makes the entries as they are. Raises ContentDamaged."""
    if _differing(texts, steps):
        raise ContentDamaged("its history was altered")
    return "the words or the time of a step in its history"


def _unaccounted(table: EntryTable, steps: Sequence[StepRow]) -> str:
    right = Replay().run(_parsed(steps))
    if right.broken:
        return _step_words(steps[right.broken - 1])
    made, entries = right.entries, table.under("")
    return _named(sorted(key for key in made | dict(entries) if made.get(key) != entries.get(key)))


def _parsed(steps: Sequence[StepRow]) -> Iterable[dict[str, Any]]:
    for step in steps:
        try:
            changes = json.loads(step.changes)
            if not all(isinstance(key, str) for key, _, _ in changes):
                raise ContentDamaged(_step_words(step))
        except (ValueError, TypeError):
            raise ContentDamaged(_step_words(step)) from None
        yield {**step._asdict(), "changes": changes}


def _step_words(step: StepRow) -> str:
    return f"step {step.number} of its history cannot be right ({step.label!s:.60})"


def _named(keys: Sequence[str]) -> str:
    if not keys:
        return ""
    words = ", ".join(f"'{key}'" for key in keys[:NAMED])
    more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
    return f"{'entry' if len(keys) == 1 else 'entries'} {words}{more}"
