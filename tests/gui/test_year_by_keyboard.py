"""A whole year without a mouse: from a new company to a report that is filed, and the next one begun."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.domain.filings import FilingState
from desktop_app.domain.values import place_of
from desktop_app.gui.app import build
from desktop_app.gui.filing_package.prepare_dialog import PrepareDialog
from desktop_app.gui.spreadsheets.trial_balance_dialog import TrialBalanceDialog
from desktop_app.gui.window.main_window import MainWindow
from desktop_app.services.company.company_file import CompanyFile
from tests.support.sample_program import FILING, sample_file
from tests.support.typist import Keys, Script, Typist, Wait, choose, on, press, write
from tests.support.window_shell import Answers, application

__all__ = ["sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]


@dataclass
class Desk:
    """The window, and what the dialogs of the system would answer."""

    window: MainWindow
    answers: Answers

    @property
    def file(self) -> CompanyFile:
        assert self.window.file is not None
        return self.window.file

    def value(self, filing: str, place: str) -> object:
        return self.file.book(filing).calculation.values.get(place_of(place))

    def found(self, words: str) -> Iterator[Keys | Wait]:
        """Goes to a line by its words."""
        yield press("Ctrl+K")
        yield on("FindDialog")
        yield write(words)
        yield press("Return")
        yield on("")

    def opened(self, command: str, kind: str) -> Iterator[Keys | Wait]:
        """Gives a command that has no keys of its own, by its words."""
        yield press("Ctrl+K")
        yield on("FindDialog")
        yield write(command)
        yield press("Return")
        yield on(kind)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    app = application()
    before = (app.font(), app.palette(), app.style().objectName())
    answers = Answers(tmp_path, chosen_folder=tmp_path)
    window = build(bootstrap.program(), app, answers)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    yield Desk(window, answers)
    window.close()
    app.setStyleSheet("")
    app.setFont(before[0])
    app.setPalette(before[1])
    app.setStyle(before[2])


def idle() -> bool:
    found = QApplication.activeModalWidget()
    return isinstance(found, PrepareDialog | TrialBalanceDialog) and not found.busy


def first_half(desk: Desk, books: Path) -> Script:
    yield from new_company(desk)
    yield from report_with_books(desk, books)
    yield from figure_and_seal(desk)


def new_company(desk: Desk) -> Script:
    yield press("Ctrl+N")
    yield on("NewCompanyDialog")
    yield write("Example Water Company, LLC")
    yield from choose("W")
    yield press("Return")
    yield lambda: desk.window.file is not None and on("")()
    yield from desk.found("Kind of organization")
    yield write("lim")
    yield press("Return")
    yield write("Missouri")
    yield press("Return")
    yield lambda: desk.value("company", "identity/organised_state/answer") == "Missouri"
    assert desk.value("company", "identity/organisation/answer") == "llc"


def report_with_books(desk: Desk, books: Path) -> Script:
    yield press("Ctrl+B")
    yield on("BeginDialog")
    yield write("2025")
    yield press("Return")
    yield lambda: on("")() and desk.file.filings()
    desk.answers.file = books
    yield press("Ctrl+Shift+T")
    yield on("TrialBalanceDialog")
    yield from choose("T")
    yield from choose("C")
    for _ in range(3):
        yield idle
        yield from choose("N")
    yield idle
    yield from choose("I")
    yield lambda: desk.value(FILING, "p4/cash/end") is not None
    yield press("Escape")
    yield on("")


def figure_and_seal(desk: Desk) -> Script:
    yield from desk.found("Chemicals")
    yield write("1234")
    yield press("Return")
    yield lambda: str(desk.value(FILING, "w2/chemicals/amount")) == "1234"
    yield press("Up")
    yield press("Ctrl+L")
    yield on("SealDialog")
    yield from choose("T")
    yield write("Strategic")
    yield from choose("R")
    yield write("It would harm the company.")
    yield from choose("S")
    yield lambda: on("")() and desk.file.book(FILING).answers.seals
    yield press("F8")
    yield on("")


def test_a_company_its_books_a_figure_a_seal_and_the_checks(desk: Desk, tmp_path: Path) -> None:
    books = tmp_path / "books.csv"
    books.write_text("Account,Name,Debit,Credit\n131,Cash,77,\n231,Accounts payable,,77\n", encoding="utf-8")
    Typist(first_half(desk, books)).run()


def second_half(desk: Desk) -> Script:
    yield from desk.found("Chemicals")
    yield press("Ctrl+P")
    yield on("PrepareDialog")
    yield idle
    yield from choose("R")
    yield lambda: list(desk.answers.place.rglob("manifest.json")) and idle()
    yield press("Escape")
    yield on("")
    yield from desk.opened("Mark as filed", "FiledDialog")
    yield from choose("D")
    yield press("Ctrl+A")
    yield write("3/2/2026")
    yield from choose("H")
    yield write("Mailed")
    yield press("Return")
    yield lambda: on("")() and desk.file.filing(FILING).state is FilingState.FILED
    yield press("Ctrl+B")
    yield on("BeginDialog")
    yield press("Return")
    yield lambda: on("")() and len(desk.file.filings()) > 2


def test_a_package_is_produced_marked_as_filed_and_the_next_year_begun(desk: Desk, sample_file: Path) -> None:
    path = desk.answers.place / "Sample Creek.filingdesk"
    shutil.copyfile(sample_file, path)
    desk.window.open(path)
    Typist(second_half(desk)).run()
    newest = desk.file.filings()[0]
    assert (newest.year, newest.previous) == (2026, FILING)
