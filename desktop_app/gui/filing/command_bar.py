"""The bar of a step's commands: words beside the icons while there is room, so that no command is off the bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget


class CommandBar(QToolBar):
    """`worded` are the buttons with words, in the order in which they lose them where the bar is narrow."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.worded: list[QToolButton] = []

    def fit(self) -> None:
        """Shows as many words as there is room for."""
        for button in self.worded:
            _style(button, Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in self.worded:
            if self._wanted() <= self.width():
                return
            _style(button, Qt.ToolButtonStyle.ToolButtonIconOnly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the words to the new width."""
        self.fit()
        super().resizeEvent(event)

    def _wanted(self) -> int:
        """The width of all that is shown."""
        layout, edges = self.layout(), self.contentsMargins()
        gap = 0 if layout is None else max(0, layout.spacing())
        margins = layout.contentsMargins() if layout is not None else edges
        wide = [
            self.widgetForAction(action).sizeHint().width() + gap for action in self.actions() if action.isVisible()
        ]
        return sum(wide) + margins.left() + margins.right() + edges.left() + edges.right()


def _style(button: QToolButton, style: Qt.ToolButtonStyle) -> None:
    if button.toolButtonStyle() is not style:
        button.setToolButtonStyle(style)
