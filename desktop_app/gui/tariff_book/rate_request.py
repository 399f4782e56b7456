"""What a filing that raises rates may need besides, and the way to it: a request that is a filing of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.page import button_row

RATES = "Rates"  # the group of the requests for higher rates


class RateRequestRow(QWidget):
    """The words and the button, `wanted` when it is pressed; hidden where there is nothing to say."""

    wanted = Signal(str)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text(words, TypeScale.SMALL, parent=self))
        self.start = QPushButton("Start a rate &request...", self)
        self.start.setAutoDefault(False)
        self.start.clicked.connect(lambda: self.wanted.emit(f"begin_case:{RATES}"))
        column.addLayout(button_row(self.start))
        self.setVisible(bool(words))
