"""The pages of a company's own books: its accounts and its ratios."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import program
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.domain.values import Json, Place
from desktop_app.gui.accounts.account_dialogs import AddDialog, ChangeDialog, RetireDialog
from desktop_app.gui.accounts.accounts_page import AccountsPage
from desktop_app.gui.ratios.ratios_page import CHARTS, NO_RATIOS, RatiosPage
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.accounts.chart_of_accounts import NO_CHART
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.case_companies import case_company
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import RESOURCES, Answers, in_dialog

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]  # the offscreen platform has no window manager

OPEN = "2025-annual-report"


def company(folder: Path) -> CompanyFile:
    def year(number: int, revenue: str) -> Json:
        sold: Json = {"begin": "400", "average": "10", "revenue": revenue}
        return {
            "year": number,
            "schedules": {
                "w1": {"residential_sales": sold},
                "w3": {"wells": {"begin": "500"}},
                "w2": {"rents": {"amount": "60"}},
            },
        }

    identity: Json = {"legal_name": "Sample", "water": "yes"}
    table: Json = {"company": {"identity": identity}, "filings": [year(2024, "1000"), year(2025, "1500")]}
    return program().companies.create(folder / "company.filingdesk", table)


@dataclass
class Bench:
    file: CompanyFile
    around: Surroundings
    answers: Answers
    said: list[str] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)

    def show(self, page: QWidget) -> None:
        parent = self.around.parent
        parent.resize(1200, 760)
        page.resize(1200, 760)
        parent.show()
        page.show()
        QTest.qWait(20)

    def press(self, page: QWidget, start: str) -> None:
        QTest.qWait(1)
        found = [item for item in page.findChildren(QPushButton) if item.text().replace("&", "").startswith(start)]
        next(item for item in found if item.isVisibleTo(page)).click()
        QTest.qWait(5)


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    file = company(tmp_path)
    parent, answers = QWidget(), Answers(tmp_path)
    qtbot.addWidget(parent)
    made: list[Bench] = []
    actions = RecordedActions()
    around = Surroundings(
        file,
        "",
        parent,
        IconSet(RESOURCES / "icons"),
        answers,
        TaskRunner(parent),
        actions,
    )
    made.append(Bench(file, around, answers, actions.said, actions.went))
    yield made[0]
    file.close()


@pytest.fixture
def accounts(bench: Bench) -> Iterator[AccountsPage]:
    page = AccountsPage(bench.around)
    bench.show(page)
    yield page
    page.close()


@pytest.fixture
def ratios(bench: Bench) -> Iterator[RatiosPage]:
    page = RatiosPage(program(), bench.around)
    bench.show(page)
    yield page
    page.close()


def words_in(page: QWidget) -> str:
    for _ in range(3):  # what is read anew brings new widgets, and those are shown in the round after
        QTest.qWait(5)
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def choose(page: AccountsPage, words: str) -> None:
    page.search.setText(words)
    QTest.qWait(5)


def label_of(file: CompanyFile, account: str) -> str:
    found = file.book(OPEN).sheet.schedules["w2"].by_id[account]
    return f"{found.number} {found.label}"


def test_an_account_is_found_and_gets_the_number_of_the_books(bench: Bench, accounts: AccountsPage) -> None:
    choose(accounts, "rents om")
    choose(accounts, "640 rents")
    assert accounts.chosen is not None
    assert accounts.chosen.account.id == "rents"

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ChangeDialog)
        dialog.number.setText("131")
        dialog.accept()
        assert "belongs to 131 Cash" in dialog.trouble.text()
        dialog.number.setText("7400")
        dialog.title.setText("Office rent")
        dialog.accept()

    in_dialog(fill)
    bench.press(accounts, "Change number")
    assert label_of(bench.file, "rents") == "7400 Office rent"
    choose(accounts, "7400")
    assert "In the list it is 640 Rents." in words_in(accounts)
    bench.press(accounts, "Restore")
    assert label_of(bench.file, "rents") == "640 Rents"


def test_an_account_is_added_that_counts_like_another(bench: Bench, accounts: AccountsPage) -> None:
    choose(accounts, "640 rents")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AddDialog)
        dialog.accept()
        assert "needs a title" in dialog.trouble.text()
        dialog.title.setText("Truck lease")
        dialog.number.setText("641")
        dialog.like.setCurrentIndex(dialog.like.findData("rents"))
        dialog.accept()

    in_dialog(fill)
    bench.press(accounts, "Add an account")
    assert label_of(bench.file, "own_truck_lease") == "641 Truck lease"
    choose(accounts, "641")
    bench.press(accounts, "Delete")
    assert "own_truck_lease" not in bench.file.book(OPEN).sheet.schedules["w2"].by_id


def test_an_account_is_retired_only_with_a_place_for_its_balance(bench: Bench, accounts: AccountsPage) -> None:
    choose(accounts, "640 rents")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, RetireDialog)
        dialog.accept()
        assert "has a balance" in dialog.trouble.text()
        dialog.into.setCurrentIndex(dialog.into.findData("misc_expense"))
        dialog.year.setValue(2025)
        dialog.accept()

    in_dialog(fill)
    bench.press(accounts, "Retire")
    assert bench.file.book(OPEN).calculation.values[Place("w2", "misc_expense", "amount")] == Decimal(60)
    choose(accounts, "640 rents")
    assert "Retired from 2025" in words_in(accounts)


def test_a_set_of_accounts_is_taken_over_or_refused_in_words(bench: Bench, accounts: AccountsPage) -> None:
    menu = accounts.sets.menu()
    assert menu is not None
    by_title: dict[str, Callable[[], None]] = {action.text(): action.trigger for action in menu.actions()}
    by_title["Water expenses of class A and B (1996)"]()
    assert "own" in bench.said[-1] or "applied" in bench.said[-1]
    by_title["Numbers of steam production (FERC)"]()
    assert "changes nothing here" in bench.said[-1]


def test_a_report_begun_before_a_service_came_can_take_it_over(bench: Bench, accounts: AccountsPage) -> None:
    annual_report.mark_filed(bench.file, "2024-annual-report", "2025-04-01", "Mailed")
    entering.set_answer(bench.file, "company", Place("identity", "sewer", "answer"), "yes")
    accounts.refresh()
    assert "started with other services" in words_in(accounts)
    bench.press(accounts, "Update from the Company")
    assert "s3" in bench.file.book(OPEN).sheet.schedules


def test_ratios_are_shown_as_table_and_charts(bench: Bench, ratios: RatiosPage) -> None:
    assert ratios.report.currentText() == "Annual report 2025"
    headings = [ratios.table.rows.heading(column) for column in range(ratios.table.rows.columnCount())]
    assert headings == ["Ratio", "2024", "2025", "Change"]  # of years without a report there is no column
    ratios.buttons[CHARTS].click()
    QTest.qWait(5)
    charts = ratios.charts.findChildren(SmallChart)
    assert any("Revenue for each water customer" in chart.words and "2025: 150.00" in chart.words for chart in charts)
    assert "Water: 400 customers, below that. [3.635(1)]" in words_in(ratios)


def test_what_stands_out_is_explained_where_it_is_seen(bench: Bench, ratios: RatiosPage) -> None:
    names = [ratios.table.rows.words(row, 0) for row in range(ratios.table.rows.rowCount())]
    row = names.index("! Revenue for each water customer, dollars")
    ratios.table.selectRow(row)
    QTest.qWait(5)
    assert "went from 100.00 to 150.00" in words_in(ratios)
    ratios.card.why.setFocus()
    QTest.keyClicks(ratios.card.why, "Rates rose.")
    QTest.keyClick(ratios.card.why, Qt.Key.Key_Tab)
    ratios.card.keep()
    QTest.qWait(5)
    assert bench.file.book(OPEN).answers.explanations[Place("r1", "w_revenue", "y0")] == "Rates rose."
    assert not ratios.table.rows.words(row, 0).startswith("!")
    ratios.card.page.click()
    assert bench.gone == [(OPEN, "r1")]


def test_a_filed_report_is_read_only(bench: Bench, ratios: RatiosPage) -> None:
    annual_report.mark_filed(bench.file, "2024-annual-report", "2025-04-01", "Mailed")
    ratios.refresh()
    ratios.report.setCurrentIndex(ratios.report.findData("2024-annual-report"))
    QTest.qWait(5)
    assert ratios.card.why.isReadOnly()


def test_the_work_paper_is_printed(bench: Bench, ratios: RatiosPage, tmp_path: Path) -> None:
    bench.answers.save = tmp_path / "ratios.pdf"
    bench.press(ratios, "Print the work paper")
    assert (tmp_path / "ratios.pdf").read_bytes().startswith(b"%PDF")
    assert bench.said == [f"Written to {tmp_path / 'ratios.pdf'}."]
    with pytest.raises(EnvironmentProblem):
        ratios._write(tmp_path, b"")


@pytest.mark.parametrize(("service", "has_accounts"), [("electric", False), ("gas", True)])
def test_a_company_is_told_that_it_has_no_accounts_or_no_ratios_here(
    bench: Bench, tmp_path: Path, service: str, has_accounts: bool
) -> None:
    folder = tmp_path / service
    folder.mkdir()
    around = replace(bench.around, file=case_company(folder, service))
    accounts, ratios = AccountsPage(around), RatiosPage(program(), around)
    bench.show(accounts)
    bench.show(ratios)
    assert (accounts.count.text() == NO_CHART, accounts.add.isEnabled()) == (not has_accounts, has_accounts)
    assert ratios.empty.isVisibleTo(ratios)
    assert ratios.empty.text() == NO_RATIOS
    assert not any(one.isVisibleTo(ratios) for one in (ratios.report, ratios.views, *ratios.buttons.values()))
    accounts.close()
    ratios.close()
