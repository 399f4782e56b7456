"""Opening, making, copying and carrying whole companies. `Companies` serves the window and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import (
    Backup,
    Clock,
    FileLocked,
    FormLibrary,
    IdMaker,
    InputFile,
    Preferences,
    SampleLibrary,
    WorkspaceFiles,
)

RECENT = "recent"
BACKUP_FOLDER = "backup_folder"
MOST_RECENT = 200  # all companies of a bookkeeper; the menus show those opened last
MATTERS = "matters"  # of a sample's table: what goes on besides its reports
_Opened = TypeVar("_Opened")


class NoSuchBackup(UserError):
    """There is no dated copy of that name."""


def _nobody_knows(_path: Path) -> str | None:
    """Nobody is there to give a password."""
    return None


@dataclass(frozen=True)
class Companies:
    """Everything that does not belong to one company.

    `preferences` are this user's, on this machine; they never hold answers. With `only_to_read` nothing is opened for
    writing. `ask_password` gives the password of a file that has one, or None.
    """

    files: WorkspaceFiles
    library: FormLibrary
    samples: SampleLibrary
    preferences: Preferences
    clock: Clock
    ids: IdMaker
    only_to_read: bool = False
    ask_password: Callable[[Path], str | None] = _nobody_knows

    def open(self, path: Path, *, read_only: bool = False) -> CompanyFile:
        """Opens a company's file and puts it on top of the recent ones; a damaged one can be looked at `read_only`.

        Raises UserError (missing, not a workspace ...; CannotOpen where there is a way out, or FileLocked while nobody
        gives its password) or EnvironmentProblem.
        """
        file = self._opened(path, read_only=read_only or self.only_to_read)
        self.remember(path)
        return file

    def open_beside(self, path: Path) -> CompanyFile:
        """Opens a file for work in many, which makes none of them recent. Raises as `open` does."""
        return self._opened(path, read_only=self.only_to_read)

    def _opened(self, path: Path, *, read_only: bool) -> CompanyFile:
        workspace = self._unlocked(lambda: self.files.open(path, read_only=read_only, as_it_is=read_only))
        return CompanyFile(workspace, self.library, self.clock, self.ids)

    def create(self, path: Path, company: Json = None) -> CompanyFile:
        """Makes a new company's file, with the profile in `company` if given (see `seeding`). Never overwrites.

        Raises UserError when the file exists or the profile cannot be read.
        """
        with ExitStack() as undoing:
            workspace = self.files.create(path)
            undoing.callback(path.unlink, missing_ok=True)
            undoing.callback(workspace.close)
            file = CompanyFile(workspace, self.library, self.clock, self.ids)
            if company is not None:
                from desktop_app.services.companies.seeding import seed  # most starts make no company

                seed(file, company)
            undoing.pop_all()
        self.remember(path)
        return file

    def make_sample(self, kind: str, path: Path) -> CompanyFile:
        """Makes the file of an invented company, marked SAMPLE, to play with. Raises UserError for an unknown kind."""
        table = self.samples.sample(kind)
        matters = table.pop(MATTERS, None) if isinstance(table, dict) else None
        file = self.create(path, table)
        if matters is not None:
            from desktop_app.services.companies.sample_matters import make_matters  # most starts make no sample

            with ExitStack() as undoing:
                undoing.callback(path.unlink, missing_ok=True)
                undoing.callback(file.close)
                make_matters(file, matters, self.samples.document)
                undoing.pop_all()
        return file

    def import_json(self, source: InputFile, path: Path) -> CompanyFile:
        """Makes a company's file from a whole export; what cannot be read leaves no file.

        Raises BadImport, which tells what is wrong with the export, or as `WorkspaceFiles.import_json` does.
        """
        from desktop_app.services.companies.import_check import check_import  # most starts import nothing

        with ExitStack() as undoing:
            workspace = self.files.import_json(source, path)
            undoing.callback(path.unlink, missing_ok=True)
            undoing.callback(workspace.close)
            file = CompanyFile(workspace, self.library, self.clock, self.ids)
            check_import(file, source.name)
            undoing.pop_all()
        self.remember(path)
        return file

    def export_json(self, file: CompanyFile, target: Path) -> None:
        """Writes everything in the company's file into one documented JSON file.

        Its first line says that it is nonpublic where sealed values are in it. Raises UserError or EnvironmentProblem.
        """
        self.files.export_json(file.workspace, target, nonpublic=file.holds_sealed)

    def exported(self, file: CompanyFile) -> bytes:
        """What `export_json` writes."""
        return self.files.exported(file.workspace, nonpublic=file.holds_sealed)

    def peek(self, path: Path) -> CompanyFile:
        """Opens a file (a dated copy, as a rule) only to look into it, and leaves no trace. Raises like `open`."""
        workspace = self._unlocked(lambda: self.files.open(path, read_only=True))
        return CompanyFile(workspace, self.library, self.clock, self.ids)

    def backups(self, path: Path) -> Sequence[Backup]:
        """The dated copies of a company's file, the newest first."""
        return self.files.backups(path)

    def restore(self, path: Path, name: str = "") -> Backup:
        """Puts the named dated copy, or the newest, in the place of a closed file, which becomes a copy itself.

        Raises NoSuchBackup, or as `WorkspaceFiles.restore` does.
        """
        copies = self.backups(path)
        chosen = next((copy for copy in copies if name in ("", copy.path.name)), None)
        if chosen is None:
            known = ", ".join(copy.path.name for copy in copies) or "none"
            raise NoSuchBackup(f"There is no backup {name} of {path.name}. Backups: {known}.".replace("  ", " "))
        self._unlocked(lambda: self.files.restore(chosen, path))
        return chosen

    def _unlocked(self, opening: Callable[[], _Opened]) -> _Opened:
        """What opening gives, after the password of each file that needs one was asked for. Raises NotThePassword."""
        while True:
            try:
                return opening()
            except FileLocked as locked:
                secret = self.ask_password(locked.path)
                if not secret:
                    raise
                self.files.passwords.unlock(locked.path, secret)

    def choose_backup_folder(self, folder: Path | None) -> None:
        """Sends dated copies to the folder from now on; None means a folder beside each file."""
        self.preferences.set(BACKUP_FOLDER, None if folder is None else str(folder))
        self.files.backup_folder = folder

    def recent(self) -> tuple[Path, ...]:
        """The files opened last, the newest first, as far as they still exist."""
        listed = self.preferences.get(RECENT)
        paths = [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
        return tuple(path for path in paths if path.is_file())

    def remember(self, path: Path) -> None:
        """Puts a file on top of the recent ones, unless it stands there."""
        whole = str(path.absolute())
        kept: list[Json] = [whole, *(str(item) for item in self.recent() if str(item) != whole)]
        kept = kept[:MOST_RECENT]
        if kept != self.preferences.get(RECENT):
            self.preferences.set(RECENT, kept)
