"""The handbook beside the work: its pages at the left, the chosen one at the right; it is found by words and saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from re import sub

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QImageReader, QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import letters_wide, spacing
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.beside import SideBySide
from desktop_app.gui.widgets.fitted_dialog import fit_dialog
from desktop_app.gui.widgets.page import button_row
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.pagespec.handbook import BlockKind, HandbookBlock, HandbookPage, find_pages, page_about
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.program.handbook import handbook, handbook_pdf, picture_path
from desktop_app.services.program.program import Program

WIDE, TALL = 110, 38
LEAST = 300
SAVED_NAME = "Filing Desk handbook.pdf"
LISTS = {BlockKind.STEP: "ol", BlockKind.ITEM: "ul"}
MARGIN = 8  # eighths of the letters' height beside a picture


class HandbookDialog(QDialog):
    """Stays open beside the window or dialog that it was opened from."""

    def __init__(self, program: Program, asking: UserPrompts, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._program, self._asking = program, asking
        self._runner = TaskRunner(self)
        self._pages = handbook(program.resources)
        self._shown: tuple[HandbookPage, ...] = self._pages
        self.setWindowTitle("Handbook")
        self.setModal(False)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find words")
        self.search.setAccessibleName("Find in the handbook")
        self.search.setClearButtonEnabled(True)
        self.list = WordList(self)
        self.list.setAccessibleName("Pages of the handbook")
        wrap_items(self.list)
        self.reader = QTextBrowser(self)
        self.reader.setAccessibleName("Page of the handbook")
        self.reader.setOpenLinks(False)
        self.save = QPushButton("&Save as PDF...", self)
        self.close_button = QPushButton("&Close", self)
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.list.currentRowChanged.connect(self._show_row)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.close)
        self._fill(self._pages)
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)
        fit_dialog(self)

    def show_about(self, screens: Sequence[str]) -> None:
        """Shows the page that explains the first of the screens that any page explains."""
        self.search.clear()
        self.list.setCurrentRow(self._pages.index(page_about(self._pages, screens)))

    @property
    def page(self) -> HandbookPage | None:
        """The page that is shown."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def done(self, result: int) -> None:
        """Closes; what is being written is called off."""
        self._runner.close()
        super().done(result)
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pictures to the new width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        for button in (self.save, self.close_button):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing(self, 8)] * 4)
        whole.addWidget(SideBySide(left, self.reader, (1, 3), self, least=LEAST), 1)
        whole.addLayout(button_row(self.save, right=[self.close_button]))

    @Slot(str)
    def _find(self, words: str) -> None:
        self._fill(find_pages(self._pages, words))

    def _fill(self, pages: tuple[HandbookPage, ...]) -> None:
        self._shown = pages
        self.list.clear()
        self.list.addItems([page.title for page in pages])
        self.list.setCurrentRow(0)

    @Slot(int)
    def _show_row(self, row: int) -> None:
        self._show()
        self.reader.verticalScrollBar().setValue(0)

    @Slot()
    def _show(self) -> None:
        page = self.page
        self.reader.setHtml("<p>No page has these words.</p>" if page is None else self._html(page))

    def _html(self, page: HandbookPage) -> str:
        parts = [f"<h2>{_words(page.title)}</h2>"]
        for kind, blocks in groupby(page.blocks, lambda block: block.kind):
            if kind in LISTS:
                items = "".join(f"<li>{_words(block.words)}</li>" for block in blocks)
                parts.append(f"<{LISTS[kind]}>{items}</{LISTS[kind]}>")
            else:
                parts += [part for block in blocks for part in self._block(block)]
        return "".join(parts)

    def _block(self, block: HandbookBlock) -> Iterator[str]:
        if block.kind is BlockKind.PICTURE:
            path = picture_path(self._program.resources, block.sign)
            size: QSize = QImageReader(str(path)).size()
            room = max(1, self.reader.viewport().width() - spacing(self, 2 * MARGIN))
            wide = min(size.width(), room)
            yield f'<p><img src="{escape(path.as_uri())}" width="{wide}" alt="{escape(block.plain)}"></p>'
            yield f"<p><i>{escape(block.plain)}</i></p>"
        else:
            tag = "h3" if block.kind is BlockKind.HEADING else "p"
            yield f"<{tag}>{_words(block.words)}</{tag}>"

    @Slot()
    def _save(self) -> None:
        path = self._asking.new(self, "Save the handbook", SAVED_NAME, "PDF files (*.pdf)")
        if path is None:
            return
        self.save.setEnabled(False)

        def work(report: ProgressReport) -> bytes:
            report(0, 0, f"Writing {path.name}")
            return handbook_pdf(self._program, path.name)

        def done(content: bytes) -> None:
            put_file(path, content)
            self.setWindowTitle(f"Handbook: saved as {path.name}")

        task = self._runner.start(f"Writing {path.name}", work, done)
        task.ended.connect(lambda: self.save.setEnabled(True))


def _words(words: str) -> str:
    return sub(r"\*([^*]+)\*", r"<b>\1</b>", escape(words))
