"""Run on its own by test_soak: 100,000 calls into Qt that return None, True or False; a lost reference ends it."""

import sys

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

CALLS = 100_000
REPAINTS = 200
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class Table(QAbstractTableModel):
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else 60

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else 12

    def data(self, index: Index, role: int = DISPLAY) -> object:
        return f"{index.row()}" if role == DISPLAY else None


def soak() -> None:
    application = QApplication([])
    table = Table()
    view = QTableView()
    view.setModel(table)
    view.show()
    for turn in range(REPAINTS):
        for _ in range(CALLS // REPAINTS // 2):
            view.setEnabled(True)
            view.isVisible()
        view.setWindowTitle(str(turn))
        view.viewport().update()
        application.processEvents()
    print("survived", flush=True)


if __name__ == "__main__":
    soak()
    sys.exit(0)
