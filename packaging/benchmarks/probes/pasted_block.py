"""A block of 2,000 rows and 14 columns pasted: into a growing page of a company's report, or a bare view without one.

The first time it adds its rows, then it is pasted over them with other values.
"""

import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROWS, COLUMNS, TIMES, FILING = 2000, 14, 4, "2025-annual-report"
LOAN = ("Other long-term debt", "None", "06/30/2017", "06/30/2037", "5.25%", "1,000", "10", "5", "", "7", "", "", "")


def text(number: int) -> str:
    """The block of the clipboard, another each time."""
    cells = [cell if cell in ("", "None") or not cell[0].isdigit() else f"{number}{cell}"[:10] for cell in LOAN]
    cells[2:4] = [f"06/30/200{number}", f"06/30/203{number}"]
    return "\n".join("\t".join((f"Bank {row} {number}", *cells)) for row in range(ROWS))


def timed(paste: Callable[[int], None], application: QApplication) -> list[float]:
    """The seconds of each paste, with all that follows it."""
    found = []
    for number in range(1, TIMES + 1):
        QApplication.clipboard().setText(text(number))
        start = time.perf_counter()
        paste(number)
        application.processEvents()
        found.append(time.perf_counter() - start)
    return found


class Bare(QAbstractTableModel):
    """A table of texts, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [[""] * COLUMNS for _ in range(ROWS)]

    def rowCount(self, _: Index = NOWHERE) -> int:
        return ROWS

    def columnCount(self, _: Index = NOWHERE) -> int:
        return COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: str, _: int = Qt.ItemDataRole.EditRole) -> bool:
        self.rows[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True


def bare(application: QApplication, model: QAbstractItemModel) -> list[float]:
    view = QTableView()
    view.setModel(model)
    view.resize(1280, 800)
    view.show()
    application.processEvents()

    def paste(_: int) -> None:
        for row, line in enumerate(QApplication.clipboard().text().split("\n")):
            for column, cell in enumerate(line.split("\t")):
                model.setData(model.index(row, column), cell)
        view.viewport().repaint()

    return timed(paste, application)


def ours(application: QApplication, path: str) -> list[float]:
    from desktop_app import bootstrap
    from desktop_app.gui.app import build
    from desktop_app.gui.grid.schedule_grid import ScheduleGrid
    from desktop_app.gui.widgets.asking import SystemAsking

    copy = Path(path).with_name("pasted.filingdesk")
    shutil.copyfile(path, copy)
    program = bootstrap.program()
    window = build(program, application, SystemAsking(program.companies.preferences))
    window.open(copy)
    window.show()
    window.go_to(FILING, "p7_debt")
    application.processEvents()
    grid = next(grid for grid in window.findChildren(ScheduleGrid) if grid.isVisible())

    def paste(_: int) -> None:
        grid.setCurrentIndex(grid.model().index(0, 0))
        grid.paste()
        grid.viewport().repaint()

    found = timed(paste, application)
    window.close()
    return found


program = QApplication([])
first, *others = ours(program, sys.argv[2]) if sys.argv[2] else bare(program, Bare())
items = [] if sys.argv[2] else bare(program, QStandardItemModel(ROWS, COLUMNS))
found = {"added": first, "pasted": statistics.median(others), "items": statistics.median(items or [0.0])}
print(json.dumps(found))
