"""F1: what is asked about, and the window that answers, for every page and dialog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class HelpScreen(Protocol):
    """The handbook, opened: it shows the page about one of the screens, and comes to the front."""

    def show_about(self, screens: Sequence[str], /) -> None: ...
    def show(self, /) -> None: ...
    def activateWindow(self, /) -> None: ...


@runtime_checkable
class HelpingWindow(Protocol):
    """The window that opens the handbook over `parent`, at the page about what is in focus there."""

    def show_help(self, parent: QWidget, /) -> None: ...


def open_at(screen: HelpScreen, about: Sequence[str]) -> None:
    """Shows the page about one of the screens."""
    screen.show_about(about)
    screen.show()
    screen.activateWindow()


def asked_about(root: QWidget) -> tuple[str, ...]:
    """The screens around the focus inside `root`, from inside to outside; of several pages the one that is shown."""
    shown = root.currentWidget() if isinstance(root, QStackedWidget) else root
    return tuple(_around(QApplication.focusWidget() or shown, shown))


def ask_for_help(widget: QWidget) -> bool:
    """Asks the window to which a dialog belongs for help; says whether there was one."""
    window = widget.window()
    top: QWidget | None = window
    while top is not None and not isinstance(top, HelpingWindow):
        parent = top.parentWidget()
        top = None if parent is None else parent.window()
    if isinstance(top, HelpingWindow):
        top.show_help(window)
        return True
    return False


def _around(widget: QWidget | None, root: QWidget | None) -> Iterator[str]:
    if root is None or widget is None or not root.isAncestorOf(widget):
        widget = root
    while widget is not None:
        yield type(widget).__name__
        widget = None if widget is root else widget.parentWidget()
