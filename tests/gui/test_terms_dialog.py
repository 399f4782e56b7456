"""What a tariff says is answered in the window, each point with its sheet."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.tariffs.schedules import NoticeKind
from desktop_app.gui.tariff_book.asked_answers import AskedAnswers
from desktop_app.gui.tariff_book.terms_dialog import TermsDialog
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.contents import CONFORMS, stated
from desktop_app.services.tariff_book.tariff_terms import TermAnswer, term_answers
from tests.support.tariff_company import LIBRARY, RATES, TODAY, entered, new_tariff_book, schedule

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@pytest.mark.slow
def test_points_are_answered_one_after_the_other(qtbot: QtBot) -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "sewer")
    entered(
        tariff_book,
        "1",
        text="# Rules\n\nThe map shows the area. The billing period is one (1) month.\n",
        utility="sewer",
    )
    contents = LIBRARY.contents("sewer")
    assert contents is not None
    dialog = TermsDialog(tariff_book, "sewer-1", contents, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.asks.text() == "Map of the area served"
    dialog.sheet.setCurrentText("1")
    dialog.answer.setEditText("/")
    dialog.save.click()
    assert dialog.trouble.text() == "'/' is not an answer here. Choose 'conforms', or leave it blank."
    assert dialog.answer.currentText() == "/"
    dialog.answer.setEditText(CONFORMS)
    dialog.sheet.setCurrentText("")
    dialog.save.click()
    assert dialog.trouble.text() == "Choose the sheet that conforms to the rule."
    dialog.sheet.setCurrentText("1")
    dialog.save.click()
    assert next(item for item in stated(tariff_book, tariff_book.schedule("sewer-1"), contents, TODAY)).conforms
    terms = [item.term.id if isinstance(item, TermAnswer) else "" for item in dialog._found]
    row = terms.index("billing_months")
    dialog.table.selectRow(row)
    dialog.answer.setEditText("often")
    dialog.save.click()
    assert "Write a number" in dialog.trouble.text()
    dialog.answer.setEditText("1")
    dialog.sheet.setCurrentText("1")
    dialog.save.click()
    answers = {
        item.term.id: item for item in term_answers(tariff_book, tariff_book.schedule("sewer-1"), contents, TODAY)
    }
    assert (answers["billing_months"].answer, answers["billing_months"].sheet) == ("1", "1")
    assert dialog.table.currentIndex().row() == row + 1


def test_another_notice_is_asked_other_things(qtbot: QtBot) -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "5", text=RATES)
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    holder = QWidget()
    qtbot.addWidget(holder)
    asked = AskedAnswers(holder)
    rules = tariff_book.rules(tariff_book.schedule("water-1"))
    asked.ask(replace(filing, notice=NoticeKind.PERMISSION), rules)
    assert list(asked.fields) == ["granted_days", "granted_day", "typical_use"]
    asked.ask(replace(filing, notice=NoticeKind.SMALL_STAFF), rules)
    assert {"case_letter", "consent", "second_notice", "second_notice_on", "department"} <= asked.fields.keys()
