"""The Ratios page: six years of each ratio as a table or as small charts, and beside them why one stands out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from desktop_app.domain.filings import FilingState
from desktop_app.gui.ratios.ratio_card import RatioCard
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.beside import SideBySide
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.page import WidePage, heading, side_column
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.wrapping_row import WrappingRow
from desktop_app.services.analysis.ratio_paper import TITLE, heading_of, ratio_pages
from desktop_app.services.analysis.ratios import ReportRatio, ratios
from desktop_app.services.analysis.size_of_company import size_facts
from desktop_app.services.data_entry import entering
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.filings.annual_report import FORM
from desktop_app.services.paper.version_names import name_for_version
from desktop_app.services.program.program import Program

TABLE, CHARTS = "&Table", "&Charts"
ACROSS = 2
LEAST_DETAILS = 140  # in eighths of the height of the letters
NO_RATIOS = "Ratios are worked out in reports of water, sewer and steam companies. Your reports have none."
NOTHING = "There is no annual report yet. Start one; its ratios appear here while you fill it in."


class RatiosPage(FollowingPage):
    """The ratios of one report. Choosing one shows its chart, its formula and its explanation."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__(around.file, around.parent)
        self._body = WidePage("Ratios", self)
        self.hold(self._body)
        self._program, self._around = program, around
        self._ratios: tuple[ReportRatio, ...] = ()
        self.report = QComboBox(self)
        self.report.setAccessibleName("Report")
        self.report.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table = ReadingTable("Ratios", ("Ratio",), self, figures=range(1, 8), widest=0)
        self.charts = QScrollArea(self)
        self.charts.setAccessibleName("Charts of all ratios")
        self.charts.setWidgetResizable(True)
        self.charts.setFrameShape(QFrame.Shape.NoFrame)
        self.views = QStackedWidget(self)
        self.views.addWidget(self.table)
        self.views.addWidget(self.charts)
        self.card = RatioCard(self)
        self.sizes = text("", TypeScale.SMALL, muted=True, parent=self)
        self.empty = text("", muted=True, parent=self)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.report.currentIndexChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.card.explained.connect(self._explain)
        self.card.page_requested.connect(lambda: around.go_to(self.filing, "r1"))

    @property
    def filing(self) -> str:
        """The report that is shown, empty if there is none."""
        return str(self.report.currentData() or "")

    @property
    def chosen(self) -> ReportRatio | None:
        """The ratio of the chosen row."""
        row = self.table.currentIndex().row()
        return self._ratios[row] if 0 <= row < len(self._ratios) else None

    @Slot()
    def refresh(self) -> None:
        """Reads everything anew and keeps report and ratio."""
        before = self.chosen
        self._list_reports()
        self._ratios = ratios(self._file.book(self.filing)) if self.filing else ()
        self.empty.setText("" if self._ratios else self._why_none())
        self.empty.setVisible(not self._ratios)
        for widget in (self.report, *self.buttons.values(), self.views, self.size_heading):
            widget.setVisible(bool(self._ratios))
        self._fill_table()
        self._fill_charts()
        names = [ratio.id for ratio in self._ratios]
        self.table.selectRow(names.index(before.id) if before is not None and before.id in names else 0)
        self._show_chosen()
        facts = size_facts(self._file, self._file.book(self.filing)) if self.filing else ()
        self.sizes.setText("\n\n".join(f"{fact.sentence} [{fact.size.authority}]" for fact in facts))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the explanation in hand, and listens no more."""
        self.card.keep()
        super().closeEvent(event)

    # Inside

    def _why_none(self) -> str:
        """What is said where there are no ratios."""
        provided, asked = self._file.profile().utilities, self._file.library.form(FORM).utilities
        return NOTHING if not provided or set(provided) & set(asked) else NO_RATIOS

    def _list_reports(self) -> None:
        wanted = self.filing or self._around.filing
        reports = [filing for filing in self._file.filings() if filing.form == FORM]
        reports.sort(key=lambda filing: filing.state is not FilingState.OPEN)
        ids = [filing.id for filing in reports]
        if [self.report.itemData(number) for number in range(self.report.count())] == ids:
            return
        self.report.blockSignals(True)
        self.report.clear()
        for filing in reports:
            filed = ", filed" if filing.state is FilingState.FILED else ""
            self.report.addItem(f"Annual report {filing.year}{filed}", filing.id)
        if wanted in ids:
            self.report.setCurrentIndex(ids.index(wanted))
        self.report.blockSignals(False)

    def _fill_table(self) -> None:
        known = [any(ratio.course[at][1] is not None for ratio in self._ratios) for at in range(self._years)]
        kept = [at for at in range(self._years) if known[at] or at == self._years - 1]
        years = [str(self._ratios[0].course[at][0]) for at in kept]
        self.table.set_columns(("Ratio", *years, "Change"))
        self.table.fill(
            (
                f"{'! ' if ratio.unusual and not ratio.why else ''}{ratio.label}",
                *(ratio.shown[at] for at in kept),
                ratio.change,
            )
            for ratio in self._ratios
        )

    @property
    def _years(self) -> int:
        return len(self._ratios[0].course) if self._ratios else 0

    def _fill_charts(self) -> None:
        holder = QWidget(self.charts)
        grid = QGridLayout(holder)
        grid.setSpacing(spacing(self, 8))
        row = 0
        for group, members in groupby(self._ratios, key=lambda ratio: ratio.group):
            grid.addWidget(heading(group, holder), row, 0, 1, ACROSS)
            for number, ratio in enumerate(members):
                if number % ACROSS == 0:
                    row += 1
                points = [(str(year), value) for year, value in ratio.course]
                grid.addWidget(SmallChart(ratio.label, points, holder, decimals=2), row, number % ACROSS)
            row += 1
        grid.setRowStretch(row, 1)
        self.charts.setWidget(holder)

    @Slot()
    def _show_chosen(self) -> None:
        self.card.show_ratio(self.chosen, read_only=self._filed)

    @property
    def _filed(self) -> bool:
        return bool(self.filing) and self._file.filing(self.filing).state is FilingState.FILED

    def _explain(self, ratio: ReportRatio, words: str) -> None:
        entering.explain_place(self._file, self.filing, ratio.place, words)

    def _lay_out(self) -> None:
        column = self._body.column
        words = "The ratios a reviewer computes first. A work paper: it is printed separately and never filed."
        column.addWidget(text(words, muted=True, parent=self))
        column.addLayout(self._tools())
        column.addWidget(self.empty)
        side, details = side_column(self, LEAST_DETAILS)
        details.addWidget(self.card)
        self.size_heading = heading("Size of the company", side)
        details.addWidget(self.size_heading)
        details.addWidget(self.sizes)
        details.addStretch(1)
        column.addWidget(SideBySide(self.views, side, (3, 1), self), 1)

    def _tools(self) -> WrappingRow:
        line = WrappingRow(self, 4)
        line.addWidget(self.report)
        group = QButtonGroup(self)
        for view, words in ((self.table, TABLE), (self.charts, CHARTS)):
            button = self._button(words, partial(self.views.setCurrentWidget, view))
            button.setCheckable(True)
            group.addButton(button)
            line.addWidget(button)
        self.buttons[TABLE].setChecked(True)
        line.addWidget(self._button("&Print the work paper...", self._print))
        return line

    def _button(self, words: str, handler: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda _=False: handler())
        self.buttons[words] = button
        return button

    def _print(self) -> None:
        if not self.filing:
            return
        book = self._file.book(self.filing)
        company = heading_of(self._file, book)
        name = name_for_version(Path(f"Ratios {book.filing.year}.pdf"), nonpublic=company.nonpublic).name
        path = self._around.asking.new(self, "Print the ratios", name, "PDF files (*.pdf)")
        if path is None:
            return
        report_pages = self._program.report_pages
        pages = ratio_pages(company, self._ratios, size_facts(self._file, book), report_pages.measure)
        self._write(path, report_pages.paint(path.name, f"{company.company}: {TITLE}", pages))

    def _write(self, path: Path, content: bytes) -> None:
        put_file(path, content)
        self._around.say(f"Written to {path}.", MessageTone.GOOD)
