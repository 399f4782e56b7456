"""Days in a grid: a month by weeks, or a year by months. A cell names its day to a screen reader, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.domain.dates import MONTHS, long_date
from desktop_app.domain.periods import FilingPeriod
from desktop_app.gui.filing_calendar.words import mark
from desktop_app.gui.theme.colours import ColorScheme, colours_of
from desktop_app.gui.theme.style import spacing
from desktop_app.services.filing_calendar.due import DueEntry

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKS, LONGEST_MONTH = 6, 31
SATURDAY = 5
MOST_TITLES = 3
LONGEST_TITLE = 34
NARROW, NARROW_ROW, LEAST_WEEK = 11, 16, 36

Closing = Callable[[date], str]


class DayGrid(QTableWidget):
    """Cells that stand for days. `chosen` carries the entries of the day the cursor is on, `opened` the day."""

    chosen = Signal(object)
    opened = Signal(object)
    alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

    def __init__(self, name: str, rows: int, columns: Sequence[str], closing: Closing, parent: QWidget) -> None:
        super().__init__(rows, len(columns), parent)
        self._closing = closing
        self._days: dict[tuple[int, int], date] = {}
        self._entries: Mapping[date, list[DueEntry]] = {}
        self._today = date.min
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(columns))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.currentCellChanged.connect(self._choose)
        self.cellActivated.connect(self._open)

    @property
    def day(self) -> date | None:
        """The day the cursor is on."""
        return self._days.get((self.currentRow(), self.currentColumn()))

    def show_days(self, days: Mapping[tuple[int, int], date], entries: Sequence[DueEntry], today: date) -> None:
        """Shows the days at their rows and columns; the cursor stays on its day, or goes to today or the first one."""
        before = self.day
        self._today = today
        self._days = dict(days)
        self._entries = by_day(entries)
        colours = colours_of(self.palette())
        self.blockSignals(True)
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                self.setItem(row, column, self._item(self._days.get((row, column)), colours))
        self.blockSignals(False)
        at = {day: cell for cell, day in self._days.items()}
        wanted = next((day for day in (before, today) if day in at), min(at))
        self.setCurrentCell(*at[wanted])
        self._choose()

    def words(self, day: date, entries: Sequence[DueEntry]) -> str:
        """What stands in the cell of a day."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        """Gives rows and columns their sizes."""
        raise NotImplementedError

    def _item(self, day: date | None, colours: ColorScheme) -> QTableWidgetItem:
        if day is None:
            item = QTableWidgetItem("")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return item
        entries, closing = self._entries.get(day, []), self._closing(day)
        item = QTableWidgetItem(self.words(day, entries))
        item.setTextAlignment(self.alignment)
        said = "; ".join([*([closing] if closing else []), *(due.title for due in entries)])
        item.setToolTip(f"{long_date(day)}: {said}" if said else long_date(day))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, item.toolTip())
        ground, ink = _colours(entries, colours, self._today, closed=bool(closing))
        if ground:
            item.setBackground(QBrush(QColor(ground)))
        item.setForeground(QBrush(QColor(ink)))
        if day == self._today:
            font = QFont(self.font())
            font.setBold(True)
            font.setUnderline(True)
            item.setFont(font)
        return item

    @Slot()
    def _choose(self) -> None:
        day = self.day
        self.chosen.emit(tuple(self._entries.get(day, ())) if day is not None else ())

    @Slot(int, int)
    def _open(self, row: int, column: int) -> None:
        if (row, column) in self._days:
            self.opened.emit(self._days[row, column])


class MonthGrid(DayGrid):
    """A month by weeks, Monday first; each day with the titles of its entries."""

    def __init__(self, closing: Closing, parent: QWidget) -> None:
        super().__init__("Month", WEEKS, WEEK, closing, parent)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.fit()

    def show_entries(self, first: date, entries: Sequence[DueEntry], today: date) -> None:
        """Shows the month that begins on `first`."""
        self.show_days(dict(_weeks(first)), entries, today)
        self.setRowHidden(WEEKS - 1, not any(row == WEEKS - 1 for row, _ in self._days))

    def words(self, day: date, entries: Sequence[DueEntry]) -> str:
        """The day's number, its holiday, and up to three titles."""
        closing = "" if day.weekday() >= SATURDAY else self._closing(day)
        lines = [f"{day.day}  {closing}" if closing and "Friday before" not in closing else str(day.day)]
        lines += [_short(due.title) for due in entries[:MOST_TITLES]]
        if len(entries) > MOST_TITLES:
            lines.append(f"and {len(entries) - MOST_TITLES} more")
        return "\n".join(lines)

    def fit(self) -> None:
        """Leaves each week room for a few lines."""
        self.verticalHeader().setMinimumSectionSize(spacing(self, LEAST_WEEK))


class YearGrid(DayGrid):
    """A year: a row for each month, a column for each day; a figure tells how many entries a day has."""

    alignment = Qt.AlignmentFlag.AlignCenter

    def __init__(self, closing: Closing, parent: QWidget) -> None:
        super().__init__("Year", len(MONTHS), [str(day) for day in range(1, LONGEST_MONTH + 1)], closing, parent)
        self.setVerticalHeaderLabels([month[:3] for month in MONTHS])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit()

    def show_entries(self, first: date, entries: Sequence[DueEntry], today: date) -> None:
        """Shows the year that begins on `first`."""
        start, count = date(first.year, 1, 1), (date(first.year + 1, 1, 1) - date(first.year, 1, 1)).days
        days = (start + timedelta(days=number) for number in range(count))
        self.show_days({(day.month - 1, day.day - 1): day for day in days}, entries, today)

    def words(self, day: date, entries: Sequence[DueEntry]) -> str:
        """How many entries."""
        return str(len(entries)) if entries else ""

    def fit(self) -> None:
        """Keeps the cells small."""
        self.setStyleSheet(f"QHeaderView::section {{ padding: {spacing(self, 2)}px 0; }}")
        self.horizontalHeader().setMinimumSectionSize(spacing(self, NARROW))
        self.verticalHeader().setDefaultSectionSize(spacing(self, NARROW_ROW))


def by_day(entries: Sequence[DueEntry]) -> Mapping[date, list[DueEntry]]:
    """The entries of each day."""
    found: defaultdict[date, list[DueEntry]] = defaultdict(list)
    for due in entries:
        found[due.shown].append(due)
    return dict(found)


def _weeks(first: date) -> Iterator[tuple[tuple[int, int], date]]:
    month = FilingPeriod(first.year, first.month)
    day = month.begins
    while day <= month.ends:
        place = month.begins.weekday() + day.day - 1
        yield divmod(place, len(WEEK)), day
        day += timedelta(days=1)


def _colours(entries: Sequence[DueEntry], colours: ColorScheme, today: date, *, closed: bool) -> tuple[str, str]:
    """The ground and the ink of a day's cell: what is late before what is soon, and that before what is closed."""
    marks = {mark(due, today) for due in entries}
    for name, ground, ink in (
        ("stop", colours.stop_wash, colours.stop),
        ("explain", colours.explain_wash, colours.explain),
    ):
        if name in marks:
            return ground, ink
    if entries:
        return (colours.good_wash, colours.good) if marks == {"good"} else (colours.accent_wash, colours.text)
    return (colours.computed_wash if closed else "", colours.muted if closed else colours.text)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
