"""A company file with a password that was altered, cut or torn: refused in a sentence, and its copies offered."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.storage.refusals import DamagedFile
from tests.support.locked_company import PASSWORD, Locked, cheap
from tests.support.storage_folder import put


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Locked]:
    made = Locked(tmp_path)
    yield made
    made.workspace.close()


@pytest.mark.parametrize("table", ["part", "step", "lock"])
def test_an_altered_file_is_refused_and_its_copy_offered(locked: Locked, table: str) -> None:
    put(locked.workspace, one="1")
    locked.files.back_up(locked.workspace, "asked")
    put(locked.workspace, two="2")
    locked.workspace.close()
    column = "salt" if table == "lock" else "sealed"
    _flip(locked.path, table, column)
    files = cheap()
    files.passwords._keys.update(locked.files.passwords._keys)
    with pytest.raises(DamagedFile) as refusal:
        files.open(locked.path)
    assert refusal.value.backup is not None
    files.restore(refusal.value.backup, locked.path)
    workspace = files.open(locked.path)
    assert workspace.get("one") == "1"
    workspace.close()


def _flip(path: Path, table: str, column: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        (content,) = connection.execute(f"SELECT {column} FROM {table} LIMIT 1").fetchone()
        flipped = bytes([*content[:-1], content[-1] ^ 1])
        first = f"(SELECT min(rowid) FROM {table})"
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = {first}", (flipped,))
    connection.close()


def test_a_damaged_lock_offers_a_copy_without_its_password(locked: Locked) -> None:
    locked.workspace.close()
    _flip(locked.path, "lock", "by_password")
    with pytest.raises(DamagedFile) as refusal:
        cheap().open(locked.path)
    assert refusal.value.backup is not None
    with pytest.raises(DamagedFile):
        cheap().passwords.unlock(locked.path, PASSWORD)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM step WHERE number = 1",
        "UPDATE step SET number = 9 - number",
        "DELETE FROM part",
        "UPDATE lock SET rounds = 1099511627776",
        "UPDATE lock SET content = 'another'",
        "DELETE FROM lock",
        "INSERT INTO lock SELECT * FROM lock",
        "UPDATE step SET sealed = 'text'",
        "UPDATE step SET sealed = x''",
        "DROP TABLE step",
        "UPDATE part SET sealed = (SELECT sealed FROM step)",
    ],
)
def test_a_file_that_was_tampered_with_is_refused(locked: Locked, statement: str) -> None:
    for number in range(3):
        put(locked.workspace, **{f"line {number}": "1"})
    locked.workspace.close()
    connection = sqlite3.connect(locked.path)
    with connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(DamagedFile):
        locked.files.open(locked.path)


def test_a_cut_file_is_refused(locked: Locked) -> None:
    locked.workspace.close()
    content = locked.path.read_bytes()
    for length in (100, len(content) // 2, len(content) - 4096):
        locked.path.write_bytes(content[:length])
        with pytest.raises(DamagedFile):
            locked.files.open(locked.path)


def test_what_came_before_a_damaged_step_can_be_looked_at(locked: Locked) -> None:
    for number in range(3):
        put(locked.workspace, **{f"line {number}": "1"})
    locked.workspace.close()
    connection = sqlite3.connect(locked.path)
    with connection:
        connection.execute("UPDATE step SET sealed = x'00' WHERE number = 3")
    connection.close()
    looking = locked.files.open(locked.path, read_only=True, as_it_is=True)
    assert looking.get("line 1") == "1"
    assert looking.get("line 2") is None
    assert "cannot be decrypted" in looking.notice
    looking.close()
