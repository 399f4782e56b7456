"""Silent damage is found at opening, named, and mended where the history makes the entries again."""

import errno
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Json
from desktop_app.services.ports import DocumentLost
from desktop_app.storage.files import SqliteFiles
from desktop_app.storage.refusals import (
    CannotUndo,
    DamagedFile,
    InUse,
    OnlyLookedAt,
)
from tests.support.storage_folder import HOLDS, Clock, file_with_history, files, old_file, put, state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return file_with_history(tmp_path)


def changed(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_what_is_whole_opens_without_a_word_after_any_ending(path: Path) -> None:
    for _ in range(2):
        workspace = files().open(path)
        assert (state(workspace), workspace.notice) == (HOLDS, "")
        workspace.close()
    killed = path.with_name("killed.filingdesk")
    workspace = files().open(path)
    put(workspace, a="changed", e="new")
    workspace.undo()
    shutil.copyfile(path, killed)  # as it stands on the disk when the process is killed now
    workspace.close()
    workspace = files().open(killed)
    assert (state(workspace), workspace.notice) == (HOLDS, "")
    assert [entry.label for entry in workspace.journal(1)] == ["step"]
    workspace.close()


ENTRIES: dict[str, tuple[str, str]] = {
    "a letter": ("UPDATE entry SET value = replace(value, 'third', 'thirf') WHERE place = 'c'", "entry 'c'"),
    "an entry lost": ("DELETE FROM entry WHERE place = 'b'", "entry 'b'"),
    "an entry that nobody made": ("""INSERT INTO entry VALUES ('x', '"y"')""", "entry 'x'"),
    "a key": ("UPDATE entry SET place = 'A' WHERE place = 'a'", "entries 'A', 'a'"),
    "no JSON": ("UPDATE entry SET value = '{' WHERE place = 'a'", "entry 'a'"),
    "no text": ("UPDATE entry SET value = CAST(x'ff22fe' AS TEXT) WHERE place = 'a'", "entry 'a'"),
    "bytes": ("UPDATE entry SET value = x'00ff' WHERE place = 'a'", "entry 'a'"),
    "an old value": ("""UPDATE entry SET value = '"words that went"' WHERE place = 'b'""", "entry 'b'"),
    "everything": ("UPDATE entry SET value = '0'", "entries 'a', 'b', 'c'"),
}


@pytest.mark.parametrize("damage", ENTRIES)
def test_damaged_entries_are_made_again_and_named(path: Path, damage: str) -> None:
    statement, named = ENTRIES[damage]
    changed(path, statement)
    looking = files().open(path, read_only=True)
    assert state(looking) == HOLDS
    assert named in looking.notice
    looking.close()
    workspace = files().open(path)
    assert state(workspace) == HOLDS
    assert workspace.notice.startswith(
        "A part of Clear Creek.filingdesk had been damaged on the disk and was made right"
    )
    assert named in workspace.notice
    put(workspace, a="and it goes on")
    workspace.undo()
    workspace.close()
    assert "damaged" in [copy.reason for copy in files().backups(path)]
    workspace = files().open(path)
    assert (state(workspace), workspace.notice) == (HOLDS, "")
    workspace.close()


HISTORY: dict[str, tuple[str, str]] = {
    "a value": (
        "UPDATE journal SET changes = replace(changes, 'went', 'sent') WHERE number = 1",
        "step 2 of its history",
    ),
    "the last value": ("UPDATE journal SET changes = replace(changes, 'third', 'thirf')", "its history"),
    "a step lost": ("DELETE FROM journal WHERE number = 2", "step 3 of its history"),
    "the last step lost": ("DELETE FROM journal WHERE number = 6", "its history was altered"),
    "another target": ("UPDATE journal SET target = 1 WHERE number = 4", "step 4 of its history"),
    "another kind": ("UPDATE journal SET kind = 'redo' WHERE number = 4", "step 4 of its history"),
    "no JSON": ("UPDATE journal SET changes = '[[1' WHERE number = 2", "step 2 of its history"),
    "not three": ("""UPDATE journal SET changes = '[["a", 1]]' WHERE number = 2""", "step 2 of its history"),
    "no text": ("UPDATE journal SET changes = CAST(x'ff' AS TEXT) WHERE number = 2", "step 2 of its history"),
    "both": (
        "UPDATE entry SET value = '1' WHERE place = 'a'; UPDATE journal SET target = 9 WHERE number = 4",
        "step 4",
    ),
}


@pytest.mark.parametrize("damage", HISTORY)
def test_a_damaged_history_is_refused_and_the_last_whole_copy_is_offered(path: Path, damage: str) -> None:
    statements, named = HISTORY[damage]
    files().open(path).close()
    changed(path, *statements.split("; "))
    before = path.read_bytes()
    with pytest.raises(DamagedFile) as refusal:
        files().open(path)
    assert named in str(refusal.value)
    assert "Restore the backup of February 3, 2026, 9:" in str(refusal.value)
    assert path.read_bytes() == before
    assert refusal.value.backup is not None
    looking = files().open(path, read_only=True, as_it_is=True)
    assert "does not agree with its own history" in looking.notice
    assert set(state(looking)) == set(HOLDS)
    with pytest.raises(OnlyLookedAt):
        put(looking, a="x")
    looking.close()
    files().restore(refusal.value.backup, path)
    workspace = files().open(path)
    assert state(workspace) == HOLDS
    workspace.close()


def test_damaged_words_of_a_step_are_told_and_cost_nothing(path: Path) -> None:
    changed(path, "UPDATE journal SET label = 'stop' WHERE number = 2")
    workspace = files().open(path)
    assert "the words or the time of a step in its history" in workspace.notice
    assert state(workspace) == HOLDS
    workspace.close()


def test_copies_that_are_damaged_too_are_passed_over(path: Path) -> None:
    stored = files()
    workspace = stored.open(path)
    good = stored.back_up(workspace, "asked")
    workspace.close()
    clock = Clock()
    clock.later(days=3)
    later = SqliteFiles(clock)
    workspace = later.open(path)
    bad = later.back_up(workspace, "asked")
    workspace.close()
    for one in (path, bad.path):
        changed(one, "UPDATE journal SET target = 1 WHERE number = 4")
    with pytest.raises(DamagedFile) as refusal:
        later.open(path)
    assert refusal.value.backup == good


def test_a_document_that_was_damaged_is_told_when_it_is_wanted(path: Path) -> None:
    changed(path, "UPDATE document SET content = x'00'")
    workspace = files().open(path)
    (digest,) = workspace.connection.execute("SELECT digest FROM document").fetchone()
    with pytest.raises(DocumentLost, match="was damaged"):
        workspace.document(digest)
    workspace.close()


# Files of earlier versions, which had no digests


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_file_gets_its_digests(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.filingdesk"
    old_file(path, {"a": "1"}, {"a": "2", "b": "3"}, version=version)
    workspace = files().open(path)
    assert (state(workspace), workspace.notice) == ({"a": "2", "b": "3"}, "")
    workspace.close()
    changed(path, "UPDATE entry SET value = '9' WHERE place = 'a'")
    workspace = files().open(path)
    assert state(workspace) == {"a": "2", "b": "3"}
    assert "entry 'a'" in workspace.notice
    workspace.close()


def test_an_older_file_that_disagrees_with_its_history_opens_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.filingdesk"
    old_file(path, {"a": "1"}, {"b": "2"}, version=2)
    changed(path, """UPDATE entry SET value = ' "9"' WHERE place = 'b'""")
    workspace = files().open(path)
    assert state(workspace) == {"a": "1", "b": "9"}
    assert "does not agree with its own history: entry 'b'" in workspace.notice
    with pytest.raises(CannotUndo, match="'old step 2' cannot be undone"):
        workspace.undo()
    put(workspace, b="3")
    workspace.close()
    workspace = files().open(path)
    assert (state(workspace), workspace.notice) == ({"a": "1", "b": "3"}, "")
    workspace.close()


# Exchanged while it is open


def exchange(path: Path, content: bytes) -> None:
    other = path.with_name("from the service")
    other.write_bytes(content)
    os.replace(other, path)  # noqa: PTH105 - as the service does it


def test_a_file_exchanged_while_it_is_open_is_told_and_the_work_goes_on_beside_it(path: Path) -> None:
    told: list[Path] = []
    stored = files()
    stored.exchanged = told.append  # type: ignore[method-assign, assignment]
    theirs = path.read_bytes()
    workspace = stored.open(path)
    put(workspace, a="before")
    exchange(path, theirs)
    put(workspace, b="after")
    beside = path.with_name("Clear Creek (yours 1).filingdesk")
    assert workspace.path == beside
    assert "was replaced by another program while it was open" in workspace.notice
    assert "Clear Creek (yours 1).filingdesk" in workspace.notice
    with pytest.raises(InUse):
        files().open(beside)
    workspace.undo()
    put(workspace, b="more")
    workspace.close()
    assert told == [path]
    assert path.read_bytes() == theirs
    opened = files().open(beside)
    assert dict(state(opened)) == {**HOLDS, "a": "before", "b": "more"}
    opened.close()
    opened = files().open(path)
    assert state(opened) == HOLDS
    assert "Clear Creek (yours 1).filingdesk" in opened.notice
    assert opened.kept_beside == (beside,)
    opened.close()
    beside.unlink()
    opened = files().open(path)
    assert (opened.notice, opened.kept_beside) == ("", ())
    opened.close()


def test_work_before_the_exchange_is_kept_when_nothing_is_typed_after_it(path: Path) -> None:
    theirs = path.read_bytes()
    workspace = files().open(path)
    put(workspace, a="before")
    exchange(path, theirs)
    workspace.close()
    assert "Clear Creek (yours 1).filingdesk" in workspace.notice
    assert looked(path.with_name("Clear Creek (yours 1).filingdesk"))["a"] == "before"
    assert looked(path) == HOLDS


def test_looking_at_a_file_leaves_it_to_the_byte(path: Path) -> None:
    files().open(path).close()
    before = path.read_bytes()
    for _ in range(2):
        files().open(path).close()
        files().open(path, read_only=True).close()
    assert path.read_bytes() == before


def test_a_file_that_is_deleted_while_it_is_open_is_written_again(path: Path) -> None:
    workspace = files().open(path)
    path.unlink()
    put(workspace, a="still here")
    assert "was moved or deleted by another program" in workspace.notice
    put(workspace, b="and on")
    workspace.close()
    opened = files().open(path)
    assert dict(state(opened)) == {**HOLDS, "a": "still here", "b": "and on"}
    opened.close()


def test_the_same_bytes_put_in_its_place_are_still_its_own_file(path: Path) -> None:
    workspace = files().open(path)
    exchange(path, path.read_bytes())
    put(workspace, a="x")
    assert (workspace.path, workspace.notice) == (path, "")
    workspace.close()
    opened = files().open(path)
    assert opened.get("a") == "x"
    opened.close()


def test_work_that_can_be_kept_nowhere_is_not_said_to_be_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = files().open(path)
    exchange(path, b"other")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(EnvironmentProblem, match="disk is full"):
        put(workspace, a="x")
    monkeypatch.undo()
    put(workspace, a="y")
    workspace.close()
    opened = files().open(path.with_name("Clear Creek (yours 1).filingdesk"))
    assert opened.get("a") == "y"
    opened.close()


# Dated copies


@pytest.mark.slow
def test_dated_copies_go_on_after_the_clock_was_wrong(path: Path) -> None:
    clock = Clock()
    clock.later(days=40_000)
    wrong = SqliteFiles(clock)
    workspace = wrong.open(path)
    put(workspace, a="typed in another century")
    workspace.close()
    for _ in range(25):
        workspace = wrong.open(path)
        put(workspace, a=clock.now())
        workspace.close()
    right = files()
    for number in range(3):
        workspace = right.open(path)
        put(workspace, a=f"right again {number}")
        workspace.close()
    right.open(path).close()
    copies = right.backups(path)
    kept = {looked(copy.path)["a"] for copy in copies if copy.at < "2027"}
    assert {"right again 1", "right again 2"} <= kept


def test_a_second_copy_in_the_same_second_takes_no_name(path: Path) -> None:
    class Still(Clock):
        def now(self) -> str:
            return self.moment.isoformat(timespec="seconds")

    stored = SqliteFiles(Still())
    workspace = stored.open(path)
    first = stored.back_up(workspace, "asked")
    put(workspace, a="between")
    second = stored.back_up(workspace, "asked")
    workspace.close()
    assert first.path != second.path
    assert looked(first.path) == HOLDS


def test_what_a_killed_run_left_half_written_goes_and_nothing_else(path: Path) -> None:
    folder = path.parent / "Filing Desk backups"
    files().open(path).close()
    ours = [
        path.with_name(f"{path.name}.partial"),
        path.with_name(f"{path.name}.{'0' * 32}.partial"),
        path.with_name(f"{path.name}.{'0' * 32}.partial-journal"),
        folder / f"{path.stem} 2026-02-03 090000 opened.partial",
    ]
    others = [
        path.with_name("Clear Creek North.filingdesk.partial"),
        path.with_name("letter.partial"),
        folder / "Clear Creek North 2026-02-03 090000 opened.partial",
    ]
    exported = path.with_name(f"{path.stem} nonpublic.json.partial")
    writing = path.with_name(f"{path.stem}.xlsx.partial")
    for item in (*ours, *others, exported, writing):
        item.write_bytes(b"half")
    os.utime(exported, (0, 0))
    files().open(path).close()
    assert [item.exists() for item in (*ours, exported)] == [False] * 5
    assert [item.exists() for item in (*others, writing)] == [True] * 4


@pytest.mark.parametrize(
    "damage", ["UPDATE entry SET value = '0' WHERE place = 'c'", "DELETE FROM entry WHERE place = 'c'"]
)
def test_what_is_damaged_while_the_file_is_open_is_made_right_by_the_next_opening(path: Path, damage: str) -> None:
    workspace = files().open(path)
    put(workspace, a="changed")
    changed(path, damage)
    put(workspace, b="changed")
    workspace.undo_steps(2)
    workspace.close()
    workspace = files().open(path)
    assert (state(workspace), "entry 'c'" in workspace.notice) == (HOLDS, True)
    put(workspace, a="changed")
    workspace.undo()
    workspace.close()
    workspace = files().open(path)
    assert (state(workspace), workspace.notice) == (HOLDS, "")
    workspace.close()


def looked(path: Path) -> dict[str, Json]:
    workspace = files().open(path, read_only=True)
    try:
        return dict(state(workspace))
    finally:
        workspace.close()


# Any bit


def flips(content: bytes, count: int) -> Iterator[bytes]:
    chance = random.Random(20_260_203)
    for _ in range(count):
        at = chance.randrange(len(content))
        yield content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


@pytest.mark.slow
def test_no_flipped_bit_changes_an_entry_in_silence(path: Path) -> None:
    """Whatever the bit, the file opens with all entries right, or says what is wrong in a sentence."""
    content = path.read_bytes()
    for number, flipped in enumerate(flips(content, 150)):
        path.write_bytes(flipped)
        try:
            workspace = files().open(path)
        except (UserError, EnvironmentProblem):
            path.write_bytes(flipped)
            continue
        found = dict(state(workspace))
        workspace.close()
        assert json.dumps(found, sort_keys=True) == json.dumps(HOLDS, sort_keys=True), number
