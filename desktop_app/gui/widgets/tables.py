"""Plain tables for reading: rows of words, chosen by row, as high as they need to be, every column in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMetaMethod, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.gui.theme.style import letters_wide, spacing
from desktop_app.gui.widgets.word_rows import WordRows
from desktop_app.gui.widgets.wrapped_items import wrap_cells

ROW_EIGHTHS = 13
# Words keep so many letters however narrow the table is; then it scrolls. Long tables are cut off, not wrapped.
FEWEST_LETTERS, MOST_WRAPPED = 14, 400


class ReadingTable(QTableView):
    """A table that is read and chosen from, never typed into. Tab leaves it, arrows walk in it, Enter activates."""

    def __init__(self, name: str, columns: Sequence[str], parent: QWidget, *, figures: Iterable[int] = ()) -> None:
        super().__init__(parent)
        self._figures = frozenset(figures)
        self._columns = tuple(columns)
        self._most = 0
        self._kept: dict[int, int] = {}
        self._wrapped = False
        self.rows = WordRows(len(columns), self._figures, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        wrap_cells(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_columns(self, columns: Sequence[str]) -> None:
        """Gives the table other columns; what it showed is gone."""
        self._columns = tuple(columns)
        self.rows.show_rows(self._columns, ())

    def fill(self, rows: Iterable[Sequence[str]]) -> None:
        """Shows these rows and no others."""
        self.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        self.rows.show_rows(self._columns, rows if isinstance(rows, Sequence) else tuple(rows))
        self.share_width()

    def keep_width(self, column: int, width: int) -> None:
        """Keeps a column at least so wide, because a field stands in it."""
        self._kept[column] = width
        self.share_width()

    def share_width(self) -> None:
        """Gives each column the width that its words need; where they do not fit, long words wrap."""
        header, count = self.horizontalHeader(), self.rows.columnCount()
        heads = [max(header.sectionSizeHint(at), self._kept.get(at, 0)) for at in range(count)]
        natural = [max(self.sizeHintForColumn(at), head) for at, head in enumerate(heads)]
        words = letters_wide(self, FEWEST_LETTERS)
        least = [
            width if at in self._figures else min(width, max(heads[at], words)) for at, width in enumerate(natural)
        ]
        widths = _shared(natural, least, self.viewport().width())
        for at, width in enumerate(widths):
            header.resizeSection(at, width)
        self._wrap(wraps=widths != natural)

    def _wrap(self, *, wraps: bool) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(rows.defaultSectionSize())
        if self.rows.rowCount() > MOST_WRAPPED:
            return
        if wraps:
            self.resizeRowsToContents()
        elif self._wrapped:
            for row in range(self.rows.rowCount()):
                rows.resizeSection(row, rows.defaultSectionSize())
        self._wrapped = wraps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that does something with the row does not press the dialog's default button besides."""
        super().keyPressEvent(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.isSignalConnected(QMetaMethod.fromSignal(self.activated)):
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_width()

    def fit(self, most: int) -> None:
        """Makes the table as high as its rows, up to so many; then it scrolls."""
        self._most = most
        self.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        rows = min(most, max(1, self.rows.rowCount()))
        header = self.horizontalHeader().sizeHint().height()
        scroll = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(header + rows * self.verticalHeader().defaultSectionSize() + scroll + 2 * self.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_most"):
            QTimer.singleShot(0, self, self._refit)

    @Slot()
    def _refit(self) -> None:
        if self._most:
            self.fit(self._most)
        self.share_width()


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths of columns in so much room: the widest give way first, none below its least."""
    widths = list(natural)
    while sum(widths) > room:
        free = [at for at, width in enumerate(widths) if width > least[at]]
        if not free:
            break
        widest = max(widths[at] for at in free)
        wide = [at for at in free if widths[at] == widest]
        next_ = max([widths[at] for at in free if widths[at] < widest] + [least[at] for at in wide])
        step = max(1, min(widest - next_, -(-(sum(widths) - room) // len(wide))))
        for at in wide:
            widths[at] -= step
    return widths
