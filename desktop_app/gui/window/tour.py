"""A tour of six stops on the first start of a sample: a bar above the pages, left by Escape, never again once left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.spoken import announce
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import Preferences

LEFT = "tour_left"
REPORT = "report"


@dataclass(frozen=True, slots=True)
class TourStop:
    """A stop: the page that is shown, what it is called, and what can be done there."""

    page: str
    title: str
    words: str


STOPS = (
    TourStop(
        "home",
        "Home",
        "What is due, how far each report is, and the next step. This company is invented: try everything, nothing can "
        "go wrong, and every page it prints says SAMPLE.",
    ),
    TourStop(
        "company",
        "Company",
        "Name, services, offices and people are entered once. Reports, letters and tariff sheets use them.",
    ),
    TourStop(
        REPORT,
        "The report",
        "Type in the cells; Tab goes on. The panel beside them shows the printed page, the checks, and why a value is "
        "what it is. Ctrl+Z undoes any step.",
    ),
    TourStop("tariff", "Tariff book", "Every sheet with its versions, and the filings that change them."),
    TourStop(
        "calendar",
        "Calendar",
        "What falls due, each day with its rule. Record a notice or order to start a deadline.",
    ),
    TourStop(
        "filings",
        "Filings",
        "Reports and cases. Filing, Prepare filing lists what is still open and makes the papers to sign, copy and "
        "mail. F1 opens the handbook on any page; Help, Tour shows this again.",
    ),
)


class TourBar(QFrame):
    """Shows one stop at a time. `go` shows a page of the navigation, `go_to` a filing."""

    def __init__(
        self,
        preferences: Preferences,
        go: Callable[[str], object],
        go_to: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._go, self._go_to = preferences, go, go_to
        self._file: CompanyFile | None = None
        self._at = 0
        self.setProperty("pane", "Tour")
        self.setProperty("tone", "note")
        self.title = text("", TypeScale.HEADING, parent=self)
        self.words = text("", parent=self)
        self.back = QPushButton("&Back", self)
        self.next = QPushButton("&Next", self)
        self.leave = QPushButton("&Leave the tour (Esc)", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing(self), spacing(self, 4), spacing(self), spacing(self, 4))
        column.setSpacing(spacing(self, 4))
        column.addWidget(self.title)
        column.addWidget(self.words)
        line = QHBoxLayout()
        line.setSpacing(spacing(self, GAP))
        for button in (self.next, self.back, self.leave):
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        self.back.clicked.connect(lambda: self._show(self._at - 1))
        self.next.clicked.connect(lambda: self._show(self._at + 1))
        self.leave.clicked.connect(self.end)
        self.hide()

    def offer(self, file: CompanyFile | None) -> None:
        """Begins, unless the tour was left once."""
        if self._preferences.get(LEFT) is not True:
            self.begin(file)

    def begin(self, file: CompanyFile | None) -> None:
        """Shows the first stop."""
        if file is not None:
            self._file = file
            self._show(0)

    @Slot()
    def end(self) -> None:
        """Leaves the tour; it does not come again by itself."""
        self._preferences.set(LEFT, True)
        self.put_away()

    def put_away(self) -> None:
        """Hides the tour, whose company is gone."""
        self._file = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; the arrows walk."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() == Qt.Key.Key_Right:
            self._show(self._at + 1)
        elif event.key() == Qt.Key.Key_Left:
            self._show(self._at - 1)
        else:
            super().keyPressEvent(event)

    def _show(self, number: int) -> None:
        if self._file is None or number < 0:
            return
        if number >= len(STOPS):
            self.end()
            return
        self._at = number
        stop = STOPS[number]
        self._visit(self._file, stop)
        last = number == len(STOPS) - 1
        self.title.setText(f"Tour, {number + 1} of {len(STOPS)}: {stop.title}")
        self.words.setText(stop.words)
        self.back.setEnabled(number > 0)
        self.next.setText("&Finish" if last else "&Next")
        self.next.setAccessibleDescription(f"{self.title.text()}. {stop.words}")
        self.show()
        QTimer.singleShot(0, self, self._announce)

    def _visit(self, file: CompanyFile, stop: TourStop) -> None:
        if stop.page != REPORT:
            self._go(stop.page)
            return
        opened = [filing.id for filing in file.filings() if filing.state is FilingState.OPEN]
        yearly = [name for name in opened if "annual-report" in name] or opened
        if yearly:
            self._go_to(yearly[0])
        else:
            self._go("filings")

    @Slot()
    def _announce(self) -> None:
        """Reads the stop out, and keeps the keys here, so that Escape and Enter work at once."""
        self.next.setFocus()
        announce(self, self.next.accessibleDescription(), at_once=False)
