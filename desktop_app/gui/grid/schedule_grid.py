"""The grid of one schedule: typed into like a spreadsheet, with the lines' labels always in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location
from desktop_app.gui.grid.cell_editors import CellDelegate
from desktop_app.gui.grid.cell_note import CellNote
from desktop_app.gui.grid.grid_sizes import GridSizes
from desktop_app.gui.grid.line_header import LineHeader
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.services.data_entry import pasting
from desktop_app.services.data_entry.entering import PastedBlock, set_block
from desktop_app.services.data_entry.filling import series
from desktop_app.services.data_entry.pasting import block_refusal

NOWHERE = (-1, -1)
ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ALT = Qt.KeyboardModifier.AltModifier
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
COPY_ALL = Qt.Modifier.CTRL | Qt.Modifier.ALT | Qt.Key.Key_C
FILL_DOWN = Qt.Modifier.CTRL | Qt.Key.Key_D
FILL_SERIES = Qt.Modifier.CTRL | Qt.Modifier.SHIFT | Qt.Key.Key_D
Keys = QKeySequence.StandardKey | tuple[Qt.Key | QKeyCombination, ...]
Hint = QAbstractItemDelegate.EndEditHint


class PasteRefused(UserError):
    """Some cells of a block did not take their text."""


class ScheduleGrid(QTableView):
    """`moved` tells the place in hand, `wants_override` that a computed cell is to be typed over, `said` a sentence."""

    moved = Signal(Place)
    override_requested = Signal(Place)
    said = Signal(str)

    def __init__(self, model: ScheduleModel, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.labels = LineHeader(model, self)
        self.setVerticalHeader(self.labels)
        self._sizes = GridSizes(self, model, self.labels)
        self.setItemDelegate(CellDelegate(model, icons, self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.sectionResized.connect(self._sizes.keep)
        self.labels.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.note = CellNote(self)
        self._refused_at = QPersistentModelIndex()
        self._tabbed_from = NOWHERE
        self.selectionModel().currentChanged.connect(self._moved)
        model.refused.connect(self._refused)
        model.begun.connect(self._go_on)
        self.verticalScrollBar().valueChanged.connect(self._sizes.fit_in_sight)
        model.dataChanged.connect(self._look_at_note)
        model.dataChanged.connect(self._sizes.fit_changed)
        model.modelReset.connect(self._reset)
        model.headerDataChanged.connect(self._relabel)
        for words, keys, handler in (
            ("Cu&t", QKeySequence.StandardKey.Cut, self.cut),
            ("&Copy", QKeySequence.StandardKey.Copy, self.copy),
            ("P&aste", QKeySequence.StandardKey.Paste, self.paste),
            ("Copy with &headings", (COPY_ALL,), self.copy_with_headings),
            ("&Fill down", (FILL_DOWN,), self.fill_down),
            ("Fill seri&es", (FILL_SERIES,), self.fill_series),
            ("Fit the column &widths", (), self.forget_widths),
            ("C&lear", (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self.clear_chosen),
        ):
            self._offer(words, keys, handler)
        self._reset()

    # Going about

    @property
    def place(self) -> Place | None:
        """The place in hand."""
        return self.rows.place(self.currentIndex())

    @property
    def chosen(self) -> list[Place]:
        """The places that are selected, line by line."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return [place for index in indexes if (place := self.rows.place(index)) is not None]

    def go_to(self, place: Place) -> None:
        """Puts the cursor on a place."""
        index = self.rows.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 begin to type, F4 (or Alt and Down) opens a list; Escape shows the value again."""
        if self.state() is QAbstractItemView.State.EditingState:
            self._leave_editor(event)
        elif event.key() == Qt.Key.Key_Escape and self.place in self.rows.drafts:
            self._drop_draft()
        elif event.key() in ENTER or event.key() == Qt.Key.Key_F2:
            self._begin()
        elif event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and event.modifiers() & ALT):
            self._open_list()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters over a cell that takes none go nowhere: Qt would jump to one that begins so, and type over it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begins to type; a list of choices opens at once."""
        super().mouseDoubleClickEvent(event)
        self._show_choices()

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Tab goes to the next cell that can be typed into, Enter down; after a refusal the cursor stays."""
        super().closeEditor(editor, Hint.NoHint)
        if self.place in self.rows.drafts:
            return
        if hint in (Hint.EditNextItem, Hint.EditPreviousItem):
            self._tab()
            self._step(1 if hint is Hint.EditNextItem else -1)
        elif hint is Hint.SubmitModelCache:
            self.down()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab stops only where something can be typed, and leaves the grid at its ends."""
        if action in (QAbstractItemView.CursorAction.MoveNext, QAbstractItemView.CursorAction.MovePrevious):
            self._tab()
            return self._next(1 if action is QAbstractItemView.CursorAction.MoveNext else -1)
        return super().moveCursor(action, modifiers)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the grid at its ends."""
        if self._next(1 if forward else -1).isValid():
            return super().focusNextPrevChild(forward)
        self.setTabKeyNavigation(False)
        try:
            return super().focusNextPrevChild(forward)
        finally:
            self.setTabKeyNavigation(True)

    def down(self, by: int = 1) -> None:
        """One line down (or up), over headings; after Tab in the same line down from where that began."""
        row, column = self._tabbed_from
        if by != 1 or row != self.currentIndex().row():
            column = self.currentIndex().column()
        self._tabbed_from = NOWHERE
        end = self.rows.rowCount() if by > 0 else -1
        for row in range(self.currentIndex().row() + by, end, by):
            index = self.rows.index(row, column)
            if self.rows.place(index) is not None:
                self.setCurrentIndex(index)
                return

    def _tab(self) -> None:
        here = self.currentIndex()
        if self._tabbed_from[0] != here.row():
            self._tabbed_from = here.row(), here.column()

    # Blocks

    @Slot()
    def copy(self) -> None:
        """Puts the selected cells on the clipboard, as a spreadsheet takes them."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            place = self.rows.place(index)
            if place is not None or not self.rows.line(index.row()).heading:
                lines.setdefault(index.row(), []).append("" if place is None else self.rows.text(place))
        if lines:
            QGuiApplication.clipboard().setText(pasting.clipboard_text(list(lines.values())))

    @Slot()
    def copy_with_headings(self) -> None:
        """The same, with the columns' headings above and the lines' labels before."""
        indexes = [index for index in self.selectedIndexes() if self.rows.place(index) is not None]
        columns = sorted({index.column() for index in indexes})
        block = [["", *(self.rows.heading(column).replace("\n", " ") for column in columns)]]
        for row in sorted({index.row() for index in indexes}):
            places = [self.rows.place(self.rows.index(row, column)) for column in columns]
            label = str(self.rows.headerData(row, Qt.Orientation.Vertical))
            block.append([label, *("" if place is None else self.rows.text(place) for place in places)])
        if indexes:
            QGuiApplication.clipboard().setText(pasting.clipboard_text(block))

    @Slot()
    def fill_down(self) -> None:
        """Puts the uppermost selected cell of each column into those below it, as one step. Raises PasteRefused."""
        above: dict[int, str] = {}
        cells: list[tuple[Place, str]] = []
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            place = self.rows.place(index)
            if place is not None and index.column() in above:
                cells.append((place, above[index.column()]))
            elif place is not None:
                above[index.column()] = self.rows.text(place)
        if cells and not self.rows.filed:
            self._tell(set_block(self.rows.file, self.rows.filing, cells))

    @Slot()
    def fill_series(self) -> None:
        """Goes on with the first selected cells of each column in those below, as one step. Raises PasteRefused."""
        columns: dict[int, list[Place]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            if (place := self.rows.place(index)) is not None:
                columns.setdefault(index.column(), []).append(place)
        cells = [cell for places in columns.values() for cell in self._continued(places)]
        if cells and not self.rows.filed:
            self._tell(set_block(self.rows.file, self.rows.filing, cells))

    def _continued(self, places: list[Place]) -> Iterator[tuple[Place, str]]:
        """The texts below those at the top; where no cell is blank, below the uppermost."""
        texts = [self.rows.text(place) for place in places]
        given = texts.index("") if "" in texts else 1
        if given:
            yield from zip(places[given:], series(texts[:given], len(places) - given), strict=True)

    @Slot()
    def cut(self) -> None:
        """Copies the selected cells and empties them."""
        self.copy()
        self.clear_chosen()

    @Slot()
    def paste(self) -> None:
        """Lays the clipboard over the cells from the one in hand; a single cell fills all that are selected.

        Raises PasteRefused when a cell did not take its text.
        """
        place, text = self.place, QGuiApplication.clipboard().text()
        if place is None or not text or self.rows.filed:
            return
        block, chosen = pasting.block_of(text), self.chosen
        with busy_cursor():
            if len(block) == len(block[0]) == 1 and len(chosen) > 1:
                told = set_block(self.rows.file, self.rows.filing, [(one, block[0][0]) for one in chosen])
            else:
                told = pasting.paste(self.rows.file, self.rows.filing, place, block)
        self._tell(told)

    @Slot()
    def clear_chosen(self) -> None:
        """Empties the selected cells as one step."""
        if not self.rows.filed:
            for place in self.chosen:
                self.rows.drop_draft(place)
            with busy_cursor():
                set_block(self.rows.file, self.rows.filing, [(place, "") for place in self.chosen])

    # The focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paints the frame and the cell in hand, not the whole grid: an editor that ends gives the focus back."""
        if self.currentIndex().isValid():
            self._paint_focus()
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As it comes, so it goes."""
        self._paint_focus()

    def _paint_focus(self) -> None:
        wide = self.frameWidth() + 1
        inner = self.rect().adjusted(wide, wide, -wide, -wide)
        self.update(QRegion(self.rect()) - QRegion(inner))
        self.viewport().update(self.visualRect(self.currentIndex()))

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The labels take their share and text columns what is left."""
        super().resizeEvent(event)
        self._sizes.fit_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "labels"):
            QTimer.singleShot(0, self, self.fit)

    @Slot()
    def fit(self) -> None:
        """Gives labels, columns and lines their sizes."""
        self._sizes.fit()

    @Slot()
    def forget_widths(self) -> None:
        """Makes the columns as wide as they need again."""
        self._sizes.forget()

    # Inside

    def _offer(self, words: str, keys: Keys, handler: Callable[[], None]) -> None:
        """Adds a command of the grid; as a slot, not inside an event, so that a refusal arrives as it was said."""
        action = QAction(words, self)
        action.setShortcuts(
            list(map(QKeySequence, keys)) if isinstance(keys, tuple) else QKeySequence.keyBindings(keys)
        )
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(handler)
        self.addAction(action)

    @Slot()
    def _reset(self) -> None:
        self.setAccessibleName(self.rows.schedule.definition.heading.replace(": ", ", ", 1))
        self.note.hide()
        self.fit()

    @Slot()
    def _relabel(self) -> None:
        """A row is called by what was typed into it: its label keeps all of the words in sight."""
        if self.labels.least() > self.labels.width():
            self.fit()

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        for index in (before, current):
            self.labels.paint_again(index.row())
        place = self.rows.place(current)
        if place in self.rows.drafts:
            self.note.say(current, self.rows.drafts[place].refusal)
        elif before != self._refused_at:
            self.note.hide()
        self._refused_at = QPersistentModelIndex()
        if place is not None:
            self.moved.emit(place)

    @Slot(QModelIndex)
    def _refused(self, index: QModelIndex) -> None:
        place = self.rows.place(index)
        if place in self.rows.drafts:
            self._refused_at = QPersistentModelIndex(index)
            self.note.say(index, self.rows.drafts[place].refusal)

    @Slot(Place)
    def _go_on(self, place: Place) -> None:
        """Goes on in the row that typing began; the editor went with the empty table."""
        self.go_to(place)
        self.setFocus()

    @Slot()
    def _look_at_note(self) -> None:
        if not self.rows.drafts:
            self.note.hide()

    def _begin(self) -> None:
        spec = self.rows.spec(self.currentIndex())
        place = self.place
        if spec is None or place is None or self.rows.filed:
            return
        if spec.formula:
            self.override_requested.emit(place)
        else:
            self.edit(self.currentIndex())

    def _open_list(self) -> None:
        spec = self.rows.spec(self.currentIndex())
        if spec is not None and spec.options:
            self._begin()
            self._show_choices()

    def _show_choices(self) -> None:
        editor = QApplication.focusWidget()
        if isinstance(editor, QComboBox) and self.isAncestorOf(editor):
            editor.showPopup()

    def _leave_editor(self, event: QKeyEvent) -> None:
        """What an editor of one line leaves to us: Up and Down keep what was typed and move on."""
        event.ignore()
        editor, by = QApplication.focusWidget(), ARROWS.get(Qt.Key(event.key()), 0)
        if by and isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, Hint.NoHint)
            if self.place not in self.rows.drafts:
                self.down(by)

    def _drop_draft(self) -> None:
        place = self.place
        if place is not None:
            self.rows.drop_draft(place)

    def _step(self, by: int) -> None:
        index = self._next(by)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _next(self, by: int) -> QModelIndex:
        """The next cell that can be typed into, in reading order."""
        width, count = self.rows.columnCount(), self.rows.columnCount() * self.rows.rowCount()
        here = self.currentIndex()
        at = here.row() * width + here.column() + by if here.isValid() else 0
        while 0 <= at < count:
            index = self.rows.index(at // width, at % width)
            if self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
                return index
            at += by
        return QModelIndex()

    def _tell(self, block: PastedBlock) -> None:
        if block.rounded:
            self.said.emit(block.rounded)
        self.rows.keep_drafts(block.cells)
        if block.refused:
            raise PasteRefused(block_refusal(block))

    def where(self) -> str:
        """The place in hand, in words."""
        place = self.place
        return "" if place is None else location(self.rows.book.sheet, place)
