"""The tariff book driven as a person drives it: a sheet revised and typed, filed in steps, and its outcome recorded."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage
from desktop_app.domain.tariffs.sheet_split import split_tariff
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.domain.tariffs.versions import RedlineBasis
from desktop_app.gui.tariff_book import dialogs
from desktop_app.gui.tariff_book.draft_dialogs import BasisDialog, DraftDialog, ask_for_draft
from desktop_app.gui.tariff_book.enter_dialog import EnterSheetDialog
from desktop_app.gui.tariff_book.filed_dialog import FiledFilingDialog
from desktop_app.gui.tariff_book.filing_dialog import STEPS, FilingDialog
from desktop_app.gui.tariff_book.import_dialog import ImportTariffDialog
from desktop_app.gui.tariff_book.outcome_dialog import CorrectOutcomeDialog, OutcomeDialog
from desktop_app.gui.tariff_book.sheet_edit import PIECES
from desktop_app.gui.tariff_book.support_dialog import SupportDialog
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.bill_effect import bill_effect
from desktop_app.services.tariff_book.rate_tables import read_rate_tables
from tests.support.tariff_stage import RATES, TariffStage, opened_stage, with_book
from tests.support.word_documents import paragraph, word

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


stage = pytest.fixture(opened_stage, name="stage")


def test_without_a_schedule_only_making_one_is_offered(stage: TariffStage) -> None:
    assert [name for name, button in stage.page.buttons.items() if button.isEnabled()] == ["new"]
    assert not stage.page.more.isEnabled()
    assert "New schedule" in stage.page.note.text()


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["tomorrow", "", "02/30/2026", "1/1/0001", "1/1/99999", "2026", "\u0661/1/2026x"])
def test_a_day_that_is_none_is_refused_and_the_book_stays(stage: TariffStage, typed: str) -> None:
    with_book(stage)
    stage.page.day.setText("06/01/2016")
    stage.page.day.editingFinished.emit()
    stage.page.day.setText(typed)
    stage.page.day.editingFinished.emit()
    assert "June 1, 2016" in stage.said[-1]
    assert "is not a date" in stage.said[-1]
    assert "June 1, 2016" in stage.page.note.text()
    stage.page.refresh()
    assert stage.page.sheets.rows.rowCount() == 3


@pytest.mark.slow
def test_a_schedule_begins_from_an_outline(stage: TariffStage, qtbot: QtBot) -> None:
    dialog = dialogs.NewScheduleDialog(stage.page.tariff_book, stage.program.tariffs.outlines(), stage.page)
    qtbot.addWidget(dialog)
    dialog.outline.setCurrentIndex(1)
    made = dialog.make()
    stage.page.show_schedule(made)
    numbers = [stage.page.sheets.rows.words(row, 0) for row in range(4)]
    assert numbers == ["Title Page", "Index", "1", "2"]


@pytest.mark.slow
def test_what_is_typed_is_kept_when_the_cursor_leaves(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    stage.page.sheets.selectRow(1)
    stage.page.handlers.revise("water-1", stage.page.chosen)
    qtbot.waitUntil(lambda: stage.page.view.title.text() == "1st Revised Sheet No. 5")
    stage.page.view.edit.setPlainText(RATES.replace("12.50", "14.00"))
    stage.page.view.edit.setFocus()
    stage.page.sheets.setFocus()
    chain = stage.page.tariff_book.chain("water-1", "5")
    assert "14.00" in stage.page.tariff_book.text("water-1", chain, chain.draft)
    stage.page.view.propose.click()
    assert "{*} 5/8 inch = 14.00" in stage.page.view.edit.toPlainText()


@pytest.mark.slow
def test_a_text_that_cannot_be_read_yet_is_kept_and_told(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    stage.page.sheets.selectRow(1)
    stage.page.handlers.revise("water-1", stage.page.chosen)
    qtbot.waitUntil(stage.page.view.writing.isVisible)
    stage.page.view.edit.setPlainText("[rates: per month] Charge\n5/8 inch")
    stage.page.view.edit.left.emit()
    stage.page.view.repaint_page()
    chain = stage.page.tariff_book.chain("water-1", "5")
    assert stage.page.tariff_book.text("water-1", chain, chain.draft).endswith("5/8 inch")
    qtbot.waitUntil(lambda: "is not a rate" in stage.page.view.page.trouble.text())


@pytest.mark.slow
def test_the_page_is_painted_beside_the_text(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    stage.page.sheets.selectRow(0)
    qtbot.waitUntil(lambda: stage.page.view.page.stack.sizeHint().height() > 300, timeout=20_000)


def test_where_no_sheet_is_chosen_no_page_is_painted(stage: TariffStage) -> None:
    assert stage.page.view.isVisible()
    stage.page.view.repaint_page()
    assert not stage.page.view.page.trouble.isVisible()


@pytest.mark.slow
def test_what_nobody_looks_at_is_painted_when_it_is_shown(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    stage.page.sheets.selectRow(1)
    stage.page.handlers.revise("water-1", stage.page.chosen)
    qtbot.waitUntil(stage.page.view.writing.isVisible)
    stage.page.hide()
    stage.page.view.edit.setPlainText("[rates: per month] Charge\n5/8 inch")
    stage.page.view.repaint_page()
    assert stage.page.view.page.trouble.text() == ""
    stage.page.show()
    qtbot.waitUntil(lambda: "is not a rate" in stage.page.view.page.trouble.text())


@pytest.mark.slow
def test_a_change_is_filed_in_steps_and_its_outcome_recorded(stage: TariffStage, qtbot: QtBot, tmp_path: Path) -> None:
    with_book(stage)
    tariff_book = stage.page.tariff_book
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00"))
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    dialog = FilingDialog(stage.program, tariff_book, filing.id, stage.around, stage.page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.steps.setCurrentRow(len(STEPS) - 1)
    assert not dialog.mark.isEnabled()
    dialog.steps.setCurrentRow(2)
    QTest.keyClicks(dialog.summary, "The smallest customer charge rises.")
    assert dialog.count.text() == "5 words of about 100"
    dialog.steps.setCurrentRow(3)
    assert dialog.bills.table.rows.words(0, 3) == "$1.50"
    dialog.steps.setCurrentRow(4)
    assert not dialog.mark.isEnabled()
    dialog.steps.setCurrentRow(3)
    dialog.bills.state.setCurrentIndex(1)
    dialog.bills.state.activated.emit(1)
    dialog.steps.setCurrentRow(4)
    assert tariff_book.filing(filing.id).summary == "The smallest customer charge rises."
    stage.answers.chosen_folder = tmp_path / "packet"
    dialog.produce.click()
    qtbot.waitUntil(lambda: not dialog.maker.busy, timeout=60_000)
    first = (tmp_path / "packet" / "public" / "sheets.pdf").stat().st_mtime_ns
    stage.answers.yes = False
    dialog.produce.click()
    qtbot.waitUntil(lambda: not dialog.maker.busy, timeout=60_000)
    qtbot.waitUntil(lambda: "contains an earlier packet" in "".join(stage.answers.asked), timeout=60_000)
    assert (tmp_path / "packet" / "public" / "sheets.pdf").stat().st_mtime_ns == first
    dialog.mark.click()
    assert tariff_book.filing(filing.id).stage is FilingStage.FILED
    outcome = OutcomeDialog(tariff_book.filing(filing.id), stage.page)
    qtbot.addWidget(outcome)
    outcome.kind.setCurrentIndex(1)
    outcome.day.setText("02/15/2027")
    outcome.case.setText("WR-2027-0001")
    assert outcome.decision() == filings.CommissionDecision(
        FilingOutcome.APPROVED, date(2027, 2, 15), (), "WR-2027-0001", "", "Approved for another day"
    )


@pytest.mark.slow
def test_rates_that_rise_lead_to_a_rate_request(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    tariff_book = stage.page.tariff_book
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 11.00"))
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    lower = FilingDialog(stage.program, tariff_book, filing.id, stage.around, stage.page)
    qtbot.addWidget(lower)
    assert lower.request.isHidden()
    changes.write_draft(tariff_book, "water-1", "5", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00"))
    dialog = FilingDialog(stage.program, tariff_book, filing.id, stage.around, stage.page)
    qtbot.addWidget(dialog)
    assert not dialog.request.isHidden()
    asked: list[str] = []
    dialog.request.wanted.connect(asked.append)
    dialog.request.start.click()
    assert asked == ["begin_case:Rates"]
    assert dialog.isHidden()


@pytest.mark.slow
def test_a_day_that_is_none_keeps_the_step_and_says_so(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    changes.revise_sheets(stage.page.tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(stage.page.tariff_book, "water-1")
    dialog = FilingDialog(stage.program, stage.page.tariff_book, filing.id, stage.around, stage.page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.steps.setCurrentRow(1)
    dialog.effective.setText("tomorrow")
    for step in (2, 3, 0):
        dialog.steps.setCurrentRow(step)
        assert "Proposed effective date: 'tomorrow' is not a date" in dialog.trouble.text()
        assert (dialog.steps.currentRow(), dialog.pages.currentIndex()) == (1, 1), "the step stays where the field is"
        assert dialog.effective.selectedText() == "tomorrow"
    dialog.forward.click()
    assert dialog.steps.currentRow() == 1
    dialog.effective.setText("12/31/2026")
    dialog.steps.setCurrentRow(0)
    dialog.issued.setText("never")
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.pages.currentIndex() == 1


@pytest.mark.slow
def test_every_input_has_a_name(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    changes.revise_sheets(stage.page.tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(stage.page.tariff_book, "water-1")
    shown: list[QWidget] = [
        stage.page,
        FilingDialog(stage.program, stage.page.tariff_book, filing.id, stage.around, stage.page),
        EnterSheetDialog(stage.program, stage.page.tariff_book, "water-1", stage.around, stage.page),
        dialogs.ParticularsDialog(stage.page.tariff_book.schedule("water-1"), stage.page),
        OutcomeDialog(filing, stage.page),
    ]
    for widget in shown:
        if widget is not stage.page:
            qtbot.addWidget(widget)
        inputs = [*widget.findChildren(QLineEdit), *widget.findChildren(QPlainTextEdit)]
        inner = [field for field in inputs if not field.objectName().startswith("qt_")]
        assert [field for field in inner if not field.accessibleName()] == []


@pytest.mark.slow
def test_the_book_is_reached_by_keys(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    stage.page.sheets.setFocus()
    assert stage.page.chosen == ("4",)
    QTest.keyClick(stage.page.sheets, Qt.Key.Key_Down)
    QTest.keyClick(stage.page.sheets, Qt.Key.Key_Down)
    assert stage.page.chosen == ("6",)
    assert stage.page.view.title.text() == "Original Sheet No. 6"


@pytest.mark.slow
def test_supporting_papers_are_added_and_taken_out(stage: TariffStage, qtbot: QtBot, tmp_path: Path) -> None:
    with_book(stage)
    changes.revise_sheets(stage.page.tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(stage.page.tariff_book, "water-1")
    (tmp_path / "costs.pdf").write_bytes(b"%PDF")
    dialog = SupportDialog(stage.page.tariff_book, filing.id, stage.answers, stage.page)
    qtbot.addWidget(dialog)
    dialog.put(tmp_path / "costs.pdf", "Cost study", ("Customer-specific", "Names customers"))
    assert dialog.table.rows.words(0, 3) == "Customer-specific"
    with pytest.raises(UserError, match="needs both"):
        dialog.put(tmp_path / "costs.pdf", "Cost study", ("Customer-specific", ""))
    dialog.table.selectRow(0)
    dialog.drop.click()
    assert dialog.table.rows.rowCount() == 0


RATE_PIECES = [piece for _, piece in PIECES if "[rates:" in piece]


@pytest.mark.parametrize("piece", RATE_PIECES)
def test_every_rate_table_that_the_window_offers_is_understood(piece: str) -> None:
    found = bill_effect((), read_rate_tables(read_text(piece)))
    assert found.questions == ()
    assert found.bills or "surcharge" in piece  # which is added to other bills


def pending_sheet(stage: TariffStage) -> None:
    """A sheet in force whose first revision waits at the commission."""
    with_book(stage)
    book = stage.page.tariff_book
    changes.revise_sheets(book, "water-1", ["4"])
    changes.write_draft(book, "water-1", "4", "# Schedule of rates\n\n{+} 1. Another rule.\n")
    filing = filings.begin_tariff_filing(book, "water-1", ["4"])
    filings.change_tariff_filing(book, replace(filing, affects_rates=False))
    filings.file_it(book, filing.id)


@pytest.mark.slow
def test_marking_what_was_not_produced_asks_and_keeps_the_papers(
    stage: TariffStage, qtbot: QtBot, tmp_path: Path
) -> None:
    with_book(stage)
    book = stage.page.tariff_book
    changes.revise_sheets(book, "water-1", ["4"])
    changes.write_draft(book, "water-1", "4", "# Schedule of rates\n\n{+} 1. Another rule.\n")
    filing = filings.begin_tariff_filing(book, "water-1", ["4"])
    filings.change_tariff_filing(book, replace(filing, affects_rates=False))
    dialog = FilingDialog(stage.program, book, filing.id, stage.around, stage.page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.steps.setCurrentRow(len(STEPS) - 1)
    stage.answers.yes = False
    dialog.mark.click()
    assert "was not produced" in stage.answers.asked[-1]
    assert book.filing(filing.id).stage is FilingStage.PREPARING
    stage.answers.yes = True
    dialog.mark.click()
    qtbot.waitUntil(lambda: book.filing(filing.id).stage is FilingStage.FILED, timeout=60_000)
    shown = FiledFilingDialog(stage.program.tariffs, book, filing.id, stage.answers, stage.page)
    qtbot.addWidget(shown)
    assert shown.papers.rows.rowCount() > 3
    stage.answers.chosen_folder = tmp_path / "again"
    shown.write.click()
    assert "as they were filed" in shown.said.text()
    shown.write.click()
    assert "as they were filed" not in shown.said.text()
    assert shown.sheets.rows.words(0, 0) == "1st Revised Sheet No. 4"
    QTimer.singleShot(0, agree)
    assert shown.correct.isHidden(), "there is no outcome yet"
    shown.outcome.click()
    assert shown.outcome.isHidden()

    def put_right() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CorrectOutcomeDialog)
        for typed in ("2/30/2027", "1/1/2000", "3/1/2027"):  # no day, before it was filed, the right one
            assert dialog.isVisible()
            dialog.day.setText(typed)
            dialog.agree.click()

    QTimer.singleShot(0, put_right)
    shown.correct.click()
    assert book.filing(filing.id).effective_actual == date(2027, 3, 1)


@pytest.mark.slow
def test_a_whole_tariff_is_looked_at_before_it_is_entered(stage: TariffStage, qtbot: QtBot, tmp_path: Path) -> None:
    changes.new_schedule(stage.page.tariff_book, changes.NewSchedule("water", "Rates"))
    stage.page.refresh()
    body = paragraph("Original Sheet No. 1") + paragraph("A rule") + paragraph("Effective: 05/01/2015")
    stage.answers.file = tmp_path / "tariff.docx"
    stage.answers.file.write_bytes(word(body + paragraph("1st Revised Sheet No. 2") + paragraph("Another rule")))
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportTariffDialog):
            QTimer.singleShot(100, look)
            return
        seen.append(dialog.doubts.text())
        dialog.agree.click()
        seen.append(dialog.trouble.text())
        dialog.effective.setText("5/1/20155")
        dialog.effective.editingFinished.emit()
        seen.append(dialog.doubts.text())
        dialog.effective.setText("05/01/2016")
        dialog.effective.editingFinished.emit()
        seen.append(dialog.doubts.text())
        dialog.agree.click()

    QTimer.singleShot(0, look)
    stage.page.handlers.import_tariff("water-1")
    qtbot.waitUntil(lambda: len(stage.page.tariff_book.chains("water-1")) == 2, timeout=60_000)
    assert seen[0] == "2 sheets found. Sheet 2: it names no day of effect."
    assert "names no day on which it took effect" in seen[1]
    assert "is not a date" in seen[2]
    assert seen[3] == "2 sheets found."


@pytest.mark.slow
def test_a_sheet_of_the_document_can_be_left_out_and_what_all_say_is_not_asked(
    stage: TariffStage, qtbot: QtBot
) -> None:
    made = changes.new_schedule(stage.page.tariff_book, changes.NewSchedule("water", "Rates"))
    foot = "Issued 4/1/2015 Effective 5/1/2015"
    found = split_tariff("".join(f"Original Sheet No. {number}\nWords\n{foot}\n" for number in (1, 2, 2)))
    dialog = ImportTariffDialog(stage.program, stage.page.tariff_book, made.id, found, stage.around, stage.page)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = {field: dialog.form.isRowVisible(field) for field in (dialog.effective, dialog.issued, dialog.issuer)}
    assert [*shown.values()] == [False, False, True]
    assert dialog.doubts.text() == "3 sheets found. Sheet 2 comes twice under the same designation."
    widths = [dialog.table.horizontalHeader().sectionSize(column) for column in (2, 3)]
    assert min(widths) >= dialog.table.sizeHintForColumn(2), "a date is seen whole"
    dialog.table.selectRow(2)
    dialog.leave.click()
    assert dialog.doubts.text() == "2 sheets found. 1 left out."
    assert dialog.make().startswith("2 sheets entered.")
    dialog.table.selectAll()
    dialog.leave.click()
    assert not dialog.agree.isEnabled()
    assert dialog.doubts.text() == "0 sheets found. 3 left out."
    assert not dialog.table.selectionModel().hasSelection()


def agree() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OutcomeDialog)
    dialog.agree.click()


def answer(words: str) -> None:
    """Chooses the words in the first box of the dialog that is open, and agrees."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DraftDialog | BasisDialog)
    box = next(box for box in dialog.findChildren(QComboBox) if not box.isHidden())
    box.setCurrentIndex(next(row for row in range(box.count()) if words in box.itemText(row)))
    dialog.agree.click()


@pytest.mark.slow
def test_revising_a_pending_sheet_asks_what_the_draft_is(stage: TariffStage, qtbot: QtBot) -> None:
    pending_sheet(stage)
    stage.page.sheets.selectRow(0)
    asked = ask_for_draft(stage.page.tariff_book, "water-1", ["4"], stage.page)
    assert asked is not None
    qtbot.addWidget(asked)
    assert not asked.agree.isEnabled()
    qtbot.waitUntil(lambda: bool(stage.page.chosen))
    QTimer.singleShot(0, lambda: answer("A substitute for 1st Revised, called so"))
    stage.page.handlers.revise("water-1", stage.page.chosen)
    qtbot.waitUntil(lambda: stage.page.view.title.text() == "Substitute 1st Revised Sheet No. 4")
    assert stage.page.view.versions.count() == 3
    stage.page.view.versions.setCurrentIndex(2)
    stage.page.view.versions.activated.emit(2)
    stage.page.refresh()
    assert stage.page.view.title.text() == "Original Sheet No. 4"
    assert stage.page.view.writing.isHidden()
    stage.page.sheets.selectRow(0)
    qtbot.waitUntil(lambda: bool(stage.page.chosen))
    QTimer.singleShot(0, lambda: answer("1st Revised Sheet No. 4"))
    stage.page.handlers.compare("water-1", stage.page.chosen)
    draft = stage.page.tariff_book.chain("water-1", "4").draft
    assert draft is not None
    assert draft.basis == RedlineBasis("water-1", "4", 1)


@pytest.mark.slow
def test_a_sheet_that_was_rejected_asks_for_its_number_when_it_is_added_again(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    book = stage.page.tariff_book
    changes.add_sheet(book, "water-1", "7", text="# New\n\n1. A rule.\n")
    filing = filings.begin_tariff_filing(book, "water-1", ["7"])
    filings.change_tariff_filing(book, replace(filing, affects_rates=False))
    filings.file_it(book, filing.id)
    filings.record_outcome(book, filing.id, filings.CommissionDecision(FilingOutcome.REJECTED))

    def add() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, dialogs.AddSheetDialog)
        dialog.number.setText("7")
        QTimer.singleShot(0, lambda: answer("Original again"))
        dialog.agree.click()

    QTimer.singleShot(0, add)
    stage.page.handlers.add_sheet("water-1", [])
    assert [version.name() for version in book.chain("water-1", "7").versions] == ["Original", "Original"]


@pytest.mark.slow
def test_a_finding_is_whole_and_one_click_from_its_sheet(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    page = stage.page
    rows = range(page.findings.rows.rowCount())
    row = next(row for row in rows if str(page.findings.model().index(row, 1).data()).startswith("Sheet 6:"))
    page.sheets.selectRow(0)
    index = page.findings.model().index(row, 1)
    page.findings.clicked.emit(index)
    assert page.view.title.text() == "Original Sheet No. 6"
    assert page.findings.wordWrap()
    page.findings.clicked.emit(QModelIndex())
    assert page.view.title.text() == "Original Sheet No. 6"


@pytest.mark.slow
def test_what_is_pasted_from_word_keeps_its_form(stage: TariffStage, qtbot: QtBot) -> None:
    with_book(stage)
    stage.page.sheets.selectRow(1)
    stage.page.handlers.revise("water-1", stage.page.chosen)
    edit = stage.page.view.edit
    edit.clear()
    copied = QMimeData()
    copied.setHtml("<h1>Rates</h1><table><tr><td>a</td><td>b</td></tr></table>")
    copied.setText("Rates\na\tb")
    edit.insertFromMimeData(copied)
    assert edit.toPlainText() == "# Rates\n| a | b |\n"
    edit.clear()
    plain = QMimeData()
    plain.setHtml("<div>  (a) part</div>")
    plain.setText("  (a) part")
    edit.insertFromMimeData(plain)
    assert edit.toPlainText() == "  (a) part"
