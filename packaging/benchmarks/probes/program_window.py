"""The program on a company's file: Home painted and answering a click, then a schedule with its page; with phases."""

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import Any

started, file = float(sys.argv[1]), sys.argv[2]
marks: dict[str, float] = {}


def mark(name: str) -> None:
    marks[name] = time.monotonic() - started
    marks[f"{name} cpu"] = time.process_time()


mark("python")
from desktop_app import bootstrap  # noqa: E402 - the order is what is measured; it is that of a start
from desktop_app.__main__ import SELDOM  # noqa: E402

gc.set_threshold(SELDOM)
mark("program loaded")
from PySide6.QtCore import QEvent, QObject  # noqa: E402
from PySide6.QtWidgets import QLabel, QWidget  # noqa: E402

from desktop_app.gui.plain_imports import import_plainly  # noqa: E402

import_plainly()
mark("qt loaded")
from benchmarks.memory import peak_memory  # noqa: E402
from desktop_app.gui.app import build, open_at_start, window_application  # noqa: E402
from desktop_app.gui.tasks import GarbageCollector  # noqa: E402
from desktop_app.gui.widgets.asking import SystemAsking  # noqa: E402

mark("window loaded")


class First(QObject):
    """Notes the first painting of a widget."""

    painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


def shown(widget: QWidget) -> None:
    first = First()
    widget.installEventFilter(first)
    widget.update()
    wait(lambda: first.painted)
    widget.removeEventFilter(first)


def click(button: QWidget) -> None:
    """Puts a click into the queue, behind whatever waits there."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    middle = QPointF(button.rect().center())
    left, none, plain = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        application.postEvent(button, QMouseEvent(kind, middle, button.mapToGlobal(middle), left, held, plain), -1)


def wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        application.processEvents()
        if time.monotonic() > end:
            sys.exit("waited too long")


application = window_application()
collector = GarbageCollector(application)
program = bootstrap.program()
window = build(program, application, SystemAsking(program.companies.preferences))
window.resize(1280, 800)
mark("window built")
open_at_start(window, [file])
mark("file opened")
window.show()
home: Any = window.pages.currentWidget()
shown(home.findChild(QLabel))
mark("painted")
window.navigation.buttons["home"].clicked.connect(lambda: mark("answered"))
click(window.navigation.buttons["home"])
wait(lambda: "answered" in marks)
at_home = peak_memory()
wait(lambda: home.settled)
mark("filled")
at_filled = peak_memory()
company: Any = window.file
window.go_to(company.filings()[0].id, "p4")
page: Any = window.pages.currentWidget()
shown(page.grid.viewport())
page.panel.setCurrentWidget(page.panel.page)
wait(lambda: page.panel.page.painted is not None)
mark("page shown")
print(json.dumps({**marks, "peak at home": at_home, "peak filled": at_filled, "peak with page": peak_memory()}))
window.close()
