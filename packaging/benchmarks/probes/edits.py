"""Edits on the largest schedule of a filled form, and the same edits in a bare table of that size, in turn."""

import gc
import json
import random
import sys
import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from desktop_app import bootstrap
from desktop_app.__main__ import SELDOM
from desktop_app.domain.values import Place
from desktop_app.gui.app import build, open_at_start
from desktop_app.gui.tasks import GarbageCollector
from desktop_app.gui.widgets.asking import SystemAsking
from desktop_app.services.data_entry import entering

file, times = sys.argv[2], int(sys.argv[3])
DISPLAY, EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)


class Bare(QAbstractTableModel):
    """Texts in a list."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.cells = [[f"{row * column:,}" for column in range(columns)] for row in range(rows)]

    def rowCount(self, parent: Any = None) -> int:
        return len(self.cells)

    def columnCount(self, parent: Any = None) -> int:
        return len(self.cells[0])

    def data(self, index: Any, role: int = DISPLAY) -> Any:
        return self.cells[index.row()][index.column()] if role in {DISPLAY, EDIT} else None

    def setData(self, index: Any, value: Any, role: int = EDIT) -> bool:
        self.cells[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index, [role])
        return True


gc.set_threshold(SELDOM)  # as the program does when it starts
application = QApplication(["Filing Desk"])
collector = GarbageCollector(application)
program = bootstrap.program()
window = build(program, application, SystemAsking(program.companies.preferences))
window.resize(1280, 800)
open_at_start(window, [file])
window.show()
company = window.file
if company is None:
    sys.exit("the file did not open")
filing = company.filings()[0].id
for schedule in company.book(filing).sheet.schedules:
    blanks = [
        (place, "1,234" if spec.type.numeric else "None")
        for place, spec in company.book(filing).sheet.cells.items()
        if place.schedule == schedule and not spec.formula and place not in company.book(filing).calculation.values
    ]
    entering.set_block(company, filing, blanks)
sheet = company.book(filing).sheet
typed = {
    schedule: [place for place, spec in laid.cells.items() if spec.type.numeric and not spec.formula]
    for schedule, laid in sheet.schedules.items()
}
largest = max(typed, key=lambda schedule: len(typed[schedule]))
window.go_to(filing, largest)
page: Any = window.pages.currentWidget()
for _ in range(50):
    application.processEvents()
model, grid = page.grid.model(), page.grid
bare = Bare(model.rowCount(), model.columnCount())
table = QTableView()
table.setModel(bare)
table.resize(grid.size())
table.show()
application.processEvents()


kept: list[float] = []
commit = company.workspace.commit


def timed_commit(*given: Any) -> Any:
    start = time.perf_counter()
    entry = commit(*given)
    kept.append(time.perf_counter() - start)
    return entry


company.workspace.commit = timed_commit  # type: ignore[method-assign, assignment]


def timed(view: QTableView, target: Any, index: Any, value: str) -> float:
    """From the value being given to the table painted again."""
    view.setCurrentIndex(index)
    application.processEvents()
    start = time.perf_counter()
    target.setData(index, value, EDIT)
    view.viewport().repaint()
    return time.perf_counter() - start


def pause() -> None:
    """Lets the panel and the list of steps follow, as they do while a hand goes to the next cell."""
    end = time.perf_counter() + 0.3
    while time.perf_counter() < end:
        application.processEvents()
        time.sleep(0.005)


chance = random.Random(1)  # noqa: S311 - which cell is typed into
ours, theirs = [], []
for number in range(times):
    place: Place = chance.choice(typed[largest])
    ours.append(timed(grid, model, model.index_of(place), str(1000 + number)))
    pause()
    row, column = chance.randrange(bare.rowCount()), chance.randrange(bare.columnCount())
    theirs.append(timed(table, bare, bare.index(row, column), str(1000 + number)))
cells = len(sheet.cells)
size = f"{largest}: {bare.rowCount()} x {bare.columnCount()}, form of {cells:,} cells"
print(json.dumps({"ours": ours, "theirs": theirs, "kept": kept, "size": size}))
window.close()
