"""Types odd words into every field of the window, and says what must not come of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from desktop_app.domain.disk_trouble import refused_file
from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.formspec.definition import CellType
from desktop_app.gui.filing.filing_page import FilingPage
from desktop_app.gui.window.main_window import MainWindow
from tests.support.entry_fields import REPORT, Press, Way, button, furnish, opened

ODD: tuple[str, ...] = (
    *("", " ", "0", "-1", "None", "1e400", "NaN", "999,999,999,999,999", "9" * 40, "12345678901", "2/30/2026"),
    *("1/1/1234567890", "01/01/0001", "12/31/9999", "10000-01-01", "/", "a/b/c", "../../x", "CON", "x" * 5000),
    *(
        "w" * 20_000,
        "\x00",
        "a\x00b",
        "\U0001f4a7",
        "\u202eabc\u200f",
        "\u0661\u0662",
        "%s {} <b>&amp;",
        "=1/0",
        "\u2028",
    ),
)
PATIENCE = 400


@dataclass
class Attempt:
    """What was typed where, and how it ended; `bad` is a sentence about what must not be."""

    where: str
    typed: dict[int, str] = field(default_factory=dict)
    fields: str = ""
    said: str = ""
    bad: str = ""


@dataclass
class _Watch:
    """Looks for the dialog that is wanted, goes through those before it, and closes every other one."""

    wanted: str
    through: dict[str, Press]
    deal: Callable[[QWidget], object]
    dealt: list[QWidget] = field(default_factory=list)
    dealing: bool = False

    def look(self) -> None:
        modal = QApplication.activeModalWidget()
        if not isinstance(modal, QDialog) or (self.dealing and modal in self.dealt):
            return
        kind = type(modal).__name__
        if kind in self.through:
            press = self.through.pop(kind)
            QTimer.singleShot(0, modal, lambda: press(modal))
            return
        try:
            if kind == self.wanted and not self.dealt:
                self.begin(modal)
        finally:  # a dialog that nobody answers would be waited for for ever
            if shiboken6.isValid(modal) and modal.isVisible():
                modal.done(0)

    def begin(self, root: QWidget) -> None:
        self.dealt.append(root)
        self.dealing = True
        self.deal(root)
        self.dealing = False


@dataclass
class OddTyping:
    """Types one odd value after the other into the fields of the window."""

    window: MainWindow
    company: Path
    path: Path
    identity: str = ""
    refused: list[str] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Exceptions that leave a slot are heard here as the program's border hears them."""
        before = sys.excepthook
        sys.excepthook = self._caught
        try:
            yield
        finally:
            sys.excepthook = before

    def _caught(self, _: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if isinstance(error, UserError | EnvironmentProblem):
            self.refused.append(str(error))
        elif isinstance(error, OSError) and error.filename:
            self.refused.append(refused_file(error))
        else:
            self.bugs.append(error)

    def cells(self) -> list[str]:
        """A place of the newest report or the profile for each type of cell that is typed into."""
        file = opened(self.window)
        found: dict[tuple[CellType, bool], str] = {}
        for filing in (REPORT, COMPANY):
            for place, spec in file.book(filing).sheet.cells.items():
                if not spec.formula:
                    found.setdefault((spec.type, filing == COMPANY), f"{filing}/{place}")
        return list(found.values())

    def type_in_cell(self, cell: str, words: str) -> Attempt:
        """Types into a cell as into any other field: what is refused stays in the cell as it was typed."""
        made = Attempt(cell, {0: words})
        self.refused.clear()
        self.bugs.clear()
        before = self.steps()
        filing, _, path = cell.partition("/")
        self.window.go_to(filing, path)
        QApplication.processEvents()
        page = self.window.pages.currentWidget()
        assert isinstance(page, FilingPage)
        index, place = page.grid.currentIndex(), page.grid.place
        page.model.setData(index, words)
        QApplication.processEvents()
        draft = None if place is None else page.model.drafts.get(place)
        if draft is not None and (not draft.refusal or str(index.data(Qt.ItemDataRole.EditRole)) != words):
            made.bad = f"what was typed is lost: {draft.refusal[:160]}"
        if self.bugs:
            made.bad = f"crash: {_where(self.bugs[0])}"
        if place is not None:
            page.model.drafts.pop(place, None)
        self.take_back(before)
        return made

    def fields(self, name: str, way: Way) -> list[str]:
        """The names of the fields that take typing there."""
        found: list[str] = []
        before = self.steps()
        self.within(name, way, lambda root: found.extend(named(one) for one in typed_fields(root)))
        self.take_back(before)
        return found

    def attempt(self, name: str, way: Way, words: Callable[[int], str | None]) -> Attempt:
        """Types words into fields, by their number, and goes on with Enter or with the button that does it."""
        made = Attempt(name)
        self.refused.clear()
        self.bugs.clear()
        before = self.steps()
        self.within(name, way, lambda root: self._type(root, way, made, words))
        QApplication.processEvents()
        if self.refused and not made.said:
            made.said, made.bad = self.refused[0], f"the dialog closed, then: {self.refused[0][:160]}"
        if self.bugs:
            made.bad = f"crash: {_where(self.bugs[0])}"
        self.take_back(before)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return made

    def within(self, name: str, way: Way, deal: Callable[[QWidget], object]) -> None:
        """Opens the page or dialog, deals with it and closes it."""
        watch = _Watch(name.partition(":")[0], dict(way.through), deal)
        timer = QTimer(self.window)
        timer.setInterval(1)
        timer.timeout.connect(watch.look)
        timer.start()
        try:
            way.start(self.window)
        except (UserError, EnvironmentProblem) as refusal:  # raised through a command that is called, not clicked
            self.refused.append(str(refusal))
        self._wait(watch)
        timer.stop()
        timer.deleteLater()
        assert watch.dealt, f"{name} did not open. {' '.join(self.refused)}"

    # Inside

    def _wait(self, watch: _Watch) -> None:
        for _ in range(PATIENCE):
            QApplication.processEvents()
            shown = self.window.pages.currentWidget()
            if not watch.dealt and shown is not None and type(shown).__name__ == watch.wanted:
                watch.begin(shown)
            if watch.dealt:
                return
            QTest.qWait(2)

    def _type(self, root: QWidget, way: Way, made: Attempt, chosen: Callable[[int], str | None]) -> None:
        some = typed_fields(root)
        made.typed = {number: words for number in range(len(some)) if (words := chosen(number)) is not None}
        filled = {some[number]: words for number, words in made.typed.items()}
        if not filled:
            return
        made.fields = ", ".join(map(named, filled))
        earlier = {one: words_in_field(one) for one in filled}
        for one, words in filled.items():
            reveal(one)
            put(one, words)
        typed = {one: words_in_field(one) for one in filled if not isinstance(one, QAbstractSpinBox)}
        before, steps = said_in(root) | said_in(self.window), self.steps()
        self._go_on(root, next(reversed(filled)), way)
        QApplication.processEvents()
        if not shiboken6.isValid(root) or not root.isVisible():
            if self.refused:
                made.bad = f"the dialog closed, then: {self.refused[0][:160]}"
            return
        said = (said_in(root) | said_in(self.window)) - before
        made.said = " ".join([*self.refused, *sorted(said)])
        lost = [
            named(one)
            for one, words in typed.items()
            if shiboken6.isValid(one)
            if words_in_field(one) != words and (self.refused or words_in_field(one) == earlier[one])
        ]
        if lost and made.said and self.steps() == steps:
            made.bad = f"what was typed is lost in {lost}: {made.said[:160]}"
        if not isinstance(root, QDialog):  # a page stays: what was looked for there would be looked for ever after
            for one, words in earlier.items():
                put(one, words)

    def _go_on(self, root: QWidget, one: QWidget, way: Way) -> None:
        if way.enter:
            button(way.enter)(root)
            return
        boxes = root.findChildren(QDialogButtonBox) if isinstance(root, QDialog) else []
        does = [
            b for box in boxes for b in box.buttons() if box.buttonRole(b) is QDialogButtonBox.ButtonRole.AcceptRole
        ]
        if does:
            does[0].click()
        elif isinstance(one, QPlainTextEdit):
            QApplication.sendEvent(one, QEvent(QEvent.Type.FocusOut))
        else:
            QTest.keyClick(one, Qt.Key.Key_Return)

    def steps(self) -> int:
        return 0 if self.window.file is None else len(self.window.file.workspace.journal())

    def take_back(self, before: int) -> None:
        """As it was before; what cannot be taken back is put away with the whole file."""
        file = self.window.file
        if file is None or file.workspace.id != self.identity or file.filing(REPORT).state is FilingState.FILED:
            self.renew()
            return
        for _ in range(max(0, self.steps() - before)):
            if file.workspace.next_undo() is None:
                return
            file.undo()

    def renew(self) -> None:
        """Opens the company anew, as it was made."""
        self.window.company.close()
        shutil.copyfile(self.company, self.path)
        self.window.open(self.path)
        assert self.window.file is not None
        furnish(self.window.file)
        self.identity = self.window.file.workspace.id


def typed_fields(root: QWidget) -> list[QWidget]:
    """The fields that take typing now."""
    found: list[QWidget] = []
    for one in root.findChildren(QWidget):
        inner = isinstance(one.parent(), QComboBox | QAbstractSpinBox)
        takes = isinstance(one, QLineEdit | QPlainTextEdit) and not one.isReadOnly()
        takes = takes or isinstance(one, QAbstractSpinBox) or (isinstance(one, QComboBox) and one.isEditable())
        if takes and not inner and _is_reachable(one, root) and one.isEnabled():
            found.append(one)
    return found


def _is_reachable(one: QWidget, root: QWidget) -> bool:
    """Whether it is shown, or would be on another page of a stack that has a list of steps or tabs."""
    at: QWidget | None = one
    while at is not None and at is not root:
        parent = at.parentWidget()
        if at.isHidden() and not isinstance(parent, QStackedWidget):
            return False
        at = parent
    return True


def reveal(one: QWidget) -> None:
    """Turns to the page that it is on."""
    at, parent = one, one.parentWidget()
    while parent is not None:
        if isinstance(parent, QStackedWidget):
            parent.setCurrentWidget(at)
        at, parent = parent, parent.parentWidget()


def named(one: QWidget) -> str:
    return one.accessibleName() or one.objectName() or type(one).__name__


def put(one: QWidget, words: str) -> None:
    """Types over what is in the field, past nothing that it refuses of itself."""
    line = one.lineEdit() if isinstance(one, QComboBox | QAbstractSpinBox) else one
    if isinstance(line, QLineEdit):
        line.selectAll()
        line.insert(words) if words else line.clear()
        line.setModified(True)
    elif isinstance(line, QPlainTextEdit):
        line.setPlainText(words)


def words_in_field(one: QWidget) -> str:
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    line = one.lineEdit() if isinstance(one, QComboBox | QAbstractSpinBox) else one
    return line.text() if isinstance(line, QLineEdit) else ""


def said_in(root: QWidget) -> set[str]:
    """The sentences that are shown."""
    return {label.text() for label in root.findChildren(QLabel) if label.isVisible() and label.text()}


def tick(words: str) -> Press:
    """Ticks a check box."""

    def press(root: QWidget) -> None:
        next(b for b in root.findChildren(QCheckBox) if b.text().replace("&", "").startswith(words)).click()

    return press


def _where(bug: BaseException) -> str:
    import traceback

    frame = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{type(bug).__name__} at {Path(frame.filename).name}:{frame.lineno} {frame.name}: {str(bug)[:120]}"
