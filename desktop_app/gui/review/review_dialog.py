"""A review file as the second person sees it: read-only, with comments on any cell, page or filing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop_app.domain.dates import long_date
from desktop_app.domain.json_fields import as_day
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.review.reading import OpenedReview
from desktop_app.gui.theme.style import TypeScale, high, letters_wide, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.review.review_file import (
    ReviewComment,
    ReviewFile,
    ReviewPage,
    add_comment,
    delete_comment,
)

COLUMNS = ("Where", "Value", "Comments")
OF_LINE, OF_PAGE, OF_FILING = "line", "page", "filing"
WIDE, ROWS, LINES = 110, 9, 3
READ_ONLY = "{company}, made {day}: {version}. You cannot change a value here; you can propose one."


class ReviewDialog(FormDialog):
    """Shows one page at a time. Each comment is saved in the file at once."""

    def __init__(
        self,
        opened: OpenedReview,
        save: Callable[[OpenedReview], None],
        comment_of: Callable[[str, str, str, str, str], ReviewComment],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Review of {opened.review.company}", "&Add the comment", parent)
        self._opened, self._save, self._comment_of = opened, save, comment_of
        review = opened.review
        version = "the public version" if review.public else "everything"
        words = READ_ONLY.format(company=review.company, day=long_date(as_day(review.made)), version=version)
        self.column.addWidget(text(words, parent=self))
        self.pages = QComboBox(self)
        self.pages.addItems([f"{page.filing}, page {page.page}: {page.title}" for page in review.pages])
        self.ask("&Page", self.pages, "Choose the page to read.")
        self.table = ReadingTable("The page", COLUMNS, self)
        self.table.setMinimumHeight(high(self, ROWS * 11))
        self.column.addWidget(self.table, 1)
        self.about = QComboBox(self)
        self.about.addItem("The chosen line", OF_LINE)
        self.about.addItem("The whole page", OF_PAGE)
        self.about.addItem("The whole filing", OF_FILING)
        self.ask("The comment is a&bout", self.about, "Choose a line in the table first.")
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(high(self, LINES * 11))
        self.ask("&Comment", self.words, "What should be looked at, or why the value should change.")
        self.proposed = QLineEdit(self)
        self.ask("Proposed &value", self.proposed, "Optional. The company accepts or leaves it.")
        self.name = QLineEdit(self)
        self.ask("Your &name", self.name, "The company sees it beside the comment.")
        self.said = text("", TypeScale.SMALL, muted=True, parent=self)
        self.column.addWidget(self.said)
        self.delete = QPushButton("&Delete my last comment here", self)
        self.buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("Close")
        self.finish()
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.pages.currentIndexChanged.connect(self._show_page)
        self.table.selectionModel().currentRowChanged.connect(self._show_said)
        self.about.currentIndexChanged.connect(self._show_said)
        self.delete.clicked.connect(self._delete)
        self._show_page()
        self.pages.setFocus()

    @property
    def page(self) -> ReviewPage | None:
        """The page that is shown."""
        at = self.pages.currentIndex()
        return self._opened.review.pages[at] if at >= 0 else None

    @property
    def on(self) -> str:
        """What the comment is about: a cell, a page, or the filing."""
        page, row = self.page, self.table.currentIndex().row()
        if page is None or self.about.currentData() == OF_FILING:
            return ""
        if self.about.currentData() == OF_PAGE or not 0 <= row < len(page.cells):
            return page.schedule
        return page.cells[row].place

    @Slot()
    def accept(self) -> None:
        """Adds the comment; the dialog stays open for the next."""
        page = self.page
        if page is None:
            return
        comment = self._comment_of(
            page.filing, self.on, self.name.text(), self.words.toPlainText(), self.proposed.text()
        )
        if self._changed(lambda: add_comment(self._opened.review, comment), self.words):
            self.words.clear()
            self.proposed.clear()

    @Slot()
    def _delete(self) -> None:
        mine = self._here()
        if mine:
            self._changed(lambda: delete_comment(self._opened.review, mine[-1].id), self.words)

    def _changed(self, change: Callable[[], ReviewFile], field: QWidget) -> bool:
        try:
            review = change()
            opened = replace(self._opened, review=review)
            self._save(opened)
        except (UserError, EnvironmentProblem) as refusal:
            self.refuse(str(refusal), field)
            return False
        self._opened = opened
        self.trouble.hide()
        row = self.table.currentIndex().row()
        self._show_page()
        self.table.selectRow(row)
        return True

    def _here(self) -> list[ReviewComment]:
        page = self.page
        filing = "" if page is None else page.filing
        return [item for item in self._opened.review.comments if (item.filing, item.on) == (filing, self.on)]

    @Slot()
    def _show_page(self) -> None:
        page = self.page
        if page is None:
            return
        said: dict[str, int] = {}
        for item in self._opened.review.comments:
            if item.filing == page.filing:
                said[item.on] = said.get(item.on, 0) + 1
        self.table.fill((sentence_start(cell.label), cell.value, str(said.get(cell.place, ""))) for cell in page.cells)
        self._show_said()

    @Slot()
    def _show_said(self) -> None:
        lines = [
            f"{item.by}: {item.text}{f' Proposed: {item.proposed}' if item.proposed else ''}" for item in self._here()
        ]
        page, row = self.page, self.table.currentIndex().row()
        note = page.cells[row].note if page is not None and 0 <= row < len(page.cells) else ""
        self.said.setText("\n".join([*([f"Note: {note}"] if note else []), *lines]))
        self.delete.setEnabled(bool(lines))
