"""Painting and typing of one cell: marks at its corners, and an editor by the way it is asked."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPolygon, QTextOption
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.formspec.definition import CellSpec, CellType
from desktop_app.gui.grid.cell_looks import CellStyle
from desktop_app.gui.grid.choice_editor import ChoiceEditor
from desktop_app.gui.grid.schedule_model import Role, ScheduleModel
from desktop_app.gui.theme.colours import ColorScheme, colours_of
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing

Index = QModelIndex | QPersistentModelIndex
CORNER, SIGN, SIDE, WORDS_HIGH, TALLEST = 3, 6, 3, 14, 72
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
WRAPPED, ROOM = int(LEFT) | int(Qt.TextFlag.TextWordWrap), 10_000
HINTS = {
    CellType.DATE: "MM/DD/YYYY",
    CellType.PERCENT: "5.25%",
    CellType.MONTH_DAY: "MM-DD",
    CellType.ZIP: "65101",
    CellType.STATE: "Missouri",
    CellType.TELEPHONE: "(573) 555-0123",
    CellType.EMAIL: "office@example.com",
}


class CellDelegate(QStyledItemDelegate):
    """Paints a corner for a problem, a lock for a seal, a dot for an explanation; makes the editors."""

    def __init__(self, model: ScheduleModel, icons: IconSet, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._icons = icons

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell: ground, words, marks, and a frame around the one in hand."""
        look, rect = self._model.look(index), option.rect
        colours = colours_of(option.palette)
        if look is None:
            painter.fillRect(rect, QColor(colours.window))
            return
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, QColor(colours.accent_wash) if chosen else look.ground)
        if look.text:
            self._words(painter, option, look)
        marked = look.severity or look.sealed or look.noted or look.remembered or look.prefilled or look.commented
        if marked or look.awaited:
            self._marks(painter, option, look, colours)
        if index == self._view.currentIndex():
            self._ring(painter, rect, colours)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, look: CellStyle) -> None:
        font = QFont(option.font)
        font.setBold(look.bold)
        font.setItalic(look.suggested or look.prefilled)
        painter.setFont(font)
        painter.setPen(look.ink)
        side = spacing(self._view, SIDE)
        room = option.rect.adjusted(side, 0, -side, 0)
        if look.numeric:
            painter.drawText(room, RIGHT, look.text)
            return
        painter.save()
        painter.setClipRect(option.rect)
        painter.drawText(room, WRAPPED, look.text)
        painter.restore()

    def _marks(self, painter: QPainter, option: QStyleOptionViewItem, look: CellStyle, colours: ColorScheme) -> None:
        rect, view = option.rect, self._view
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        if look.severity or look.awaited:
            side = spacing(view, CORNER)
            corner = rect.topRight() + QPoint(1, 0)
            painter.setBrush(QColor(colours.severity(look.severity) if look.severity else colours.outline))
            painter.drawPolygon(QPolygon([corner, corner - QPoint(side, 0), corner + QPoint(0, side)]))
        if look.sealed:
            side = spacing(view, SIGN)
            at = rect.left() + 2 if look.numeric else rect.right() - side - spacing(view, CORNER)
            painter.setBrush(QColor(colours.seal_wash))
            painter.drawRect(at - 1, rect.top() + 1, side + 2, side + 2)
            self._icons.icon("seal", "seal").paint(painter, at, rect.top() + 2, side, side)
        if look.prefilled:
            painter.setBrush(QColor(colours.carried))
            painter.drawRect(rect.left(), rect.top() + 2, max(2, spacing(view) // 8), rect.height() - 4)
        if look.noted:
            side = spacing(view, 2)
            painter.setBrush(QColor(colours.note))
            painter.drawEllipse(rect.left() + 2, rect.bottom() - side - 1, side, side)
        if look.commented:
            side = spacing(view, 2)
            painter.setBrush(QColor(colours.accent))
            painter.drawRect(rect.left() + spacing(view, 3) + 2, rect.bottom() - side - 1, side, side)
        if look.remembered:
            side = spacing(view, CORNER)
            corner = rect.bottomRight() + QPoint(1, 1)
            painter.setBrush(QColor(colours.accent))
            painter.drawPolygon(QPolygon([corner, corner - QPoint(side, 0), corner - QPoint(0, side)]))
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, colours: ColorScheme) -> None:
        """A frame around the cell in hand; a thin one while the focus is elsewhere."""
        wide = max(2, spacing(self._view) // 8) if self._view.hasFocus() else 1
        painter.setPen(QPen(QColor(colours.accent), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = wide // 2
        painter.drawRect(rect.adjusted(inside, inside, -inside - 1, -inside - 1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list for a choice, a larger field for words in several lines, a line for everything else."""
        spec = self._model.spec(index) or CellSpec()
        editor = cell_editor(spec, parent, long=self._model.long(index))
        if isinstance(editor, ChoiceEditor):
            editor.chosen.connect(self._chosen)
        editor.setAccessibleName(index.data(Role.AccessibleTextRole) or "")
        editor.setAutoFillBackground(True)
        return editor

    @Slot(bool)
    def _chosen(self, by_key: bool) -> None:
        """What was picked from the open list is kept at once; after Enter the cursor moves on as from any cell."""
        editor, hint = self.sender(), QStyledItemDelegate.EndEditHint
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint.SubmitModelCache if by_key else hint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Puts what is there into the editor, chosen as a whole."""
        fill_editor(editor, str(index.data(Role.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hands over what was typed."""
        model.setData(index, editor_text(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell; words in several lines get more room."""
        rect = option.rect
        if isinstance(editor, _Words):
            rect.setHeight(max(rect.height(), spacing(editor, 5 * 8)))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ends words in several lines; Shift or Alt with Enter begins a new line."""
        if (
            isinstance(watched, _Words)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
                watched.insertPlainText("\n")
            else:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """At least one comfortable line, at most a quarter of a page."""
        look, side = self._model.look(index), spacing(self._view, SIDE)
        low, high = spacing(self._view, WORDS_HIGH), spacing(self._view, TALLEST)
        if look is None or look.numeric:
            return QSize(0, low)
        room = QRect(0, 0, self._view.columnWidth(index.column()) - 2 * side, ROOM)
        words = self._view.fontMetrics().boundingRect(room, WRAPPED, look.text)
        return QSize(words.width() + 2 * side, max(low, min(high, words.height() + 2 * side)))


def cell_editor(spec: CellSpec, parent: QWidget, *, long: bool) -> QWidget:
    """The field in which a cell is answered: a list for a choice, a larger one for `long` words, else a line."""
    if spec.type is CellType.CHOICE:
        return ChoiceEditor(spec, parent)
    if long:
        return _Words(parent)
    line = QLineEdit(parent)
    line.setPlaceholderText(HINTS.get(spec.type, ""))
    if spec.type.numeric:
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
    return line


def fill_editor(editor: QWidget, words: str) -> None:
    """Puts what is there into the field, chosen as a whole."""
    if isinstance(editor, ChoiceEditor):
        editor.choose(words)
    elif isinstance(editor, _Words):
        editor.setPlainText(words)
        editor.selectAll()
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
        editor.selectAll()


def editor_text(editor: QWidget) -> str:
    """What stands in the field."""
    if isinstance(editor, ChoiceEditor):
        return editor.chosen_text()
    if isinstance(editor, _Words):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


class _Words(QPlainTextEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
