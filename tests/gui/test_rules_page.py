"""The Rules page: found, read, and one's own values over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import program
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.gui.rules.amend_dialog import AmendDialog
from desktop_app.gui.rules.cost_dialogs import FeesDialog, PenaltyDialog
from desktop_app.gui.rules.rules_page import RulesPage
from desktop_app.services.company.company_file import CompanyFile
from tests.support.calendar_companies import company
from tests.support.page_surroundings import Stage, press, stage_for, words_in
from tests.support.page_surroundings import shown as on_stage
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@dataclass
class Shown:
    page: RulesPage
    stage: Stage

    @property
    def file(self) -> CompanyFile:
        return self.stage.file

    def find(self, words: str) -> None:
        self.page.search.setText(words)
        QTest.qWait(1)

    def press(self, words: str) -> None:
        press(self.page, words)

    def details(self) -> str:
        return words_in(self.page.details)


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    stage = stage_for(company(tmp_path, "water", today=date(2026, 8, 10)), tmp_path, qtbot)
    with on_stage(stage, lambda around: RulesPage(program(), around), qtbot) as page:
        assert isinstance(page, RulesPage)
        yield Shown(page, stage)


@pytest.mark.slow
def test_a_rule_is_found_by_a_word_or_a_citation(shown: Shown) -> None:
    shown.find("deficiency 3.640(3)")
    assert shown.page.table.rows.rowCount() == 1
    assert "Counted from the date of the deficiency notice." in shown.details()
    shown.find("no such rule")
    assert shown.page.chosen is None
    assert shown.page.count.text().startswith("0 of ")


@pytest.mark.slow
def test_an_own_value_is_entered_shown_and_taken_back(shown: Shown) -> None:
    def fill(dialog: object) -> None:
        assert isinstance(dialog, AmendDialog)
        dialog.value.setText("30 days")
        dialog.since.setText("someday")
        dialog.accept()
        assert "is not a date" in dialog.trouble.text()
        dialog.since.setText("01/01/2026")
        dialog.accept()
        assert "Name the source" in dialog.trouble.text()
        assert dialog.focusWidget() is dialog.source
        dialog.source.setText("An order")
        dialog.since.setText("01/01/1990")
        dialog.accept()
        assert "The rules built in begin on" in dialog.trouble.text()
        assert dialog.focusWidget() is dialog.since
        dialog.value.setText("soon")
        dialog.source.setText("")
        dialog.accept()
        assert dialog.focusWidget() is dialog.value
        dialog.value.setText("30 days")
        dialog.since.setText("01/01/2026")
        dialog.source.setText("20 CSR 4240-10.145(3)")
        dialog.note.setText("renumbered")
        dialog.accept()

    shown.find("answer to a deficiency notice 3.640(3)")
    in_dialog(fill)
    shown.press("Enter your &own")
    details = shown.details()
    assert "30 days" in details
    assert "20 CSR 4240-10.145(3)" in details
    assert "renumbered" in details
    assert shown.file.law().ends("3.640(3)", date(2026, 6, 1)) == date(2026, 7, 1)
    shown.press("Delete what applies")
    assert shown.file.law().ends("3.640(3)", date(2026, 6, 1)) == date(2026, 6, 21)


@pytest.mark.slow
def test_what_cannot_be_changed_offers_nothing(shown: Shown) -> None:
    shown.find("public_page")
    assert "This value is fixed." in shown.details()


@pytest.mark.slow
def test_the_penalty_follows_the_days(shown: Shown) -> None:
    def look(dialog: object) -> None:
        assert isinstance(dialog, PenaltyDialog)
        dialog.days.setValue(10)
        assert "make $1,100" in dialog.outcome.text()
        dialog.kind.setCurrentIndex(1)
        assert "make $1,000" in dialog.outcome.text()
        dialog.reject()

    in_dialog(look)
    shown.page.penalty.click()


@pytest.mark.slow
def test_the_fees_follow_prices_from_july_on(shown: Shown) -> None:
    def look(dialog: object) -> None:
        assert isinstance(dialog, FeesDialog)
        assert "Together $500.00" in dialog.outcome.text()
        dialog.utility.setCurrentIndex(1)
        assert "Together $1,185.00" in dialog.outcome.text()
        dialog.percent.setValue(2.5)
        dialog.change.click()
        assert "Together $1,214.63" in dialog.outcome.text()
        dialog.reject()

    in_dialog(look)
    shown.page.fees.click()
    rules = shown.file.law().rules
    assert rules.value("territorial_fees/filing_fee", date(2026, 6, 30)).number == 500
    changed = rules.value("territorial_fees/filing_fee", date(2026, 7, 1))
    assert "Consumer Price Index 2025: 2.50%" in changed.authority


@pytest.mark.slow
def test_the_list_is_printed(shown: Shown, tmp_path: Path) -> None:
    shown.stage.answers.save = tmp_path / "rules.pdf"
    shown.page.print.click()
    assert shown.stage.answers.save.read_bytes().startswith(b"%PDF")
    assert shown.stage.said == [f"Written to {tmp_path / 'rules.pdf'}."]
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        shown.page._write(tmp_path, b"")
