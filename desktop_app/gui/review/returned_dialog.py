"""The comments that came back: read, answered, resolved, and proposed values accepted one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.dates import long_date
from desktop_app.domain.json_fields import as_day
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.review.reading import opened_review
from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.asking import REVIEW_FILES
from desktop_app.gui.widgets.page import GAP, side_button
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.ports import FilePasswords
from desktop_app.services.review import returning
from desktop_app.services.review.returning import ReturnedComment

COLUMNS = ("Where", "Who", "Comment", "Shows now", "State")
WIDE, ROWS = 120, 10
ABOUT = "Comments of those who reviewed this company. Nothing changes until you accept a proposed value."


class AnswerDialog(FormDialog):
    """Asks for an answer to a comment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Answer", "&Keep the answer", parent)
        self.words, self.by = QLineEdit(self), QLineEdit(self)
        self.ask("&Answer", self.words, "It is kept with the comment and printed with it.")
        self.ask("Your &name", self.by, "Who answers.")
        self.finish()
        self.words.setFocus()


class ReturnedDialog(QDialog):
    """The list with what can be done about each."""

    def __init__(self, passwords: FilePasswords, papers: PaperWriter, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._passwords, self._papers, self._around = passwords, papers, around
        self._items: tuple[ReturnedComment, ...] = ()
        self.setWindowTitle("Review comments")
        self.table = ReadingTable("Comments", COLUMNS, self)
        self.said = text("", parent=self)
        self.trouble = RefusalLine(self)
        self.take = side_button("&Bring in a review file...", self._take, self)
        self.accept_value = side_button("&Accept the proposed value", self._accept, self)
        self.answer = side_button("A&nswer...", self._answer, self)
        self.resolve = side_button("&Resolve", self._resolve, self)
        self.go = side_button("&Go there", self._go, self)
        self.print = side_button("&Print...", self._print, self)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self.refresh()
        self.table.setFocus()

    @property
    def chosen(self) -> ReturnedComment | None:
        """The comment of the chosen row."""
        row = self.table.currentIndex().row()
        return self._items[row] if 0 <= row < len(self._items) else None

    def refresh(self) -> None:
        """Lists the comments anew."""
        row = max(self.table.currentIndex().row(), 0)
        self._items = returning.returned(self._around.file)
        self.table.fill(
            (sentence_start(item.where), item.comment.by, item.words.replace("\n", " "), item.now, item.state)
            for item in self._items
        )
        self.table.fit(ROWS)
        if self._items:
            self.table.selectRow(min(row, len(self._items) - 1))
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(text(ABOUT, muted=True, parent=self))
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self.trouble)
        for buttons in ((self.take, self.accept_value, self.answer), (self.resolve, self.go, self.print)):
            line = QHBoxLayout()
            line.setSpacing(spacing(self, GAP))
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        column.addWidget(close)
        self.setMinimumWidth(letters_wide(self, WIDE))

    @Slot()
    def _show(self) -> None:
        item = self.chosen
        for button in (self.accept_value, self.answer, self.resolve, self.go):
            button.setEnabled(item is not None)
        self.print.setEnabled(bool(self._items))
        if item is None:
            self.said.setText("No comment yet. Bring in the review file that you got back.")
            return
        self.accept_value.setEnabled(bool(item.comment.proposed) and item.state != returning.ACCEPTED)
        self.resolve.setText("Open a&gain" if item.state == returning.RESOLVED else "&Resolve")
        head = f"{item.comment.by}, {long_date(as_day(item.comment.day))}, {item.where}"
        self.said.setText("\n".join(filter(None, (head, item.words, item.conflict))))

    def _does(self, work: Callable[[], object]) -> None:
        try:
            work()
        except (UserError, EnvironmentProblem) as refusal:
            self.trouble.say(str(refusal))
            return
        self.trouble.hide()
        self.refresh()

    @Slot()
    def _take(self) -> None:
        path = self._around.asking.existing(self, "Bring in a review file", REVIEW_FILES)
        if path is None:
            return

        def take() -> None:
            opened = opened_review(path, self._passwords, self)
            if opened is not None:
                returning.take_back(self._around.file, opened.review)

        self._does(take)

    @Slot()
    def _accept(self) -> None:
        item = self.chosen
        if item is not None:
            self._does(lambda: returning.accept_proposed(self._around.file, item.comment.id))

    @Slot()
    def _answer(self) -> None:
        item = self.chosen
        if item is None:
            return
        asked, file = AnswerDialog(self), self._around.file
        asked.carry_out(lambda: returning.answer_comment(file, item.comment.id, asked.by.text(), asked.words.text()))
        self.refresh()

    @Slot()
    def _resolve(self) -> None:
        item = self.chosen
        if item is not None:
            done = item.state != returning.RESOLVED
            self._does(lambda: returning.resolve_comment(self._around.file, item.comment.id, resolved=done))

    @Slot()
    def _go(self) -> None:
        item = self.chosen
        if item is not None:
            self.accept()
            self._around.go_to(item.comment.filing, item.comment.on)

    @Slot()
    def _print(self) -> None:
        listing = returning.review_list(self._around.file)
        self._does(lambda: self._papers.write(self._around.file, listing, f"{listing.title}.pdf", self))
