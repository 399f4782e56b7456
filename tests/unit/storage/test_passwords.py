"""A company file with a password: what it keeps, who opens it, and that nothing of it is in clear on the disk."""

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.ports import CannotOpen, FileLocked, NotThePassword
from desktop_app.storage import schema
from desktop_app.storage.connections import hot_journal
from desktop_app.storage.encryption import new_recovery_key, normal_recovery_key
from desktop_app.storage.locked_store import LockedStore
from desktop_app.storage.working_copy_files import AwayFiles
from tests.support.locked_company import CHEAP, PASSWORD, PLANTED, Locked, cheap, in_clear, plant
from tests.support.storage_folder import Clock, old_file, put, state


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Locked]:
    made = Locked(tmp_path)
    yield made
    made.workspace.close()


def test_nothing_is_in_clear_from_the_moment_of_the_password(locked: Locked, tmp_path: Path) -> None:
    """File and copies, while it is open, after steps, undo and a copy, and when it is closed."""
    assert in_clear(tmp_path) == []
    put(locked.workspace, more=f"{PLANTED[0]} again")
    locked.workspace.undo()
    locked.workspace.redo()
    locked.files.back_up(locked.workspace, "asked")
    assert in_clear(tmp_path) == []
    locked.workspace.close()
    assert in_clear(tmp_path) == []
    workspace = locked.unlocked()
    assert workspace.get("answer") == PLANTED[0]
    assert workspace.get("more") == f"{PLANTED[0]} again"
    assert workspace.has_password
    assert workspace.undo() is not None
    workspace.close()
    assert in_clear(tmp_path) == []


def test_the_search_sees_what_is_packed(tmp_path: Path) -> None:
    (tmp_path / "packed").write_bytes(b"head" + zlib.compress(b"." * 50 + PLANTED[0].encode()))
    assert in_clear(tmp_path) == [("packed", PLANTED[0])]


def test_it_opens_with_the_password_or_the_recovery_key_and_nothing_else(locked: Locked) -> None:
    locked.workspace.close()
    with pytest.raises(FileLocked, match="has a password") as refusal:
        cheap().open(locked.path)
    assert isinstance(refusal.value, CannotOpen)
    assert not refusal.value.to_read
    with pytest.raises(FileLocked):
        cheap().open(locked.path, read_only=True, as_it_is=True)
    for wrong in ("", "seven wet heron", f"{PASSWORD} ", new_recovery_key()):
        with pytest.raises(NotThePassword):
            cheap().passwords.unlock(locked.path, wrong)
    typed = locked.recovery.lower().replace("-", "  ").replace("0", "o")
    for right in (PASSWORD, locked.recovery, typed):
        locked.unlocked(right).close()


def test_a_slip_in_the_recovery_key_is_named(locked: Locked) -> None:
    other = "2" if locked.recovery[7] != "2" else "3"
    with pytest.raises(NotThePassword, match="typing mistake"):
        cheap().passwords.unlock(locked.path, locked.recovery[:7] + other + locked.recovery[8:])
    with pytest.raises(NotThePassword, match=r"not the one of a\.filingdesk"):
        cheap().passwords.unlock(locked.path, new_recovery_key())


def test_letters_that_look_the_same_are_the_same(tmp_path: Path) -> None:
    files = cheap()
    workspace = files.create(tmp_path / "b.filingdesk")
    files.passwords.protect(workspace, "caf\u00e9 au lait", files.passwords.new_recovery_key(), ())
    workspace.close()
    cheap().passwords.unlock(tmp_path / "b.filingdesk", "cafe\u0301 au lait")


def test_what_is_forgotten_is_asked_for_again(locked: Locked) -> None:
    locked.workspace.close()
    locked.files.open(locked.path).close()
    locked.files.passwords.forget()
    with pytest.raises(FileLocked):
        locked.files.open(locked.path)


def test_it_can_be_looked_at_and_exported_while_it_is_open(locked: Locked, tmp_path: Path) -> None:
    put(locked.workspace, late="a step of today")
    looking = locked.files.open(locked.path, read_only=True)
    assert looking.get("late") == "a step of today"
    assert dict(state(looking)) == dict(state(locked.workspace))
    looking.close()
    assert locked.files.exported(locked.workspace) == cheap_export(locked, tmp_path)


def cheap_export(locked: Locked, folder: Path) -> bytes:
    """The export of the same content from a file in clear that was made of it."""
    target = folder / "elsewhere"
    target.mkdir()
    (target / "x.json").write_bytes(locked.files.exported(locked.workspace))
    workspace = cheap().import_json(target / "x.json", target / "c.filingdesk")
    content = cheap().exported(workspace)
    workspace.close()
    return content


def test_an_older_program_says_that_a_newer_one_made_it(locked: Locked) -> None:
    """Programs of before read the version first, and refuse one above theirs in a sentence."""
    connection = sqlite3.connect(locked.path)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone()[0] > schema.VERSION
    connection.close()


def test_copies_follow_and_can_be_restored(locked: Locked, tmp_path: Path) -> None:
    (copy,) = locked.files.backups(locked.path)
    assert locked.files.passwords.has_password(copy.path)
    put(locked.workspace, answer="changed")
    locked.workspace.close()
    locked.files.restore(copy, locked.path)
    workspace = locked.unlocked()
    assert workspace.get("answer") == PLANTED[0]
    workspace.close()
    assert in_clear(tmp_path) == []


def test_a_copy_in_clear_is_locked_when_it_takes_the_place(locked: Locked, tmp_path: Path) -> None:
    locked.files.passwords.unprotect(locked.workspace, ())
    clear = tmp_path / "clear.filingdesk"
    shutil.copyfile(locked.path, clear)
    locked.files.passwords.protect(locked.workspace, PASSWORD, locked.recovery, ())
    locked.workspace.close()
    copy = locked.files.backups(locked.path)[0]
    shutil.copyfile(clear, copy.path)
    files = cheap()
    with pytest.raises(FileLocked):
        files.restore(copy, locked.path)
    files.passwords.unlock(locked.path, PASSWORD)
    files.restore(copy, locked.path)
    assert files.passwords.has_password(locked.path)
    shutil.rmtree(tmp_path / "Filing Desk backups")
    clear.unlink()
    assert in_clear(tmp_path) == []


def test_opening_locks_copies_that_were_left_in_clear(locked: Locked, tmp_path: Path) -> None:
    locked.workspace.close()
    name = locked.files.backups(locked.path)[0].path
    name.unlink()
    workspace = cheap().create(tmp_path / "other.filingdesk")
    plant(workspace)
    identity = workspace.id
    workspace.close()
    connection = sqlite3.connect(tmp_path / "other.filingdesk")
    with connection:
        connection.execute("UPDATE workspace SET id = ?", (locked.workspace_id,))
    connection.close()
    shutil.copyfile(tmp_path / "other.filingdesk", name)
    (tmp_path / "other.filingdesk").unlink()
    assert identity != locked.workspace_id
    locked.unlocked().close()
    assert in_clear(tmp_path) == []


def test_opening_takes_away_what_a_crash_left_beside_a_copy(locked: Locked, tmp_path: Path) -> None:
    locked.workspace.close()
    name = locked.files.backups(locked.path)[0].path
    hot_journal(name).write_bytes(PLANTED[0].encode() * 40)
    assert in_clear(tmp_path)
    locked.unlocked().close()
    assert in_clear(tmp_path) == []


def test_a_copy_of_another_company_of_that_name_is_left_alone(locked: Locked, tmp_path: Path) -> None:
    name = locked.files.backups(locked.path)[0].path
    workspace = cheap().create(tmp_path / "other.filingdesk")
    workspace.close()
    shutil.copyfile(tmp_path / "other.filingdesk", name)
    recovery = new_recovery_key()
    assert locked.files.passwords.protect(locked.workspace, "another password", recovery, [name]) == ()
    assert not locked.files.passwords.has_password(name)


def test_a_copy_that_cannot_follow_is_named(locked: Locked, tmp_path: Path) -> None:
    damaged, gone = tmp_path / "damaged.filingdesk", tmp_path / "gone" / "x.filingdesk"
    damaged.write_bytes(b"no database")
    left = locked.files.passwords.protect(locked.workspace, "another password", new_recovery_key(), [damaged, gone])
    assert left == (damaged, gone)


def test_the_old_password_and_sheet_open_nothing_after_a_change(locked: Locked) -> None:
    files, recovery = locked.files, new_recovery_key()
    copies = [copy.path for copy in files.backups(locked.path)]
    assert files.passwords.protect(locked.workspace, "a new password", recovery, copies) == ()
    put(locked.workspace, after="the change")
    locked.workspace.close()
    for old in (PASSWORD, locked.recovery):
        for path in (locked.path, *copies):
            with pytest.raises(NotThePassword):
                cheap().passwords.unlock(path, old)
    workspace = locked.unlocked("a new password")
    assert workspace.get("after") == "the change"
    workspace.close()
    locked.unlocked(recovery).close()


def test_without_a_password_all_is_as_before(locked: Locked) -> None:
    copies = [copy.path for copy in locked.files.backups(locked.path)]
    assert locked.files.passwords.unprotect(locked.workspace, copies) == ()
    put(locked.workspace, after="in clear")
    assert not locked.workspace.has_password
    locked.workspace.close()
    for path in (locked.path, *copies):
        looking = cheap().open(path, read_only=True)
        assert looking.get("answer") == PLANTED[0]
        looking.close()
    workspace = cheap().open(locked.path)
    assert workspace.get("after") == "in clear"
    assert workspace.undo() is not None
    workspace.close()


def test_a_file_opened_to_read_gets_no_password(tmp_path: Path) -> None:
    cheap().create(tmp_path / "a.filingdesk").close()
    looking = cheap().open(tmp_path / "a.filingdesk", read_only=True)
    with pytest.raises(UserError, match="read-only"):
        cheap().passwords.protect(looking, PASSWORD, new_recovery_key(), ())
    with pytest.raises(UserError, match="read-only"):
        cheap().passwords.unprotect(looking, ())
    looking.close()


def test_no_part_of_the_file_says_the_same_twice(locked: Locked) -> None:
    """The same content is never encrypted to the same bytes: neither two steps nor two writings of the whole."""
    for _ in range(4):
        put(locked.workspace, line="1")
        locked.workspace.undo()
    rows = [row[0] for row in sqlite3.connect(locked.path).execute("SELECT sealed FROM step")]
    assert len({row[:12] for row in rows}) == len(rows)


@pytest.mark.slow
def test_many_steps_are_written_together_when_it_is_closed(locked: Locked) -> None:
    for number in range(12):
        put(locked.workspace, line=f"{number}" * 100_000)
    locked.workspace.close()
    connection = sqlite3.connect(locked.path)
    assert connection.execute("SELECT count(*) FROM step").fetchone() == (0,)
    connection.close()
    workspace = locked.unlocked()
    assert workspace.get("line") == "11" * 100_000
    workspace.close()


def test_a_full_disk_keeps_what_was_there(locked: Locked) -> None:
    put(locked.workspace, line="1")
    locked.workspace.disk.execute("PRAGMA max_page_count = 1")
    with pytest.raises(EnvironmentProblem, match="disk is full"):
        put(locked.workspace, line="2" * 100_000)
    assert locked.workspace.get("line") == "1"
    locked.workspace.disk.execute("PRAGMA max_page_count = 1000000")
    put(locked.workspace, line="3")
    locked.workspace.close()
    workspace = locked.unlocked()
    assert workspace.get("line") == "3"
    workspace.close()


def test_a_copy_is_not_made_twice_of_the_same_state(locked: Locked) -> None:
    put(locked.workspace, line="1")
    locked.workspace.close()
    counted = []
    for _ in range(3):
        locked.unlocked().close()
        counted.append(len(cheap().backups(locked.path)))
    assert counted == [2, 2, 2]


def test_an_older_content_is_brought_forward_inside(tmp_path: Path) -> None:
    path = tmp_path / "old.filingdesk"
    old_file(path, {"line 1": "x"}, {"line 2": "y"})
    files = cheap()
    made = files.create(tmp_path / "new.filingdesk")
    files.passwords.protect(made, PASSWORD, new_recovery_key(), ())
    assert made.store is not None
    files.passwords.follow([path], "old", made.store.key, made.store.lock)
    made.close()
    looking = files.open(path, read_only=True)
    assert looking.get("line 2") == "y"
    looking.close()
    workspace = files.open(path)
    assert workspace.get("line 2") == "y"
    workspace.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.LOCKED,)
    connection.close()


def test_a_working_copy_is_encrypted_and_brought_back_at_once(tmp_path: Path) -> None:
    files = AwayFiles(Clock(), None, tmp_path / "working", lambda _: "OneDrive", CHEAP)
    path = tmp_path / "shared" / "a.filingdesk"
    path.parent.mkdir()
    workspace = files.create(path)
    plant(workspace)
    files.passwords.protect(workspace, PASSWORD, files.passwords.new_recovery_key(), ())
    shutil.rmtree(path.parent / "Filing Desk backups", ignore_errors=True)
    assert in_clear(tmp_path) == [], "the original, too, while the company is open"
    put(workspace, more=PLANTED[0])
    assert in_clear(tmp_path) == []
    workspace.close()
    assert in_clear(tmp_path) == []
    again = AwayFiles(Clock(), None, tmp_path / "working", lambda _: "OneDrive", CHEAP)
    again.passwords.unlock(path, PASSWORD)
    workspace = again.open(path)
    assert workspace.get("more") == PLANTED[0]
    workspace.close()


def test_a_file_that_is_exchanged_while_it_is_open_stays_encrypted(locked: Locked, tmp_path: Path) -> None:
    put(locked.workspace, line="1")
    locked.path.unlink()
    put(locked.workspace, line=PLANTED[0])
    locked.workspace.close()
    assert in_clear(tmp_path) == []
    workspace = locked.unlocked()
    assert workspace.get("line") == PLANTED[0]
    workspace.close()


def test_a_failed_password_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = cheap()
    workspace = files.create(tmp_path / "a.filingdesk")
    put(workspace, line="1")
    monkeypatch.setattr("desktop_app.storage.locked_store.LARGEST", 10)
    with pytest.raises(UserError, match="too large for a password"):
        files.passwords.protect(workspace, PASSWORD, new_recovery_key(), ())
    assert not workspace.has_password
    put(workspace, line="2")
    workspace.close()
    assert not files.passwords.has_password(tmp_path / "a.filingdesk")


def test_what_fails_while_a_password_is_set_fails_before_anything_is_written(
    locked: Locked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory that is short leaves the former password, which works; nothing is read back after the change."""
    for part in ("_inner", "put_locked"):
        monkeypatch.setattr(f"desktop_app.storage.locked_store.{part}", _no_memory)
        with pytest.raises(EnvironmentProblem, match=r"^The password of a\.filingdesk was not changed: .* memory"):
            locked.files.passwords.protect(locked.workspace, "another password", new_recovery_key(), ())
        monkeypatch.undo()
    monkeypatch.setattr("desktop_app.storage.locked_store.read_lock", _no_memory)
    locked.files.passwords.protect(locked.workspace, "another password", new_recovery_key(), ())
    monkeypatch.undo()
    put(locked.workspace, line="1")
    locked.workspace.close()
    workspace = locked.unlocked("another password")
    assert workspace.get("line") == "1"
    workspace.close()


def _no_memory(*_: object) -> None:
    raise MemoryError


def test_a_shared_folder_that_does_not_take_the_file_is_named_and_the_password_stays(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheet was written for it: nothing may say that no password was set."""

    def refuse() -> None:
        raise EnvironmentProblem("gone")

    monkeypatch.setattr(locked.workspace, "bring_back", refuse)
    left = locked.files.passwords.protect(locked.workspace, "another password", new_recovery_key(), ())
    assert left == (locked.path,)
    locked.workspace.close()
    locked.unlocked("another password").close()


def test_who_reads_the_file_is_waited_for_and_then_told(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.storage.locked_store.PAUSE", 0.001)
    locked.workspace.disk.execute("PRAGMA busy_timeout = 1")
    reader = sqlite3.connect(locked.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM lock").fetchall()
    with pytest.raises(EnvironmentProblem, match="another program"):
        locked.files.passwords.protect(locked.workspace, "another password", new_recovery_key(), ())
    reader.close()
    put(locked.workspace, line="1")
    locked.workspace.close()
    locked.unlocked().close()


def test_a_recovery_key_is_read_however_it_is_typed() -> None:
    key = new_recovery_key()
    assert normal_recovery_key(key.replace("-", " ").lower()) == key
    assert normal_recovery_key(key.replace("-", "")) == key
    assert len({new_recovery_key() for _ in range(50)}) == 50
    assert normal_recovery_key("") == normal_recovery_key(key[:-1]) == normal_recovery_key("caf\u00e9") == ""


def test_a_key_shows_nothing_of_itself(locked: Locked) -> None:
    assert isinstance(locked.workspace.store, LockedStore)
    assert repr(locked.workspace.store.key.secret)[2:-1] not in repr(locked.workspace.store.key)


def test_what_is_no_company_has_no_password(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert not cheap().passwords.has_password(tmp_path / "x")
    assert not cheap().passwords.has_password(tmp_path / "missing")
    with pytest.raises(UserError, match="no file"):
        cheap().passwords.unlock(tmp_path / "missing", PASSWORD)
    cheap().create(tmp_path / "a.filingdesk").close()
    cheap().passwords.unlock(tmp_path / "a.filingdesk", "anything: there is no password")
