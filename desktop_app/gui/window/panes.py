"""Going from pane to pane by F6. A pane is any widget with the property `pane`, which holds what it is called."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

PANE = "pane"


def panes(window: QWidget) -> list[QWidget]:
    """The panes that can be seen, from left to right and top to bottom, without those that hold others."""
    found = [pane for pane in window.findChildren(QWidget) if pane.property(PANE) and pane.isVisible()]
    inner = [pane for pane in found if not any(_inside(pane, other) for other in found)]
    return sorted(inner, key=lambda pane: _corner(window, pane))


def next_pane(window: QWidget, step: int) -> QWidget | None:
    """Puts the focus into the next pane, where it was there last, and gives the pane."""
    order = [pane for pane in panes(window) if entrance(pane) is not None]
    if not order:
        return None
    here = next((number for number, pane in enumerate(order) if _holds(pane, QApplication.focusWidget())), None)
    start = (-1 if step > 0 else 0) if here is None else here
    pane = order[(start + step) % len(order)]
    door = entrance(pane)
    if door is not None:
        door.setFocus(Qt.FocusReason.TabFocusReason)
    return pane


def entrance(pane: QWidget) -> QWidget | None:
    """Where the focus goes: where it was last, or the first widget that takes it."""
    last = pane.focusWidget()
    if _takes_focus(last):
        return last
    if _takes_focus(pane):
        return pane
    chain = pane.nextInFocusChain()
    while chain is not None and chain is not pane:
        if pane.isAncestorOf(chain) and _takes_focus(chain):
            return chain
        chain = chain.nextInFocusChain()
    return None


def _takes_focus(widget: QWidget | None) -> bool:
    if widget is None:
        return False
    tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(tab) and widget.isVisible() and widget.isEnabled()


def _holds(pane: QWidget, focused: QObject | None) -> bool:
    return isinstance(focused, QWidget) and (pane is focused or pane.isAncestorOf(focused))


def _inside(pane: QWidget, other: QWidget) -> bool:
    """Whether `other` lies within the pane; Qt counts a widget as an ancestor of itself."""
    return pane is not other and pane.isAncestorOf(other)


def _corner(window: QWidget, pane: QWidget) -> tuple[int, int]:
    corner = pane.mapTo(window, QPoint(0, 0))
    return corner.x(), corner.y()
