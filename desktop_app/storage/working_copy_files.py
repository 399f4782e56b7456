"""Workspaces wherever they lie: those in synchronised and network folders are worked on in a copy on this computer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from desktop_app.services.ports import Backup, Clock, InputFile
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.files import SqliteFiles, beside_words
from desktop_app.storage.identity import kept_beside
from desktop_app.storage.refusals import FileMissing
from desktop_app.storage.shared_folders import shared_folder_name
from desktop_app.storage.working_copy import WorkingCopy
from desktop_app.storage.workspace import SqliteWorkspace

EXCHANGED = "folders in which files were exchanged.txt"
SYNCHRONIZED = "a folder that another program synchronizes"


class AwayFiles(SqliteFiles):
    """As `SqliteFiles`; `working` is where the copies lie, `where` tells what a folder belongs to."""

    def __init__(
        self,
        clock: Clock,
        backup_folder: Path | None,
        working: Path,
        where: Callable[[Path], str] = shared_folder_name,
        cost: KeyCost | None = None,
    ) -> None:
        super().__init__(clock, backup_folder, cost)
        self._working = working
        self._where = where

    def create(self, path: Path) -> SqliteWorkspace:
        """See `SqliteFiles`."""
        return self._here(super().create(path))

    def import_json(self, source: InputFile, path: Path) -> SqliteWorkspace:
        """See `SqliteFiles`."""
        return self._here(super().import_json(source, path))

    def open(self, path: Path, *, read_only: bool = False, as_it_is: bool = False) -> SqliteWorkspace:
        """See `SqliteFiles`. Raises ChangedMeanwhile too; the lock stays beside the original."""
        where = self._belongs_to(path)
        if not where:
            return super().open(path, read_only=read_only, as_it_is=as_it_is)
        working_copy = WorkingCopy(path, self._working)
        if read_only:
            return super().open(working_copy.newest(), read_only=True, as_it_is=as_it_is)
        if not path.is_file():
            raise FileMissing(path)
        with ExitStack() as undoing:
            lock = self._locked(path)
            undoing.callback(lock.release)
            workspace = super().open(working_copy.fetch())
            workspace.lies_at(path, working_copy.publish, lock.release)
            undoing.pop_all()
        workspace.kept_beside = kept_beside(path, path.parent, working_copy.copy.parent)
        beside = "" if beside_words(workspace.kept_beside) in workspace.notice else beside_words(workspace.kept_beside)
        workspace.notice = " ".join(filter(None, (_explained(path, where), workspace.notice, beside)))
        return workspace

    def exchanged(self, path: Path) -> None:
        """Remembers the folder: what was exchanged there once is worked on in a copy from now on."""
        with suppress(OSError):
            self._working.mkdir(parents=True, exist_ok=True)
            known = self._exchanged()
            if str(path.parent) not in known:
                (self._working / EXCHANGED).write_text("\n".join((*known, str(path.parent))), encoding="utf-8")

    def _exchanged(self) -> tuple[str, ...]:
        try:
            return tuple((self._working / EXCHANGED).read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeError):
            return ()

    def _belongs_to(self, path: Path) -> str:
        """What the folder of the path belongs to, if not to this computer alone."""
        return self._where(path) or (SYNCHRONIZED if str(path.absolute().parent) in self._exchanged() else "")

    def restore(self, backup: Backup, path: Path) -> None:
        """See `SqliteFiles`. Work that was not brought back is kept under another name."""
        super().restore(backup, path)
        working_copy = WorkingCopy(path, self._working)
        if self._belongs_to(path) and working_copy.newest() != path:
            working_copy.set_aside()

    def _here(self, made: SqliteWorkspace) -> SqliteWorkspace:
        if not self._belongs_to(made.path):
            return made
        made.close()
        return self.open(made.path)


def _explained(path: Path, where: str) -> str:
    return (
        f"{path.name} is in {where}. You are working on a local copy, which replaces the original as a whole "
        "when you close the company. Nobody else can open it until then."
    )
