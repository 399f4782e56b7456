"""A finished file, read from within the program: its pages as pictures, a password where it asks for one, printing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.preview.page_column import PageColumn
from desktop_app.gui.preview.page_stack import stack_image
from desktop_app.gui.preview.paper_view import ZOOM_STEP, PaperView
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.page import GAP, button_row
from desktop_app.services.ports import PagePicture, PagePictures, PasswordWanted

LEAST, MOST = 0.4, 4.0
WIDE, TALL = 108, 46


class CannotShowFile(EnvironmentProblem):
    """The file is not there any more, or cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path.name} cannot be opened: {error.strerror or error}.")


class DocumentViewer(QDialog):
    """Shows one PDF file. `wants_print` carries nothing: ask for `pdf` and `password`."""

    print_requested = Signal()

    def __init__(self, path: Path, pictures: PagePictures, password: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._pictures = pictures
        self._runner = TaskRunner(self)
        self._asked: set[int] = set()
        self._fits = True
        self.path = path
        self.password = password
        self.pdf = _read(path)
        self.setWindowTitle(path.name)
        self.column = PageColumn(self._ask_for, self)
        self.view = PaperView(self.column, "Pages", self)
        self.page = QSpinBox(self)
        self.page.setAccessibleName("Page shown")
        self.count = QLabel(self)
        self.lock = _PasswordField(self)
        self._lay_out()
        self._connect()
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)
        self._open()

    def show_page(self, page: int) -> None:
        """Goes to a page, counted from 0."""
        self.view.verticalScrollBar().setValue(self.column.top_of(page))

    def done(self, result: int) -> None:
        """Closes at once; what is still being painted is called off."""
        self._runner.close()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps fitting the pages to the width while that is what the user wants."""
        super().resizeEvent(event)
        if self._fits:
            QTimer.singleShot(0, self, self._fit)

    # Inside

    def _lay_out(self) -> None:
        self.smaller = self._button("&Smaller")
        self.larger = self._button("&Larger")
        self.fit = self._button("&Fit the width")
        self.print = self._button("&Print...")
        self.close_button = self._button("&Close")
        label = QLabel("P&age", self)
        label.setBuddy(self.page)
        buttons = (self.smaller, self.larger, self.fit, self.print, self.close_button)
        line = button_row(label, self.page, self.count, right=buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 8)] * 4)
        column.setSpacing(spacing(self, GAP))
        column.addLayout(line)
        column.addWidget(self.lock)
        column.addWidget(self.view, 1)
        self.view.setFocus()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.smaller.clicked.connect(lambda: self._zoom(1 / ZOOM_STEP))
        self.larger.clicked.connect(lambda: self._zoom(ZOOM_STEP))
        self.fit.clicked.connect(self._fit)
        self.print.clicked.connect(self.print_requested)
        self.close_button.clicked.connect(self.close)
        self.lock.given.connect(self._unlock)
        self.page.valueChanged.connect(lambda number: self.show_page(number - 1))
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.zoomed.connect(self._zoom)
        self._key("Ctrl++", lambda: self._zoom(ZOOM_STEP))
        self._key("Ctrl+-", lambda: self._zoom(1 / ZOOM_STEP))
        self._key("Ctrl+0", self._fit)
        self._key("Ctrl+P", self.print_requested.emit)
        self._key("Ctrl+Home", lambda: self.show_page(0))
        self._key("Ctrl+End", lambda: self.show_page(self.page.maximum() - 1))

    def _key(self, keys: str, handler: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(handler)

    def _open(self) -> None:
        """Reads the sizes of the pages; asks for a password if that is what is missing."""
        try:
            sizes = self._pictures.page_sizes(self.pdf, self.password)
        except PasswordWanted as refusal:
            self.lock.ask(str(refusal) if self.password else "This file opens with its password.")
        except UserError as refusal:
            self.lock.refuse(str(refusal))
        else:
            self.lock.hide()
            self.column.show_sizes(sizes)
            self.page.setRange(1, len(sizes))
            self.count.setText(f"of {len(sizes)}")
            self.view.setFocus()
        opened = self.page.maximum() > 0 and bool(self.count.text())
        for widget in (self.page, self.smaller, self.larger, self.fit, self.print):
            widget.setEnabled(opened)

    @Slot(str)
    def _unlock(self, password: str) -> None:
        self.password = password
        self._open()
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._fits = True
        if self.column.widest:
            self._set_scale((self.view.viewport().width() - spacing(self, 4)) / self.column.widest)

    @Slot(float)
    def _zoom(self, factor: float) -> None:
        self._fits = False
        self._set_scale(self.column.scale * factor)

    def _set_scale(self, scale: float) -> None:
        bar = self.view.verticalScrollBar()
        part = bar.value() / max(1, self.column.height())
        self._asked.clear()
        self.column.set_scale(max(LEAST, min(MOST, scale)))
        bar.setValue(round(part * self.column.height()))

    @Slot()
    def _scrolled(self) -> None:
        middle = self.view.verticalScrollBar().value() + self.view.viewport().height() // 3
        self.page.blockSignals(True)
        self.page.setValue(self.column.page_at(middle) + 1)
        self.page.blockSignals(False)

    def _ask_for(self, page: int) -> None:
        """Has a page painted beside the window, once."""
        if page in self._asked:
            return
        self._asked.add(page)
        scale, density = self.column.scale, self.devicePixelRatioF()

        def paint(report: ProgressReport) -> PagePicture:
            report(0, 0, "Drawing the page")
            return self._pictures.page(self.pdf, page, scale * density, self.password)

        def show(picture: PagePicture) -> None:
            self._asked.discard(page)
            if self.column.scale == scale:
                self.column.keep(page, stack_image(picture, density))

        self._runner.start("Drawing the page", paint, show, owner=self)


class _PasswordField(QWidget):
    """The password of a protected file, asked for above its pages."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = text("", parent=self)
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Password of the file")
        self.open = QPushButton("&Open", self)
        self.open.setDefault(True)
        self.open.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(spacing(self, GAP))
        line.addWidget(self.words, 1)
        line.addWidget(self.field, 1)
        line.addWidget(self.open)
        self.hide()

    def ask(self, words: str) -> None:
        """Asks."""
        self._say(words, asks=True)
        self.field.selectAll()
        self.field.setFocus()

    def refuse(self, words: str) -> None:
        """Says why there is nothing to see."""
        self._say(words, asks=False)

    def _say(self, words: str, *, asks: bool) -> None:
        self.words.setText(words)
        self.field.setVisible(asks)
        self.open.setVisible(asks)
        self.show()

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.field.text())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotShowFile(path, error) from None
