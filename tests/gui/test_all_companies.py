"""All companies in the window: those of a folder, narrowed, sorted, opened; what cannot be read has its sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Json
from desktop_app.gui.companies.companies_dialog import WHICH, CompaniesDialog
from desktop_app.services.companies.all_companies import LinesShown
from tests.support.screen_walker import unnamed
from tests.support.window_shell import Shell, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with standing_shell(qtbot, tmp_path) as standing:
        yield standing


@pytest.mark.slow
def test_a_folder_is_listed_narrowed_sorted_and_one_is_opened(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    folder.mkdir()
    for name in ("Elm", "Oak", "Yew"):
        table: Json = {"company": {"identity": {"legal_name": f"{name} Water Company", "water": "yes"}}}
        shell.companies.create(folder / f"{name}.filingdesk", table).close()
    (folder / "Broken.filingdesk").write_text("not a company", encoding="utf-8")
    shell.answers.chosen_folder = folder

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CompaniesDialog)
        dialog.folder.click()
        rows = dialog.table.rows
        shell.bot.waitUntil(lambda: rows.rowCount() == 4)
        assert unnamed(dialog) == []
        assert "1 cannot be read" in dialog.said.text()
        dialog.which.setCurrentIndex(list(WHICH).index(LinesShown.UNREAD))
        assert (rows.rowCount(), rows.words(0, 7)) == (1, "Broken.filingdesk is not a Filing Desk file.")
        dialog.which.setCurrentIndex(0)
        dialog.table.horizontalHeader().sectionClicked.emit(0)
        assert [rows.words(row, 0)[:3] for row in range(4)] == ["Elm", "Oak", "Yew", "Bro"]
        QTest.keyClicks(dialog.search, "oak")
        assert rows.rowCount() == 1
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)

    in_dialog(look)
    shell.trigger("companies")
    assert shell.window.file is not None
    assert shell.window.file.path == folder / "Oak.filingdesk"
