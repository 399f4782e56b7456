"""Making, opening, locking, copying, restoring: every refusal has its sentence, and nothing is ever overwritten."""

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.ports import DocumentLost
from desktop_app.storage import schema
from desktop_app.storage.lock import WorkspaceLock
from desktop_app.storage.refusals import (
    DamagedFile,
    FileExists,
    FileMissing,
    InUse,
    NewerFile,
    NoFolder,
    NotAWorkspace,
    NotWritten,
    ReadOnly,
    unwritten,
)
from tests.support.storage_folder import (
    WHOLE,
    Spoiling,
    cut,
    cut_off,
    files,
    looked,
    made,
    old_file,
    put,
    reopened,
    scribble,
    state,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Clear Creek.filingdesk"


# Making


def test_a_new_file_says_what_it_is(path: Path) -> None:
    made(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    connection.close()
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_nothing_is_overwritten(path: Path) -> None:
    path.write_text("a letter to grandmother", encoding="utf-8")
    with pytest.raises(FileExists, match=r"exists already and is never overwritten"):
        files().create(path)
    assert path.read_text(encoding="utf-8") == "a letter to grandmother"


def test_a_file_that_appears_meanwhile_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay = schema.lay

    def slow(connection: sqlite3.Connection) -> None:
        lay(connection)
        path.write_text("faster", encoding="utf-8")

    monkeypatch.setattr(schema, "lay", slow)
    with pytest.raises(FileExists):
        files().create(path)
    assert path.read_text(encoding="utf-8") == "faster"
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("taken", [False, True])
def test_a_memory_stick_without_hard_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool) -> None:
    def no_links(source: Path, target: Path) -> None:
        if taken:
            path.write_text("faster", encoding="utf-8")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    if taken:
        with pytest.raises(FileExists):
            made(path)
        assert path.read_text(encoding="utf-8") == "faster"
    else:
        made(path, a="1")
        assert looked(path) == {"a": "1"}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoFolder, match=r"There is no folder .*nowhere. Choose another folder"):
        files().create(tmp_path / "nowhere" / "a.filingdesk")


def test_the_journal_of_a_file_that_is_gone_is_not_played_into_a_new_one(path: Path) -> None:
    cut_off(path)
    path.unlink()
    made(path)
    assert reopened(path) == {}


# Opening


def test_a_step_that_was_cut_off_is_taken_back(path: Path) -> None:
    cut_off(path)
    assert reopened(path) == WHOLE


def spoiled(text: str) -> Spoiling:
    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path)
        with connection:
            connection.executescript(text)
        connection.close()

    return spoil


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BAD: dict[str, tuple[Spoiling, type[UserError], str]] = {
    "a letter": (lambda path: path.write_text("Dear Sir", encoding="utf-8"), NotAWorkspace, "is not a Filing Desk"),
    "nothing": (lambda path: path.write_bytes(b""), NotAWorkspace, "ends in .filingdesk"),
    "another program's database": (spoiled("PRAGMA application_id = 7"), NotAWorkspace, "is not a Filing Desk"),
    "a newer file": (spoiled("PRAGMA user_version = 99"), NewerFile, r"file version 99; this program reads up to \d"),
    "half a file": (cut, DamagedFile, "is damaged: its pages cannot be read. It was left as it is. No backup"),
    "a scribbled one": (scribble, DamagedFile, "is damaged: its pages cannot be read"),
    "a lost table": (spoiled("DROP TABLE journal"), DamagedFile, "damaged"),
    "a version that never was": (spoiled("PRAGMA user_version = 0"), DamagedFile, "of version 0, which never was"),
    "a negative version": (spoiled("PRAGMA user_version = -7"), DamagedFile, "of version -7"),
    "a lost mark": (spoiled("DROP TABLE mark"), DamagedFile, "damaged"),
    "an empty mark": (spoiled("DELETE FROM mark"), DamagedFile, "its digests are gone"),
    "a journal that undoes what never was": (
        spoiled("INSERT INTO journal VALUES (1, 'now', 'x', 'undo', 7, '[]')"),
        DamagedFile,
        r"step 1 of its history cannot be right \(x\)",
    ),
    "a journal with a gap": (
        spoiled("INSERT INTO journal VALUES (2, 'now', 'x', 'edit', NULL, '[]')"),
        DamagedFile,
        "step 2 of its history",
    ),
    "a step of no kind": (
        spoiled("INSERT INTO journal VALUES (1, 'now', 'x', 'change', NULL, '[]')"),
        DamagedFile,
        "step 1 of its history",
    ),
    "a step without changes": (
        spoiled("INSERT INTO journal VALUES (1, 'now', 'x', 'edit', NULL, '[[')"),
        DamagedFile,
        "step 1 of its history",
    ),
    "no file": (lambda path: path.unlink(), FileMissing, "Choose an existing company file"),
    "a folder": (become_a_folder, NotAWorkspace, "is not a Filing Desk"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_cannot_be_opened_is_said_in_a_sentence_and_left_alone(path: Path, name: str, read_only: bool) -> None:
    spoil, refusal, sentence = BAD[name]
    made(path)
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(refusal, match=sentence):
        files().open(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not [item for item in path.parent.iterdir() if item != path]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows write where others may not")
def test_a_folder_that_cannot_be_written_is_said_so(path: Path) -> None:
    made(path)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(ReadOnly, match="move it to a folder of your own first"):
            files().open(path)
        assert looked(path) == {}
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_a_lock_that_cannot_be_made_means_read_only(path: Path) -> None:
    made(path)
    path.with_name(f"{path.name}.lock").mkdir()
    with pytest.raises(ReadOnly, match=r"a folder of that name is in the way\. Open it read-only"):
        files().open(path)
    assert looked(path) == {}


# The lock


def test_the_lock_says_who_has_it_open_since_when(path: Path) -> None:
    first = files().create(path)
    with pytest.raises(InUse, match=rf"in use by .* \(process {os.getpid()}\), since February 3, 2026, 9:00\."):
        files().open(path)
    first.close()
    files().open(path).close()
    assert not path.with_name(f"{path.name}.lock").exists()


def test_a_lock_left_behind_by_a_crash_does_not_hold(path: Path) -> None:
    made(path)
    path.with_name(f"{path.name}.lock").write_text(' {"who": "a ghost", "since": "1999"}', encoding="utf-8")
    files().open(path).close()


def test_a_lock_with_unreadable_words_still_holds(path: Path) -> None:
    held = WorkspaceLock(path, "now")
    path.with_name(f"{path.name}.lock").write_text(" {", encoding="utf-8")
    with pytest.raises(InUse, match="in use by another program, since a moment ago"):
        WorkspaceLock(path, "later")
    held.release()
    held.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_lock_that_is_put_away_while_it_is_taken_is_taken_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = path.with_name(f"{path.name}.lock")
    take, calls = WorkspaceLock._taken, []

    def slow(self: WorkspaceLock, workspace: Path) -> object:
        file = take(self, workspace)
        calls.append(1)
        if len(calls) == 1:
            name.unlink()
        return file

    monkeypatch.setattr(WorkspaceLock, "_taken", slow)
    held = WorkspaceLock(path, "now")
    monkeypatch.undo()
    assert len(calls) == 2
    with pytest.raises(InUse):
        WorkspaceLock(path, "later")
    held.release()


# Migration


def test_an_older_file_is_brought_forward_after_a_backup(path: Path) -> None:
    old_file(path, {"a": "1"}, {"a": "2"})
    before = path.read_bytes()
    stored = files()
    workspace = stored.open(path)
    workspace.keep_document(b"new in version 2")
    assert state(workspace) == {"a": "2"}
    workspace.close()
    (copy,) = stored.backups(path)
    assert copy.reason == "migration"
    connection = sqlite3.connect(copy.path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert before != path.read_bytes()


def test_undo_reaches_back_across_a_migration(path: Path) -> None:
    old_file(path, {"a": "1"}, {"a": "2"}, {"b": "3"})
    workspace = files().open(path)
    put(workspace, a="4")
    labels = [entry.label for entry in iter(workspace.undo, None)]
    assert labels == ["step", "old step 3", "old step 2", "old step 1"]
    assert state(workspace) == {}
    workspace.close()
    workspace = files().open(path)
    while workspace.redo():
        pass
    assert state(workspace) == {"a": "4", "b": "3"}
    workspace.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE document (digest TEXT)")
        raise sqlite3.OperationalError("database or disk is full")

    old_file(path, {"a": "1"})
    before = path.read_bytes()
    monkeypatch.setitem(schema.MIGRATIONS, 1, broken)
    with pytest.raises(EnvironmentProblem, match="disk is full"):
        files().open(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    assert reopened(path) == {"a": "1"}


def test_no_migration_without_its_backup(path: Path, tmp_path: Path) -> None:
    old_file(path, {"a": "1"})
    before = path.read_bytes()
    in_the_way = tmp_path / "copies"
    in_the_way.write_text("no folder", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        files(in_the_way).open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_file_is_looked_at_without_being_changed(path: Path, version: int) -> None:
    old_file(path, {"a": "1"}, {"a": "2", "b": "3"}, version=version)
    before = path.read_bytes()
    workspace = files().open(path, read_only=True)
    assert state(workspace) == {"a": "2", "b": "3"}
    assert workspace.notice == ""
    with pytest.raises(DocumentLost):
        workspace.document("0" * 64)
    workspace.close()
    assert path.read_bytes() == before
    assert not [item for item in path.parent.iterdir() if item != path]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "disk is full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "you are not allowed to write there"),
        (sqlite3.OperationalError("disk I/O error"), "the disk reports an error"),
    ],
)
def test_trouble_of_the_disk_has_its_sentence(path: Path, error: Exception, words: str) -> None:
    trouble = unwritten(path, error)
    assert isinstance(trouble, NotWritten)
    assert words in str(trouble)
    assert path.name in str(trouble)
