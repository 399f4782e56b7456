"""Results kept inside the company's file: spoilt ones are worked out again, and nothing that counts knows them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.domain.values import Json
from desktop_app.storage.kept_results import KeptResults
from desktop_app.storage.workspace import SqliteWorkspace
from tests.support.locked_company import PASSWORD, cheap
from tests.support.storage_folder import HOLDS, files, made, put, state

NAME, DEPENDS, RESULT = "report", "all that it depends on", "words, 1,234 and ü\n" * 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.filingdesk"
    made(path, **HOLDS)
    return path


@pytest.fixture
def kept(path: Path) -> Iterator[Path]:
    with closing(files().open(path)) as workspace:
        workspace.keep_result(NAME, DEPENDS, RESULT)
        assert workspace.kept_result(NAME, DEPENDS) == RESULT
        assert tables(path) == TABLES  # nothing is written for its sake
        put(workspace, a="another")
    assert tables(path) == {*TABLES, "kept"}
    yield path
    with closing(files().open(path)) as workspace:
        assert (state(workspace), workspace.notice) == (HOLDS | {"a": "another"}, "")


TABLES = {"entry", "journal", "workspace", "document", "mark"}


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def result_of(path: Path, depends: str = DEPENDS, *, read_only: bool = False) -> str | None:
    with closing(files().open(path, read_only=read_only)) as workspace:
        return workspace.kept_result(NAME, depends)


def test_a_result_is_found_again_as_long_as_it_depends_on_the_same(kept: Path) -> None:
    assert result_of(kept) == RESULT
    assert result_of(kept, read_only=True) == RESULT
    assert result_of(kept, "something else") is None
    with closing(files().open(kept)) as workspace:
        workspace.keep_result(NAME, "something else", "")
        assert workspace.kept_result(NAME, DEPENDS) is None
        assert workspace.kept_result(NAME, "something else") == ""
        assert workspace.kept_result("another", DEPENDS) is None
    assert result_of(kept) == RESULT, "what waits is lost where nothing else is written"


@pytest.mark.parametrize(
    "spoiling",
    [
        "DELETE FROM kept",
        "DROP TABLE kept",
        "UPDATE kept SET packed = substr(packed, 1, length(packed) - 1)",
        "UPDATE kept SET packed = zeroblob(length(packed))",
        "UPDATE kept SET packed = 'words'",
        "UPDATE kept SET digest = 'x' || digest",
        "ALTER TABLE kept RENAME COLUMN packed TO other",
    ],
)
def test_what_is_deleted_cut_or_poisoned_is_no_result(kept: Path, spoiling: str) -> None:
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute(spoiling)
    assert result_of(kept) is None


def test_what_is_exported_and_undone_knows_nothing_of_it(kept: Path, path: Path) -> None:
    with closing(files().open(kept)) as workspace:
        with_it = files().exported(workspace)
        workspace.connection.execute("DROP TABLE kept")
        assert files().exported(workspace) == with_it
        workspace.keep_result(NAME, DEPENDS, RESULT)
        workspace.undo()
        assert state(workspace) == HOLDS
        workspace.redo()
    assert result_of(path) == RESULT


class Full(KeptResults):
    """Results for which the disk has no room."""

    def write(self, connection: sqlite3.Connection) -> None:
        if self:
            super().write(connection)
            raise sqlite3.OperationalError("database or disk is full")


def test_a_step_is_kept_where_there_is_no_room_for_results(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(files().open(path)) as workspace:
        monkeypatch.setattr(workspace, "_results", Full())
        workspace.keep_result(NAME, DEPENDS, RESULT)
        put(workspace, a="another")
        assert workspace.last_step == 2
        fail(workspace)
        with pytest.raises(EnvironmentProblem):
            put(workspace, a="a third")
        assert workspace.get("a") == "another"
    assert tables(path) == TABLES


def fail(workspace: SqliteWorkspace) -> None:
    """From now on the disk takes nothing."""
    workspace.connection.execute("PRAGMA query_only = ON")


def test_a_file_with_a_password_keeps_results_only_while_it_is_open(path: Path) -> None:
    locked = cheap()
    with closing(locked.open(path)) as workspace:
        locked.passwords.protect(workspace, PASSWORD, locked.passwords.new_recovery_key(), ())
        workspace.keep_result(NAME, DEPENDS, RESULT)
        put(workspace, a="another")
        assert workspace.kept_result(NAME, DEPENDS) == RESULT
    with closing(locked.open(path)) as workspace:
        assert workspace.get("a") == "another"
        assert workspace.kept_result(NAME, DEPENDS) is None


def test_the_digest_of_a_filing_changes_with_its_entries_and_is_the_same_after_all(path: Path) -> None:
    with closing(files().open(path)) as workspace:
        answers: dict[str, Json] = {"answer/x/w1/a/b": {"b": "2", "a": "1"}, "answer/y/w1/a/b": "3"}
        put(workspace, **answers)
        first = workspace.digest_under("answer/x/")
    with closing(files().open(path)) as workspace:
        assert workspace.digest_under("answer/x/") == first != workspace.digest_under("answer/y/")
        assert workspace.digest_under("answer/z/") == ""
        put(workspace, **{"answer/x/w1/a/b": "4", "answer/z/w1/a/b": "5"})
        assert workspace.digest_under("answer/x/") != first
        workspace.undo()
        assert (workspace.digest_under("answer/x/"), workspace.digest_under("answer/z/")) == (first, "")
