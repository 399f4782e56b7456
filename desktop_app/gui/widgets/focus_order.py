"""The keyboard goes through a dialog as its words are read, and begins in the first field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
TAB = Qt.FocusPolicy.TabFocus.value


def order_focus(dialog: QDialog) -> None:
    """Leads Tab from top to bottom and from left to right, as the layout has it; the first field has the focus.

    A dialog that has given the focus to something itself keeps it there.
    """
    from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox

    reached = order_within(dialog)
    for box in dialog.findChildren(QDialogButtonBox):  # Tab from its last button would lead to its first, for ever
        box.setFocusProxy(None)  # type: ignore[arg-type]
    given: QWidget | None = dialog.focusWidget()
    if given is None or isinstance(given, QPushButton):
        seen = [widget for widget in reached if widget.isVisibleTo(dialog) and widget.isEnabled()]
        lists = (widget for widget in seen if isinstance(widget, QAbstractItemView))
        field = next((widget for widget in seen if _can_be_typed_into(widget)), next(lists, None))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)


def order_within(root: QWidget) -> list[QWidget]:
    """Leads Tab through all that can have the focus, as the layout has it, and gives it in this order."""
    reached = [widget for widget in _within(root) if widget.focusPolicy().value & TAB]
    for one, other in pairwise(reached):
        QWidget.setTabOrder(one, other)
    return reached


def _can_be_typed_into(widget: QWidget) -> bool:
    read_only = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and widget.isReadOnly()
    return isinstance(widget, FIELDS) and not read_only


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    """The controls in the order in which they are laid out."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inside, widget = item.layout(), item.widget()
        if inside is not None:
            yield from _in_layout(inside)
        elif widget is not None:
            yield from _within(widget)


def _within(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from _within(inner)
    elif isinstance(widget, QSplitter | QStackedWidget):
        for at in range(widget.count()):
            inner = widget.widget(at)
            if inner is not None:
                yield from _within(inner)
    elif layout is not None and not isinstance(widget, FIELDS):
        yield from _in_layout(layout)
    else:
        yield widget
