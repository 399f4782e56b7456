"""Alters packages one change at a time and tells what `verify` missed, and at what it alarmed without need."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from desktop_app.domain.problems import UserError
from desktop_app.services.delivery.package_check import PackageDifference
from tests.support.package_mutations import intact_copies, mutations, read_files, write_files

Verifier = Callable[[Path], Sequence[PackageDifference]]


def missed(package: Path, room: Path, verifier: Verifier, count: int, seed: str) -> tuple[int, list[str]]:
    """How many changes were tried, and those of which nothing was said."""
    files, found, tried = read_files(package), [], 0
    for what, change in mutations(files, Random(seed), count):
        tried += 1
        folder = room / "altered"
        write_files(folder, files)
        change(folder)
        if not _told(folder, verifier):
            found.append(what)
        _clear(room)
    return tried, found


def _told(folder: Path, verifier: Verifier) -> bool:
    try:
        return any(not finding.remark and finding.sentence for finding in verifier(folder))
    except UserError:
        return True  # it says that this is no package


def _clear(room: Path) -> None:
    for item in room.glob("altered*"):
        if item.is_symlink() or not item.is_dir():
            item.unlink()
        else:
            shutil.rmtree(item)


def alarmed(package: Path, room: Path, verifier: Verifier) -> list[str]:
    """What is said against copies in which nothing changed."""
    return [
        f"{what}: {finding.sentence}"
        for what, copy in intact_copies(package, room)
        for finding in verifier(copy)
        if not finding.remark
    ]
