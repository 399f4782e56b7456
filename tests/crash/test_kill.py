"""The program is killed at random moments: nothing it has promised is lost, and the file always opens.

A killed process is not a power cut: what only `synchronous = FULL` protects against is not shown here.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.storage.backups import KEEP
from desktop_app.storage.files import SqliteFiles
from desktop_app.storage.workspace import SqliteWorkspace
from tests.crash.victim import CHEAP, LINES, PASSWORD, PLANTED, WORKS
from tests.support.storage_folder import Clock, put, state

ROOT = Path(__file__).resolve().parents[2]
# How often each kind of work is killed; more rounds look for rarer moments.
ROUNDS = int(os.environ.get("FILING_DESK_CRASH_ROUNDS", "14"))
LONGEST = 0.12  # seconds that a victim works after its first promise


def files() -> SqliteFiles:
    """By the clock of the victim: copies dated after "now" would count as made by a wrong clock."""
    return SqliteFiles(Clock(datetime.now().astimezone()), cost=CHEAP)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.filingdesk"
    workspace = files().create(path)
    put(workspace, kept="from before")
    workspace.close()
    return path


def killed(work: str, path: Path, moment: float) -> list[str]:
    """Lets the victim work, kills it, and gives what it had promised."""
    command = [sys.executable, str(ROOT / "tests" / "crash" / "victim.py"), work, str(path)]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(path.parent)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=around)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(moment)
    process.kill()
    rest = process.stdout.read()
    process.stdout.close()
    process.wait()
    assert first, "the victim died by itself"
    return (first + rest).splitlines()[: None if rest.endswith("\n") or not rest else -1]


def moments() -> Iterator[float]:
    chance = random.Random(ROUNDS)
    return (chance.random() * LONGEST for _ in range(ROUNDS))


def opened(path: Path) -> SqliteWorkspace:
    """The file as the next start finds it: it opens, is sound, and its entries are what its journal made."""
    stored = files()
    stored.passwords.unlock(path, PASSWORD)
    workspace = stored.open(path)
    assert workspace.disk.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert workspace.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    made: dict[str, object] = {}
    for entry in reversed(workspace.journal()):
        for change in entry.changes:
            assert made.get(change.key) == change.before
            made[change.key] = change.after
    assert {place: value for place, value in made.items() if value is not None} == state(workspace)
    assert len({workspace.get(f"line {line}") for line in range(LINES)}) == 1, "a step was torn"
    return workspace


@pytest.mark.slow
def test_a_step_that_was_kept_stays_kept(path: Path) -> None:
    """One file through all the crashes: no step is lost, and undo still reaches back to the first."""
    for moment in moments():
        promised = killed("commit", path, moment)
        workspace = opened(path)
        assert workspace.journal(1)[0].number >= int(promised[-1])
        workspace.close()
    workspace = opened(path)
    while workspace.undo():
        pass
    assert state(workspace) == {}
    workspace.close()


@pytest.mark.slow
def test_a_dated_copy_is_whole_or_not_there(path: Path) -> None:
    for moment in moments():
        promised = killed("backup", path, moment)
        opened(path).close()
        stored = files()
        copies = stored.backups(path)
        assert promised[-1] in {copy.path.name for copy in copies} or len(copies) >= KEEP
        for copy in copies:
            looking = stored.open(copy.path, read_only=True)
            assert looking.get("kept") == "from before"
            looking.close()


@pytest.mark.slow
def test_an_export_is_whole_or_the_earlier_one(path: Path) -> None:
    target, again = path.with_name("out.json"), path.with_name("again.filingdesk")
    for moment in moments():
        promised = killed("export", path, moment)
        opened(path).close()
        imported = files().import_json(target, again)
        assert imported.journal(1)[0].number >= int(promised[-1])
        imported.close()
        again.unlink()


@pytest.mark.slow
def test_a_file_opens_after_its_migration_was_cut_off(path: Path) -> None:
    for moment in moments():
        promised = killed("migrate", path, moment)
        stored = files()
        old = sorted(path.parent.glob("old *.filingdesk"))
        assert set(promised) <= {item.name for item in old}
        for item in old:
            workspace = stored.open(item)
            assert workspace.get("line 7") == "x" * 3000
            assert any(copy.reason == "migration" for copy in stored.backups(item))
            assert workspace.undo() is not None
            workspace.close()
            item.unlink()


@pytest.mark.slow
def test_a_new_file_is_whole_or_not_there(path: Path) -> None:
    for moment in moments():
        promised = killed("create", path, moment)
        new = sorted(path.parent.glob("new *.filingdesk"))
        assert set(promised) <= {item.name for item in new}
        for item in new:
            workspace = files().open(item)
            assert state(workspace) == {}
            workspace.close()
            item.unlink()


@pytest.mark.slow
def test_a_file_is_the_old_or_the_restored_one(path: Path) -> None:
    for moment in moments():
        killed("restore", path, moment)
        workspace = opened(path)
        assert str(workspace.get("line 0")).startswith("1 ")
        workspace.close()


def locked(path: Path) -> None:
    """Gives the file and its copies a password."""
    stored = files()
    workspace = stored.open(path)
    copies = [copy.path for copy in stored.backups(path)]
    stored.passwords.protect(workspace, PASSWORD, stored.passwords.new_recovery_key(), copies)
    workspace.close()


def in_clear(folder: Path) -> list[str]:
    return [item.name for item in folder.rglob("*") if item.is_file() and PLANTED.encode() in item.read_bytes()]


@pytest.mark.slow
def test_an_encrypted_step_that_was_kept_stays_kept_and_is_nowhere_in_clear(path: Path) -> None:
    """Whatever the process leaves behind: the file, its journal, its copies, its temporary files."""
    locked(path)
    for moment in moments():
        promised = killed("encrypted", path, moment)
        assert in_clear(path.parent) == []
        workspace = opened(path)
        assert workspace.has_password
        assert workspace.journal(1)[0].number >= int(promised[-1])
        workspace.close()
        assert in_clear(path.parent) == []


@pytest.mark.slow
def test_a_password_is_there_or_not_and_nothing_is_lost(path: Path) -> None:
    locked(path)
    for moment in moments():
        promised = killed("password", path, moment)
        workspace = opened(path)
        assert workspace.journal(1)[0].number >= int(promised[-1])
        workspace.close()
        if files().passwords.has_password(path):
            assert in_clear(path.parent) == [], "the copies follow when it is opened next"
        else:
            locked(path)


def test_every_work_is_killed_by_a_test() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [work for work in WORKS if f'killed("{work}"' not in source] == []


def test_an_editor_that_writes_in_place_would_be_seen(path: Path) -> None:
    """The proof of the proof: a half-written file does not pass for a sound one."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Exception, match="damaged"):
        opened(path)
