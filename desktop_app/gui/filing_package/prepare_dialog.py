"""*Prepare filing*: what is missing, what will be sealed, where it goes; then the making, and what was made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.filing_package.destination import DestinationChoice
from desktop_app.gui.filing_package.missing_list import MissingList
from desktop_app.gui.filing_package.result_view import ResultView
from desktop_app.gui.filing_package.seals_summary import SealsSummary
from desktop_app.gui.filings.filing_words import suggested_folder, title_of
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.message_bar import MessageBar, MessageTone
from desktop_app.gui.widgets.page import GAP, ScrollingPage, button_row, heading
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.data_entry import entering
from desktop_app.services.delivery.output_folder import PackageExists
from desktop_app.services.filing_package.contents import is_package, letter_titles
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.filing_package.packages import COPIES, FilingPackages, FilingSnapshot, copies_of
from desktop_app.services.filing_package.produce import PackageOrder, ProducedPackage
from desktop_app.services.filing_package.readiness import PackageReadiness
from desktop_app.services.ports import PagePictures

WIDE, TALL = 112, 40
STARTED_AFTER = 200  # milliseconds: the dialog is painted first
DRAFT = " (draft)"
STOPPED = "Stopped. Nothing was written."


class PrepareDialog(QDialog):
    """Everything between the last entry and the printed paper of one filing."""

    def __init__(self, packages: FilingPackages, pictures: PagePictures, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._packages, self._around = packages, around
        self._file, self._filing = around.file, around.filing
        self._runner = TaskRunner(self)
        self._ready: PackageReadiness | None = None
        self._taken: FilingSnapshot | None = None
        self._held = False
        name = title_of(self._file.filing(self._filing))
        self.setWindowTitle(f"Prepare filing: {name}")
        self.message = MessageBar(around.icons, self)
        self.page = ScrollingPage(name, self)
        self.state = text("", TypeScale.STRONG, parent=self.page.sheet)
        self.missing = MissingList(self._filing, around.icons, self.page.sheet)
        self.go = QPushButton("&Go to the field", self.page.sheet)
        self.seals = SealsSummary(self._file, self._filing, self.does, self.page.sheet)
        folder = suggested_folder(self._file.path, self._file.filing(self._filing))
        self.destination = DestinationChoice(folder, copies_of(self._file), around.asking, self.page.sheet)
        called = letter_titles(self._file.book(self._filing).sheet.form, packages.tools.library)
        self.made = ResultView(pictures, around.asking, self, called)
        self.progress = ProgressBar(self)
        self.produce = QPushButton("P&roduce the package", self)
        self.draft = QPushButton("Make a &draft", self)
        self.show_made = QPushButton("Sho&w the existing package", self)
        self.close_button = QPushButton("Close", self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)
        self._renderers = ExitStack()  # held while the dialog is there: producing need not wait for them to start
        self.destroyed.connect(self._renderers.close)
        QTimer.singleShot(STARTED_AFTER, self, self._start_renderers)
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether something is being looked for or made."""
        return self._runner.busy

    def refresh(self) -> None:
        """Looks anew for what is missing, beside the window."""
        manuscript = self._taken = self._packages.manuscript(self._file, self._filing)
        self.destination.offer_password(sealed=manuscript.source.confidential)
        self._ready = None
        self.state.setText("Checking what is missing ...")
        self._enable()

        def look(report: ProgressReport) -> PackageReadiness:
            report(0, 0, "Checking what is missing")
            return manuscript.readiness()

        self._runner.start("Checking what is missing", look, self._show_readiness)

    def does(self, handler: Callable[[], object]) -> bool:
        """Does something; a refusal is said in the dialog, and then the answer is no."""
        try:
            handler()
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))
            return False
        self.message.clear()
        return True

    def reject(self) -> None:
        """Closes; while a package is being made, calls that off instead."""
        if self.progress.isVisible():
            self.progress.cancel.click()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Closes at once; what still runs beside it is called off."""
        self._runner.close()
        self._renderers.close()
        super().done(result)

    @Slot()
    def _start_renderers(self) -> None:
        if self.isVisible():
            renderer = self._packages.tools.renderer
            renderer.hold(nonpublic=self._file.holds_sealed)
            self._renderers.callback(renderer.release)
            self._held = True
            self._rehearse()

    def _rehearse(self) -> None:
        """Has the pages painted beforehand, while the list is read."""
        if self._held and self._taken is not None and self._ready is not None and self._ready.ready:
            self._taken.rehearse()

    # What is shown

    def _lay_out(self) -> None:
        sheet, column = self.page.sheet, self.page.column
        self.go.setAutoDefault(False)
        column.addWidget(heading("What is missing", sheet))
        column.addWidget(self.state)
        column.addWidget(self.missing)
        going = button_row(self.go)
        column.addLayout(going)
        column.addWidget(heading("What will be sealed", sheet))
        column.addWidget(self.seals)
        column.addWidget(heading("Where to save the package", sheet))
        column.addWidget(self.destination)
        column.addStretch(1)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.made)
        for button in (self.show_made, self.draft, self.close_button):
            button.setAutoDefault(False)
        self.produce.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing(self, 8)] * 4)
        whole.setSpacing(spacing(self, GAP))
        whole.addWidget(self.message)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.progress)
        buttons = button_row(self.show_made, right=[self.draft, self.produce, self.close_button])
        whole.addLayout(buttons)

    def _connect(self) -> None:
        self.missing.field_requested.connect(self._go_to)
        self.go.clicked.connect(self.missing.go)
        self.seals.changed.connect(self.refresh)
        self.produce.clicked.connect(lambda: self._make(draft=False))
        self.draft.clicked.connect(lambda: self._make(draft=True))
        self.show_made.clicked.connect(self._show_there)
        self.close_button.clicked.connect(self.reject)
        self.destination.field.textChanged.connect(self._enable)
        for field in self.findChildren(QLineEdit):  # what was refused is no longer true of what is typed anew
            field.textChanged.connect(self.message.clear)
        self.destination.protect.toggled.connect(self.message.clear)
        self.destination.copies.editingFinished.connect(self._keep_copies)
        self.made.back_requested.connect(self._show_list)

    def _show_readiness(self, ready: PackageReadiness) -> None:
        self._ready = ready
        count = len(ready.open)
        self.state.setText(
            f"{counted(count, 'item')} must be resolved before the package can be produced. "
            "A draft can be made at any time; it is marked DRAFT."
            if count
            else "Ready. The pages and their wording were checked."
        )
        self.missing.show_readiness(ready)
        self._enable()
        self._rehearse()

    @Slot()
    def _enable(self) -> None:
        working, ready = self.progress.isVisible(), self._ready
        listed = self._stack.currentWidget() is self.page
        self.produce.setEnabled(not working and ready is not None and ready.ready)
        self.draft.setEnabled(not working)
        self.go.setEnabled(bool(self.missing.count()) and ready is not None and bool(ready.problems or ready.open))
        self.show_made.setEnabled(not working and is_package(self.destination.folder))
        for button in (self.produce, self.draft, self.show_made):
            button.setVisible(listed)

    @Slot()
    def _show_list(self) -> None:
        self._stack.setCurrentWidget(self.page)
        self._enable()

    def _refuse(self, words: str) -> None:
        self.message.say(words, MessageTone.EXPLAIN)

    # What is done

    @Slot(str, str)
    def _go_to(self, filing_id: str, place: str) -> None:
        if not self.progress.isVisible():
            self.accept()
            self._around.go_to(filing_id, place)

    @Slot()
    def _keep_copies(self) -> None:
        written = self.destination.copies.text().strip()
        if written != copies_of(self._file):
            self.does(lambda: entering.change_setting(self._file, COPIES, written or None))

    def _make(self, *, draft: bool, replace: bool = False) -> None:
        """Makes the package beside the window."""
        try:
            password = self.destination.chosen_password()
        except UserError as refusal:
            self._refuse(str(refusal))
            return
        folder = self.destination.folder
        if draft:
            folder = folder.with_name(folder.name + DRAFT)
        manuscript = self._packages.manuscript(self._file, self._filing, draft=draft)
        order = PackageOrder(folder, replace=replace, password=password)
        self.message.clear()

        def work(report: ProgressReport) -> ProducedPackage | None:
            return _made(manuscript, order, report)

        def show(package: ProducedPackage | None) -> None:
            if package is None:
                self._offer_to_replace(folder, draft=draft)
            else:
                self.does(lambda: self._packages.remember(self._file, manuscript, package))
                self._show_package(package, draft=draft, password=password)

        task = self._runner.start(
            "Producing", work, show, failed=self._refuse, called_off=lambda: self._refuse(STOPPED)
        )
        self.progress.watch(task)
        task.ended.connect(self._enable)  # after the bar went: while it is there nothing else can be made
        self._enable()

    def _offer_to_replace(self, folder: Path, *, draft: bool) -> None:
        words = f"{folder} contains an earlier package. It will be renamed; nothing in it is lost."
        if self._around.asking.sure(self, "Replace the earlier package", words, "Replace it"):
            self._make(draft=draft, replace=True)

    def _show_package(self, package: ProducedPackage, *, draft: bool, password: str) -> None:
        title = "The draft is made" if draft else "Filing package ready"
        self.made.show_package(package.folder, title, package.earlier, password)
        self._stack.setCurrentWidget(self.made)
        self._enable()

    @Slot()
    def _show_there(self) -> None:
        def show() -> None:
            self.made.show_package(self.destination.folder, "The existing package")
            self._stack.setCurrentWidget(self.made)
            self._enable()

        self.does(show)


def _made(manuscript: FilingSnapshot, order: PackageOrder, report: ProgressReport) -> ProducedPackage | None:
    """The package, None where an earlier one is in the way."""
    try:
        return manuscript.produce(order, PackageProgress(report, lambda: report.called_off))
    except PackageExists:
        return None
