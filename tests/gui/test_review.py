"""A review in the window: sent, commented by somebody else, brought back, accepted and answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import place_of
from desktop_app.formspec.definition import CellType
from desktop_app.gui.review.returned_dialog import AnswerDialog, ReturnedDialog
from desktop_app.gui.review.review_dialog import ReviewDialog
from desktop_app.gui.review.send_dialog import SendReviewDialog
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.data_entry.entering import set_answer
from desktop_app.services.filings import annual_report
from desktop_app.services.review import returning
from tests.support.filing_window import KeptPapers
from tests.support.memory_companies import company, make_companies
from tests.support.stand_in_screens import FakeScreens
from tests.support.window_shell import Shell, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
REPORT = "2025-annual-report"


class Screens(FakeScreens):
    """The real dialogs of the review; everything else is a stand-in."""

    shell: Shell | None = None

    def __init__(self) -> None:
        super().__init__()
        self.papers = KeptPapers()

    def dialog(self, name: str, around: Surroundings) -> QDialog:
        assert self.shell is not None
        passwords = self.shell.companies.files.passwords
        if name == "send_review":
            return SendReviewDialog(passwords, around)
        if name == "review":
            return ReturnedDialog(passwords, self.papers, around)
        return super().dialog(name, around)


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    companies = make_companies()
    file = company(companies, tmp_path)
    annual_report.begin_report(file, 2025)
    file.close()
    screens = Screens()
    with standing_shell(qtbot, tmp_path, companies, screens) as standing:
        screens.shell = standing
        standing.window.open(file.path)
        yield standing


def first_amount(shell: Shell) -> str:
    assert shell.window.file is not None
    sheet = shell.window.file.book(REPORT).sheet
    return next(str(at) for at, spec in sheet.cells.items() if not spec.formula and spec.type is CellType.MONEY)


def send(dialog: QDialog) -> None:
    assert isinstance(dialog, SendReviewDialog)
    dialog.password.setText("short")
    dialog.accept()
    assert "at least 8" in dialog.trouble.text()
    dialog.password.clear()
    dialog.accept()


def choose(dialog: ReviewDialog, place: str) -> None:
    pages = dialog._opened.review.pages
    dialog.pages.setCurrentIndex(
        next(at for at, item in enumerate(pages) if item.schedule == place.split("/", maxsplit=1)[0])
    )
    assert dialog.page is not None
    dialog.table.selectRow([cell.place for cell in dialog.page.cells].index(place))


def review(dialog: QDialog, place: str) -> None:
    """Comments on a cell and on the whole filing, with a slip that is deleted."""
    assert isinstance(dialog, ReviewDialog)
    choose(dialog, place)
    dialog.words.setPlainText("Too low")
    dialog.accept()
    assert "no name" in dialog.trouble.text()
    dialog.name.setText("Ann")
    dialog.proposed.setText("12")
    dialog.accept()
    assert "Ann: Too low" in dialog.said.text()
    dialog.about.setCurrentIndex(2)
    for words in ("Well done", "A slip"):
        dialog.words.setPlainText(words)
        dialog.accept()
    dialog.delete.click()
    assert dialog.said.text() == "Ann: Well done"
    dialog.reject()


def take(dialog: QDialog, place: str) -> None:
    """Brings it back, accepts the value, answers and resolves, and goes there."""
    assert isinstance(dialog, ReturnedDialog)
    dialog.take.click()
    assert len(dialog._items) == 2
    dialog.table.selectRow([item.comment.on for item in dialog._items].index(place))
    assert "It showed 10 when it was sent, and shows 11 now." in dialog.said.text()
    dialog.accept_value.click()
    assert not dialog.accept_value.isEnabled()
    QTimer.singleShot(0, answer)
    dialog.answer.click()
    dialog.resolve.click()
    dialog.go.click()


def answer() -> None:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, AnswerDialog)
    asked.words.setText("Agreed")
    asked.by.setText("Bob")
    asked.accept()


@pytest.mark.slow
def test_from_sending_to_accepting(shell: Shell, tmp_path: Path) -> None:
    window, path, place = shell.window, tmp_path / "for ann.filingreview", first_amount(shell)
    file = window.file
    assert file is not None
    set_answer(file, REPORT, place_of(place), "10")
    shell.answers.save = shell.answers.file = path
    in_dialog(send)
    shell.trigger("send_review")
    assert str(path) in window.message.sentence
    in_dialog(lambda dialog: review(dialog, place))
    window.open(path)
    set_answer(file, REPORT, place_of(place), "11")
    in_dialog(lambda dialog: take(dialog, place))
    shell.trigger("review")
    items = {item.comment.on: item for item in returning.returned(file)}
    assert (items[place].now, items[place].state) == ("12", "resolved")
    assert [said.text for said in items[place].answers] == ["Agreed"]
    assert items[""].state == "open"
