"""The company that is open: making, opening, copying and closing it. There is one at a time in a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Json
from desktop_app.gui.companies.system_recent import show_among_recent
from desktop_app.gui.tasks import ProgressReport, RunningTask, TaskRunner
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.gui.widgets.asking import COMPANY_FILES, EXPORTS, OPENED_FILES, REVIEW_SUFFIX, UserPrompts
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import Backup, CannotOpen, FileLocked

if TYPE_CHECKING:  # most starts make no company
    from desktop_app.gui.companies.new_company import NewCompanyDialog

_Opened = TypeVar("_Opened")
LAST_OPEN, LAST_PLACE = "last_open", "last_place"
RESTORE, READ_ONLY = "Restore that backup", "Open read-only"
LOOKING = "{} is open read-only: you can view, print and export everything, and nothing is changed."
# The invented companies that ship with the program, by the kind that makes them.
SAMPLES = {
    "water": "Sample water company",
    "water-cases": "Sample water company with tariff and cases",
    "water-sewer": "Sample water and sewer company",
    "steam": "Sample steam heating company",
    "gas": "Sample gas company",
    "telephone": "Sample telephone company",
}


class NoPasswordGiven(Exception):
    """Who was asked for a password never minds."""


class OpenCompany(QObject):
    """Opens and closes; `changed` comes after each. Refusals are raised and change nothing.

    `leaving` comes before the open file is let go: whoever shows it keeps what is in hand and lets go, too.
    `already_open` comes instead when the file asked for is the open one: nothing is read or thrown away then.
    `sampled` comes after a sample was made and opened.
    `offered` carries a sentence, what a button says and what it does: a refusal that has a way out is told like that.
    """

    leaving = Signal()
    changed = Signal()
    already_open = Signal()
    said = Signal(str, str)
    offered = Signal(str, str, object)
    began = Signal(object)
    sampled = Signal()

    def __init__(self, companies: Companies, asking: UserPrompts, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._companies = companies
        self._asking = asking
        self._runner = runner
        self._window = window
        self.file: CompanyFile | None = None
        self._notice = ""

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Opens a file instead of the one that is open, or offers the way out. Raises as `Companies.open` does."""
        file = self.file
        if file is not None and _same(file.path, path) and file.workspace.read_only == read_only:
            self.already_open.emit()
            return
        if path.suffix.lower() == REVIEW_SUFFIX:
            from desktop_app.gui.review.show_review import show_review

            show_review(path, self._companies, self._window)
            return
        if _is_empty(path) and not read_only:  # as the system's menu New makes it
            QTimer.singleShot(0, self, partial(self.make_in_place_of, path))
            return
        try:
            self._take(self._unlocked(lambda: self._companies.open(path, read_only=read_only)))
        except NoPasswordGiven:
            return
        except CannotOpen as refusal:
            if refusal.backup is not None:
                self.offered.emit(str(refusal), RESTORE, partial(self._put_back, refusal.backup, path))
            elif refusal.to_read and not read_only:
                self.offered.emit(str(refusal), READ_ONLY, partial(self.open, path, read_only=True))
            else:
                raise

    def tell_notice(self) -> None:
        """Says what the file has to say, once: at opening, and after a step that another program disturbed."""
        workspace = None if self.file is None else self.file.workspace
        words = "" if workspace is None else workspace.notice
        if workspace is None or words == self._notice:
            return
        self._notice = words
        beside = workspace.kept_beside[:1]
        if beside:
            self.offered.emit(words, f"Open {beside[0].stem}", partial(self.open, beside[0]))
        elif words:
            self.said.emit(words, MessageTone.EXPLAIN)

    def close(self) -> None:
        """Closes the company; the window shows the first start again. Raises what `CompanyFile.close` does."""
        if self.file is not None:
            self._become(None)

    def abandon(self) -> None:
        """Lets go of the file and nothing else, as after a bug. Raises what `CompanyFile.close` does."""
        file, self.file = self.file, None
        if file is not None:
            file.close()

    def keep_for_next_time(self) -> None:
        """Remembers which company is open, so that the next start opens it."""
        path = None if self.file is None else str(self.file.path)
        if self._companies.preferences.get(LAST_OPEN) != path:
            self._companies.preferences.set(LAST_OPEN, path)

    def remember_place(self, name: str, place: str) -> None:
        """Remembers the company and where the work is in it: the next start goes on there, also after a crash."""
        if self.file is None:
            return
        self.keep_for_next_time()
        where: list[Json] = [str(self.file.path), name, place]
        if self._companies.preferences.get(LAST_PLACE) != where:
            self._companies.preferences.set(LAST_PLACE, where)

    def resume(self) -> tuple[str, str]:
        """Opens what was open last, if it is still there, and tells where the work was."""
        kept, where = (self._companies.preferences.get(name) for name in (LAST_OPEN, LAST_PLACE))
        if not isinstance(kept, str) or not Path(kept).is_file():
            return "", ""
        self.open(Path(kept))
        match where:
            case [str(path), str(name), str(place)] if path == kept:
                return name, place
        return "", ""

    def make(self) -> None:
        """Asks for a new company and makes its file."""
        from desktop_app.gui.companies.new_company import NewCompanyDialog

        self._make(NewCompanyDialog(self._asking, self._window))

    def make_in_place_of(self, empty: Path) -> None:
        """Asks for a new company and makes its file in the place of an empty one."""
        from desktop_app.gui.companies.new_company import NewCompanyDialog

        self._make(NewCompanyDialog(self._asking, self._window, empty))

    def ask_and_open(self, *, read_only: bool = False) -> None:
        """Asks for a file and opens it."""
        title = "Open a company read-only" if read_only else "Open a company"
        path = self._asking.existing(self._window, title, OPENED_FILES)
        if path is not None:
            self.open(path, read_only=read_only)

    def sample(self, kind: str = "water") -> RunningTask:
        """Makes a sample company beside the user's other files, under a free name, and opens it."""
        path = free_name(self._asking.start_folder() / f"{SAMPLES[kind]}{COMPANY_SUFFIX}")

        def work(report: ProgressReport) -> Path:
            report(0, 0, "Making the sample company")
            self._companies.make_sample(kind, path).close()
            return path

        return self._run(
            "Making the sample company", work, f"The sample company was created: {path}", self.sampled.emit
        )

    def import_json(self) -> None:
        """Asks for an export and a place, and makes the file."""
        source = self._asking.existing(self._window, "Import company data", EXPORTS)
        if source is None:
            return
        path = self._asking.new(
            self._window, "Where to keep the company", f"{source.stem}{COMPANY_SUFFIX}", COMPANY_FILES
        )
        if path is None:
            return

        def work(report: ProgressReport) -> Path:
            report(0, 0, f"Reading {source.name}")
            self._companies.import_json(source, path).close()
            return path

        self._run(f"Reading {source.name}", work, f"{source.name} was read into {path.name}.")

    def export_json(self) -> None:
        """Asks for a place and writes everything there."""
        if self.file is None:
            return
        word = " nonpublic" if self.file.holds_sealed else ""
        suggested = f"{self.file.path.stem}{word}.json"
        target = self._asking.new(self._window, "Export company data", suggested, EXPORTS)
        if target is None:
            return
        path = self.file.path

        def work(report: ProgressReport) -> None:
            report(0, 0, f"Writing {target.name}")
            copy = self._companies.peek(path)
            try:
                self._companies.export_json(copy, target)
            finally:
                copy.close()

        task = self._runner.start(
            f"Writing {target.name}",
            work,
            lambda _: self.said.emit(f"Everything was written to {target}.", MessageTone.GOOD),
        )
        self.began.emit(task)

    def restore(self, backup: Backup) -> bool:
        """Puts a dated copy in the place of the open file and opens it. What was there is kept as a copy, too.

        Tells whether it did: a password that is not given keeps all as it is.
        """
        if self.file is None:
            return False
        path = self.file.path
        self.leaving.emit()
        try:
            self.abandon()
            self._unlocked(lambda: self._companies.files.restore(backup, path))
        except NoPasswordGiven:
            return False
        finally:
            self._reopen(path)
        return self.file is not None

    def _make(self, dialog: NewCompanyDialog) -> None:
        if run_dialog(dialog):
            given = dialog.given
            if _is_empty(given.path):  # the dialog allows no other file that exists
                given.path.unlink()
            self._take(self._companies.create(given.path, given.table()))

    def _run(
        self,
        words: str,
        work: Callable[[ProgressReport], Path],
        said: str,
        then: Callable[[], object] = lambda: None,
    ) -> RunningTask:
        def done(path: Path) -> None:
            from desktop_app.services.confidentiality.sealing import all_refused

            self.open(path)
            refused = all_refused(self.file) if self.file is not None else ()
            words = " ".join((said, *(problem.sentence for problem in refused)))
            self.said.emit(words, MessageTone.STOP if refused else MessageTone.GOOD)
            then()

        task = self._runner.start(words, work, done)
        self.began.emit(task)
        return task

    def _put_back(self, backup: Backup, path: Path) -> None:
        """Puts a dated copy in the place of a damaged file that is not open, and opens it."""
        try:
            self._unlocked(lambda: self._companies.files.restore(backup, path))
        except NoPasswordGiven:
            return
        self.open(path)
        self.said.emit("The backup is open now. The damaged file is kept among the backups.", MessageTone.GOOD)

    def _reopen(self, path: Path) -> None:
        """Opens the file anew; the window shows none if that is refused."""
        try:
            self._take(self._unlocked(lambda: self._companies.open(path)))
        except NoPasswordGiven:
            self.changed.emit()
        except (UserError, EnvironmentProblem):
            self.changed.emit()
            raise

    def _become(self, file: CompanyFile | None) -> None:
        """Another file, or none, is open from now on, whatever trouble the one before makes when it is closed."""
        self.leaving.emit()
        before, self.file = self.file, file
        try:
            if before is not None:
                before.close()
        finally:
            self._companies.files.passwords.forget(None if file is None else file.path)
            with busy_cursor():
                self.changed.emit()
        if before is not None and before.workspace.notice not in ("", self._notice):
            self.said.emit(before.workspace.notice, MessageTone.EXPLAIN)

    def _unlocked(self, opening: Callable[[], _Opened]) -> _Opened:
        """What opening gives, after the password of each file that needs one was typed. Raises NoPasswordGiven."""
        while True:
            try:
                with busy_cursor():
                    return opening()
            except FileLocked as locked:
                from desktop_app.gui.widgets.password_dialog import PasswordDialog

                path = locked.path
                unlock = partial(self._companies.files.passwords.unlock, path)
                if not run_dialog(PasswordDialog(path, unlock, self._window)):
                    raise NoPasswordGiven from None

    def _take(self, file: CompanyFile) -> None:
        self._become(file)
        show_among_recent(file.path)
        self._notice = ""
        if file.workspace.read_only and not file.workspace.notice:
            self.said.emit(LOOKING.format(file.path.name), MessageTone.NOTE)
        self.tell_notice()


def _same(path: Path, other: Path) -> bool:
    """Whether both are the same file, however they are written."""
    try:
        return path == other or path.samefile(other)
    except OSError:  # one of them cannot be reached: opening it says why
        return False


def _is_empty(path: Path) -> bool:
    """Whether this is a company file without anything in it."""
    try:
        return path.suffix.lower() == COMPANY_SUFFIX and path.is_file() and path.stat().st_size == 0
    except OSError:
        return False


def free_name(path: Path) -> Path:
    """The path, or the first with a number that is not taken."""
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found
