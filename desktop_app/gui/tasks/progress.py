"""A bar with words and Cancel, for dialogs and the status line. It is there only while something runs."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop_app.gui.tasks.runner import RunningTask

BAR_LETTERS = 16


class ProgressBar(QWidget):
    """Shows one task at a time: what it does, how far it is, and a button that calls it off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: RunningTask | None = None
        self.words = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the work is")
        self.bar.setMinimumWidth(self.fontMetrics().averageCharWidth() * BAR_LETTERS)
        self.cancel = QPushButton("Cancel", self)
        self.cancel.clicked.connect(self._call_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def watch(self, task: RunningTask) -> None:
        """Follows the task until it ends."""
        self._task = task
        self.words.setText(task.words)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        task.progressed.connect(self._progressed)
        task.ended.connect(self._ended)
        self.setVisible(task.running)

    @Slot(int, int, str)
    def _progressed(self, done: int, total: int, words: str) -> None:
        if self._task is not self.sender():
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.cancel.isEnabled():
            self.words.setText(words)

    @Slot()
    def _call_off(self) -> None:
        if self._task is not None:
            self.cancel.setEnabled(False)
            self.words.setText("Stopping ...")
            self._task.cancel()

    @Slot()
    def _ended(self) -> None:
        if self._task is self.sender():
            self._task = None
            self.hide()
