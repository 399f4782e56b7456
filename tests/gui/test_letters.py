"""Letters in the window: begun, written, reworded, printed, sent."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import program
from desktop_app.domain.values import Place
from desktop_app.gui.report_letters.case_choice import CaseDialog
from desktop_app.gui.report_letters.letter_dialog import LetterDialog
from desktop_app.gui.report_letters.letters_dialog import LettersDialog
from desktop_app.gui.report_letters.sent_dialog import ReceivedDialog, SentDialog
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.extensions import extensions
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.cases import DocketCase, cases, keep_case
from desktop_app.services.report_letters.drafts import ANSWER, LETTER
from tests.support.calendar_companies import company
from tests.support.page_surroundings import Stage, stage_for
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@dataclass
class Office:
    stage: Stage
    bot: QtBot

    @property
    def file(self) -> CompanyFile:
        return self.stage.file

    def letter(self, kind: str) -> LetterDialog:
        draft = drafts.begin_letter(self.file, kind, 2025)
        drafts.keep_letter(self.file, draft)
        dialog = LetterDialog(program(), self.stage.around, draft, self.stage.parent)
        self.bot.addWidget(dialog)
        dialog.show()
        return dialog


def office_on(day: date, folder: Path, bot: QtBot) -> Office:
    file = company(folder, "water", today=day)
    row = entering.add_row(file, "company", "people")
    for column, value in (("name", "Sample President"), ("title", "President"), ("signs", "yes")):
        entering.set_answer(file, "company", Place("people", row, column), value)
    return Office(stage_for(file, folder, bot), bot)


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Office:
    return office_on(date(2026, 4, 14), tmp_path, qtbot)


def typed(field: QWidget, words: str) -> None:
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(words)


def test_the_wording_follows_the_fields_when_typing_pauses(office: Office) -> None:
    dialog = office.letter(LETTER)
    assert dialog.said.text().startswith("It is in time if the commission receives it by April 14, 2026.")
    before = len(office.file.workspace.journal())
    for words in ("T", "The", "The clerk was ill."):
        typed(dialog.fields["reason"], words)
    assert len(office.file.workspace.journal()) == before
    dialog._flush()
    assert len(office.file.workspace.journal()) == before + 1
    assert "The reason for the request is this: The clerk was ill." in dialog.wording.toPlainText()
    dialog.day.setText("soon")
    dialog.day.editingFinished.emit()
    assert "is not a date" in dialog.trouble.text()


def test_what_is_typed_is_kept_when_the_dialog_closes(office: Office) -> None:
    dialog = office.letter(LETTER)
    typed(dialog.fields["reason"], "Fire.")
    dialog.close_button.click()
    assert drafts.letters(office.file)[0].values["reason"] == "Fire."


def test_a_day_typed_wrong_prints_and_sends_nothing(office: Office, tmp_path: Path) -> None:
    dialog = office.letter(LETTER)
    typed(dialog.fields["reason"], "Fire.")
    assert dialog.cases is not None
    dialog.cases.none.click()
    dialog._flush()
    office.stage.answers.save = tmp_path / "letter.pdf"
    for field in (dialog.day, dialog.cases.day):
        before = field.text()
        field.setText("02/30/2026")
        typed(dialog.fields["reason"], f"Fire in {before}.")
        for button in (dialog.print, dialog.gone):
            button.click()
            assert "'02/30/2026' is not a date" in dialog.trouble.text()
            assert dialog.focusWidget() is field
        assert not (tmp_path / "letter.pdf").exists()
        assert drafts.letters(office.file)[0].values["reason"] == f"Fire in {before}."
        field.setText(before)
    dialog.print.click()
    assert (tmp_path / "letter.pdf").exists()


def test_a_letter_with_a_day_typed_wrong_closes_at_the_second_try(office: Office) -> None:
    dialog = office.letter(LETTER)
    dialog.day.setText("soon")
    dialog.close_button.click()
    assert dialog.isVisible()
    assert "close again to keep the day as it was" in dialog.trouble.text()
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert drafts.letters(office.file)[0].day == date(2026, 4, 14)


def test_the_wording_can_be_changed_and_taken_back(office: Office) -> None:
    dialog = office.letter(LETTER)
    dialog.wording.setPlainText("Only this.")
    dialog._flush()
    assert drafts.letters(office.file)[0].text == "Only this."
    assert dialog.again.isEnabled()
    dialog.again.click()
    assert "Annual report for 2025: request" in dialog.wording.toPlainText()
    assert not dialog.again.isEnabled()


def test_a_case_is_added_to_the_certificate(office: Office) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, CaseDialog)
        dialog.accept()
        assert "number of the case" in dialog.trouble.text()
        dialog.docket.setText("WR-2026-0001")
        dialog.parties.setPlainText("Public counsel\nSample City\n")
        dialog.accept()

    dialog = office.letter(LETTER)
    assert "certifies" not in dialog.wording.toPlainText()
    assert dialog.cases is not None
    dialog.cases.none.click()
    dialog._flush()
    assert "certifies that on April 14, 2026 no case was pending" in dialog.wording.toPlainText()
    in_dialog(fill)
    dialog.cases.add.click()
    dialog._flush()
    assert "certifies" not in dialog.wording.toPlainText()
    assert "Enter the day on which copies" in dialog.cases.trouble.text()
    dialog.cases.day.setText("04/14/2026")
    dialog.cases.day.editingFinished.emit()
    dialog._flush()
    assert "Case No. WR-2026-0001: Public counsel; Sample City" in dialog.wording.toPlainText()
    next(iter(dialog.cases.boxes.values())).setChecked(False)
    dialog._flush()
    assert "certifies" not in dialog.wording.toPlainText()
    dialog.print.click()
    assert "parties of record are not to get a copy" in dialog.trouble.text()


def test_a_case_entered_by_mistake_is_deleted(office: Office) -> None:
    def delete(dialog: QDialog) -> None:
        assert isinstance(dialog, CaseDialog)
        dialog.delete.click()

    keep_case(office.file, DocketCase("", "WR-2026-0001", "", "Public counsel"))
    dialog = office.letter(LETTER)
    assert dialog.cases is not None
    in_dialog(delete)
    next(
        button
        for button in dialog.cases.findChildren(QPushButton)
        if button.accessibleName() == "Change case WR-2026-0001"
    ).click()
    dialog._flush()
    assert cases(office.file) == ()
    assert not dialog.cases.boxes
    assert "WR-2026-0001" not in dialog.wording.toPlainText()


@pytest.mark.slow
def test_a_letter_is_printed_and_sent_and_then_read_only(office: Office, tmp_path: Path) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SentDialog)
        dialog.day_field.setText("x")
        dialog.accept()
        assert "is not a date" in dialog.trouble.text()
        dialog.day_field.setText("04/14/2026")
        dialog.tracking.setText("7001")
        dialog.accept()

    def receive(dialog: QDialog) -> None:
        assert isinstance(dialog, ReceivedDialog)
        dialog.accept()
        assert "is not a date" in dialog.trouble.text()
        dialog.day_field.setText("04/14/2026")
        dialog.accept()

    dialog = office.letter(LETTER)
    typed(dialog.fields["reason"], "Fire.")
    assert dialog.cases is not None
    dialog.cases.none.click()
    office.stage.answers.save = tmp_path / "letter.pdf"
    dialog.print.click()
    assert office.stage.answers.save.read_bytes() == dialog.pdf()
    in_dialog(fill)
    dialog.gone.click()
    assert dialog.said.text() == "Sent on April 14, 2026, By mail, number 7001. It can no longer be changed."
    assert dialog.trouble.text().startswith("The calendar is unchanged until you record the day of receipt.")
    assert extensions(office.file) == {}
    in_dialog(receive)
    dialog.received.click()
    assert "The commission received it on April 14, 2026." in dialog.said.text()
    assert not dialog.received.isVisible()
    assert dialog.trouble.text() == "The calendar shows the extended due date, May 15, 2026."
    assert extensions(office.file)[2025].until == date(2026, 5, 15)
    assert dialog.wording.isReadOnly()
    assert not dialog.gone.isEnabled()


def test_on_april_15_it_is_told_and_can_still_be_printed(tmp_path: Path, qtbot: QtBot) -> None:
    office = office_on(date(2026, 4, 15), tmp_path, qtbot)
    dialog = office.letter(LETTER)
    assert "The last day to ask was April 14, 2026, because" in dialog.said.text()
    assert "$200" in dialog.said.text()
    assert dialog.print.isEnabled()


def test_deficiencies_are_answered_one_by_one(office: Office) -> None:
    keeping.record_event(office.file, "deficiency_notice", date(2026, 4, 1))
    dialog = office.letter(ANSWER)
    assert dialog.rows is not None
    dialog.rows.fields[0][0].setPlainText("Page W-1 is blank.")
    dialog.rows.fields[0][1].setPlainText("It is enclosed.")
    dialog.rows.add.click()
    dialog.rows.fields[1][0].setPlainText("No oath.")
    dialog._flush()
    assert "The notice says: Page W-1 is blank. The company supplies: It is enclosed." in dialog.wording.toPlainText()
    remove = next(item for item in dialog.findChildren(QPushButton) if item.accessibleName() == "Remove deficiency 1")
    remove.click()
    QTest.qWait(1)
    dialog._flush()
    assert drafts.letters(office.file)[0].rows == (("No oath.", ""),)


def test_letters_are_listed_begun_and_taken_away(office: Office) -> None:
    dialog = LettersDialog(program(), office.stage.around)
    office.bot.addWidget(dialog)
    in_dialog(lambda shown: shown.close())
    dialog.begin.click()
    assert dialog.chosen is not None
    assert dialog.chosen.title == "Request for up to thirty more days, report for 2025"
    in_dialog(lambda shown: shown.close())
    dialog.read.click()
    dialog.remove.click()
    assert drafts.letters(office.file) == ()
    assert not dialog.read.isEnabled()
