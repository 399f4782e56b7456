"""A package put in place as a whole: written aside, made durable, then renamed. Nothing half done is ever left.

The folder that the user chooses becomes the package. One that holds anything else is refused; an earlier package is
replaced only when that is asked for, and is then moved aside under a new name, never mixed and never deleted.
"""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.workers.workers import WorkCancelled

PUBLIC, SEALED = "public", "sealed"
SHEET = "filing-sheet.pdf"
MANIFEST = "manifest.json"
UNFINISHED = "unfinished"
TRIES, PAUSE = 5, 0.4
HELD = frozenset({5, 32, 33})  # Windows: access denied, in use by another process, a part is locked
TOO_LONG = frozenset({2, 3, 123, 206})  # Windows: no such file, no such path, not a name, too long
LONGEST_FOLDER = 259 - len("/sealed/annual-report-2026-nonpublic.pdf") - len(" (unfinished 1)")
OURS = frozenset({PUBLIC, SEALED, SHEET})
OF_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".directory", "__macosx", ".localized"})
LEFT = 600  # seconds without a change after which a folder that is not finished never will be
OF_MACS = "._"  # how a Mac's companion of each file begins, on drives of other systems


class FolderInUse(UserError):
    """The chosen folder holds files that are no package."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(
            f"The folder {folder} contains other files ({name}). Choose an empty or a new one: files are not mixed."
        )


class PackageExists(UserError):
    """The chosen folder contains an earlier package."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} contains an earlier package. Choose another folder, or say that it may be replaced."
        )


class CannotWrite(EnvironmentProblem):
    """The disk refused; nothing was left behind."""

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = _reason(folder, error)
        super().__init__(f"The package could not be written to {folder}: {reason}. Nothing was written.")


class FileNotWritten(EnvironmentProblem):
    """The disk refused a single file; what was there under its name is still there."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.why = _reason(path, error)
        super().__init__(f"{path} could not be written: {self.why}.")


class CompanyFileInTheWay(UserError):
    """A paper was to be written over a company file, which nothing replaces."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a company file, which nothing replaces. Choose another name.")


class HeldOpen(EnvironmentProblem):
    """Another program holds a file of the earlier package; nothing was changed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"A file in {folder} is open in another program, a PDF viewer perhaps, so the package was not replaced. "
            "Close it there and produce the package again. Nothing was changed."
        )


def is_of_the_system(name: str) -> bool:
    """Whether Windows, a Mac or a file manager puts such a file into folders by itself."""
    return name.casefold() in OF_SYSTEMS or name.startswith(OF_MACS)


def _reason(folder: Path, error: OSError) -> str:
    """Why the disk refused, in words; Windows says of a path that is too long only that it cannot be found."""
    if len(str(folder.absolute())) > LONGEST_FOLDER and getattr(error, "winerror", None) in TOO_LONG:
        letters = len(str(folder.absolute()))
        return f"its name is {letters} letters long, and Windows takes {LONGEST_FOLDER} here; choose a shorter one"
    return plain_reason(error, folder)


def check_target(folder: Path, *, replace: bool) -> None:
    """Raises FolderInUse, PackageExists or CannotWrite unless a package can be put there."""
    try:
        if folder.exists() and not folder.is_dir():
            raise FolderInUse(folder, folder.name)
        there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise CannotWrite(folder, error) from None
    there = [name for name in there if not is_of_the_system(name)]
    strange = [name for name in there if name not in OURS]
    if strange or (there and not (folder / PUBLIC / MANIFEST).is_file()):
        raise FolderInUse(folder, (strange or there)[0])
    if there and not replace:
        raise PackageExists(folder)


def put_in_place(
    folder: Path, files: Mapping[str, bytes], *, replace: bool = False, cancelled: Callable[[], bool] = lambda: False
) -> Path | None:
    """Writes the files (by path inside the folder) so that the folder holds all of them or is as it was.

    Gives the place to which an earlier package was moved, None if there was none. Raises FolderInUse, PackageExists,
    WorkCancelled or CannotWrite, and then nothing has changed.
    """
    check_target(folder, replace=replace)
    aside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = _new_beside(folder, UNFINISHED)
        _clear_leftovers(folder, aside)
        for name in sorted(files):
            if cancelled():
                raise WorkCancelled
            _write(aside / name, files[name])
        for inner in sorted({(aside / name).parent for name in files} | {aside}):
            _durable(inner)
        return _exchange(aside, folder)
    except OSError as error:
        raise CannotWrite(folder, error) from None
    finally:
        if aside is not None and aside.exists():
            _deleted(aside)


def _exchange(new: Path, folder: Path) -> Path | None:
    """Renames the new folder into place; what stood there before keeps existing under another name."""
    earlier: Path | None = None
    if folder.exists():
        if any(folder.iterdir()):
            earlier = next(path for path in _names(folder, "replaced") if not path.exists())
            _moved_aside(folder, earlier)
        else:
            folder.rmdir()
    try:
        new.rename(folder)
    except OSError:
        if earlier is not None:
            earlier.rename(folder)
        raise
    _durable(folder.parent)
    return earlier


def _moved_aside(folder: Path, earlier: Path) -> None:
    """Renames the earlier package; a file that is held for a moment (by a virus scanner, say) is waited for.

    Raises HeldOpen.
    """
    for number in range(TRIES):
        try:
            folder.rename(earlier)
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
            if number == TRIES - 1:
                raise HeldOpen(folder) from None
            time.sleep(PAUSE)
        else:
            return


def _new_beside(folder: Path, word: str) -> Path:
    for path in _names(folder, word):
        try:
            path.mkdir()
        except FileExistsError:
            continue
        return path
    raise AssertionError


def _clear_leftovers(folder: Path, mine: Path) -> None:
    """Deletes what killed runs left half written for this folder: nothing in it is the user's.

    The disk's own clock says how old a folder is, next to the one that was just made.
    """
    now = mine.stat().st_mtime
    for path in folder.parent.glob(f"{glob.escape(folder.name)} ({UNFINISHED} *)"):
        with suppress(OSError):
            inner = [path, *path.rglob("*")]
            ours = all(item.name in OURS or is_of_the_system(item.name) for item in path.iterdir())
            links = any(item.is_symlink() for item in inner)
            if path != mine and ours and not links and now - max(item.stat().st_mtime for item in inner) > LEFT:
                _deleted(path)


def _deleted(folder: Path) -> None:
    from shutil import rmtree  # with all that compresses: who only checks a filing writes no folder

    rmtree(folder, ignore_errors=True)


def _names(folder: Path, word: str) -> Iterator[Path]:
    return (folder.with_name(f"{folder.name} ({word} {number})") for number in count(1))


def put_file(path: Path, content: bytes) -> None:
    """Writes one file whole or not at all, over an earlier one of its name, but for a company file.

    Raises FileNotWritten, CompanyFileInTheWay.
    """
    if path.suffix.casefold() == COMPANY_SUFFIX and path.exists():
        raise CompanyFileInTheWay(path)
    temporary = path.with_name(f"{path.name}.partial")
    try:
        temporary.unlink(missing_ok=True)
        _write_new(temporary, content)
        os.replace(temporary, path)  # noqa: PTH105 - one atomic step
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise FileNotWritten(path, error) from None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    _write_new(path, content)


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _durable(folder: Path) -> None:
    """Makes the folder's entries durable, where the system can be asked for that.

    Windows cannot, and some network drives refuse: the files themselves are on disk by then.
    """
    if os.name != "nt":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
