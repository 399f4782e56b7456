"""Filed copies: marked as filed with its files, looked at later, compared and handed out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.filings import FilingState
from desktop_app.gui.filings.filed_copies_dialog import FiledCopiesDialog
from desktop_app.gui.filings.filing_actions import FilingActions, WindowRoads
from desktop_app.gui.filings.filing_dialogs import FiledDialog
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import annual_report
from desktop_app.services.filings import filed_copies as vault
from desktop_app.storage.files import SqliteFiles
from tests.support.memory_companies import REAL, Counter, FakeSamples, FixedClock, MemoryPreferences
from tests.support.window_shell import Answers, in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
FILING = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CompanyFile]:
    clock = FixedClock(date(2026, 4, 2))
    companies = Companies(SqliteFiles(clock, None), REAL, FakeSamples(), MemoryPreferences(), clock, Counter())
    made = companies.create(
        tmp_path / "a.filingdesk", {"company": {"identity": {"legal_name": "Sample", "water": "yes"}}}
    )
    annual_report.begin_report(made, 2025)
    yield made
    made.close()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, content in (("public/report.pdf", b"public"), ("sealed/nonpublic.pdf", b"secret")):
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return tmp_path / "package"


@pytest.mark.slow
def test_a_filing_is_marked_with_its_files_and_number(
    file: CompanyFile, package: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, answers = QWidget(), Answers(tmp_path, chosen_folder=package)
    qtbot.addWidget(window)
    said: list[str] = []
    roads = WindowRoads(
        lambda *_: None, lambda _: None, lambda *_: None, lambda words, _: said.append(words), said.append
    )
    actions = FilingActions(answers, window, roads)
    actions.file = file

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FiledDialog)
        dialog.folder_field.setText("/no/such/folder")
        dialog.accept()
        assert "There is no folder" in dialog.trouble.text()
        dialog.choose.click()
        dialog.tracking.setText("7001")
        dialog.accept()

    in_dialog(fill)
    actions.mark_filed(FILING)
    kept = vault.filed(file, FILING)
    assert kept is not None
    assert (kept.tracking, [item.name for item in kept.public]) == ("7001", ["report.pdf"])
    assert file.filing(FILING).state is FilingState.FILED
    in_dialog(lambda dialog: dialog.reject())
    actions.show_filed_copies(FILING)


@pytest.mark.slow
def test_what_went_out_is_shown_compared_and_handed_out_apart(
    file: CompanyFile, package: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    annual_report.mark_filed(file, FILING, "2026-04-02", "By mail")
    answers = Answers(tmp_path, chosen_folder=package, file=package / "public" / "report.pdf")
    dialog = FiledCopiesDialog(file, file.filing(FILING), answers)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.sealed.isVisible()
    dialog.keep.click()
    assert dialog.said.text() == "2 files are kept."
    assert (dialog.public.rows.rowCount(), dialog.sealed.rows.rowCount()) == (1, 1)
    assert dialog.sealed.isVisible()
    dialog.compare.click()
    assert "is identical to report.pdf" in dialog.said.text()
    out = tmp_path / "out"
    out.mkdir()
    answers.chosen_folder = out
    dialog.hand_public.click()
    dialog.hand_sealed.click()
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.pdf")) == [
        "public/report.pdf",
        "sealed/nonpublic.pdf",
    ]
    dialog.tracking.setText("EFIS 9")
    dialog.tracking.editingFinished.emit()
    kept = vault.filed(file, FILING)
    assert kept is not None
    assert (kept.tracking, len(kept.files)) == ("EFIS 9", 2)


@pytest.mark.slow
def test_a_year_that_is_not_over_is_marked_as_filed_only_after_asking(
    file: CompanyFile, tmp_path: Path, qtbot: QtBot
) -> None:
    window, answers = QWidget(), Answers(tmp_path, yes=True)
    qtbot.addWidget(window)
    roads = WindowRoads(lambda *_: None, lambda _: None, lambda *_: None, lambda *_: None, lambda _: None)
    actions = FilingActions(answers, window, roads)
    actions.file = file
    early = annual_report.begin_report(file, 2026).id

    def refuse_then_agree(dialog: QDialog) -> None:
        assert isinstance(dialog, FiledDialog)
        answers.yes = False
        dialog.accept()
        assert dialog.isVisible()
        assert "which is over only after December 31, 2026" in dialog.trouble.text()
        assert file.filing(early).state is FilingState.OPEN
        answers.yes = True
        dialog.accept()

    in_dialog(refuse_then_agree)
    actions.mark_filed(early)
    assert file.filing(early).state is FilingState.FILED
    assert len(answers.asked) == 3, "about its errors, and twice about the year"


@pytest.mark.slow
def test_a_filing_with_errors_is_marked_as_filed_only_after_asking(
    file: CompanyFile, tmp_path: Path, qtbot: QtBot
) -> None:
    window, answers = QWidget(), Answers(tmp_path, yes=False)
    qtbot.addWidget(window)
    roads = WindowRoads(lambda *_: None, lambda _: None, lambda *_: None, lambda *_: None, lambda _: None)
    actions = FilingActions(answers, window, roads)
    actions.file = file
    begun = annual_report.begin_report(file, 2023).id
    actions.mark_filed(begun)
    assert file.filing(begun).state is FilingState.OPEN
    assert " open, the first: " in answers.asked[0]
