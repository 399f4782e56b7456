"""Plain tables for reading: rows of words, chosen by row, as high as they need to be, every column in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMetaMethod, Qt, QTimer, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.gui.theme.style import letters_wide, spacing
from desktop_app.gui.widgets.kept_widths import kept_widths
from desktop_app.gui.widgets.measured_words import MeasuredWords
from desktop_app.gui.widgets.row_order import sorted_order
from desktop_app.gui.widgets.table_menu import table_menu
from desktop_app.gui.widgets.word_rows import WordRows
from desktop_app.gui.widgets.wrapped_items import wrap_cells
from desktop_app.services.data_entry.pasting import clipboard_text

ROW_EIGHTHS = 13
HEADED_ROW_EIGHTHS = 16  # the heading at the side of a row has a margin of its own
# Words keep so many letters however narrow the table is; then it scrolls. Long tables are cut off, not wrapped.
FEWEST_LETTERS, MOST_WRAPPED = 14, 400
MOST_SORTED = 2_000
NEXT = {None: False, False: True, True: None}  # what a further click on a heading does: up, down, as it was


class ReadingTable(QTableView):
    """A table that is read and chosen from, never typed into. Tab leaves it, arrows walk in it, Enter activates.

    A click on a heading sorts by it: rows are seen in another order and keep their numbers, so that row 3 is what was
    filled in as row 3, wherever it is seen. The last column takes the room that is left, or the `widest` one.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        parent: QWidget,
        *,
        figures: Iterable[int] = (),
        sorts: bool = True,
        widest: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._widest = widest
        self._sorts = sorts
        self._sorted: tuple[int, bool] | None = None
        self._sharing = False
        self._figures = frozenset(figures)
        self._columns = tuple(columns)
        self._most = 0
        self._kept: dict[int, int] = {}
        self._wrapped = False
        self._measured: MeasuredWords | None = None
        self.rows = WordRows(len(columns), self._figures, self)
        self.rows.modelReset.connect(self._measure_anew)
        self.rows.dataChanged.connect(self._measure_anew)
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
        header.setStretchLastSection(widest is None)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(sorts)
        if sorts:
            header.sectionClicked.connect(self.sort_further)
        header.sectionResized.connect(self._keep_chosen_width)

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column by which the rows are sorted, and whether from the largest down; None for the list's own order."""
        return self._sorted

    @property
    def can_sort(self) -> bool:
        """Whether the rows can be sorted."""
        return self._sorts and self.rows.rowCount() <= MOST_SORTED

    def sort_by(self, column: int, *, descending: bool | None = False) -> None:
        """Shows the rows in the order of a column; with None in the order of the list again."""
        self._sorted = None if descending is None else (column, descending)
        self._order_rows()

    @Slot(int)
    def sort_further(self, column: int) -> None:
        """Sorts by the column: upward, then downward, then not at all."""
        before = self._sorted[1] if self._sorted is not None and self._sorted[0] == column else None
        self.sort_by(column, descending=NEXT[before])

    def row_below(self, row: int) -> int:
        """The row that is seen below another; the same for the lowest."""
        rows = self.verticalHeader()
        return rows.logicalIndex(min(rows.visualIndex(row) + 1, rows.count() - 1))

    def _order_rows(self) -> None:
        rows, count = self.verticalHeader(), self.rows.rowCount()
        sorting = self._sorted is not None and self.can_sort
        order = list(range(count))
        if self._sorted is not None and sorting:
            column, descending = self._sorted
            order = sorted_order([self.rows.words(row, column) for row in range(count)], descending=descending)
        for seen, row in enumerate(order if count <= MOST_SORTED else ()):
            rows.moveSection(rows.visualIndex(row), seen)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(sorting)
        if self._sorted is not None and sorting:
            up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            header.setSortIndicator(self._sorted[0], down if self._sorted[1] else up)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def set_columns(self, columns: Sequence[str]) -> None:
        """Gives the table other columns; what it showed is gone."""
        self._columns = tuple(columns)
        self._sorted = None
        self.rows.show_rows(self._columns, ())

    def fill(self, rows: Iterable[Sequence[str]]) -> None:
        """Shows these rows and no others."""
        self.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        self.rows.show_rows(self._columns, rows if isinstance(rows, Sequence) else tuple(rows))
        if self._sorted is not None:
            self._order_rows()
        self.share_width()

    def keep_width(self, column: int, width: int) -> None:
        """Keeps a column at least so wide, because a field stands in it."""
        self._kept[column] = width
        self.share_width()

    def share_width(self) -> None:
        """Gives each column the width that its words need; where they do not fit, long words wrap."""
        header, count = self.horizontalHeader(), self.rows.columnCount()
        heads = [max(header.sectionSizeHint(at), self._kept.get(at, 0)) for at in range(count)]
        measured = self._words_measured()
        natural = [max(needed, head) for needed, head in zip(measured.natural, heads, strict=True)]
        words = letters_wide(self, FEWEST_LETTERS)
        least = [
            width if at in self._figures else min(width, max(heads[at], words)) for at, width in enumerate(natural)
        ]
        for at, width in self._chosen_widths().items():
            natural[at] = least[at] = max(width, self._kept.get(at, 0))
        room = self.viewport().width()
        widths = _shared(natural, least, room)
        if self._widest is not None and self._widest < count:
            widths[self._widest] += max(0, room - sum(widths))
        self._sharing = True
        for at, width in enumerate(widths):
            header.resizeSection(at, width)
        self._sharing = False
        self._wrap(measured, widths, wraps=widths != natural)

    def _words_measured(self) -> MeasuredWords:
        if self._measured is None:
            self.ensurePolished()  # the style's rules leave room around the words, also before the table is shown
            self._measured = MeasuredWords(self, self.rows)
        return self._measured

    @Slot()
    def _measure_anew(self) -> None:
        self._measured = None

    def _chosen_widths(self) -> dict[int, int]:
        """The columns to which the user gave a width; the last one takes what is left."""
        kept = kept_widths()
        chosen = {} if kept is None else kept.of(self.accessibleName(), self)
        columns = range(self.rows.columnCount() - 1)
        return {at: chosen[self.rows.heading(at)] for at in columns if self.rows.heading(at) in chosen}

    @Slot(int, int, int)
    def _keep_chosen_width(self, column: int, _: int, width: int) -> None:
        kept, dragged = kept_widths(), QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if kept is not None and dragged and not self._sharing and column < self.rows.columnCount() - 1:
            kept.keep(self.accessibleName(), self.rows.heading(column), width, self)

    def forget_widths(self) -> None:
        """Makes the columns as wide as their words again."""
        kept = kept_widths()
        if kept is not None:
            kept.forget(self.accessibleName())
            self.share_width()

    def copy(self, *, headings: bool = False) -> None:
        """Puts the chosen rows on the clipboard, as a spreadsheet takes them."""
        header, columns = self.verticalHeader(), range(self.rows.columnCount())
        chosen = sorted((index.row() for index in self.selectionModel().selectedRows()), key=header.visualIndex)
        block = [[self.rows.words(row, column) for column in columns] for row in chosen]
        if block:
            heads = [[self.rows.heading(column) for column in columns]] if headings else []
            QGuiApplication.clipboard().setText(clipboard_text([*heads, *block]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers what the buttons beside the table do, copying and sorting."""
        menu = table_menu(self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _wrap(self, measured: MeasuredWords, widths: Sequence[int], *, wraps: bool) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(rows.defaultSectionSize())
        if self.rows.rowCount() > MOST_WRAPPED:
            return
        if wraps and self._kept:  # fields stand in the rows, too
            self.resizeRowsToContents()
        elif wraps or self._wrapped:
            count, plain = self.rows.rowCount(), rows.defaultSectionSize()
            higher = frozenset(measured.higher(widths) if wraps else ())
            single = next((row for row in range(count) if wraps and row not in higher), None)
            height = plain if single is None else max(plain, self.sizeHintForRow(single))
            for row in range(count):
                rows.resizeSection(row, max(plain, self.sizeHintForRow(row)) if row in higher else height)
        self._wrapped = wraps
        if self._most:
            self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that does something with the row does not press the dialog's default button besides."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
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
        self._fit_height()

    def _fit_height(self) -> None:
        rows = self.verticalHeader()
        plain, count = rows.defaultSectionSize(), min(self._most, rows.count())
        seen = [rows.sectionSize(rows.logicalIndex(at)) if self.isVisible() else plain for at in range(count)]
        header = self.horizontalHeader().sizeHint().height()
        scroll = self.horizontalScrollBar().sizeHint().height()
        wanted = sum(seen) or plain
        self.setFixedHeight(header + wanted + scroll + 2 * self.frameWidth())

    def showEvent(self, event: QShowEvent) -> None:
        """Knows now how wide it is, and so which rows need more than one line."""
        super().showEvent(event)
        if self._most:
            self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_measured"):
            self._measure_anew()
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
