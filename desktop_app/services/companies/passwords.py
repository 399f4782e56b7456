"""The password of a company's file: setting, changing and removing it, and the sheet for when it is forgotten."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.counting import counted
from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, UserError

if TYPE_CHECKING:
    from desktop_app.services.companies.companies import Companies
    from desktop_app.services.company.company_file import CompanyFile
    from desktop_app.services.paper.report_pages import ReportPages

SHORTEST = 8
# What is said before a password is set, in the window, by command and in the handbook.
PROTECTED = "A password encrypts the company file and its backups. Without it nobody can read them."
NOT_PROTECTED = (
    "Excel copies, exports, packages and papers that you save are not encrypted. Delete those that you no longer need.",
    "Copies made before, on other disks, in e-mail or in a synchronized folder's history, stay as they are.",
    "While the company is open, whoever sits at this computer can read it. Lock the screen when you leave.",
    "A short or common password can be guessed. Use four or more words that do not belong together.",
)
_IN_CLEAR = "Not encrypted: the password of the company does not protect this file."


class UnfitPassword(UserError):
    """What was given protects nothing."""


class SheetNotWritten(EnvironmentProblem):
    """The recovery sheet could not be written, so no password was set or changed."""


@dataclass(frozen=True)
class PasswordOutcome:
    """What came of it: where the sheet is, and which files could not follow."""

    left: Sequence[Path]
    sheet: Path | None = None

    @property
    def sentence(self) -> str:
        """Both in words."""
        if self.sheet is None:
            done = "The password was removed. The file and its backups can be read by anyone who has them."
        else:
            done = (
                f"The password is set. Print the recovery sheet {self.sheet.name}, keep it away from this computer, "
                "then delete the file."
            )
        if not self.left:
            return done
        names = ", ".join(path.name for path in self.left)
        return f"{done} These files could not be changed and stay as they were: {names}."


def set_password(
    companies: Companies, pages: ReportPages, file: CompanyFile, password: str, sheet: Path
) -> PasswordOutcome:
    """Sets or changes the password, after the sheet with the recovery key was written.

    Raises UnfitPassword, SheetNotWritten, or as `FilePasswords.protect` does; then nothing was changed.
    """
    from desktop_app.services.paper.recovery_sheet import recovery_sheet  # paper, which few starts need
    from desktop_app.services.progress.overview import name_of

    refuse_unfit(password, file.path)
    passwords = companies.files.passwords
    recovery = passwords.new_recovery_key()
    written = _write_sheet(sheet, recovery_sheet(pages, name_of(file), file.path.name, file.clock.today(), recovery))
    try:
        left = passwords.protect(file.workspace, password, recovery, _copies(companies, file))
    except (UserError, EnvironmentProblem):
        with suppress(OSError):
            written.unlink()
        raise
    return PasswordOutcome(left, _in_its_place(written, sheet))


def remove_password(companies: Companies, file: CompanyFile) -> PasswordOutcome:
    """Writes file and backups in clear again. Raises as `FilePasswords.unprotect` does."""
    return PasswordOutcome(companies.files.passwords.unprotect(file.workspace, _copies(companies, file)))


def refuse_unfit(password: str, path: Path) -> None:
    """Raises UnfitPassword for one that is too short or easily guessed."""
    if len(password) < SHORTEST:
        count = counted(len(password), "character")
        raise UnfitPassword(f"The password has {count}. Use at least {SHORTEST}, better four words.")
    if len(set(password.casefold())) < SHORTEST // 2 or password.casefold() in path.stem.casefold():
        raise UnfitPassword("This password is easy to guess. Use four or more words that do not belong together.")


def clear_words(file: CompanyFile) -> str:
    """What is said before something is saved outside of a file with a password; nothing for one without."""
    return _IN_CLEAR if file.workspace.has_password else ""


def _copies(companies: Companies, file: CompanyFile) -> tuple[Path, ...]:
    return tuple(copy.path for copy in companies.backups(file.path))


def _write_sheet(sheet: Path, content: bytes) -> Path:
    """Writes the sheet beside an earlier one, which opens the file until the new password is set. Tells where.

    Raises SheetNotWritten.
    """
    from desktop_app.domain.file_names import COMPANY_SUFFIX

    written = sheet.with_name(f"{sheet.stem} (new){sheet.suffix}")
    try:
        if sheet.suffix.casefold() == COMPANY_SUFFIX or sheet.is_dir():
            raise SheetNotWritten(f"The recovery sheet cannot be {sheet}. Choose the name of a new PDF file.")
        with written.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            written.unlink()
        raise SheetNotWritten(
            f"The recovery sheet {sheet} could not be written: {plain_reason(error, sheet)}. The password was not "
            "changed."
        ) from None
    return written


def _in_its_place(written: Path, sheet: Path) -> Path:
    """The sheet under its name, or where it was written if the earlier one is open in another program."""
    try:
        os.replace(written, sheet)  # noqa: PTH105 - one atomic step
    except OSError:
        return written
    return sheet
