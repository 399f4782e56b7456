"""One window for a company: a second start asks the window that has it open to come forward, and ends.

The two programs meet in a folder of the user's: the first leaves a mark there for the company that is open, the second
puts a call beside it, and the first answers by taking the call away. The names of the files are digests: they tell
nobody which companies there are.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

FOLDER = "open companies"
MARK, CALL = ".open", ".call"
PATIENCE = 2.0  # seconds: what a window may take to answer before it counts as gone
GLANCE = 0.05
LONG_ENOUGH = 24


def call_forward(user: Path, company: Path) -> bool:
    """Asks the window that has the company open to come forward; whether it did."""
    try:
        mark = _mark(user, company)
        call = mark.with_suffix(CALL)
        if not mark.exists():
            return False
        allow_foreground()
        call.touch()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not call.exists():
                return True
            time.sleep(GLANCE)
        call.unlink(missing_ok=True)
    except OSError:
        return False
    return False


class CallForward(QObject):
    """Watches for calls to the company that is open in a window, and brings the window forward."""

    def __init__(self, user: Path, window: QWidget) -> None:
        super().__init__(window)
        self._user = user
        self._window = window
        self._mark: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)

    def follow(self, company: Path | None) -> None:
        """Marks this company as open, instead of the one before. Where nothing can be written, no one is called."""
        self.let_go()
        if company is None:
            return
        mark = _mark(self._user, company)
        with suppress(OSError):
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
            self._mark = mark
            self._watcher.addPath(str(mark.parent))

    def let_go(self) -> None:
        """Takes the mark away."""
        mark, self._mark = self._mark, None
        if mark is not None:
            with suppress(OSError):
                mark.unlink(missing_ok=True)

    @Slot()
    def _look(self) -> None:
        if self._mark is None:
            return
        call = self._mark.with_suffix(CALL)
        if call.exists():
            with suppress(OSError):
                call.unlink()
            raise_window(self._window)


def raise_window(window: QWidget) -> None:
    """Shows a window above the others, also one that was minimized."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _mark(user: Path, company: Path) -> Path:
    whole = os.path.normcase(company.resolve())
    return user / FOLDER / f"{hashlib.sha256(whole.encode(errors='surrogatepass')).hexdigest()[:LONG_ENOUGH]}{MARK}"


if sys.platform == "win32":  # pragma: no cover - the other half of this module, by system
    import ctypes

    _ANY = 0xFFFFFFFF

    def allow_foreground() -> None:
        """Hands on the right to come forward, which Windows gives only to what the user has just started."""
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY)

else:

    def allow_foreground() -> None:
        """Other systems let a window come forward by itself."""
