"""Filing a change as steps: sheets, dates, papers, effect on bills, and what is still missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.dates import NotADate, short_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import EnvironmentProblem, Severity, UserError
from desktop_app.domain.tariffs.naming import SUPPLEMENT, called
from desktop_app.domain.tariffs.schedules import SHORT, NoticeKind, TariffFiling
from desktop_app.gui.tariff_book.asked_answers import AskedAnswers
from desktop_app.gui.tariff_book.bills import CONFIRMED, BillsPanel
from desktop_app.gui.tariff_book.filing_fields import ModestText, UnreadableDay, day_in, stops_in_the_way, to_the_top
from desktop_app.gui.tariff_book.notice_words import NOTICES
from desktop_app.gui.tariff_book.packet_maker import PacketMaker
from desktop_app.gui.tariff_book.rate_request import RateRequestRow
from desktop_app.gui.theme.style import TypeScale, room_on_screen, spacing, text
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.page import button_row
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import filings
from desktop_app.services.tariff_book.filing_answers import AFFIRMED, BILLS, COURTESY, CUSTOMER_NOTICE, EXEMPT
from desktop_app.services.tariff_book.filing_checks import increase_words
from desktop_app.services.tariff_book.filing_dates import counted_words, earliest_day
from desktop_app.services.tariff_book.stated_bills import confirm_bills, filing_effect
from desktop_app.services.tariff_book.supplement_checks import EXEMPTIONS
from desktop_app.services.tariff_book.tariff_book import TariffBook

STEPS = ("Sheets", "Dates", "Papers", "Effect on bills", "Check and produce")
DATES = STEPS.index("Dates")
WIDE, HIGH, ROOM = 108, 34, 0.95


class FilingDialog(QDialog):
    """One filing that is being prepared."""

    def __init__(
        self, program: Program, tariff_book: TariffBook, filing_id: str, around: Surroundings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._program, self._tariff_book, self._id, self._around = program, tariff_book, filing_id, around
        self.setWindowTitle(f"File a change: {filing_id}")
        letters = self.fontMetrics()
        room = room_on_screen(self) * ROOM
        self.resize(QSize(letters.averageCharWidth() * WIDE, letters.lineSpacing() * HIGH).boundedTo(room))
        self.steps = WordList(self)
        self.steps.setAccessibleName("Steps")
        self.steps.setFixedWidth(spacing(self, 90))
        self.pages = QStackedWidget(self)
        for number, (words, page) in enumerate(
            zip(STEPS, (self._sheets(), self._dates(), self._papers(), self._bills(), self._check()), strict=True), 1
        ):
            self.steps.addItem(f"{number}. {words}")
            self.pages.addWidget(page)
        self.steps.currentRowChanged.connect(self._show_step)
        self.trouble = RefusalLine(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.forward = buttons.addButton("&Next step", QDialogButtonBox.ButtonRole.ActionRole)
        self.forward.clicked.connect(self._next)
        self.forward.setDefault(True)
        self.drop = buttons.addButton("Discard t&his filing", QDialogButtonBox.ButtonRole.ResetRole)
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(self._drop)
        buttons.rejected.connect(self.reject)
        across = QHBoxLayout()
        across.addWidget(self.steps)
        across.addWidget(self.pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing(self, 10)] * 4)
        whole.addLayout(across, 1)
        self.maker = PacketMaker(self._around.asking, self)
        self.maker.told.connect(lambda words, good: self._say(words, good=good))
        whole.addWidget(self.maker)
        whole.addWidget(self.trouble)
        whole.addWidget(buttons)
        self._fill()
        self.steps.setCurrentRow(0)

    @property
    def filing(self) -> TariffFiling:
        """The filing as it stands."""
        return self._tariff_book.filing(self._id)

    def reject(self) -> None:
        """Keeps what is typed before it closes."""
        if self._keep():
            self.maker.stop()
            super().reject()

    @Slot(str)
    def _show_request(self, name: str) -> None:
        if self._keep():
            self.maker.stop()
            super().reject()
            self._around.actions.show_dialog(name)

    # The steps

    def _page(self, title: str, more: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(spacing(self, 10), 0, 0, 0)
        column.setSpacing(spacing(self, 5))
        column.addWidget(text(title, TypeScale.HEADING, parent=page))
        label = text(more, muted=True, parent=page)
        label.setWordWrap(True)
        column.addWidget(label)
        return page, column

    def _sheets(self) -> QWidget:
        page, column = self._page("Which sheets are filed?", "Every draft of the schedule is listed.")
        self.drafts = WordList(page)
        self.drafts.setAccessibleName("Drafts")
        column.addWidget(self.drafts, 1)
        self.purpose = QLineEdit(page)
        self._labelled(column, "&Purpose, in one or two sentences for the letter", self.purpose)
        self.request = RateRequestRow(increase_words(self._tariff_book, self.filing), page)
        self.request.wanted.connect(self._show_request)
        column.addWidget(self.request)
        return page

    def _dates(self) -> QWidget:
        more = (
            "To begin with, it is at the commission on the next business day after issue, and takes effect when the "
            "full notice has passed in the strictest reading: neither the day of arrival nor the effective day counts."
        )
        page, column = self._page("On what notice, and from when?", more)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.notice = QComboBox(page)
        schedule = self._tariff_book.schedule(self.filing.schedule)
        for notice in self._tariff_book.rules(schedule).notices:
            self.notice.addItem(NOTICES[notice], notice.value)
        self.issued, self.received, self.effective, self.expires = (QLineEdit(page) for _ in range(4))
        self.authority, self.authority_date = (QLineEdit(page) for _ in range(2))
        for words, field in (
            ("&Kind of notice", self.notice),
            ("Date of &issue", self.issued),
            ("At the &commission on", self.received),
            ("Proposed &effective date", self.effective),
            ("&Last day (promotion)", self.expires),
            ("&Permission or case number", self.authority),
            ("&Date of permission or order", self.authority_date),
        ):
            form.addRow(words, field)
            if isinstance(field, QComboBox):
                narrow_choice(field)
            field.setAccessibleName(words.replace("&", ""))
        column.addLayout(form)
        self.asked = AskedAnswers(page)
        column.addWidget(self.asked)
        self.counted = text("", parent=page)
        self.counted.setWordWrap(True)
        column.addWidget(self.counted)
        self.earliest = QPushButton("Use the earliest &business day", page)
        self.earliest.setAutoDefault(False)
        self.earliest.clicked.connect(self._take_earliest)
        column.addWidget(self.earliest, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for field in (self.issued, self.received, self.effective):
            field.editingFinished.connect(self._say_period)
        self.notice.currentIndexChanged.connect(self._ask_anew)
        self.asked.changed.connect(self._say_period)
        return page

    def _papers(self) -> QWidget:
        rules = self._tariff_book.rules(self._tariff_book.schedule(self.filing.schedule), self.filing.issued)
        letter = rules.asks("cover_letter_words")
        limit = rules.number("cover_letter_words" if letter else "summary_words")
        words = "Cover letter" if letter else "Summary of the effect on customers"
        asked = f"About {limit} words [{rules.authority('cover_letter_words' if letter else 'summary_words')}]."
        page, column = self._page(
            "What goes with the sheets?", asked if limit else "The rule asks for no summary; one may be offered."
        )
        self._limit = limit
        self.affects = WrappedCheckBox("&Rates, charges or rentals change, or rules that affect them", page)
        column.addWidget(self.affects)
        self.summary = ModestText(page)
        self._labelled(column, f"&{words}", self.summary)
        self.count = text("", TypeScale.SMALL, muted=True, parent=page)
        column.addWidget(self.count)
        self.summary.textChanged.connect(self._count)
        self.customer = ModestText(page)
        self._labelled(column, "Notice to c&ustomers, if there is one", self.customer)
        self.affirm = WrappedCheckBox("The customers &are told in time", page)
        self.affirm.setVisible(rules.asks("affirmation_days"))
        column.addWidget(self.affirm)
        self.courtesy = WrappedCheckBox("The &public counsel is being sent a copy anyway", page)
        self.courtesy.setVisible(not rules.asks("public_counsel"))
        column.addWidget(self.courtesy)
        self.receipt = WrappedCheckBox("A receipt is &wanted: a second copy of the letter is enclosed", page)
        self.receipt.setVisible(not letter)
        column.addWidget(self.receipt)
        self.support = QPushButton("Supporting papers...", page)
        self.support.setAutoDefault(False)
        self.support.clicked.connect(self._supports)
        column.addWidget(self.support, 0, Qt.AlignmentFlag.AlignLeft)
        self.exempt = QComboBox(page)
        self.exempt.addItem("The limits of 3.145(16) apply", "")
        for name in EXEMPTIONS:
            self.exempt.addItem(f"Issued under section ({name}), which lifts them", name)
        if rules.asks("supplement_most") and any(part.sheet == SUPPLEMENT.key for part in self.filing.parts):
            self._labelled(column, "Limits of the s&upplement", self.exempt)
        else:
            self.exempt.hide()
        self.compliance = QLineEdit(page)
        self._labelled(column, "Case number of the &order it complies with, if any", self.compliance)
        return page

    def _bills(self) -> QWidget:
        page, column = self._page(
            "How do bills change?",
            "From the numeric rates of all sheets, as they are in force and as they would be.",
        )
        self.bills = BillsPanel(page)
        self.bills.state.activated.connect(self._confirm)
        column.addWidget(self.bills, 1)
        return page

    def _check(self) -> QWidget:
        page, column = self._page("What is missing?", "Errors must be fixed; notes are for information.")
        self.problems = ReadingTable("Problems", ("", "Problem", "Rule"), page)
        self.problems.setWordWrap(True)
        column.addWidget(self.problems, 1)
        self.produce = QPushButton("&Produce the packet...", page)
        self.draft = QPushButton("Produce a &draft...", page)
        self.mark = QPushButton("&Mark as filed", page)
        for button, handler in ((self.produce, self._produce), (self.draft, self._draft), (self.mark, self._file)):
            button.setAutoDefault(False)
            button.clicked.connect(handler)
        column.addLayout(button_row(self.produce, self.draft, self.mark))
        return page

    def _labelled(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = text(words, parent=self)
        label.setBuddy(field)
        if isinstance(field, QComboBox):
            narrow_choice(field)
        field.setAccessibleName(words.replace("&", ""))
        column.addWidget(label)
        column.addWidget(field)

    # Filling and keeping

    def _fill(self) -> None:
        filing = self.filing
        schedule = self._tariff_book.schedule(filing.schedule)
        carried = {part.sheet for part in filing.parts}
        for chain in self._tariff_book.chains(filing.schedule):
            if chain.draft is not None and chain.draft.filing in {"", filing.id}:
                old = chain.draft.cancels
                cancels = "" if old is None else f", cancels {called(schedule, chain, old)}"
                item = QListWidgetItem(f"{called(schedule, chain, chain.draft.revision)}{cancels}", self.drafts)
                item.setData(Qt.ItemDataRole.UserRole, chain.number.key)
                on = chain.number.key in carried
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.purpose.setText(filing.purpose)
        self.notice.setCurrentIndex(self.notice.findData(filing.notice.value))
        days = ((self.issued, filing.issued), (self.received, filing.received), (self.effective, filing.effective))
        for field, day in (*days, (self.expires, filing.expires), (self.authority_date, filing.authority_date)):
            field.setText("" if day is None else short_date(day))
        self.authority.setText(filing.authority)
        self.exempt.setCurrentIndex(max(0, self.exempt.findData(filing.answer(EXEMPT))))
        self.affects.setChecked(filing.affects_rates)
        self.summary.setPlainText(filing.summary)
        self.customer.setPlainText(filing.answer(CUSTOMER_NOTICE))
        self.affirm.setChecked(filing.answer(AFFIRMED) == "yes")
        self.receipt.setChecked(filing.receipt)
        self.courtesy.setChecked(filing.answer(COURTESY) == "yes")
        self.compliance.setText(filing.compliance)
        self._count()
        self._ask_anew()

    def _keep(self) -> bool:
        """Keeps every field; with a day that cannot be read it says so and keeps nothing."""
        self.trouble.be_silent()
        try:
            changed = self._changed()
        except UserError as refusal:
            self._say(str(refusal))
            if isinstance(refusal, UnreadableDay):
                self._stay_at(DATES)
                refusal.field.setFocus()
                refusal.field.selectAll()
            return False
        items = [self.drafts.item(row) for row in range(self.drafts.count())]
        sheets = [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        if set(sheets) != {part.sheet for part in self.filing.parts}:
            filings.gather(self._tariff_book, self._id, sheets)
            changed = replace(changed, parts=self.filing.parts)
        filings.change_tariff_filing(self._tariff_book, changed)
        return True

    def _changed(self) -> TariffFiling:
        answers = dict(self.filing.answers)
        answers[CUSTOMER_NOTICE] = self.customer.toPlainText().strip()
        answers[AFFIRMED] = "yes" if self.affirm.isChecked() else ""
        answers[COURTESY] = "yes" if self.courtesy.isChecked() else ""
        answers[EXEMPT] = str(self.exempt.currentData())
        answers |= self.asked.answers()
        return replace(
            self.filing,
            purpose=self.purpose.text().strip(),
            notice=NoticeKind(str(self.notice.currentData())),
            issued=day_in(self.issued),
            received=day_in(self.received),
            effective=day_in(self.effective),
            expires=day_in(self.expires),
            authority=self.authority.text().strip(),
            authority_date=day_in(self.authority_date),
            affects_rates=self.affects.isChecked(),
            summary=self.summary.toPlainText().strip(),
            compliance=self.compliance.text().strip(),
            receipt=self.receipt.isChecked(),
            answers=tuple((name, words) for name, words in answers.items() if words),
        )

    # Actions

    @Slot()
    def _confirm(self) -> None:
        """Keeps whether the papers state the bills that are shown."""
        chosen = str(self.bills.state.currentData())
        if chosen:
            self._tell(lambda: confirm_bills(self._tariff_book, self._id, state=chosen == CONFIRMED))

    @Slot(int)
    def _show_step(self, row: int) -> None:
        if self.pages.currentIndex() != row and not self._keep():
            self._stay_at(self.pages.currentIndex())
            return
        self.pages.setCurrentIndex(row)
        to_the_top(self, self.pages)
        last = row == len(STEPS) - 1
        self.forward.setVisible(not last)
        if STEPS[row] == "Effect on bills":
            self._tell(
                lambda: self.bills.show_bills(filing_effect(self._tariff_book, self.filing), self.filing.answer(BILLS))
            )
        if last:
            self._tell(self._show_problems)

    def _stay_at(self, row: int) -> None:
        """Shows a step, and nothing is kept for it: what is typed cannot be read."""
        self.steps.blockSignals(True)
        self.steps.setCurrentRow(row)
        self.steps.blockSignals(False)
        self.pages.setCurrentIndex(row)
        self.forward.setVisible(row < len(STEPS) - 1)

    @Slot()
    def _next(self) -> None:
        self.steps.setCurrentRow(min(self.steps.currentRow() + 1, len(STEPS) - 1))

    def _as_answered(self) -> TariffFiling:
        """The filing with the notice and the answers as they are on the page; what cannot be read counts as blank."""
        try:
            answers = {**dict(self.filing.answers), **self.asked.answers()}
        except UserError:
            answers = dict(self.filing.answers)
        return replace(self.filing, notice=NoticeKind(str(self.notice.currentData())), answers=tuple(answers.items()))

    @Slot()
    def _ask_anew(self) -> None:
        """Another notice is asked other things."""
        filing = self._as_answered()
        self.asked.ask(filing, self._tariff_book.rules(self._tariff_book.schedule(filing.schedule), filing.issued))
        self._say_period()

    @Slot()
    def _say_period(self) -> None:
        """Both counts, and what is special about the proposed day."""
        notice = NoticeKind(str(self.notice.currentData()))
        for field, on in ((self.authority, notice in SHORT), (self.authority_date, notice in SHORT)):
            field.setEnabled(on)
        self.expires.setEnabled("promotion" in notice.value)
        try:
            issued, received, effective = (day_in(field) for field in (self.issued, self.received, self.effective))
        except NotADate as refusal:
            self.counted.setText(str(refusal))
            return
        filing = self._as_answered()
        self.counted.setText(counted_words(self._tariff_book, filing, issued, received, effective))

    @Slot()
    def _take_earliest(self) -> None:
        try:
            issued, received = day_in(self.issued), day_in(self.received)
        except NotADate as refusal:
            self._say(str(refusal))
            return
        if issued is not None and received is not None:
            day = earliest_day(self._tariff_book, self._as_answered(), issued, received)
            self.effective.setText(short_date(day))
            self._say_period()

    @Slot()
    def _count(self) -> None:
        words = len(self.summary.toPlainText().split())
        limit = f" of about {self._limit}" if self._limit else ""
        over = self._limit and words > self._limit
        self.count.setText(f"{words} words{limit}{': shorten it if you can' if over else ''}")
        self.count.setProperty("mark", "explain" if over else "")
        self.count.style().polish(self.count)

    def _show_problems(self) -> None:
        found = self._program.tariffs.problems(self._tariff_book, self.filing)
        ordered = sorted(found, key=lambda problem: list(Severity).index(problem.severity))
        self.problems.fill([(item.severity.label, item.sentence, item.citation) for item in ordered])
        self.problems.resizeRowsToContents()
        stops = sum(problem.severity is Severity.STOP for problem in found)
        self.produce.setEnabled(not stops)
        self.mark.setEnabled(not stops)
        if stops:
            self.trouble.say(stops_in_the_way(found))
        else:
            self.trouble.be_silent()

    @Slot()
    def _produce(self) -> None:
        self._write(draft=False)

    @Slot()
    def _draft(self) -> None:
        self._write(draft=True)

    def _write(self, *, draft: bool) -> None:
        folder = self._around.asking.folder(self, "An empty or new folder for the packet")
        if folder is None:
            return

        def work() -> None:
            tariffs = self._program.tariffs
            prepared = tariffs.prepared(self._tariff_book, self._id, draft=draft)
            self.maker.make(prepared, folder, then=partial(tariffs.keep, self._tariff_book, self._id, prepared))

        self._tell(work)

    @Slot()
    def _file(self) -> None:
        """Marks it as filed; asks first where the packet was not produced as it is now, and makes it then."""

        def work() -> None:
            self.maker.keep_for_filing(self._program.tariffs, self._tariff_book, self._id, partial(self._tell, file))

        def file() -> None:
            self._program.tariffs.file_packet(self._tariff_book, self._id)
            self._around.say(f"{self._id} is filed. When its day has passed, record the outcome.", MessageTone.GOOD)
            self.accept()

        if self._keep():
            self._tell(work)

    @Slot()
    def _supports(self) -> None:
        from desktop_app.gui.tariff_book.support_dialog import SupportDialog

        run_dialog(SupportDialog(self._tariff_book, self._id, self._around.asking, self))

    @Slot()
    def _drop(self) -> None:
        filings.drop(self._tariff_book, self._id)
        self.accept()

    def _tell(self, work: object) -> None:
        """Does it; a refusal is said here, where the user looks."""
        try:
            if callable(work):
                work()
        except (UserError, EnvironmentProblem) as refusal:
            self._say(str(refusal))

    def _say(self, words: str, *, good: bool = False) -> None:
        self.trouble.say(words, "good" if good else "stop")
