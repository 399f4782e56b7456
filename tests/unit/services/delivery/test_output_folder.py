"""A package is put in place as a whole, or the folder is as it was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.delivery import output_folder as placing
from desktop_app.services.delivery.output_folder import (
    CannotWrite,
    CompanyFileInTheWay,
    FileNotWritten,
    FolderInUse,
    HeldOpen,
    PackageExists,
    put_file,
    put_in_place,
)
from desktop_app.services.workers.workers import WorkCancelled

FILES = {"public/manifest.json": b"{}", "public/a.pdf": b"a", "sealed/b.pdf": b"b", "filing-sheet.pdf": b"c"}
EARLIER = {"public/manifest.json": b"old", "filing-sheet.pdf": b"old"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("there", [False, True])
def test_a_new_or_empty_folder_becomes_the_package(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "deep" / "package"
    if there:
        folder.mkdir(parents=True)
    assert put_in_place(folder, FILES) is None
    assert tree(folder) == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["package"]


def test_an_earlier_package_is_refused_and_replaced_only_on_demand(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    put_in_place(folder, EARLIER)
    with pytest.raises(PackageExists):
        put_in_place(folder, FILES)
    assert tree(folder) == EARLIER
    aside = put_in_place(folder, FILES, replace=True)
    assert aside is not None
    assert tree(aside) == EARLIER
    assert tree(folder) == FILES
    assert put_in_place(folder, EARLIER, replace=True) not in {None, aside}


@pytest.mark.parametrize("stranger", ["letters.doc", "public/notes.txt"])
def test_other_files_are_never_mixed_with_a_package(tmp_path: Path, stranger: str) -> None:
    (tmp_path / stranger).parent.mkdir(exist_ok=True)
    (tmp_path / stranger).write_bytes(b"mine")
    with pytest.raises(FolderInUse):
        put_in_place(tmp_path, FILES, replace=True)
    assert tree(tmp_path) == {stranger: b"mine"}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package").write_bytes(b"mine")
    with pytest.raises(FolderInUse):
        put_in_place(tmp_path / "package", FILES)


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    answers = iter([False, False, True])
    with pytest.raises(WorkCancelled):
        put_in_place(tmp_path / "package", FILES, cancelled=lambda: next(answers))
    assert list(tmp_path.iterdir()) == []


def failing(after: int) -> Callable[[int], None]:
    calls = iter(range(100))

    def fsync(descriptor: int) -> None:
        if next(calls) >= after:
            raise OSError(28, "No space left on device")

    return fsync


@pytest.mark.parametrize("after", range(len(FILES)))
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    folder = tmp_path / "package"
    put_in_place(folder, EARLIER)
    monkeypatch.setattr("os.fsync", failing(after))
    with pytest.raises(CannotWrite, match="the disk is full"):
        put_in_place(folder, FILES, replace=True)
    monkeypatch.undo()
    assert tree(folder) == EARLIER
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_a_drive_that_cannot_sync_folders_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", failing(len(FILES)))
    put_in_place(tmp_path / "package", FILES)
    assert tree(tmp_path / "package") == FILES


def test_a_failed_exchange_puts_the_earlier_package_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "package"
    put_in_place(folder, EARLIER)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if "unfinished" in path.name:
            raise OSError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(CannotWrite, match="you are not allowed to write there"):
        put_in_place(folder, FILES, replace=True)
    assert tree(folder) == EARLIER
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        put_in_place(tmp_path / "file" / "package", FILES)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
def test_permissions_are_the_users_own(tmp_path: Path) -> None:
    put_in_place(tmp_path / "package", FILES)
    (tmp_path / "other").mkdir()
    assert (tmp_path / "package").stat().st_mode == (tmp_path / "other").stat().st_mode


class Held(OSError):
    """What Windows raises while another program has a file open."""

    def __init__(self, winerror: int) -> None:
        super().__init__(13, "Access is denied")
        self.winerror = winerror


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """Folders that another program holds so many times."""
    real, tries = Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        if path.name == "package":
            tries.append(path)
            if len(tries) <= times:
                raise Held(32)
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(placing, "PAUSE", 0.0)
    return tries


def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(tmp_path / "package", EARLIER)
    tries = held(monkeypatch, 2)
    put_in_place(tmp_path / "package", FILES, replace=True)
    assert len(tries) == 3
    assert tree(tmp_path / "package") == FILES


def test_a_file_open_in_a_viewer_is_explained_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(tmp_path / "package", EARLIER)
    held(monkeypatch, 1000)
    with pytest.raises(HeldOpen, match="open in another program, a PDF viewer perhaps"):
        put_in_place(tmp_path / "package", FILES, replace=True)
    assert tree(tmp_path / "package") == EARLIER
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_a_path_too_long_for_windows_is_told_by_its_length() -> None:
    folder = Path("/" + "long folder/" * 25)
    assert "letters long, and Windows takes" in str(CannotWrite(folder, Held(3)))
    assert "not allowed to write there" in str(CannotWrite(folder, Held(5)))
    assert "not allowed to write there" in str(CannotWrite(Path("/short"), Held(3)))


def test_a_name_that_the_disk_cannot_hold_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="path is too long"):
        put_in_place(tmp_path / ("x" * 300) / "package", FILES)


def aged(folder: Path, seconds: float) -> None:
    for item in (*folder.rglob("*"), folder):
        stood = item.stat().st_mtime - seconds
        os.utime(item, (stood, stood))


def leftover(target: Path, number: int, *names: str) -> Path:
    folder = target.with_name(f"{target.name} (unfinished {number})")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"half")
    return folder


def test_what_a_killed_run_left_is_cleared_by_the_next_one(tmp_path: Path) -> None:
    target = tmp_path / "Report [2025]"
    old = leftover(target, 1, "sealed/report.pdf", "public/Thumbs.db")
    aged(old, 3600)
    running = leftover(target, 2, "public/manifest.json")
    own = leftover(target, 4, "my notes.txt")
    aged(own, 3600)
    other = leftover(tmp_path / "Report 2024", 1, "public/manifest.json")
    aged(other, 3600)
    put_in_place(target, FILES)
    assert not old.exists()
    assert (running.exists(), own.exists(), other.exists()) == (True, True, True)


def test_trouble_that_is_nobody_elses_hold_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a file that another program has open is waited for; a folder that may not be renamed is not."""
    put_in_place(tmp_path / "package", EARLIER)
    tries: list[Path] = []
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "package":
            tries.append(path)
            raise OSError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(CannotWrite, match="you are not allowed to write there"):
        put_in_place(tmp_path / "package", FILES, replace=True)
    assert len(tries) == 1
    assert tree(tmp_path / "package") == EARLIER


def test_the_first_package_that_cannot_be_put_in_place_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(CannotWrite, match="the disk is full"):
        put_in_place(tmp_path / "package", FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_another_run_that_is_at_work_is_left_alone(tmp_path: Path) -> None:
    """Two packages made at once do not write into each other's unfinished folder."""
    other = tmp_path / "package (unfinished 1)"
    other.mkdir()
    (other / "mine").write_bytes(b"at work")
    put_in_place(tmp_path / "package", FILES)
    assert (other / "mine").read_bytes() == b"at work"
    assert tree(tmp_path / "package") == FILES


def test_a_single_file_that_cannot_be_written_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_file(tmp_path / "pack.json", b"earlier")

    def replace(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(FileNotWritten, match=r"pack\.json could not be written: the disk is full"):
        put_file(tmp_path / "pack.json", b"later")
    assert tree(tmp_path) == {"pack.json": b"earlier"}


def test_no_paper_is_written_over_a_company_file_or_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    company = tmp_path / "Sample.FilingDesk"
    company.write_bytes(b"everything")
    with pytest.raises(CompanyFileInTheWay, match="is a company file, which nothing replaces"):
        put_file(company, b"%PDF")
    assert company.read_bytes() == b"everything"
    with pytest.raises(FileNotWritten, match="its folder is not there"):
        put_file(tmp_path / "mistyped" / "list.pdf", b"%PDF")
    assert not (tmp_path / "mistyped").exists()
