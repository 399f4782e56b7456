"""A bare window of PySide6 with one button: painted, clicked, and how much memory it took."""

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from benchmarks.memory import peak_memory

started = float(sys.argv[1])


class First(QObject):
    """Notes the first painting."""

    painted = cpu = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted, self.cpu = time.monotonic() - started, time.process_time()
        return False


application = QApplication([])
window, first, clicks = QWidget(), First(), []
button = QPushButton("Click", window)
button.clicked.connect(lambda: clicks.append(time.monotonic() - started))
QVBoxLayout(window).addWidget(button)
window.installEventFilter(first)
window.resize(1280, 800)
window.show()
while not first.painted:
    application.processEvents()
QTest.mouseClick(button, Qt.MouseButton.LeftButton)
peak = peak_memory()
print(json.dumps({"painted": first.painted, "painted cpu": first.cpu, "answered": clicks[0], "peak": peak}))
