"""Workspaces in synchronised and network folders: a copy here, put back as a whole, never over another's work."""

import json
import shutil
import time
from pathlib import Path

import pytest

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.services.ports import EntryChange
from desktop_app.storage import backups
from desktop_app.storage import shared_folders as elsewhere
from desktop_app.storage import working_copy as away_module
from desktop_app.storage.refusals import FileMissing, InUse
from desktop_app.storage.shared_folders import NETWORK, shared_folder_name
from desktop_app.storage.working_copy import ChangedMeanwhile, NotBroughtBack, WorkingCopy
from desktop_app.storage.working_copy_files import AwayFiles
from desktop_app.storage.workspace import SqliteWorkspace
from tests.support.storage_folder import Clock, put

PLACE = "answer/company/identity/dba/answer"


@pytest.fixture
def cloud(tmp_path: Path) -> Path:
    """A folder that a service keeps the same on several computers."""
    folder = tmp_path / "OneDrive - Small Water" / "Accounts"
    folder.mkdir(parents=True)
    return folder


def files_of(tmp_path: Path, computer: str = "here") -> AwayFiles:
    return AwayFiles(Clock(), None, tmp_path / computer)


def write(workspace: SqliteWorkspace, value: str) -> None:
    workspace.commit(f"Wrote {value}", [EntryChange(PLACE, workspace.get(PLACE), value)])


def crash(workspace: SqliteWorkspace) -> None:
    """Lets go of the file without bringing it back, as the end of a process does."""
    workspace.lies_at(workspace.path, lambda: None, workspace._ends[1])
    workspace.close()


def stored(tmp_path: Path, path: Path) -> object:
    """What a computer that knows nothing of our copy would find in the file."""
    copy = tmp_path / "looked at.filingdesk"
    shutil.copyfile(path, copy)
    workspace = files_of(tmp_path, "nobody").open(copy, read_only=True)
    try:
        return workspace.get(PLACE)
    finally:
        workspace.close()


def test_work_goes_on_in_a_copy_and_is_put_back_when_it_is_closed(tmp_path: Path, cloud: Path) -> None:
    path = cloud / "c.filingdesk"
    workspace = files_of(tmp_path).create(path)
    assert workspace.path == path
    assert "is in OneDrive" in workspace.notice
    write(workspace, "one")
    assert stored(tmp_path, path) is None
    workspace.close()
    assert stored(tmp_path, path) == "one"
    assert sorted(item.name for item in cloud.iterdir()) == ["c.filingdesk"]


def test_the_lock_stays_beside_the_original(tmp_path: Path, cloud: Path) -> None:
    path = cloud / "c.filingdesk"
    workspace = files_of(tmp_path).create(path)
    with pytest.raises(InUse, match=r"in use by .*, since February 3, 2026, 9:00\."):
        files_of(tmp_path, "another computer").open(path)
    workspace.close()
    files_of(tmp_path, "another computer").open(path).close()


def test_after_a_crash_the_copy_is_opened_again_and_nothing_is_lost(tmp_path: Path, cloud: Path) -> None:
    path = cloud / "c.filingdesk"
    files = files_of(tmp_path)
    files.create(path).close()
    workspace = files.open(path)
    write(workspace, "before the crash")
    crash(workspace)
    again = files.open(path)
    assert again.get(PLACE) == "before the crash"
    again.close()
    assert stored(tmp_path, path) == "before the crash"


def test_what_is_read_beside_the_work_is_the_work(tmp_path: Path, cloud: Path) -> None:
    path = cloud / "c.filingdesk"
    files = files_of(tmp_path)
    workspace = files.create(path)
    write(workspace, "now")
    looking = files.open(path, read_only=True)
    assert looking.get(PLACE) == "now"
    looking.close()
    workspace.close()


def changed_elsewhere(tmp_path: Path, path: Path, value: str) -> None:
    """The service brings another computer's version over the file."""
    other = tmp_path / "other" / path.name
    other.parent.mkdir()
    shutil.copyfile(path, other)
    workspace = files_of(tmp_path, "nobody").open(other)
    write(workspace, value)
    workspace.close()
    shutil.copyfile(other, path)


def test_another_computers_work_is_never_written_over(tmp_path: Path, cloud: Path) -> None:
    path = cloud / "c.filingdesk"
    files = files_of(tmp_path)
    files.create(path).close()
    workspace = files.open(path)
    write(workspace, "mine")
    changed_elsewhere(tmp_path, path, "theirs")
    with pytest.raises(ChangedMeanwhile, match="Both are kept"):
        workspace.close()
    assert stored(tmp_path, path) == "theirs"
    mine = path.with_name("c (yours 1).filingdesk")
    kept = files.open(mine)
    assert kept.get(PLACE) == "mine"
    kept.close()
    again = files.open(path)
    assert again.get(PLACE) == "theirs"
    assert again.kept_beside == (mine,)
    assert "c (yours 1).filingdesk" in again.notice
    again.close()


def test_a_folder_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, cloud: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cloud / "c.filingdesk"
    workspace = files_of(tmp_path).create(path)
    write(workspace, "patient")
    real, tries = away_module._replaced, []

    def held(source: Path, target: Path) -> None:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(13, "in use by another program")
        real(source, target)

    monkeypatch.setattr(away_module, "_replaced", held)
    monkeypatch.setattr(away_module, "PAUSE", 0.0)
    workspace.close()
    assert stored(tmp_path, path) == "patient"


def test_a_folder_that_stays_held_is_told_and_the_work_waits(
    tmp_path: Path, cloud: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cloud / "c.filingdesk"
    files = files_of(tmp_path)
    workspace = files.create(path)
    write(workspace, "waiting")

    def held(source: Path, target: Path) -> None:
        raise PermissionError(13, "in use by another program")

    with monkeypatch.context() as patch:
        patch.setattr(away_module, "_replaced", held)
        patch.setattr(away_module, "PAUSE", 0.0)
        with pytest.raises(NotBroughtBack, match="Your work is safe on this computer"):
            workspace.close()
    again = files.open(path)
    assert again.get(PLACE) == "waiting"
    again.close()
    assert stored(tmp_path, path) == "waiting"


def test_a_restored_copy_wins_over_work_that_was_not_brought_back(tmp_path: Path, cloud: Path) -> None:
    path = cloud / "c.filingdesk"
    files = files_of(tmp_path)
    workspace = files.create(path)
    write(workspace, "old")
    backup = files.back_up(workspace, "asked")
    write(workspace, "new")
    crash(workspace)
    files.restore(backup, path)
    again = files.open(path)
    assert again.get(PLACE) == "old"
    again.close()


def test_a_missing_file_is_told_by_its_name(tmp_path: Path, cloud: Path) -> None:
    with pytest.raises(FileMissing, match=r"none\.filingdesk"):
        files_of(tmp_path).open(cloud / "none.filingdesk")


def test_a_folder_of_this_computer_is_left_alone(tmp_path: Path) -> None:
    workspace = files_of(tmp_path).create(tmp_path / "c.filingdesk")
    assert workspace.notice == ""
    workspace.close()
    assert not (tmp_path / "here").exists()


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/u/Documents/c.filingdesk", ""),
        ("/home/u/OneDrive/c.filingdesk", "OneDrive"),
        ("/home/u/OneDrive - Utility/x/c.filingdesk", "OneDrive"),
        ("/home/u/Dropbox/c.filingdesk", "Dropbox"),
        ("/home/u/Dropboxes/c.filingdesk", ""),
        ("/home/u/OneDrive", ""),
        ("G:/My Drive/Water/c.filingdesk", "Google Drive"),
        ("G:/Shared drives/Office/c.filingdesk", "Google Drive"),
        ("G:/Il mio Drive/c.filingdesk", "Google Drive"),
        ("G:/マイドライブ/c.filingdesk", "Google Drive"),
        ("/Users/u/Library/CloudStorage/GoogleDrive-u@example.com/My Drive/c.filingdesk", "a cloud folder"),
        ("/home/u/Box/c.filingdesk", "Box"),
        ("/home/u/Box of papers/c.filingdesk", ""),
        ("/home/u/ownCloud/c.filingdesk", "ownCloud"),
        ("/home/u/Nextcloud2/c.filingdesk", ""),
        ("/home/u/pCloudDrive/c.filingdesk", "pCloud"),
        ("/home/u/MEGA/c.filingdesk", "MEGA"),
        ("/home/u/MEGAsync/c.filingdesk", "MEGA"),
        ("/Users/u/Library/Mobile Documents/com~apple~CloudDocs/c.filingdesk", "iCloud Drive"),
        ("/home/u/iCloudDrive/c.filingdesk", "iCloud Drive"),
        ("/home/u/ONEDRIVE - Utility/c.filingdesk", "OneDrive"),
        ("/firm/cloud/c.filingdesk", "OneDrive"),
    ],
)
def test_folders_are_recognised(path: str, place: str) -> None:
    assert shared_folder_name(Path(path), {"OneDriveCommercial": "/firm/cloud"}) == place


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive or SharePoint"),
        (".dropbox", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".owncloudsync.log", "ownCloud"),
        ("letter.txt", ""),
    ],
)
def test_a_library_is_recognised_by_what_the_service_leaves_in_it(tmp_path: Path, mark: str, place: str) -> None:
    library = tmp_path / "Sample Water" / "Office - Documents"
    (library / "2025").mkdir(parents=True)
    (library / mark).touch()
    assert shared_folder_name(library / "2025" / "c.filingdesk", {}) == place


def test_a_folder_in_which_a_file_was_exchanged_counts_as_synchronized_from_then_on(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    path = folder / "c.filingdesk"
    stored = AwayFiles(Clock(), None, tmp_path / "here", lambda _: "")
    stored.create(path).close()
    theirs = path.read_bytes()
    workspace = stored.open(path)
    put(workspace, a="mine")
    other = folder / "from the service"
    other.write_bytes(theirs)
    other.replace(path)
    put(workspace, b="more")
    workspace.close()
    assert (folder / "c (yours 1).filingdesk").is_file()
    again = stored.open(path)
    assert "another program synchronizes" in again.notice
    assert "c (yours 1).filingdesk" in again.notice
    put(again, c="in a copy")
    assert path.read_bytes() == theirs
    again.close()
    assert path.read_bytes() != theirs


def test_an_original_that_was_deleted_meanwhile_is_written_again(tmp_path: Path, cloud: Path) -> None:
    stored = AwayFiles(Clock(), None, tmp_path / "here", lambda _: "Dropbox")
    path = cloud / "deleted.filingdesk"
    stored.create(path).close()
    workspace = stored.open(path)
    put(workspace, a="1")
    path.unlink()
    workspace.close()
    again = stored.open(path)
    assert again.get("a") == "1"
    again.close()


def test_a_network_folder_is_recognised_by_what_is_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/x {tmp_path}/office\\040files cifs rw 0 0\nbroken x y\n")
    monkeypatch.setattr(elsewhere, "MOUNTS", mounts)
    assert shared_folder_name(tmp_path / "office files" / "c.filingdesk") == NETWORK
    assert shared_folder_name(tmp_path / "own" / "c.filingdesk") == ""
    monkeypatch.setattr(elsewhere, "MOUNTS", tmp_path / "none")
    assert shared_folder_name(tmp_path / "office files" / "c.filingdesk") == ""


# The copy itself, without a workspace


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, WorkingCopy]:
    """An original, and its copy that was fetched and worked on."""
    path = tmp_path / "office" / "c.filingdesk"
    path.parent.mkdir()
    path.write_bytes(b"one")
    copy = WorkingCopy(path, tmp_path / "here")
    copy.fetch().write_bytes(b"two")
    return path, copy


def test_what_was_brought_back_counts_as_brought_back(pair: tuple[Path, WorkingCopy]) -> None:
    """Else the next opening would say that somebody else had changed the file."""
    path, copy = pair
    assert copy.newest() == copy.copy
    copy.publish()
    assert path.read_bytes() == b"two"
    assert copy.newest() == path
    copy.copy.write_bytes(b"three")
    copy.publish()
    assert path.read_bytes() == b"three"


def test_what_is_already_there_is_not_written_again(
    pair: tuple[Path, WorkingCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = pair
    copy.publish()
    path.write_bytes(b"theirs")
    copy.publish()
    assert path.read_bytes() == b"theirs", "nothing of ours waits, so the file of another stays"
    monkeypatch.setattr(away_module, "_replaced", lambda *_: pytest.fail("written again"))
    copy.publish()


def test_work_that_waits_is_gone_on_with_while_the_original_is_as_it_was(pair: tuple[Path, WorkingCopy]) -> None:
    path, copy = pair
    assert copy.fetch().read_bytes() == b"two"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhile) as refused:
        copy.fetch()
    aside = path.with_name("c (yours 1).filingdesk")
    assert aside.read_bytes() == b"two"
    assert str(refused.value) == (
        f"{path} was changed by someone else in the meantime, so it was not overwritten. Both are kept: yours is "
        f"{aside}. Open that one to go on, and compare it with the other."
    )
    assert not copy.copy.exists()
    assert copy.fetch().read_bytes() == b"theirs"


def test_nothing_but_the_file_is_left_in_the_folder(pair: tuple[Path, WorkingCopy]) -> None:
    path, copy = pair
    copy.publish()
    assert [item.name for item in path.parent.iterdir()] == ["c.filingdesk"]
    assert sorted(item.suffix for item in copy.copy.parent.iterdir()) == [".filingdesk", ".json"]


def test_a_copy_that_failed_half_way_leaves_nothing_behind(
    pair: tuple[Path, WorkingCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = pair

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "flush", full)
    monkeypatch.setattr(away_module, "PAUSE", 0.0)
    with pytest.raises(NotBroughtBack) as refused:
        copy.publish()
    reason = plain_reason(OSError(28, "No space left on device"), path)
    assert str(refused.value) == (
        f"{path} could not be updated: {reason}. Your work is safe on this computer, and will be saved back "
        "when you next open the company."
    )
    assert path.read_bytes() == b"one"
    assert [item.name for item in path.parent.iterdir()] == ["c.filingdesk"]


def test_a_copy_is_put_aside_here_when_the_folder_takes_nothing(
    pair: tuple[Path, WorkingCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, copy = pair

    def refused(source: Path, target: Path) -> None:
        raise PermissionError(13, "in use by another program")

    monkeypatch.setattr(away_module, "_replaced", refused)
    aside = copy.set_aside()
    assert (aside.parent, aside.name, aside.read_bytes()) == (copy.copy.parent, "c (yours 1).filingdesk", b"two")
    assert [item.name for item in copy.copy.parent.iterdir()] == [aside.name], "neither the copy nor its note"


def test_a_copy_is_waited_for_between_its_tries(
    pair: tuple[Path, WorkingCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, copy = pair
    waited: list[float] = []

    def held(source: Path, target: Path) -> None:
        raise PermissionError(13, "in use by another program")

    monkeypatch.setattr(away_module, "_replaced", held)
    monkeypatch.setattr(time, "sleep", waited.append)
    with pytest.raises(NotBroughtBack):
        copy.publish()
    assert waited == [away_module.PAUSE] * (away_module.TRIES - 1)


@pytest.mark.parametrize("note", [None, "", "[]", "{}", "no JSON"])
def test_without_a_readable_note_a_copy_is_never_put_over_the_original(
    pair: tuple[Path, WorkingCopy], note: str | None
) -> None:
    path, copy = pair
    told = copy.copy.with_suffix(".json")
    assert json.loads(told.read_text(encoding="utf-8"))["original"] == str(path)
    if note is None:
        told.unlink()
    else:
        told.write_text(note, encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        copy.publish()
    assert path.read_bytes() == b"one"


def test_a_copy_is_on_the_disk_before_it_takes_the_name(
    pair: tuple[Path, WorkingCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a crash of the machine could leave an empty file under the name."""
    path, copy = pair
    flushed: list[tuple[bytes, bytes]] = []
    monkeypatch.setattr(backups, "flush", lambda written: flushed.append((written.read_bytes(), path.read_bytes())))
    copy.publish()
    assert flushed == [(b"two", b"one")]
