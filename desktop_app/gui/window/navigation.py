"""The narrow navigation on the left: one button for each page of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing

ICON_EIGHTHS = 12


@dataclass(frozen=True)
class NavigationStop:
    """A page of the window: its name, what the button says (with its mnemonic), its icon."""

    name: str
    words: str
    icon: str


FIRST_STOPS = (
    NavigationStop("home", "Ho&me", "home"),
    NavigationStop("company", "Compan&y", "company"),
    NavigationStop("filings", "Filin&gs", "filings"),
)


class NavigationBar(QFrame):
    """The buttons; `chosen` names the page. Up and Down go along them, Alt and the underlined letter straight."""

    chosen = Signal(str)

    def __init__(self, stops: Sequence[NavigationStop], icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Navigation")
        self.setProperty("pane", "Navigation")
        self.setAccessibleName("Navigation")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._sheet = QWidget()
        self._scroll = QScrollArea(self)
        self._scroll.setViewport(QWidget())  # one of ours has no ground of its own
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._column = column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, spacing(self), 0, spacing(self))
        column.setSpacing(spacing(self, 2))
        for stop in stops:
            column.addWidget(self._button(stop, icons))
        column.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        self.fit()

    def add_on_top(self, widget: QWidget) -> None:
        """Puts something above the buttons."""
        self._column.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_chosen(self, name: str) -> None:
        """Marks the page that is shown."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
            self._scroll.ensureWidgetVisible(self.buttons[name], 0, spacing(self))

    def fit(self) -> None:
        """Takes its sizes from the letters, again after their size has changed."""
        side = spacing(self, ICON_EIGHTHS)
        widest = max((button.sizeHint().width() for button in self.buttons.values()), default=0)
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))
            button.setMinimumWidth(max(widest, spacing(self, 40)))
        self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves room for a scroll bar where the window is too low for all buttons."""
        super().resizeEvent(event)
        self._widen()

    def _widen(self) -> None:
        least = self._sheet.minimumSizeHint()
        bar = self._scroll.verticalScrollBar().sizeHint().width() if least.height() > self.height() else 0
        self._scroll.setFixedWidth(least.width() + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go along the buttons."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        order = list(self.buttons.values())
        focused = self.focusWidget()
        if event.key() in steps and isinstance(focused, QToolButton) and focused in order:
            index = order.index(focused) + steps[Qt.Key(event.key())]
            order[max(0, min(len(order) - 1, index))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _button(self, stop: NavigationStop, icons: IconSet) -> QToolButton:
        button = QToolButton(self)
        button.setText(stop.words)
        button.setIcon(icons.icon(stop.icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setProperty("stop", stop.name)
        button.setAccessibleName(stop.words.replace("&", ""))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(button)
        self.buttons[stop.name] = button
        return button

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(str(button.property("stop")))
