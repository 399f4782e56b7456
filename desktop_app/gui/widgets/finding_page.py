"""A long list found by typing, and beside it the chosen entry."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QPushButton, QWidget

from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.beside import SideBySide
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.page import WidePage, clear, side_column
from desktop_app.gui.widgets.tables import ROW_EIGHTHS, ReadingTable
from desktop_app.gui.widgets.wrapping_row import WrappingRow
from desktop_app.services.company.company_file import CompanyFile

T = TypeVar("T")
LEAST_DETAILS = 190


class FindingPage(FollowingPage, Generic[T]):
    """The list. A subclass says what there is, how it is told and found, and what stands beside it.

    `columns` are the table's headings, each with its share of the width in percent and the least it takes, in eighths
    of the height of the letters; the last takes what is left.
    """

    def __init__(
        self, title: str, hint: str, columns: Sequence[tuple[str, int, int]], file: CompanyFile, parent: QWidget
    ) -> None:
        super().__init__(file, parent)
        self.body = WidePage(title, self)
        self.hold(self.body)
        self._shown: tuple[T, ...] = ()
        self._widths = tuple((share, least) for _, share, least in columns)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(f"Find: {hint}")
        self.search.setAccessibleName(f"Find in {title.lower()}")
        self.search.setClearButtonEnabled(True)
        self.table = ReadingTable(title, [heading for heading, _, _ in columns], self)
        self.count = text("", TypeScale.SMALL, muted=True, parent=self)
        self.tools = WrappingRow(self, 4)
        self.search.textChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.activated.connect(self.activate)

    def everything(self) -> Sequence[T]:
        """All entries."""
        raise NotImplementedError

    def cells(self, item: T) -> Sequence[str]:
        """An entry's row."""
        raise NotImplementedError

    def words(self, item: T) -> str:
        """The words by which an entry is found."""
        raise NotImplementedError

    def key(self, item: T) -> Hashable:
        """What tells an entry from any other."""
        raise NotImplementedError

    def card(self, item: T) -> QFrame:
        """An entry in full."""
        raise NotImplementedError

    def counted(self, shown: int, everything: Sequence[T]) -> str:
        """The sentence under the list."""
        raise NotImplementedError

    @Slot()
    def activate(self) -> None:
        """What Enter does with the chosen entry."""
        raise NotImplementedError

    @property
    def chosen(self) -> T | None:
        """The entry of the chosen row."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot()
    def refresh(self) -> None:
        """Reads the list anew and keeps the chosen entry."""
        before = self.chosen
        everything = self.everything()
        wanted = self.search.text().casefold().split()
        self._shown = tuple(item for item in everything if all(word in self.words(item).casefold() for word in wanted))
        self.table.fill(self.cells(item) for item in self._shown)
        self.table.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, (share, least) in enumerate(self._widths[:-1]):
            header.resizeSection(column, max(self.table.viewport().width() * share // 100, spacing(self, least)))
        self.count.setText(self.counted(len(self._shown), everything))
        keys = [self.key(item) for item in self._shown]
        same = before is not None and self.key(before) in keys
        self.table.selectRow(keys.index(self.key(before)) if same and before is not None else 0)
        self._show_chosen()

    def lay_out(self, what: str) -> None:
        """Lays out the words about the page, the field, the tools and the list."""
        side, self.details = side_column(self, LEAST_DETAILS)
        self.body.column.addWidget(text(what, muted=True, parent=self))
        self.body.column.addWidget(self.search)
        self.body.column.addLayout(self.tools)
        self.body.column.addWidget(SideBySide(self.table, side, (3, 1), self), 1)
        self.body.column.addWidget(self.count)

    def button(self, words: str, handler: Callable[[], object]) -> QPushButton:
        """A button that does something."""
        button = QPushButton(words, self)
        button.clicked.connect(lambda _=False: handler())
        return button

    @Slot()
    def _show_chosen(self) -> None:
        clear(self.details)
        item = self.chosen
        if item is not None:
            self.details.addWidget(self.card(item))
        self.details.addStretch(1)
