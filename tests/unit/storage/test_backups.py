"""Dated copies: when they are made, which stay, and how one takes the place of its file."""

from pathlib import Path

import pytest

from desktop_app.storage import backups
from desktop_app.storage import files as files_module
from desktop_app.storage.refusals import (
    DamagedFile,
    InUse,
    NotCopied,
)
from tests.support.storage_folder import (
    WHOLE,
    Clock,
    Spoiling,
    cut,
    cut_off,
    files,
    looked,
    put,
    reopened,
    scribble,
    state,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Clear Creek.filingdesk"


# Dated copies


def test_opening_what_was_changed_since_makes_a_dated_copy(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="1")
    workspace.close()
    stored.open(path).close()
    stored.open(path).close()
    (copy,) = stored.backups(path)
    assert (copy.at[:10], copy.reason) == ("2026-02-03", "opened")
    assert copy.path == path.parent / backups.FOLDER / copy.path.name
    assert looked(copy.path) == {"a": "1"}


def test_copies_go_to_the_folder_that_was_chosen(path: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "on another disk" / "copies"
    stored = files(chosen)
    workspace = stored.create(path)
    stored.back_up(workspace, "asked")
    workspace.close()
    assert [item.path.parent for item in stored.backups(path)] == [chosen]
    assert not (path.parent / backups.FOLDER).exists()


def test_companies_that_share_a_folder_keep_their_copies_apart(path: Path, tmp_path: Path) -> None:
    stored = files(tmp_path / "copies")
    other = path.with_name("Clear Creek North.filingdesk")
    for one in (path, other):
        workspace = stored.create(one)
        stored.back_up(workspace, "asked")
        workspace.close()
    assert [len(stored.backups(one)) for one in (path, other)] == [1, 1]


def test_the_newest_copies_stay_and_of_older_ones_the_last_of_each_month(path: Path) -> None:
    clock = Clock()
    stored = files_module.SqliteFiles(clock)
    workspace = stored.create(path)
    for _ in range(40):
        clock.later(days=10)
        stored.back_up(workspace, "asked")
    workspace.close()
    kept = stored.backups(path)
    assert [item.at for item in kept] == sorted((item.at for item in kept), reverse=True)
    old = kept[backups.KEEP :]
    assert len({item.at[:7] for item in old}) == len(old) > 0
    assert kept[-1].at[:7] == "2026-02"


def test_a_copy_that_cannot_be_made_is_said_so_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "copies"
    in_the_way.write_text("no folder", encoding="utf-8")
    stored = files(in_the_way)
    workspace = stored.create(path)
    put(workspace, a="1")
    with pytest.raises(
        NotCopied, match=r"No backup of Clear Creek.filingdesk could be made in .*copies: something else of that"
    ):
        stored.back_up(workspace, "asked")
    workspace.close()
    workspace = stored.open(path)
    assert "No backup of Clear Creek.filingdesk could be made" in workspace.notice
    assert state(workspace) == {"a": "1"}
    assert in_the_way.read_text(encoding="utf-8") == "no folder"
    workspace.close()


# Restoring


def test_a_copy_can_be_restored_and_what_was_there_is_kept(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="good")
    copy = stored.back_up(workspace, "asked")
    put(workspace, a="spoiled")
    workspace.close()
    stored.restore(copy, path)
    assert reopened(path) == {"a": "good"}
    before = next(item for item in stored.backups(path) if item.reason == "restore")
    assert looked(before.path) == {"a": "spoiled"}


@pytest.mark.parametrize("spoil", [cut, scribble, lambda path: path.unlink()])
def test_a_damaged_or_lost_file_is_restored(path: Path, spoil: Spoiling) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="good")
    copy = stored.back_up(workspace, "asked")
    workspace.close()
    spoil(path)
    stored.restore(copy, path)
    assert reopened(path) == {"a": "good"}


def test_the_journal_of_a_crash_is_not_played_into_what_is_restored(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="good")
    copy = stored.back_up(workspace, "asked")
    workspace.close()
    path.unlink()
    cut_off(path)
    stored.restore(copy, path)
    assert not path.with_name(f"{path.name}-journal").exists()
    assert reopened(path) == {"a": "good"}
    before = next(item for item in stored.backups(path) if item.reason == "restore")
    assert looked(before.path) == WHOLE


def test_an_open_file_is_not_restored_over(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="1")
    copy = stored.back_up(workspace, "asked")
    with pytest.raises(InUse):
        stored.restore(copy, path)
    workspace.close()


def test_a_copy_that_is_damaged_restores_nothing(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="1")
    copy = stored.back_up(workspace, "asked")
    workspace.close()
    cut(copy.path)
    with pytest.raises(DamagedFile):
        stored.restore(copy, path)
    assert reopened(path) == {"a": "1"}
