"""What is asked when an annual report is started that is for small companies alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Place
from desktop_app.gui.filings.filing_actions import FilingActions, WindowRoads
from desktop_app.gui.filings.filing_dialogs import BeginDialog
from desktop_app.services.company.report_forms import offered_forms
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support import calendar_companies
from tests.support.window_shell import Answers, in_dialog


def test_the_customers_are_asked_where_only_small_companies_use_a_form(qtbot: QtBot, tmp_path: Path) -> None:
    file = calendar_companies.company(tmp_path, "gas")
    offered = offered_forms(file, annual_report.FORM)
    sizes = {one.form: annual_report.report_size(file, one.form) for one in offered}
    dialog = BeginDialog((), 2025, offered, None, sizes)
    qtbot.addWidget(dialog)
    assert dialog.customers_field.isVisibleTo(dialog)
    assert "The program does not know how many gas customers there are" in dialog.how.text()
    typed = [dialog.customers]
    dialog.customers_field.setText("2,140")
    typed.append(dialog.customers)
    dialog.kind.setCurrentIndex(1)
    assert not dialog.customers_field.isVisibleTo(dialog)
    assert [*typed, dialog.customers] == [None, 2140, None]


@pytest.mark.parametrize(
    ("service", "size", "told"), [("gas", "3001", "3,000 customers"), ("telecom", "5001", "5,000 access lines")]
)
def test_a_form_for_smaller_companies_is_not_offered(
    qtbot: QtBot, tmp_path: Path, service: str, size: str, told: str
) -> None:
    file = calendar_companies.company(tmp_path, service)
    entering.set_answer(file, COMPANY, Place("size", service, "answer"), size)
    offered = offered_forms(file, annual_report.FORM)
    sizes = {one.form: annual_report.report_size(file, one.form) for one in offered}
    dialog = BeginDialog((), 2025, offered, None, sizes)
    qtbot.addWidget(dialog)
    assert dialog.offered.form == "annual_report_companion"
    assert dialog.kind.count() == 1
    assert any(f"no more than {told}" in label.text() for label in dialog.findChildren(QLabel))


def test_the_number_that_is_typed_starts_the_report_and_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    file = calendar_companies.company(tmp_path, "gas")
    window, went = QWidget(), list[str]()
    qtbot.addWidget(window)
    roads = WindowRoads(lambda filing, _: went.append(filing), went.append, nothing, nothing, nothing)
    actions = FilingActions(Answers(tmp_path), window, roads)
    actions.file = file

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, BeginDialog)
        dialog.customers_field.setText("3,001")
        dialog.accept()
        assert "these pages are for gas companies with no more than 3,000 customers" in dialog.trouble.text()
        dialog.customers_field.setText("many")
        dialog.accept()
        assert "many" in dialog.trouble.text()
        dialog.customers_field.setText("2,140")
        dialog.accept()

    in_dialog(fill)
    actions.begin_report(2025)
    assert went == ["2025-annual-report-gas"]
    assert file.book(COMPANY).calculation.values[Place("size", "gas", "answer")] == 2140


def nothing(*_: str) -> None:
    """What the window would do."""
