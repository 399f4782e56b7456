"""Asks the program's own dressing for the fonts of tables, trees, lists, menus and tool tips; run by the proof.

Prints a line for each size of text that was chosen: the size, and the fonts that were found.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QFont  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QListWidget,
    QMenu,
    QPushButton,
    QTableView,
    QToolTip,
    QTreeView,
    QWidget,
)

from desktop_app.gui.theme.style import FUSION, WindowStyle  # noqa: E402


class Chosen:
    """Preferences in which only the size of the text was chosen."""

    def __init__(self, scale: int) -> None:
        self._scale = scale

    def get(self, name: str) -> object:
        """The size."""
        return self._scale if name == "scale" else None

    def set(self, name: str, value: object) -> None:
        """Nothing is kept."""


def fonts() -> list[QFont]:
    """Of one widget of each kind."""
    shown = QWidget()
    table, tree, list_, menu = QTableView(shown), QTreeView(shown), QListWidget(shown), QMenu(shown)
    return [widget.font() for widget in (QPushButton(shown), table, table.horizontalHeader(), tree, list_, menu)] + [
        QToolTip.font()
    ]


if __name__ == "__main__":
    application = QApplication(["", *FUSION])
    for scale in (100, 175):
        style = WindowStyle(application, Chosen(scale), ROOT / "resources")  # type: ignore[arg-type]
        print(scale, sorted({f"{font.family()} {font.pointSizeF():g}" for font in fonts()}))
