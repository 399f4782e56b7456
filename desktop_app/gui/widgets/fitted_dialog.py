"""A dialog is never larger than its screen: what has no room scrolls, and the buttons at its foot stay in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.theme.style import room_on_screen
from desktop_app.gui.theme.waiting import asking_meanwhile, busy_cursor
from desktop_app.gui.widgets.alt_letters import share_letters
from desktop_app.gui.widgets.focus_order import order_focus
from desktop_app.gui.widgets.help_screen import ask_for_help
from desktop_app.gui.widgets.spoken import RefusalLine

D = TypeVar("D", bound=QDialog)
FRAME = QSize(16, 48)  # what the system draws around a dialog


def run_dialog(dialog: QDialog) -> int:
    """Shows a dialog until it is closed, puts it away, and says how it was left. It is no larger than the screen."""
    fit_dialog(dialog)
    order_focus(dialog)
    share_letters(dialog)
    with asking_meanwhile():
        code = dialog.exec()
    dialog.deleteLater()
    return code


def make_and_run(make: Callable[[], D]) -> D | None:
    """Makes a dialog and shows it until it is closed; gives it if it was accepted. Making it may take a moment."""
    with busy_cursor():
        dialog = make()
    return dialog if run_dialog(dialog) else None


def fit_dialog(dialog: QDialog) -> None:
    """Holds a dialog to its screen, also while it grows."""
    keeper = DialogKeeper(dialog)
    dialog.installEventFilter(keeper)
    keeper.look()


class DialogKeeper(QObject):
    """Gives a dialog the height of its words, and lets it scroll as soon as it needs more room than the screen has."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._least = dialog.minimumSize()
        self._scrolls = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks again when the dialog is laid out anew, or gets another width; F1 asks for help."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            return ask_for_help(self._dialog)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show}:
            self.look()
        if event.type() == QEvent.Type.Show:
            _show_beginnings(self._dialog)
        return False

    def look(self) -> None:
        """Measures the dialog."""
        dialog, room = self._dialog, room_on_screen(self._dialog) - FRAME
        layout = dialog.layout()
        if layout is None:
            dialog.resize(dialog.size().boundedTo(room))
            return
        needed = _needed(layout, min(dialog.width(), room.width()))
        if not self._scrolls and (needed.width() > room.width() or needed.height() > room.height()):
            from PySide6.QtWidgets import QStyle  # with its hundreds of names as large as all others here

            self._scrolls = True
            bar = dialog.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            wanted = (needed + QSize(bar, 0)).expandedTo(self._least).expandedTo(dialog.size())
            focus: QWidget | None = dialog.focusWidget()
            layout = _let_scroll(dialog, layout)
            if focus is not None:  # what changes its parent loses it
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
            dialog.resize(wanted.boundedTo(room))
            needed = _needed(layout, dialog.width())
        least = needed.expandedTo(self._least).boundedTo(room)
        if dialog.minimumSize() != least:
            dialog.setMinimumSize(least)
        dialog.resize(dialog.size().boundedTo(room))


def _show_beginnings(dialog: QDialog) -> None:
    """Fields whose words have no room begin with their first word; the one in hand has its words chosen, too."""
    for field in dialog.findChildren(QLineEdit):
        chosen = field.hasSelectedText() or field is dialog.focusWidget()
        field.end(False)
        field.home(chosen)


def _needed(layout: QLayout, width: int) -> QSize:
    """The least size in which everything is seen whole."""
    least = layout.totalMinimumSize()
    if layout.hasHeightForWidth():
        least.setHeight(max(least.height(), layout.totalHeightForWidth(max(width, least.width()))))
    return least


def _let_scroll(dialog: QDialog, layout: QLayout) -> QLayout:
    """Moves all but the foot and what was refused into an area that scrolls; gives the new layout of the dialog."""
    margins, gap = layout.contentsMargins(), layout.spacing()
    foot = _foot(layout)
    refusal = None if foot is None else _refusal(layout)
    body = QWidget()
    body.setLayout(layout)
    area = QScrollArea(dialog)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, margins.bottom())
    whole.setSpacing(gap)
    whole.addWidget(area, 1)
    if foot is not None:
        layout.setContentsMargins(margins.left(), margins.top(), margins.right(), 0)
        below = QVBoxLayout()
        below.setContentsMargins(margins.left(), 0, margins.right(), 0)
        if refusal is not None:
            below.addItem(refusal)
        below.addItem(foot)
        whole.addLayout(below)
    if dialog.isVisible():
        area.show()  # or else nothing within can have the focus yet
    return whole


def _foot(layout: QLayout) -> QLayoutItem | None:
    """The row of buttons that ends a dialog, taken out of its layout."""
    from PySide6.QtWidgets import QDialogButtonBox

    last = layout.count() - 1
    item = layout.itemAt(last)
    if item is None:
        return None
    inside, widget = item.layout(), item.widget()
    buttons = isinstance(widget, QDialogButtonBox) or (
        inside is not None and any(isinstance(_widget_of(inside, at), QPushButton) for at in range(inside.count()))
    )
    return layout.takeAt(last) if buttons else None


def _refusal(layout: QLayout) -> QLayoutItem | None:
    """The line that says what was refused, taken out of its layout: it is seen wherever the rest is scrolled to."""
    places = (at for at in range(layout.count()) if isinstance(_widget_of(layout, at), RefusalLine))
    place = next(places, None)
    return None if place is None else layout.takeAt(place)


def _widget_of(layout: QLayout, at: int) -> QWidget | None:
    item = layout.itemAt(at)
    return None if item is None else item.widget()
