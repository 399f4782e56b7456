"""How wide the columns and labels of a schedule are, and how high its lines."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QStyle, QTableView

from desktop_app.formspec.definition import ANSWER, CellType, ScheduleColumn, ScheduleKind
from desktop_app.gui.grid.line_header import LineHeader
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.kept_widths import kept_widths

LABEL_SHARE = {ScheduleKind.FIELDS: 0.44, ScheduleKind.INQUIRIES: 0.5, ScheduleKind.ROWS: 0.16}
SHARE, MOST_LABEL = 0.36, 300
# Where the columns must scroll anyway, the labels keep enough to be read: names of rows a little, lines a quarter.
LEAST_SHARE, LEAST_NAME = 0.24, 0.12
FIGURES = (8, 22)
WORDS, LETTERS = (10, 22), {CellType.CHOICE: (10, 20)}
ITEM_WORDS = 22  # what answers an item is words
ROW, HEADING, PADDING, ROOM = 13, 8, 8, 10_000
LONG = 300
LONGEST_WORD = 48  # letters: an e-mail address or a website is seen whole, as it cannot wrap


class GridSizes(QObject):
    """Fits a grid to its content and to the room it has."""

    def __init__(self, grid: QTableView, model: ScheduleModel, labels: LineHeader) -> None:
        super().__init__(grid)
        self._grid, self._model, self._labels = grid, model, labels
        self._needed: list[int] | None = None
        self._fitted = QSize()
        model.modelAboutToBeReset.connect(self._forget_needed)
        model.dataChanged.connect(self._forget_needed)

    def fit(self) -> None:
        """Gives labels, columns and lines their sizes."""
        self._needed = None
        self.fit_room()

    def fit_room(self) -> None:
        """The same where only the room is another: what the columns need was measured already."""
        given = QSize(self._grid.width(), self._grid.height() if self._model.rowCount() > LONG else 0)
        if self._needed is not None and given == self._fitted:  # the sizes given here come back as a new room
            return
        self._fitted = given
        if self._needed is None:
            self._needed = [self._least(number) for number in range(self._model.columnCount())]
        least = self._needed
        room, kind = self._grid.width(), self._model.schedule.definition.kind
        label = round(room * LABEL_SHARE.get(kind, SHARE))
        columns = [self._model.column(number) for number in range(self._model.columnCount())]
        room -= (
            2 * self._grid.frameWidth() + self._grid.verticalScrollBar().sizeHint().width() + sum(least) + len(least)
        )
        # What an item asks takes a sentence: it keeps its room, and the seldom used columns are scrolled to.
        fewest = round(self._grid.width() * (LEAST_NAME if kind is ScheduleKind.ROWS else LEAST_SHARE))
        fewest = label if kind is ScheduleKind.ITEMS else min(label, fewest)
        label = max(self._labels.least(), fewest, min(spacing(self._grid, MOST_LABEL), label, room))
        self._labels.setFixedWidth(label)
        left = room - label
        growing = [n for n, column in enumerate(columns) if not column.spec.type.numeric] or list(range(len(columns)))
        share = sum(columns[number].width for number in growing)
        for number, width in enumerate(least):
            more = max(0, left) * columns[number].width / share if number in growing else 0
            if not any(not column.spec.type.numeric for column in columns):
                more = min(more, width / 2)
            self._grid.setColumnWidth(number, self._kept().get(number) or round(width + more))
        self._fit_heading(columns)
        self._labels.setDefaultSectionSize(spacing(self._grid, ROW))
        self._fit_rows()

    @Slot()
    def _forget_needed(self) -> None:
        self._needed = None

    def _kept(self) -> dict[int, int]:
        """The columns to which the user gave a width."""
        kept, columns = kept_widths(), range(self._model.columnCount())
        chosen = {} if kept is None else kept.of(self._name(), self._grid)
        return {number: chosen[name] for number in columns if (name := self._model.column(number).label) in chosen}

    def _name(self) -> str:
        return self._model.schedule.definition.title

    @Slot(int, int, int)
    def keep(self, column: int, _: int, width: int) -> None:
        """Keeps the width to which a column is dragged."""
        kept = kept_widths()
        if kept is not None and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            kept.keep(self._name(), self._model.column(column).label, width, self._grid)

    def forget(self) -> None:
        """Makes the columns as wide as they need again."""
        kept = kept_widths()
        if kept is not None:
            kept.forget(self._name())
            self.fit()

    def _fit_rows(self) -> None:
        """Lines as high as they need; of a long schedule only those in sight, the others when they come into it."""
        first, last = 0, self._model.rowCount() - 1
        if self._model.rowCount() > LONG:
            first = max(0, self._grid.rowAt(0))
            last = min(last, first + self._grid.viewport().height() // self._labels.defaultSectionSize() + 1)
        for row in range(first, last + 1):
            self._fit_row(row)

    @Slot(QModelIndex, QModelIndex)
    def fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Gives lines whose words changed the height that they need now, and a column the width of its longest word."""
        column = self._model.column(first.column())
        if (
            first == last
            and column.spec.type.worded
            and self._least(first.column()) > self._grid.columnWidth(first.column())
        ):
            self.fit()
            return
        words = (self._model.column(number).spec for number in range(first.column(), last.column() + 1))
        if self._model.rowCount() <= LONG and any(not spec.type.numeric for spec in words):
            for row in range(first.row(), last.row() + 1):
                self._fit_row(row)

    @Slot()
    def fit_in_sight(self) -> None:
        """Sizes what came into sight of a long schedule."""
        if self._model.rowCount() > LONG:
            self._fit_rows()

    def _fit_heading(self, columns: list[ScheduleColumn]) -> None:
        """As high as the longest heading needs to be; a single column needs none."""
        header, letters = self._grid.horizontalHeader(), QFontMetrics(self._grid.font())
        header.setVisible(len(columns) > 1)
        room, wrap = spacing(self._grid, HEADING), Qt.TextFlag.TextWordWrap
        margins = 2 * header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
        heights = [
            letters.boundingRect(
                QRect(0, 0, self._grid.columnWidth(number) - room - margins, ROOM), wrap, self._model.heading(number)
            ).height()
            for number in range(len(columns))
        ]
        header.setFixedHeight(max(heights, default=0) + room)

    def _fit_row(self, row: int) -> None:
        words = self._model.schedule.definition.kind is not ScheduleKind.LINES
        height = max(
            spacing(self._grid, ROW), self._labels.height_of(row), self._grid.sizeHintForRow(row) if words else 0
        )
        self._grid.setRowHeight(row, height)

    def _least(self, number: int) -> int:
        """What heading and content need: a number is never cut, words wrap."""
        column, letters = self._model.column(number), QFontMetrics(self._grid.font())
        numeric, every = column.spec.type.numeric, self._model.texts(number)
        # Words wrap, so that the first lines tell enough of them; a number must be seen whole wherever it stands.
        texts = list(every if numeric else islice(every, LONG))
        labels = (column.label, column.unit_beside, *(() if numeric else texts))
        words = {word for label in labels for word in label.split()}
        unbroken = max(map(letters.horizontalAdvance, words), default=0)
        longest = max((len(text) for text in texts), default=0)
        least, most = WORDS if column.spec.type.worded else LETTERS.get(column.spec.type, FIGURES)
        if column.id == ANSWER and self._model.schedule.definition.kind is ScheduleKind.ITEMS:
            least = ITEM_WORDS
        shown = letters.averageCharWidth() * max(least, min(most, longest + 1))
        return max(shown, min(unbroken, letters.averageCharWidth() * LONGEST_WORD)) + spacing(self._grid, PADDING)
