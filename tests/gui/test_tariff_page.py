"""The tariff book driven as a person drives it: a sheet revised and typed, filed in steps, and its outcome recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.gui.tariff_book import dialogs
from desktop_app.gui.tariff_book.filing_dialog import STEPS, FilingDialog
from desktop_app.gui.tariff_book.outcome_dialog import OutcomeDialog
from desktop_app.gui.tariff_book.sheet_view import PIECES
from desktop_app.gui.tariff_book.support_dialog import SupportDialog
from desktop_app.gui.tariff_book.tariff_page import TariffPage
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.bill_effect import bill_effect
from desktop_app.services.tariff_book.rate_tables import read_rate_tables
from tests.support.tariff_company import COMPANY
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import RESOURCES, Answers

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
RATES = "# Schedule of rates\n\n[rates: per month, by meter size] Customer charge\n5/8 inch = 12.50\n[end]\n"


@dataclass
class Desk:
    program: Program
    page: TariffPage
    around: Surroundings
    answers: Answers
    said: list[str]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    program = bootstrap.program()
    file = program.desk.create(tmp_path / "book.filingdesk", {"company": COMPANY})
    parent = QWidget()
    qtbot.addWidget(parent)
    answers = Answers(tmp_path)
    said: list[str] = []
    runner = TaskRunner(parent)
    around = Surroundings(
        file,
        "",
        parent,
        IconSet(RESOURCES / "icons"),
        answers,
        runner,
        RecordedActions(said=said),
    )
    page = TariffPage(program, around)
    parent.resize(1100, 700)
    page.resize(1100, 700)
    parent.show()
    page.show()
    yield Desk(program, page, around, answers, said)
    runner.close()
    page.close()
    file.close()


def with_book(desk: Desk) -> None:
    changes.new_schedule(desk.page.shelf, changes.NewSchedule("water", "Rates"))
    for number in ("4", "5", "6"):
        text = RATES if number == "5" else "# Schedule of rates\n\n1. A rule.\n"
        sheet = changes.EnteredSheet(number, 0, date(2015, 5, 1), date(2015, 4, 1), "Rates", text)
        changes.enter(desk.page.shelf, "water-1", sheet)
    desk.page.refresh()


def test_without_a_schedule_only_making_one_is_offered(desk: Desk) -> None:
    assert [name for name, button in desk.page.buttons.items() if button.isEnabled()] == ["new"]
    assert not desk.page.more.isEnabled()
    assert "New schedule" in desk.page.note.text()


@pytest.mark.parametrize("typed", ["tomorrow", "", "02/30/2026", "1/1/0001", "1/1/99999", "2026", "\u0661/1/2026x"])
def test_a_day_that_is_none_is_refused_and_the_book_stays(desk: Desk, typed: str) -> None:
    with_book(desk)
    desk.page.day.setText("06/01/2016")
    desk.page.day.editingFinished.emit()
    desk.page.day.setText(typed)
    desk.page.day.editingFinished.emit()
    assert "June 1, 2016" in desk.said[-1]
    assert "is not a date" in desk.said[-1]
    assert "June 1, 2016" in desk.page.note.text()
    desk.page.refresh()
    assert desk.page.sheets.rows.rowCount() == 3


def test_a_schedule_begins_from_an_outline(desk: Desk, qtbot: QtBot) -> None:
    dialog = dialogs.NewScheduleDialog(desk.page.shelf, desk.program.tariffs.outlines(), desk.page)
    qtbot.addWidget(dialog)
    dialog.outline.setCurrentIndex(1)
    made = dialog.make()
    desk.page.show_schedule(made)
    numbers = [desk.page.sheets.rows.item(row, 0).text() for row in range(4)]
    assert numbers == ["Title Page", "Index", "1", "2"]


def test_what_is_typed_is_kept_when_the_cursor_leaves(desk: Desk, qtbot: QtBot) -> None:
    with_book(desk)
    desk.page.sheets.selectRow(1)
    desk.page.deeds.revise("water-1", desk.page.chosen)
    qtbot.waitUntil(lambda: desk.page.view.title.text() == "1st Revised Sheet No. 5")
    desk.page.view.edit.setPlainText(RATES.replace("12.50", "14.00"))
    desk.page.view.edit.setFocus()
    desk.page.sheets.setFocus()
    chain = desk.page.shelf.chain("water-1", "5")
    assert "14.00" in desk.page.shelf.text("water-1", chain, chain.draft)
    desk.page.view.propose.click()
    assert "{*} 5/8 inch = 14.00" in desk.page.view.edit.toPlainText()


def test_a_text_that_cannot_be_read_yet_is_kept_and_told(desk: Desk, qtbot: QtBot) -> None:
    with_book(desk)
    desk.page.sheets.selectRow(1)
    desk.page.deeds.revise("water-1", desk.page.chosen)
    qtbot.waitUntil(desk.page.view.writing.isVisible)
    desk.page.view.edit.setPlainText("[rates: per month] Charge\n5/8 inch")
    desk.page.view.edit.left.emit()
    desk.page.view.repaint_page()
    chain = desk.page.shelf.chain("water-1", "5")
    assert desk.page.shelf.text("water-1", chain, chain.draft).endswith("5/8 inch")
    assert "is no rate" in desk.page.view.trouble.text()


def test_the_page_is_painted_beside_the_text(desk: Desk, qtbot: QtBot) -> None:
    with_book(desk)
    desk.page.sheets.selectRow(0)
    qtbot.waitUntil(lambda: desk.page.view.stack.sizeHint().height() > 300, timeout=20_000)


def test_a_change_is_filed_in_steps_and_its_outcome_recorded(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    with_book(desk)
    shelf = desk.page.shelf
    changes.revise_sheets(shelf, "water-1", ["5"])
    changes.write_draft(shelf, "water-1", "5", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00"))
    filing = filings.begin_tariff_filing(shelf, "water-1")
    dialog = FilingDialog(desk.program, shelf, filing.id, desk.around, desk.page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.steps.setCurrentRow(len(STEPS) - 1)
    assert not dialog.mark.isEnabled()
    dialog.steps.setCurrentRow(2)
    QTest.keyClicks(dialog.summary, "The smallest customer charge rises.")
    assert dialog.count.text() == "5 words of about 100"
    dialog.steps.setCurrentRow(3)
    assert dialog.bills.table.rows.item(0, 3).text() == "$1.50"
    dialog.steps.setCurrentRow(4)
    assert not dialog.mark.isEnabled()
    dialog.steps.setCurrentRow(3)
    dialog.bills.state.setCurrentIndex(1)
    dialog.bills.state.activated.emit(1)
    dialog.steps.setCurrentRow(4)
    assert shelf.filing(filing.id).summary == "The smallest customer charge rises."
    desk.answers.chosen_folder = tmp_path / "packet"
    dialog.produce.click()
    qtbot.waitUntil(lambda: not dialog.maker.busy, timeout=60_000)
    first = (tmp_path / "packet" / "public" / "sheets.pdf").stat().st_mtime_ns
    desk.answers.yes = False
    dialog.produce.click()
    qtbot.waitUntil(lambda: not dialog.maker.busy, timeout=60_000)
    qtbot.waitUntil(lambda: "contains an earlier packet" in "".join(desk.answers.asked), timeout=60_000)
    assert (tmp_path / "packet" / "public" / "sheets.pdf").stat().st_mtime_ns == first
    dialog.mark.click()
    assert shelf.filing(filing.id).stage is FilingStage.FILED
    outcome = OutcomeDialog(shelf.filing(filing.id), desk.page)
    qtbot.addWidget(outcome)
    outcome.kind.setCurrentIndex(1)
    outcome.day.setText("02/15/2027")
    outcome.case.setText("WR-2027-0001")
    assert outcome.decision() == filings.CommissionDecision(
        FilingOutcome.APPROVED, date(2027, 2, 15), (), "WR-2027-0001", "", "Approved for another day"
    )


def test_a_day_that_is_none_keeps_the_step_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    with_book(desk)
    changes.revise_sheets(desk.page.shelf, "water-1", ["5"])
    filing = filings.begin_tariff_filing(desk.page.shelf, "water-1")
    dialog = FilingDialog(desk.program, desk.page.shelf, filing.id, desk.around, desk.page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.effective.setText("tomorrow")
    dialog.steps.setCurrentRow(3)
    assert "tomorrow" in dialog.trouble.text()


def test_every_input_has_a_name(desk: Desk, qtbot: QtBot) -> None:
    with_book(desk)
    changes.revise_sheets(desk.page.shelf, "water-1", ["5"])
    filing = filings.begin_tariff_filing(desk.page.shelf, "water-1")
    shown: list[QWidget] = [
        desk.page,
        FilingDialog(desk.program, desk.page.shelf, filing.id, desk.around, desk.page),
        dialogs.EnterSheetDialog(desk.page.shelf, "water-1", desk.page),
        dialogs.ParticularsDialog(desk.page.shelf.schedule("water-1"), desk.page),
        OutcomeDialog(filing, desk.page),
    ]
    for widget in shown:
        if widget is not desk.page:
            qtbot.addWidget(widget)
        inputs = [*widget.findChildren(QLineEdit), *widget.findChildren(QPlainTextEdit)]
        inner = [field for field in inputs if not field.objectName().startswith("qt_")]
        assert [field for field in inner if not field.accessibleName()] == []


def test_the_book_is_reached_by_keys(desk: Desk, qtbot: QtBot) -> None:
    with_book(desk)
    desk.page.sheets.setFocus()
    assert desk.page.chosen == ("4",)
    QTest.keyClick(desk.page.sheets, Qt.Key.Key_Down)
    QTest.keyClick(desk.page.sheets, Qt.Key.Key_Down)
    assert desk.page.chosen == ("6",)
    assert desk.page.view.title.text() == "Original Sheet No. 6"


def test_supporting_papers_are_added_and_taken_out(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    with_book(desk)
    changes.revise_sheets(desk.page.shelf, "water-1", ["5"])
    filing = filings.begin_tariff_filing(desk.page.shelf, "water-1")
    (tmp_path / "costs.pdf").write_bytes(b"%PDF")
    dialog = SupportDialog(desk.page.shelf, filing.id, desk.answers, desk.page)
    qtbot.addWidget(dialog)
    dialog.put(tmp_path / "costs.pdf", "Cost study", ("Customer-specific", "Names customers"))
    assert dialog.table.rows.item(0, 3).text() == "Customer-specific"
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
