"""Help, Self-test: whether everything the program needs works on this machine, and a report to send."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.page import closing_row
from desktop_app.services.delivery.output_folder import FileNotWritten, put_file
from desktop_app.services.program.self_test import SelfTest, TestOutcome, report_lines, works

WIDE, TALL = 96, 16
REPORTS = "Text files (*.txt)"


class SelfTestDialog(QDialog):
    """Begins at once. The report can be saved or copied; it holds nothing that was entered."""

    def __init__(self, test: SelfTest, asking: UserPrompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self._runner = TaskRunner(self)
        self.setWindowTitle("Self-test")
        self.state = text("Trying every part of the program on this machine.", parent=self)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Report of the self-test")
        self.progress = ProgressBar(self)
        self.save = QPushButton("&Save the report...", self)
        self.copy = QPushButton("&Copy the report", self)
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)

        def look(report: ProgressReport) -> tuple[TestOutcome, ...]:
            return test.outcomes(report)

        self.progress.watch(self._runner.start("Trying", look, self._show, called_off=self.reject))

    def done(self, result: int) -> None:
        """Closes at once; what is still being tried is called off."""
        self._runner.close()
        super().done(result)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(self.state)
        column.addWidget(self.report, 1)
        column.addWidget(self.progress)
        words = "The report names parts, versions and folders of the program, and nothing that you entered."
        column.addWidget(text(words, muted=True, parent=self))
        for button in (self.save, self.copy):
            button.setEnabled(False)
        column.addLayout(closing_row(self, self.save, self.copy))
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL * 2)

    def _show(self, outcomes: tuple[TestOutcome, ...]) -> None:
        self.report.setPlainText("\n".join(report_lines(outcomes, __version__)))
        fine = works(outcomes)
        self.state.setText("Everything works." if fine else "Some parts do not work here. Send the report.")
        for button in (self.save, self.copy):
            button.setEnabled(True)

    @Slot()
    def _save(self) -> None:
        target = self._asking.new(self, "Save the report", "Filing Desk self-test.txt", REPORTS)
        if target is None:
            return
        try:
            put_file(target, f"{self.report.toPlainText()}\n".encode())
        except FileNotWritten as refusal:
            self.state.setText(str(refusal))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
