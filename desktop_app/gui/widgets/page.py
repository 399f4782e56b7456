"""The sheet on which the plain pages of the window are laid out: a title, headed sections, room around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.theme.style import TypeScale, room_on_screen, spacing, text
from desktop_app.gui.widgets.wrapping_row import WrappingRow

MARGIN, GAP, WIDEST = 14, 6, 560


class ScrollingPage(QScrollArea):
    """A page that scrolls when it must, and never sideways before its words have wrapped."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", title)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = QWidget(self)
        self.column = QVBoxLayout(self.sheet)
        self.title = text(title, TypeScale.TITLE, parent=self.sheet)
        self.column.addWidget(self.title)
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "column"):
            self._space()

    def _space(self) -> None:
        self.column.setContentsMargins(*[spacing(self, MARGIN)] * 4)
        self.column.setSpacing(spacing(self, GAP))
        self.sheet.setMaximumWidth(spacing(self, WIDEST))


class WidePage(QScrollArea):
    """A page that uses all the room there is, and scrolls when the letters are too large for it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", title)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget(self)
        self.column = QVBoxLayout(sheet)
        self.column.setContentsMargins(*[spacing(self, MARGIN)] * 4)
        self.column.setSpacing(spacing(self, GAP))
        self.title = text(title, TypeScale.TITLE, parent=sheet)
        self.column.addWidget(self.title)
        self.setWidget(sheet)


def side_column(parent: QWidget, least: int) -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls, so many eighths wide, at most half of the screen, for what belongs to the chosen thing."""
    side = QScrollArea(parent)
    side.setFrameShape(QFrame.Shape.NoFrame)
    side.setWidgetResizable(True)
    side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    side.setMinimumWidth(min(spacing(parent, least), room_on_screen(parent).width() // 2))
    holder = QWidget(side)
    column = QVBoxLayout(holder)
    column.setContentsMargins(spacing(parent, GAP), 0, 0, 0)
    column.setSpacing(spacing(parent, GAP))
    side.setWidget(holder)
    return side, column


def heading(words: str, parent: QWidget) -> QLabel:
    """The heading of a section, with room above."""
    label = text(words, TypeScale.HEADING, parent=parent)
    label.setContentsMargins(0, spacing(parent), 0, 0)
    return label


def card(parent: QWidget) -> tuple[QFrame, QVBoxLayout]:
    """A quiet frame around what belongs together."""
    frame = QFrame(parent)
    frame.setProperty("card", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(*[spacing(parent)] * 4)
    column.setSpacing(spacing(parent, 3))
    return frame, column


def row(*widgets: QWidget, stretch: int = 0) -> QHBoxLayout:
    """Widgets side by side; the one numbered `stretch` takes what is left."""
    line = QHBoxLayout()
    line.setSpacing(spacing(widgets[0], GAP))
    for number, widget in enumerate(widgets):
        line.addWidget(widget, 1 if number == stretch else 0)
    return line


def button_row(*buttons: QWidget, right: Sequence[QWidget] = ()) -> WrappingRow:
    """Buttons side by side, some of them at the right end, in as many lines as they need."""
    first = (*buttons, *right)[0]
    line = WrappingRow(first, GAP, *buttons)
    if right:
        between = QWidget(first.parentWidget())
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(between)
    for button in right:
        line.addWidget(button)
    return line


def side_button(words: str, handler: Callable[[], object], dialog: QDialog) -> QPushButton:
    """A button of a dialog that the Enter key never presses unless it has the keyboard."""
    button = QPushButton(words, dialog)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: handler())
    return button


def closing_row(dialog: QDialog, *buttons: QPushButton) -> WrappingRow:
    """What a dialog does with its list, and at the right *Close*, which is what the Escape key does."""
    from PySide6.QtWidgets import QDialogButtonBox

    for button in buttons:
        button.setAutoDefault(False)
    close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    close.rejected.connect(dialog.reject)
    return button_row(*buttons, right=[close])


def clear(layout: QBoxLayout, keep: int = 0) -> None:
    """Takes away everything after the first `keep` items."""
    while layout.count() > keep:
        item = layout.takeAt(layout.count() - 1)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
