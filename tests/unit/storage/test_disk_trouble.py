"""A disk, a folder or a network that refuses: each has its sentence, and the file can be looked at."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.services.ports import CannotOpen
from desktop_app.storage import lock as lock_module
from desktop_app.storage.refusals import (
    NoFolder,
    NoLocks,
    NoRoom,
    NotLocked,
    NotReached,
    ReadOnly,
)
from tests.support.storage_folder import HOLDS, file_with_history, files, put, state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return file_with_history(tmp_path)


# The lock, and a disk that refuses

TROUBLE: list[tuple[int, type[Exception], str]] = [
    (errno.EACCES, ReadOnly, "you are not allowed to write there. Open it read-only"),
    (errno.EROFS, ReadOnly, "the disk can only be read"),
    (errno.ENOSPC, NoRoom, "The disk is full, so Clear Creek.filingdesk cannot be opened for writing"),
    (errno.EDQUOT, NoRoom, "The disk is full"),
    (errno.ENAMETOOLONG, NotLocked, "its path is too long for this system"),
    (errno.ENETUNREACH, NotReached, "the network folder or the drive is gone"),
    (errno.EHOSTDOWN, NotReached, "Connect it again"),
    (errno.ESTALE, NotReached, "Connect it again"),
    (errno.EIO, NotLocked, "the disk reports an error"),
    (errno.ENOLCK, NoLocks, "cannot keep Clear Creek.filingdesk for one user alone"),
    (errno.EMFILE, NotLocked, "Too many open files"),
]


def refusing(error: Exception) -> Callable[..., object]:
    def refuse(*_: object, **__: object) -> object:
        raise error

    return refuse


@pytest.mark.parametrize(("number", "refusal", "words"), TROUBLE)
def test_each_failure_of_the_lock_has_its_own_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, refusal: type[Exception], words: str
) -> None:
    monkeypatch.setattr(lock_module, "_take", refusing(OSError(number, os.strerror(number))))
    with pytest.raises(refusal, match=words) as said:
        files().open(path)
    monkeypatch.undo()
    assert isinstance(said.value, CannotOpen)
    looking = files().open(path, read_only=True)
    assert state(looking) == HOLDS
    looking.close()


def test_a_folder_that_is_gone_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_module, "_take", refusing(FileNotFoundError(errno.ENOENT, "No such file")))
    monkeypatch.setattr(Path, "is_dir", lambda self: self != path.parent)
    with pytest.raises(NoFolder):
        files().open(path)


def test_a_full_disk_opens_a_company_and_says_so_when_it_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock has no room for its words, and no dated copy can be made."""
    writing = Path.open

    def full(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
        file = writing(self, mode, *rest, **more)  # type: ignore[call-overload]
        if self.suffix == ".lock":
            file.flush = refusing(OSError(errno.ENOSPC, "No space left on device"))
        return file

    monkeypatch.setattr(Path, "open", full)
    workspace = files().open(path)
    assert state(workspace) == HOLDS
    workspace.connection.execute(f"PRAGMA max_page_count = {pages(workspace.connection)}")
    with pytest.raises(EnvironmentProblem, match="The disk is full"):
        put(workspace, a="x" * 100_000)
    assert state(workspace) == HOLDS
    workspace.close()


def test_a_file_that_cannot_be_written_is_refused_at_once_and_can_be_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ReadOnly, match="Open it read-only"):
        files().open(path)
    looking = files().open(path, read_only=True)
    assert looking.read_only
    looking.close()
    assert not path.with_name(f"{path.name}.lock").exists()


def pages(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("PRAGMA page_count").fetchone()
    return int(count)
