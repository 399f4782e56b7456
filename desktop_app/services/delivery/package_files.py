"""The files of a finished package as they lie on a disk: links are named and never followed, nothing odd is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.delivery.manifest import file_digest
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, is_of_the_system

DEEPEST = 6
LARGEST = 1_000_000_000
LONGEST_NAME = 120
LINKS = frozenset({0xA000000C, 0xA0000003})  # Windows: a symbolic link, a junction


class NoPackage(UserError):
    """The folder is not a package."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not a package: it has no {PUBLIC}/{MANIFEST}.")


class PackageUnreadable(EnvironmentProblem):
    """The disk refused."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(f"The package in {folder} could not be read: {error.strerror or error}.")


class ItemKind(StrEnum):
    """What is in a folder under a name."""

    FILE = "a file"
    FOLDER = "a folder"
    LINK = "a link to another place"
    ODD = "not an ordinary file"


@dataclass
class PackageFiles:
    """The items under a package's folder by path, and the contents of its ordinary files."""

    folder: Path
    _read: dict[str, bytes | None] = field(default_factory=dict)

    @cached_property
    def items(self) -> Mapping[str, ItemKind]:
        """Everything in the folder, by path inside it. Raises PackageUnreadable."""
        try:
            return dict(_walk(self.folder, ""))
        except OSError as error:
            raise PackageUnreadable(self.folder, error) from None

    def kind(self, name: str) -> ItemKind | None:
        """What lies under the name, None if nothing does."""
        return self.items.get(name)

    def content(self, name: str) -> bytes | None:
        """The bytes of an ordinary file of the folder; None for anything else, and for one that cannot be read."""
        if name not in self._read:
            self._read[name] = self._opened(name) if self.kind(name) is ItemKind.FILE else None
        return self._read[name]

    def digest(self, name: str) -> str:
        """The digest of a file, nothing where there is none to read."""
        content = self.content(name)
        return "" if content is None else file_digest(content)

    def of_the_system(self) -> tuple[str, ...]:
        """What the system put there by itself."""
        return tuple(name for name in self.items if is_of_the_system(name.rpartition("/")[2]))

    def _opened(self, name: str) -> bytes | None:
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            with os.fdopen(os.open(self.folder / name, flags), "rb") as file:
                state = os.fstat(file.fileno())
                if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST:
                    return None
                return file.read()
        except OSError:
            return None


def said_name(name: str) -> str:
    """A name that stands in a sentence: what cannot be printed is spelled out, what is endless is cut."""
    words = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)
    return words if len(words) < LONGEST_NAME else f"{words[:LONGEST_NAME]}..."


def _walk(folder: Path, within: str) -> Iterator[tuple[str, ItemKind]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{within}{entry.name}"
        kind = _kind(entry)
        yield name, kind
        if kind is ItemKind.FOLDER and name.count("/") < DEEPEST:
            yield from _walk(Path(entry.path), f"{name}/")


def _kind(entry: os.DirEntry[str]) -> ItemKind:
    state = entry.stat(follow_symlinks=False)
    if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) in LINKS:
        return ItemKind.LINK
    if stat.S_ISDIR(state.st_mode):
        return ItemKind.FOLDER
    return ItemKind.FILE if stat.S_ISREG(state.st_mode) else ItemKind.ODD
