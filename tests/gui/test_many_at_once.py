"""Many companies at once in the window: work is chosen, companies are ticked, refusals are listed first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.batches.many_dialog import BatchWork, ManyDialog
from desktop_app.services.companies.all_companies import look_at
from tests.support.one_sample import sample_content
from tests.support.screen_walker import unnamed
from tests.support.window_shell import Answers

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
PATIENCE = 60_000


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ManyDialog]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    program = bootstrap.program()
    paths = [tmp_path / f"{name}.filingdesk" for name in ("Elm", "Oak")]
    for path in paths:
        path.write_bytes(sample_content())
    lines = [look_at(program.companies, path) for path in paths]
    shutil.copyfile(paths[0], tmp_path / "kept")
    paths[0].write_text("broken meanwhile", encoding="utf-8")
    made = ManyDialog(program, lines, Answers(tmp_path, chosen_folder=tmp_path))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def done(dialog: ManyDialog, qtbot: QtBot) -> list[tuple[str, str, str]]:
    dialog.start.click()
    qtbot.waitUntil(dialog.start.isEnabled, timeout=PATIENCE)
    rows = dialog.table.rows
    return [(rows.words(row, 0), rows.words(row, 1), rows.words(row, 2)) for row in range(rows.rowCount())]


def test_a_refusal_stops_nobody_and_is_listed_first(dialog: ManyDialog, qtbot: QtBot) -> None:
    assert unnamed(dialog) == []
    dialog.year.setValue(2026)
    found = done(dialog, qtbot)
    assert [words[0] for words in found] == ["Elm", "Sample Creek Water Company, Incorporated"]
    assert "is not a Filing Desk company file" in found[0][2]
    assert found[1][1] == "2026-annual-report started from 2025-annual-report."
    assert dialog.said.text() == "Done in one company; refused in 1."


def test_what_cannot_begin_says_why(dialog: ManyDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.work.setCurrentText(BatchWork.PACKAGES)
    dialog.start.click()
    assert dialog.said.text() == "Nothing is not a folder. Choose a folder."
    for row in range(2):
        item = dialog.companies.item(row)
        assert item is not None
        item.setCheckState(Qt.CheckState.Unchecked)
    dialog.work.setCurrentText(BatchWork.CHECK)
    dialog.start.click()
    assert dialog.said.text().startswith("No company is checked.")


def test_trial_balances_are_asked_about_and_chosen(dialog: ManyDialog, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("Sample Creek.csv", "closing.csv"):
        (tmp_path / name).write_text("Account,Name,Debit,Credit\n131,Cash,77,\n999,Suspense,,77\n", encoding="utf-8")
    dialog.work.setCurrentText(BatchWork.BOOKS)
    dialog.year.setValue(2025)
    dialog.browse.click()
    assert [box.currentIndex() for box in dialog.books.choices] == [0, 0]
    for box in dialog.books.choices:
        box.setCurrentIndex(2)
    dialog.folder.editingFinished.emit()
    assert [box.currentIndex() for box in dialog.books.choices] == [2, 2], "what was chosen stays"
    dialog.start.click()
    assert "is chosen for two trial balances" in dialog.said.text()
    dialog.books.choices[0].setCurrentIndex(0)
    found = done(dialog, qtbot)
    assert "2 accounts had no line last time" in found[1][2]
    assert dialog.said.text() == "Done in no company; refused in 2."
    assert (dialog.table.isVisible(), dialog.books.isVisible()) == (True, False)
    dialog.browse.click()
    assert dialog.books.isVisible()
