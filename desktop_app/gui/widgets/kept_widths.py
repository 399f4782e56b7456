"""The widths that a user gave to columns: kept for this user on this machine, in letters, for every size of text."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.values import Json
from desktop_app.services.ports import Preferences

WIDTHS = "column widths"
PARTS = 10  # of a letter
MOST = 200 * PARTS


class KeptWidths(QObject):
    """Belongs to the application; tables ask for it there."""

    def __init__(self, preferences: Preferences, application: QApplication) -> None:
        before = kept_widths()  # of a window that was built before
        if before is not None:
            before.setParent(None)
        super().__init__(application)
        _KEPT[application] = self
        self._preferences = preferences

    def of(self, table: str, view: QWidget) -> dict[str, int]:
        """The columns to which the user gave a width, by their headings, in pixels."""
        kept = self._all().get(table, {})
        letter = view.fontMetrics().averageCharWidth()
        return {name: round(min(width, MOST) * letter / PARTS) for name, width in kept.items()}

    def keep(self, table: str, heading: str, pixels: int, view: QWidget) -> None:
        """Keeps the width of a column."""
        found = self._all()
        found.setdefault(table, {})[heading] = round(PARTS * pixels / view.fontMetrics().averageCharWidth())
        self._write(found)

    def forget(self, table: str) -> None:
        """Lets the columns of a table be as wide as their words again."""
        found = self._all()
        if found.pop(table, None) is not None:
            self._write(found)

    def _write(self, found: dict[str, dict[str, int]]) -> None:
        self._preferences.set(WIDTHS, {table: dict(columns) for table, columns in found.items()})

    def _all(self) -> dict[str, dict[str, int]]:
        kept = self._preferences.get(WIDTHS)
        tables = kept.items() if isinstance(kept, dict) else ()
        return {table: _readable(columns) for table, columns in tables if isinstance(columns, dict)}


def _readable(columns: dict[str, Json]) -> dict[str, int]:
    return {name: width for name, width in columns.items() if isinstance(width, int) and width > 0}


_KEPT: WeakKeyDictionary[QObject, KeptWidths] = WeakKeyDictionary()  # to look among its children loads their classes


def kept_widths() -> KeptWidths | None:
    """The widths that are kept, None in a program without a window."""
    application = QApplication.instance()
    found = None if application is None else _KEPT.get(application)
    return found if found is not None and found.parent() is application else None
