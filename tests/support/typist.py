"""Somebody who has no mouse: keys go to whatever has the focus, in the window or in a dialog over it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QWidget

TICK, PATIENCE, GOING_DOWN, MOST_LABELS = 20, 30.0, 0.2, 12
Wait = Callable[[], object]


@dataclass(frozen=True)
class Keys:
    """Keys to be typed, one after the other."""

    send: Callable[[], None]


Script = Generator[Wait | Keys, None, None]


def dialog() -> str:
    """The kind of the dialog on top; empty for the window itself."""
    found = QApplication.activeModalWidget()
    return type(found).__name__ if isinstance(found, QDialog) else ""


def on(kind: str) -> Wait:
    """Waits until a dialog of that kind is on top, with the focus in it; without a kind, for the window itself."""
    return lambda: dialog() == kind and (not kind or QApplication.focusWidget() is not None)


def press(keys: str) -> Keys:
    """Presses a key, written like "Ctrl+K" or "Return"."""
    pressed = QKeySequence.fromString(keys)[0]  # type: ignore[index]
    return Keys(lambda: QTest.keyClick(_focus(), pressed.key(), pressed.keyboardModifiers()))


def choose(letter: str) -> Iterator[Wait | Keys]:
    """Presses a button, or goes to a field, by its Alt letter; a button is seen going down before it does anything."""
    yield press(f"Alt+{letter}")
    since = monotonic()
    yield lambda: monotonic() - since > GOING_DOWN


def write(words: str) -> Keys:
    """Types words."""

    def send() -> None:
        for sign in words:
            QTest.keyClicks(_focus(), sign)

    return Keys(send)


def _focus() -> QWidget:
    top = QApplication.activeModalWidget() or next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible()
    )
    if QApplication.activeWindow() is not top:  # no window manager passes the activity on when a dialog comes or goes
        top.activateWindow()
        QApplication.processEvents()
    found = QApplication.focusWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the focus"
    return found


class Typist(QObject):
    """Goes through a script, also while a dialog waits: each step when what it waits for is there."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self._script = script
        self._failed: BaseException | None = None
        self._loop, self._timer = QEventLoop(self), QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._go_on)
        self._wait: Wait = lambda: True
        self._since = monotonic()

    def run(self) -> None:
        """Types the script to its end. Raises what it raises."""
        self._timer.start()
        self._loop.exec()
        if self._failed is not None:
            raise self._failed

    def _go_on(self) -> None:
        try:
            if self._wait():
                self._take(next(self._script))
            elif monotonic() - self._since > PATIENCE:
                self._give_up()
        except StopIteration:
            self._end()
        except BaseException as trouble:  # noqa: BLE001 - told by `run`; here it would be lost in an event
            self._failed = trouble
            self._end()

    def _give_up(self) -> None:
        frame = getattr(self._script, "gi_frame", None)
        line = 0 if frame is None else frame.f_lineno
        raise AssertionError(f"line {line} waits in vain, on {dialog() or 'the window'}: {_labels()}")

    def _take(self, step: Wait | Keys) -> None:
        self._since = monotonic()
        if not isinstance(step, Keys):
            self._wait = step
            return
        sent: list[bool] = []

        def send() -> None:
            sent.append(True)  # before the keys: they may open a dialog, which is typed into before they end
            step.send()

        self._wait = lambda: sent
        QTimer.singleShot(0, self, send)

    def _end(self) -> None:
        self._timer.stop()
        while isinstance(over := QApplication.activeModalWidget(), QDialog):
            over.done(0)
        self._loop.quit()


def _labels() -> list[str]:
    """What the window on top says, for whoever reads why it did not go on."""
    over = QApplication.activeModalWidget() or QApplication.activeWindow()
    found = [] if over is None else over.findChildren(QLabel)
    return [label.text() for label in found if label.isVisible() and label.text()][:MOST_LABELS]
