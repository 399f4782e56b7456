"""The busy cursor while the window's own thread works: whatever takes longer than a moment has a sign.

What takes longer than a second belongs to the `TaskRunner`, with its progress and Cancel.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


@contextmanager
def busy_cursor() -> Iterator[None]:
    """Shows the busy cursor until the work inside is done."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


@contextmanager
def asking_meanwhile() -> Iterator[None]:
    """The usual cursor for a dialog that something asks under a `busy_cursor`."""
    shown = []
    while (cursor := QApplication.overrideCursor()) is not None:
        shown.append(cursor)
        QApplication.restoreOverrideCursor()
    try:
        yield
    finally:
        for cursor in reversed(shown):
            QApplication.setOverrideCursor(cursor)
