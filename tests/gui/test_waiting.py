"""What takes a moment in the window's own thread shows the busy cursor; what is asked meanwhile does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.gui.filing_package.missing_list import SHOWN, MissingList
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import ColorTheme
from desktop_app.gui.theme.waiting import asking_meanwhile, busy_cursor
from desktop_app.gui.widgets.fitted_dialog import make_and_run, run_dialog
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.services.analysis.cross_checks import CrossFinding
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile, EditOutcome
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.readiness import PackageReadiness
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company
from tests.support.stand_in_screens import FakeScreens
from tests.support.window_shell import RESOURCES, Shell, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
REPORT = "2025-annual-report"
KIND = Place("p1", "kind", "answer")


def busy() -> bool:
    """Whether the cursor says that the program is at work."""
    cursor = QApplication.overrideCursor()
    return cursor is not None and cursor.shape() is Qt.CursorShape.WaitCursor


class NotingScreens(FakeScreens):
    """Notes whether the cursor was busy while a screen was made."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[str, bool] = {}

    def filing(self, around: Surroundings) -> FilingScreen:
        self.seen["filing"] = busy()
        return super().filing(around)

    def page(self, name: str, around: Surroundings) -> QWidget:
        self.seen[name] = busy()
        return super().page(name, around)

    def dialog(self, name: str, around: Surroundings) -> QDialog:
        self.seen[name] = busy()
        return super().dialog(name, around)


@pytest.fixture
def screens() -> NotingScreens:
    return NotingScreens()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, screens: NotingScreens) -> Iterator[Shell]:
    with standing_shell(qtbot, tmp_path, fakes=screens) as shell:
        file = company(shell.companies, tmp_path)
        annual_report.begin_report(file, 2025)
        file.close()
        shell.window.open(file.path)
        yield shell


def test_the_cursor_is_busy_inside_and_as_before_afterwards(qtbot: QtBot) -> None:
    with busy_cursor(), busy_cursor():
        assert busy()
        with asking_meanwhile():
            assert not busy()
        assert busy()
    assert not busy()
    with pytest.raises(LookupError), busy_cursor():
        raise LookupError
    assert not busy()


def test_a_dialog_is_made_with_a_busy_cursor_and_asks_without(qtbot: QtBot) -> None:
    seen = []

    def make() -> QDialog:
        seen.append(busy())
        return QDialog()

    def answer(dialog: QDialog) -> None:
        seen.append(busy())
        dialog.accept()

    in_dialog(answer)
    with busy_cursor():
        assert make_and_run(make) is not None
        in_dialog(QDialog.reject)
        assert make_and_run(QDialog) is None
        in_dialog(QDialog.accept)
        assert run_dialog(QDialog())
        assert busy()
    assert seen == [True, False]


def test_pages_filings_and_dialogs_are_made_with_a_busy_cursor(opened: Shell, screens: NotingScreens) -> None:
    opened.window.go("calendar")
    opened.window.go_to(REPORT)
    opened.window.show_dialog("package")
    assert screens.seen == {"calendar": True, "filing": True, "package": True}
    assert not busy()


def test_opening_and_undoing_work_with_a_busy_cursor(opened: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    file = opened.window.file
    assert file is not None
    seen: dict[str, bool] = {}
    entering.set_answer(file, REPORT, KIND, "Corporation")
    file.listen(lambda edited: seen.update({edited.label: busy()}))
    opened.trigger("undo")
    opened.trigger("redo")
    assert list(seen.values()) == [True, True]
    assert not busy()
    path, real = file.path, type(opened.companies).open
    opened.trigger("close")

    def opening(companies: Companies, chosen: Path, *, read_only: bool = False) -> CompanyFile:
        seen["opening"] = busy()
        return real(companies, chosen, read_only=read_only)

    monkeypatch.setattr(Companies, "open", opening)
    opened.window.open(path)
    assert seen["opening"]
    assert not busy()


def test_other_letters_and_colours_are_put_on_with_a_busy_cursor(opened: Shell) -> None:
    seen: list[bool] = []
    opened.style.changed.connect(lambda: seen.append(busy()))
    opened.trigger("larger")
    opened.window.choose_theme(ColorTheme.DARK)
    assert seen == [True, True]
    assert not busy()


class NotingPage(FollowingPage):
    """Notes whether the cursor was busy while it was read."""

    def refresh(self) -> None:
        self.seen = busy()

    def concerned(self, edited: EditOutcome) -> bool:
        return True


def test_a_page_is_read_with_a_busy_cursor(opened: Shell, qtbot: QtBot) -> None:
    assert opened.window.file is not None
    page = NotingPage(opened.window.file, at_once=True)
    qtbot.addWidget(page)
    page.show()
    assert page.seen
    assert not busy()


def test_of_very_many_problems_the_first_are_listed_and_the_others_counted(qtbot: QtBot) -> None:
    listed = MissingList(REPORT, IconSet(RESOURCES / "icons"))
    qtbot.addWidget(listed)
    problems = [Problem("X1", Severity.STOP, f"p7/{n}/a", f"Row {n} has no date.", "3.640") for n in range(2000)]
    told = [Problem("X2", Severity.NOTE, "p1", "A note.", "3.640")]
    listed.show_readiness(PackageReadiness((*told, *problems), ()))
    assert listed.count() == SHOWN + 1
    assert "Row 0 has" in listed.item(0).text()
    assert listed.item(SHOWN).text() == "1,801 problems more. They are listed when those above are settled."
    listed.show_readiness(PackageReadiness((*told, *problems[:3]), ()))
    words = [listed.item(row).text().partition(":")[0] for row in range(listed.count())]
    assert words == ["Error", "Error", "Error", "Note"]


def test_what_does_not_fit_is_looked_for_once_when_the_filings_are_shown(
    opened: Shell, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    looked: list[str] = []

    def look(_: CompanyFile, filing: str) -> tuple[CrossFinding, ...]:
        looked.append(filing)
        return ()

    monkeypatch.setattr("desktop_app.gui.filings.filings_page.cross_findings", look)
    opened.window.go("filings")
    qtbot.waitUntil(lambda: bool(looked))
    assert looked == [REPORT]
