"""What somebody who does not see the window, or uses no mouse, meets on a screen: the walker of the tests."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop_app.gui.grid.schedule_grid import ScheduleGrid

ROLE = QAccessible.Role
ROLES = {
    QLineEdit: {ROLE.EditableText},
    QPlainTextEdit: {ROLE.EditableText},
    QAbstractSpinBox: {ROLE.SpinBox, ROLE.EditableText},
    QComboBox: {ROLE.ComboBox},
    QCheckBox: {ROLE.CheckBox, ROLE.Button},
    QRadioButton: {ROLE.RadioButton},
    QPushButton: {ROLE.Button, ROLE.ButtonMenu, ROLE.PushButton, ROLE.CheckBox},
    QToolButton: {ROLE.Button, ROLE.ButtonMenu, ROLE.ButtonDropDown, ROLE.PushButton, ROLE.CheckBox},
    QAbstractItemView: {ROLE.List, ROLE.Table, ROLE.Tree},
}
FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
LEAST = 24  # pixels
TAB = Qt.FocusPolicy.TabFocus.value


def inside(widget: QWidget) -> bool:
    """Whether it is a part of another control, which speaks for it."""
    return isinstance(widget.parent(), QComboBox | QAbstractSpinBox)


def controls(root: QWidget) -> Iterator[QWidget]:
    """Everything on the screen that takes the focus or is clicked."""
    for widget in root.findChildren(QWidget):
        if widget.window() is not root.window() or not widget.isVisible() or inside(widget):
            continue
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton):
            yield widget


def called(widget: QWidget) -> str:
    """How a test names it."""
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def unnamed(root: QWidget) -> list[str]:
    """The visible widgets that take the focus and have no name. The name that Qt gives a list is its text: no name."""
    QAccessible.setActive(True)
    labelled = {label.buddy() for label in root.findChildren(QLabel)}
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus or inner:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        if isinstance(widget, QComboBox):
            name = widget.accessibleName() or ("labelled" if widget in labelled else "")
        if not name:
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def unspoken(root: QWidget) -> list[str]:
    """Controls without a name, of another role than they are, or that do not say their state."""
    QAccessible.setActive(True)
    labelled = {label.buddy() for label in root.findChildren(QLabel)}
    found = []
    for widget in controls(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        name = spoken.text(QAccessible.Text.Name)
        if isinstance(widget, QComboBox):  # Qt takes its text for its name
            name = widget.accessibleName() or ("labelled" if widget in labelled else "")
        if isinstance(widget, QTabBar):
            name = "its tabs have names"
        corner = isinstance(widget.parent(), QTableView) and isinstance(widget, QAbstractButton)
        if not name.strip() and widget.isEnabled() and not corner:
            found.append(f"{called(widget)} has no name")
        roles = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), None)
        if roles is not None and spoken.role() not in roles:
            found.append(f"{called(widget)} says that it is a {spoken.role().name}")
        state = spoken.state()
        if isinstance(widget, QLineEdit) and bool(state.readOnly) is not widget.isReadOnly():
            found.append(f"{called(widget)} does not say whether it can be typed into")
        if isinstance(widget, QAbstractButton):
            told, true = (state.checkable, state.checked), (widget.isCheckable(), widget.isChecked())
            if tuple(map(bool, told)) != true and widget.isCheckable():
                found.append(f"{called(widget)} does not say whether it is checked")
    return found


def lettered(widget: QWidget) -> str:
    """The words of a control that may have a letter to be pressed with Alt."""
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QToolButton):
        return widget.text()
    buddy = widget.buddy() if isinstance(widget, QLabel) else None
    return widget.text() if isinstance(widget, QLabel) and buddy is not None and buddy.isEnabled() else ""


def shared_letters(root: QWidget) -> list[str]:
    """Letters that are pressed with Alt and lead to more than one thing that is enabled."""
    letters: dict[str, list[str]] = defaultdict(list)
    for widget in root.findChildren(QWidget):
        if widget.window() is root.window() and widget.isVisible() and widget.isEnabled():
            plain = lettered(widget).replace("&&", "")
            letters[plain.partition("&")[2][:1].casefold()].append(plain)
    return [f"Alt+{letter} leads to {' and '.join(all_)}" for letter, all_ in letters.items() if letter and all_[1:]]


def too_small(root: QWidget) -> list[str]:
    """What is clicked and is smaller than a target should be."""
    return [
        f"{called(widget)} is {widget.width()} x {widget.height()}"
        for widget in controls(root)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox)
        and widget.isEnabled()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QTabBar)
        and min(widget.width(), widget.height()) < LEAST
    ]


def badly_begun(dialog: QDialog) -> list[str]:
    """A dialog with a field to type in that does not begin in one."""
    fields = [
        widget
        for widget in controls(dialog)
        if isinstance(widget, FIELDS) and widget.isEnabled() and not getattr(widget, "isReadOnly", bool)()
    ]
    focus = dialog.focusWidget()
    return (
        [f"begins on {called(focus)} and not in {called(fields[0])}"]
        if fields and isinstance(focus, QAbstractButton)
        else []
    )


def traps(root: QWidget) -> list[str]:
    """Where Tab does not lead on; a grid of a schedule has its own ways out, which its help tells."""
    found = []
    for widget in controls(root):
        if isinstance(widget, ScheduleGrid) or not widget.isEnabled():
            continue
        if not widget.focusPolicy().value & TAB:
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not widget:
            continue
        others = [one for one in controls(root) if one is not widget and one.focusPolicy().value & TAB]
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is widget:  # a step within it, as between the parts of a date
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is widget and any(one.isEnabled() for one in others):
            found.append(f"Tab stays in {called(widget)}")
    return found


def unreached(root: QWidget) -> list[str]:
    """What Tab never comes to from where the focus is, going on until it has been everywhere twice."""
    wanted = [one for one in controls(root) if one.isEnabled() and one.focusPolicy().value & TAB and _can_stop(one)]
    if not wanted or any(isinstance(one, ScheduleGrid) for one in wanted):
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen = set[QWidget]()
    for _ in range(2 * len(wanted) + 2):
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not root.window():
            return []
        seen.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return [f"Tab never comes to {called(one)}" for one in wanted if one not in seen]


def _can_stop(widget: QWidget) -> bool:
    """Whether Tab stops at it: of radio buttons that belong together at one, of pages with tabs at the bar of tabs."""
    return not isinstance(widget, QTabWidget) and (not isinstance(widget, QRadioButton) or widget.isChecked())


def backward(page: QWidget) -> list[str]:
    """Where Tab leads up the page: to what ends above that from which it comes, and is not to the right of it."""
    wanted = [one for one in controls(page) if one.isEnabled() and one.focusPolicy().value & TAB and _can_stop(one)]
    if any(isinstance(one, ScheduleGrid) for one in wanted):
        return []  # a grid has its own ways out
    places = {one: QRect(one.mapTo(page, QPoint()), one.size()) for one in wanted if page.isAncestorOf(one)}
    focus: QWidget | None = min(places, key=lambda one: (places[one].top(), places[one].left()), default=None)
    found, before = [], None
    while focus is not None and focus in places:
        here = places.pop(focus)
        focus.setFocus(Qt.FocusReason.TabFocusReason)
        if before is not None and here.bottom() < before[1].top() and here.left() < before[1].right():
            found.append(f"Tab leads up from {called(before[0])} to {called(focus)}")
        before = (focus, here)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    return found
