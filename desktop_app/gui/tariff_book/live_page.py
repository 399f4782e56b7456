"""The page of a sheet beside the words that are typed for it: drawn at once, by a worker, and again when more came."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.problems import UserError
from desktop_app.gui.preview.page_drawing import page_drawing
from desktop_app.gui.preview.page_stack import ALIGN, PageStack
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import TypeScale, spacing
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.pagespec.pages import LETTER_WIDTH
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.sheet_pages import PrintedSheet

LEAST, SHARPEST = 0.4, 3.0
TOO_LONG = "The text does not fit on its page. Use Add sheet and move the rest there."


class LivePage(QWidget):
    """Follows what is typed: one drawing is under way at a time, and the next is of the newest words."""

    def __init__(self, program: Program, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand, self._runner = page_drawing(program), runner
        self._compose: Callable[[], PrintedSheet] | None = None
        self._drawing = self._more = False
        self.trouble = RefusalLine(self, TypeScale.SMALL)
        self.stack = PageStack(self)
        self.view = QScrollArea(self)
        self.view.setWidget(self.stack)
        self.view.setAlignment(ALIGN)
        self.view.setAccessibleName("The sheet as it prints")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trouble)
        column.addWidget(self.view, 1)

    def follow(self, compose: Callable[[], PrintedSheet]) -> None:
        """Draws what `compose` gives; while a drawing is under way, as soon as that is done."""
        self._compose = compose
        if self._drawing:
            self._more = True
        else:
            self._draw()

    def clear(self) -> None:
        """Shows nothing."""
        self._compose = None
        self.trouble.hide()
        self.stack.show_pages(())

    def _draw(self) -> None:
        self._more = False
        if self._compose is None:
            return
        try:
            printed = self._compose()
        except UserError as refusal:
            self._say(str(refusal))
            return
        if printed.over >= 0:
            self._say(TOO_LONG)
        else:
            self.trouble.hide()
        density, pages, drawing = self.devicePixelRatioF(), printed.pages, self._hand
        room = max(self.view.viewport().width() - spacing(self), 1) / LETTER_WIDTH
        scale = min(max(room, LEAST), SHARPEST) * density

        def draw(report: ProgressReport) -> tuple[QImage, ...]:
            report(0, len(pages), "Drawing the sheet")
            return tuple(drawing.picture(page, scale) for page in pages)

        def show(drawn: tuple[QImage, ...]) -> None:
            if self._compose is not None:
                self.stack.show_pages(drawn, density)

        self._drawing = True
        self._runner.start("Drawing the sheet", draw, show, owner=self).ended.connect(self._drawn)

    @Slot()
    def _drawn(self) -> None:
        self._drawing = False
        if self._more:
            self._draw()

    def _say(self, words: str) -> None:
        if self.trouble.isHidden() or words != self.trouble.text():  # the page is drawn at every key
            self.trouble.say(words)
