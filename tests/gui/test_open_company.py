"""Opening and leaving a company: the one that is open, another, and one whose file makes trouble meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Place
from desktop_app.gui.companies.companies_dialog import CompaniesDialog
from desktop_app.gui.window.home import HomePage
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import Backup, CannotOpen
from tests.support.memory_companies import MemoryFiles, MemoryWorkspace, company, make_companies
from tests.support.stand_in_screens import PlainFiling
from tests.support.window_shell import Shell, hooked, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
REPORT = "2025-annual-report"
NAME = Place("identity", "legal_name", "answer")


class Stubborn(MemoryWorkspace):
    """A file that tells of trouble when it is closed."""

    def close(self) -> None:
        super().close()
        raise EnvironmentProblem("The folder cannot be reached now.")


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    companies = make_companies()
    file = company(companies, tmp_path)
    annual_report.begin_report(file, 2025)
    file.close()
    with standing_shell(qtbot, tmp_path, companies) as standing:
        standing.window.open(file.path)
        yield standing


def by_the_same_path(shell: Shell) -> None:
    assert shell.window.file is not None
    shell.window.open(shell.window.file.path)


def by_another_spelling(shell: Shell) -> None:
    assert shell.window.file is not None
    path = shell.window.file.path
    shell.window.open(path.parent / ".." / path.parent.name / path.name)


def by_a_link(shell: Shell) -> None:
    assert shell.window.file is not None
    link = shell.window.file.path.with_name("link.filingdesk")
    link.unlink(missing_ok=True)
    link.symlink_to(shell.window.file.path)
    shell.window.open(link)


def by_open_recent(shell: Shell) -> None:
    shell.window.menus._recent.actions()[0].trigger()


def by_the_list_of_companies(shell: Shell) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CompaniesDialog)
        assert shell.window.file is not None
        dialog._roads.open_company(shell.window.file.path)
        dialog.reject()

    in_dialog(choose)
    shell.trigger("companies")


def by_asking(shell: Shell) -> None:
    assert shell.window.file is not None
    shell.answers.file = shell.window.file.path
    shell.trigger("open")


@pytest.mark.slow
@pytest.mark.parametrize(
    "again",
    [by_the_same_path, by_another_spelling, by_a_link, by_open_recent, by_the_list_of_companies, by_asking],
)
def test_opening_the_open_company_shows_home_and_changes_nothing(
    shell: Shell, tmp_path: Path, again: Callable[[Shell], None]
) -> None:
    for place in ("home", "filings", "calendar"):
        shell.window.go(place)
    shell.window.go_to(REPORT)
    file, page = shell.window.file, shell.window.pages.currentWidget()
    assert file is not None
    assert isinstance(page, PlainFiling)
    page.field.setText("half typed")
    with hooked(shell, tmp_path) as hook:
        again(shell)
        again(shell)
        shell.bot.wait(10)
        entering.set_answer(file, "company", NAME, "Rolling Oaks Water, LLC")
        shell.bot.wait(10)
    assert hook._reports == 0
    assert shell.window.file is file
    assert isinstance(shell.window.pages.currentWidget(), HomePage)
    assert "Rolling Oaks Water, LLC" in shell.window.pages.currentWidget()._body.title.text()  # type: ignore[union-attr]
    shell.window.go_to(REPORT)
    assert shell.window.pages.currentWidget() is page
    assert page.field.text() == "half typed"


@pytest.mark.slow
def test_nobody_listens_any_more_after_another_company_was_opened(shell: Shell, tmp_path: Path) -> None:
    for place in ("home", "filings"):
        shell.window.go(place)
    first = shell.window.file
    assert first is not None
    other = tmp_path / "other"
    other.mkdir()
    company(shell.companies, other).close()
    shell.window.open(other / "company.filingdesk")
    assert first._listeners == []


@pytest.mark.slow
def test_what_is_in_hand_is_kept_before_the_file_is_let_go(shell: Shell, tmp_path: Path) -> None:
    seen = []

    class KeepsAtTheEnd(QWidget):
        def closeEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
            assert shell.window.file is not None
            entering.set_answer(shell.window.file, "company", NAME, "Kept")
            seen.append(True)

    page = KeepsAtTheEnd(shell.window.pages)
    shell.window.pages._pages["x"] = page
    shell.window.pages.addWidget(page)
    path = shell.window.file.path if shell.window.file else tmp_path
    shell.trigger("close")
    assert seen == [True]
    shell.window.open(path)
    assert shell.window.file is not None
    assert shell.window.file.profile().legal_name == "Kept"


def stubborn(shell: Shell) -> None:
    file = shell.window.file
    assert file is not None
    kept = file.workspace
    assert isinstance(kept, MemoryWorkspace)
    file.workspace = Stubborn(kept.path, kept.store, kept.steps)


@pytest.mark.slow
def test_trouble_of_the_file_that_is_left_does_not_keep_the_next_one_shut(shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    company(shell.companies, other).close()
    stubborn(shell)
    with pytest.raises(EnvironmentProblem, match="cannot be reached"):
        shell.window.open(other / "company.filingdesk")
    assert shell.window.file is not None
    assert shell.window.file.path == other / "company.filingdesk"
    entering.set_answer(shell.window.file, "company", NAME, "Typed afterwards")


@pytest.mark.slow
def test_trouble_at_the_end_is_told_and_the_window_closes_at_the_second_try(shell: Shell, tmp_path: Path) -> None:
    stubborn(shell)
    assert not shell.window.close()
    assert "cannot be reached" in shell.window.message.sentence
    assert not shell.window.menus.actions["close"].isEnabled()
    assert shell.window.close()


class LosesTheFile(MemoryFiles):
    """A disk on which a copy cannot be put back, and the file is gone afterwards."""

    def restore(self, backup: object, path: Path) -> None:
        self.disks.pop(path)
        raise EnvironmentProblem("The disk is full.")


def test_a_failed_restore_leaves_no_page_of_a_closed_file(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_companies()
    companies = Companies(LosesTheFile(), made.library, made.samples, made.preferences, made.clock, made.ids)
    company(companies, tmp_path).close()
    with standing_shell(qtbot, tmp_path, companies) as shell:
        shell.window.open(tmp_path / "company.filingdesk")
        assert shell.window.file is not None
        copy = companies.files.back_up(shell.window.file.workspace, "asked")
        with pytest.raises(UserError, match="not a Filing Desk file"):
            shell.window.company.restore(copy)
        assert not shell.window.menus.actions["close"].isEnabled()
        assert shell.window.middle.start.isVisible()
        assert shell.window.pages.count() == 0


class Refusing(MemoryFiles):
    """Files that cannot be opened for writing for the reason set here."""

    refusal: CannotOpen | None = None
    restored: Path | None = None

    def open(self, path: Path, *, read_only: bool = False, as_it_is: bool = False) -> MemoryWorkspace:
        if self.refusal is not None and not read_only:
            raise self.refusal
        return super().open(path, read_only=read_only, as_it_is=as_it_is)

    def restore(self, backup: Backup, path: Path) -> None:
        self.restored, self.refusal = backup.path, None


@pytest.fixture
def refusing(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Shell, Refusing, Path]]:
    made = make_companies()
    files = Refusing()
    companies = Companies(files, made.library, made.samples, made.preferences, made.clock, made.ids)
    file = company(companies, tmp_path)
    annual_report.begin_report(file, 2025)
    file.close()
    with standing_shell(qtbot, tmp_path, companies) as standing:
        yield standing, files, file.path


@pytest.mark.slow
def test_after_a_refusal_the_file_opens_to_read_only(refusing: tuple[Shell, Refusing, Path], tmp_path: Path) -> None:
    shell, files, path = refusing
    files.refusal = CannotOpen(path, "company.filingdesk is open elsewhere.")
    shell.window.open(path)
    assert shell.window.message.sentence == "company.filingdesk is open elsewhere."
    assert shell.window.message.action.text() == "Open read-only"
    shell.window.message.action.click()
    file = shell.window.file
    assert file is not None
    assert file.workspace.read_only
    assert "open read-only" in shell.window.message.sentence
    assert "read-only" in shell.window.status.file.text()
    assert not shell.window.menus.actions["undo"].isEnabled()
    with hooked(shell, tmp_path), pytest.raises(UserError, match="read-only"):
        entering.set_answer(file, "company", NAME, "x")
    shell.window.go_to(REPORT)
    shell.answers.file = path
    shell.trigger("open_to_read")
    assert shell.window.file is file
    files.refusal = None
    shell.trigger("open")
    assert shell.window.file is not None
    assert not shell.window.file.workspace.read_only


@pytest.mark.slow
def test_a_damaged_file_is_put_back_from_its_whole_backup(refusing: tuple[Shell, Refusing, Path]) -> None:
    shell, files, path = refusing
    backup = Backup(path.with_name("copy.filingdesk"), "2026-02-01T09:00:00", 1, "opened")
    files.refusal = CannotOpen(path, "company.filingdesk is damaged.", backup=backup)
    shell.window.open(path)
    assert shell.window.message.action.text() == "Restore that backup"
    shell.window.message.action.click()
    assert files.restored == backup.path
    assert shell.window.file is not None
    assert "damaged file is kept" in shell.window.message.sentence


def test_a_refusal_without_a_way_out_is_raised(refusing: tuple[Shell, Refusing, Path]) -> None:
    shell, files, path = refusing
    files.refusal = CannotOpen(path, "Made by a newer program.", to_read=False)
    with pytest.raises(CannotOpen):
        shell.window.open(path)


@pytest.mark.slow
def test_what_disturbs_the_file_while_it_is_open_is_told_once(shell: Shell) -> None:
    file = shell.window.file
    assert file is not None
    workspace = file.workspace
    assert isinstance(workspace, MemoryWorkspace)
    workspace.notice = "company.filingdesk was replaced by another program."
    entering.set_answer(file, "company", NAME, "One")
    assert shell.window.message.sentence == workspace.notice
    shell.window.message.clear()
    entering.set_answer(file, "company", NAME, "Two")
    assert shell.window.message.sentence == ""


@pytest.mark.slow
def test_work_kept_beside_a_file_is_offered_when_it_is_opened(shell: Shell, tmp_path: Path) -> None:
    path = shell.window.file.path if shell.window.file else tmp_path
    (tmp_path / "other").mkdir()
    beside = company(shell.companies, tmp_path / "other")
    beside.close()

    shell.trigger("close")
    opened = shell.companies.files.open(path)
    assert isinstance(opened, MemoryWorkspace)
    opened.kept_beside, opened.notice = (beside.path,), "Work is kept beside it."
    shell.window.company._take(CompanyFile(opened, shell.companies.library, shell.companies.clock, shell.companies.ids))
    assert shell.window.message.sentence == "Work is kept beside it."
    shell.window.message.action.click()
    assert shell.window.file is not None
    assert shell.window.file.path == beside.path
