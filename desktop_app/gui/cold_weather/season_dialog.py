"""The season: every month with its report or without one, and how the figures go."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.periods import FilingPeriod, NotAMonth, month_of
from desktop_app.domain.problems import UserError
from desktop_app.gui.filings.filing_words import state_of
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import ScrollingPage, button_row, heading
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.cold_weather import beginning
from desktop_app.services.cold_weather.beginning import ReportMonth
from desktop_app.services.cold_weather.season import season, skipped
from desktop_app.services.program.program import Program

TITLE = "Cold-weather reports"
ROWS_SHOWN, CHARTS_ACROSS = 6, 3
WIDE, TALL = 115, 46


class MonthAsked(FormDialog):
    """Which month a new report is for."""

    def __init__(self, month: FilingPeriod, parent: QWidget) -> None:
        super().__init__("Start a cold-weather report", "&Start", parent)
        self.field = QLineEdit(month.words, self)
        self.ask("&Month of the report", self.field, "Like January 2026 or 2026-01. The districts are last month's.")
        self.finish()

    @property
    def month(self) -> FilingPeriod:
        """The month. Raises NotAMonth."""
        return month_of(self.field.text())

    def accept(self) -> None:
        """Closes if the month is one."""
        try:
            month_of(self.field.text())
        except NotAMonth as error:
            self.refuse(str(error), self.field)
            return
        super().accept()


class SeasonDialog(QDialog):
    """Months on top, small charts below; from here a month is begun, opened or filled from lists."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._program, self._around, self._file = program, around, around.file
        self._months: tuple[ReportMonth, ...] = ()
        self.setWindowTitle(TITLE)
        self.page = ScrollingPage(TITLE, self)
        self.table = ReadingTable("Months", ("Month", "Report"), self)
        self.missing = text("", parent=self)
        self.begin = QPushButton(self)
        self.opening = QPushButton("&Open", self)
        self.fill = QPushButton("&Fill from lists...", self)
        self.prepare = QPushButton("&Prepare filing...", self)
        self.course = QWidget(self)
        self._charts = QGridLayout()
        self._lay_out()
        self.refresh()

    @property
    def chosen(self) -> ReportMonth | None:
        """The month of the chosen row."""
        number = self.table.currentIndex().row()
        return self._months[::-1][number] if 0 <= number < len(self._months) else None

    def refresh(self) -> None:
        """Reads the months anew, the latest on top."""
        self._months, series = season(self._file)
        self.table.fill((month.period.words, _report(month)) for month in reversed(self._months))
        self.table.setVisible(bool(self._months))
        self.table.fit(ROWS_SHOWN)
        self.begin.setText("Start another &month..." if self._months else "Start a &month...")
        self.course.setVisible(bool(self._months))
        passed_over = skipped(self._months)
        words = ", ".join(period.words for period in passed_over)
        self.missing.setText(f"Skipped: {words}. Each month has a report of its own." if words else "")
        self.missing.setVisible(bool(words))
        self.missing.setProperty("mark", "explain")
        clear_grid(self._charts)
        for number, one in enumerate(series if self._months else ()):
            points = [(f"{period.month}/{period.year % 100:02d}", value) for period, value in one.points]
            self._charts.addWidget(SmallChart(one.name, points, self), number // CHARTS_ACROSS, number % CHARTS_ACROSS)
        if self._months:
            self.table.selectRow(0)
        self._show_chosen()

    def _lay_out(self) -> None:
        for words in beginning.what_is_asked(self._file):
            self.page.column.addWidget(text(words, muted=True, parent=self))
        self.page.column.addWidget(self.table)
        self.page.column.addWidget(self.missing)
        self.page.column.addLayout(button_row(self.begin, self.opening, self.fill, self.prepare))
        inside = QVBoxLayout(self.course)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(heading("The season", self.course))
        words = "Both groups and all districts together; a gap is a month without a report."
        inside.addWidget(text(words, muted=True, parent=self.course))
        self.page.column.addWidget(self.course)
        self._charts.setSpacing(spacing(self, 10))
        self.page.column.addLayout(self._charts)
        self.page.column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * WIDE, letter.height() * TALL)
        self.page.title.setAccessibleName(TITLE)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.activated.connect(self._open)
        self.begin.clicked.connect(self._begin)
        self.opening.clicked.connect(self._open)
        self.fill.clicked.connect(self._fill)
        self.prepare.clicked.connect(self._prepare)

    @Slot()
    def _show_chosen(self) -> None:
        month = self.chosen
        filing = None if month is None else month.filing
        self.opening.setText("&Open" if filing is not None or month is None else f"&Start {month.period.words}")
        self.opening.setEnabled(month is not None)
        self.prepare.setEnabled(filing is not None)
        self.fill.setEnabled(month is not None and (filing is None or filing.state is FilingState.OPEN))

    @Slot()
    def _begin(self) -> None:
        today = self._file.clock.today()
        asked = MonthAsked(FilingPeriod(today.year, today.month).before, self)
        if run_dialog(asked):
            self._started(asked.month)

    @Slot()
    def _open(self) -> None:
        month = self.chosen
        if month is not None and month.filing is not None:
            self._leave_for(month.filing.id)
        elif month is not None:
            self._started(month.period)

    def _started(self, period: FilingPeriod) -> None:
        filing = self._begun(period)
        if filing is not None:
            self._leave_for(filing.id)

    def _begun(self, period: FilingPeriod) -> Filing | None:
        try:
            return beginning.begin_month(self._file, period)
        except UserError as refusal:
            self.missing.setText(str(refusal))
            self.missing.show()
            return None

    def _leave_for(self, filing_id: str) -> None:
        self.accept()
        QTimer.singleShot(0, self._around.parent, partial(self._around.go_to, filing_id, ""))

    @Slot()
    def _fill(self) -> None:
        from desktop_app.gui.cold_weather.import_dialog import ImportDialog

        month = self.chosen
        filing = None if month is None else month.filing or self._begun(month.period)
        if filing is not None:
            dialog = ImportDialog(self._program, self._around, filing.id, self)
            if run_dialog(dialog):
                self._leave_for(filing.id)
            else:
                self.refresh()

    @Slot()
    def _prepare(self) -> None:
        from desktop_app.gui.filing_package.prepare_dialog import PrepareDialog

        month = self.chosen
        if month is not None and month.filing is not None:
            dialog = PrepareDialog(
                self._program.packages, self._program.pictures, self._around.about(month.filing.id, self)
            )
            run_dialog(dialog)


def _report(month: ReportMonth) -> str:
    return "No report yet" if month.filing is None else state_of(month.filing)


def clear_grid(grid: QGridLayout) -> None:
    """Takes the charts away."""
    while grid.count():
        item = grid.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
