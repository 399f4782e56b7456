"""The program at work until it is killed: ``victim.py WORK FILE``. Each line it prints is a promise already kept.

commit   steps of five places each, undone and redone now and then; prints the number of each step of the journal
backup   the same, with dated copies between; prints the name of each copy
export   the same, with exports between; prints the number of the last step in each
migrate  an older file brought forward; prints when it is open
create   new files, one after the other; prints the name of each
encrypted  as commit, in a file with a password; prints the number of each step of the journal
password   steps, then another password or none, with all dated copies; prints the number of the step before
restore  the newest copy put in the place of the file, over and over; prints when it is there
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_app.services.ports import EntryChange, Workspace
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.files import SqliteFiles
from tests.support.storage_folder import old_file

LINES = 5
PASSWORD, CHEAP = "seven wet herons", KeyCost(2)
PLANTED = "planted answer"  # in every value


class Clock:
    def today(self) -> None: ...

    def now(self) -> str:
        return datetime.now().astimezone().isoformat(timespec="seconds")


def say(promise: object) -> None:
    print(promise, flush=True)


def step(workspace: Workspace, number: int) -> int:
    """One step of five places that belong together; every seventh takes one back, every eighth repeats it."""
    if number % 8 in (6, 7):
        entry = workspace.undo() if number % 8 == 6 else workspace.redo()
    else:
        value = f"{number} {PLANTED} {'x' * (number * 37 % 3000)}"
        changes = [EntryChange(f"line {line}", workspace.get(f"line {line}"), value) for line in range(LINES)]
        entry = workspace.commit("step", changes)
    return entry.number if entry else 0


def commit(files: SqliteFiles, path: Path) -> None:
    workspace = files.open(path)
    for number in range(10**9):
        say(step(workspace, number))


def backup(files: SqliteFiles, path: Path) -> None:
    workspace = files.open(path)
    for number in range(10**9):
        step(workspace, number)
        say(files.back_up(workspace, "asked").path.name)


def export(files: SqliteFiles, path: Path) -> None:
    workspace = files.open(path)
    target = path.with_name("out.json")
    for number in range(10**9):
        kept = step(workspace, number)
        files.export_json(workspace, target)
        say(kept)


def migrate(files: SqliteFiles, path: Path) -> None:
    for number in range(10**9):
        old = path.with_name(f"old {number}.filingdesk")
        old_file(old.with_suffix(".old"), {f"line {line}": "x" * 3000 for line in range(20)})
        old.with_suffix(".old").rename(old)
        files.open(old).close()
        say(old.name)


def create(files: SqliteFiles, path: Path) -> None:
    for number in range(10**9):
        new = path.with_name(f"new {number}.filingdesk")
        files.create(new).close()
        say(new.name)


def restore(files: SqliteFiles, path: Path) -> None:
    workspace = files.open(path)
    step(workspace, 1)
    files.back_up(workspace, "asked")
    workspace.close()
    while True:
        files.restore(next(copy for copy in files.backups(path) if copy.reason == "asked"), path)
        say("restored")


def encrypted(files: SqliteFiles, path: Path) -> None:
    files.passwords.unlock(path, PASSWORD)
    commit(files, path)


def password(files: SqliteFiles, path: Path) -> None:
    files.passwords.unlock(path, PASSWORD)
    workspace = files.open(path)
    files.back_up(workspace, "asked")
    for number in range(10**9):
        kept = step(workspace, number)
        copies = [copy.path for copy in files.backups(path)]
        if number % 2:
            files.passwords.unprotect(workspace, copies)
        else:
            files.passwords.protect(workspace, PASSWORD, files.passwords.new_recovery_key(), copies)
        say(kept)


WORKS: dict[str, Callable[[SqliteFiles, Path], None]] = {
    work.__name__: work for work in (commit, backup, export, migrate, create, restore, encrypted, password)
}

if __name__ == "__main__":
    WORKS[sys.argv[1]](SqliteFiles(Clock(), cost=CHEAP), Path(sys.argv[2]))  # type: ignore[arg-type]  # the day is not asked for
