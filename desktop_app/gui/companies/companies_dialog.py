"""All companies opened lately, in one table: what is due, how far it is, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import Severity
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.companies.all_companies import CompanyLine, line_of, look_at
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile

COLUMNS = ("Company", "Due first", "In progress", "Answered", "Errors", "To explain")
WIDE, ROWS = 140, 12


class CompaniesDialog(QDialog):
    """Looks into each file on another thread. `open_company` opens the chosen one."""

    def __init__(
        self,
        companies: Companies,
        file: CompanyFile | None,
        runner: TaskRunner,
        open_company: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_company = open_company
        self._lines: tuple[CompanyLine, ...] = ()
        self.setWindowTitle("All companies")
        self.said = text("Reading the company files ...", muted=True, parent=self)
        self.table = ReadingTable("Companies", COLUMNS, self, figures=(3, 4, 5))
        self.choose = QPushButton("&Open", self)
        self.choose.setEnabled(False)
        self._lay_out()
        self.table.activated.connect(self._open)
        self.choose.clicked.connect(self._open)
        here = None if file is None else line_of(file)
        paths = companies.recent()

        def look(report: ProgressReport) -> tuple[CompanyLine, ...]:
            lines = []
            for number, path in enumerate(paths):
                report(number, len(paths), f"Reading {path.name}")
                lines.append(here if here is not None and here.path == path else look_at(companies, path))
            return tuple(lines)

        self._task = runner.start("Reading the company files", look, self._show, called_off=lambda: None)
        self.finished.connect(self._task.cancel)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(spacing(self, GAP))
        line.addWidget(self.choose)
        line.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        line.addWidget(close)
        column.addLayout(line)
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS * 13))

    def _show(self, lines: tuple[CompanyLine, ...]) -> None:
        self._lines = tuple(sorted(lines, key=_urgency))
        self.table.fill(_words(line) for line in self._lines)
        late = sum(line.late > 0 for line in lines)
        many = "One company" if len(lines) == 1 else f"{len(lines)} companies"
        self.said.setText(f"{many}, {late or 'none'} late." if lines else "No company has been opened yet.")
        self.choose.setEnabled(bool(lines))
        if lines:
            self.table.selectRow(0)

    @Slot()
    def _open(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._lines):
            path = self._lines[row].path
            self.accept()
            self._open_company(Path(path))


def _urgency(line: CompanyLine) -> tuple[bool, date, str]:
    return line.due is None, date.max if line.due is None else line.due.shown, line.name


def _words(line: CompanyLine) -> tuple[str, ...]:
    if line.refusal:
        return (line.name, line.refusal, "", "", "", "")
    due, found = line.due, line.standing
    first = "Nothing is waiting" if due is None else f"{due.title}, {long_date(due.shown)}"
    if line.late:
        first += f", {line.late} {'day' if line.late == 1 else 'days'} late"
    if found is None:
        return (line.name, first, "Nothing started", "", "", "")
    percent = f"{found.percent}%"
    return (
        line.name,
        first,
        title_of(found.filing),
        percent,
        f"{len(found.wrong(Severity.STOP)):,}",
        f"{len(found.wrong(Severity.EXPLAIN)):,}",
    )
