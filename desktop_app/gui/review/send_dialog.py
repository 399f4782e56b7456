"""What goes to a second person: the company or one filing, in full or as the public sees it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.review.reading import OpenedReview, save_review
from desktop_app.gui.theme.style import text
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.asking import REVIEW_FILES, REVIEW_SUFFIX
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.password_dialog import secret_field, show_box
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.companies.passwords import refuse_unfit
from desktop_app.services.ports import FilePasswords
from desktop_app.services.review.review_file import make_review

WORDS = (
    "An accountant, a lawyer or an officer opens the file in Filing Desk with File, Open, reads it, and writes "
    "comments and proposed values into it. Nothing in your company changes until you accept it."
)
EVERYTHING, PUBLIC = "Everything, sealed values too", "As the public sees it, sealed values left out"


class SendReviewDialog(FormDialog):
    """Asks which filings, which version and which password, and writes the file."""

    def __init__(self, passwords: FilePasswords, around: Surroundings) -> None:
        super().__init__("Send for review", "&Save...", around.parent)
        self._passwords, self._around = passwords, around
        self.column.addWidget(text(WORDS, parent=self))
        self.which = QComboBox(self)
        if around.filing:
            self.which.addItem(title_of(around.file.filing(around.filing)), around.filing)
        self.which.addItem("The whole company", "")
        self.ask("&What", self.which, "One filing, or the company profile and all filings.")
        self.version = QComboBox(self)
        self.version.addItems([EVERYTHING, PUBLIC])
        self.ask("&Version", self.version, "Send everything only to somebody who may know what is sealed.")
        self.password = secret_field(self)
        more = "Optional. It encrypts this file. Tell it by telephone, not in the same message."
        self.ask("&Password of the file", self.password, more)
        self.column.addWidget(show_box(self, self.password))
        self.finish()
        self.which.setFocus()

    @Slot()
    def accept(self) -> None:
        """Asks where, and writes."""
        around, password = self._around, self.password.text()
        which, public = str(self.which.currentData()), self.version.currentIndex() == 1
        name = f"{around.file.path.stem} {which}".strip() + (" public" if public else "")
        try:
            if password:
                refuse_unfit(password, around.file.path)
            review = make_review(around.file, [which] if which else (), public=public)
            path = around.asking.new(self, "Save the review file", f"{name} review{REVIEW_SUFFIX}", REVIEW_FILES)
            if path is None:
                return
            with busy_cursor():
                save_review(OpenedReview(path, review, password), self._passwords)
        except (UserError, EnvironmentProblem) as refusal:
            self.refuse(str(refusal), self.password)
            return
        super().accept()
        plain = review.nonpublic and not password
        words = f"The review file was written to {path}."
        more = " It contains sealed values and is not encrypted: send it with care." if plain else ""
        around.say(words + more, MessageTone.EXPLAIN if plain else MessageTone.GOOD)
