"""Workspaces wherever they lie: those in synchronised and network folders are worked on in a copy on this computer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from desktop_app.services.ports import Backup, Clock
from desktop_app.storage.files import SqliteFiles
from desktop_app.storage.refusals import FileMissing
from desktop_app.storage.shared_folders import shared_folder_name
from desktop_app.storage.working_copy import WorkingCopy
from desktop_app.storage.workspace import SqliteWorkspace


class AwayFiles(SqliteFiles):
    """As `SqliteFiles`; `working` is where the copies lie, `where` tells what a folder belongs to."""

    def __init__(
        self,
        clock: Clock,
        backup_folder: Path | None,
        working: Path,
        where: Callable[[Path], str] = shared_folder_name,
    ) -> None:
        super().__init__(clock, backup_folder)
        self._working = working
        self._where = where

    def create(self, path: Path) -> SqliteWorkspace:
        """See `SqliteFiles`."""
        return self._here(super().create(path))

    def import_json(self, source: Path, path: Path) -> SqliteWorkspace:
        """See `SqliteFiles`."""
        return self._here(super().import_json(source, path))

    def open(self, path: Path, *, read_only: bool = False, as_it_is: bool = False) -> SqliteWorkspace:
        """See `SqliteFiles`. Raises ChangedMeanwhile too; the lock stays beside the original."""
        where = self._where(path)
        if not where:
            return super().open(path, read_only=read_only, as_it_is=as_it_is)
        away = WorkingCopy(path, self._working)
        if read_only:
            return super().open(away.newest(), read_only=True, as_it_is=as_it_is)
        if not path.is_file():
            raise FileMissing(path)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            workspace = super().open(away.fetch())
            workspace.lies_at(path, (away.publish, lock.release))
            undoing.pop_all()
        workspace.notice = " ".join(filter(None, (_explained(path, where), workspace.notice)))
        return workspace

    def restore(self, backup: Backup, path: Path) -> None:
        """See `SqliteFiles`. Work that was not brought back is kept under another name."""
        super().restore(backup, path)
        away = WorkingCopy(path, self._working)
        if self._where(path) and away.newest() != path:
            away.set_aside()

    def _here(self, made: SqliteWorkspace) -> SqliteWorkspace:
        if not self._where(made.path):
            return made
        made.close()
        return self.open(made.path)


def _explained(path: Path, where: str) -> str:
    return (
        f"{path.name} is in {where}. You work on a copy on this computer, which is put back as a whole when you "
        "close the company: so nothing half written is ever copied away. Nobody else can open it meanwhile."
    )
