"""One letter: its fields on the left, its wording on the right; printed, and marked as sent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.dates import NotADate, long_date, parse_date, short_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import UserError
from desktop_app.gui.report_letters.answer_rows import AnswerRows
from desktop_app.gui.report_letters.case_choice import CaseChoice
from desktop_app.gui.report_letters.sent_dialog import ReceivedDialog, SentDialog
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.beside import SideBySide
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import GAP, button_row, side_button
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.certificate_of_service import certificate_troubles
from desktop_app.services.report_letters.composing import SAYS, as_text, asked_fields, compose_letter
from desktop_app.services.report_letters.drafts import ANSWER, CERTIFIED, KINDS, PLEADING, LetterDraft
from desktop_app.services.report_letters.letter_checks import sealed_in_letter, timeliness
from desktop_app.services.report_letters.printing_letters import letter_pdf
from desktop_app.services.report_letters.sending import LetterSending, record_receipt, send

LONG = frozenset({"reason", "argument", "addressee", "sealed_items"})
LINES = 4
WIDE, TALL = 118, 44
PAGES = "PDF files (*.pdf)"
PAUSE = 700
MOST_TOLD = 3
LEAST_FORM = 230
CHAPTER_2 = "The form of a pleading is set by Chapter 2 of 4 CSR 240, which is not built in; have counsel review it."


class LetterDialog(QDialog):
    """What is typed is kept at once; the wording follows the fields until it is changed by hand."""

    def __init__(self, program: Program, around: Surroundings, draft: LetterDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._program, self._around, self._file = program, around, around.file
        self.draft = draft
        self._filling = True
        self.setWindowTitle(draft.title)
        self.said = text("", parent=self)
        self.trouble = RefusalLine(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._reworded = False
        self._warned: tuple[str, ...] = ()
        self.day = QLineEdit(short_date(draft.day), self)
        self.signer = QComboBox(self)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.said_yes: dict[str, QCheckBox] = {}
        self.rows = AnswerRows(draft.rows, self) if draft.kind == ANSWER else None
        certified = draft.kind in CERTIFIED
        self.cases = CaseChoice(self._file, draft, self) if certified else None
        self.wording = QPlainTextEdit(self)
        self.again = side_button("&Reset to the generated text", self._follow_again, self)
        self.print = side_button("&Print...", self._print, self)
        self.gone = side_button("&Mark as sent...", self._send, self)
        self.received = side_button("Mark as rec&eived...", self._receive, self)
        self.received.hide()
        self.close_button = side_button("&Close", self.accept, self)
        self._lay_out()
        self._fill()
        self._filling = False
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the wording, and whether the letter is in time."""
        self._filling = True
        written = as_text(compose_letter(self._file, self.draft))
        if self.wording.toPlainText() != written:
            self.wording.setPlainText(written)
        self._filling = False
        in_time = timeliness(self._file, self.draft)
        self.said.setText(in_time)
        self.said.setProperty("mark", "" if in_time.startswith("It is") else "stop")
        self.said.style().polish(self.said)
        self.said.setVisible(bool(in_time) and self.draft.sent is None)
        self.again.setEnabled(bool(self.draft.text) and self.draft.sent is None)
        if self.cases is not None:
            self.cases.say_trouble(" ".join(certificate_troubles(self._file, self.draft)))
        if self.draft.sent is not None:
            self._show_sent()

    # Inside

    def _lay_out(self) -> None:
        form = QWidget(self)
        self.form = QVBoxLayout(form)
        self.form.setContentsMargins(0, 0, spacing(self, GAP), 0)
        self.form.setSpacing(spacing(self, 3))
        side = QScrollArea(self)
        side.setAccessibleName("Answers of the letter")
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidgetResizable(True)
        side.setWidget(form)
        side.setMinimumWidth(spacing(self, LEAST_FORM))
        right = QWidget(self)
        words = QVBoxLayout(right)
        words.setContentsMargins(0, 0, 0, 0)
        label = QLabel("The &wording", right)
        label.setBuddy(self.wording)
        self.wording.setAccessibleName("The wording of the letter")
        self.wording.setTabChangesFocus(True)
        words.addWidget(label)
        words.addWidget(self.wording, 1)
        more = "Change it as you like; empty lines divide paragraphs. From then on it no longer follows the fields."
        words.addWidget(text(more, TypeScale.SMALL, muted=True, parent=right))
        split = SideBySide(side, right, (2, 3), self)
        line = button_row(self.again, right=(self.print, self.gone, self.received, self.close_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(self.said)
        column.addWidget(split, 1)
        column.addWidget(self.trouble)
        self.trouble.hide()
        column.addLayout(line)
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)

    def _fill(self) -> None:
        for words in (KINDS[self.draft.kind], CHAPTER_2 if self.draft.kind == PLEADING else ""):
            if words:
                self.form.addWidget(
                    text(words, TypeScale.STRONG if words in KINDS.values() else TypeScale.SMALL, parent=self)
                )
        self._ask("&Date of the letter", self.day)
        for person in self._file.profile().people:
            if person.name and self.signer.findData(person.name) < 0:
                self.signer.addItem(f"{person.name}, {person.title}" if person.title else person.name, person.name)
        self.signer.setCurrentIndex(self.signer.findData(self.draft.signer))
        self._ask("&Signed by", self.signer)
        template = self._file.library.letter(self.draft.kind)
        for name, words in asked_fields(template).items():
            if name.startswith(SAYS):
                self._offer_to_say(name, words)
            else:
                self.fields[name] = self._written_field(name)
                self._ask(words, self.fields[name])
        for part in (self.rows, self.cases):
            if part is not None:
                self.form.addSpacing(spacing(self, 4))
                self.form.addWidget(part)
        self.form.addStretch(1)

    def _offer_to_say(self, name: str, words: str) -> None:
        box = WrappedCheckBox(words, self)
        box.setChecked(bool(self.draft.values.get(name)))
        box.clicked.connect(self._keep)
        self.form.addWidget(box)
        self.said_yes[name] = box

    def _written_field(self, name: str) -> QLineEdit | QPlainTextEdit:
        words = self.draft.values.get(name, "")
        if name not in LONG:
            return QLineEdit(words, self)
        field = QPlainTextEdit(words, self)
        field.setTabChangesFocus(True)
        field.setFixedHeight(self.fontMetrics().lineSpacing() * (LINES + 1))
        return field

    def _ask(self, words: str, field: QWidget) -> None:
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        self.form.addWidget(label)
        self.form.addWidget(field)

    def _connect(self) -> None:
        self.day.editingFinished.connect(self._keep)
        self.signer.currentIndexChanged.connect(self._keep)
        for field in self.fields.values():
            if isinstance(field, QLineEdit):
                field.editingFinished.connect(self._keep)
            else:
                field.textChanged.connect(self._later)
        for part in (self.rows, self.cases):
            if part is not None:
                part.changed.connect(self._later)
        self.wording.textChanged.connect(self._reword)
        self._pause.timeout.connect(self._flush)

    def done(self, result: int) -> None:
        """Keeps what is in hand, and closes. Over a day that cannot be read it stays open once, and says so."""
        if self._all_kept() or self._warned == self._days_typed():
            super().done(result)
            return
        self._warned = self._days_typed()
        self._tell(f"{self.trouble.text()} Correct it, or close again to keep the day as it was before.", "stop")

    @Slot()
    def _later(self) -> None:
        """Typing is kept when it pauses: one step for a sentence, not for each letter."""
        if not self._filling and self.draft.sent is None:
            self._pause.start()

    @Slot()
    def _flush(self) -> None:
        """Keeps what is in hand."""
        self._pause.stop()
        if self.draft.sent is not None:
            return
        if self._reworded:
            self._reworded = False
            self.draft = replace(self.draft, text=self.wording.toPlainText())
            drafts.keep_letter(self._file, self.draft)
            self.again.setEnabled(True)
        self._keep()

    def _all_kept(self) -> bool:
        """Keeps what is in hand; False where a day cannot be read, which is said and gone to."""
        self._flush()
        wrong = None if self.draft.sent is not None else self._wrong_day()
        if wrong is not None:
            wrong.setFocus()
            wrong.selectAll()
        return wrong is None

    def _days_typed(self) -> tuple[str, ...]:
        return tuple(field.text() for field in self._day_fields())

    def _day_fields(self) -> tuple[QLineEdit, ...]:
        return (self.day,) if self.cases is None else (self.day, self.cases.day)

    def _wrong_day(self) -> QLineEdit | None:
        """The field whose day cannot be read; the day of the certificate may be blank."""
        for field in self._day_fields():
            try:
                if field is self.day or field.text().strip():
                    parse_date(field.text())
            except NotADate:
                return field
        return None

    @Slot()
    def _keep(self) -> None:
        """Keeps what is typed but a day that cannot be read, and lets the wording follow."""
        if self._filling or self.draft.sent is not None:
            return
        self.trouble.hide()
        day, answered = self.draft.day, self.draft
        try:
            if self.cases is not None:
                answered = self.cases.answered(self.draft)
            day = parse_date(self.day.text())
        except NotADate as error:
            self._tell(str(error), "stop")
        values = {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self.fields.items()
        } | {name: "yes" for name, box in self.said_yes.items() if box.isChecked()}
        self.draft = replace(
            answered,
            day=day,
            signer=str(self.signer.currentData() or ""),
            values=values,
            rows=self.rows.rows() if self.rows is not None else (),
        )
        self.draft = drafts.with_its_event(self._file, self.draft)
        drafts.keep_letter(self._file, self.draft)
        self.refresh()

    @Slot()
    def _reword(self) -> None:
        if not self._filling and self.draft.sent is None:
            self._reworded = True
            self._later()

    def _follow_again(self) -> None:
        self.draft = replace(self.draft, text="")
        drafts.keep_letter(self._file, self.draft)
        self.refresh()

    def _tell(self, words: str, mark: str = "") -> None:
        self.trouble.say(words, mark)

    def pdf(self) -> bytes:
        """The letter as a file. Raises LetterNotReady."""
        return letter_pdf(self._program.report_pages, self._file, self.draft)

    def _print(self) -> None:
        content = self._finished() if self._all_kept() else None
        if content is None:
            return
        name = f"{KINDS[self.draft.kind]} {self.draft.year}.pdf"
        path = self._around.asking.new(self, "Print the letter", name, PAGES)
        if path is not None:
            put_file(path, content)
            self._tell(f"Saved in {path}.")

    def _finished(self) -> bytes | None:
        """The letter as a file; what stops it is said here, where the user looks, and what is sealed is asked about."""
        try:
            content = self.pdf()
        except UserError as refusal:
            self._tell(str(refusal), "stop")
            return None
        told = " ".join(sealed_in_letter(self._file, self.draft)[:MOST_TOLD])
        asking = self._around.asking
        return content if not told or asking.sure(self, "Sealed information", told, "&Use it anyway") else None

    def _send(self) -> None:
        content = self._finished() if self._all_kept() else None
        if content is None:
            return
        dialog = SentDialog(self.draft, self._file.clock.today(), self)
        if run_dialog(dialog):
            how = LetterSending(dialog.day, dialog.how, dialog.tracking.text(), dialog.received)
            self._follow(lambda: send(self._file, self.draft, how, content))

    def _receive(self) -> None:
        dialog = ReceivedDialog(self.draft, self)
        if run_dialog(dialog):
            self._follow(lambda: record_receipt(self._file, self.draft, dialog.day))

    def _follow(self, step: Callable[[], str]) -> None:
        """Does it, and says what follows from it, or why not."""
        try:
            said = step()
        except UserError as refusal:
            self._tell(str(refusal), "stop")
            return
        self.draft = drafts.letter(self._file, self.draft.id)
        self.refresh()
        if said:
            self._tell(said)

    def _show_sent(self) -> None:
        sent = self.draft.sent
        if sent is None:
            return
        number = f", number {sent.tracking}" if sent.tracking else ""
        there = "" if sent.received is None else f" The commission received it on {long_date(sent.received)}."
        self.said.setText(f"Sent on {long_date(sent.on)}, {sent.how}{number}.{there} It can no longer be changed.")
        self.received.setVisible(sent.received is None)
        self.said.setProperty("mark", "good")
        self.said.style().polish(self.said)
        self.said.show()
        for widget in (
            self.day,
            self.signer,
            *self.fields.values(),
            *self.said_yes.values(),
            self.rows,
            self.cases,
            self.gone,
        ):
            if widget is not None:
                widget.setEnabled(False)
        self.wording.setReadOnly(True)
