"""Rows of words for a table that is read, made when they are looked at: a long table is as quick as a short one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Generic, TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST_KEPT = 2000


class RowsOf(Sequence[Sequence[str]], Generic[T]):
    """The rows of some items, each made when it is asked for."""

    def __init__(self, items: Sequence[T], words: Callable[[T], Sequence[str]]) -> None:
        self._items, self._words = items, words

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> Sequence[str]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[str]]: ...

    def __getitem__(self, at: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(at, slice):
            return [self._words(item) for item in self._items[at]]
        return self._words(self._items[at])

    def __iter__(self) -> Iterator[Sequence[str]]:
        return map(self._words, self._items)


class WordRows(QAbstractTableModel):
    """Rows of words below headings; figures stand on the right."""

    def __init__(self, columns: int, figures: Collection[int], parent: QObject) -> None:
        super().__init__(parent)
        self._columns, self._figures = columns, figures
        self._heads: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._made: dict[int, Sequence[str]] = {}

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Shows these rows and no others."""
        self.beginResetModel()
        self._heads, self._rows, self._columns = heads, rows, len(heads)
        self._made.clear()
        self.endResetModel()

    def tell_changed(self, row: int) -> None:
        """Says that the words of a row are others now."""
        self._made.pop(row, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))

    def words(self, row: int, column: int) -> str:
        """What a cell shows."""
        if row not in self._made:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[row] = self._rows[row]
        cells = self._made[row]
        return cells[column] if column < len(cells) else ""

    def heading(self, column: int) -> str:
        """What stands above a column."""
        return self._heads[column] if column < len(self._heads) else ""

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, as text and as its tip, and where they stand."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        return super().headerData(section, orientation, role)
