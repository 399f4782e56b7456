"""Every page and dialog for somebody who sees nothing of it, or uses no mouse: names, roles, letters, targets, Tab."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.filing_package.prepare_dialog import PrepareDialog
from desktop_app.gui.spreadsheets.trial_balance_dialog import NEXT, TrialBalanceDialog
from desktop_app.gui.tariff_book.filing_dialog import FilingDialog
from tests.support.entry_fields import MORE, REPORT, WAYS, furnish, opened
from tests.support.sample_program import sample_file
from tests.support.screen_walker import backward, badly_begun, shared_letters, too_small, traps, unreached, unspoken
from tests.support.standing_window import PAGES, SCHEDULES, settle, standing_window

__all__ = ["sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
LOOKS: tuple[Callable[[QWidget], list[str]], ...] = (unspoken, shared_letters, too_small, traps, unreached)


def test_every_page(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as standing:
        window = standing.window
        furnish(opened(window))
        for name in (*PAGES, *SCHEDULES):
            if name in PAGES:
                window.go(name)
            else:
                window.go_to(REPORT, name)
            settle()
            wrong += [f"{name}: {words}" for look in LOOKS for words in look(window)]
            wrong += [f"{name}: {words}" for words in backward(window.pages.currentWidget() or window)]
    assert "\n".join(dict.fromkeys(wrong)) == ""


def test_every_dialog(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []

    def look(root: QWidget) -> None:
        settle()
        if isinstance(root, QDialog):
            found = [*badly_begun(root), *(words for each in LOOKS for words in each(root))]
            wrong.extend(f"{type(root).__name__}: {words}" for words in found)

    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as standing:
        for name, way in (WAYS | MORE).items():
            before = standing.steps()
            standing.within(name, way, look)
            standing.take_back(before)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "\n".join(dict.fromkeys(wrong)) == ""


BOOKS = (
    "Account,Name,Debit,Credit\n101,Utility plant in service,900.00,\n131,Cash,100.00,\n461,Sales,,1000.00\n7,?,1,1\n"
)


def finish(root: TrialBalanceDialog | PrepareDialog) -> None:
    while root.busy:
        settle()


def steps_of(root: QWidget, folder: Path) -> Iterator[str]:
    """Goes through the later steps of a dialog that has some, as far as they go."""
    if isinstance(root, FilingDialog):
        for row in range(1, root.pages.count()):
            root.steps.setCurrentRow(row)
            yield f"step {row + 1}"
    if isinstance(root, TrialBalanceDialog):
        books = folder / "books.csv"
        books.write_text(BOOKS, encoding="utf-8")
        root.read(books)
        finish(root)
        yield f"step {root.stack.currentIndex() + 1}"
        while root.forth.isEnabled() and root.forth.text() == NEXT:
            root.forth.click()
            finish(root)
            yield f"step {root.stack.currentIndex() + 1}"
    if isinstance(root, PrepareDialog):
        finish(root)
        root.destination.field.setText(str(folder / "draft"))
        root.draft.click()
        finish(root)
        yield "what was made"


def test_every_later_step(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    seen: list[str] = []

    def look(root: QWidget) -> None:
        for step in steps_of(root, tmp_path):
            settle()
            seen.append(f"{type(root).__name__}: {step}")
            wrong.extend(f"{seen[-1]}: {words}" for each in LOOKS for words in each(root))

    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as standing:
        for name in ("FilingDialog", "TrialBalanceDialog", "PrepareDialog"):
            standing.within(name, WAYS[name], look)
    assert [f"FilingDialog: step {number}" for number in range(2, 6)] == seen[:4]
    later = [("FilingDialog", row) for row in range(2, 6)] + [("TrialBalanceDialog", row) for row in (1, 2, 4, 5)]
    assert seen == [*(f"{name}: step {row}" for name, row in later), "PrepareDialog: what was made"]
    assert "\n".join(dict.fromkeys(wrong)) == ""
