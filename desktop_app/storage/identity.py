"""Whether a file is still the one that was opened: services that synchronize a folder rename and replace files."""

from __future__ import annotations

from pathlib import Path


class FileIdentity:
    """The file at a path as it was when this was made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = _identity(path)

    @property
    def same(self) -> bool:
        """Whether it is the same file still. One that cannot be looked at now counts as the same."""
        try:
            return _identity(self.path) == self._seen
        except FileNotFoundError:
            return False
        except OSError:
            return True

    @property
    def gone(self) -> bool:
        """Whether there is no file at the path any more."""
        return not self.path.exists()


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def kept_beside(path: Path, *folders: Path) -> tuple[Path, ...]:
    """Work on this file that could not be put over it, and lies under another name in one of the folders."""
    found: list[Path] = []
    for folder in folders:
        try:
            found += [item for item in folder.glob(f"*{path.suffix}") if _is_beside(item.stem, path.stem)]
        except OSError:
            continue
    return tuple(sorted(found))


def free_beside(path: Path, folder: Path) -> Path:
    """A name for such work."""
    number = 1
    while (beside := folder / f"{path.stem} (yours {number}){path.suffix}").exists():
        number += 1
    return beside


def _is_beside(stem: str, of: str) -> bool:
    front, mark, number = stem.removesuffix(")").rpartition(" (yours ")
    return bool(mark) and stem.endswith(")") and front == of and number.isdigit()
